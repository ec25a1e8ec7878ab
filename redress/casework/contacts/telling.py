"""How is somebody told at once that a complaint that was taken down for them is with us?

It is no acknowledgement, says so, and stops no clock (Q17).
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from redress.cases import find
from redress.cases.models import Case
from redress.correspondence.notices import notify
from redress.correspondence.posted_notices import post_notice
from redress.design.templatetags.design import long_moment
from redress.records import people, tracking
from redress.records.models import Party, Preferred
from redress.rules.actors import Actor


def tell(case: Case, party: Party, *, by: Actor, key: str) -> str:
    """Tell the person at once that we have it, by the means they chose; gives how, or nothing where nobody could.

    It is no acknowledgement and says so (Q17). By e-mail it carries the link by which to follow the case.
    """
    how = _means(party)
    if how == "letter":
        told = _told(case)
        return how if _posted(case, party, by=by, key=key, context=told) else ""
    if how == "email":
        send_receipt(case, party, key=key)
    return how


def send_receipt(case: Case, party: Party, *, key: str) -> None:
    """Send the automatic receipt with the link by which to follow the case, where there is an e-mail address."""
    if not party.person.email:
        return
    secret = tracking.new_secret(case, party)
    link = settings.PUBLIC_URL + reverse("intake:track-link", args=[case.council_id, case.reference, secret])
    told = _told(case)
    notify(case, party.person.email, "receipt", told, key, to_name=party.person.name, link=link)


def _means(party: Party) -> str:
    """By which means the person can be told that we have it: e-mail, letter, or only by somebody who talks to them."""
    person = party.person
    if person.preferred == Preferred.TELEPHONE and person.telephone:
        return ""
    if people.goes_by_post(person) and person.address_lines:
        return "letter"
    return "email" if person.email else ""


def _posted(case: Case, party: Party, *, by: Actor, key: str, context: dict[str, Any]) -> bool:
    """Put the confirmation that we have it among the letters to be printed; whether it could be."""
    names = {"name": _("Confirmation that we have the complaint"), "heading": _("We have your complaint")}
    return post_notice(case, party, "receipt", context, key=key, by=by, **names) is not None


def _told(case: Case) -> dict[str, Any]:
    """What a confirmation that we have it says of the dates; it is no acknowledgement and stops no clock (Q17)."""
    stands = find.standing(case)
    owed = (each for each in stands.deadlines if each.open and "acknowledged" in each.clock.met_by)
    received = stands.run.received
    return {
        "received": long_moment(received.instant or received.day),
        "acknowledged_by": next((long_moment(each.printed) for each in owed), ""),
    }
