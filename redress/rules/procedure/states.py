"""What has been found of a track: its states, the ways between them, and the moves that were never possible?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from redress.rules.case import Case, Run
from redress.rules.moments import Moment
from redress.rules.policy import Clock, Move, Policy, Position

ENDED = ("withdrawn", "closed", "merged")


@dataclass(frozen=True, slots=True, order=True)
class State:
    """Where a run can stand: the stage it has reached and the word for what it awaits there."""

    stage: str
    code: str

    @property
    def key(self) -> str:
        """One word for it, such as ``stage-one-new``."""
        return f"{self.stage}-{self.code}"


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which an act can be done.

    ``act`` is the act as the table of moves calls it; empty where only time passes. ``option`` tells the ways of
    one act apart: the option of a step, ``accepted``, an outcome. ``track`` is the track of a step that begins
    this run from another.
    """

    act: str
    option: str = ""
    track: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A form of an act that was done in one state, and the state it led to.

    ``before`` is none where the run begins. ``by``: the parts that were free to do it. ``move``: the row of the
    table that allowed it, none where only time passed. ``clock``: the window that had passed. ``waited``: the
    steps that stood in its way in that state until they were taken. ``begins``: the track of a run that begins
    with it.
    """

    form: Form
    before: State | None
    after: State
    by: tuple[str, ...] = ()
    move: Move | None = None
    clock: Clock | None = None
    waited: tuple[str, ...] = ()
    begins: str = ""

    @property
    def stays(self) -> bool:
        """Whether the run is as before, as far as its state tells."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Sample:
    """One made-up case that stands in a state: what is possible there is asked of it."""

    case: Case
    run: str
    at: Moment
    state: State

    @property
    def on(self) -> Run:
        return self.case.runs[self.run]


@dataclass(frozen=True, slots=True)
class Passage:
    """Every way from one state to another: one arrow of the picture, with its number."""

    number: int
    before: State | None
    after: State
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Unreached:
    """A row of the table that was never open, or one form of an act that was never done; ``code``: why refused."""

    move: Move
    form: Form | None
    code: str


@dataclass(frozen=True)
class Procedure:
    """A track of a policy as it was walked.

    ``states`` stand in the order of the stages and, within one, in which they are reached. ``clocks``: those that
    run in a state. ``asked``: the roles of whom something is asked there, and ``held`` whether somebody is in
    charge there. ``unreached``: what the table of moves provides for but was never come upon.
    """

    policy: Policy
    track: str
    states: tuple[State, ...]
    ways: tuple[Way, ...]
    samples: tuple[Sample, ...]
    clocks: dict[State, tuple[Clock, ...]]
    asked: dict[State, tuple[str, ...]]
    held: dict[State, tuple[Position, ...]]
    unreached: tuple[Unreached, ...]

    @cached_property
    def onward(self) -> tuple[Way, ...]:
        """The ways that lead to another state, or into the track."""
        return tuple(way for way in self.ways if not way.stays)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The onward ways gathered by where they lead from and to, in the order of the states, numbered from 1."""
        places: dict[State | None, int] = {None: -1} | {state: number for number, state in enumerate(self.states)}
        pairs: dict[tuple[State | None, State], list[Way]] = {}
        for way in self.onward:
            pairs.setdefault((way.before, way.after), []).append(way)
        ordered = sorted(pairs, key=lambda pair: (places[pair[0]], places[pair[1]]))
        return tuple(Passage(number, *pair, tuple(pairs[pair])) for number, pair in enumerate(ordered, start=1))

    @cached_property
    def staying(self) -> tuple[Way, ...]:
        """What can be done without moving the run to another state."""
        return tuple(way for way in self.ways if way.stays)

    def samples_in(self, state: State) -> tuple[Sample, ...]:
        return tuple(sample for sample in self.samples if sample.state == state)
