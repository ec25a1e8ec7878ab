"""What are the states and ways of one track of a policy, and what never came to pass?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from redress.rules.clock import deadlines_of
from redress.rules.policy import Clock, Policy, PolicyPin, Position, Rulebook
from redress.rules.procedure.forms import can_be_tried, forms_of
from redress.rules.procedure.seeking import sought
from redress.rules.procedure.states import Form, Procedure, Sample, State, Unreached
from redress.rules.procedure.walking import Found, Walker
from redress.rules.status import STATUSES, StatusCode, asked


def procedure(pin: PolicyPin, track: str, book: Rulebook) -> Procedure:
    """The states and ways of one track, walked by the rules of this version of the policy alone."""
    policy = book.policy(pin)
    alone = replace(book, policies={pin: policy})  # whichever version is in force, this one is walked
    found = sought(Walker(alone, policy, track))
    states = _in_order(found, policy, track)
    samples = tuple(reached.sample for reached in found.kept)
    return Procedure(
        policy=policy,
        track=track,
        states=states,
        ways=tuple(found.ways.values()),
        samples=samples,
        clocks={state: _clocks(state, samples, policy, alone) for state in states},
        asked={state: _asked(state, samples, policy, alone) for state in states},
        held={state: _held(state, samples, policy) for state in states},
        unreached=tuple(_unreached(found, policy, track)),
    )


#: The order in which states stand within a stage: as a matter usually goes through it, its ends last.
ORDER: tuple[StatusCode, ...] = (
    "lateness-to-decide",
    "reasons-awaited",
    "requested",
    "new",
    "awaiting-allocation",
    "accepted",
    "awaiting-acknowledgement",
    "to-do",
    "investigating",
    "at-ombudsman",
    "answered",
    "answered-window-passed",
    "final",
    "refused",
    "withdrawn",
    "merged",
    "closed",
)


def _in_order(found: Found, policy: Policy, track: str) -> tuple[State, ...]:
    stages = [stage.id for stage in policy.stages(track)]
    codes: list[str] = [*ORDER, *(code for code in STATUSES if code not in ORDER)]
    return tuple(sorted(found.states, key=lambda state: (stages.index(state.stage), codes.index(state.code))))


def _standing(state: State, samples: Iterable[Sample]) -> list[Sample]:
    return [sample for sample in samples if sample.state == state]


def _clocks(state: State, samples: Iterable[Sample], policy: Policy, book: Rulebook) -> tuple[Clock, ...]:
    """The clocks that run on some case in this state, in the order of the policy."""
    running = {
        deadline.clock.id
        for sample in _standing(state, samples)
        for deadline in deadlines_of(sample.case, sample.on, book)
        if deadline.open
    }
    return tuple(clock for clock in policy.clocks if clock.id in running)


def _asked(state: State, samples: Iterable[Sample], policy: Policy, book: Rulebook) -> tuple[str, ...]:
    """The roles that are asked to do the next thing on some case in this state."""
    found = {role for sample in _standing(state, samples) for role in asked(sample.case, book=book)}
    return tuple(role.id for role in policy.roles if role.id in found)


def _held(state: State, samples: Iterable[Sample], policy: Policy) -> tuple[Position, ...]:
    """The positions of those who are in charge in this state."""
    found = {sample.on.position for sample in _standing(state, samples) if sample.on.holder}
    return tuple(position for position in policy.positions if position.id in found)


def _unreached(found: Found, policy: Policy, track: str) -> Iterable[Unreached]:
    """Rows of the table that nothing came upon, and in those that something did the forms that were never done."""
    for move in policy.moves:
        if move.track != track:
            continue
        forms = forms_of(move.act, policy) if can_be_tried(move.act) else (Form(move.act),)
        tried = [form for form in forms if (id(move), form) in found.refused]
        if id(move) not in found.rows:
            yield Unreached(move, None, found.refused[id(move), tried[0]] if tried else "")
        else:
            undone = (form for form in tried if form not in found.done)
            yield from (Unreached(move, form, found.refused[id(move), form]) for form in undone)
