"""When does what arrives count as received, in a council with office hours and in one without?"""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redress.policies.bank_holidays import calendar_for
from redress.rules.moments import Moment
from redress.rules.office_hours import OfficeHours, legal_receipt
from redress.rules.working_days import BeyondCalendar, Closure
from tests.requirement import requirement
from tests.rules.written_days import day

LONDON = ZoneInfo("Europe/London")
ENGLAND = calendar_for("england-and-wales")
LONG = (dt.time(8, 45), dt.time(17, 15))
SHORT = (dt.time(8, 45), dt.time(16, 45))
DARTFORD = OfficeHours((LONG, LONG, LONG, LONG, SHORT, None, None))


def received(arrived: str, hours: OfficeHours | None = DARTFORD, calendar=ENGLAND):
    return legal_receipt(Moment.parse(arrived, LONDON), hours, calendar, zone=LONDON)


@requirement("RECEIPT-DA", "DA-3.16-a3", "DA-3.16-b1", "DA-3.16-b2", "DA-3.16-b3", "C33", "Q12")
@pytest.mark.parametrize(
    ("arrived", "legally", "because"),
    [
        ("2026-04-02T17:30", "2026-04-07T08:45", "after-hours"),
        ("2026-07-04T09:00", "2026-07-06T08:45", "saturday"),
        ("2026-04-04T09:00", "2026-04-07T08:45", "saturday"),
        ("2026-07-05T22:01", "2026-07-06T08:45", "sunday"),
        ("2026-04-03T10:00", "2026-04-07T08:45", "holiday"),
        ("2026-04-06T10:00", "2026-04-07T08:45", "holiday"),
        ("2026-03-02T17:15", "2026-03-02T17:15", None),
        ("2026-03-02T17:15:01", "2026-03-03T08:45", "after-hours"),
        ("2026-03-02T17:16", "2026-03-03T08:45", "after-hours"),
        ("2026-05-01T16:45", "2026-05-01T16:45", None),
        ("2026-05-01T16:46", "2026-05-05T08:45", "after-hours"),
        ("2026-05-22T16:46", "2026-05-26T08:45", "after-hours"),
        ("2026-07-03T16:50", "2026-07-06T08:45", "after-hours"),
        ("2026-12-24T17:20", "2026-12-29T08:45", "after-hours"),
        ("2026-12-31T17:20", "2027-01-04T08:45", "after-hours"),
        ("2026-06-01T09:00", "2026-06-01T09:00", None),
        ("2026-06-01T08:44", "2026-06-01T08:44", None),
        ("2026-06-01T00:00", "2026-06-01T00:00", None),
        ("2026-06-01T23:59", "2026-06-02T08:45", "after-hours"),
        ("2024-02-28T17:16", "2024-02-29T08:45", "after-hours"),
    ],
)
def test_after_closing_or_on_a_closed_day_is_received_at_the_next_opening(
    arrived: str, legally: str, because: str | None
):
    receipt = received(arrived)
    assert receipt.moment == Moment.parse(legally, LONDON)
    assert receipt.moved_because == because
    assert receipt.arrived == Moment.parse(arrived, LONDON)


@requirement("RECEIPT-DA", "C20", "C23", "DA-2.7-ii", "DA-3.14-4")
@pytest.mark.parametrize(
    ("arrived", "acknowledge_by"),
    [
        ("2026-06-01T09:00", "Fri 5 Jun 2026"),
        ("2026-04-02T17:30", "Mon 13 Apr 2026"),
        ("2026-12-24T17:20", "Tue 5 Jan 2027"),
        ("2026-03-02T17:15", "Fri 6 Mar 2026"),
        ("2026-03-02T17:16", "Mon 9 Mar 2026"),
        ("2026-07-03T16:50", "Fri 10 Jul 2026"),
        ("2026-07-04T09:00", "Fri 10 Jul 2026"),
    ],
)
def test_the_clock_of_an_acknowledgement_starts_at_the_legal_receipt(arrived: str, acknowledge_by: str):
    assert ENGLAND.nth_working_day_from(received(arrived).moment.day, 5) == day(acknowledge_by)


@requirement("DA-3.16-c1")
def test_post_with_only_a_date_stamp_is_taken_as_within_office_hours():
    receipt = received("2026-06-08")
    assert receipt.moment == receipt.arrived == Moment.on(day("Mon 8 Jun 2026"))
    assert receipt.moved_because is None


@requirement("DA-3.16-a3")
def test_post_stamped_on_a_closed_day_is_received_at_the_next_opening():
    receipt = received("2026-04-04")
    assert receipt.moment == Moment.parse("2026-04-07T08:45", LONDON)
    assert receipt.moved_because == "saturday"


@requirement("COUNT-KL", "Q3")
@pytest.mark.parametrize("arrived", ["2026-04-02T23:30", "2026-04-04T09:00", "2026-04-06", "2026-12-25T12:00"])
def test_without_an_office_hours_rule_the_real_date_is_kept(arrived: str):
    receipt = received(arrived, hours=None)
    assert receipt.moment == receipt.arrived == Moment.parse(arrived, LONDON)
    assert (receipt.moved_because, receipt.closing, receipt.name) == (None, None, "")


def test_the_receipt_says_what_moved_it():
    late = received("2026-05-01T16:46")
    assert (late.moved_because, late.closing, late.name) == ("after-hours", dt.time(16, 45), "")
    holiday = received("2026-04-03T10:00")
    assert (holiday.moved_because, holiday.closing, holiday.name) == ("holiday", None, "Good Friday")
    assert received("2026-06-01T09:00").closing == dt.time(17, 15)


