"""When is each thing due, and how was that worked out?

Deadlines are derived from dated facts every time; nobody types or counts one down. Each carries its
working: what it starts from, the day-one rule, the time gained and left, the promise it keeps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from redress.rules.case import Case, Committed, Mark, Run
from redress.rules.moments import Moment
from redress.rules.office_hours import LegalReceipt, OfficeHours, legal_receipt
from redress.rules.policy import (
    AdvisoryWindow,
    Anchor,
    AnyNewDate,
    AtAnswer,
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
    Extension,
    ExtraCalendarDays,
    ExtraWorkingDays,
    LaterOf,
    LatestEnd,
    Length,
    NoticeOnly,
    OfficeHoursReceipt,
    OpeningHours,
    Override,
    OwnEnd,
    Policy,
    Right,
    Rulebook,
    SameLength,
    ThatDay,
    WithinTotal,
    WorkingDays,
)
from redress.rules.working_days import BeyondCalendar, WorkingCalendar, corresponding_date

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Anchored:
    """What a clock starts from. ``source`` says which kind of anchor it was, ``name`` which one."""

    day: date
    source: str  # receipt, milestone, due, fact, answer
    name: str = ""
    receipt: LegalReceipt | None = None
    provisional: bool = False
    instead_of: str = ""  # the milestone that had not come, or came later, where a due date stands in
    never: bool = False  # and it never will come: there is no address to acknowledge to


@dataclass(frozen=True, slots=True)
class SpanEnd:
    """One of several lengths that are compared: where it starts, if that is known, and where it would end."""

    anchor: Anchor
    length: Length
    paragraph: str = ""
    anchored: Anchored | None = None
    base: date | None = None
    rolled: date | None = None


@dataclass(frozen=True, slots=True)
class Working:
    """The whole sum: anchor, length, extensions, promise, and the calendar it was counted by.

    ``gained`` and ``most`` are in the unit in which the clock's extensions are counted (``in_calendar_days``).
    """

    anchored: Anchored
    length: Length
    calendar: WorkingCalendar
    base: date  # anchor plus length, before any roll
    rolled: date  # base moved to a working day where the policy says so
    gained: int = 0  # extra days used, over all extensions
    most: int | None = None  # the cap on them, if there is one; of a cap on the total, what it leaves room for
    computed: date | None = None  # with the time gained
    promised: date | None = None
    compared: tuple[SpanEnd, ...] = ()  # the other lengths, where the latest or earliest end counts
    override: Override | None = None  # what is different for the services of the points


@dataclass(frozen=True, slots=True)
class Deadline:
    """One dated limit on one run of a case.

    ``due``: lateness is judged by it, to the end of that day in local time. ``printed``: what letters
    say. ``original``: before any extension; reports count by it. ``missed``: a due date that had
    passed before an extension came, and stays missed. ``provisional``: it rests on a due date where
    the act itself has not yet happened. ``projected``: it rests on a bank holiday not yet proclaimed.
    ``expected``: a date told in a delay notice that moved nothing. ``lapsed_on``: the day from which nothing
    was owed under it any more.
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
    lapsed_on: date | None = None
    item: str = ""  # the commitment it is about, of several that the same clock watches
    owner: str = ""  # who sees to that commitment, by an opaque id

    @property
    def open(self) -> bool:
        return self.met is None and not self.lapsed and not self.not_applicable

    @property
    def binds_council(self) -> bool:
        return isinstance(self.clock.binds, (CouncilLimit, CouncilTarget))

    def late_on(self, day: date) -> bool:
        """Whether, seen from ``day``, the limit was or is missed.

        A later extension mends no miss, and the council's miss outlasts whatever ended the matter afterwards.
        """
        if self.not_applicable:
            return False
        if self.missed is not None:
            return True
        if self.met is not None:
            return self.met.day > self.due
        if self.lapsed:
            return self.binds_council and self.lapsed_on is not None and self.lapsed_on > self.due
        return day > self.due

    @property
    def paragraph(self) -> str:
        """The authority for the date: the extension's paragraph once time has been gained, else the clock's."""
        if self.working.gained:
            return getattr(self.clock.extension, "paragraph", "") or self.clock.paragraph
        return self.clock.paragraph

    @property
    def left(self) -> int:
        """Extra days that may still be taken, in the unit of the clock's extensions; 0 where none may."""
        if self.working.most is None:
            return 0
        return max(0, self.working.most - self.working.gained)

    @property
    def in_calendar_days(self) -> bool:
        """Whether extensions of this clock are counted in calendar days, not in working days."""
        return in_calendar_days(self.clock.extension)

    @property
    def extends_from(self) -> date:
        """The day after which extra time is counted: the due date, or the very day to which it was extended before."""
        return self.printed if self.in_calendar_days and self.working.gained else self.due

    @property
    def cap(self) -> date | None:
        """The last day to which it could ever be extended; none where the policy sets no such day."""
        working = self.working
        return _cap(self.clock.extension, working.anchored.day, working.rolled, working.calendar)


