"""How far can a clock of a policy go at most, and what does it start from?

Lengths of different kinds are compared by the most working days that they can hold, so that a limit is only
taken as kept where it is kept wherever the calendar puts it.
"""

from __future__ import annotations

from dataclasses import replace

from redress.rules.policy import (
    Anchor,
    AtAnswer,
    AtFact,
    AtMilestone,
    AtReceipt,
    CalendarDays,
    CalendarMonths,
    Clock,
    CouncilLimit,
    CouncilTarget,
    EarlierOf,
    ExtraCalendarDays,
    ExtraWorkingDays,
    LaterOf,
    Length,
    OwnEnd,
    Policy,
    Span,
    Stage,
    ThatDay,
    Track,
    WithinTotal,
    WorkingDays,
)
from redress.rules.working_days import most_working_days, most_working_days_in_months

#: What begins a stage: a clock that starts here starts at receipt.
_RECEIPT = ("received", "requested")


def council_clock(
    policy: Policy, track: Track, stage: Stage, done: tuple[str, ...], instead: tuple[str, ...]
) -> Clock | None:
    """The council's own limit on doing one of these in a stage; the shortest, if several bind every case.

    ``instead`` may meet it too: an answer that comes before the acknowledgement. A clock that anything else
    meets is of another thing.
    """
    found = [
        clock
        for clock in policy.clocks
        if clock.track == track.id
        and clock.stage == stage.id
        and isinstance(clock.binds, (CouncilLimit, CouncilTarget))
        and set(clock.met_by) & set(done)
        and set(clock.met_by) <= {*done, *instead}
    ]
    return min(
        found,
        key=lambda clock: (
            _after_a_step(clock.anchor),
            isinstance(clock.binds, CouncilTarget),
            last_day(clock.length),
        ),
        default=None,
    )


def _after_a_step(anchor: Anchor) -> bool:
    """Whether a clock starts only where some step was taken, and so does not bind every case."""
    if isinstance(anchor, AtAnswer):
        return True
    if isinstance(anchor, EarlierOf):
        return all(_after_a_step(each) for each in anchor.of)
    if isinstance(anchor, LaterOf):
        return any(_after_a_step(each) for each in anchor.of)
    return isinstance(anchor, AtMilestone) and anchor.milestone.startswith("step:")


def spans_of(clock: Clock) -> tuple[Span, ...]:
    """Every length the clock is counted by, each with what it starts from."""
    own = Span(anchor=clock.anchor, length=clock.length, paragraph=clock.paragraph)
    further = () if isinstance(clock.ends, OwnEnd) else clock.ends.of
    return (own, *(replace(span, paragraph=span.paragraph or clock.paragraph) for span in further))


def last_day(length: Length) -> int:
    """How many working days after the one it starts from its last day can lie."""
    if isinstance(length, CalendarMonths):
        return most_working_days_in_months(length.count)
    if isinstance(length, ThatDay):
        return 0
    days = length.count - 1 if length.first_day == "anchor" else length.count
    return days if isinstance(length, WorkingDays) else most_working_days(days)


def starts_no_later(anchor: Anchor, start: str) -> bool:
    """Whether a clock that starts from the anchor never starts after ``start``."""
    if isinstance(anchor, EarlierOf):
        return any(starts_no_later(each, start) for each in anchor.of)
    if isinstance(anchor, LaterOf):
        return all(starts_no_later(each, start) for each in anchor.of)
    if isinstance(anchor, AtReceipt):
        return True
    if isinstance(anchor, AtMilestone):
        return anchor.milestone in _RECEIPT or (start == "acknowledgement" and anchor.milestone == "acknowledged")
    return False


def start_of(anchor: Anchor) -> str:
    """What a clock starts from, as far as it can be said in a word."""
    if starts_no_later(anchor, "receipt"):
        return "receipt"
    return "acknowledgement" if starts_no_later(anchor, "acknowledgement") else "another-day"


def longest_extension(clock: Clock) -> int | None:
    """The most working days that an answer can be put off by; none where the policy sets no limit."""
    extension = clock.extension
    if isinstance(extension, ExtraWorkingDays):
        return extension.most
    if isinstance(extension, ExtraCalendarDays):
        return most_working_days(extension.most)
    if isinstance(extension, WithinTotal):
        return max(0, last_day(extension.total) - last_day(clock.length))
    return None


def lasts_months(length: Length, months: int) -> bool:
    """Whether a length never ends before so many months are over."""
    if isinstance(length, CalendarMonths):
        return length.count >= months
    if isinstance(length, ThatDay):
        return False
    days = most_working_days(length.count) if isinstance(length, CalendarDays) else length.count
    return days >= most_working_days_in_months(months)


def may_start_from(anchor: Anchor, fact: str) -> bool:
    """Whether the fact can put the start of a clock later than it would be without it."""
    if isinstance(anchor, LaterOf):
        return any(may_start_from(each, fact) for each in anchor.of)
    return isinstance(anchor, AtFact) and anchor.fact == fact
