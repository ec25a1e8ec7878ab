"""How long has something that came in waited, and when would its acknowledgement be due if it is a complaint?

An arrival has no clock of its own. What is shown is the clock that a complaint received at that moment would have,
worked out by the same rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from redress import policies
from redress.arrivals.models import Arrival, State
from redress.casework.time_left import TimeLeft, time_left
from redress.rules.clock import Deadline
from redress.rules.decide import policy_in_force
from redress.rules.explanation import receipt_line
from redress.rules.moments import Moment
from redress.rules.policy import Policy
from redress.rules.questions import dates as dates_of
from redress.rules.working_days import BeyondCalendar

LOOKED_BACK = timedelta(days=60)  # no acknowledgement is due later than this after something came


@dataclass(frozen=True, slots=True)
class WouldBe:
    """The clock of a complaint that came then: when it counts as received, and the day of its acknowledgement.

    ``waits`` says in words how long it has waited; ``left`` how long is left, with the colour that repeats it.
    """

    receipt: str
    due: date
    left: TimeLeft
    waits: str
    paragraph: str


class Clock:
    """What would be due of anything that came to one council, asked on one day; each moment is worked out once."""

    def __init__(self, council_id: str, today: date) -> None:
        self.council_id, self.today = council_id, today
        self.book = policies.rulebook()
        self._known: dict[str, WouldBe | None] = {}

    def of(self, arrival: Arrival) -> WouldBe | None:
        """For one arrival; none where working days are not known that far back."""
        return self.at(arrival.received_text)

    def at(self, received: str) -> WouldBe | None:
        """For something received at this moment, as it is written down."""
        if received not in self._known:
            try:
                self._known[received] = self._worked_out(received)
            except BeyondCalendar:
                self._known[received] = None
        return self._known[received]

    def _worked_out(self, received: str) -> WouldBe | None:
        zone = timezone.get_default_timezone()
        moment = Moment.parse(received, zone)
        policy = policy_in_force(self.book, self.council_id, moment)
        found = dates_of({"received": received, "happened_on": None}, policy, self.book, zone).deadlines
        due = next((each for each in found if each.open and "acknowledged" in each.clock.met_by), None)
        return None if due is None else self._said(moment, due, policy)

    def _said(self, moment: Moment, due: Deadline, policy: Policy) -> WouldBe:
        calendar = due.working.calendar
        receipt = due.working.anchored.receipt
        waited = max(0, calendar.working_days_between(moment.day, self.today))
        return WouldBe(
            receipt=receipt_line(receipt, policy, _) if receipt else "",
            due=due.due,
            left=time_left(due.due, self.today, calendar),
            waits=ngettext("%(count)s working day", "%(count)s working days", waited) % {"count": waited}
            if waited
            else _("less than a working day"),
            paragraph=due.paragraph,
        )

    def late(self, waiting: QuerySet[Arrival]) -> list[int]:
        """The ids of those that nobody has placed before their acknowledgement would be due: one query."""
        rows = waiting.filter(state=State.WAITING).order_by().values_list("pk", "received_day", "received_text")
        return [pk for pk, day, text in rows if self._is_late(day, text)]

    def _is_late(self, day: date, received: str) -> bool:
        """Asked of the whole day first: only where the hour matters is the very moment looked at."""
        if self.today - day > LOOKED_BACK:
            return True
        early, late = self._late_at(day.isoformat()), self._late_at(f"{day.isoformat()}T23:59")
        return early if early == late else self._late_at(received)

    def _late_at(self, received: str) -> bool:
        would_be = self.at(received)
        return would_be is not None and would_be.left.late
