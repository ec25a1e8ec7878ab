"""When did something happen: at a known instant, or on a day whose time nobody knows?

A person reads the local wall clock (Europe/London for every council so far); a machine compares
instants. A `Moment` keeps both, so that neither is ever guessed from the other. The zone is always
passed in: this room never opens the time zone files.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_WRITTEN = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[T ](?P<time>(?:[01][0-9]|2[0-3]):[0-5][0-9]"  # fromisoformat alone would take 24:00, in some versions
    r"(?::[0-5][0-9](?:\.[0-9]{1,6})?)?"
    r"(?:Z|[+-][0-9]{2}:[0-5][0-9](?::[0-5][0-9])?)?))?",
)
_MICROSECOND = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """A local day, the local time on it where that is known, and the instant that both name.

    `day` and `time` are what the wall clock showed; `instant` is the same in UTC. A moment known
    only by its date has neither time nor instant; one worked out where no zone was at hand has its
    time without the instant. Two moments are equal when all three agree;
    they are put in order with `sort_key`. Raises ValueError for an instant without a time, for an
    instant without an offset, and for a datetime where a plain date belongs.
    """

    day: dt.date
    time: dt.time | None = None
    instant: dt.datetime | None = None

    def __post_init__(self) -> None:
        if isinstance(self.day, dt.datetime):
            raise ValueError("The day of a moment is a plain date; use Moment.of or Moment.local for a time.")
        if self.instant is not None and (self.time is None or self.instant.tzinfo is None):
            raise ValueError("The instant of a moment needs its local time and its offset from UTC.")

    @classmethod
    def on(cls, day: dt.date) -> Moment:
        """The moment known only by its local date: taken as within office hours."""
        return cls(day)

    @classmethod
    def of(cls, instant: dt.datetime, zone: dt.tzinfo) -> Moment:
        """The moment of an aware instant, as the wall clock of `zone` shows it.

        Raises ValueError for an instant without an offset.
        """
        if instant.tzinfo is None:
            raise ValueError("An instant without its offset from UTC could be any of several moments.")
        # Through UTC even from the zone itself: only so does a time the clocks leave out move on.
        universal = instant.astimezone(dt.UTC)
        local = universal.astimezone(zone)
        return cls(local.date(), local.time().replace(fold=0), universal)

    @classmethod
    def local(cls, naive: dt.datetime, zone: dt.tzinfo) -> Moment:
        """The moment of a time read off the wall clock of `zone`.

        A time that the spring clock change leaves out is moved forward by the hour that was
        skipped (29 March 2026 01:30 is 02:30). A time that the autumn change shows twice is taken
        as the first of the two (25 October 2026 01:30 is British Summer Time): the earlier receipt
        is the safe one, as with any doubt about a date (DA 3.16(d)).
        Raises ValueError for a time that already has an offset.
        """
        if naive.tzinfo is not None:
            raise ValueError("A wall-clock time has no offset of its own; use Moment.of for an instant.")
        return cls.of(naive.replace(tzinfo=zone, fold=0), zone)

    @classmethod
    def parse(cls, text: str, zone: dt.tzinfo) -> Moment:
        """The moment written as 2026-04-02, 2026-04-02T17:30 or with seconds, an offset or Z.

        Without an offset the time is read off the wall clock of `zone`.
        Raises ValueError with a sentence for anything else.
        """
        written = _WRITTEN.fullmatch(text.strip())
        if written is None:
            raise ValueError(f"“{text}” is not a date or a time: write 2026-04-02, or 2026-04-02T17:30 with the time.")
        try:
            day = dt.date.fromisoformat(written["day"])
        except ValueError:
            raise ValueError(f"There is no such day as {written['day']}.") from None
        if written["time"] is None:
            return cls(day)
        try:
            clock = dt.datetime.combine(day, dt.time.fromisoformat(written["time"]))
            return cls.local(clock, zone) if clock.tzinfo is None else cls.of(clock, zone)
        except (ValueError, OverflowError):
            raise ValueError(f"“{text}” has an offset from UTC that no clock can show.") from None

    def iso(self) -> str:
        """The moment as `parse` reads it back: 2026-04-02, or 2026-04-02T17:30:00+01:00."""
        if self.time is None:
            return self.day.isoformat()
        local = dt.datetime.combine(self.day, self.time)
        if self.instant is None:
            return local.isoformat()
        offset = local - self.instant.astimezone(dt.UTC).replace(tzinfo=None)
        return local.replace(tzinfo=dt.timezone(offset)).isoformat()

    def short(self) -> str:
        """The local day and time, as 2026-04-07T08:45; the day alone where no time is known."""
        if self.time is None:
            return self.day.isoformat()
        return f"{self.day.isoformat()}T{time_in_words(self.time)}"

    def is_before(self, other: Moment) -> bool:
        """Whether it certainly came first: on one day, only where both times are known."""
        if self.day != other.day:
            return self.day < other.day
        return self.instant is not None and other.instant is not None and self.instant < other.instant

    def sort_key(self) -> tuple[int, int, int]:
        """What moments of one zone are ordered by: the day, then a date without time, then the instant.

        Two times of the repeated autumn hour fall in the order in which they happened.
        """
        if self.time is None:
            return (self.day.toordinal(), 0, 0)
        clock = dt.datetime.combine(self.day, self.time)
        if self.instant is not None:
            clock = self.instant.astimezone(dt.UTC).replace(tzinfo=None)
        midnight = dt.datetime.combine(self.day, dt.time.min)
        return (self.day.toordinal(), 1, (clock - midnight) // _MICROSECOND)


def day_in_words(day: dt.date) -> str:
    """The day as people write it: Monday 13 April 2026."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def day_in_brief(day: dt.date) -> str:
    """The day for a tight list: Mon 13 Apr 2026."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def time_in_words(time: dt.time) -> str:
    """The time on the 24-hour clock: 17:30, with seconds only where there are any."""
    words = f"{time.hour:02}:{time.minute:02}"
    return f"{words}:{time.second:02}" if time.second else words
