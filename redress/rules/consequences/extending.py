"""How much more time can be taken, and which new date does that make?"""

from __future__ import annotations

from datetime import date, timedelta

from redress.rules import actions as order
from redress.rules import events as happened
from redress.rules.case import Case, Run
from redress.rules.clock import Deadline, answer_deadlines
from redress.rules.consequences.situation import Situation, can_be_counted_from, letter_is_fit
from redress.rules.policy import Extension, NoExtension, NoticeOnly, Rulebook, WithinTotal
from redress.rules.refusals import Refused
from redress.rules.working_days import BeyondCalendar


def extended(action: order.Extend, on: Situation) -> list:
    deadline = extendable(on.case, on.run, on.book)
    letter_is_fit(action.letter, on)
    days, until = more_time(action, deadline)
    if isinstance(deadline.clock.extension, NoticeOnly):
        return [happened.DelayNotified(deadline.clock.id, until, action.reason_kind, action.letter)]
    return [
        happened.Extended(
            clock=deadline.clock.id,
            days=days,
            until=until,
            reason_kind=action.reason_kind,
            agreed=action.agreed,
            letter=action.letter,
            late=on.at.day > deadline.due,
        )
    ]


def extendable(case: Case, run: Run, book: Rulebook) -> Deadline:
    """The open deadline of the stage that more time can be taken for; refused where there is none."""
    in_stage = answer_deadlines(case, run, book)
    for deadline in in_stage:
        if deadline.open and not isinstance(deadline.clock.extension, NoExtension):
            return deadline
    paragraph = book.policy(run.policy).stage(run.track, run.stage).paragraph
    for deadline in in_stage:
        paragraph = getattr(deadline.clock.extension, "paragraph", "") or deadline.clock.paragraph
    raise Refused("no-extension", paragraph, stage=run.stage)


def more_time(action: order.Extend, deadline: Deadline) -> tuple[int, date]:
    """The days that an extension or delay notice adds, and the new date that its letter tells.

    They are working days, unless the extension is counted in calendar days.
    """
    rule = deadline.clock.extension
    if isinstance(rule, NoticeOnly):
        if action.until is None:
            due_date_can_move(deadline)
        until = _later_date(action, deadline)
        return deadline.working.calendar.working_days_between(deadline.due, until), until
    return time_gained(action, deadline, rule)


def due_date_can_move(deadline: Deadline) -> None:
    """Raises Refused where a delay notice may tell another date, but nothing adds days to the limit."""
    rule = deadline.clock.extension
    if isinstance(rule, NoticeOnly):
        raise Refused("due-date-stays", rule.paragraph, stage=deadline.stage)


def working_days_later(days: int, deadline: Deadline) -> date:
    """The date so many working days, one at least, after the due date. Raises Refused beyond the calendar."""
    calendar, paragraph = deadline.working.calendar, deadline.clock.extension.paragraph
    try:
        return calendar.nth_working_day_after(deadline.due, days)
    except BeyondCalendar:
        raise Refused("beyond-calendar", paragraph, since=calendar.first, until=calendar.last) from None


def _days_later(days: int, deadline: Deadline) -> date:
    """The date so many days after the due date, in the unit of the extension. Raises Refused beyond the calendar."""
    if not deadline.in_calendar_days:
        return working_days_later(days, deadline)
    calendar, paragraph = deadline.working.calendar, deadline.clock.extension.paragraph
    try:
        until = deadline.extends_from + timedelta(days=days)
        if getattr(deadline.working.length, "roll", "") == "previous-working-day":
            return calendar.last_working_day_to(until)
        return until
    except (BeyondCalendar, OverflowError):
        raise Refused("beyond-calendar", paragraph, since=calendar.first, until=calendar.last) from None


def _later_date(action: order.Extend, deadline: Deadline) -> date:
    calendar, paragraph = deadline.working.calendar, deadline.clock.extension.paragraph
    until = action.until
    if until is None and action.days > 0:
        until = _days_later(action.days, deadline)
    if until is None or until <= deadline.due:
        raise Refused("not-later", paragraph, due=deadline.due)
    can_be_counted_from(until, calendar, paragraph)
    return until


def time_gained(action: order.Extend, deadline: Deadline, rule: Extension) -> tuple[int, date]:
    """Days gained and the new due date. The day after the due date is extension day one; a working day, if they count.

    An end that must be a working day is refused on any other.
    """
    calendar = deadline.working.calendar
    until = _later_date(action, deadline)
    any_day = deadline.in_calendar_days and getattr(deadline.working.length, "roll", "") != "previous-working-day"
    if not any_day and not calendar.is_working_day(until):
        raise Refused("not-a-working-day", getattr(rule, "paragraph", ""), until=until)
    if deadline.in_calendar_days:
        days = (until - deadline.extends_from).days
    else:
        days = calendar.working_days_between(deadline.due, until)
    _within_the_cap(days, until, deadline, rule)
    return days, until


def _within_the_cap(days: int, until: date, deadline: Deadline, rule: Extension) -> None:
    """Raises Refused for more extra time than there may be, or for a stage that would last too long."""
    unit = "calendar-days" if deadline.in_calendar_days else "working-days"
    used, left = deadline.working.gained, deadline.left
    cap = deadline.cap if isinstance(rule, WithinTotal) else None
    most = None if isinstance(rule, WithinTotal) else deadline.working.most
    if most is not None and days > left:
        paragraph = getattr(rule, "paragraph", "")
        raise Refused("over-cap", paragraph, asked=days, most=most, used=used, left=left, unit=unit)
    if cap is not None and until > cap:
        raise Refused("over-total", rule.paragraph, asked=days, cap=cap, used=used, left=left, unit=unit)
