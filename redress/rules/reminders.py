"""Of what is somebody reminded on a day, and at what hour may they be?"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from redress.rules.moments import Moment
from redress.rules.policy import OpeningHours, Reminders
from redress.rules.working_days import WorkingCalendar


class How(StrEnum):
    """How often somebody wants to be reminded of what is to come."""

    DAILY = "daily"
    WEEKLY = "weekly"
    LATE_ONLY = "late-only"


class Nearness(StrEnum):
    """How near the day is on which something is due."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"


def nearness(due: date, today: date, calendar: WorkingCalendar, days: int) -> Nearness | None:
    """How near the day is on which something is due, seen from a local day; none if more working days are left.

    What falls due before the next working day is due today: nobody is there on the day itself.
    """
    if due < today:
        return Nearness.LATE
    left = calendar.working_days_between(today, due)
    if due == today or left == 0:
        return Nearness.TODAY
    return Nearness.SOON if left <= days else None


def told(due: date, today: date, calendar: WorkingCalendar, *, how: How, rule: Reminders) -> Nearness | None:
    """How near something is, if somebody who chose this hears of it on a local day; else none.

    What is late is always told. Whoever wants to hear once a week hears on its first working day what the week brings,
    and on any other only what cannot wait.
    """
    first = how is How.WEEKLY and calendar.first_working_day_from(today - timedelta(days=today.weekday())) == today
    near = nearness(due, today, calendar, rule.week if first else rule.days)
    if near is Nearness.LATE or how is How.DAILY or first:
        return near
    return near if how is How.WEEKLY and near is Nearness.TODAY else None


def is_sent_at(now: Moment, calendar: WorkingCalendar, hours: OpeningHours) -> bool:
    """Whether reminders go out at a moment whose time is known: on a working day, within these hours."""
    if now.time is None or not calendar.is_working_day(now.day):
        return False
    return hours.opens <= now.time < hours.closes
