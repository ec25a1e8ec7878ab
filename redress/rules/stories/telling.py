"""Is this story true under this policy? Each line is acted out or looked at, and answered for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol

from redress.rules.actions import Action, BarPerson
from redress.rules.actors import Actor
from redress.rules.case import Case, replay
from redress.rules.decide import decide
from redress.rules.events import Recorded
from redress.rules.moments import Moment, day_in_words
from redress.rules.policy import Policy, Rulebook
from redress.rules.refusals import Refused
from redress.rules.stories.acts import Maker, order_of, preparation
from redress.rules.stories.cast import Cast, Person
from redress.rules.stories.expectations import disappointment
from redress.rules.stories.parsing import Line, Mistake, Story
from redress.rules.stories.scene import Order, Scene
from redress.rules.wording import sentence
from redress.rules.working_days import BeyondCalendar

#: What can be told in any order: it may be done at any time, even before the complaint.
_AT_ANY_TIME = frozenset(("contact", "note", "information", "bar"))

#: An act needs at most so many others before it: anything longer goes in a circle.
_MOST_PREPARATIONS = 8


class Teller(Protocol):
    """Whatever keeps the events: plain memory here, a database elsewhere."""

    @property
    def case(self) -> Case:
        """Where the case stands now."""

    def identify(self, name: str) -> str:
        """The id of somebody new in the story, as events will call them."""

    def perform(self, action: Action, *, by: Actor, at: Moment) -> None:
        """Record what follows from the action. Raises Refused, and then nothing is recorded."""

    def bar(self, person: Person, *, by: Actor, at: Moment) -> None:
        """Record that this person is complained about. Raises Refused."""

    def undone(self) -> AbstractContextManager[None]:
        """Whatever is recorded within it is as if it had never been, once it ends."""


class BareTeller:
    """Tells a story to the rules alone."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.history: list[Recorded] = []
        self._case = Case()

    @property
    def case(self) -> Case:
        return self._case

    def identify(self, name: str) -> str:
        return f"staff:{name.casefold().replace(' ', '-')}"

    def perform(self, action: Action, *, by: Actor, at: Moment) -> None:
        decided = decide(self._case, action, by=by, at=at, now=at, book=self.book)
        for run, stage, moment, event in decided.entries(at):
            self.history.append(
                Recorded(
                    seq=len(self.history) + 1,
                    run=run,
                    stage=stage,
                    at=moment,
                    recorded_at="",
                    by_kind=by.kind,
                    by=by.id,
                    role=decided.role,
                    covering_for=by.covering_for,
                    event=event,
                )
            )
        self._case = replay(self.history)

    def bar(self, person: Person, *, by: Actor, at: Moment) -> None:
        self.perform(BarPerson(bar=person.id, ground="complained-about"), by=by, at=at)

    @contextmanager
    def undone(self) -> Iterator[None]:
        case, events = self._case, len(self.history)
        try:
            yield
        finally:
            self._case = case
            del self.history[events:]


@dataclass(frozen=True, slots=True)
class Told:
    """A line and whether it is true; ``why`` says what is wrong, or how a refusal was worded."""

    line: Line
    true: bool
    why: str = ""


def tell(story: Story, policy: Policy, book: Rulebook, zone: dt.tzinfo, teller: Teller | None = None) -> list[Told]:
    """Every line with whether it is true under the policy. Lines after a false one are told all the same."""
    return list(_Telling(story, policy, book, zone, teller or BareTeller(book)).told())


