"""How does somebody come to be reached in another way, and who can tell that it was really them?

A new address is used only when it is confirmed: with a link sent to it, with a code posted to it, or by an officer who
says how it was verified. The old address is told. What was known before stays in the history.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from redress.cases.models import Case
from redress.records import codes, people, tracking
from redress.records.consents import ChangeState, ContactChange
from redress.records.models import Party
from redress.rules.actors import Actor

__all__ = ["ChangeState", "ContactChange"]

REACHING = ("email", "telephone", "address", "postcode")
DAYS = 14
_CODE = "contact"


@dataclass(frozen=True, slots=True)
class Asked:
    """A change that waits: the secret of its link and its code, told only here."""

    change: ContactChange
    secret: str
    code: str


def locked(party: Party) -> Party:
    """The party as it is now, nobody else changing it until the caller's transaction ends."""
    return Party.objects.select_for_update(of=("self",)).select_related("case", "person").get(pk=party.pk)


def differing(party: Party, given: Mapping[str, str]) -> dict[str, str]:
    """What of this is another than what is known of the person now."""
    return {name: value.strip() for name, value in given.items() if getattr(party.person, name) != value.strip()}


def ask(party: Party, given: Mapping[str, str], *, by: Actor, reason: str = "") -> Asked:
    """Put a change aside until it is confirmed at the new address. An earlier one that waits is stopped."""
    now = timezone.now()
    waiting(party).update(state=ChangeState.STOPPED, settled_at=now, settled_by=by.id)
    secret, code, case = secrets.token_urlsafe(32), codes.new_code(), party.case
    change = _line(
        party,
        given,
        by=by,
        reason=reason,
        state=ChangeState.WAITING,
        link_hash=_hashed(secret),
        code_hash=codes.hashed(_CODE, case.council_id, case.reference, code),
        expires_at=now + timedelta(days=DAYS),
    )
    return Asked(change, secret, code)


def use_at_once(party: Party, given: Mapping[str, str], *, by: Actor, verified: str, reason: str) -> ContactChange:
    """Change it now: an officer says how it was verified and why. Links of the person end where the e-mail changes."""
    change = _line(
        party,
        given,
        by=by,
        reason=reason,
        verified=verified,
        state=ChangeState.USED,
        settled_at=timezone.now(),
        settled_by=by.id,
    )
    _take_effect(party, change)
    return change


def confirm(change: ContactChange, *, verified: str, by: str, reason: str = "") -> bool:
    """Use a change that waited; false where it waits no longer. ``verified``: link, code, or spoken with the reason."""
    if not can_be_confirmed(change):
        return False
    said = {"verified": verified, "reason": reason or change.reason}
    if not _settled(change, ChangeState.USED, by=by, **said):
        return False
    _take_effect(change.party, change)
    return True


def stop(change: ContactChange, *, by: str) -> bool:
    """It was not them, or they think better of it; false where it waits no longer."""
    return _settled(change, ChangeState.STOPPED, by=by)


def can_be_confirmed(change: ContactChange) -> bool:
    """Whether it still waits and its days are not over."""
    return change.state == ChangeState.WAITING and bool(change.expires_at and change.expires_at > timezone.now())


def by_link(council: str, secret: str) -> ContactChange | None:
    """The change a link leads to; none for a wrong link."""
    found = ContactChange.objects.filter(council_id=council, link_hash=_hashed(secret))
    return found.select_related("case", "party__person").first()


def has_this_code(change: ContactChange, typed: str) -> bool:
    """Whether this is the code that was posted to the new address."""
    kept = codes.hashed(_CODE, change.council_id, change.case.reference, typed)
    return secrets.compare_digest(kept, change.code_hash)


def waiting(party: Party) -> QuerySet[ContactChange]:
    """The changes of somebody's details that wait to be confirmed."""
    return ContactChange.objects.filter(party=party, state=ChangeState.WAITING)


def open_change(party: Party) -> ContactChange | None:
    """The change that waits now, its days not over."""
    return waiting(party).filter(expires_at__gt=timezone.now()).last()


def history_of(case: Case) -> list[ContactChange]:
    """Every change of details on a case, latest first, with whom it is about."""
    return list(ContactChange.objects.filter(case=case).select_related("party__person").order_by("-id"))


def email_was_changed(party: Party, *, since: datetime | None = None) -> bool:
    """Whether another e-mail address of theirs has taken the place of an earlier one (after an instant): one query."""
    return was_changed(party, "email", since=since)


def was_changed(party: Party, what: str, *, since: datetime | None = None) -> bool:
    """Whether they have changed their ``email``, ``address`` or another detail (after an instant): one query."""
    used = ContactChange.objects.filter(party=party, state=ChangeState.USED)
    if since is not None:
        used = used.filter(settled_at__gt=since)
    return any(what in after for after in used.values_list("after", flat=True))


def lapsed() -> int:
    """Close the changes that nobody confirmed in time; gives how many."""
    over = ContactChange.objects.filter(state=ChangeState.WAITING, expires_at__lte=timezone.now())
    return over.update(state=ChangeState.EXPIRED, settled_at=timezone.now())


def _settled(change: ContactChange, state: ChangeState, *, by: str, **said: str) -> bool:
    """Settle a change unless somebody was quicker: what the old address has stopped is not used all the same."""
    facts = {"state": state, "settled_at": timezone.now(), "settled_by": by, **said}
    if not ContactChange.objects.filter(pk=change.pk, state=ChangeState.WAITING).update(**facts):
        return False
    for name, value in facts.items():
        setattr(change, name, value)
    return True


def _take_effect(party: Party, change: ContactChange) -> None:
    people.correct(party, **change.after)
    if "email" in change.after:
        tracking.end_all(party)


def _line(party: Party, given: Mapping[str, str], **more: object) -> ContactChange:
    by = more.pop("by")
    return ContactChange.objects.create(
        council_id=party.case.council_id,
        case=party.case,
        party=party,
        before={name: getattr(party.person, name) for name in given},
        after=dict(given),
        by=getattr(by, "id", ""),
        **more,
    )


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
