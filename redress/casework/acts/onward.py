"""How does a case go on to the Ombudsman, and how does it end?"""

from __future__ import annotations

from typing import Unpack

from redress.cases.models import Case
from redress.casework.acting import Doing, Done, Envelope, Written, done
from redress.rules import actions as order

OMBUDSMAN_TRACK = "ombudsman"

# --- the Ombudsman --------------------------------------------------------------------------------


def signpost(case: Case, *, written: Written, right: str = "", **envelope: Unpack[Envelope]) -> Done:
    """Tell the complainant how to go to the Ombudsman; ``right`` is the right that has opened, if one has."""

    def action(on: Doing) -> order.Action:
        return order.Signpost(run=on.run.id, right=right, letter=on.letter_if_any(written))

    return done(case, "signpost", action, envelope)


def open_ombudsman_run(case: Case, *, enquiry: str, channel: str, **envelope: Unpack[Envelope]) -> Done:
    """Record that an Ombudsman asks about the case: a further run beside the others."""

    def action(on: Doing) -> order.Action:
        return order.Receive(
            policy=on.policy.id,
            track=OMBUDSMAN_TRACK,
            channel=channel,
            points=on.fold.points,
            words=on.words("information", enquiry),
        )

    return done(case, "receive", action, envelope)


def answer_ombudsman(case: Case, *, answer: str = "", **envelope: Unpack[Envelope]) -> Done:
    """Record the council's answer to the Ombudsman."""

    def action(on: Doing) -> order.Action:
        return order.AnswerOmbudsman(run=on.run.id, letter=on.words("information", answer))

    return done(case, "answer-ombudsman", action, envelope)


# --- plans and endings ----------------------------------------------------------------------------


def record_action_plan(case: Case, *, plan: str, text: str, **envelope: Unpack[Envelope]) -> Done:
    """Record an action plan under an opaque id (``plan``); its text is kept as an internal note."""

    def action(on: Doing) -> order.Action:
        on.internal_note(text)
        return order.RecordActionPlan(run=on.run.id, plan=plan)

    return done(case, "record-action-plan", action, envelope)


def complete_action_plan(case: Case, *, plan: str, **envelope: Unpack[Envelope]) -> Done:
    """Record that the action plan has been carried out."""
    return done(case, "complete-action-plan", lambda on: order.CompleteActionPlan(run=on.run.id, plan=plan), envelope)


def withdraw(case: Case, *, reason: str = "", **envelope: Unpack[Envelope]) -> Done:
    """Record that the complainant no longer wants the matter looked into."""
    return done(
        case, "withdraw", lambda on: order.Withdraw(run=on.run.id, reason=on.words("reasons", reason)), envelope
    )


def close(case: Case, *, reason_kind: str = "completed", text: str = "", **envelope: Unpack[Envelope]) -> Done:
    """Close the run; ``text`` is kept as an internal note."""

    def action(on: Doing) -> order.Action:
        return order.Close(run=on.run.id, reason_kind=reason_kind, note=on.internal_note(text))

    return done(case, "close", action, envelope)
