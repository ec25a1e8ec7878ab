"""Do the working days come out as the catalogue's tables say, and do the counts agree with one another?"""

import datetime as dt
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redress.policies.bank_holidays import NATIONS, calendar_for
from redress.rules.working_days import (
    BeyondCalendar,
    Closure,
    Holiday,
    NotWorking,
    WorkingCalendar,
    corresponding_date,
)
from tests.requirement import requirement
from tests.rules.written_days import day, days

ENGLAND = calendar_for("england-and-wales")
CALENDARS = {nation: calendar_for(nation) for nation in NATIONS}

# Far enough from both ends that no count of up to 400 working days leaves the calendar.
known_days = st.dates(dt.date(2017, 1, 1), dt.date(2033, 12, 31))
counts = st.integers(1, 200)
calendars = st.sampled_from(list(CALENDARS.values()))


# The counting rules at the head of the catalogue


@requirement("COUNT-KL", "KL-3-5", "KL-3-7", "KL-3-18", "KL-3-29", "KL-6-6", "KL-9-7", "Q4")
@pytest.mark.parametrize(
    ("received", "length", "due"),
    [
        ("Mon 2 Mar 2026", 2, "Wed 4 Mar 2026"),
        ("Thu 2 Apr 2026", 2, "Wed 8 Apr 2026"),
        ("Wed 23 Dec 2026", 2, "Tue 29 Dec 2026"),
        ("Sat 7 Mar 2026", 2, "Tue 10 Mar 2026"),
        ("Fri 1 May 2026", 2, "Wed 6 May 2026"),
        ("Thu 2 Apr 2026", 5, "Mon 13 Apr 2026"),
        ("Mon 2 Mar 2026", 15, "Mon 23 Mar 2026"),
        ("Thu 2 Apr 2026", 15, "Mon 27 Apr 2026"),
        ("Fri 22 May 2026", 15, "Mon 15 Jun 2026"),
        ("Fri 1 May 2026", 20, "Tue 2 Jun 2026"),
        ("Mon 3 Aug 2026", 20, "Tue 1 Sep 2026"),
        ("Tue 1 Dec 2026", 20, "Thu 31 Dec 2026"),
    ],
)
def test_count_kl_the_day_of_receipt_is_not_counted(received: str, length: int, due: str):
    assert ENGLAND.nth_working_day_after(day(received), length) == day(due)


@requirement("COUNT-DA", "DA-2.7-ii", "DA-3.14-4", "DA-3.16-c1", "DA-3.16-c2", "C20", "C21", "C23", "C24")
@pytest.mark.parametrize(
    ("day_one", "length", "due"),
    [
        ("Mon 1 Jun 2026", 5, "Fri 5 Jun 2026"),
        ("Wed 1 Apr 2026", 5, "Thu 9 Apr 2026"),
        ("Tue 7 Apr 2026", 5, "Mon 13 Apr 2026"),
        ("Mon 8 Jun 2026", 5, "Fri 12 Jun 2026"),
        ("Sat 4 Jul 2026", 5, "Fri 10 Jul 2026"),
        ("Mon 6 Jul 2026", 5, "Fri 10 Jul 2026"),
        ("Tue 29 Dec 2026", 5, "Tue 5 Jan 2027"),
        ("Fri 10 Jul 2026", 5, "Thu 16 Jul 2026"),
        ("Mon 13 Jul 2026", 5, "Fri 17 Jul 2026"),
        ("Wed 3 Jun 2026", 10, "Tue 16 Jun 2026"),
        ("Thu 9 Apr 2026", 10, "Wed 22 Apr 2026"),
        ("Fri 5 Jun 2026", 10, "Thu 18 Jun 2026"),
        ("Thu 9 Jul 2026", 20, "Wed 5 Aug 2026"),
    ],
)
def test_count_da_the_day_of_receipt_is_day_one(day_one: str, length: int, due: str):
    assert ENGLAND.nth_working_day_from(day(day_one), length) == day(due)


@requirement("EXTEND-DA", "C22", "C25", "Q10")
@pytest.mark.parametrize(
    ("due", "extra", "extended"),
    [
        ("Tue 16 Jun 2026", 10, "Tue 30 Jun 2026"),
        ("Wed 22 Apr 2026", 10, "Thu 7 May 2026"),
        ("Wed 5 Aug 2026", 20, "Thu 3 Sep 2026"),
        ("Tue 16 Jun 2026", 6, "Wed 24 Jun 2026"),
        ("Wed 24 Jun 2026", 4, "Tue 30 Jun 2026"),
    ],
)
def test_extend_da_the_working_day_after_the_due_date_is_extension_day_one(due: str, extra: int, extended: str):
    assert ENGLAND.nth_working_day_after(day(due), extra) == day(extended)


