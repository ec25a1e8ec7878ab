"""On which day did something come in, if nobody can tell the day but only between which days it was?

The earliest of them, on the safe side; the middle working day only with a reason; never the latest (DA 3.16(d), Q11).
Days are local days of the council.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from redress.rules.working_days import WorkingCalendar

Choice = Literal["earliest", "middle"]
CHOICES: tuple[Choice, ...] = ("earliest", "middle")


@dataclass(frozen=True, slots=True)
class DayTaken:
    """The day that is taken as that of receipt, of the days on which it may have come, and by which choice."""

    day: date
    first: date
    last: date
    choice: Choice
    working_days: int  # how many days of the range count

    @property
    def days(self) -> int:
        """How many days the range has, both ends included."""
        return (self.last - self.first).days + 1


class RangeBackwards(ValueError):
    """The last day on which it may have come lies before the first."""


class ReasonMissing(ValueError):
    """The middle day is only taken with a reason."""


def day_taken(
    first: date, last: date, calendar: WorkingCalendar, *, choice: Choice = "earliest", reason: str = ""
) -> DayTaken:
    """The day of receipt of what came at some time from ``first`` to ``last``, both included (DA 3.16(d), Q11).

    The earliest day stands as it is: where it does not count as a working day, the rule of receipt moves it like any
    other day. Of an even number of working days the middle is the earlier of the two; it is never the last day of
    several, and where that were so (no other day counts) the earliest is taken.
    Raises :class:`RangeBackwards`, :class:`ReasonMissing` and BeyondCalendar.
    """
    if last < first:
        raise RangeBackwards
    counted = calendar.working_days_between(first, last) + calendar.is_working_day(first)
    if choice == "earliest":
        return DayTaken(first, first, last, choice, counted)
    if not reason.strip():
        raise ReasonMissing
    middle = calendar.middle_working_day(first, last)
    taken = middle if middle < last or first == last else first
    return DayTaken(taken, first, last, choice, counted)
