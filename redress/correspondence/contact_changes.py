"""Who is told when contact details are to change: the old address, and the new one, which confirms?"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

from redress.cases.models import Case
from redress.correspondence.making.on_paper import printed
from redress.correspondence.models import Message
from redress.correspondence.notices import notify, tell_whoever_has_it
from redress.records import changes, tracking
from redress.records.changes import Asked, ContactChange

_SALT = "redress.contact-change.stop"
_DAY = 24 * 60 * 60


def asked(made: Asked, *, key: str) -> None:
    """Tell the old e-mail address that a change was asked for, and send the new one a link to confirm it."""
    change = made.change
    to_new = change.after.get("email", "")
    if to_new:
        link = _address("contact-confirm", change, made.secret)
        told = {"days": changes.DAYS}
        notify(change.case, to_new, "contact-new", told, key, to_name=change.party.person.name, link=link)
    _tell_old(change, key=key, used=False)


def was_asked(case: Case, *, key: str) -> bool:
    """Whether somebody was told of a change that was asked for with this key."""
    return Message.objects.filter(case=case, key=key, template__in=("contact-new", "contact-old")).exists()


def used(change: ContactChange, *, key: str) -> None:
    """The change is in use: the old address is told, and a new e-mail address has the new link to follow the case."""
    if change.verified not in ("link", "code"):
        _tell_old(change, key=key, used=True)
    to_new = change.after.get("email", "")
    if to_new:
        secret = tracking.new_secret(change.case, change.party)
        path = reverse("intake:track-link", args=[change.council_id, change.case.reference, secret])
        name = change.party.person.name
        notify(change.case, to_new, "new-link", {}, key, to_name=name, link=settings.PUBLIC_URL + path)


def letter_with_code(change: ContactChange, code: str, *, key: str) -> str:
    """The letter to the new postal address with the code to confirm it: to be printed now."""
    address = settings.PUBLIC_URL + reverse("intake:details", args=[change.council_id])
    told = {"address": address, "days": changes.DAYS}
    party = change.party
    for name in ("address", "postcode"):
        if name in change.after:
            setattr(party.person, name, change.after[name])  # not saved: it is only where this letter goes
    return printed(change.case, party, "contact-letter", told, key=key, code=code)


def to_stop(token: str) -> ContactChange | None:
    """The change that a link in a message to the old address stops; none for a wrong or old link."""
    try:
        pk = signing.loads(token, salt=_SALT, max_age=changes.DAYS * _DAY)
    except signing.BadSignature:
        return None
    return ContactChange.objects.filter(pk=pk).select_related("case__owner", "party__person").first()


def was_not_them(change: ContactChange, *, key: str) -> None:
    """Somebody says that it was not them: whoever has the case is told."""
    tell_whoever_has_it(change.case, "contact-disputed", {}, key)


def _tell_old(change: ContactChange, *, key: str, used: bool) -> None:
    before = change.before.get("email") or change.party.person.email
    if not before or before == change.after.get("email"):
        return
    link = _address("contact-stop", change, signing.dumps(change.pk, salt=_SALT))
    told = {"used": used, "checked": change.verified in ("spoken", "correction")}
    notify(change.case, before, "contact-old", told, key, to_name=change.party.person.name, link=link)


def _address(name: str, change: ContactChange, secret: str) -> str:
    return settings.PUBLIC_URL + reverse(f"intake:{name}", args=[change.council_id, secret])