@requirement("MONTH", "C4", "C8", "C26", "C27", "C28", "Q14")
@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("Fri 30 Jan 2026", 1, "Sat 28 Feb 2026"),
        ("Fri 27 Feb 2026", 1, "Fri 27 Mar 2026"),
        ("Tue 31 Mar 2026", 1, "Thu 30 Apr 2026"),
        ("Wed 15 Apr 2026", 1, "Fri 15 May 2026"),
        ("Fri 31 Jul 2026", 1, "Mon 31 Aug 2026"),
        ("Tue 31 Mar 2026", 3, "Tue 30 Jun 2026"),
        ("Mon 30 Nov 2026", 3, "Sun 28 Feb 2027"),
        ("Fri 14 Mar 2025", 12, "Sat 14 Mar 2026"),
        ("Thu 29 Feb 2024", 12, "Fri 28 Feb 2025"),
        ("Thu 29 Feb 2024", 48, "Tue 29 Feb 2028"),
        ("Tue 30 Jan 2024", 1, "Thu 29 Feb 2024"),
        ("Thu 31 Dec 2026", 1, "Sun 31 Jan 2027"),
        ("Thu 31 Dec 2026", 2, "Sun 28 Feb 2027"),
        ("Sat 28 Feb 2026", 0, "Sat 28 Feb 2026"),
        ("Tue 31 Mar 2026", -1, "Sat 28 Feb 2026"),
        ("Thu 1 Jan 2026", -1, "Mon 1 Dec 2025"),
        ("Sat 14 Mar 2026", -12, "Fri 14 Mar 2025"),
    ],
)
def test_month_ends_on_the_corresponding_date_or_the_last_day(start: str, months: int, end: str):
    assert corresponding_date(day(start), months) == day(end)


@pytest.mark.parametrize(
    ("start", "months"), [(dt.date(9999, 12, 1), 1), (dt.date(1, 1, 1), -1), (dt.date(2026, 1, 1), 99999)]
)
def test_a_month_outside_every_calendar_is_an_error(start: dt.date, months: int):
    with pytest.raises(ValueError, match="No calendar reaches"):
        corresponding_date(start, months)


@requirement("C4", "Q14")
@pytest.mark.parametrize(
    ("printed", "accepted"),
    [
        ("Sat 28 Feb 2026", "Mon 2 Mar 2026"),
        ("Mon 31 Aug 2026", "Tue 1 Sep 2026"),
        ("Fri 15 May 2026", "Fri 15 May 2026"),
        ("Fri 25 Dec 2026", "Tue 29 Dec 2026"),
        ("Fri 1 Jan 2027", "Mon 4 Jan 2027"),
    ],
)
def test_a_window_rolls_from_a_closed_day_to_the_next_working_day(printed: str, accepted: str):
    assert ENGLAND.first_working_day_from(day(printed)) == day(accepted)


# Which days count


@requirement("DA-3.16-a1", "Q3")
def test_a_working_day_is_monday_to_friday_that_is_no_public_holiday():
    closed = days(
        "Fri 3 Apr 2026",
        "Mon 6 Apr 2026",
        "Mon 4 May 2026",
        "Mon 25 May 2026",
        "Mon 31 Aug 2026",
        "Fri 25 Dec 2026",
        "Mon 28 Dec 2026",
        "Sat 4 Jul 2026",
        "Sun 5 Jul 2026",
    )
    assert not [each for each in closed if ENGLAND.is_working_day(each)]
    assert all(ENGLAND.is_working_day(each) for each in days("Thu 24 Dec 2026", "Thu 31 Dec 2026"))


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("Fri 3 Jul 2026", None),
        ("Sat 4 Jul 2026", NotWorking("saturday")),
        ("Sun 5 Jul 2026", NotWorking("sunday")),
        ("Fri 3 Apr 2026", NotWorking("holiday", "Good Friday")),
        ("Sat 26 Dec 2026", NotWorking("saturday")),
        ("Mon 28 Dec 2026", NotWorking("holiday", "Boxing Day (substitute day)")),
        ("Tue 25 Dec 2029", NotWorking("holiday", "Christmas Day", projected=True)),
    ],
)
def test_a_day_says_why_it_does_not_count(written: str, reason: NotWorking | None):
    assert ENGLAND.why_not_working(day(written)) == reason


