"""How long is left until something is due, in words?

Colour only repeats the words: late is red, due today orange, nearly due yellow.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from redress.rules.working_days import WorkingCalendar

_NEARLY = 2  # working days


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """What to say of the time left, and the colour that repeats it (none for what is not near)."""

    words: str
    colour: str
    late: bool = False


def time_left(due: date, today: date, calendar: WorkingCalendar) -> TimeLeft:
    """The time from today (a local day) to the end of the day it is due, in working days."""
    if due == today:
        return TimeLeft(_("due today"), "orange")
    if due < today:
        return TimeLeft(_late(due, today, calendar), "red", late=True)
    days = calendar.working_days_between(today, due)
    if days == 0:
        return TimeLeft(_("due before the next working day"), "orange")
    words = ngettext("%(count)s working day left", "%(count)s working days left", days) % {"count": days}
    return TimeLeft(words, "yellow" if days <= _NEARLY else "")


def _late(due: date, today: date, calendar: WorkingCalendar) -> str:
    days = calendar.working_days_between(due, today)
    if days == 0:
        return _("late, by less than a working day")
    return ngettext("%(count)s working day late", "%(count)s working days late", days) % {"count": days}
