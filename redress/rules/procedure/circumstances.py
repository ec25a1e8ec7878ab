"""What must be so at the start of a made-up case, and when are two of them as good as one?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass

from redress.rules.letters import flags_named
from redress.rules.phrases import PARTS
from redress.rules.policy import Condition, Policy, Rulebook, WhenFlag, WhenFlags
from redress.rules.procedure.forms import conditions
from redress.rules.procedure.states import Sample


def a_day(policy: Policy, book: Rulebook) -> dt.date:
    """A working day under the policy, with some years of the calendar on either side."""
    calendar = book.calendar(policy.pin)
    middle = calendar.first + (calendar.last - calendar.first) / 2
    return calendar.first_working_day_from(max(policy.in_force_from, middle))


def a_channel(policy: Policy) -> str:
    """A channel that exempts from no rule."""
    ids = [channel.id for channel in policy.channels]
    return next((id for id in ids if id not in policy.late.exempt_channels), ids[0])


def all_parts(policy: Policy) -> frozenset[str]:
    """Every role of the council, and every part that is played by nature."""
    return frozenset(PARTS) | {role.id for role in policy.roles}


def flags_for(when: Condition) -> tuple[str, ...]:
    """The flags with which a case meets a condition; none where it does not depend on flags."""
    if isinstance(when, WhenFlag):
        return (when.flag,)
    if isinstance(when, WhenFlags):
        return tuple(dict.fromkeys((*when.all_of, *when.any_of[:1])))
    return ()


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What the conditions of a track look at: two cases that differ in nothing of it are as good as one."""

    milestones: frozenset[str]
    steps: frozenset[str]
    flags: frozenset[str]

    @classmethod
    def of(cls, policy: Policy, track: str) -> Mentioned:
        """The milestones, steps and flags on which moves, steps and options of the track depend."""
        rows = [move for move in policy.moves if move.track == track]
        taken = {row.step for row in rows if row.step}
        steps = [step for step in policy.steps if step.id in taken]
        named = {name for row in rows for name in (*row.after, *row.unless)}
        named |= {name for step in steps for name in (*step.owed_after, *step.owed_unless)}
        flags = {flag for when in conditions(policy) for flag in flags_named(when)}
        return cls(
            milestones=frozenset(name.rpartition(".")[2] for name in named) | LOOKED_AT,
            steps=frozenset(
                step.id
                for step in steps
                if step.owed is not None
                or not step.again
                or any(name.partition("=")[0] == f"step:{step.id}" for name in named)
                or any(flag.startswith(f"step-{step.id}-") for flag in flags)
                or any(option.ends for option in step.options)
            ),
            flags=frozenset(flags),
        )


#: The milestones that tell where a run stands.
LOOKED_AT = frozenset(
    ("registered", "allocated", "appointed", "acknowledged", "answered", "requested", "accepted", "refused")
) | {"ombudsman-answered"}


def facts_of(sample: Sample, mentioned: Mentioned) -> Hashable:
    """All that the rules look at in a case, but for what differs only in whose name it is and how often."""
    run = sample.on
    steps = ((id, mark.option, mark.stage == run.stage) for id, mark in run.steps.items() if id in mentioned.steps)
    return (
        sample.at.day,
        run.stage,
        run.ended,
        run.ended_by_step,
        mentioned.milestones.intersection(run.current.milestones),
        frozenset(run.stages),
        frozenset(steps),
        bool(run.holder),
        run.flags & mentioned.flags,
        bool(run.agreed_draft),
        frozenset(each.step for each in run.open_commitments()),
        run.reasons_given,
        run.request_late,
        run.lateness_accepted,
        run.happened_on is None,
        frozenset(run.outcomes.items()),
        frozenset(each.track for each in sample.case.runs.values()),
        frozenset((each.waits, each.closed) for each in sample.case.asks.values()),
    )
