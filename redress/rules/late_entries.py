"""Was this put on record at the time, or as soon as practicable after?

Clock C42 (DA 2.10.6): the limit is the policy's, in working days after what is recorded happened. It flags the entry
and stops nobody.
"""

from __future__ import annotations

from datetime import datetime, tzinfo

from redress.rules.events import Corrected, Recorded
from redress.rules.moments import Moment
from redress.rules.policy import Policy
from redress.rules.working_days import BeyondCalendar, WorkingCalendar


def entered_late(entry: Recorded, policy: Policy, calendar: WorkingCalendar, zone: tzinfo) -> bool:
    """Whether the entry was made more working days after what it records than the policy allows.

    What only the system records is never late, nor is a correction, which cannot be made at the time; nor is anything
    under a policy that sets no limit.
    """
    limit = policy.late_entries
    if limit is None or entry.by_kind != "staff" or isinstance(entry.event, Corrected):
        return False
    written = Moment.of(datetime.fromisoformat(entry.recorded_at), zone).day
    if written <= entry.at.day:
        return False
    try:
        return calendar.working_days_between(entry.at.day, written) > limit.days
    except BeyondCalendar:
        return False
