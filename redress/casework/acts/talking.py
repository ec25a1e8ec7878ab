"""What is said to and by the complainant before the answer, and noted beside it?"""

from __future__ import annotations

from datetime import date
from typing import Unpack

from redress.cases.models import Case
from redress.casework.acting import Doing, Done, Envelope, Written, done
from redress.casework.contacts.noted import noted
from redress.casework.restricting import filed
from redress.correspondence.compose import Facts
from redress.records.adjustments import manner_on
from redress.rules import actions as order
from redress.rules.adjustments import means_refused

# --- talking with the complainant -----------------------------------------------------------------


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


# --- more time ------------------------------------------------------------------------------------


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
