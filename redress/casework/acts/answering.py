"""How is a stage answered, and the next one asked for, accepted or refused?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Unpack

from redress.cases.models import Case
from redress.casework.acting import Doing, Done, Envelope, Written, done
from redress.casework.acts.stepping import take_step
from redress.casework.response.answering import Answer, answered
from redress.correspondence.answer import PointTold
from redress.rules import actions as order

# --- answering ------------------------------------------------------------------------------------


def agree(case: Case, *, draft: str, comments: str = "", **envelope: Unpack[Envelope]) -> Done:
    """Agree the final response in the draft with this digest (KL 3); comments are kept as an internal note."""
    return done(
        case,
        "agree",
        lambda on: order.Agree(run=on.run.id, draft=draft),
        envelope,
        then=lambda on: on.note_beside(comments),
    )


def respond(
    case: Case,
    *,
    findings: Mapping[str, str],
    written: Written,
    reasons: Mapping[str, str] | None = None,
    remedies: Mapping[str, Sequence[str]] | None = None,
    told: Mapping[str, PointTold] | None = None,
    beside: Mapping[str, Any] | None = None,
    **envelope: Unpack[Envelope],
) -> Done:
    """Answer the stage: a finding for every point (point id -> outcome id) and the letter that says why.

    ``reasons`` and ``remedies`` (ids of the policy's list) are those of each point, where there are several; ``told``
    is what else is answered to each, and ``beside`` the step that goes on record with it. What is promised by a date
    is put on record with its owner.
    """
    said = Answer(findings, written, reasons or {}, remedies or {}, told or {}, beside)
    return answered(case, said, envelope, take=take_step)


# --- the next stage -------------------------------------------------------------------------------


def request_next_stage(
    case: Case,
    *,
    reasons: str = "",
    made_on: date | None = None,
    channel: str = "",
    **envelope: Unpack[Envelope],
) -> Done:
    """Log the complainant's request for the next stage. ``made_on``: the date it bears, if that is known."""

    def action(on: Doing) -> order.Action:
        return order.RequestNextStage(
            run=on.run.id, reasons=on.words("reasons", reasons), made_on=made_on, channel=channel
        )

    return done(case, "request-next-stage", action, envelope)


def give_reasons(case: Case, *, reasons: str, **envelope: Unpack[Envelope]) -> Done:
    """Log the reasons that were missing from a request."""
    return done(
        case,
        "give-reasons",
        lambda on: order.GiveReasons(run=on.run.id, reasons=on.words("reasons", reasons)),
        envelope,
    )


def accept_request(
    case: Case,
    *,
    finding: str,
    written: Written,
    elements: str = "",
    late_reason: str = "",
    **envelope: Unpack[Envelope],
) -> Done:
    """Accept a request for the next stage; ``late_reason`` where it came after its window.

    ``elements`` lists what the answer so far did not consider (KL 3); it is kept as an internal note.
    """

    def action(on: Doing) -> order.Action:
        return order.AcceptRequest(
            run=on.run.id,
            finding=finding,
            letter=on.letter_if_any(written),
            late_reason=on.words("decision", late_reason),
        )

    return done(case, "accept-request", action, envelope, then=lambda on: on.note_beside(elements))


def refuse_request(
    case: Case, *, finding: str, reasons: Iterable[str], written: Written, **envelope: Unpack[Envelope]
) -> Done:
    """Refuse a request for the next stage and write to the complainant why."""

    def action(on: Doing) -> order.Action:
        return order.RefuseRequest(
            run=on.run.id,
            finding=finding,
            reason_kinds=tuple(reasons),
            letter=on.letter(written, facts={"finding": finding}),
        )

    return done(case, "refuse-request", action, envelope)
