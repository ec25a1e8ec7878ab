"""When does what arrived count as received under a policy?"""

from __future__ import annotations

from functools import cache

from redress.rules.moments import Moment
from redress.rules.office_hours import LegalReceipt, OfficeHours, legal_receipt
from redress.rules.policy import OfficeHoursReceipt, OpeningHours, Policy
from redress.rules.working_days import WorkingCalendar

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def receipt_of(moment: Moment, policy: Policy, calendar: WorkingCalendar) -> LegalReceipt:
    """When something that arrived at ``moment`` counts as received under the policy."""
    return legal_receipt(moment, office_hours(policy), calendar)


def office_hours(policy: Policy) -> OfficeHours | None:
    """The office hours that move a receipt, or none where the policy moves nothing."""
    rule = policy.receipt
    if not isinstance(rule, OfficeHoursReceipt):
        return None
    return _week_of(tuple(rule.hours.items()))


@cache
def _week_of(hours: tuple[tuple[str, OpeningHours], ...]) -> OfficeHours:
    """Office hours from Monday to Sunday; made once, because every receipt of every case asks for them."""
    by_day = dict(hours)
    days = (by_day.get(day) for day in WEEKDAYS)
    return OfficeHours(tuple((day.opens, day.closes) if day else None for day in days))
