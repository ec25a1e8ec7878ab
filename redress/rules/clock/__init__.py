"""When is each thing due, and how was that worked out?

Deadlines are derived from dated facts every time; nobody types or counts one down. Each carries its
working: what it starts from, the day-one rule, the time gained and left, the promise it keeps.
"""

from redress.rules.clock.asking import (
    answer_deadlines,
    deadline_of,
    deadlines,
    deadlines_of,
    declined_as_late,
    raised_late,
    rights,
)
from redress.rules.clock.deadline import Deadline, RightOpened
from redress.rules.clock.ends import end_of, in_calendar_days
from redress.rules.clock.receipt import office_hours, receipt_of

__all__ = [
    "Deadline",
    "RightOpened",
    "answer_deadlines",
    "deadline_of",
    "deadlines",
    "deadlines_of",
    "declined_as_late",
    "end_of",
    "in_calendar_days",
    "office_hours",
    "raised_late",
    "receipt_of",
    "rights",
]
