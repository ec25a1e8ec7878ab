"""At which stage does a matter begin, and who may begin it there?"""

from __future__ import annotations

from collections.abc import Iterable

from redress.rules.actors import Actor
from redress.rules.events import Point
from redress.rules.policy import Move, Policy, Stage
from redress.rules.refusals import Refused


def first_stage(policy: Policy, track: str, points: Iterable[Point] = ()) -> str:
    """The stage in which a track begins for these points, by id; empty for a track without stages.

    Another first stage than the usual one is for points that are all of services for which the policy says so.
    """
    services = {point.service for point in points}
    for first in policy.track(track).first:
        if services and services <= set(policy.service_group(first.group).services):
            return first.stage
    return policy.stages(track)[0].id


def entered_at(policy: Policy, track: str, points: Iterable[Point], stage: str) -> str:
    """The stage in which it begins: the one named, if a matter may begin there, else the first. Raises Refused."""
    first = first_stage(policy, track, points)
    if not stage or stage == first:
        return first
    named = next((each for each in policy.stages(track) if each.id == stage), None)
    if named is None or not named.entry:
        paragraph = named.paragraph if named else policy.track(track).paragraph
        raise Refused("wrong-stage", paragraph, action="receive", stage=stage)
    return stage


def begun_by(policy: Policy, track: str, stage: str, points: Iterable[Point] = ()) -> tuple[Move, ...]:
    """The rows of the table of moves by which it begins in a stage; another than the first must be named by its row."""
    usual = stage == first_stage(policy, track, points)
    rows = policy.moves_for(track, "receive")
    return tuple(move for move in rows if stage in move.stages or (usual and not move.stages))


def entries_for(by: Actor, policy: Policy, track: str) -> tuple[Stage, ...]:
    """The later stages in which this actor may let a matter of the track begin."""
    return tuple(
        stage
        for stage in policy.stages(track)
        if stage.entry and any(by.role_names & set(move.by) for move in begun_by(policy, track, stage.id))
    )
