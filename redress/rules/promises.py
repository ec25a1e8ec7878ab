"""Which dates does a letter print, as they will stand once the act it belongs to is done?

The event that records the act and the letter that tells of it both ask here, so they can never differ.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from redress.rules.case import Case, Mark, Run, StageRecord, StepMark
from redress.rules.clock import deadline_of
from redress.rules.events import Promise
from redress.rules.letters import promised_clocks
from redress.rules.moments import Moment
from redress.rules.policy import Letter, Policy, Rulebook

#: The milestone that an act reaches by its letter, where dates are counted from it.
REACHED_BY = {"acknowledge": "acknowledged", "respond": "answered", "accept-request": "accepted"}


def act_of(kind: str, policy: Policy) -> str:
    """The action whose letter this kind is, or nothing for a letter that no act needs."""
    moved = next((move.action for move in policy.moves if move.letter == kind), "")
    steps = (f"step:{step.id}" for step in policy.steps for option in step.options if option.letter == kind)
    return moved or next(steps, "")


def promised_dates(
    letter: Letter, case: Case, run: Run, milestone: str, *, at: Moment, by: str, book: Rulebook
) -> tuple[Promise, ...]:
    """The dates the letter promises if the milestone is reached at that moment (dates as printed)."""
    case, run = as_if_done(case, run, milestone, at=at, by=by)
    promised = []
    for clock in promised_clocks(letter):
        deadline = deadline_of(case, run, clock, book)
        if deadline is not None:
            promised.append(Promise(clock, deadline.printed))
    return tuple(promised)


def window_end(case: Case, run: Run, milestone: str, *, at: Moment, by: str, book: Rulebook) -> date | None:
    """The last day, as printed, for asking for the next stage if the milestone is reached at that moment."""
    policy = book.policy(run.policy)
    rule = policy.request_for(policy.stage(run.track, run.stage).next)
    if rule is None or not rule.window:
        return None
    case, run = as_if_done(case, run, milestone, at=at, by=by)
    deadline = deadline_of(case, run, rule.window, book)
    return deadline.printed if deadline else None


def as_if_done(case: Case, run: Run, milestone: str, *, at: Moment, by: str) -> tuple[Case, Run]:
    """The case and its run as they would stand with one more milestone; an earlier mark of it is kept."""
    if milestone.startswith("step:"):
        return _as_if_taken(case, run, milestone.removeprefix("step:"), at=at, by=by)
    record = run.current
    marks = dict(record.milestones) if not milestone else {milestone: Mark(case.seq + 1, at, by), **record.milestones}
    run = replace(run, stages={**run.stages, record.id: StageRecord(record.id, record.opened, marks, record.left)})
    return replace(case, runs={**case.runs, run.id: run}), run


def _as_if_taken(case: Case, run: Run, step: str, *, at: Moment, by: str) -> tuple[Case, Run]:
    """The case and its run as they would stand with one more step taken (``triage=complaint``)."""
    id, _equals, option = step.partition("=")
    taken = StepMark(option, (), case.seq + 1, at, by, run.stage)
    run = replace(run, steps={**run.steps, id: taken})
    return replace(case, runs={**case.runs, run.id: run}), run
