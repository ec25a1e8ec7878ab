"""What would somebody try next on a case, fitting or not? Orders at random, for long walks."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from redress.rules import actions as order
from redress.rules.actors import Actor, Holder
from redress.rules.case import Case, Run
from redress.rules.events import Answer, Finding, LetterSent
from redress.rules.moments import Moment
from redress.rules.policy import Move, Policy
from redress.rules.steps import owed
from redress.rules.stories import stand_ins

#: What moves a case on; the rest may be done at any time and would drown it.
MOVING = (
    "register",
    "allocate",
    "appoint",
    "acknowledge",
    "clarify",
    "extend",
    "agree",
    "respond",
    "request-next-stage",
    "accept-request",
    "refuse-request",
    "decide-lateness",
)

#: What ends a case, and so is tried seldom.
ENDING = ("withdraw", "close")


class Wanderer(Protocol):
    """Where a wandering case stands, and who there is to act on it."""

    @property
    def case(self) -> Case: ...
    @property
    def policy(self) -> Policy: ...
    @property
    def calendar_version(self) -> str: ...
    def somebody(self, role: str, number: int) -> Actor: ...
    def as_holder(self, role: str, number: int) -> Holder: ...
    def whole_letter(self, kind: str, *, without: str = "") -> LetterSent: ...
    def actor_called(self, id: str) -> Actor: ...


@dataclass(frozen=True)
class Tried:
    """One order that somebody tries."""

    by: Actor
    action: order.Action
    act: str


def try_something(on: Wanderer, chance: random.Random) -> Tried:
    """One order at random: mostly a fitting one, by somebody who mostly may give it."""
    act = _act(on, chance)
    action = _step(act, on, chance) if act.startswith("step:") else _some_action(act, on, chance)
    return Tried(_somebody(act, on, chance), action, act)


def _act(on: Wanderer, chance: random.Random) -> str:
    run = on.case.main_run
    if chance.random() < 0.003:
        return chance.choice(ENDING)
    kind = chance.random()
    waiting = [f"step:{step.id}" for step in owed(on.case, run, on.policy)]
    if waiting and kind < 0.35:
        return chance.choice(waiting)
    fitting = [act for act in MOVING if any(_may_come_now(move, run) for move in on.policy.moves_for(run.track, act))]
    if fitting and kind < 0.7:
        return chance.choice(fitting)
    steps = sorted({move.act for move in on.policy.moves if move.step and move.track == run.track})
    if steps and kind < 0.8:
        return chance.choice(steps)
    others = [name for name in order.ACTIONS if name not in (*MOVING, *ENDING, "receive", "take-step")]
    return chance.choice(MOVING if kind < 0.9 else others)


def _may_come_now(move: Move, run: Run) -> bool:
    in_stage = not move.stages or run.stage in move.stages
    return in_stage and all(map(run.has, move.after)) and not any(map(run.milestone, move.unless))


def _row(act: str, on: Wanderer, chance: random.Random) -> Move:
    """A row of the table for this act: of the stage at hand where there is one."""
    run = on.case.main_run
    rows = [move for move in on.policy.moves if move.act == act and move.track == run.track]
    here = [move for move in rows if not move.stages or run.stage in move.stages]
    return chance.choice(here or rows or [move for move in on.policy.moves if not move.step])


def _step(act: str, on: Wanderer, chance: random.Random) -> order.Action:
    step = on.policy.step(act.removeprefix("step:"))
    run = on.case.main_run
    option = stand_ins.usual_option(step, on.case, run, on.policy)
    if chance.random() < 0.25:
        option = chance.choice(step.options)
        if (option.ends or option.begins) and chance.random() < 0.8:
            option = stand_ins.usual_option(step, on.case, run, on.policy)
    answered = stand_ins.answers(step, option, case=on.case, run=run, policy=on.policy, at=_FIRST)
    if answered and chance.random() < 0.1:
        answered = answered[1:]
    elif answered and chance.random() < 0.05:
        answered = (Answer(answered[0].question, "nonsense"), *answered[1:])
    letter = on.whole_letter(option.letter) if option.letter else None
    other = stand_ins.other_of(option)
    return order.TakeStep(run=run.id, step=step.id, option=option.id, answers=answered, letter=letter, other=other)


_FIRST = Moment.on(date(2026, 6, 1))


def _some_action(name: str, on: Wanderer, chance: random.Random) -> order.Action:
    """An order of this name, with parts that may or may not fit."""
    case, policy = on.case, on.policy
    move = _row(name, on, chance)
    letter = on.whole_letter(move.letter, without=chance.choice(["", "", "", "", "reasons"])) if move.letter else None
    roles = [role.id for role in policy.roles]
    role = chance.choice(policy.position(move.position).roles if move.position else roles)
    fit = on.as_holder(role, chance.randrange(2))
    people = [on.as_holder(role, chance.randrange(2)) for role in chance.sample(roles, 2)]
    outcome = chance.choice(policy.outcomes).id
    grounds = tuple(ground.id for ground in policy.late.grounds)
    run = chance.choice(["", "", "", *case.runs])
    some: dict[str, Callable[[], dict[str, Any]]] = {
        "decide-lateness": lambda: {
            "accepted": chance.random() < 0.7,
            "grounds": grounds[:1],
            "considered": grounds,
            "reason": "r",
        },
        "settle-points": lambda: {"points": tuple(replace(point, landlord="no") for point in case.points)},
        "allocate": lambda: {"to": chance.choice([*people, fit, fit, fit])},
        "appoint": lambda: {"to": chance.choice([*people, fit, fit, fit]), "reason": chance.choice(["", "r"])},
        "acknowledge": lambda: {"letter": letter},
        "contact": lambda: {"method": "telephone", "result": "reached"},
        "clarify": lambda: {"way_forward": "investigate"},
        "extend": lambda: {
            "days": chance.randrange(12),
            "until": chance.choice([None, None, date(2026, 7, chance.randrange(1, 31))]),
            "reason_kind": "other",
            "letter": letter,
        },
        "agree": lambda: {"draft": chance.choice(["one", "one", "two"])},
        "respond": lambda: {
            "findings": tuple(
                Finding(point.id, outcome, "r")
                for point in case.points
                if on.policy.track(case.run(run).track).findings
            ),
            "letter": letter,
            "draft": chance.choice(["one", "one", "two"]),
        },
        "request-next-stage": lambda: {"reasons": chance.choice(["", "r", "r"])},
        "give-reasons": lambda: {"reasons": "r"},
        "accept-request": lambda: {"finding": "elements-not-considered", "letter": letter, "late_reason": "r"},
        "refuse-request": lambda: {
            "finding": "full-and-comprehensive",
            "reason_kinds": ("unhappy-only",),
            "letter": letter,
        },
        "signpost": lambda: {
            "letter": letter,
            "right": chance.choice(["", *(right.id for right in policy.rights)]),
        },
        "add-information": lambda: {"words": "w"},
        "ask-for-help": lambda: {"words": "w"},
        "record-action-plan": lambda: {"plan": f"plan:{chance.randrange(2)}"},
        "complete-action-plan": lambda: {"plan": f"plan:{chance.randrange(2)}"},
        "note": lambda: {"note": "n"},
        "merge": lambda: {
            "into": f"case:{chance.randrange(9)}",
            "into_received": case.main_run.received,
            "same_person": chance.random() < 0.9,
            "reason": "r",
        },
        "unmerge": lambda: {"reason": "r"},
        "ask": lambda: {
            "ask": f"ask:{case.seq}",
            "kind": "service",
            "due": date(2026, 7, chance.randrange(1, 31)),
            "words": "w",
        },
        "answer-ask": lambda: {"ask": chance.choice([*case.asks, "ask:0"]), "way": "letter", "words": "w"},
        "close-ask": lambda: {
            "ask": chance.choice([*case.asks, "ask:0"]),
            "reason_kind": chance.choice(["accepted", "without"]),
            "reason": "r",
        },
        "link": lambda: {"kind": "same-matter", "other": f"case:{chance.randrange(9)}", "reason": "r"},
        "bar-person": lambda: {"bar": on.as_holder(chance.choice(roles), chance.randrange(2)).id, "ground": "subject"},
        "report-delivery-failure": lambda: {"letter": "letter:2"},
        "adopt-calendar": lambda: {"calendar": on.calendar_version},
        "correct": lambda: {
            "supersedes": chance.randrange(case.seq + 2),
            "at": Moment.on(date(2026, 6, chance.randrange(1, 30))),
            "reason": "r",
        },
    }
    made: order.Action = order.ACTIONS[name](run=run, **(some[name]() if name in some else {}))
    return made


def _somebody(act: str, on: Wanderer, chance: random.Random) -> Actor:
    """Mostly somebody whom the policy lets do it."""
    move, holder = _row(act, on, chance), on.case.main_run.holder
    if holder and (move.holder or chance.random() < 0.2):
        return on.actor_called(holder)
    role = chance.choice(move.by)
    if role in {known.id for known in on.policy.roles}:
        return on.somebody(role, chance.randrange(2))
    if role == "complainant":
        return Actor("complainant", "party:1")
    return Actor("system", "system") if role == "system" else Actor(role, role)
