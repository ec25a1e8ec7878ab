"""Which days count as working days, why does a day not count, and which day is the nth?

A working day is Monday to Friday less the bank holidays of the council's nation (DA 3.16(a); the
recommended reading for KL, Q3). Every function takes and gives local dates; nothing here knows
a time of day. Dates outside the calendar are an error, never a guess.
"""

from __future__ import annotations

import calendar as gregorian
import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from redress.rules.moments import day_in_brief, day_in_words

_SATURDAY, _SUNDAY = 5, 6
_DAYS_OF_A_WEEK, _LONGEST_MONTH = 7, 31


@dataclass(frozen=True, slots=True)
class Holiday:
    """A bank or public holiday; `projected` when it follows from the rule but is not proclaimed yet."""

    day: dt.date
    name: str
    projected: bool = False


@dataclass(frozen=True, slots=True)
class Closure:
    """Days, first and last included, on which a council shuts its doors, and why (DA 3.16(a))."""

    first: dt.date
    last: dt.date
    reason: str

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"The closure “{self.reason}” ends before it begins.")


@dataclass(frozen=True, slots=True)
class NotWorking:
    """Why a day does not count.

    `code` is saturday, sunday, holiday or closure; `name` is the holiday's name or the closure's
    reason, empty for a weekend; `projected` says that the holiday is not proclaimed yet.
    """

    code: str
    name: str = ""
    projected: bool = False


class BeyondCalendar(Exception):
    """A count left the days that the calendar knows: `first` to `last`, both included."""

    def __init__(self, day: dt.date, first: dt.date, last: dt.date) -> None:
        self.day, self.first, self.last = day, first, last
        super().__init__(
            f"Working days are known from {day_in_words(first)} to {day_in_words(last)}: "
            f"counting from {day_in_words(day)} goes beyond that."
        )

    def __reduce__(self) -> tuple[type[BeyondCalendar], tuple[dt.date, dt.date, dt.date]]:
        return (BeyondCalendar, (self.day, self.first, self.last))


@dataclass(frozen=True, slots=True)
class _Index:
    """Every day of a calendar, numbered from its first: what makes each question one look-up."""

    start: int
    working: tuple[dt.date, ...]  # the working days in order
    upto: tuple[int, ...]  # for each day, how many working days there are up to and including it
    reasons: tuple[NotWorking | None, ...]  # for each day, why it does not count


