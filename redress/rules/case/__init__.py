"""Where does a case stand, given everything that has happened on it?

``replay`` folds the events in sequence into a :class:`Case`. Nothing else makes one, and nobody
changes one afterwards. Corrections are looked up first, so that every event is folded with the time
that is now held to be right.
"""

from redress.rules.case.replaying import ACTS_OF_ACTOR, continued, replay
from redress.rules.case.standing import (
    CONFIDENTIAL,
    IDENTITY_CONFIDENTIAL,
    MERGED,
    REPEATED,
    AskMark,
    Case,
    Committed,
    Involvement,
    Mark,
    Run,
    StageRecord,
    StepMark,
)

__all__ = [
    "ACTS_OF_ACTOR",
    "CONFIDENTIAL",
    "IDENTITY_CONFIDENTIAL",
    "MERGED",
    "REPEATED",
    "AskMark",
    "Case",
    "Committed",
    "Involvement",
    "Mark",
    "Run",
    "StageRecord",
    "StepMark",
    "continued",
    "replay",
]
