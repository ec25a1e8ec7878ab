"""Who hears of what, on which day, at which hour?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redress import policies
from redress.rules.moments import Moment
from redress.rules.reminders import How, Nearness, is_sent_at, nearness, told
from tests.rooms.case_files import moment

POLICY = policies.current("dartford")
RULE = POLICY.reminders
CALENDAR = policies.rulebook().calendar(POLICY.pin)
MONDAY = date(2026, 6, 1)
DAYS = st.dates(date(2026, 1, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("due", "near"),
    [
        ("2026-05-29", Nearness.LATE),
        ("2026-06-01", Nearness.TODAY),
        ("2026-06-02", Nearness.SOON),
        ("2026-06-03", Nearness.SOON),
        ("2026-06-04", None),
    ],
)
def test_two_working_days_before_is_soon(due, near):
    assert nearness(date.fromisoformat(due), MONDAY, CALENDAR, RULE.days) is near


def test_what_falls_due_at_the_weekend_is_due_on_friday():
    friday, sunday = date(2026, 6, 5), date(2026, 6, 7)
    assert nearness(sunday, friday, CALENDAR, RULE.days) is Nearness.TODAY
    assert nearness(friday, friday - timedelta(days=1), CALENDAR, RULE.days) is Nearness.SOON


@pytest.mark.parametrize(
    ("today", "due", "how", "near"),
    [
        ("2026-06-01", "2026-06-05", How.DAILY, None),
        ("2026-06-01", "2026-06-05", How.WEEKLY, Nearness.SOON),
        ("2026-06-01", "2026-06-08", How.WEEKLY, Nearness.SOON),
        ("2026-06-01", "2026-06-09", How.WEEKLY, None),
        ("2026-06-02", "2026-06-04", How.DAILY, Nearness.SOON),
        ("2026-06-02", "2026-06-04", How.WEEKLY, None),
        ("2026-06-04", "2026-06-04", How.WEEKLY, Nearness.TODAY),
        ("2026-06-04", "2026-06-04", How.LATE_ONLY, None),
        ("2026-06-05", "2026-06-04", How.LATE_ONLY, Nearness.LATE),
        ("2026-05-26", "2026-06-02", How.WEEKLY, Nearness.SOON),  # Monday 25 May 2026 is a bank holiday
    ],
)
def test_each_hears_as_they_chose(today, due, how, near):
    assert told(date.fromisoformat(due), date.fromisoformat(today), CALENDAR, how=how, rule=RULE) is near


@given(DAYS, st.integers(-30, 30), st.sampled_from(How))
def test_what_is_late_is_always_told_and_nothing_is_told_a_week_ahead(today, offset, how):
    due = today + timedelta(days=offset)
    near = told(due, today, CALENDAR, how=how, rule=RULE)
    assert (near is Nearness.LATE) == (due < today)
    if near is Nearness.SOON:
        assert CALENDAR.working_days_between(today, due) <= RULE.week


@given(DAYS)
def test_nobody_who_hears_daily_is_surprised_by_a_late_date(due):
    """On some working day before it, or on the day itself, it was told."""
    warned = [
        day
        for back in range(15)
        if CALENDAR.is_working_day(day := due - timedelta(days=back))
        and told(due, day, CALENDAR, how=How.DAILY, rule=RULE) is not None
    ]
    assert warned


@pytest.mark.parametrize(
    ("at", "sent"),
    [
        ("2026-06-01T08:44", False),
        ("2026-06-01T08:45", True),
        ("2026-06-01T16:44", True),
        ("2026-06-01T16:45", False),
        ("2026-06-06T10:00", False),
        ("2026-05-25T10:00", False),
        ("2026-10-26T08:50", True),  # the first working morning of winter time
    ],
)
def test_they_go_within_the_hours_of_a_working_day(at, sent):
    assert is_sent_at(moment(at), CALENDAR, RULE.hours) is sent


def test_a_moment_without_a_time_sends_nothing():
    assert not is_sent_at(Moment.on(MONDAY), CALENDAR, RULE.hours)
