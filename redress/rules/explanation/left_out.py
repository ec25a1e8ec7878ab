"""Which days did a deadline leave out, and why?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from redress.rules.clock import Deadline
from redress.rules.explanation.days import in_brief
from redress.rules.moments import MONTHS
from redress.rules.phrases import Translate, under
from redress.rules.policy import Policy, WorkingDays
from redress.rules.working_days import NotWorking, WorkingCalendar

ONE_DAY = timedelta(days=1)


def why_skipped(reason: NotWorking | None, _: Translate = str) -> str:
    """Why a day is not counted, in a word or two."""
    if reason is None:
        return ""
    if reason.code in ("saturday", "sunday"):
        return _("Saturday") if reason.code == "saturday" else _("Sunday")
    if reason.projected:
        return _("{name}, not proclaimed yet").format(name=reason.name)
    return reason.name


def skipped(deadline: Deadline, _: Translate) -> Iterator[str]:
    """The days that were left out: each holiday by itself, the weekends together."""
    if not isinstance(deadline.working.length, WorkingDays):
        return
    calendar = deadline.working.calendar
    receipt = deadline.working.anchored.receipt
    first = receipt.arrived.day if receipt is not None else deadline.working.anchored.day
    single, weekends = _left_out(calendar, first, max(deadline.due, deadline.working.base))
    days = [f"{in_brief(day)} ({why_skipped(reason, _)})" for day, reason in single]
    if len(weekends) == 1:
        days.append(_("the weekend of {days}").format(days=weekends[0]))
    elif weekends:
        days.append(_("the weekends of {days}").format(days=", ".join(weekends)))
    if days:
        yield _("Not counted: {days}.").format(days="; ".join(days))


@lru_cache(maxsize=4096)
def _left_out(
    calendar: WorkingCalendar, first: date, last: date
) -> tuple[tuple[tuple[date, NotWorking], ...], tuple[str, ...]]:
    """The single days left out, and the weekends as "6 to 7 Jun"."""
    single: list[tuple[date, NotWorking]] = []
    weekends: list[str] = []
    saturday: tuple[date, NotWorking] | None = None
    for day, reason in calendar.not_working_between(first, last):
        if saturday is not None and reason.code == "sunday" and day == saturday[0] + ONE_DAY:
            weekends.append(_from_to(saturday[0], day))
            saturday = None
            continue
        if saturday is not None:
            single.append(saturday)
            saturday = None
        if reason.code == "saturday":
            saturday = (day, reason)
        else:
            single.append((day, reason))
    if saturday is not None:
        single.append(saturday)
    return tuple(single), tuple(weekends)


def _from_to(first: date, last: date) -> str:
    month = MONTHS[last.month - 1][:3]
    if first.month == last.month:
        return f"{first.day}–{last.day} {month}"
    return f"{first.day} {MONTHS[first.month - 1][:3]}–{last.day} {month}"


def closures(deadline: Deadline, policy: Policy, _: Translate) -> Iterator[str]:
    calendar = deadline.working.calendar
    for closure in calendar.closures:
        if closure.last < deadline.working.anchored.day or closure.first > deadline.due:
            continue
        counted = (
            _("these days count all the same") if calendar.closures_are_working_days else _("these days do not count")
        )
        yield _("Offices closed {first} to {last} ({reason}): {counted} {paragraph}.").format(
            first=in_brief(closure.first),
            last=in_brief(closure.last),
            reason=closure.reason,
            counted=counted,
            paragraph=under(policy.calendar.closures_paragraph or policy.calendar.paragraph, _),
        )
