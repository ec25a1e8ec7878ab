"""What do dates say of lateness once things come late, twice, or not at all?"""

from __future__ import annotations

from datetime import date

import pytest

from redress.policies import bank_holidays
from redress.rules import actions as order
from redress.rules.clock import end_of, rights
from redress.rules.policy import CalendarDays, CalendarMonths, Length
from redress.rules.working_days import BeyondCalendar
from tests.rules.walks import COMPLAINANT, Walk, later


def on_its_way() -> Walk:
    return Walk().receives("2026-06-01T10:00").allocated().acknowledged()


def test_of_two_extensions_that_came_late_the_first_miss_is_the_one_that_stays() -> None:
    walk = on_its_way()
    first = walk.due("stage-one-response").due
    walk.extends(later(first, 1), days=3)
    second = walk.due("stage-one-response").due
    walk.extends(later(second, 1), days=3)
    assert walk.due("stage-one-response").missed == first
    assert [each.late for each in walk.case.main_run.extensions] == [True, True]


def test_an_extension_on_the_due_day_itself_is_not_late() -> None:
    walk = on_its_way()
    due = walk.due("stage-one-response").due
    walk.extends(due.isoformat(), days=3)
    assert walk.due("stage-one-response").missed is None
    assert [each.late for each in walk.case.main_run.extensions] == [False]


def test_a_date_is_provisional_only_until_what_it_rests_on_has_come() -> None:
    walk = Walk().receives("2026-06-01T10:00").allocated()
    assert walk.due("stage-one-response").provisional
    assert not walk.acknowledged().due("stage-one-response").provisional


def test_where_nobody_can_be_written_to_nothing_is_provisional() -> None:
    walk = Walk().receives("2026-06-01T10:00", acknowledgeable=False).allocated()
    response = walk.due("stage-one-response")
    assert not response.provisional
    assert not response.working.anchored.provisional
    assert response.working.anchored.never


def test_a_complaint_that_was_withdrawn_opens_no_right_to_the_ombudsman_by_waiting() -> None:
    walk = on_its_way()
    assert [opened.right.clock for opened in rights(walk.case, walk.book)] == ["stage-one-response"]
    walk.does("2026-06-04", COMPLAINANT, order.Withdraw())
    assert rights(walk.case, walk.book) == ()


def test_of_two_delay_notices_the_later_says_when_to_expect_the_answer() -> None:
    walk = Walk("kings-lynn").receives("2026-03-02")
    desk = walk.staff("complaints-administrator")
    officer = walk.staff("stage-one-investigator", name="officer")
    walk.does("2026-03-02", desk, order.Register())
    walk.does("2026-03-02", desk, order.Allocate(to=walk.holder("stage-one-investigator", name="officer")))
    walk.does("2026-03-03", desk, order.Acknowledge(letter=walk.letter("stage-one-acknowledgement")))
    for at, until in (("2026-03-20", date(2026, 3, 30)), ("2026-03-30", date(2026, 4, 2))):
        notice = walk.letter("stage-one-delay-notice")
        walk.does(at, officer, order.Extend(until=until, reason_kind="other", letter=notice))
    response = walk.due("stage-one-response")
    assert (response.due, response.expected) == (date(2026, 3, 23), date(2026, 4, 2))


@pytest.mark.parametrize("length", [CalendarDays(count=3650, first_day="next"), CalendarMonths(count=120)])
def test_a_length_that_ends_after_the_last_year_there_is_goes_beyond_the_calendar(length: Length) -> None:
    calendar = bank_holidays.calendar_for("england-and-wales")
    with pytest.raises(BeyondCalendar, match="goes beyond that"):
        end_of(date(9990, 6, 1), length, calendar)
