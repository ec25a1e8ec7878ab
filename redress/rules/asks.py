"""May somebody be asked for something on a case, by when, and when are they reminded of it?

Asking stops no clock: whoever complains is answered by the date that they were promised, with or without it.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, get_args

from redress.rules import actions as order
from redress.rules import events as happened
from redress.rules.case import AskMark, Case, Run
from redress.rules.clock import Deadline, deadlines_of
from redress.rules.policy import AskedKind, Asks, Rulebook
from redress.rules.refusals import Refused
from redress.rules.working_days import WorkingCalendar

if TYPE_CHECKING:
    from redress.rules.consequences import Situation

KINDS: tuple[str, ...] = get_args(AskedKind)

#: Why nothing more is waited for. The last one is recorded by asking again.
ACCEPTED, WITHOUT, AGAIN = "accepted", "without", "asked-again"

#: The milestones that are the council's own answer, to the complainant or to the Ombudsman.
_ANSWERS = frozenset(("answered", "ombudsman-answered"))
#: What an answer settles as well, without being it.
ACKNOWLEDGED = "acknowledged"


class Nudge(StrEnum):
    """What is sent when an answer is awaited: a reminder before the day, a chaser and word to the officer after it."""

    REMINDER = "reminder"
    CHASER = "chaser"
    ESCALATION = "escalation"


def something_is_asked(case: Case, action: str, paragraph: str) -> None:
    """Raises Refused for an answer or an end where nothing is waited for."""
    if action == order.AnswerAsk.name and not any(ask.waits for ask in case.asks.values()):
        raise Refused("nothing-asked", paragraph)
    if action == order.CloseAsk.name and not any(not ask.closed for ask in case.asks.values()):
        raise Refused("nothing-asked", paragraph)


def asked(action: order.Ask, on: Situation) -> list[happened.Event]:
    """Ask by a day that has not passed; asking again ends the earlier asking."""
    if action.kind not in KINDS:
        raise ValueError(f"{action.kind!r} is nobody whom the council asks")
    if action.due < on.at.day:
        raise Refused("ask-day-past", on.move.paragraph, due=action.due)
    calendar = on.book.calendar(on.run.policy, on.run.calendar)
    if action.due > calendar.last:
        raise Refused("beyond-calendar", on.move.paragraph, since=calendar.first, until=calendar.last)
    made = happened.Asked(
        ask=action.ask,
        kind=action.kind,
        to=action.to,
        due=action.due,
        points=action.points,
        words=action.words,
        documents=action.documents,
        again=action.again,
    )
    if not action.again:
        return [made]
    _still_open(action.again, on)
    return [happened.AskClosed(action.again, AGAIN), made]


def ask_answered(action: order.AnswerAsk, on: Situation) -> list[happened.Event]:
    """The answer to something that still waits for one, by whoever was asked or somebody who heard it from them."""
    known = _still_open(action.ask, on)
    if known.answered is not None:
        raise Refused("ask-answered", on.move.paragraph)
    return [happened.AskAnswered(action.ask, action.way, action.words, action.documents, action.declined)]


def ask_closed(action: order.CloseAsk, on: Situation) -> list[happened.Event]:
    """An answer that is enough, or a reason why the case goes on without one."""
    known = _still_open(action.ask, on)
    if action.reason_kind == ACCEPTED and (known.answered is None or known.declined):
        raise Refused("ask-unanswered", on.move.paragraph)
    if action.reason_kind == WITHOUT and not action.reason:
        raise Refused("reason-needed", on.move.paragraph, action=action.name)
    return [happened.AskClosed(action.ask, action.reason_kind, action.reason)]


def _still_open(id: str, on: Situation) -> AskMark:
    known = on.case.asks.get(id)
    if known is None or known.closed:
        raise Refused("ask-closed", on.move.paragraph)
    return known


def suggested_day(case: Case, run: Run, rule: Asks, today: date, book: Rulebook) -> tuple[date, Deadline | None]:
    """By when somebody is asked to answer where nobody says otherwise, and what of ours is due before even so.

    Where our own answer is due earlier than the policy's days are over, it is the last working day before that; if
    there is none left, their answer comes too late for it.
    """
    calendar = book.calendar(run.policy, run.calendar)
    usual = calendar.nth_working_day_after(today, rule.days)
    owed = answer_due_before(case, run, usual, book)
    if owed is None:
        return usual, None
    before = calendar.last_working_day_to(owed.due - timedelta(days=1))
    return (before, None) if before > today else (usual, owed)


def answer_due_before(case: Case, run: Run, day: date, book: Rulebook) -> Deadline | None:
    """The council's own answer that is due before a day, if there is one: what comes then comes too late for it."""
    owed = [each for each in deadlines_of(case, run, book) if each.open and each.binds_council and each.due < day]
    answers = [each for each in owed if _ANSWERS & set(each.clock.met_by) and ACKNOWLEDGED not in each.clock.met_by]
    return min(answers, key=lambda each: each.due, default=None)


def owes_answer(case: Case, run: Run, book: Rulebook) -> bool:
    """Whether the complainant waits for an answer of the council, with a clock that runs towards it."""
    owed = [each for each in deadlines_of(case, run, book) if each.open and each.binds_council]
    return any("answered" in each.clock.met_by and ACKNOWLEDGED not in each.clock.met_by for each in owed)


def nudge_on(due: date, today: date, rule: Asks, calendar: WorkingCalendar) -> Nudge | None:
    """What is owed on a local day to whoever has not answered; none while there is time, or between the two."""
    if today > due:
        if today >= calendar.nth_working_day_after(due, rule.escalate):
            return Nudge.ESCALATION
        return Nudge.CHASER if today >= calendar.nth_working_day_after(due, rule.chase) else None
    return Nudge.REMINDER if calendar.working_days_between(today, due) <= rule.remind else None
