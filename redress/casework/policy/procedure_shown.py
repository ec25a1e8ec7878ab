"""How is the procedure of a track shown to staff, and which state of it has a case reached?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from redress.cases.find import Standing
from redress.rules.case import Run, replay
from redress.rules.policy import Policy, PolicyPin, Rulebook
from redress.rules.procedure.drawing import Box, Drawing, drawing
from redress.rules.procedure.exploring import procedure
from redress.rules.procedure.states import Passage, Procedure, State
from redress.rules.procedure.table import Row, places, rows
from redress.rules.procedure.wording import clock_name, place, stage_name, state_name, turn
from redress.rules.status import status

_walked: dict[tuple[PolicyPin, str], Procedure] = {}


def procedure_of(policy: Policy, track: str, book: Rulebook) -> Procedure:
    """A track as it was walked. A version of a policy never changes, so each is walked once while the site runs."""
    found = _walked.get((policy.pin, track))
    if found is None or found.policy is not policy:
        found = _walked[policy.pin, track] = procedure(policy.pin, track, book)
    return found


@dataclass(frozen=True, slots=True)
class Here:
    """Where one run of a case stands, and the states it has been through before."""

    at: State
    passed: frozenset[State] = frozenset()


def here_of(standing: Standing, run: Run, today: date) -> Here:
    """Where a run stands today, and where it stood after each of its earlier events."""
    stands = status(standing.case, run, book=standing.book, today=today)
    at = State(stands.stage, stands.code)
    return Here(at, frozenset(_stood(standing, run)) - {at})


def _stood(standing: Standing, run: Run) -> Iterator[State]:
    for number, entry in enumerate(standing.history, start=1):
        if entry.run == run.id:
            before = replay(standing.history[:number])
            stood = status(before, before.runs[run.id], book=standing.book, today=entry.at.day)
            yield State(stood.stage, stood.code)


@dataclass(frozen=True, slots=True)
class WayShown:
    """One way on from a state: the number of its arrow, what is done, and the state it leads to."""

    number: int
    row: Row
    to: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Lead:
    """Where an arrow leads, and its number."""

    number: int
    to: str
    anchor: str


@dataclass(frozen=True, slots=True)
class StateShown:
    """One state in words: whose turn it is, the clocks that run, where it leads, and every way on from it.

    Where a case is shown, only its own state has the ``ways``: the page of the whole procedure has all of them.
    """

    name: str
    anchor: str
    current: bool
    passed: bool
    turn: str
    clocks: tuple[str, ...]
    leads: tuple[Lead, ...]
    ways: tuple[WayShown, ...]


@dataclass(frozen=True, slots=True)
class StageShown:
    """The states of one stage."""

    name: str
    anchor: str
    states: tuple[StateShown, ...]


@dataclass(frozen=True, slots=True)
class BoxShown:
    """One state in the picture, and how it is marked."""

    box: Box
    mark: str


@dataclass(frozen=True, slots=True)
class StayShown:
    """Something that can be done without leaving a state, and where."""

    row: Row
    places: tuple[str, ...]


class Shown:
    """The same procedure as a picture and as a list, with the place of a case marked in both."""

    def __init__(self, found: Procedure, here: Here | None = None) -> None:
        self.found, self.here = found, here
        self.picture: Drawing = drawing(found, _)
        self.place = place(found, here.at, _) if here else ""
        self.known = here is None or here.at in found.states

    @property
    def boxes(self) -> list[BoxShown]:
        return [BoxShown(box, self._mark(box.state)) for box in self.picture.boxes]

    @property
    def beginnings(self) -> tuple[WayShown, ...]:
        """How a matter comes onto the track."""
        return tuple(self._ways(passage for passage in self.found.passages if passage.before is None))

    @property
    def stages(self) -> tuple[StageShown, ...]:
        stages = dict.fromkeys(state.stage for state in self.found.states)
        return tuple(
            StageShown(
                name=stage_name(self.found, stage),
                anchor=f"stage-{stage}",
                states=tuple(self._state(state) for state in self.found.states if state.stage == stage),
            )
            for stage in stages
        )

    @property
    def staying(self) -> list[StayShown]:
        """What can be done without leaving a state: where a case is shown, only what can be done where it stands."""
        ways = self.found.staying
        if self.here and self.known:
            ways = tuple(way for way in ways if way.before == self.here.at)
        return [StayShown(row, places(self.found, row.befores, _)) for row in rows(self.found, ways, _)]

    def _mark(self, state: State) -> str:
        if self.here is None:
            return ""
        return "here" if state == self.here.at else "passed" if state in self.here.passed else ""

    def _state(self, state: State) -> StateShown:
        mark = self._mark(state)
        onward = [passage for passage in self.found.passages if passage.before == state]
        return StateShown(
            name=state_name(state, _),
            anchor=state.key,
            current=mark == "here",
            passed=mark == "passed",
            turn=turn(self.found, state, _),
            clocks=tuple(clock_name(clock, _) for clock in self.found.clocks[state]),
            leads=tuple(Lead(each.number, place(self.found, each.after, _), each.after.key) for each in onward),
            ways=tuple(self._ways(onward)) if self.here is None or mark == "here" else (),
        )

    def _ways(self, passages: Iterable[Passage]) -> Iterator[WayShown]:
        for passage in passages:
            to = place(self.found, passage.after, _)
            for row in rows(self.found, passage.ways, _):
                yield WayShown(passage.number, row, to, passage.after.key)
