"""What does a deadline look like on a calendar: which days were counted, which left out, and why?

``picture`` gives weeks of day cells for a page to lay out; ``picture_text`` prints the same weeks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from redress.rules.clock import Deadline
from redress.rules.explanation import ONE_DAY, first_counted_day, why_skipped
from redress.rules.moments import MONTHS, WEEKDAYS
from redress.rules.phrases import Translate
from redress.rules.policy import CalendarDays, WorkingDays

MOST_WEEKS = 14
_SHOWN_AT_EACH_END = 2


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day. ``mark`` is before, anchor, counted, skipped, due, extension or after.

    ``number`` is the number of the day where it counts (an extension is numbered from 1 again);
    ``reason`` says in words why a day is special. ``due`` is never set on two days of one picture.
    """

    day: date
    mark: str
    number: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday. ``left_out``: so many weeks before it are not shown."""

    days: tuple[DayCell, ...]
    left_out: int = 0


def picture(deadline: Deadline, _: Translate = str) -> tuple[Week, ...]:
    """The weeks from the one in which it started to the one in which it is due.

    Of a long span (a limit of months) only the first and the last weeks are given.
    """
    receipt = deadline.working.anchored.receipt
    start = receipt.arrived.day if receipt else deadline.working.anchored.day
    first = min(start, deadline.due)
    last = max(start, deadline.due)
    monday = first - timedelta(days=first.weekday())
    cells = _cells(deadline, monday, last + timedelta(days=6 - last.weekday()), _)
    weeks = [Week(tuple(cells[at : at + 7])) for at in range(0, len(cells), 7)]
    if len(weeks) <= MOST_WEEKS:
        return tuple(weeks)
    head, tail = weeks[:_SHOWN_AT_EACH_END], weeks[-_SHOWN_AT_EACH_END:]
    return (*head, Week(tail[0].days, len(weeks) - 2 * _SHOWN_AT_EACH_END), *tail[1:])


def _cells(deadline: Deadline, first: date, last: date, _: Translate) -> list[DayCell]:
    numbers = _numbers(deadline)
    cells = []
    day = first
    while day <= last:
        cells.append(_cell(day, deadline, numbers, _))
        day += ONE_DAY
    return cells


def _cell(day: date, deadline: Deadline, numbers: dict[date, int], _: Translate) -> DayCell:
    working = deadline.working
    anchor, number = working.anchored.day, numbers.get(day)
    reason = _reason(day, deadline, _)
    if day == deadline.due:
        return DayCell(day, "due", number, reason or _("due"))
    if day == anchor:
        return DayCell(day, "anchor", number, reason or _("start"))
    if day < anchor:
        return DayCell(day, "before", None, reason)
    if day > deadline.due:
        return DayCell(day, "after", None, reason)
    if number is None:
        return DayCell(day, "skipped" if numbers else "counted", None, reason)
    return DayCell(day, "extension" if day > working.rolled else "counted", number, reason)


def _reason(day: date, deadline: Deadline, _: Translate) -> str:
    calendar = deadline.working.calendar
    receipt = deadline.working.anchored.receipt
    if receipt and receipt.moved_because and day == receipt.arrived.day:
        return _("arrived")
    if not calendar.first <= day <= calendar.last:
        return ""
    skipped = why_skipped(calendar.why_not_working(day), _)
    closure = calendar.closure_on(day)
    if not skipped and closure is not None:
        return _("offices closed, counted all the same: {reason}").format(reason=closure.reason)
    return skipped


def _leaves_out(day: date, deadline: Deadline) -> bool:
    """Whether days that are no working days are left out there: in the length itself, or in the time gained."""
    if day > deadline.working.rolled:
        return not deadline.in_calendar_days
    return isinstance(deadline.working.length, WorkingDays)


def _numbers(deadline: Deadline) -> dict[date, int]:
    """The number of each day that counts; the days of an extension begin again at 1."""
    working = deadline.working
    if not isinstance(working.length, (WorkingDays, CalendarDays)):
        return {}
    numbers: dict[date, int] = {}
    day, number = first_counted_day(deadline), 0
    while day <= min(deadline.printed, deadline.due):
        moved = working.base < day <= working.rolled  # the last day had been counted, and was no working day
        if not moved and (not _leaves_out(day, deadline) or working.calendar.is_working_day(day)):
            number += 1
            numbers[day] = number
        if day == working.rolled and deadline.due > working.rolled:
            number = 0
        day += ONE_DAY
    return numbers


# --- for the command line ------------------------------------------------------------------------

_WIDTH = 7


def picture_text(deadline: Deadline, _: Translate = str) -> str:
    """The picture in plain text: a row a week, and below it why days were not counted."""
    rows = [" " * 8 + "".join(f"{name[:3]:>{_WIDTH}}" for name in WEEKDAYS)]
    remarks = []
    for week in picture(deadline, _):
        if week.left_out:
            rows.append(_("        … {count} more weeks …").format(count=week.left_out))
        monday = week.days[0].day
        label = f"{monday.day:>2} {MONTHS[monday.month - 1][:3]}"
        rows.append(f"{label:<8}" + "".join(f"{_sign(cell):>{_WIDTH}}" for cell in week.days))
        remarks += [f"  {_short(cell.day)}: {cell.reason}" for cell in week.days if _worth_saying(cell, _)]
    key = _("  > start   1 2 3 counted   × not counted   +1 extension   [10] due")
    return "\n".join([*(row.rstrip() for row in rows), key, *remarks])


def _sign(cell: DayCell) -> str:
    number = "" if cell.number is None else str(cell.number)
    signs = {
        "due": f"[{number or '!'}]",
        "anchor": f">{number}",
        "extension": f"+{number}",
        "counted": number or "-",
        "skipped": "×",
        "before": "(×)" if cell.reason else "·",
    }
    return signs.get(cell.mark, "·")


def _worth_saying(cell: DayCell, _: Translate) -> bool:
    plain = ("", _("start"), _("due"), _("Saturday"), _("Sunday"))
    return cell.mark != "after" and cell.reason not in plain


def _short(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"