class _Telling:
    def __init__(self, story: Story, policy: Policy, book: Rulebook, zone: dt.tzinfo, teller: Teller) -> None:
        self.story, self.teller = story, teller
        self.declared = frozenset(line.said["name"] for line in story.lines if line.said.phrase == "is")
        self.latest: Moment | None = None
        self.scene = Scene(policy, book, zone, Cast(policy, teller.identify))

    def told(self) -> Iterator[Told]:
        for line in self.story.lines:
            try:
                why = self._told(line)
            except Refused as refused:
                yield Told(line, False, sentence(refused, self.scene.policy))
            except (Mistake, BeyondCalendar) as mistake:
                yield Told(line, False, str(mistake))
            else:
                yield Told(line, True, why)

    def _told(self, line: Line) -> str:
        """What is worth adding to a true line. Raises Mistake or Refused for one that is not true."""
        if line.mistake:
            raise Mistake(line.mistake)
        self.scene.case = self.teller.case
        if line.kind == "declaration":
            return self._declared(line)
        if line.kind == "expectation":
            return self._expected(line)
        if line.kind == "refusal":
            return self._refused(line)
        at = self._in_order(line)
        self._acted(order_of(line))
        self.latest = at
        return ""

    def _in_order(self, line: Line) -> Moment | None:
        """How far in time the story is after this act; nobody acts before what the story has told. Raises Mistake."""
        if line.day is None or line.said.phrase in _AT_ANY_TIME:
            return self.latest
        at = self.scene.moment(line.day, line.time)
        another = line.said.phrase == "receive"  # its time runs from its own receipt
        if not another and self.latest is not None and at.is_before(self.latest):
            raise Mistake(
                f"This comes before what the story has told already, on {day_in_words(self.latest.day)}: "
                "tell what people did in the order in which they did it."
            )
        return at

    def _declared(self, line: Line) -> str:
        said = line.said
        if said.phrase == "step-by-step":
            raise Mistake("“step by step” stands on the first line of a story.")
        if said.phrase == "manages":
            self.scene.cast.manages(said["name"], said["other"], declared=self.declared)
        else:
            self.scene.cast.declare(said["name"], [said["role"]])
        return ""

    def _expected(self, line: Line) -> str:
        if not self.scene.case.runs:
            raise Mistake("Nothing has been received yet.")
        why = disappointment(line, self.scene)
        if why:
            raise Mistake(why)
        return ""

    def _acted(self, make: Maker, *, tried: bool = False, under: str = "", words: str = "", depth: int = 0) -> None:
        """Order it, after whatever the policy wants first; in a story told step by step, just order it."""
        if depth > _MOST_PREPARATIONS:
            raise Mistake("Too much would have to come first: tell this story step by step.")
        for _ in range(_MOST_PREPARATIONS):
            ordered = make(self.scene)
            try:
                self._perform(ordered)
                return
            except Refused as refused:
                formality = self._is_a_formality(refused, words)
                first = preparation(refused, tried=tried and not formality, under=under)
                if first is None or (self.story.step_by_step and not formality):
                    raise
                self._acted(first(ordered.at), depth=depth + 1)
        raise Mistake("Too much would have to come first: tell this story step by step.")

    def _is_a_formality(self, refused: Refused, words: str) -> bool:
        """Whether only what everybody in charge does as a matter of course is wanting: the story is not about it."""
        if refused.code != "step-first" or not self.scene.policy.step(str(refused.parameters["step"])).each_holder:
            return False
        return not words or words.casefold() not in sentence(refused, self.scene.policy).casefold()

    def _perform(self, ordered: Order) -> None:
        if ordered.barred is not None:
            self.teller.bar(ordered.barred, by=ordered.by, at=ordered.at)
            ordered.barred.barred = True
        elif ordered.action is not None:
            self.teller.perform(ordered.action, by=ordered.by, at=ordered.at)
        self.scene.case = self.teller.case

    def _refused(self, line: Line) -> str:
        try:
            with self.teller.undone(), self.scene.cast.undone():
                self._acted(order_of(line), tried=True, under=line.paragraph, words=line.words)
        except Refused as refused:
            worded = sentence(refused, self.scene.policy)
            if line.paragraph and line.paragraph.casefold() != refused.paragraph.casefold():
                raise Mistake(f"Refused, but under {refused.paragraph}: {worded}") from None
            if line.words and line.words.casefold() not in worded.casefold():
                raise Mistake(f"Refused, but the sentence is: {worded}") from None
            return worded
        raise Mistake("This was not refused.")


def printed(told: list[Told]) -> str:
    """The story as it was told: a tick or a cross for each line, with its number and why."""
    rows = []
    for one in told:
        rows.append(f"{'✓' if one.true else '✗'} {one.line.number:>3}  {one.line.text}")
        if one.why:
            rows.append(f"        {one.why}")
    if not told:
        return "0 lines: there is nothing to tell."
    wrong = sum(not one.true for one in told)
    total = f"{len(told)} lines" if len(told) != 1 else "1 line"
    rows.append(f"{total}, all true." if not wrong else f"{total}, {wrong} not true.")
    return "\n".join(rows)
