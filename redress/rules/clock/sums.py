"""How is the deadline of each clock of a run worked out?

The sums stay together, because a clock can start from what another comes to.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from redress.rules.case import Case, Committed, Mark, Run
from redress.rules.clock.deadline import Anchored, Deadline, SpanEnd, Working
from redress.rules.clock.ends import cap_of, end_of, end_of_roll, in_calendar_days
from redress.rules.clock.receipt import receipt_of
from redress.rules.moments import Moment
from redress.rules.policy import (
    AdvisoryWindow,
    Anchor,
    AnyNewDate,
    AtAnswer,
    AtDue,
    AtFact,
    AtMilestone,
    AtReceipt,
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
    Override,
    OwnEnd,
    Policy,
    SameLength,
    WithinTotal,
)
from redress.rules.working_days import WorkingCalendar


class Sums:
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
            cap = cap_of(clock.extension, anchored.day, rolled, self.calendar)
            return due if cap is None else max(printed, min(due, cap))
        return due

    def _most(self, rule: Extension, end: SpanEnd, gained: int, computed: date) -> int | None:
        if isinstance(rule, (ExtraWorkingDays, ExtraCalendarDays)) or (isinstance(rule, AnyNewDate) and rule.most):
            return rule.most
        if not isinstance(rule, WithinTotal):
            return None
        anchored, _, rolled = _known(end)
        cap = cap_of(rule, anchored.day, rolled, self.calendar)
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
