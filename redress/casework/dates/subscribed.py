"""How do somebody's dates look to a calendar programme (RFC 5545)?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from redress.casework.dates.reminders import Item
from redress.rules.policy import Council

REFRESHED = timedelta(hours=1)


def as_calendar(dates: Iterable[Item], council: Council, now: datetime) -> bytes:
    """A calendar of whole days, each with its case and what is due; ``now`` is an aware instant."""
    calendar = Calendar()
    calendar.add("prodid", "-//Redress//Dates//EN")
    calendar.add("version", "2.0")
    calendar.add("name", _("Complaints: %(council)s") % {"council": council.short_name})
    calendar.add("x-wr-calname", _("Complaints: %(council)s") % {"council": council.short_name})
    calendar.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    for each in dates:
        calendar.add_component(_event(each, council, now))
    return calendar.to_ical()


def _event(item: Item, council: Council, now: datetime) -> Event:
    _box, _at, domain = council.complaints_email.rpartition("@")
    address = settings.PUBLIC_URL + reverse("casework:case", args=[item.reference])
    said = [item.left.words]
    if item.theirs:
        said.append(_("The last day on which they can ask"))
    if item.instead_of:
        said.append(_("For %(name)s, who is away") % {"name": item.instead_of})
    event = Event()
    event.add("uid", f"{item.id}@{domain}")
    event.add("dtstamp", now)
    event.add("dtstart", item.due)
    event.add("dtend", item.due + timedelta(days=1))
    event.add("summary", f"{item.reference}: {item.what}")
    event.add("description", "\n".join([*said, address]))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    return event
