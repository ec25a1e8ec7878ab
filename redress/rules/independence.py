"""Is this person fit to hold this position on this case?

The policy sorts every kind of earlier act into those that bar, those that only warn, and those that
are clerical and do neither. What counts as an earlier act is read from the events.
"""

from __future__ import annotations

from dataclasses import dataclass

from redress.rules.actors import Holder
from redress.rules.case import ACTS_OF_ACTOR, Case, Involvement, Run
from redress.rules.letters import flags_of
from redress.rules.policy import Policy, Position
from redress.rules.refusals import Refused

LINE_MANAGER = "line-manager"

#: Every kind of earlier act that a position must sort.
ACTS: frozenset[str] = frozenset(ACTS_OF_ACTOR.values()) | {"held", "drafted", LINE_MANAGER}


@dataclass(frozen=True, slots=True)
class Warned:
    """An earlier act that does not bar but must be justified."""

    act: str
    seq: int


def fit_to_hold(
    holder: Holder, position: Position, case: Case, run: Run, policy: Policy | None = None
) -> tuple[Warned, ...]:
    """The warnings that apply; raises :class:`Refused` where the person must not hold the position.

    Being complained about or implicated bars everybody from every position. Acts in the stage that is
    now open do not bar: only what someone did before it. With the policy, the training that it asks for on such
    a case is looked at as well.
    """
    if holder.barred or holder.id in case.bars:
        raise Refused("person-cannot-take-this-case", position.paragraph)
    forbidden = holder.roles & set(position.never)
    if forbidden:
        raise Refused(
            "role-never-decides",
            position.never_paragraph or position.paragraph,
            role=sorted(forbidden)[0],
            position=position.id,
        )
    if not holder.roles & set(position.roles):
        raise Refused("role-not-fit", position.paragraph, position=position.id, roles=list(position.roles))
    if policy is not None:
        _trained(holder, position, case, run, policy)
    warned = []
    for involvement in case.involvements:
        if involvement.person != holder.id or _in_the_open_stage(involvement, run):
            continue
        if involvement.act in position.bars:
            raise Refused(
                "not-independent",
                position.paragraph,
                act=involvement.act,
                seq=involvement.seq,
                position=position.id,
            )
        if involvement.act in position.warns:
            warned.append(Warned(involvement.act, involvement.seq))
    warned.extend(_line_management(holder, position, case, run))
    return tuple(warned)


def _trained(holder: Holder, position: Position, case: Case, run: Run, policy: Policy) -> None:
    """Some cases are only for people who have learnt how to deal with them (DA 7.3)."""
    wanted = [each for each in policy.expertise if position.id in each.positions and each.id not in holder.expertise]
    flags = flags_of(case, run, policy) if wanted else frozenset()
    for each in wanted:
        if flags & set(each.flags):
            raise Refused("expertise-needed", each.paragraph, expertise=each.id, position=position.id)


def _in_the_open_stage(involvement: Involvement, run: Run) -> bool:
    return involvement.run == run.id and involvement.stage == run.stage


def _line_management(holder: Holder, position: Position, case: Case, run: Run) -> list[Warned]:
    """Managing someone who decided an earlier stage."""
    managed = [
        involvement
        for involvement in case.involvements
        if involvement.act in ("answered", "held")
        and involvement.person in holder.line_manages
        and not _in_the_open_stage(involvement, run)
    ]
    if not managed:
        return []
    if LINE_MANAGER in position.bars:
        raise Refused(
            "not-independent",
            position.paragraph,
            act=LINE_MANAGER,
            seq=managed[0].seq,
            position=position.id,
        )
    if LINE_MANAGER in position.warns:
        return [Warned(LINE_MANAGER, managed[0].seq)]
    return []
