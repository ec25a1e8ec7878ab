"""What happened on several cases at once, for a hint beside a decision? The caller says which cases may be told of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from redress.accounts.models import Council
from redress.cases.models import Event, council_key
from redress.rules.events import PointsSettled, Received, from_facts


def days_of(cases: Iterable[int], kinds: Iterable[str]) -> dict[int, list[date]]:
    """The local days of every event of these kinds, by case (primary keys): one query."""
    days: dict[int, list[date]] = {pk: [] for pk in cases}
    for pk, at in Event.objects.filter(case__in=days, kind__in=list(kinds)).values_list("case_id", "at_text"):
        days[pk].append(date.fromisoformat(at[:10]))
    return days


def done_by(people: Iterable[str], kinds: Iterable[str], council: Council | str) -> set[tuple[int, str]]:
    """The cases of a council on which these people (opaque ids) did something of these kinds, with who: one query."""
    found = Event.objects.filter(by__in=list(people), kind__in=list(kinds), case__council=council_key(council))
    return set(found.values_list("case_id", "by"))


def subjects_of(cases: Iterable[int]) -> dict[int, set[str]]:
    """The subjects of the points of these cases (primary keys) as they stand now: one query."""
    kinds = (Received.__name__, PointsSettled.__name__)
    found = Event.objects.filter(case__in=list(cases), kind__in=kinds).order_by("case", "seq")
    return {
        event.case_id: {point.subject for point in from_facts(event.kind, event.facts).points if not point.moved_to}
        for event in found
    }