def test_a_holiday_listed_on_a_weekend_is_called_by_its_name():
    christmas = Holiday(day("Sat 25 Dec 2027"), "Christmas Day")
    calendar = WorkingCalendar("a-nation", "1", dt.date(2027, 1, 1), dt.date(2027, 12, 31), (christmas,))
    assert calendar.why_not_working(christmas.day) == NotWorking("holiday", "Christmas Day")


@pytest.mark.parametrize(
    ("written", "closed_in"),
    [
        ("Mon 6 Apr 2026", {"england-and-wales", "northern-ireland"}),
        ("Tue 17 Mar 2026", {"northern-ireland"}),
        ("Mon 13 Jul 2026", {"northern-ireland"}),
        ("Fri 2 Jan 2026", {"scotland"}),
        ("Mon 15 Jun 2026", {"scotland"}),
        ("Mon 3 Aug 2026", {"scotland"}),
        ("Mon 31 Aug 2026", {"england-and-wales", "northern-ireland"}),
        ("Mon 30 Nov 2026", {"scotland"}),
        ("Fri 3 Apr 2026", set(NATIONS)),
    ],
)
def test_the_three_nations_differ(written: str, closed_in: set[str]):
    assert {nation for nation in NATIONS if not CALENDARS[nation].is_working_day(day(written))} == closed_in


@pytest.mark.parametrize(
    ("nation", "due"),
    [
        ("england-and-wales", "Thu 9 Apr 2026"),
        ("scotland", "Wed 8 Apr 2026"),
        ("northern-ireland", "Thu 9 Apr 2026"),
    ],
)
def test_the_same_count_over_easter_in_three_nations(nation: str, due: str):
    assert CALENDARS[nation].nth_working_day_from(day("Wed 1 Apr 2026"), 5) == day(due)


@pytest.mark.parametrize(
    ("nation", "due"),
    [
        ("england-and-wales", "Mon 4 Jan 2027"),
        ("scotland", "Tue 5 Jan 2027"),
        ("northern-ireland", "Mon 4 Jan 2027"),
    ],
)
def test_the_same_count_over_the_year_end_in_three_nations(nation: str, due: str):
    assert CALENDARS[nation].nth_working_day_after(day("Thu 24 Dec 2026"), 4) == day(due)


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        ("Wed 28 Feb 2024", 1, "Thu 29 Feb 2024"),
        ("Thu 29 Feb 2024", 1, "Fri 1 Mar 2024"),
        ("Fri 27 Feb 2026", 1, "Mon 2 Mar 2026"),
        ("Mon 28 Feb 2028", 2, "Wed 1 Mar 2028"),
    ],
)
def test_leap_days_are_days_like_any_other(start: str, n: int, expected: str):
    assert ENGLAND.nth_working_day_after(day(start), n) == day(expected)


# Closures


@requirement("DA-3.16-a4")
def test_a_closure_is_shown_and_counts_as_working_days():
    closure = Closure(day("Tue 29 Dec 2026"), day("Thu 31 Dec 2026"), "Christmas closure")
    dartford = calendar_for("england-and-wales", (closure,))
    assert dartford.closure_on(day("Wed 30 Dec 2026")) == closure
    assert dartford.closure_on(day("Mon 4 Jan 2027")) is None
    assert dartford.is_working_day(day("Wed 30 Dec 2026"))
    assert dartford.nth_working_day_from(day("Tue 29 Dec 2026"), 5) == day("Tue 5 Jan 2027")


def test_a_closure_does_not_count_where_the_policy_says_so():
    closure = Closure(day("Tue 29 Dec 2026"), day("Thu 31 Dec 2026"), "Christmas closure")
    council = calendar_for("england-and-wales", (closure,), closures_are_working_days=False)
    assert council.why_not_working(day("Tue 29 Dec 2026")) == NotWorking("closure", "Christmas closure")
    assert council.why_not_working(day("Mon 28 Dec 2026")).code == "holiday"
    assert council.nth_working_day_from(day("Tue 29 Dec 2026"), 5) == day("Fri 8 Jan 2027")


def test_a_closure_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="ends before it begins"):
        Closure(day("Thu 31 Dec 2026"), day("Tue 29 Dec 2026"), "Christmas closure")


# A receipt whose day nobody can tell


