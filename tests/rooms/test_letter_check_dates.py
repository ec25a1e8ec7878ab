"""Does the check of a letter find what is still to be filled in, and every date?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from redress.correspondence.checking.dates import mentions
from redress.correspondence.checking.holes import holes

LETTER_DAY = date(2026, 6, 15)


# --- what is still to be filled in ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Your reference is {reference}.", ("{reference}",)),
        ("Dear {{ first name }}, we write on XX/XX/2026.", ("{{ first name }}", "XX/XX/2026")),
        ("We visited on [insert date].", ("[insert date]",)),
        ("We visited [NAME] on DD/MM/YYYY.", ("[NAME]", "DD/MM/YYYY")),
        ("Dear <<Title>> «Surname»", ("<<Title>>", "«Surname»")),
        ("The date is TBC. The officer is XXX.", ("TBC", "XXX")),
        ("Lorem ipsum dolor.", ("Lorem ipsum",)),
        ("Dear %NAME%, of %FIRST_NAME%", ("%NAME%", "%FIRST_NAME%")),
        ("50% OR 60% of it, 5%AB%", ()),
        ("Signed: ______", ("______",)),
        ("Sent {% now %} to {% if x %}you, {# note #} ${name}", ("{% now %}", "{% if x %}", "{# note #}", "${name}")),
        ("We read the log [page 3] of the crew.", ()),
        ("It cost £30 (thirty pounds) and was paid on 15/06/2026.", ()),
        ("The XXL bin and the MOT of 12/05 are not part of this.", ()),
        ("She told us: “I want [my] money back”.", ()),
        ("a < b and b > c", ()),
        ("We use the date of the letter, not the name of the street.", ()),
        ("", ()),
    ],
)
def test_what_is_still_to_be_filled_in(text: str, found: tuple[str, ...]) -> None:
    assert holes(text) == found


# --- dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on 15 June 2026", ["2026-06-15"]),
        ("on 15/06/2026 and 16.6.26 and 17-06-2026 and 2026-06-18", [f"2026-06-{day}" for day in (15, 16, 17, 18)]),
        ("Mon 15 June, Tuesday the 16th of June", ["2026-06-15", "2026-06-16"]),
        ("the 1st of July 2026", ["2026-07-01"]),
        ("June 15, 2026 and Sept 3rd", ["2026-06-15", "2026-09-03"]),
        ("by 15/07 or on 3/8", ["2026-07-15", "2026-08-03"]),
        ("15 June 2026 (Monday)", ["2026-06-15"]),
        ("in December: 10 Dec", ["2026-12-10"]),
        ("on 3 January", ["2026-01-03"]),
        ("open 24/7, half of it (1/2), paragraph 2.10.26, £15.06.26", []),
        ("on page 12, at 10.30, under 8.1.1(e), in 2026", []),
        ("all 5 may apply, and 3 march past", []),
        ("call 01322 343434 or 15/06/2026/7", []),
        ("May we ask you, June, for 15 minutes?", []),
    ],
)
def test_the_dates_of_a_text(text: str, days: list[str]) -> None:
    assert [str(mention.day) for mention in mentions(text, near=LETTER_DAY)] == days


@pytest.mark.parametrize(
    ("text", "surely"),
    [
        ("on 32 January", [True]),
        ("by 31 June 2026", [True]),
        ("on 29 February 2027", [True]),
        ("on 30 february 2028", [True]),
        ("on 31/06/2026", [True]),
        ("on Tuesday 31 June", [True]),
        ("on 2026-02-31", [True]),
        ("on 31/06/26", [True]),
        ("on 29 February", [False]),  # of which year?
        ("on 06/15/2026", [False]),  # the wrong way round
        ("on 31.6.26", [False]),
        ("at 40 March Road", [False]),
        ("reference 2026-06-31", [False]),
        ("on 29 February 2028", []),
        ("flats 45/50/2026", []),
    ],
)
def test_what_is_no_date(text: str, surely: list[bool]) -> None:
    nowhere = [mention for mention in mentions(text, near=LETTER_DAY) if mention.day is None]
    assert [mention.surely for mention in nowhere] == surely


@given(some.dates(date(2000, 1, 1), date(2099, 12, 31)), some.integers(0, 6))
def test_a_date_is_found_however_it_is_written(day: date, weekday: int) -> None:
    """And its weekday fits if and only if it is the right one."""
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]
    shapes = (
        "{0:%-d %B %Y}",
        "{0:%d/%m/%Y}",
        "{0:%-d.%-m.%y}",
        "{0:%Y-%m-%d}",
        "{0:%B %-d, %Y}",
        "the {0:%-d}th of {0:%b %Y}",
    )
    for shape in shapes:
        written = shape.format(day)
        (found,) = mentions(f"We came on {written} at noon.", near=LETTER_DAY)
        assert found.day == day
        (with_weekday,) = mentions(f"We came on {name}, {written} at noon.", near=LETTER_DAY)
        assert (with_weekday.day, with_weekday.weekday_fits) == (day, day.weekday() == weekday)


@given(some.dates(date(2020, 1, 1), date(2030, 12, 31)), some.integers(-180, 180))
def test_a_date_without_a_year_is_the_nearest(near: date, off: int) -> None:
    day = near + timedelta(days=off)
    (found,) = mentions(f"{day:%-d %B}", near=near)
    assert found.day is None or abs((found.day - near).days) <= 184
    assert found.day == day or (day.month, day.day) == (2, 29)


@given(some.text())
def test_any_text_can_be_read(text: str) -> None:
    mentions(text, near=LETTER_DAY)
    holes(text)
