"""Which deadlines and rights does a case have, and was it raised in time?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from redress.rules.case import Case, Run
from redress.rules.clock.deadline import Deadline, RightOpened
from redress.rules.clock.sums import Sums
from redress.rules.policy import Clock, Rulebook


def deadlines(case: Case, book: Rulebook) -> tuple[Deadline, ...]:
    """Every deadline of every run, in the order of the policy file, met ones included."""
    return tuple(deadline for run in case.runs.values() for deadline in deadlines_of(case, run, book))


def deadlines_of(case: Case, run: Run, book: Rulebook) -> tuple[Deadline, ...]:
    """The deadlines of one run; a clock whose start is not known yet has none."""
    policy = book.policy(run.policy)
    return _worked_out(case, run, book, (clock for clock in policy.clocks if clock.track == run.track))


def deadline_of(case: Case, run: Run, clock: str, book: Rulebook) -> Deadline | None:
    """One deadline by the id of its clock, or none while its start is unknown or in a run of another track."""
    policy = book.policy(run.policy)
    found = (each for each in policy.clocks if each.id == clock and each.track == run.track)
    return next(iter(_worked_out(case, run, book, found)), None)


def raised_late(case: Case, run: Run, book: Rulebook) -> bool:
    """Whether the matter was raised after the limit for complaining, counted from when it occurred."""
    return _sums(case, run, book).raised_late()


def declined_as_late(case: Case, run: Run, book: Rulebook) -> bool:
    """Whether it was declined for being late; a correction that makes it timely overtakes the decline."""
    return _sums(case, run, book).declined_as_late()


def answer_deadlines(case: Case, run: Run, book: Rulebook) -> tuple[Deadline, ...]:
    """The deadlines of the open stage that its answer meets: those that more time can be taken for."""
    clocks = book.policy(run.policy).clocks
    of_stage = (each for each in clocks if each.track == run.track and each.stage == run.stage)
    return _worked_out(case, run, book, (each for each in of_stage if "answered" in each.met_by))


def rights(case: Case, book: Rulebook) -> tuple[RightOpened, ...]:
    """What the complainant may do without an answer, and from which day: the day after the due date or the cap."""
    opened = []
    for run in case.runs.values():
        by_clock = {deadline.clock.id: deadline for deadline in deadlines_of(case, run, book)}
        for right in book.policy(run.policy).rights:
            deadline = by_clock.get(right.clock)
            if deadline is None or deadline.lapsed or deadline.not_applicable:
                continue
            last = deadline.cap if right.after == "cap" else deadline.due
            if last is not None and (deadline.met is None or deadline.met.day > last):
                opened.append(RightOpened(right, run.id, last + timedelta(days=1), deadline.provisional))
    return tuple(opened)


def _worked_out(case: Case, run: Run, book: Rulebook, clocks: Iterable[Clock]) -> tuple[Deadline, ...]:
    sums = _sums(case, run, book)
    worked = (deadline for clock in clocks for deadline in sums.of(clock))
    return tuple(worked)


def _sums(case: Case, run: Run, book: Rulebook) -> Sums:
    return Sums(case, run, book.policy(run.policy), book.calendar(run.policy, run.calendar))
