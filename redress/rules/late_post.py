"""Does a letter that waits for the post still hold on the day on which it goes?

It was true on the day of its approval. Since then its date can have grown old, a day that it names can have passed or
moved, and the case can have gone on without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from redress.rules.working_days import WorkingCalendar


class Why(StrEnum):
    """Why a letter does not hold any more."""

    OLD = "old"
    LESS_TIME = "less-time"
    PASSED = "passed"
    MOVED = "moved"
    ANSWERED = "answered"
    GONE_ON = "gone-on"
    ENDED = "ended"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Named:
    """A day that a letter names. ``now``: the day that the same clock prints today, where there is a clock.

    ``theirs``: it is the reader's own last day. ``text``: as an officer wrote it, where no clock printed it.
    """

    day: date
    now: date | None = None
    theirs: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Since:
    """What happened on the case after the letter, on which local day; ``name`` is that of the letter that told it."""

    why: Why
    day: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter that waits for the post: the day it bears, the days it names, and what happened since.

    ``first``: the day of the letter whose place it took, where it was dated anew.
    """

    dated: date
    named: tuple[Named, ...] = ()
    since: tuple[Since, ...] = ()
    first: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: which, and what its sentence needs. ``days`` of ``most`` are working days for ``OLD``, else days."""

    why: Why
    day: date
    now: date | None = None
    days: int = 0
    most: int = 0
    text: str = ""


def no_longer_holds(letter: Waiting, *, on: date, within: int | None, calendar: WorkingCalendar) -> tuple[Reason, ...]:
    """Why a letter does not hold any more if it is posted on a local day; nothing where it still does.

    ``within``: the working days within which it should have gone; none where its policy says nothing of that, and then
    it does not grow old. Raises BeyondCalendar.
    """
    return tuple(_reasons(letter, on, within, calendar))


def _reasons(letter: Waiting, on: date, within: int | None, calendar: WorkingCalendar) -> Iterator[Reason]:
    for since in letter.since:
        yield Reason(since.why, since.day, text=since.name)
    over = {since.why for since in letter.since} & {Why.ANSWERED, Why.ENDED}
    for named in letter.named:
        if named.now is not None and named.now != named.day and not over:
            yield Reason(Why.MOVED, named.day, now=named.now)
        elif _has_passed(named, on):
            yield Reason(Why.PASSED, named.day, text=named.text)
    if within is None:
        return
    waited = calendar.working_days_between(letter.dated, on)
    if waited > within:
        yield Reason(Why.OLD, letter.dated, days=waited, most=within)
    meant = letter.first or letter.dated  # a new date gives them no more time
    for named in letter.named if calendar.working_days_between(meant, on) > within else ():
        if named.theirs and not _has_passed(named, on):
            yield Reason(Why.LESS_TIME, named.day, days=(named.day - on).days, most=(named.day - meant).days)


def _has_passed(named: Named, on: date) -> bool:
    """Whether a day is over before the letter can be read; the reader's own last day is over on the day of posting."""
    return named.day < on or (named.theirs and named.day == on)
