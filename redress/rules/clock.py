"""When is each thing due, and how was that worked out?

Deadlines are derived from dated facts every time; nobody types or counts one down. Each carries its
working: what it starts from, the day-one rule, the time gained and left, the promise it keeps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from redress.rules.case import Case, Mark, Run
from redress.rules.moments import Moment
from redress.rules.office_hours import LegalReceipt, OfficeHours, legal_receipt
from redress.rules.policy import (
    Anchor,
    AnyNewDate,
    AtDue,
    AtFact,
    AtMilestone,
    AtReceipt,
    CalendarDays,
    CalendarMonths,
    Clock,
    CouncilLimit,
    CouncilTarget,
    EarlierOf,
    ExtraWorkingDays,
    LaterOf,
    Length,
    NoticeOnly,
    OfficeHoursReceipt,
    OpeningHours,
    Policy,
    Right,
    Rulebook,
    WorkingDays,
)
from redress.rules.working_days import BeyondCalendar, WorkingCalendar, corresponding_date

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Anchored:
    """What a clock starts from. ``source`` says which kind of anchor it was, ``name`` which one."""

    day: date
    source: str  # receipt, milestone, due, fact
    name: str = ""
    receipt: LegalReceipt | None = None
    provisional: bool = False
    instead_of: str = ""  # the milestone that had not come, or came later, where a due date stands in
    never: bool = False  # and it never will come: there is no address to acknowledge to


@dataclass(frozen=True, slots=True)
class Working:
    """The whole sum: anchor, length, extensions, promise, and the calendar it was counted by."""

    anchored: Anchored
    length: Length
    calendar: WorkingCalendar
    base: date  # anchor plus length, before any roll
    rolled: date  # base moved to a working day where the policy says so
    gained: int = 0  # extra working days used, over all extensions
    most: int | None = None  # the cap on them, if there is one
    computed: date | None = None  # with the time gained
    promised: date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """One dated limit on one run of a case.

    ``due``: lateness is judged by it, to the end of that day in local time. ``printed``: what letters
    say. ``original``: before any extension; reports count by it. ``missed``: a due date that had
    passed before an extension came, and stays missed. ``provisional``: it rests on a due date where
    the act itself has not yet happened. ``projected``: it rests on a bank holiday not yet proclaimed.
    ``expected``: a date told in a delay notice that moved nothing.
    """

    clock: Clock
    run: str
    stage: str
    due: date
    printed: date
    original: date
    working: Working
    met: Moment | None = None
    lapsed: bool = False
    not_applicable: str = ""
    provisional: bool = False
    projected: bool = False
    missed: date | None = None
    expected: date | None = None

    @property
    def open(self) -> bool:
        return self.met is None and not self.lapsed and not self.not_applicable

    @property
    def binds_council(self) -> bool:
        return isinstance(self.clock.binds, (CouncilLimit, CouncilTarget))

    def late_on(self, day: date) -> bool:
        """Whether, seen from ``day``, the limit was or is missed. A later extension mends no miss."""
        if self.not_applicable:
            return False
        if self.missed is not None:
            return True
        if self.met is not None:
            return self.met.day > self.due
        return not self.lapsed and day > self.due

    @property
    def paragraph(self) -> str:
        """The authority for the date: the extension's paragraph once time has been gained, else the clock's."""
        if self.working.gained:
            return getattr(self.clock.extension, "paragraph", "") or self.clock.paragraph
        return self.clock.paragraph

    @property
    def left(self) -> int:
        """Extra working days that may still be taken; 0 where none may."""
        if self.working.most is None:
            return 0
        return max(0, self.working.most - self.working.gained)


@dataclass(frozen=True, slots=True)
class RightOpened:
    """From when the complainant may do something without waiting longer."""

    right: Right
    run: str
    from_day: date
    provisional: bool


def receipt_of(moment: Moment, policy: Policy, calendar: WorkingCalendar) -> LegalReceipt:
    """When something that arrived at ``moment`` counts as received under the policy."""
    return legal_receipt(moment, office_hours(policy), calendar)


def office_hours(policy: Policy) -> OfficeHours | None:
    """The office hours that move a receipt, or none where the policy moves nothing."""
    rule = policy.receipt
    if not isinstance(rule, OfficeHoursReceipt):
        return None
    return _week_of(tuple(rule.hours.items()))


@cache
def _week_of(hours: tuple[tuple[str, OpeningHours], ...]) -> OfficeHours:
    """Office hours from Monday to Sunday; made once, because every receipt of every case asks for them."""
    by_day = dict(hours)
    days = (by_day.get(day) for day in WEEKDAYS)
    return OfficeHours(tuple((day.opens, day.closes) if day else None for day in days))


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


def _worked_out(case: Case, run: Run, book: Rulebook, clocks: Iterable[Clock]) -> tuple[Deadline, ...]:
    sums = _sums(case, run, book)
    worked = (sums.deadline(clock) for clock in clocks)
    return tuple(deadline for deadline in worked if deadline is not None)


def _sums(case: Case, run: Run, book: Rulebook) -> _Sums:
    return _Sums(case, run, book.policy(run.policy), book.calendar(run.policy, run.calendar))


def rights(case: Case, book: Rulebook) -> tuple[RightOpened, ...]:
    """What the complainant may do without an answer, and from which day: the day after the due date."""
    opened = []
    for run in case.runs.values():
        by_clock = {deadline.clock.id: deadline for deadline in deadlines_of(case, run, book)}
        for right in book.policy(run.policy).rights:
            deadline = by_clock.get(right.clock)
            if deadline is None or deadline.lapsed or deadline.not_applicable:
                continue
            if deadline.met is None or deadline.met.day > deadline.due:
                day = deadline.due + timedelta(days=1)
                opened.append(RightOpened(right, run.id, day, deadline.provisional))
    return tuple(opened)


def end_of(start: date, length: Length, calendar: WorkingCalendar) -> tuple[date, date]:
    """The last day of a length that starts at ``start``: as counted, and as moved to a working day.

    Raises BeyondCalendar.
    """
    if isinstance(length, WorkingDays):
        if length.first_day == "anchor":
            end = calendar.nth_working_day_from(start, length.count)
        else:
            end = calendar.nth_working_day_after(start, length.count)
        return end, end
    try:
        if isinstance(length, CalendarDays):
            end = start + timedelta(days=length.count - (1 if length.first_day == "anchor" else 0))
            return end, end
        end = corresponding_date(start, length.count)
    except (OverflowError, ValueError):  # after the year 9999
        raise BeyondCalendar(start, calendar.first, calendar.last) from None
    return end, end_of_roll(end, length, calendar)


def end_of_roll(end: date, length: Length, calendar: WorkingCalendar) -> date:
    """The day until which an act still counts as in time, where the printed end is no working day (Q14)."""
    if isinstance(length, CalendarMonths) and length.roll == "next-working-day":
        return calendar.first_working_day_from(end)
    return end


class _Sums:
    """The sums of one run, each clock worked once however many others start from it."""

    def __init__(self, case: Case, run: Run, policy: Policy, calendar: WorkingCalendar) -> None:
        self.case, self.run, self.policy, self.calendar = case, run, policy, calendar
        self.known: dict[str, Deadline | None] = {}

    def deadline(self, clock: Clock) -> Deadline | None:
        if clock.id not in self.known:
            self.known[clock.id] = None  # a clock cannot start from itself; the loader refuses circles
            self.known[clock.id] = self._worked(clock)
        return self.known[clock.id]

    def _worked(self, clock: Clock) -> Deadline | None:
        run = self.run
        if clock.stage and clock.stage not in run.stages:
            return None
        anchored = self._anchored(clock.anchor, clock)
        if anchored is None:
            return None
        base, rolled = end_of(anchored.day, clock.length, self.calendar)
        gained, computed, missed = self._extended(clock, rolled)
        promised = run.promises.get(clock.id)
        printed = promised or (base if rolled == computed else computed)
        due = end_of_roll(printed, clock.length, self.calendar)
        met = self._met(clock)
        working = Working(
            anchored=anchored,
            length=clock.length,
            calendar=self.calendar,
            base=base,
            rolled=rolled,
            gained=gained,
            most=clock.extension.most if isinstance(clock.extension, ExtraWorkingDays) else None,
            computed=computed,
            promised=promised,
        )
        return Deadline(
            clock=clock,
            run=run.id,
            stage=clock.stage,
            due=due,
            printed=printed,
            original=rolled,
            working=working,
            met=met,
            lapsed=met is None and self._lapsed(clock),
            not_applicable=self._not_applicable(clock),
            provisional=anchored.provisional and met is None and promised is None,
            projected=self.calendar.rests_on_projection(min(anchored.day, due), max(anchored.day, due)),
            missed=missed,
            expected=self._expected(clock),
        )

    def _anchored(self, anchor: Anchor, clock: Clock) -> Anchored | None:
        if isinstance(anchor, AtReceipt):
            record = self.run.stages[clock.stage] if clock.stage else next(iter(self.run.stages.values()))
            receipt = receipt_of(record.opened, self.policy, self.calendar)
            return Anchored(receipt.moment.day, "receipt", receipt=receipt)
        if isinstance(anchor, AtMilestone):
            mark = self._mark(anchor.milestone, anchor.stage or clock.stage)
            return Anchored(mark.at.day, "milestone", anchor.milestone) if mark else None
        if isinstance(anchor, AtDue):
            other = self.deadline(self.policy.clock(anchor.clock))
            return Anchored(other.due, "due", anchor.clock, provisional=other.met is None) if other else None
        if isinstance(anchor, AtFact):
            day = getattr(self.run, anchor.fact)
            return Anchored(day, "fact", anchor.fact) if day else None
        return self._chosen(anchor, clock)

    def _chosen(self, anchor: EarlierOf | LaterOf, clock: Clock) -> Anchored | None:
        found = [(part, self._anchored(part, clock)) for part in anchor.of]
        known = [anchored for _, anchored in found if anchored is not None]
        if not known or (isinstance(anchor, LaterOf) and len(known) < len(found)):
            return None
        pick = min if isinstance(anchor, EarlierOf) else max
        chosen = pick(known, key=lambda anchored: (anchored.day, anchored.source == "due"))
        if chosen.source != "due":
            return chosen
        awaited = [part.milestone for part in anchor.of if isinstance(part, AtMilestone)]
        never = "acknowledged" in awaited and not self.run.acknowledgeable
        return Anchored(
            chosen.day,
            "due",
            chosen.name,
            provisional=len(known) < len(found) and not never,
            instead_of=awaited[0] if awaited else "",
            never=never,
        )

    def _extended(self, clock: Clock, base: date) -> tuple[int, date, date | None]:
        """Extra days used, the date they lead to, and a due date that had passed before one came."""
        computed, gained, missed = base, 0, None
        for extension in self.run.extensions:
            if extension.clock != clock.id:
                continue
            stood = extension.promised or computed  # a promised date is the one that could be missed
            if extension.at.day > stood:
                missed = missed or stood
            gained += extension.days
            if isinstance(clock.extension, AnyNewDate):
                computed = extension.until
            else:
                computed = self.calendar.nth_working_day_after(base, gained)
        return gained, computed, missed

    def _met(self, clock: Clock) -> Moment | None:
        marks = [self._mark(name, clock.stage) for name in clock.met_by]
        moments = [mark.at for mark in marks if mark is not None]
        return min(moments, key=Moment.sort_key) if moments else None

    def _mark(self, milestone: str, stage: str) -> Mark | None:
        """The mark of a milestone in a stage; for a clock of no stage, the first in any of them."""
        if stage or "." in milestone:
            return self.run.milestone(milestone, stage)
        marks = (record.milestones.get(milestone) for record in self.run.stages.values())
        return next((mark for mark in marks if mark is not None), None)

    def _lapsed(self, clock: Clock) -> bool:
        """Nothing is owed any more: the run has ended, was declined as late, or the stage was concluded another way."""
        if self.run.ended or self.declined_as_late():
            return True
        if not clock.stage or not isinstance(clock.binds, (CouncilLimit, CouncilTarget)):
            return False
        return self.run.stages[clock.stage].concluded

    def declined_as_late(self) -> bool:
        """Declined because it was raised late, and by the dates as now corrected it still was."""
        return self.run.lateness_accepted is False and self.raised_late()

    def raised_late(self) -> bool:
        """Raised after the limit for complaining, counted from when the matter occurred."""
        rule = self.policy.late
        window = self.policy.clock(rule.window)
        if self.run.channel in rule.exempt_channels or window.track != self.run.track:
            return False
        anchored = self._anchored(window.anchor, window)
        return anchored is not None and self.run.received.day > end_of(anchored.day, window.length, self.calendar)[1]

    def _not_applicable(self, clock: Clock) -> str:
        if "acknowledged" in clock.met_by and not self.run.acknowledgeable:
            return "no-address"
        return ""

    def _expected(self, clock: Clock) -> date | None:
        if not isinstance(clock.extension, NoticeOnly):
            return None
        told = [delay.expected for delay in self.run.delays if delay.clock == clock.id]
        return told[-1] if told else None
