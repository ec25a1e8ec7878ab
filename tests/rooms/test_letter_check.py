"""Does the check of a letter find what is wrong with it, and nothing where all is well?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from redress.correspondence.checking import Concern, checked
from redress.correspondence.checking.dates import mentions
from redress.correspondence.checking.holes import holes
from redress.correspondence.checking.particulars import bank_details, emails, insurance_numbers, postcodes, telephones
from tests.rooms.letter_cases import Ready, ready

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
        ("Signed: ______", ("______",)),
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
    for each in (bank_details, emails, insurance_numbers, postcodes, telephones):
        each(text)


# --- numbers and addresses of people -------------------------------------------------------------


@pytest.mark.parametrize(
    ("find", "text", "found"),
    [
        (insurance_numbers, "Her number is QQ 12 34 56 C.", ()),  # never given to anybody
        (insurance_numbers, "Her number is AB 12 34 56 C.", ("AB 12 34 56 C",)),
        (insurance_numbers, "ab123456c", ("ab123456c",)),
        (insurance_numbers, "Reference AB123456, bin 12 34 56.", ()),
        (bank_details, "Sort code 12-34-56, account 12345678.", ("12-34-56",)),
        (bank_details, "We pay it to the account that ends in 5678.", ()),
        (bank_details, "Your Council Tax account number is 12345678.", ()),
        (bank_details, "On 12-04-26 we paid.", ()),
        (bank_details, "Card 4111 1111 1111 1111.", ("4111 1111 1111 1111",)),
        (bank_details, "Bins 4111 1111 1111 1112.", ()),
        (bank_details, "GB29 NWBK 6016 1331 9268 19", ("GB29 NWBK 6016 1331 9268 19",)),
        (telephones, "Call 07700 900123 or +44 1322 343434.", ("07700 900123", "+44 1322 343434")),
        (telephones, "It cost £01322 and 0.5 of 2026/01234567890.", ()),
        (emails, "Write to Ann.B@example.org.", ("Ann.B@example.org",)),
        (emails, "Meet @ noon", ()),
        (postcodes, "at 5 Low Road, DA1 1DJ, and PE301EX", ("DA1 1DJ", "PE301EX")),
        (postcodes, "Form DA1 and route A2 10B", ()),
    ],
)
def test_what_a_text_gives_away(find: Any, text: str, found: tuple[str, ...]) -> None:
    assert find(text) == found


# --- whole letters -------------------------------------------------------------------------------

#: An answer that nothing is to be said of.
FINE = {
    "how-and-why": "We read the log of the crew and spoke with the driver.",
    "findings-of-fact": "The street was missed on Tuesday 2 June 2026 and again a week later.",
    "reasons": "The log shows it.",
    "apology": "We are sorry that we did not come.",
    "remedies": "The crew will come on Friday 19 June 2026.",
    "answer": "The street was missed twice. We are sorry.",
    "remedy": "The crew will come within a week.",
    "explanation": "The bins were not out.",
}


def found(one: Ready, **written: str) -> list[Concern]:
    """What the check finds in the letter with these words in place of the fine ones."""
    wanted = {content.id for content in one.letter.contents}
    words = {id: text for id, text in {**FINE, **written}.items() if id in wanted}
    return list(checked(one.file.case, one.composed(written=words)))


def codes(concerns: list[Concern]) -> list[str]:
    return [concern.code for concern in concerns]


@pytest.mark.django_db
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_nothing_is_found_where_nothing_is_wrong(council: str) -> None:
    assert found(ready(council, "stage-one-response")) == []


@pytest.mark.django_db
def test_the_dates_of_an_answer_agree_with_those_that_it_prints() -> None:
    """King's Lynn prints the last day to ask for Stage Two: Monday 20 April 2026."""
    one = ready("kings-lynn", "stage-one-response")
    printed = one.composed().text
    assert "Monday 20 April 2026" in printed
    table: dict[str, list[str]] = {
        "If you are not happy with this, ask for Stage Two by 13 April 2026.": ["letter-date-differs"],
        "You can ask for Stage Two until 21 April.": ["letter-date-differs"],
        "The last day on which you can ask for Stage Two is 30/04/2026.": ["letter-date-differs"],
        "If you disagree, write to us by 20 April 2026.": [],
        "If you are unhappy, write to us before 21 April 2026.": [],
        "If you ask for Stage Two, we will answer within 20 working days. The street is cleaned by 30 April.": [],
        "You asked us to come by 13 March. We came on 14 March 2026.": [],
        "We were not happy with the crew, and they were trained by 1 March 2026.": [],
        "You were not happy that nobody came by 1 March.": [],
        "The crew comes on Monday 21 April 2026.": ["another-weekday"],
        "The crew comes on Tuesday 21 April 2026.": [],
        "The crew came on 31 February.": ["no-such-date"],
    }
    for text, expected in table.items():
        concerns = found(one, answer=f"{text}\nWe are sorry.")
        assert codes(concerns) == expected, text
        assert [each.blocks for each in concerns] == [code.startswith("letter-") for code in expected]
        assert all(each.where == "answer" for each in concerns)