@dataclass(frozen=True)
class WorkingCalendar:
    """The days from `first` to `last`, both included, and which of them count for one nation.

    `version` names the edition of the list. Closures are always shown; they count as working days
    where the policy says so (DA 3.16(a), `closures_are_working_days`). Holidays after
    `proclaimed_until` are projected (None: the whole list is proclaimed).
    Raises ValueError where a holiday lies outside the calendar or is listed twice.
    """

    nation: str
    version: str
    first: dt.date
    last: dt.date
    holidays: tuple[Holiday, ...]
    closures: tuple[Closure, ...] = ()
    closures_are_working_days: bool = True
    proclaimed_until: dt.date | None = None

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("The calendar ends before it begins.")
        seen: set[dt.date] = set()
        for holiday in self.holidays:
            if not self.first <= holiday.day <= self.last:
                raise ValueError(f"{holiday.name}, {day_in_brief(holiday.day)}, lies outside the calendar.")
            if holiday.day in seen:
                raise ValueError(f"{day_in_brief(holiday.day)} is listed twice.")
            seen.add(holiday.day)

    def __hash__(self) -> int:
        # Equal calendars have equal versions; hashing 160 holidays at every look-up would be slow.
        return hash((self.nation, self.version, self.first, self.last, len(self.closures)))

    def is_working_day(self, day: dt.date) -> bool:
        """Whether `day` counts. Raises BeyondCalendar."""
        return self._index.reasons[self._place(day)] is None

    def why_not_working(self, day: dt.date) -> NotWorking | None:
        """Why `day` does not count, or None when it does. Raises BeyondCalendar.

        A holiday that falls on a weekend is called by the holiday's name.
        """
        return self._index.reasons[self._place(day)]

    def not_working_between(self, first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, NotWorking]]:
        """Each day from `first` to `last`, both included, that does not count, and why. Raises BeyondCalendar."""
        start = self._place(first)
        for offset, reason in enumerate(self._index.reasons[start : self._place(last) + 1]):
            if reason is not None:
                yield first + dt.timedelta(days=offset), reason

    def closure_on(self, day: dt.date) -> Closure | None:
        """The council's closure on `day`, whether or not the day counts all the same."""
        return next((closure for closure in self.closures if closure.first <= day <= closure.last), None)

    def first_working_day_from(self, day: dt.date) -> dt.date:
        """`day` itself if it counts, otherwise the next day that does. Raises BeyondCalendar."""
        return self.nth_working_day_from(day, 1)

    def last_working_day_to(self, day: dt.date) -> dt.date:
        """`day` itself if it counts, otherwise the last day before it that does. Raises BeyondCalendar."""
        upto = self._index.upto[self._place(day)]
        if upto == 0:
            raise BeyondCalendar(day, self.first, self.last)
        return self._index.working[upto - 1]

    def nth_working_day_after(self, day: dt.date, n: int) -> dt.date:
        """The nth working day after `day`, which itself never counts (KL 3, Q4; extensions, Q10).

        Raises ValueError for n below 1, BeyondCalendar where the count leaves the calendar.
        """
        return self._nth(day, n, self._index.upto[self._place(day)])

    def nth_working_day_from(self, day: dt.date, n: int) -> dt.date:
        """The nth working day where the first one on or after `day` is number 1 (DA 3.16(c), Q7).

        Raises ValueError for n below 1, BeyondCalendar where the count leaves the calendar.
        """
        place = self._place(day)
        index = self._index
        return self._nth(day, n, index.upto[place] - (index.reasons[place] is None))

    def working_days_between(self, start: dt.date, end: dt.date) -> int:
        """How many working days lie after `start`, up to and including `end`.

        Negative where `end` is the earlier: then those after `end`, up to and including `start`.
        Raises BeyondCalendar.
        """
        upto = self._index.upto
        return upto[self._place(end)] - upto[self._place(start)]

    def middle_working_day(self, first: dt.date, last: dt.date) -> dt.date:
        """The middle working day of a range, for a receipt whose day nobody can tell (DA 3.16(d), Q11).

        Of an even number, the earlier of the two in the middle. Where no day of the range counts,
        the first working day after it. Raises ValueError for a range that ends before it begins,
        and BeyondCalendar.
        """
        if last < first:
            raise ValueError("The range of possible days ends before it begins.")
        count = self.working_days_between(first, last) + self.is_working_day(first)
        return self.nth_working_day_from(first, max(1, (count + 1) // 2))

    def rests_on_projection(self, first: dt.date, last: dt.date) -> bool:
        """Whether a count from `first` to `last`, both included, leans on days not proclaimed yet.

        So it does where a projected holiday lies in the span, or where the span reaches past the
        proclaimed end: a holiday may yet be added there.
        """
        if self.proclaimed_until is not None and last > self.proclaimed_until:
            return True
        place = bisect_left(self._projected, first)
        return place < len(self._projected) and self._projected[place] <= last

    @cached_property
    def _projected(self) -> tuple[dt.date, ...]:
        return tuple(sorted(holiday.day for holiday in self.holidays if holiday.projected))

    @cached_property
    def _index(self) -> _Index:
        working: list[dt.date] = []
        upto: list[int] = []
        reasons = tuple(self._reasons())
        for offset, reason in enumerate(reasons):
            if reason is None:
                working.append(self.first + dt.timedelta(days=offset))
            upto.append(len(working))
        return _Index(self.first.toordinal(), tuple(working), tuple(upto), reasons)

    def _reasons(self) -> Iterator[NotWorking | None]:
        weekend = {_SATURDAY: NotWorking("saturday"), _SUNDAY: NotWorking("sunday")}
        holidays = {holiday.day: NotWorking("holiday", holiday.name, holiday.projected) for holiday in self.holidays}
        for ordinal in range(self.first.toordinal(), self.last.toordinal() + 1):
            day = dt.date.fromordinal(ordinal)
            reason = holidays.get(day) or weekend.get(day.weekday())
            if reason is None and not self.closures_are_working_days:
                closure = self.closure_on(day)
                reason = NotWorking("closure", closure.reason) if closure else None
            yield reason

    def _place(self, day: dt.date) -> int:
        if not self.first <= day <= self.last:
            raise BeyondCalendar(day, self.first, self.last)
        return day.toordinal() - self._index.start

    def _nth(self, day: dt.date, n: int, before: int) -> dt.date:
        if n < 1:
            raise ValueError("Working days are counted from 1.")
        try:
            return self._index.working[before + n - 1]
        except IndexError:
            raise BeyondCalendar(day, self.first, self.last) from None


def corresponding_date(day: dt.date, months: int) -> dt.date:
    """The same date so many calendar months later (earlier where negative): row MONTH, Q14.

    Where that month has no such date, its last day: 30 January and one month is 28 February.
    Raises ValueError where the year leaves 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise ValueError(f"No calendar reaches {months} months from {day_in_words(day)}.")
    return dt.date(year, month + 1, min(day.day, gregorian.monthrange(year, month + 1)[1]))


def most_working_days(days: int) -> int:
    """The most working days that so many days in a row can hold, wherever they begin."""
    weeks, rest = divmod(days, _DAYS_OF_A_WEEK)
    return weeks * _SATURDAY + min(rest, _SATURDAY)


def most_working_days_in_months(months: int) -> int:
    """The most working days that so many calendar months can hold; never too few."""
    return most_working_days(months * _LONGEST_MONTH)
