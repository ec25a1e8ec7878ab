"""How does an officer ask others for information on a case, and settle what came of it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Unpack

from django.utils import timezone

from redress.accounts.models import Staff
from redress.cases.models import Case
from redress.casework.acting import Doing, Done, Envelope, NobodyToWriteTo, done
from redress.correspondence.asks import asking, sending
from redress.correspondence.asks.asking import Asked, Given
from redress.correspondence.models import Ask
from redress.records.models import Organisation, Party
from redress.rules import actions as order
from redress.rules.asks import AGAIN


@dataclass(frozen=True, slots=True)
class Target:
    """Who is asked, and by which way: a party, a colleague, an organisation, or an address with the reason for it."""

    kind: str
    name: str
    email: str = ""
    way: str = asking.EMAIL
    party: Party | None = None
    staff: Staff | None = None
    organisation: Organisation | None = None
    why: str = ""


def ask(
    case: Case,
    *,
    target: Target,
    asked: Asked,
    due: date,
    again: Ask | None = None,
    twice: bool = False,
    **envelope: Unpack[Envelope],
) -> Done:
    """Ask somebody by a day and send it. Raises Refused, and NobodyToWriteTo where there is no way to them.

    Refused where the check finds what blocks it, and where the same waits for the same person already: unless it is
    asked ``again`` in place of that, or ``twice`` on purpose.
    """
    made: list[Ask] = []

    def action(on: Doing) -> order.Action:
        rule = on.policy.asks
        if rule is None:
            raise ValueError("the policy says nothing of asking others")
        row = _row(on, target, due, again)
        if not twice and again is None:
            asking.must_be_new(on.row, row, asked.questions, on.move.paragraph)
        made.append(asking.kept(row, asked, rule=rule))
        return order.Ask(
            run=on.run.id,
            ask=made[0].opaque_id,
            kind=target.kind,
            to=made[0].to_id,
            due=due,
            points=asked.points,
            words=made[0].digest,
            documents=len(asked.documents),
            again=again.opaque_id if again is not None else "",
        )

    def then(on: Doing) -> None:
        if again is not None:
            asking.settled([again.opaque_id], reason_kind=AGAIN, at=made[0].asked_at)
        looking = on.envelope.get("looking", False)
        sent = sending.send(made[0], policy=on.policy, by=on.by, key=on.envelope["key"], looking=looking)
        if sent is None:
            raise NobodyToWriteTo
        on.sent, on.message, on.unfit, on.concerns = sent.letter, sent.message, sent.unfit, sent.concerns

    return done(case, "ask", action, envelope, then=then)


def _row(on: Doing, target: Target, due: date, again: Ask | None) -> Ask:
    return Ask(
        case=on.row,
        run=on.run.id,
        key=on.envelope["key"],
        kind=target.kind,
        party=target.party,
        staff=target.staff,
        organisation=target.organisation,
        to_name=target.name,
        to_email=target.email,
        why=target.why,
        way=target.way,
        due=due,
        by=on.by.id,
        asked_at=on.envelope.get("recorded_at") or timezone.now(),
        after=again,
    )


def record_answer(case: Case, *, which: Ask, given: Given, **envelope: Unpack[Envelope]) -> Done:
    """Record an answer that came by telephone, e-mail, letter or in a meeting. Raises Refused."""
    recording = asking.answered(
        which,
        given,
        by=envelope["by"],
        at=envelope["at"],
        key=envelope["key"],
        recorded_at=envelope.get("recorded_at"),
    )
    return Done(recording)


def close_ask(case: Case, *, which: Ask, outcome: str, reason: str = "", **envelope: Unpack[Envelope]) -> Done:
    """Say that an answer is enough, or that the case goes on without one, and why. Raises Refused."""

    def action(on: Doing) -> order.Action:
        words = on.words("decision", reason)
        return order.CloseAsk(run=which.run, ask=which.opaque_id, reason_kind=outcome, reason=words)

    def then(on: Doing) -> None:
        now = on.envelope.get("recorded_at") or timezone.now()
        asking.settled([which.opaque_id], reason_kind=outcome, at=now)

    return done(case, "close-ask", action, envelope, then=then)
