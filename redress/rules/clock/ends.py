"""On which day does a length of time end, and how far could an extension ever move it?"""

from __future__ import annotations

from datetime import date, timedelta

from redress.rules.policy import (
    AnyNewDate,
    CalendarDays,
    CalendarMonths,
    Extension,
    ExtraCalendarDays,
    ExtraWorkingDays,
    Length,
    ThatDay,
    WithinTotal,
    WorkingDays,
)
from redress.rules.working_days import BeyondCalendar, WorkingCalendar, corresponding_date


def in_calendar_days(rule: Extension) -> bool:
    """Whether this kind of extension is counted in calendar days, not in working days."""
    counted = isinstance(rule, WithinTotal) and rule.counted == "calendar-days"
    return counted or isinstance(rule, ExtraCalendarDays)


def end_of(start: date, length: Length, calendar: WorkingCalendar) -> tuple[date, date]:
    """The last day of a length that starts at ``start``: as counted, and as moved to a working day.

    Raises BeyondCalendar.
    """
    if isinstance(length, ThatDay):
        return start, start
    if isinstance(length, WorkingDays):
        if length.first_day == "anchor":
            end = calendar.nth_working_day_from(start, length.count)
        else:
            end = calendar.nth_working_day_after(start, length.count)
        return end, end
    try:
        if isinstance(length, CalendarDays):
            end = start + timedelta(days=length.count - (1 if length.first_day == "anchor" else 0))
        else:
            end = corresponding_date(start, length.count)
    except (OverflowError, ValueError):  # after the year 9999
        raise BeyondCalendar(start, calendar.first, calendar.last) from None
    return end, end_of_roll(end, length, calendar)


def end_of_roll(end: date, length: Length, calendar: WorkingCalendar) -> date:
    """The day until which an act counts as in time, where the counted end is no working day (Q14)."""
    if not isinstance(length, (CalendarDays, CalendarMonths)) or length.roll == "none":
        return end
    if length.roll == "next-working-day":
        return calendar.first_working_day_from(end)
    return calendar.last_working_day_to(end)


def cap_of(rule: Extension, start: date, rolled: date, calendar: WorkingCalendar) -> date | None:
    """The last day to which more time could ever move ``rolled``; none where the policy sets no such day."""
    if isinstance(rule, AnyNewDate):
        return calendar.nth_working_day_after(rolled, rule.most) if rule.most else None
    if isinstance(rule, WithinTotal):
        return max(rolled, end_of(start, rule.total, calendar)[1])
    if isinstance(rule, ExtraWorkingDays):
        return calendar.nth_working_day_after(rolled, rule.most)
    if isinstance(rule, ExtraCalendarDays):
        return rolled + timedelta(days=rule.most)
    return rolled