@dataclass(frozen=True, slots=True)
class RightOpened:
    """From when the complainant may do something without waiting longer."""

    right: Right
    run: str
    from_day: date
    provisional: bool


def in_calendar_days(rule: Extension) -> bool:
    """Whether this kind of extension is counted in calendar days, not in working days."""
    counted = isinstance(rule, WithinTotal) and rule.counted == "calendar-days"
    return counted or isinstance(rule, ExtraCalendarDays)


def _cap(rule: Extension, start: date, rolled: date, calendar: WorkingCalendar) -> date | None:
    if isinstance(rule, AnyNewDate):
        return calendar.nth_working_day_after(rolled, rule.most) if rule.most else None
    if isinstance(rule, WithinTotal):
        return max(rolled, end_of(start, rule.total, calendar)[1])
    if isinstance(rule, ExtraWorkingDays):
        return calendar.nth_working_day_after(rolled, rule.most)
    if isinstance(rule, ExtraCalendarDays):
        return rolled + timedelta(days=rule.most)
    return rolled


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
    worked = (deadline for clock in clocks for deadline in sums.of(clock))
    return tuple(worked)


def _sums(case: Case, run: Run, book: Rulebook) -> _Sums:
    return _Sums(case, run, book.policy(run.policy), book.calendar(run.policy, run.calendar))


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


def answered_day(run: Run, anchor: AtAnswer) -> date | None:
    """The date last answered to the question of the step, or none while there is none."""
    taken = run.steps.get(anchor.step)
    found = (each.value for each in taken.answers if each.question == anchor.question) if taken else ()
    value = next(iter(found), "")
    return date.fromisoformat(value) if value else None


def watches_commitments(clock: Clock, policy: Policy) -> bool:
    """Whether the clock has a deadline for every commitment that a step of the policy makes."""
    anchor = clock.anchor
    return isinstance(anchor, AtAnswer) and any(
        each.id == anchor.step and each.commits is not None for each in policy.steps
    )


def end_of(start: date, length: Length, calendar: WorkingCalendar) -> tuple[date, date]:
    """The last day of a length that starts at ``start``: as counted, and as moved to a working day.

    Raises BeyondCalendar.
    """
    if isinstance(length, ThatDay):
        return start, start
    if isinstance(length, WorkingDays):
        if length.first_day == "anchor":
            end = calendar.nth_working_day_from(start, length.count)
        else:
            end = calendar.nth_working_day_after(start, length.count)
        return end, end
    try:
        if isinstance(length, CalendarDays):
            end = start + timedelta(days=length.count - (1 if length.first_day == "anchor" else 0))
        else:
            end = corresponding_date(start, length.count)
    except (OverflowError, ValueError):  # after the year 9999
        raise BeyondCalendar(start, calendar.first, calendar.last) from None
    return end, end_of_roll(end, length, calendar)


def end_of_roll(end: date, length: Length, calendar: WorkingCalendar) -> date:
    """The day until which an act counts as in time, where the counted end is no working day (Q14)."""
    if not isinstance(length, (CalendarDays, CalendarMonths)) or length.roll == "none":
        return end
    if length.roll == "next-working-day":
        return calendar.first_working_day_from(end)
    return calendar.last_working_day_to(end)


