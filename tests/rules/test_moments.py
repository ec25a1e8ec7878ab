"""Does a moment keep the wall clock and the instant apart, and read back what it wrote?"""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redress.rules.moments import Moment, day_in_brief, day_in_words, time_in_words
from tests.rules.written_days import day

LONDON = ZoneInfo("Europe/London")

instants = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2040, 12, 31), timezones=st.just(dt.UTC))
wall_clock = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2040, 12, 31))


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "iso", "short"),
    [
        ("2026-04-02", "2026-04-02", "2026-04-02"),
        ("2026-04-02T17:30", "2026-04-02T17:30:00+01:00", "2026-04-02T17:30"),
        ("2026-04-02 17:30", "2026-04-02T17:30:00+01:00", "2026-04-02T17:30"),
        (" 2026-04-02T17:30 ", "2026-04-02T17:30:00+01:00", "2026-04-02T17:30"),
        ("2026-04-02T17:30:05", "2026-04-02T17:30:05+01:00", "2026-04-02T17:30:05"),
        ("2026-04-02T17:30:05.25", "2026-04-02T17:30:05.250000+01:00", "2026-04-02T17:30:05"),
        ("2026-04-02T16:30Z", "2026-04-02T17:30:00+01:00", "2026-04-02T17:30"),
        ("2026-04-02T22:00+05:30", "2026-04-02T17:30:00+01:00", "2026-04-02T17:30"),
        ("2026-04-02T23:30Z", "2026-04-03T00:30:00+01:00", "2026-04-03T00:30"),
        ("2026-01-05T00:00", "2026-01-05T00:00:00+00:00", "2026-01-05T00:00"),
        ("2026-12-31T23:59:59Z", "2026-12-31T23:59:59+00:00", "2026-12-31T23:59:59"),
        ("2024-02-29T12:00", "2024-02-29T12:00:00+00:00", "2024-02-29T12:00"),
    ],
)
def test_a_moment_is_read_and_written(text: str, iso: str, short: str):
    moment = Moment.parse(text, LONDON)
    assert moment.iso() == iso
    assert moment.short() == short
    assert Moment.parse(iso, LONDON) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tomorrow",
        "2 April 2026",
        "02/04/2026",
        "2026-4-2",
        "20260402",
        "2026-W14-4",
        "2026-04-02T",
        "2026-04-02T17",
        "2026-04-02T24:00",
        "2026-04-02T17:60",
        "2026-04-02T17:30:60",
        "2026-04-02T17:30:05.1234567",
        "2026-04-02T17:30+10:75",
        "2026-04-02T17:30+1",
        "2026-04-02T5pm",
        "2026-04-02Z",
        "2026-04-02T17:30 Europe/London",
        "٢٠٢٦-٠٤-٠٢",
    ],
)
def test_anything_else_is_refused_with_a_sentence(text: str):
    with pytest.raises(ValueError, match="is not a date or a time: write 2026-04-02, or 2026-04-02T17:30"):
        Moment.parse(text, LONDON)


@pytest.mark.parametrize("text", ["2026-02-29", "2026-02-30T10:00", "2026-13-01", "2026-00-10", "0000-01-01"])
def test_a_day_that_does_not_exist_is_refused(text: str):
    with pytest.raises(ValueError, match=f"There is no such day as {text[:10]}"):
        Moment.parse(text, LONDON)


@pytest.mark.parametrize("text", ["2026-04-02T17:30+25:00", "0001-01-01T00:00+14:00"])
def test_an_offset_that_no_clock_shows_is_refused(text: str):
    with pytest.raises(ValueError, match="an offset from UTC that no clock can show"):
        Moment.parse(text, LONDON)


# Clock changes: Sunday 29 March 2026 at 01:00 GMT, Sunday 25 October 2026 at 01:00 GMT


@pytest.mark.parametrize(
    ("read", "shown", "instant"),
    [
        ("2026-03-29T00:59", "2026-03-29T00:59", "2026-03-29T00:59"),
        ("2026-03-29T01:00", "2026-03-29T02:00", "2026-03-29T01:00"),
        ("2026-03-29T01:30", "2026-03-29T02:30", "2026-03-29T01:30"),
        ("2026-03-29T02:00", "2026-03-29T02:00", "2026-03-29T01:00"),
        ("2026-03-30T08:45", "2026-03-30T08:45", "2026-03-30T07:45"),
        ("2026-10-25T00:59", "2026-10-25T00:59", "2026-10-24T23:59"),
        ("2026-10-25T01:00", "2026-10-25T01:00", "2026-10-25T00:00"),
        ("2026-10-25T01:30", "2026-10-25T01:30", "2026-10-25T00:30"),
        ("2026-10-25T02:00", "2026-10-25T02:00", "2026-10-25T02:00"),
        ("2026-10-26T08:45", "2026-10-26T08:45", "2026-10-26T08:45"),
    ],
)
def test_a_time_read_off_the_wall_on_a_day_the_clocks_change(read: str, shown: str, instant: str):
    moment = Moment.local(dt.datetime.fromisoformat(read), LONDON)
    assert moment.short() == shown
    assert moment.instant == utc(instant)
    assert Moment.parse(read, LONDON) == moment


def test_of_the_repeated_hour_the_first_is_meant_and_both_can_be_written():
    first = Moment.of(utc("2026-10-25T00:30"), LONDON)
    second = Moment.of(utc("2026-10-25T01:30"), LONDON)
    assert first.short() == second.short() == "2026-10-25T01:30"
    assert first != second
    assert second.time is not None
    assert second.time.fold == 0  # the instant alone tells the two apart
    assert (first.iso(), second.iso()) == ("2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00+00:00")
    assert Moment.parse(second.iso(), LONDON) == second
    assert Moment.local(dt.datetime(2026, 10, 25, 1, 30, fold=1), LONDON) == first
    assert first.sort_key() < second.sort_key()


