"""How does somebody get to look at what was noted of a talk with them, and say that it is right or what is wrong?

By e-mail they get a link to a page that asks them; by post the same words on paper, and whoever hears from them puts
it on record. It goes to them by the means they chose, once for each note.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from redress.correspondence.notices import notify
from redress.correspondence.posted_notices import post_notice
from redress.design.templatetags.design import long_moment
from redress.records import contact_notes, people, tracking
from redress.records.contacts import ContactNote, NoteConfirmation, Standing
from redress.records.models import Party
from redress.rules.actors import Actor
from redress.rules.moments import Moment

NOTICE = "note-to-confirm"


def send_for_confirmation(
    note: ContactNote, party: Party, *, by: Actor, key: str, on: date | None = None
) -> NoteConfirmation | None:
    """Send a note to somebody to be confirmed, in the caller's transaction; nothing where there is no way to them."""
    case = note.case
    told = {"words": note.words.text if note.words else "", "when": when(note)}
    if people.goes_by_post(party.person) and party.person.address_lines:
        titles = {"name": _("Our note, to be confirmed"), "heading": _("What you told us")}
        sent = post_notice(case, party, NOTICE, told, key=f"{key}:{note.pk}", by=by, **titles)
        how = "letter"
    elif party.person.email:
        secret = tracking.new_secret(case, party)
        address = reverse("intake:note-link", args=[case.council_id, case.reference, secret, note.pk])
        link = settings.PUBLIC_URL + address
        sent = notify(case, party.person.email, NOTICE, told, f"{key}:{note.pk}", to_name=party.person.name, link=link)
        how = "email"
    else:
        return None
    if sent is None:
        return None
    return contact_notes.has_become(note, Standing.SENT, by=by, how=how, on=on, part=party.part)


def when(note: ContactNote) -> str:
    """When the talk was, in words."""
    at = Moment.parse(note.at_text, timezone.get_default_timezone())
    return str(long_moment(at.instant or at.day))
