"""On which day, and at what time, does a step of a made-up complaint fall?"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from redress.rules.moments import Moment
from redress.rules.working_days import WorkingCalendar


class Diary:
    """Working days counted from ``now``, the aware instant at which the demonstration is built.

    Day 0 is that day, or the next working day where it is none, so that what is due on day 0 is due as
    soon as anything can be. Nothing ever happens after ``now``.
    """

    def __init__(self, calendar: WorkingCalendar, now: datetime, zone: tzinfo) -> None:
        self.now, self.zone, self.calendar = now, zone, calendar
        self.today = now.astimezone(zone).date()
        self._days = [calendar.first_working_day_from(self.today)]  # day 0 and backwards from it

    def day(self, n: int) -> date:
        """The working day ``n`` after (before, where negative) day 0."""
        if n > 0:
            return self.calendar.nth_working_day_after(self._days[0], n)
        while len(self._days) <= -n:
            self._days.append(self._working_day_before(self._days[-1]))
        return self._days[-n]

    def moment(self, n: int, at: str) -> Moment:
        """A time on a working day, or the day alone where there is no time; now at the latest."""
        day = self.day(n)
        if not at:
            return Moment.on(min(day, self.today))
        return self.instant(datetime.combine(day, time.fromisoformat(at)))

    def instant(self, wall_clock: datetime) -> Moment:
        """The moment that the wall clock shows; now at the latest."""
        moment = Moment.local(wall_clock, self.zone)
        assert moment.instant is not None
        return moment if moment.instant <= self.now else Moment.of(self.now, self.zone)

    def written_at(self, moment: Moment) -> datetime:
        """When something that happened at a moment is put on record: at once, or on its day at noon."""
        if moment.instant is not None:
            return moment.instant
        return min(Moment.local(datetime.combine(moment.day, time(12)), self.zone).instant or self.now, self.now)

    def days_ago(self, days: int) -> date:
        """A day so many calendar days before today."""
        return self.today - timedelta(days=days)

    def _working_day_before(self, day: date) -> date:
        earlier = day - timedelta(days=1)
        while not self.calendar.is_working_day(earlier):
            earlier -= timedelta(days=1)
        return earlier


def whole_minute(instant: datetime) -> datetime:
    """The instant without its seconds, in UTC: as people write times down."""
    return instant.astimezone(UTC).replace(second=0, microsecond=0)
