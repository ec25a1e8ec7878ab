"""What is a story told against, and what does one act of it take from there?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from redress.rules.actions import Action
from redress.rules.actors import Actor, Holder
from redress.rules.case import Case, Run
from redress.rules.events import LetterSent
from redress.rules.letters import applies, flags_of
from redress.rules.moments import Moment, day_in_words
from redress.rules.nearest import did_you_mean
from redress.rules.policy import Move, NextStageRequest, Policy, Rulebook
from redress.rules.stories.cast import Cast, Person
from redress.rules.stories.parsing import Mistake, Said, read_day
from redress.rules.stories.stand_ins import WORDS
from redress.rules.working_days import BeyondCalendar


@dataclass(slots=True)
class Scene:
    """What a story is told against: the policy, the people, and where the case stands."""

    policy: Policy
    book: Rulebook
    zone: dt.tzinfo
    cast: Cast
    case: Case = field(default_factory=Case)

    def moment(self, day: dt.date, time: dt.time | None) -> Moment:
        """A local day, or a local time on it, as the story's zone reads it. Raises Mistake and BeyondCalendar."""
        self.known(day)
        if time is None:
            return Moment.on(day)
        moment = Moment.local(dt.datetime.combine(day, time), self.zone)
        if moment.time != time:
            raise Mistake(f"There is no {time:%H:%M} on {day_in_words(day)}: the clocks go forward over it.")
        return moment

    def known(self, day: dt.date) -> dt.date:
        """The day, if it does not lie beyond all known holidays: nothing could be counted from it."""
        calendar = self.book.calendar(self.policy.pin)
        if day > calendar.last:
            raise BeyondCalendar(day, calendar.first, calendar.last)
        return day


@dataclass(frozen=True, slots=True)
class Order:
    """An action, whose it is and when; ``barred`` is somebody who is to be kept away instead."""

    action: Action | None
    by: Actor
    at: Moment
    barred: Person | None = None


class Act:
    """One act of a story on its way to an order."""

    def __init__(self, said: Said, at: Moment, scene: Scene, run: str = "") -> None:
        self.said, self.at, self.scene, self.run = said, at, scene, run
        self.policy, self.cast, self.case = scene.policy, scene.cast, scene.case

    def run_for(self, action: str) -> Run:
        """The run that the act is about: the one named, else the open one that knows the act there, else another."""
        if self.run:
            return self.case.runs[self.run]
        if not self.case.runs:
            raise Mistake("Nothing has been received yet.")
        main = self.case.main_run
        for run in (main, *reversed(list(self.case.runs.values()))):
            if self._rows(action, run):
                return run
        return main

    def _rows(self, action: str, run: Run) -> list[Move]:
        moves = self.policy.moves_for(run.track, action)
        return [move for move in moves if not move.stages or run.stage in move.stages]

    def move_for(self, action: str, run: Run) -> Move | None:
        """The row of the table of moves that is nearest to allowing the act."""
        rows = self._rows(action, run) or list(self.policy.moves_for(run.track, action))
        flags = flags_of(self.case, run, self.policy)
        ready = [
            move
            for move in rows
            if all(map(run.has, move.after))
            and not any(map(run.milestone, move.unless))
            and applies(move.when, outcome=run.outcomes.get(run.stage, ""), flags=flags)
        ]
        return next(iter(ready or rows), None)

    def given(self, kind: Any, **parts: Any) -> Order:
        """The order of an action on the case, by whoever the story says or whoever usually would."""
        run = self.run_for(kind.name)
        return self.ordered(kind(run=run.id, **parts), kind.name, run)

    def ordered(self, action: Action, name: str, run: Run) -> Order:
        return Order(action, self.actor(name, run), self.at)

    def actor(self, name: str, run: Run) -> Actor:
        if self.said["name"]:
            return self.cast.actor(self.said["name"])
        move = self.move_for(name, run)
        return self.cast.usual_actor(move, run) if move else Actor("staff", "staff:nobody")

    def letter(self, action: str) -> LetterSent | None:
        """The letter that the move asks for, with everything in it but what the story leaves out."""
        run = self.run_for(action)
        move = self.move_for(action, run)
        if move is None or not move.letter:
            return None
        letter = self.policy.letter(move.letter)
        contents = [content.id for content in letter.contents]
        if self.said["content"]:
            named = [Titled(content.id, content.heading) for content in letter.contents]
            contents.remove(resolved(self.said["content"], named, f"content of “{letter.name}” called"))
        drafter = self.cast.called(self.said["other"]).id if self.said["other"] else self.actor(action, run).id
        return LetterSent(letter.id, f"letter:{self.case.seq + 1}", WORDS, tuple(contents), (drafter,))

    def holder(self, action: str) -> Holder:
        """Whoever is to be put in charge: named, or fit for the position that the move asks for."""
        if self.said["other"]:
            return self.cast.as_holder(self.cast.called(self.said["other"]))
        run = self.run_for(action)
        move = self.move_for(action, run)
        if move is None or not move.position:
            raise Mistake("The policy does not say who can be put in charge here.")
        return self.cast.as_holder(self.cast.usual_holder(self.policy.position(move.position), self.case, run))

    def day(self, said: Said) -> dt.date:
        """The date in a phrase."""
        return self.scene.known(read_day(said["date"]))

    @property
    def reason(self) -> str:
        return WORDS if self.said["reason"] else ""

    def request_rule(self) -> NextStageRequest:
        rule = self.policy.request_for(self.run_for("accept-request").stage)
        if rule is None:
            raise Mistake("The policy does not say how a request for this stage is decided.")
        return rule


@dataclass(frozen=True, slots=True)
class Titled:
    """Something that a line can name by its title, heading or label, with the id that it stands for."""

    id: str
    name: str


def resolved(written: str, things: Iterable[Any], what: str) -> str:
    """The id of something of the policy, named by its id or its name. Raises :class:`Mistake`."""
    plain = written.casefold().strip()
    known = list(things)
    for thing in known:
        name = str(thing.name).casefold()
        if plain in (thing.id, thing.id.replace("-", " "), name, name.partition(" (")[0]):
            return str(thing.id)
    names = [*(str(thing.name) for thing in known), *(str(thing.id).replace("-", " ") for thing in known)]
    raise Mistake(f"The policy has no {what} “{written}”{did_you_mean(plain, names)}")


def outcome_named(written: str, policy: Policy) -> str:
    """The id of an outcome; where the policy has no "partly" of its own, "partially" is meant by it. Raises Mistake."""
    try:
        return resolved(written, policy.outcomes, "outcome")
    except Mistake as unknown:
        try:
            return resolved(written.casefold().replace("partly", "partially"), policy.outcomes, "outcome")
        except Mistake:
            raise unknown from None
