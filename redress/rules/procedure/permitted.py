"""Who may do what in which state? The answer of the rules for every role, state and act, asked on walked cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from redress.rules.actors import Actor
from redress.rules.decide import refusal_of
from redress.rules.phrases import PARTS
from redress.rules.policy import Rulebook
from redress.rules.procedure.forms import can_be_tried, somebody
from redress.rules.procedure.states import Procedure, Sample, State

#: ``no``: on no case in the state. ``sometimes``: on some, once or while something else is so. ``yes``: on every one.
Extent = Literal["no", "sometimes", "yes"]


@dataclass(frozen=True, slots=True)
class Permission:
    """What a part may do of one act in one state: as anybody who has it, and if they are in charge."""

    anybody: Extent = "no"
    in_charge: Extent = "no"


Matrix = Mapping[tuple[str, str, State], Permission]


def parts_of(procedure: Procedure) -> tuple[str, ...]:
    """The roles of the council in the order of the policy, then the parts that are played by nature."""
    return (*(role.id for role in procedure.policy.roles), *PARTS)


def acts_of(procedure: Procedure) -> tuple[str, ...]:
    """Every act of the track but the one that begins it, in the order of the table of moves."""
    moves = (move for move in procedure.policy.moves if move.track == procedure.track and move.action != "receive")
    return tuple(dict.fromkeys(move.act for move in moves if can_be_tried(move.act)))


def permitted(procedure: Procedure, book: Rulebook) -> Matrix:
    """For every part, act and state what is permitted; what is missing is never permitted to that part."""
    alone = replace(book, policies={procedure.policy.pin: procedure.policy})
    found: dict[tuple[str, str, State], Permission] = {}
    for act in acts_of(procedure):
        rows = procedure.policy.moves_for(procedure.track, act)
        granted = {part for row in rows for part in row.by}
        for part in (each for each in parts_of(procedure) if each in granted):
            for state in procedure.states:
                permission = _permission(part, act, procedure.samples_in(state), alone)
                if permission != Permission():
                    found[part, act, state] = permission
    return found


def _permission(part: str, act: str, samples: tuple[Sample, ...], book: Rulebook) -> Permission:
    by = somebody(part)
    if not samples:
        return Permission()
    free = [_is_open(act, sample, by, book) for sample in samples]
    if by.kind != "staff":
        return Permission(_extent(free))
    held = [
        open_to_all or (bool(sample.on.holder) and _is_open(act, sample, replace(by, id=sample.on.holder), book))
        for open_to_all, sample in zip(free, samples, strict=True)
    ]
    return Permission(_extent(free), _extent(held))


def _extent(answers: list[bool]) -> Extent:
    return "yes" if all(answers) else "sometimes" if any(answers) else "no"


def _is_open(act: str, sample: Sample, by: Actor, book: Rulebook) -> bool:
    return refusal_of(sample.case, act, by=by, book=book, run=sample.run, today=sample.at.day) is None
