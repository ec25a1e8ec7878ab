"""Does a row of the table of legal moves stand open on this run, whoever makes the move?

Who may make it, and what only one kind of action must satisfy, is judged elsewhere. Which act brings about which
milestone stands here too, because rows wait for milestones.
"""

from __future__ import annotations

from collections.abc import Mapping

from redress.rules.case import Run
from redress.rules.letters import applies
from redress.rules.policy import Move, Policy
from redress.rules.refusals import Refused

#: Which action makes each milestone happen.
DONE_BY: Mapping[str, str] = {
    "received": "receive",
    "lateness-decided": "decide-lateness",
    "registered": "register",
    "allocated": "allocate",
    "appointed": "appoint",
    "acknowledged": "acknowledge",
    "contacted": "contact",
    "clarified": "clarify",
    "extended": "extend",
    "delay-notified": "extend",
    "agreed": "agree",
    "answered": "respond",
    "requested": "request-next-stage",
    "accepted": "accept-request",
    "refused": "refuse-request",
    "signposted": "signpost",
    "ombudsman-answered": "answer-ombudsman",
    "action-plan-recorded": "record-action-plan",
    "action-plan-completed": "complete-action-plan",
    "withdrawn": "withdraw",
    "closed": "close",
}


def has_its_place(move: Move, run: Run, flags: frozenset[str]) -> None:
    """Raises Refused at another stage, on another kind of case, or on a run that has ended."""
    if move.stages and run.stage not in move.stages:
        raise Refused("wrong-stage", move.paragraph, action=move.act, stage=run.stage)
    if not applies(move.when, outcome=run.outcomes.get(run.stage, ""), flags=flags):
        raise Refused("not-here", move.paragraph, action=move.act)
    if run.ended and not move.ended:
        raise Refused("run-ended", move.paragraph, action=move.act, ended=run.ended)


def has_its_time(move: Move, run: Run) -> None:
    """Raises Refused where it is too late for the move, or where something else must come first."""
    for milestone in move.unless:
        if run.milestone(milestone) is not None:
            raise Refused("already", move.paragraph, action=move.act, milestone=milestone)
    for milestone in move.after:
        if not run.has(milestone):
            raise Refused("not-yet", move.paragraph, action=move.act, milestone=milestone)


def stands_open(move: Move, run: Run, flags: frozenset[str]) -> bool:
    """Whether nothing about the run stands against the move."""
    try:
        has_its_place(move, run, flags)
        has_its_time(move, run)
    except Refused:
        return False
    return True


def open_rows(act: str, run: Run, policy: Policy, flags: frozenset[str]) -> tuple[Move, ...]:
    """The rows for an act that stand open on the run, in the order of the policy."""
    return tuple(move for move in policy.moves_for(run.track, act) if stands_open(move, run, flags))