@requirement("DA-3.16-d1", "Q11")
@pytest.mark.parametrize(
    ("first", "last", "middle"),
    [
        ("Fri 10 Jul 2026", "Tue 14 Jul 2026", "Mon 13 Jul 2026"),
        ("Fri 10 Jul 2026", "Mon 13 Jul 2026", "Fri 10 Jul 2026"),
        ("Mon 6 Jul 2026", "Thu 9 Jul 2026", "Tue 7 Jul 2026"),
        ("Mon 6 Jul 2026", "Mon 6 Jul 2026", "Mon 6 Jul 2026"),
        ("Thu 2 Apr 2026", "Wed 8 Apr 2026", "Tue 7 Apr 2026"),
        ("Sat 11 Jul 2026", "Tue 14 Jul 2026", "Mon 13 Jul 2026"),
        ("Sat 11 Jul 2026", "Sun 12 Jul 2026", "Mon 13 Jul 2026"),
    ],
)
def test_the_middle_working_day_of_a_range(first: str, last: str, middle: str):
    assert ENGLAND.middle_working_day(day(first), day(last)) == day(middle)


def test_a_range_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="ends before it begins"):
        ENGLAND.middle_working_day(day("Tue 14 Jul 2026"), day("Fri 10 Jul 2026"))


@requirement("DA-3.16-d1", "Q11")
@given(known_days, st.integers(0, 40), calendars)
def test_the_middle_is_never_the_latest_of_several_working_days(first: dt.date, length: int, calendar: WorkingCalendar):
    last = first + dt.timedelta(days=length)
    possible = [each for each in _span(first, last) if calendar.is_working_day(each)]
    if possible:
        assert calendar.middle_working_day(first, last) == possible[(len(possible) - 1) // 2]


# The ends of the calendar


@pytest.mark.parametrize(
    "question",
    [
        lambda calendar: calendar.is_working_day(dt.date(2036, 1, 1)),
        lambda calendar: calendar.is_working_day(dt.date(2014, 12, 31)),
        lambda calendar: calendar.why_not_working(dt.date(2036, 1, 5)),
        lambda calendar: calendar.first_working_day_from(dt.date(2036, 1, 1)),
        lambda calendar: calendar.nth_working_day_after(dt.date(2035, 12, 31), 1),
        lambda calendar: calendar.nth_working_day_after(dt.date(2035, 1, 1), 300),
        lambda calendar: calendar.nth_working_day_from(dt.date(2035, 12, 31), 2),
        lambda calendar: calendar.working_days_between(dt.date(2035, 12, 31), dt.date(2036, 1, 1)),
        lambda calendar: calendar.middle_working_day(dt.date(2035, 12, 31), dt.date(2036, 1, 2)),
    ],
)
@pytest.mark.parametrize("nation", NATIONS)
def test_beyond_the_calendar_is_an_error_never_a_guess(nation: str, question):
    with pytest.raises(BeyondCalendar) as beyond:
        question(CALENDARS[nation])
    assert (beyond.value.first, beyond.value.last) == (dt.date(2015, 1, 1), dt.date(2035, 12, 31))


def test_the_first_and_the_last_day_are_known():
    assert not ENGLAND.is_working_day(day("Thu 1 Jan 2015"))
    assert ENGLAND.nth_working_day_from(day("Thu 1 Jan 2015"), 1) == day("Fri 2 Jan 2015")
    assert ENGLAND.is_working_day(day("Mon 31 Dec 2035"))
    assert ENGLAND.nth_working_day_from(day("Mon 31 Dec 2035"), 1) == day("Mon 31 Dec 2035")


def test_beyond_the_calendar_says_what_is_known_and_survives_being_sent():
    beyond = BeyondCalendar(day("Tue 1 Jan 2036"), ENGLAND.first, ENGLAND.last)
    assert str(beyond) == (
        "Working days are known from Thursday 1 January 2015 to Monday 31 December 2035: "
        "counting from Tuesday 1 January 2036 goes beyond that."
    )
    assert pickle.loads(pickle.dumps(beyond)).day == day("Tue 1 Jan 2036")


@pytest.mark.parametrize("n", [0, -1])
def test_working_days_are_counted_from_one(n: int):
    with pytest.raises(ValueError, match="counted from 1"):
        ENGLAND.nth_working_day_after(day("Mon 2 Mar 2026"), n)
    with pytest.raises(ValueError, match="counted from 1"):
        ENGLAND.nth_working_day_from(day("Mon 2 Mar 2026"), n)


# Projected days


@pytest.mark.parametrize(
    ("first", "last", "rests"),
    [
        ("Mon 2 Mar 2026", "Mon 23 Mar 2026", False),
        ("Thu 1 Jan 2015", "Sun 31 Dec 2028", False),
        ("Fri 29 Dec 2028", "Mon 1 Jan 2029", True),
        ("Mon 2 Jul 2029", "Tue 3 Jul 2029", True),
    ],
)
def test_a_count_says_whether_it_rests_on_projected_days(first: str, last: str, rests: bool):
    assert ENGLAND.rests_on_projection(day(first), day(last)) is rests


def test_a_projected_holiday_counts_as_projected_where_no_end_is_proclaimed():
    maybe = Holiday(day("Mon 6 Jul 2026"), "A day not proclaimed yet", projected=True)
    calendar = WorkingCalendar("a-nation", "1", dt.date(2026, 1, 1), dt.date(2026, 12, 31), (maybe,))
    assert calendar.rests_on_projection(day("Fri 3 Jul 2026"), day("Mon 6 Jul 2026"))
    assert not calendar.rests_on_projection(day("Tue 7 Jul 2026"), day("Wed 8 Jul 2026"))
    assert not calendar.rests_on_projection(day("Thu 2 Jul 2026"), day("Fri 3 Jul 2026"))


# What cannot be a calendar


def test_a_calendar_refuses_holidays_that_it_cannot_hold():
    year = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    easter = Holiday(day("Mon 6 Apr 2026"), "Easter Monday")
    with pytest.raises(ValueError, match="lies outside the calendar"):
        WorkingCalendar("a-nation", "1", *year, (Holiday(dt.date(2027, 1, 1), "New Year’s Day"),))
    with pytest.raises(ValueError, match="Mon 6 Apr 2026 is listed twice"):
        WorkingCalendar("a-nation", "1", *year, (easter, easter))
    with pytest.raises(ValueError, match="ends before it begins"):
        WorkingCalendar("a-nation", "1", *reversed(year), ())


def test_equal_calendars_are_one_key():
    again = calendar_for("england-and-wales")
    assert again == ENGLAND
    assert len({again, ENGLAND}) == 1
    assert again != CALENDARS["scotland"]
    assert pickle.loads(pickle.dumps(ENGLAND)) == ENGLAND


# How the counts agree with one another, and with counting on fingers


@given(known_days, counts, counts, calendars)
def test_two_counts_one_after_the_other_are_one_count(start: dt.date, a: int, b: int, calendar: WorkingCalendar):
    halfway = calendar.nth_working_day_after(start, a)
    assert calendar.nth_working_day_after(halfway, b) == calendar.nth_working_day_after(start, a + b)


@given(known_days, counts, calendars)
def test_counting_from_a_day_is_counting_after_the_day_before(start: dt.date, n: int, calendar: WorkingCalendar):
    day_before = start - dt.timedelta(days=1)
    assert calendar.nth_working_day_from(start, n) == calendar.nth_working_day_after(day_before, n)
    after = calendar.nth_working_day_after(start, n)
    assert calendar.nth_working_day_from(start, n + calendar.is_working_day(start)) == after


@given(known_days, counts, calendars)
def test_between_undoes_a_count(start: dt.date, n: int, calendar: WorkingCalendar):
    end = calendar.nth_working_day_after(start, n)
    assert calendar.is_working_day(end)
    assert calendar.working_days_between(start, end) == n
    assert calendar.working_days_between(end, start) == -n


@given(known_days, st.integers(0, 60), counts, calendars)
def test_a_later_start_is_never_due_earlier(start: dt.date, later: int, n: int, calendar: WorkingCalendar):
    after = start + dt.timedelta(days=later)
    assert calendar.nth_working_day_after(start, n) <= calendar.nth_working_day_after(after, n)
    assert calendar.nth_working_day_from(start, n) <= calendar.nth_working_day_from(after, n)
    assert calendar.nth_working_day_after(start, n) < calendar.nth_working_day_after(start, n + 1)


@given(known_days, st.integers(1, 60), calendars)
def test_the_count_is_what_counting_on_fingers_gives(start: dt.date, n: int, calendar: WorkingCalendar):
    holidays = {holiday.day for holiday in calendar.holidays}
    current, counted = start, 0
    while counted < n:
        current += dt.timedelta(days=1)
        counted += current.weekday() < 5 and current not in holidays
    assert calendar.nth_working_day_after(start, n) == current


@given(known_days, known_days, calendars)
def test_between_is_the_days_one_by_one(start: dt.date, end: dt.date, calendar: WorkingCalendar):
    earlier, later = sorted((start, end))
    counted = sum(calendar.is_working_day(each) for each in _span(earlier + dt.timedelta(days=1), later))
    assert calendar.working_days_between(start, end) == (counted if start <= end else -counted)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), st.integers(-600, 600))
def test_a_corresponding_date_stays_in_its_month_and_on_its_day(start: dt.date, months: int):
    end = corresponding_date(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    last_of_month = (end + dt.timedelta(days=1)).month != end.month
    assert end.day == start.day or (end.day < start.day and last_of_month)


def _span(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=offset) for offset in range((last - first).days + 1)]
