"""Which link, or which code from a letter on paper, opens which question, and for whom still?

A link opens one question and nothing else of the case. A code is short, so that it can be typed: it is kept only under
our own key, belongs to the reference of its case, and whoever tries codes is counted.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from redress.cases.bars import barred
from redress.cases.models import Case
from redress.cases.standing import standing
from redress.correspondence.models import Ask, AskLink
from redress.correspondence.recipients import may_be_told
from redress.records import changes, codes
from redress.records.models import Party
from redress.rules.actors import ASKED, COMPLAINANT, REPRESENTATIVE, Actor
from redress.rules.asks import owes_answer

_CODE = "ask"


def new_link(ask: Ask) -> str:
    """Make the secret address of this one question: told once, never readable again."""
    secret = secrets.token_urlsafe(32)
    AskLink.objects.create(ask=ask, hash=_hashed(secret))
    return settings.PUBLIC_URL + reverse("intake:asked-link", args=[ask.council_id, secret])


def new_code(ask: Ask) -> str:
    """Make a code for a letter on paper, to be typed with the reference of the case."""
    code = codes.new_code()
    AskLink.objects.create(ask=ask, hash=_hashed_code(ask.council_id, ask.case.reference, code), is_code=True)
    return code


def where_codes_go(council: str) -> str:
    """The address at which such a code is typed, as a letter prints it."""
    return settings.PUBLIC_URL + reverse("intake:asked-code", args=[council])


def by_link(council: str, secret: str) -> AskLink | None:
    """The link with this secret, if it opens its question, open or settled; none for a wrong one, or one now over."""
    return _opening(council, _hashed(secret), is_code=False)


def by_code(council: str, reference: str, typed: str) -> AskLink | None:
    """The same for a code; none where reference and code do not belong together."""
    return _opening(council, _hashed_code(council, reference, typed), is_code=True) if codes.plain(typed) else None


def _opening(council: str, hash: str, *, is_code: bool) -> AskLink | None:
    link = AskLink.objects.filter(hash=hash, is_code=is_code, ask__council=council).first()
    return opened(council, link.pk) if link is not None else None


def opened(council: str, pk: int) -> AskLink | None:
    """A link with its question, by the link's number, as a session remembers it; none that opens nothing any more.

    Somebody who is kept away from the case, works here no longer or has no part in the case any more has no question
    on it.
    """
    found = AskLink.objects.filter(ask__council=council, pk=pk)
    link = found.select_related("ask__case", "ask__party__person", "ask__staff", "ask__organisation").first()
    if link is None or link.ask.opens_until <= timezone.now():
        return None
    ask = link.ask
    if ask.staff is not None and (not ask.staff.is_active or ask.staff.actor_id in barred(ask.case)):
        return None
    return link if ask.party is None or _still_theirs(ask.case, ask.party, link) else None


def _still_theirs(case: Case, party: Party, link: AskLink) -> bool:
    """Whether somebody may open a link still: it went to where they are reached now, and they have a part in the case.

    Whoever acts for the complainant may only while the consent stands.
    """
    what = "address" if link.is_code else "email"
    return has_a_part(case, party) and not changes.was_changed(party, what, since=link.made_at)


def has_a_part(case: Case, party: Party) -> bool:
    """Whether a party of a case has a part in it still; whoever acts for the complainant while the consent stands."""
    return party.until is None and (party.part != REPRESENTATIVE or may_be_told(case) == party)


def without_a_part(case: Case, asks: Iterable[Ask]) -> set[int]:
    """Of what waits on one case, what was asked of somebody who has no part any more: gone, or kept away.

    One query, and where whoever acts for the complainant was asked, some more.
    """
    waits = [ask for ask in asks if ask.waits]
    away = barred(case) if any(ask.staff_id for ask in waits) else frozenset()
    gone = set()
    for ask in waits:
        staff_gone = ask.staff is not None and (not ask.staff.is_active or ask.staff.actor_id in away)
        if staff_gone or (ask.party is not None and not has_a_part(case, ask.party)):
            gone.add(ask.pk)
    return gone


def theirs(case: Case, party_pk: int) -> QuerySet[Ask]:
    """What a party of a case was asked, newest first."""
    return Ask.objects.filter(case=case, party=party_pk).select_related("case", "answer").order_by("-id")


def can_be_answered(ask: Ask) -> bool:
    """Whether it waits for an answer still, on a run that has not ended."""
    fold = standing(ask.case).case
    return ask.waits and not fold.runs[ask.run].ended


def answer_is_owed(ask: Ask) -> bool:
    """Whether the complainant waits for our answer on the run on which somebody was asked: one query."""
    stands = standing(ask.case)
    return owes_answer(stands.case, stands.case.runs[ask.run], stands.book)


def actor_of(ask: Ask) -> Actor:
    """As whom somebody answers who came by the link."""
    if ask.party is not None:
        kind = REPRESENTATIVE if ask.party.part == REPRESENTATIVE else COMPLAINANT
        return Actor(kind=kind, id=ask.party.actor_id)
    return Actor(kind=ASKED, id=ask.to_id or ask.opaque_id)


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _hashed_code(council: str, reference: str, typed: str) -> str:
    return codes.hashed(_CODE, council, reference, typed)