@pytest.mark.parametrize(
    ("instant", "local_day"),
    [
        ("2026-03-28T23:59:59", "Sat 28 Mar 2026"),
        ("2026-03-29T22:59:59", "Sun 29 Mar 2026"),
        ("2026-03-29T23:00:00", "Mon 30 Mar 2026"),
        ("2026-10-24T22:59:59", "Sat 24 Oct 2026"),
        ("2026-10-24T23:00:00", "Sun 25 Oct 2026"),
        ("2026-10-25T23:59:59", "Sun 25 Oct 2026"),
        ("2026-10-26T00:00:00", "Mon 26 Oct 2026"),
        ("2026-12-31T23:59:59", "Thu 31 Dec 2026"),
        ("2027-01-01T00:00:00", "Fri 1 Jan 2027"),
        ("2026-06-30T23:00:00", "Wed 1 Jul 2026"),
    ],
)
def test_the_day_is_the_day_on_the_wall_not_in_utc(instant: str, local_day: str):
    assert Moment.of(utc(instant), LONDON).day == day(local_day)


@given(instants)
def test_an_instant_survives_being_written(instant: dt.datetime):
    moment = Moment.of(instant, LONDON)
    assert moment.instant == instant
    assert Moment.parse(moment.iso(), LONDON) == moment


@given(wall_clock)
def test_a_wall_clock_time_stays_or_moves_on_by_the_hour_skipped(shown: dt.datetime):
    moment = Moment.local(shown, LONDON)
    assert moment.time is not None
    moved = dt.datetime.combine(moment.day, moment.time) - shown
    assert moved in (dt.timedelta(0), dt.timedelta(hours=1))
    assert Moment.of(moment.instant, LONDON) == moment


# Order and equality


def test_moments_are_ordered_by_day_then_a_bare_date_then_the_instant():
    ordered = [
        Moment.on(day("Sat 24 Oct 2026")),
        Moment.parse("2026-10-24T23:59", LONDON),
        Moment.on(day("Sun 25 Oct 2026")),
        Moment.parse("2026-10-25T00:00", LONDON),
        Moment.parse("2026-10-25T00:59", LONDON),
        Moment.parse("2026-10-25T01:10+01:00", LONDON),
        Moment.parse("2026-10-25T01:50+01:00", LONDON),
        Moment.parse("2026-10-25T01:20+00:00", LONDON),
        Moment.parse("2026-10-25T23:59", LONDON),
        Moment.on(day("Mon 26 Oct 2026")),
        Moment(day("Mon 26 Oct 2026"), dt.time(8, 45)),
    ]
    shuffled = ordered[1::2] + ordered[::2]
    assert sorted(shuffled, key=Moment.sort_key) == ordered


@given(st.lists(instants, min_size=2, max_size=6))
def test_instants_keep_their_order(several: list[dt.datetime]):
    moments = [Moment.of(instant, LONDON) for instant in several]
    assert [moment.instant for moment in sorted(moments, key=Moment.sort_key)] == sorted(several)


def test_the_same_instant_from_another_zone_is_the_same_moment():
    paris = dt.datetime(2026, 4, 2, 18, 30, tzinfo=ZoneInfo("Europe/Paris"))
    assert Moment.of(paris, LONDON) == Moment.parse("2026-04-02T17:30", LONDON)
    assert len({Moment.of(paris, LONDON), Moment.parse("2026-04-02T17:30", LONDON)}) == 1


def test_a_time_without_its_instant_is_written_without_an_offset():
    assert Moment(day("Tue 7 Apr 2026"), dt.time(8, 45)).iso() == "2026-04-07T08:45:00"


# What cannot be a moment


@pytest.mark.parametrize(
    "make",
    [
        lambda: Moment.of(dt.datetime(2026, 4, 2, 17, 30), LONDON),
        lambda: Moment.local(dt.datetime(2026, 4, 2, 17, 30, tzinfo=dt.UTC), LONDON),
        lambda: Moment.on(dt.datetime(2026, 4, 2, 17, 30)),
        lambda: Moment(dt.date(2026, 4, 2), None, utc("2026-04-02T16:30")),
        lambda: Moment(dt.date(2026, 4, 2), dt.time(17, 30), dt.datetime(2026, 4, 2, 16, 30)),
    ],
)
def test_half_a_moment_is_refused(make):
    with pytest.raises(ValueError, match=r"moment|Moment"):
        make()


# Words


@pytest.mark.parametrize(
    ("date", "words", "brief"),
    [
        (dt.date(2026, 4, 13), "Monday 13 April 2026", "Mon 13 Apr 2026"),
        (dt.date(2026, 9, 1), "Tuesday 1 September 2026", "Tue 1 Sep 2026"),
        (dt.date(2024, 2, 29), "Thursday 29 February 2024", "Thu 29 Feb 2024"),
        (dt.date(2027, 1, 1), "Friday 1 January 2027", "Fri 1 Jan 2027"),
    ],
)
def test_a_day_in_words(date: dt.date, words: str, brief: str):
    assert day_in_words(date) == words
    assert day_in_brief(date) == brief


@pytest.mark.parametrize(
    ("time", "words"),
    [(dt.time(17, 30), "17:30"), (dt.time(8, 5), "08:05"), (dt.time(0, 0), "00:00"), (dt.time(17, 15, 1), "17:15:01")],
)
def test_a_time_in_words(time: dt.time, words: str):
    assert time_in_words(time) == words
