"""When does the law of the policy take something as received: as it arrived, or when the doors next open?

Hours are local times of the council's zone (Europe/London). A council without an office-hours rule
keeps the real date (KL, Q3); Dartford's rule is DA 3.16(a) and (b).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from redress.rules.moments import Moment
from redress.rules.working_days import WorkingCalendar

_DAYS_IN_A_WEEK = 7


@dataclass(frozen=True)
class OfficeHours:
    """Opening and closing time of each weekday, Monday first; None where no hours are kept that day.

    A weekday without hours is still a working day if the calendar says so (DA 3.16(a)): it has no
    cut-off. Raises ValueError unless there are seven entries and each opens before it closes.
    """

    opens_and_closes: tuple[tuple[dt.time, dt.time] | None, ...]

    def __post_init__(self) -> None:
        if len(self.opens_and_closes) != _DAYS_IN_A_WEEK:
            raise ValueError("Office hours have seven entries, Monday first.")
        for hours in self.opens_and_closes:
            if hours is not None and hours[0] >= hours[1]:
                raise ValueError("An office opens before it closes.")

    def opening(self, day: dt.date) -> dt.time | None:
        """When the office opens on that weekday, or None where it keeps no hours."""
        hours = self.opens_and_closes[day.weekday()]
        return None if hours is None else hours[0]

    def closing(self, day: dt.date) -> dt.time | None:
        """When the office closes on that weekday, or None where it keeps no hours."""
        hours = self.opens_and_closes[day.weekday()]
        return None if hours is None else hours[1]


@dataclass(frozen=True)
class LegalReceipt:
    """When something counts as received, and what moved it there.

    `moved_because` is after-hours, saturday, sunday, holiday or closure, or None where the real
    moment stands. `closing` is the closing time of the day of arrival, where that day counts and
    has one. `name` is the holiday's name or the closure's reason, otherwise empty.
    """

    moment: Moment
    arrived: Moment
    moved_because: str | None = None
    closing: dt.time | None = None
    name: str = ""


def legal_receipt(
    arrived: Moment,
    hours: OfficeHours | None,
    calendar: WorkingCalendar,
    *,
    zone: dt.tzinfo | None = None,
) -> LegalReceipt:
    """When what arrived at `arrived` counts as received (row RECEIPT-DA; DA 3.16(a), (b)).

    Without hours the policy has no such rule, and the real moment stands. With them, what arrives
    on a working day by closing time (the closing time itself is in) stands, before opening too
    (Q12); a date without a time is taken as within office hours. Anything later, or on a day that
    does not count, is received at opening on the next working day. `zone` gives that opening its
    instant; without it only the local day and time are known. Raises BeyondCalendar.
    """
    if hours is None:
        return LegalReceipt(arrived, arrived)
    reason = calendar.why_not_working(arrived.day)
    if reason is not None:
        received = _next_opening(arrived.day, hours, calendar, zone)
        return LegalReceipt(received, arrived, reason.code, None, reason.name)
    closing = hours.closing(arrived.day)
    if arrived.time is None or closing is None or arrived.time <= closing:
        return LegalReceipt(arrived, arrived, None, closing)
    received = _next_opening(arrived.day, hours, calendar, zone)
    return LegalReceipt(received, arrived, "after-hours", closing)


def _next_opening(day: dt.date, hours: OfficeHours, calendar: WorkingCalendar, zone: dt.tzinfo | None) -> Moment:
    opening_day = calendar.nth_working_day_after(day, 1)
    opening = hours.opening(opening_day)
    if opening is None:
        return Moment.on(opening_day)
    if zone is None:
        return Moment(opening_day, opening)
    return Moment.local(dt.datetime.combine(opening_day, opening), zone)