@requirement("DA-3.16-a4")
def test_a_closure_that_counts_as_working_days_moves_nothing():
    closed = calendar_for(
        "england-and-wales", (Closure(day("Tue 29 Dec 2026"), day("Thu 31 Dec 2026"), "Christmas closure"),)
    )
    assert received("2026-12-29T10:00", calendar=closed).moved_because is None


def test_a_closure_that_does_not_count_moves_the_receipt():
    closed = calendar_for(
        "england-and-wales",
        (Closure(day("Tue 29 Dec 2026"), day("Thu 31 Dec 2026"), "Christmas closure"),),
        closures_are_working_days=False,
    )
    receipt = received("2026-12-29T10:00", calendar=closed)
    assert receipt.moment == Moment.parse("2027-01-04T08:45", LONDON)
    assert (receipt.moved_because, receipt.name) == ("closure", "Christmas closure")


# Clock changes: the opening is a wall-clock time on both sides of them


@pytest.mark.parametrize(
    ("arrived", "instant"),
    [
        ("2026-03-27T16:46", dt.datetime(2026, 3, 30, 7, 45, tzinfo=dt.UTC)),
        ("2026-03-29T01:30", dt.datetime(2026, 3, 30, 7, 45, tzinfo=dt.UTC)),
        ("2026-10-23T16:46", dt.datetime(2026, 10, 26, 8, 45, tzinfo=dt.UTC)),
        ("2026-10-25T01:30", dt.datetime(2026, 10, 26, 8, 45, tzinfo=dt.UTC)),
    ],
)
def test_the_next_opening_after_a_clock_change(arrived: str, instant: dt.datetime):
    moment = received(arrived).moment
    assert moment.time == dt.time(8, 45)
    assert moment.instant == instant


@pytest.mark.parametrize(
    ("arrived", "moved"),
    [
        ("2026-03-30T16:15Z", False),
        ("2026-03-30T16:16Z", True),
        ("2026-10-26T17:15Z", False),
        ("2026-10-26T17:16Z", True),
        ("2026-06-01T23:30Z", False),
    ],
)
def test_closing_is_judged_by_the_wall_clock_not_by_utc(arrived: str, moved: bool):
    assert (received(arrived).moved_because is not None) is moved


def test_without_a_zone_the_opening_is_known_by_the_wall_clock_only():
    moment = legal_receipt(Moment.parse("2026-04-02T17:30", LONDON), DARTFORD, ENGLAND).moment
    assert moment == Moment(day("Tue 7 Apr 2026"), dt.time(8, 45))
    assert moment.short() == "2026-04-07T08:45"


# Weekdays without hours


def test_a_working_day_without_hours_has_no_cut_off():
    no_wednesdays = OfficeHours((LONG, LONG, None, LONG, SHORT, None, None))
    assert received("2026-06-03T23:00", no_wednesdays).moved_because is None
    moved = received("2026-06-02T17:16", no_wednesdays)
    assert moved.moment == Moment.on(day("Wed 3 Jun 2026"))
    assert no_wednesdays.opening(day("Wed 3 Jun 2026")) is None
    assert no_wednesdays.closing(day("Thu 4 Jun 2026")) == dt.time(17, 15)


def test_office_hours_that_no_office_keeps_are_refused():
    with pytest.raises(ValueError, match="seven entries"):
        OfficeHours((LONG,) * 5)
    with pytest.raises(ValueError, match="opens before it closes"):
        OfficeHours(((dt.time(17, 15), dt.time(8, 45)), *(LONG,) * 6))


def test_a_receipt_beyond_the_calendar_is_an_error():
    with pytest.raises(BeyondCalendar):
        received("2035-12-31T17:16")
    with pytest.raises(BeyondCalendar):
        received("2036-01-02T10:00")


@requirement("RECEIPT-DA")
@given(st.datetimes(dt.datetime(2015, 1, 1), dt.datetime(2035, 12, 28)))
def test_a_receipt_is_never_earlier_never_on_a_closed_day_and_settles_at_once(arrived: dt.datetime):
    moment = Moment.local(arrived, LONDON)
    receipt = legal_receipt(moment, DARTFORD, ENGLAND, zone=LONDON)
    assert receipt.moment.sort_key() >= moment.sort_key()
    assert ENGLAND.is_working_day(receipt.moment.day)
    assert (receipt.moved_because is None) == (receipt.moment == moment)
    assert legal_receipt(receipt.moment, DARTFORD, ENGLAND, zone=LONDON).moment == receipt.moment


@requirement("RECEIPT-DA")
@given(
    st.datetimes(dt.datetime(2015, 1, 1), dt.datetime(2035, 12, 20)),
    st.timedeltas(dt.timedelta(0), dt.timedelta(days=5)),
)
def test_what_arrives_later_is_never_received_on_an_earlier_day(arrived: dt.datetime, later: dt.timedelta):
    # By the day only: before opening on a working day stands as it is (Q12), ahead of that day's opening.
    first = legal_receipt(Moment.local(arrived, LONDON), DARTFORD, ENGLAND, zone=LONDON)
    second = legal_receipt(Moment.local(arrived + later, LONDON), DARTFORD, ENGLAND, zone=LONDON)
    assert first.moment.day <= second.moment.day
