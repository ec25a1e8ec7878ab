"""When did the complainant last hear from the council, and on which cases was that too long ago? (DA 2.2)

A letter to them or to whoever acts for them counts, and a talk in which they were reached; a try that failed does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Max, QuerySet
from django.utils import timezone

from redress.cases.models import Case
from redress.correspondence.models import Delivery, Letter
from redress.records.contacts import ContactNote
from redress.records.models import Part
from redress.rules.moments import Moment
from redress.rules.status import AT_REST
from redress.rules.working_days import WorkingCalendar

_THEIRS = (Part.COMPLAINANT, Part.REPRESENTATIVE)


def last_of(letters: Iterable[Letter], talks: Iterable[ContactNote]) -> date | None:
    """The local day on which they last heard from the council, by the letters and talks of a case; none if never."""
    written = [timezone.localdate(each.approved_at) for each in letters if _counts(each)]
    spoken = [_day_of(each.at_text) for each in talks if each.result == "reached"]
    return max([*written, *spoken], default=None)


def last_words(cases: list[int]) -> dict[int, date]:
    """The same of several cases, by their numbers: two queries."""
    letters = _theirs().filter(case__in=cases).order_by()
    found = {pk: timezone.localdate(at) for pk, at in letters.values_list("case").annotate(at=Max("approved_at"))}
    talks = ContactNote.objects.filter(case__in=cases, result="reached").order_by()
    for pk, text in talks.values_list("case").annotate(at=Max("at_text")):
        day = _day_of(text)
        found[pk] = max(found.get(pk, day), day)
    return found


def _counts(letter: Letter) -> bool:
    """Whether they heard from the council by this letter: what was withdrawn from the post went to nobody,
    unless they had read it on their own page before."""
    return letter.recipient.part in _THEIRS and (letter.state != Delivery.WITHDRAWN or letter.read_at is not None)


def _theirs() -> QuerySet[Letter]:
    return Letter.objects.filter(recipient__part__in=_THEIRS).exclude(state=Delivery.WITHDRAWN, read_at=None)


def _day_of(text: str) -> date:
    return Moment.parse(text, timezone.get_default_timezone()).day


def quiet_since(today: date, days: int, calendar: WorkingCalendar) -> date:
    """The day before which somebody has not heard for more than so many working days."""
    day = today
    while calendar.working_days_between(day, today) < days:
        day -= timedelta(days=1)
    return day


def quiet(cases: QuerySet[Case], since: date) -> QuerySet[Case]:
    """Of these cases, those that go on and whose complainant has not heard from the council since before a day."""
    start = timezone.make_aware(datetime.combine(since, time.min))
    written = _theirs().filter(approved_at__gte=start).values("case")
    spoken = ContactNote.objects.filter(result="reached", at_text__gte=since.isoformat()).values("case")
    waiting = cases.filter(ended="", received_day__lt=since).exclude(status__in=AT_REST)
    return waiting.exclude(pk__in=written).exclude(pk__in=spoken).order_by("received_day", "pk")
