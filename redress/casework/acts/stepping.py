"""How is a decision or check of the policy taken?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Unpack

from redress.cases.models import Case
from redress.casework.acting import Doing, Done, Envelope, Written, done
from redress.casework.own_case import opened_for
from redress.casework.restricting import can_be_applied
from redress.casework.steps.after import seen_to
from redress.casework.steps.answers import Given, answers_kept, option_chosen
from redress.correspondence.compose import Facts
from redress.rules import actions as order


def take_step(
    case: Case,
    *,
    step: str,
    option: str,
    answers: Mapping[str, Given] | None = None,
    written: Written | None = None,
    **envelope: Unpack[Envelope],
) -> Done:
    """Take a step of the policy with one of its options: its answers by question id, its letter as ``written``.

    Words are kept as reasons for a decision, with only their digest in the event. ValueError for a question that
    is not asked.
    """

    def action(on: Doing) -> order.Action:
        named = on.policy.step(step)
        chosen = option_chosen(named, option)
        given = answers_kept(on, named, chosen, answers or {})
        can_be_applied(on, step, chosen, given.said)
        told: Facts = {"step": step, "option": option, "answers": given.said}
        sends = chosen.letter and (on.run.acknowledgeable or chosen.to_another)
        to = on.addressee(chosen, given.said)
        letter = on.letter(written or {}, kind=chosen.letter, facts=told, to=to) if sends else None
        other = opened_for(on, chosen, given.said) if chosen.opens is not None else ""
        return order.TakeStep(run=on.run.id, step=step, option=option, answers=given.kept, letter=letter, other=other)

    def then(on: Doing) -> None:
        seen_to(on, option_chosen(on.policy.step(step), option))

    return done(case, f"step:{step}", action, envelope, then=then)
