"""What does a track allow, found out by walking made-up cases through its rules?

Every act is tried on every kind of case that has been met: what is allowed leads to further cases, what is
refused tells what to see to first. A case is kept only if something is open or closed on it that was not so on
the cases kept before in the same state, so that the walk ends.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

from redress.rules import actions as order
from redress.rules.actions import Action
from redress.rules.actors import Actor
from redress.rules.case import replay
from redress.rules.clock import deadlines_of, rights
from redress.rules.consequences import received
from redress.rules.decide import Decided, decide, refusal_of, way_open
from redress.rules.entry import begun_by, first_stage
from redress.rules.events import Point, Recorded
from redress.rules.moments import Moment
from redress.rules.policy import Clock, Move, Policy, Rulebook
from redress.rules.procedure.circumstances import Mentioned, a_channel, a_day, all_parts, facts_of
from redress.rules.procedure.forms import can_be_tried, forms_of, somebody, trials_of
from redress.rules.procedure.states import Form, Sample, State, Way
from redress.rules.refusals import Refused
from redress.rules.status import status
from redress.rules.stories.cast import Cast
from redress.rules.stories.parsing import Mistake
from redress.rules.stories.scene import Scene

#: Refusals that tell of the person who tried, not of the case.
_NOT_THEIRS = ("not-your-role", "not-yours")


@dataclass(frozen=True, slots=True)
class Reached:
    """A case on its way: its history, and the forms by which it was reached."""

    history: tuple[Recorded, ...]
    sample: Sample
    path: tuple[Form, ...] = ()
    closed: frozenset[str] = frozenset()  # the acts that are refused to everybody


@dataclass(slots=True)
class Found:
    """What has been written down so far."""

    ways: dict[tuple[Form, State | None, State, int], Way] = field(default_factory=dict)
    kept: list[Reached] = field(default_factory=list)
    walked: int = 0  # so many of those kept have been walked on from
    seen: set[object] = field(default_factory=set)
    covered: set[object] = field(default_factory=set)
    rows: set[int] = field(default_factory=set)  # of the table of moves, by identity
    done: set[Form] = field(default_factory=set)
    refused: dict[tuple[int, Form], str] = field(default_factory=dict)
    states: dict[State, None] = field(default_factory=dict)
    barren: set[tuple[State, object, State]] = field(default_factory=set)


class Walker:
    """One walk through a track. ``found`` is what it has come upon once ``walked`` is called."""

    def __init__(self, book: Rulebook, policy: Policy, track: str) -> None:
        self.book, self.policy, self.track = book, policy, track
        self.found = Found()
        self.rows = tuple(move for move in policy.moves if move.track == track and move.action != "receive")
        self.acts = tuple(dict.fromkeys(move.act for move in self.rows if can_be_tried(move.act)))
        self.mentioned = Mentioned.of(policy, track)
        self.forms = {act: forms_of(act, policy) for act in self.acts}
        self.everybody = Actor("staff", "staff:everybody", all_parts(policy))
        self.cast = Cast(policy, lambda name: f"staff:{name}")

    def walked(self) -> Found:
        """Everything that was found, once every act has been tried on every case that was kept."""
        for start in self.starts():
            self.arrived(start)
        self.walk()
        return self.found

    # --- how a run begins ---------------------------------------------------------------------------

    def starts(self) -> Iterator[Reached]:
        """The run as it begins: in time and late, in each stage where it may begin, and by a step of another track."""
        for stage in self._first_stages():
            rows = begun_by(self.policy, self.track, stage)
            if rows:
                yield self.begun(Form("receive"), rows, stage)
                yield self.begun(Form("receive"), rows, stage, late=True)
        for move in self.policy.moves:
            for option in self.policy.step(move.step).options if move.step else ():
                if option.begins is not None and option.begins.track == self.track:
                    stage = option.begins.stage or self._first_stages()[0]
                    yield self.begun(Form(move.act, option.id, move.track), (move,), stage)

    def _first_stages(self) -> tuple[str, ...]:
        """Where a matter may begin: the usual first stage, that of some services, and those of direct entry."""
        first = [first_stage(self.policy, self.track)]
        first += [each.stage for each in self.policy.track(self.track).first]
        first += [each.id for each in self.policy.stages(self.track) if each.entry]
        return tuple(dict.fromkeys(first))

    def begun(
        self, form: Form, rows: tuple[Move, ...], stage: str, *, late: bool = False, flags: tuple[str, ...] = ()
    ) -> Reached:
        """A run with its receipt, by whichever of these rows; ``late``: about something of long ago."""
        action = order.Receive(
            policy=self.policy.id,
            track=self.track,
            channel=a_channel(self.policy),
            points=(Point("p1", landlord="no"),),
            happened_on=self.book.calendar(self.policy.pin).first if late else None,
            flags=flags,
        )
        at = Moment.on(a_day(self.policy, self.book))
        by = somebody(rows[0].by[0])
        event = received(action, self.policy, self.book, at)
        entry = Recorded(1, "r1", stage, at, "", by.kind, by.id, rows[0].by[0], "", event)
        reached = self._reached((entry,), at, (form,))
        for row in rows:
            self.found.rows.add(id(row))
            self._write_down(Way(form, None, reached.sample.state, row.by, row))
        return reached

    def _reached(self, history: tuple[Recorded, ...], at: Moment, path: tuple[Form, ...]) -> Reached:
        case = replay(history)
        run = case.runs["r1"]
        stands = status(case, run, book=self.book, today=at.day)
        return Reached(history, Sample(case, run.id, at, State(stands.stage, stands.code)), path)

    # --- the walk -------------------------------------------------------------------------------------

    def walk(self) -> None:
        """Every open act on every case that is kept, those that come of it included."""
        while self.found.walked < len(self.found.kept):
            reached = self.found.kept[self.found.walked]
            self.found.walked += 1
            self._time_passes(reached)
            for act in self.acts:
                for form in self.forms[act] if act not in reached.closed else ():
                    self._tried(form, reached)

    def _tried(self, form: Form, reached: Reached) -> None:
        """Do it if it is allowed here; what has told nothing new of a state is not tried there again."""
        state = reached.sample.state
        if (state, form, state) in self.found.barren:
            return
        try:
            after = self.done(form, reached)
        except (Refused, Mistake):
            return
        leads = (state, form, after.sample.state)
        if leads not in self.found.barren and not self.arrived(after):
            self.found.barren.add(leads)

    def arrived(self, reached: Reached) -> bool:
        """Keep the case if it tells something new about its state."""
        self.found.states.setdefault(reached.sample.state)
        facts = (reached.sample.state, facts_of(reached.sample, self.mentioned))
        if facts in self.found.seen:
            return False
        self.found.seen.add(facts)
        closed = self._closed(reached.sample)
        news = {(reached.sample.state, act, act in closed) for act in self.acts}
        news.add((reached.sample.state, "late", reached.sample.on.request_late))
        if news <= self.found.covered:
            return False
        self.found.covered |= news
        self.found.kept.append(replace(reached, closed=closed))
        return True

    def _closed(self, sample: Sample) -> frozenset[str]:
        """The acts that are refused even to whoever may most."""
        whoever = self._whoever(sample)
        here = [act for act in self.acts if self._rows_here(act, sample)]  # the others have no row for the stage
        opened = {act for act in here if self._refusal(act, sample, whoever) is None}
        return frozenset(act for act in self.acts if act not in opened)

    def _refusal(self, act: str, sample: Sample, by: Actor) -> Refused | None:
        return refusal_of(sample.case, act, by=by, book=self.book, run=sample.run, today=sample.at.day)

    def _whoever(self, sample: Sample) -> Actor:
        """Somebody in every role, in charge if anybody is: what is refused to them is refused to all."""
        return replace(self.everybody, id=sample.on.holder or self.everybody.id)

    def _time_passes(self, reached: Reached) -> None:
        """The same case once a date has gone by or a right has opened; where its state is another, that is a way."""
        sample = reached.sample
        for day, clock, why in self._days_to_come(sample):
            later = self._reached(reached.history, Moment.on(day), reached.path)
            leads = (sample.state, why, later.sample.state)
            if later.sample.state != sample.state:
                self._write_down(Way(Form(""), sample.state, later.sample.state, clock=clock))
            if leads not in self.found.barren and not self.arrived(later):
                self.found.barren.add(leads)

    def _days_to_come(self, sample: Sample) -> Iterator[tuple[dt.date, Clock, str]]:
        """The day after each open deadline, and the day on which each right opens."""
        for deadline in deadlines_of(sample.case, sample.on, self.book):
            day = deadline.due + timedelta(days=1)
            if deadline.open and day > sample.at.day:
                yield day, deadline.clock, f"after {deadline.clock.id}"
        for opened in rights(sample.case, self.book):
            if opened.run == sample.run and opened.from_day > sample.at.day:
                yield opened.from_day, self.policy.clock(opened.right.clock), f"right {opened.right.id}"

    # --- one act --------------------------------------------------------------------------------------

    def done(self, form: Form, reached: Reached) -> Reached:
        """The case once the act has been done by whoever may. Raises Refused as whoever may most is refused."""
        sample = reached.sample
        closed = self._refusal(form.act, sample, self._whoever(sample))
        if closed is not None:
            raise closed
        for action, by in self._trials(form, sample, self._rows_here(form.act, sample)):
            try:
                decided = decide(sample.case, action, by=by, at=sample.at, now=sample.at, book=self.book)
            except Refused as refused:
                closed = closed if closed and closed.code not in _NOT_THEIRS else refused
                continue
            after = self._taken(decided, by, reached, form)
            self._write_way(form, reached, after, decided)
            return after
        raise closed or Refused("no-such-move", self.policy.track(self.track).paragraph, action=form.act)

    def _trials(self, form: Form, sample: Sample, rows: tuple[Move, ...]) -> Iterator[tuple[Action, Actor]]:
        scene = Scene(self.policy, self.book, dt.UTC, self.cast, sample.case)
        for trial in trials_of(form, sample, rows, scene):
            yield from ((trial.action, by) for by in trial.by)

    def _rows_here(self, act: str, sample: Sample) -> tuple[Move, ...]:
        rows = self.policy.moves_for(self.track, act)
        return tuple(row for row in rows if not row.stages or sample.on.stage in row.stages)

    def _taken(self, decided: Decided, by: Actor, reached: Reached, form: Form) -> Reached:
        history = list(reached.history)
        for run, stage, at, event in decided.entries(reached.sample.at):
            history.append(Recorded(len(history) + 1, run, stage, at, "", by.kind, by.id, decided.role, "", event))
        return self._reached(tuple(history), reached.sample.at, (*reached.path, form))

    def _write_way(self, form: Form, reached: Reached, after: Reached, decided: Decided) -> None:
        """One way for each row of the table that allowed the act to somebody, with whom it allowed."""
        sample = reached.sample
        begins = next((entry.event.track for entry in after.history[len(reached.history) :] if entry.run != "r1"), "")
        self.found.done.add(form)
        allowed: dict[int, tuple[Move, list[str]]] = {}
        for part in dict.fromkeys(part for row in self._rows_here(form.act, sample) for part in row.by):
            row = self.row_for(part, form.act, sample)
            if row is not None:
                allowed.setdefault(id(row), (row, []))[1].append(part)
        for row, by in allowed.values():
            self.found.rows.add(id(row))
            self._write_down(Way(form, sample.state, after.sample.state, tuple(by), row, begins=begins))

    def row_for(self, part: str, act: str, sample: Sample) -> Move | None:
        """The row by which somebody who has only this part may do it, if need be as the one in charge."""
        by = somebody(part)
        in_charge = [replace(by, id=sample.on.holder)] if by.kind == "staff" and sample.on.holder else []
        for each in (by, *in_charge):
            try:
                return way_open(sample.case, act, by=each, book=self.book, run=sample.run, today=sample.at.day)
            except Refused:
                continue
        return None

    def _write_down(self, way: Way) -> None:
        """Once for each form between two states by one row; whoever else may do it is added."""
        key = (way.form, way.before, way.after, id(way.move))
        known = self.found.ways.get(key)
        if known is not None:
            way = replace(known, by=tuple(dict.fromkeys((*known.by, *way.by))))
        self.found.ways[key] = way
