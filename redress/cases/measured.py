"""What numbers were put on record with a step, over all cases of a council?"""

from __future__ import annotations

from redress.accounts.models import Council
from redress.cases.models import Event, council_key
from redress.rules.events import StepTaken, from_facts


def numbers_given(council: Council | str, step: str, question: str) -> list[int]:
    """The answers to one question that asks for a number, oldest first: one query, figures without their cases."""
    found = Event.objects.filter(
        case__council=council_key(council), kind=StepTaken.__name__, facts__contains=f'"step":"{step}"'
    )
    taken = [from_facts(kind, facts) for kind, facts in found.order_by("pk").values_list("kind", "facts")]
    answers = [answer for event in taken if event.step == step for answer in event.answers]
    return [int(answer.value) for answer in answers if answer.question == question and answer.value.isdigit()]
