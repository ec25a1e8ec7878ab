"""Is a letter that waits too long for the post told apart from one that still holds, with the reason?"""

from __future__ import annotations

from datetime import date

import pytest

from redress import policies
from redress.rules.late_post import Named, Reason, Since, Waiting, Why, no_longer_holds
from redress.rules.working_days import WorkingCalendar

DATED = date(2026, 6, 4)  # a Thursday
LAST = date(2026, 6, 18)


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    return policies.rulebook().calendar(policies.current("dartford").pin)


def why(letter: Waiting, on: date, calendar: WorkingCalendar, within: int = 2) -> list[str]:
    return [each.why for each in no_longer_holds(letter, on=on, within=within, calendar=calendar)]


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2026, 6, 4), []),
        (date(2026, 6, 5), []),
        (date(2026, 6, 7), []),  # the days of a weekend are none
        (date(2026, 6, 8), []),
        (date(2026, 6, 9), [Why.OLD]),
    ],
)
def test_a_date_grows_old_by_working_days(calendar: WorkingCalendar, on: date, found: list[Why]) -> None:
    assert why(Waiting(DATED), on, calendar) == found


def test_within_how_many_days_is_the_policys_to_say(calendar: WorkingCalendar) -> None:
    assert why(Waiting(DATED), date(2026, 6, 9), calendar, within=3) == []
    (old,) = no_longer_holds(Waiting(DATED), on=date(2026, 6, 9), within=0, calendar=calendar)
    assert old == Reason(Why.OLD, DATED, days=3, most=0)


@pytest.mark.parametrize(
    ("named", "on", "found"),
    [
        (Named(LAST, LAST), LAST, [Why.OLD]),  # "We answer by today" still holds today
        (Named(LAST, LAST), date(2026, 6, 19), [Why.PASSED, Why.OLD]),
        (Named(LAST, LAST, theirs=True), LAST, [Why.PASSED, Why.OLD]),  # nobody can ask on the day it is posted
        (Named(LAST, LAST, theirs=True), date(2026, 6, 17), [Why.OLD, Why.LESS_TIME]),
        (Named(LAST, LAST, theirs=True), date(2026, 6, 5), []),
        (Named(LAST, date(2026, 7, 2)), date(2026, 6, 5), [Why.MOVED]),
        (Named(date(2026, 6, 5), text="by 5 June"), date(2026, 6, 8), [Why.PASSED]),
        (Named(date(2026, 6, 8), text="by 8 June"), date(2026, 6, 8), []),
    ],
)
def test_a_day_that_it_names_passes_or_moves(
    calendar: WorkingCalendar, named: Named, on: date, found: list[Why]
) -> None:
    assert why(Waiting(DATED, (named,)), on, calendar) == found


def test_how_much_time_is_left_of_a_window_is_told(calendar: WorkingCalendar) -> None:
    letter = Waiting(date(2026, 11, 12), (Named(date(2026, 12, 12), date(2026, 12, 12), theirs=True),))
    old, less = no_longer_holds(letter, on=date(2026, 11, 23), within=2, calendar=calendar)
    assert (old.days, old.most) == (7, 2)
    assert (less.days, less.most) == (19, 30)


def test_what_overtook_it_stands_first_and_its_dates_are_not_compared_then(calendar: WorkingCalendar) -> None:
    answered = Since(Why.ANSWERED, date(2026, 6, 5), "Stage One response")
    letter = Waiting(DATED, (Named(LAST, date(2026, 7, 2)),), (answered,))
    found = no_longer_holds(letter, on=date(2026, 6, 5), within=2, calendar=calendar)
    assert found == (Reason(Why.ANSWERED, date(2026, 6, 5), text="Stage One response"),)
    assert why(Waiting(DATED, (), (Since(Why.GONE_ON, DATED),)), DATED, calendar) == [Why.GONE_ON]
