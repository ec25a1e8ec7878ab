"""Who acts on this case in place of somebody who may take no part in it?

The policy says for which roles there is a stand-in and by which step one is named (Q44: another Director, the
deputy Corporate Complaints Officer). Whoever the latest taking of that step names has the role on this case alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from redress.rules.actors import Actor
from redress.rules.case import Case
from redress.rules.policy import Policy, StandIn


def standing_in(by: Actor, case: Case, policy: Policy) -> Actor:
    """The actor with every role in which they stand in on this case; the same actor where there is none."""
    stood = {
        rule.role
        for rule, person in _named(case, policy)
        if person == by.id and by.kind == "staff" and by.roles & set(rule.by)
    }
    return replace(by, roles=by.roles | stood) if stood else by


def stood_in_for(case: Case, policy: Policy) -> frozenset[str]:
    """The roles for which somebody has been named to stand in on this case."""
    return frozenset(rule.role for rule, _person in _named(case, policy))


def stand_ins_of(roles: tuple[str, ...], policy: Policy) -> tuple[str, ...]:
    """The further roles whose holders stand in for any of these where they may take no part."""
    found = (role for rule in policy.stand_ins if rule.role in roles for role in rule.by)
    return tuple(dict.fromkeys(role for role in found if role not in roles))


def _named(case: Case, policy: Policy) -> Iterator[tuple[StandIn, str]]:
    for rule in policy.stand_ins:
        marks = [run.steps[rule.step] for run in case.runs.values() if rule.step in run.steps]
        if marks:
            latest = max(marks, key=lambda mark: mark.seq)
            yield from ((rule, answer.value) for answer in latest.answers if answer.value.startswith("staff:"))
