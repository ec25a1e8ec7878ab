"""What may an officer do to a case, and what does each act put on record?

One function per act, each one transaction (:mod:`redress.casework.acting`). The subject is the case;
every act takes the envelope that says who acts, when it happened, what they had seen and the key that
makes a repeated submission one act. All raise :class:`~redress.rules.refusals.Refused` for a wrong move
and :class:`~redress.cases.MovedOn` when the case is no longer as the page showed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Unpack

from redress.accounts.models import Staff
from redress.cases.bars import keep_away
from redress.cases.models import Case
from redress.casework.acting import Doing, Done, Envelope, done
from redress.casework.contacts.noted import noted
from redress.casework.copies import send_copies
from redress.casework.own_case import opened_for
from redress.casework.response.answering import Answer, answered
from redress.casework.restricting import can_be_applied, filed
from redress.casework.steps.after import seen_to
from redress.casework.steps.answers import Given, answers_kept, option_chosen
from redress.correspondence.answer import PointTold
from redress.correspondence.compose import Facts
from redress.records.adjustments import manner_on
from redress.rules import actions as order
from redress.rules.adjustments import means_refused
from redress.rules.events import Point
from redress.rules.moments import Moment

Written = Mapping[str, str]  # content id -> what the officer wrote


# --- taking it in --------------------------------------------------------------------------------


def register(case: Case, **envelope: Unpack[Envelope]) -> Done:
    """Log the complaint as a formal one."""
    return done(case, "register", lambda on: order.Register(run=on.run.id), envelope)


def settle_points(
    case: Case, *, points: Sequence[Point], headings: Mapping[str, str] | None = None, **envelope: Unpack[Envelope]
) -> Done:
    """Say of each point its service, whose it is and its subject; ``headings`` are a few new words for some of them."""

    def action(on: Doing) -> order.Action:
        called = {id: on.words("decision", text) for id, text in (headings or {}).items()}
        settled = (replace(point, heading=called.get(point.id, point.heading)) for point in points)
        return order.SettlePoints(run=on.run.id, points=tuple(settled))

    return done(case, "settle-points", action, envelope)


def decide_lateness(
    case: Case,
    *,
    accepted: bool,
    grounds: Iterable[str] = (),
    considered: Iterable[str] = (),
    reason: str,
    **envelope: Unpack[Envelope],
) -> Done:
    """Decide whether a complaint made after the limit goes ahead; ``reason`` is kept in words."""

    def action(on: Doing) -> order.Action:
        return order.DecideLateness(
            run=on.run.id,
            accepted=accepted,
            grounds=tuple(grounds),
            considered=tuple(considered),
            reason=on.words("decision", reason),
        )

    return done(case, "decide-lateness", action, envelope)


def correct(
    case: Case,
    *,
    supersedes: int,
    corrected_at: Moment | None = None,
    happened_on: date | None = None,
    reason: str,
    **envelope: Unpack[Envelope],
) -> Done:
    """Set right the time of an earlier event, or the date on which the matter occurred."""

    def action(on: Doing) -> order.Action:
        return order.Correct(
            run=on.run.id,
            supersedes=supersedes,
            at=corrected_at,
            happened_on=happened_on,
            reason=on.words("correction", reason),
        )

    return done(case, "correct", action, envelope)


# --- who is in charge, and who keeps away --------------------------------------------------------


def allocate(case: Case, *, to: Staff, **envelope: Unpack[Envelope]) -> Done:
    """Put someone in charge; those whom the policy alerts of the stage get a copy (DA 8.1.1(a), 8.1.2(a))."""

    def action(on: Doing) -> order.Action:
        return order.Allocate(run=on.run.id, to=on.holder(to))

    return done(case, "allocate", action, envelope, then=lambda on: send_copies(on, to))


def appoint(case: Case, *, to: Staff, reason: str = "", **envelope: Unpack[Envelope]) -> Done:
    """Put an investigator in charge; ``reason`` where an earlier act of theirs only warns."""

    def action(on: Doing) -> order.Action:
        return order.Appoint(run=on.run.id, to=on.holder(to), reason=on.words("decision", reason))

    return done(case, "appoint", action, envelope, then=lambda on: send_copies(on, to))


def bar_person(case: Case, *, person: Staff, ground: str, **envelope: Unpack[Envelope]) -> Done:
    """Keep someone who is complained about, or implicated, away from the case; the event names nobody."""

    def action(on: Doing) -> order.Action:
        return order.BarPerson(run=on.run.id, bar=keep_away(case, person, ground=ground), ground=ground)

    return done(case, "bar-person", action, envelope)


# --- talking with the complainant ----------------------------------------------------------------


def acknowledge(case: Case, *, written: Written, **envelope: Unpack[Envelope]) -> Done:
    """Send the acknowledgement of the stage."""
    return done(case, "acknowledge", lambda on: order.Acknowledge(run=on.run.id, letter=on.letter(written)), envelope)


def record_contact(
    case: Case,
    *,
    method: str,
    result: str,
    note: str = "",
    participants: str = "",
    understood: str = "",
    read_back: str = "",
    confirm: str = "",
    corrects: int | None = None,
    they_began: bool = False,
    **envelope: Unpack[Envelope],
) -> Done:
    """Record that the council was in contact with someone, or tried to (reached, not-reached, not-possible).

    Refused where somebody is not to be contacted in this way and it was not they who began. ``note`` stays as it is
    written; one that ``corrects`` an earlier one stands beside it. ``confirm``: it is sent to whoever the council
    writes to, who say whether it is right.
    """
    kept: list[str] = []

    def action(on: Doing) -> order.Action:
        refused = None if they_began else means_refused(manner_on(case, on.day), method)
        if refused is not None:
            raise refused
        kept.append(on.words("contact", note))
        return order.Contact(run=on.run.id, method=method, result=result, note=kept[0])

    of = {"participants": participants, "understood": understood, "read_back": read_back, "corrects": corrects}
    then = lambda on: noted(on, kept[0], kind=method, result=result, confirm=confirm, **of)  # noqa: E731
    return done(case, "contact", action, envelope, then=then)


def clarify(case: Case, *, way_forward: str, note: str = "", **envelope: Unpack[Envelope]) -> Done:
    """Record how an unclear complaint is taken forward (DA 8.1.1(c)); no clock stops."""

    def action(on: Doing) -> order.Action:
        return order.Clarify(run=on.run.id, way_forward=way_forward, note=on.words("clarification", note))

    return done(case, "clarify", action, envelope)


def add_information(case: Case, *, text: str, documents: int = 0, **envelope: Unpack[Envelope]) -> Done:
    """Put on the case what the complainant, or someone for them, sent or said."""

    def action(on: Doing) -> order.Action:
        return order.AddInformation(run=on.run.id, words=on.words("information", text), documents=documents)

    return done(case, "add-information", action, envelope, then=filed)


def ask_for_help(case: Case, *, text: str, **envelope: Unpack[Envelope]) -> Done:
    """Record that the complainant asks for help to complain."""
    return done(
        case, "ask-for-help", lambda on: order.AskForHelp(run=on.run.id, words=on.words("help", text)), envelope
    )


def note(case: Case, *, text: str, **envelope: Unpack[Envelope]) -> Done:
    """Write an internal note, which no letter can read."""
    return done(case, "note", lambda on: order.Note(run=on.run.id, note=on.internal_note(text)), envelope)


# --- more time -----------------------------------------------------------------------------------


def extend(
    case: Case,
    *,
    days: int = 0,
    until: date | None = None,
    reason_kind: str,
    agreed: str = "not-asked",
    written: Written,
    **envelope: Unpack[Envelope],
) -> Done:
    """Take more time for the answer and tell the complainant: so many working days, or to a date."""

    def action(on: Doing) -> order.Action:
        gained: Facts = {"days": days}
        if until is not None:
            gained["until"] = until
        return order.Extend(
            run=on.run.id,
            days=days,
            until=until,
            reason_kind=reason_kind,
            agreed=agreed,
            letter=on.letter(written, facts=gained),
        )

    return done(case, "extend", action, envelope)


# --- answering -----------------------------------------------------------------------------------


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


# --- the next stage ------------------------------------------------------------------------------


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


# --- the Ombudsman -------------------------------------------------------------------------------


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


OMBUDSMAN_TRACK = "ombudsman"


def answer_ombudsman(case: Case, *, answer: str = "", **envelope: Unpack[Envelope]) -> Done:
    """Record the council's answer to the Ombudsman."""

    def action(on: Doing) -> order.Action:
        return order.AnswerOmbudsman(run=on.run.id, letter=on.words("information", answer))

    return done(case, "answer-ombudsman", action, envelope)


# --- plans and endings ---------------------------------------------------------------------------


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


# --- decisions and checks of the policy ----------------------------------------------------------


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
