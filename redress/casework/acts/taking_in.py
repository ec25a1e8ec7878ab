"""What is put on record while a complaint is taken in, and who is in charge of it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Unpack

from redress.accounts.models import Staff
from redress.cases.bars import keep_away
from redress.cases.models import Case
from redress.casework.acting import Doing, Done, Envelope, done
from redress.casework.copies import send_copies
from redress.rules import actions as order
from redress.rules.events import Point
from redress.rules.moments import Moment

# --- taking it in ---------------------------------------------------------------------------------


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


# --- who is in charge, and who keeps away ---------------------------------------------------------


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
