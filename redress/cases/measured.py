"""What numbers were put on record with a step, over many cases of a council?"""

from __future__ import annotations

from django.db.models import QuerySet

from redress.cases.models import Case, Event
from redress.rules.events import StepTaken, from_facts


def numbers_given(cases: QuerySet[Case], step: str, question: str) -> list[int]:
    """The answers to one question that asks for a number on these cases, oldest first: one query."""
    found = Event.objects.filter(
        case__in=cases.values("pk"), kind=StepTaken.__name__, facts__contains=f'"step":"{step}"'
    )
    taken = [from_facts(kind, facts) for kind, facts in found.order_by("pk").values_list("kind", "facts")]
    answers = [answer for event in taken if event.step == step for answer in event.answers]
    return [int(answer.value) for answer in answers if answer.question == question and answer.value.isdigit()]
