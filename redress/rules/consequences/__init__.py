"""What follows from each kind of action, and what must be true of that kind alone?

One function per action, named as the sentence it makes true. Whether the move is legal at all (role,
stage, milestones) has been judged before by ``rules.decide``.
"""

from redress.rules.consequences.answering import overall_outcome
from redress.rules.consequences.beginning import lateness_is_decided, received, there_is_lateness_to_decide
from redress.rules.consequences.extending import (
    due_date_can_move,
    extendable,
    more_time,
    time_gained,
    working_days_later,
)
from redress.rules.consequences.next_stage import a_late_request_is_theirs_to_decide, there_is_a_next_stage
from redress.rules.consequences.situation import Situation
from redress.rules.consequences.table import CONSEQUENCES

__all__ = [
    "CONSEQUENCES",
    "Situation",
    "a_late_request_is_theirs_to_decide",
    "due_date_can_move",
    "extendable",
    "lateness_is_decided",
    "more_time",
    "overall_outcome",
    "received",
    "there_is_a_next_stage",
    "there_is_lateness_to_decide",
    "time_gained",
    "working_days_later",
]
