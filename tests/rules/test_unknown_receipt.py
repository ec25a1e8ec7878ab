"""Which day is taken where nobody can tell on which day something came?"""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redress.policies.bank_holidays import calendar_for
from redress.rules.unknown_receipt import RangeBackwards, ReasonMissing, day_taken
from redress.rules.working_days import BeyondCalendar
from tests.requirement import requirement
from tests.rules.written_days import day

ENGLAND = calendar_for("england-and-wales")
WHY = "The tray was emptied on Friday evening."
known_days = st.dates(dt.date(2017, 1, 1), dt.date(2033, 12, 31))


@requirement("DA-3.16-d1", "Q11")
@pytest.mark.parametrize(
    ("first", "last", "earliest", "middle"),
    [
        ("Fri 10 Jul 2026", "Tue 14 Jul 2026", "Fri 10 Jul 2026", "Mon 13 Jul 2026"),
        ("Fri 10 Jul 2026", "Mon 13 Jul 2026", "Fri 10 Jul 2026", "Fri 10 Jul 2026"),
        ("Sat 11 Jul 2026", "Mon 13 Jul 2026", "Sat 11 Jul 2026", "Sat 11 Jul 2026"),
        ("Mon 6 Jul 2026", "Mon 6 Jul 2026", "Mon 6 Jul 2026", "Mon 6 Jul 2026"),
        ("Sat 11 Jul 2026", "Sun 12 Jul 2026", "Sat 11 Jul 2026", "Sat 11 Jul 2026"),
        ("Thu 2 Apr 2026", "Wed 8 Apr 2026", "Thu 2 Apr 2026", "Tue 7 Apr 2026"),
    ],
)
def test_the_earliest_day_or_with_a_reason_the_middle_working_day(first, last, earliest, middle):
    assert day_taken(day(first), day(last), ENGLAND).day == day(earliest)
    assert day_taken(day(first), day(last), ENGLAND, choice="middle", reason=WHY).day == day(middle)


@requirement("DA-3.16-d1", "Q11")
@given(known_days, st.integers(1, 60), st.sampled_from(["earliest", "middle"]))
def test_the_latest_day_is_never_taken(first, length, choice):
    last = first + dt.timedelta(days=length)
    taken = day_taken(first, last, ENGLAND, choice=choice, reason=WHY)
    assert first <= taken.day < last
    assert taken.days == length + 1
    assert taken.working_days == sum(ENGLAND.is_working_day(first + dt.timedelta(days=n)) for n in range(length + 1))


def test_the_middle_day_wants_a_reason_and_the_days_an_order():
    with pytest.raises(ReasonMissing):
        day_taken(day("Fri 10 Jul 2026"), day("Tue 14 Jul 2026"), ENGLAND, choice="middle", reason=" ")
    with pytest.raises(RangeBackwards):
        day_taken(day("Tue 14 Jul 2026"), day("Fri 10 Jul 2026"), ENGLAND)
    with pytest.raises(BeyondCalendar):
        day_taken(dt.date(2035, 12, 31), dt.date(2036, 1, 4), ENGLAND)
