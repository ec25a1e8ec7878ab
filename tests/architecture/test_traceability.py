"""Is every mark real, is nothing lost, and does the printed page say so?"""

from tests import traceability


def test_every_mark_names_a_row_of_the_catalogue():
    assert traceability.unknown(traceability.shown()) == []


def test_no_row_that_was_shown_before_is_shown_no_longer():
    assert traceability.lost(traceability.shown()) == []


def test_the_traceability_page_is_up_to_date():
    printed = traceability.page(traceability.shown())
    assert traceability.PAGE.read_text() == printed, "run: .venv/bin/python -m tests.traceability"


def test_a_mark_that_names_no_row_is_found():
    stray = traceability.Shown("DA-99.9", "test_nothing", "tests/nowhere.py")
    assert traceability.unknown([stray]) == ["tests/nowhere.py: test_nothing names DA-99.9"]


def test_a_row_that_is_shown_no_longer_is_found():
    marks = traceability.shown()
    one = marks[0].row
    assert traceability.lost([mark for mark in marks if mark.row != one]) == [one]
