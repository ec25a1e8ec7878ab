"""What may a rule look at when it judges an act, and is the letter of the act fit to go?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from redress.rules import events as happened
from redress.rules.actors import Actor
from redress.rules.case import Case, Run
from redress.rules.letters import check_letter, flags_of, names_ombudsmen, ombudsmen_of, required
from redress.rules.moments import Moment
from redress.rules.policy import Move, Policy, Rulebook
from redress.rules.promises import promised_dates
from redress.rules.refusals import Refused
from redress.rules.working_days import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a rule may look at when it judges one action."""

    case: Case
    run: Run
    policy: Policy
    move: Move
    book: Rulebook
    by: Actor
    at: Moment
    now: Moment


Consequence = Callable[..., list]


def can_be_counted_from(day: date, calendar: WorkingCalendar, paragraph: str) -> None:
    """The calendar knows the day: a slip of the pen in the year must not break every date of the case."""
    if not calendar.first <= day <= calendar.last:
        raise Refused("beyond-calendar", paragraph, since=calendar.first, until=calendar.last)


def letter_is_fit(
    letter: happened.LetterSent | None, on: Situation, *, kind: str = "", outcome: str = "", flags: Iterable[str] = ()
) -> None:
    """The letter the move asks for (or of the kind named) is there, is whole, and can name the right Ombudsmen.

    ``flags`` are those that the act itself brings.
    """
    kind = kind or on.move.letter
    flags = flags_of(on.case, on.run, on.policy) | frozenset(flags)
    if kind and names_ombudsmen(required(on.policy.letter(kind), outcome=outcome, flags=flags)):
        ombudsmen_of(on.case.points, on.policy)
    check_letter(letter, kind, on.policy, outcome=outcome, flags=flags, paragraph=on.move.paragraph)


def promises_of(on: Situation, milestone: str, *, kind: str = "") -> tuple[happened.Promise, ...]:
    """The dates the letter prints, as they stand once this act is done."""
    kind = kind or on.move.letter
    if not kind:
        return ()
    letter = on.policy.letter(kind)
    return promised_dates(letter, on.case, on.run, milestone, at=on.at, by=on.by.id, book=on.book)
