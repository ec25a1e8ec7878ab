"""Which cases carry a mark that was set when they came or by a decision since, and that nothing has taken away?"""

from __future__ import annotations

from django.db.models import QuerySet

from redress.cases.models import Case, Event
from redress.rules.events import Received, StepTaken, from_facts


def carrying(cases: QuerySet[Case], flag: str) -> set[int]:
    """Of these cases (primary keys), those whose last word on the flag is that it is there: one query."""
    kinds = (Received.__name__, StepTaken.__name__)
    found = Event.objects.filter(case__in=cases.values("pk"), kind__in=kinds, facts__contains=f'"{flag}"')
    carried: dict[int, bool] = {}
    for event in found.order_by("case", "seq"):
        facts = from_facts(event.kind, event.facts)
        if flag in facts.flags:
            carried[event.case_id] = True
        elif flag in getattr(facts, "lifts", ()):
            carried[event.case_id] = False
    return {pk for pk, there in carried.items() if there}