class _Sums:
    """The sums of one run, each clock worked once however many others start from it."""

    def __init__(self, case: Case, run: Run, policy: Policy, calendar: WorkingCalendar) -> None:
        self.case, self.run, self.policy, self.calendar = case, run, policy, calendar
        self.known: dict[str, Deadline | None] = {}

    def of(self, clock: Clock) -> tuple[Deadline, ...]:
        """The deadline of a clock; of one that watches commitments, that of each of them."""
        if watches_commitments(clock, self.policy):
            return tuple(
                self._of_commitment(clock, each)
                for each in self.run.commitments.values()
                if isinstance(clock.anchor, AtAnswer) and each.step == clock.anchor.step
            )
        found = self.deadline(clock)
        return (found,) if found is not None else ()

    def _of_commitment(self, clock: Clock, each: Committed) -> Deadline:
        """One commitment: due on the very day that was set for it."""
        lapsed_on = self.run.ended_at.day if self.run.ended and self.run.ended_at and each.kept is None else None
        anchored = Anchored(each.day, "answer", clock.name)
        return Deadline(
            clock=clock,
            run=self.run.id,
            stage=each.stage,
            due=each.day,
            printed=each.day,
            original=each.day,
            working=Working(
                anchored=anchored, length=clock.length, calendar=self.calendar, base=each.day, rolled=each.day
            ),
            met=each.kept.at if each.kept else None,
            lapsed=lapsed_on is not None,
            lapsed_on=lapsed_on,
            item=each.id,
            owner=each.owner,
        )

    def deadline(self, clock: Clock) -> Deadline | None:
        if clock.id not in self.known:
            self.known[clock.id] = None  # a clock cannot start from itself; the loader refuses circles
            self.known[clock.id] = self._worked(clock)
        return self.known[clock.id]

    def _worked(self, clock: Clock) -> Deadline | None:
        run = self.run
        if clock.stage and clock.stage not in run.stages:
            return None
        clock, override = self._as_for_services(clock)
        ends = self._ends(clock)
        if ends is None:
            return None
        end, compared = ends
        anchored, base, rolled = _known(end)
        gained, computed, missed = self._extended(clock, rolled)
        promised = run.promises.get(clock.id)
        printed = promised or (min(base, rolled) if rolled == computed else computed)
        due = self._due(printed, clock, end)
        met = self._met(clock)
        working = Working(
            anchored=anchored,
            length=end.length,
            calendar=self.calendar,
            base=base,
            rolled=rolled,
            gained=gained,
            most=self._most(clock.extension, end, gained, computed),
            computed=computed,
            promised=promised,
            compared=compared,
            override=override,
        )
        lapsed_on = self._lapsed_on(clock) if met is None else None
        return Deadline(
            clock=clock,
            run=run.id,
            stage=clock.stage,
            due=due,
            printed=printed,
            original=rolled,
            working=working,
            met=met,
            lapsed=lapsed_on is not None,
            lapsed_on=lapsed_on,
            not_applicable=self._not_applicable(clock, due, met),
            provisional=_rests_on_the_unknown(anchored, compared) and met is None and promised is None,
            projected=self.calendar.rests_on_projection(min(anchored.day, due), max(anchored.day, due)),
            missed=missed,
            expected=self._expected(clock),
        )

    def _as_for_services(self, clock: Clock) -> tuple[Clock, Override | None]:
        """The clock as it runs for the services that the points are about, and what is different for them."""
        override = self._override(clock)
        if override is None:
            return clock, None
        length = clock.length if isinstance(override.length, SameLength) else override.length
        responsible = override.responsible or clock.responsible
        return replace(clock, length=length, responsible=responsible, paragraph=override.paragraph), override

    def _override(self, clock: Clock) -> Override | None:
        """Where services differ, the one by which the clock ends first (or last, as it says)."""
        if not clock.overrides:
            return None
        wanted = dict.fromkeys(self._override_for(clock, point.service) for point in self.case.points)
        if len(wanted) < 2:
            return next(iter(wanted), None)
        anchored = self._anchored(clock.anchor, clock)
        pick = min if clock.several == "shorter" else max
        start = anchored.day if anchored else self.run.received.day
        return pick(wanted, key=lambda each: end_of(start, _length(clock, each), self.calendar)[1])

    def _override_for(self, clock: Clock, service: str) -> Override | None:
        groups = {group.id: group.services for group in self.policy.service_groups}
        return next((each for each in clock.overrides if service and service in groups[each.group]), None)

    def _ends(self, clock: Clock) -> tuple[SpanEnd, tuple[SpanEnd, ...]] | None:
        """The length that counts with its end, and the others; none while too little is known to say."""
        own = self._span_end(clock.anchor, clock.length, "", clock)
        if isinstance(clock.ends, OwnEnd):
            return (own, ()) if own.anchored else None
        spans = [own, *(self._span_end(each.anchor, each.length, each.paragraph, clock) for each in clock.ends.of)]
        known = [each for each in spans if each.rolled is not None]
        if not known or (clock.ends.unknown == "wait" and len(known) < len(spans)):
            return None
        pick = max if isinstance(clock.ends, LatestEnd) else min
        counts = pick(known, key=lambda each: (each.rolled or date.min, each.base or date.min))
        return counts, tuple(each for each in spans if each is not counts)

    def _span_end(self, anchor: Anchor, length: Length, paragraph: str, clock: Clock) -> SpanEnd:
        anchored = self._anchored(anchor, clock)
        if anchored is None:
            return SpanEnd(anchor, length, paragraph)
        return SpanEnd(anchor, length, paragraph, anchored, *end_of(anchored.day, length, self.calendar))

    def _due(self, printed: date, clock: Clock, end: SpanEnd) -> date:
        """The printed day, moved where the length says so, but never past a cap on the whole."""
        due = end_of_roll(printed, end.length, self.calendar)
        if isinstance(clock.extension, WithinTotal) and due > printed:
            anchored, _, rolled = _known(end)
            cap = _cap(clock.extension, anchored.day, rolled, self.calendar)
            return due if cap is None else max(printed, min(due, cap))
        return due

    def _most(self, rule: Extension, end: SpanEnd, gained: int, computed: date) -> int | None:
        if isinstance(rule, (ExtraWorkingDays, ExtraCalendarDays)) or (isinstance(rule, AnyNewDate) and rule.most):
            return rule.most
        if not isinstance(rule, WithinTotal):
            return None
        anchored, _, rolled = _known(end)
        cap = _cap(rule, anchored.day, rolled, self.calendar)
        if cap is None or cap <= computed:
            return gained
        if rule.counted == "calendar-days":
            return gained + (cap - computed).days
        return gained + self.calendar.working_days_between(computed, cap)

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
        if isinstance(anchor, AtAnswer):
            day = answered_day(self.run, anchor)
            return Anchored(day, "answer", clock.name) if day else None
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
            elif in_calendar_days(clock.extension):
                computed = base + timedelta(days=gained)
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

    def _lapsed_on(self, clock: Clock) -> date | None:
        """Since when nothing is owed: the run ended, was declined as late, or the stage was concluded another way."""
        days = [self.run.ended_at.day] if self.run.ended and self.run.ended_at else []
        if self.declined_as_late():
            decided = self._mark("lateness-decided", "")
            days.append(decided.at.day if decided else self.run.received.day)
        if clock.stage and isinstance(clock.binds, (CouncilLimit, CouncilTarget)):
            concluded = self.run.stages[clock.stage].concluded_at
            days += [concluded.day] if concluded else []
        return min(days, default=None)

    def declined_as_late(self) -> bool:
        """Declined because it was raised late, and by the dates as now corrected it still was."""
        return self.run.lateness_accepted is False and self.raised_late()

    def raised_late(self) -> bool:
        """Raised after the limit for complaining, counted from when the matter occurred."""
        rule = self.policy.late
        window = self.policy.clock(rule.window)
        if self.run.channel in rule.exempt_channels or window.track != self.run.track:
            return False
        if isinstance(window.binds, AdvisoryWindow):
            return False
        ends = self._ends(self._as_for_services(window)[0])
        return ends is not None and self.run.received.day > _known(ends[0])[2]

    def _not_applicable(self, clock: Clock, due: date, met: Moment | None) -> str:
        if "acknowledged" in clock.met_by and not self.run.acknowledgeable:
            return "no-address"
        marks = [self._mark(name, clock.stage) for name in clock.unless]
        instead = min((mark.at for mark in marks if mark is not None), key=Moment.sort_key, default=None)
        if instead is None or instead.day > due or (met is not None and not instead.is_before(met)):
            return ""
        return "not-needed"

    def _expected(self, clock: Clock) -> date | None:
        if not isinstance(clock.extension, NoticeOnly):
            return None
        told = [delay.expected for delay in self.run.delays if delay.clock == clock.id]
        return told[-1] if told else None


def _known(end: SpanEnd) -> tuple[Anchored, date, date]:
    """Start, end as counted, and end as moved, of a length whose start is known."""
    if end.anchored is None or end.base is None or end.rolled is None:
        raise ValueError("this length has no known start")
    return end.anchored, end.base, end.rolled


def _length(clock: Clock, override: Override | None) -> Length:
    if override is None or isinstance(override.length, SameLength):
        return clock.length
    return override.length


def _rests_on_the_unknown(anchored: Anchored, compared: tuple[SpanEnd, ...]) -> bool:
    """Whether something that may yet happen would move the date: an act counted by its due date, or left out."""
    return anchored.provisional or any(
        each.anchored is None and not isinstance(each.anchor, AtFact) for each in compared
    )
