"""Which way does every complaint go that reaches Stage Two?"""

from __future__ import annotations

from redress.demonstration.letters import Written
from redress.demonstration.scripts import Step, acknowledged, allocated, answered, registered

#: Who allocates Stage Two at Dartford, and who decides on it at King's Lynn.
CCO = "margaret.holloway"
APPOINTED, CHIEF = "victoria.langham", "edmund.thoresby"
OPERATIONS, PLACE = "stephen.oyelaran", "miriam.castle"


def dartford_stage_one(
    received: int, understanding: str, wanted: str, outcome: str, answer: Written
) -> tuple[Step, ...]:
    """Stage One as it went, from its logging to an answer nine working days after it was received."""
    return (
        registered(received + 1, "09:05"),
        allocated(received + 1),
        acknowledged(received + 2, understanding, wanted),
        answered(received + 9, outcome, answer),
    )


def kings_lynn_stage_one(received: int, outcome: str, answer: Written) -> tuple[Step, ...]:
    """Stage One as it went, from its logging to an answer twelve working days after it was received."""
    return (
        registered(received + 1),
        allocated(received + 1),
        acknowledged(received + 2),
        answered(received + 12, outcome, answer),
    )
