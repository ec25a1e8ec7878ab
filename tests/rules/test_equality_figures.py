"""Can a figure that is not shown be worked out from those that are?"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redress.records.equality_figures import percent, periods, shown
from redress.records.sheets import sheet
from tests.requirement import requirement

SMALLEST = 5
FIGURES = st.lists(st.integers(min_value=0, max_value=200), min_size=1, max_size=12)


@requirement("DA-3.7-c2", "DA-9.11-2")
@given(figures=FIGURES, smallest=st.integers(min_value=1, max_value=10))
def test_nothing_small_is_shown_and_what_is_not_shown_cannot_be_worked_out_from_the_totals(figures, smallest) -> None:
    told = shown(figures, smallest)
    assert len(told) == len(figures)
    assert all(
        figure is None or (figure == true and figure >= smallest) for figure, true in zip(told, figures, strict=True)
    )
    hidden = [true for figure, true in zip(told, figures, strict=True) if figure is None]
    if hidden and len(hidden) < len(figures):
        # Everybody less those shown leaves a remainder of figures that differ, and that is not small itself.
        assert len(set(hidden)) >= 2
        assert sum(hidden) >= smallest
    if all(figure >= smallest for figure in figures):
        assert told == figures


def test_no_published_table_lets_a_reader_who_knows_the_rule_work_out_a_figure() -> None:
    """Every table of three answers up to twelve people each: what is published fits more than one of them."""
    published = defaultdict(list)
    for figures in product(range(13), repeat=3):
        told = tuple(shown(figures, SMALLEST))
        if told != figures:
            published[told, sum(figures)].append(figures)
    undecided = 0
    for (told, everybody), tables in published.items():
        if everybody < 2 * SMALLEST:
            continue  # no period with so few people is shown
        for place in (at for at, figure in enumerate(told) if figure is None):
            assert len({figures[place] for figures in tables}) > 1, (told, everybody)
            undecided += 1
    assert undecided > 100


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ((7, 9, 20), [7, 9, 20]),
        ((3, 9, 20), [None, None, 20]),
        ((3, 4, 20), [None, None, 20]),
        ((4, 4, 20), [None, None, None]),
        ((3, 9, 9, 20), [None, None, None, 20]),
        ((0, 1, 20, 30), [None, None, None, 30]),
        ((0, 0, 6), [None, None, None]),
        ((4,), [None]),
        ((5,), [5]),
        ((), []),
        ((1, 40), [None, None]),
    ],
)
def test_the_figures_that_are_taken_out(figures, told) -> None:
    assert shown(figures, SMALLEST) == told


def test_quarters_are_put_together_until_enough_people_answered_and_the_present_one_waits() -> None:
    people = {"2025-Q3": 12, "2025-Q4": 9, "2026-Q1": 30, "2026-Q2": 3, "2026-Q3": 400}
    found = periods(people, before="2026-Q3", enough=20)
    assert [(each.first, each.last, each.people) for each in found] == [
        ("2025-Q3", "2025-Q4", 21),
        ("2026-Q1", "2026-Q1", 30),
    ]


@given(
    people=st.dictionaries(
        st.sampled_from([f"{y}-Q{q}" for y in range(2020, 2030) for q in range(1, 5)]),
        st.integers(min_value=0, max_value=50),
    )
)
def test_a_period_never_changes_as_quarters_pass(people) -> None:
    before = periods(people, before="2026-Q1", enough=20)
    after = periods(people, before="2028-Q1", enough=20)
    assert after[: len(before)] == before
    quarters = [quarter for each in after for quarter in each.quarters]
    assert len(quarters) == len(set(quarters))


def test_shares_are_rounded_to_whole_per_cent() -> None:
    assert [percent(1, 8), percent(1, 3), percent(2, 3), percent(5, 5)] == [13, 33, 67, 100]


@given(st.lists(st.lists(st.text(max_size=20), min_size=1, max_size=4), max_size=5))
def test_no_cell_of_a_sheet_is_taken_for_a_formula(rows) -> None:
    import csv
    import io

    text = sheet(["a"], rows).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert len(read) == len(rows) + 1 or any(row == [""] for row in rows)
    for row in read:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_a_formula_becomes_text() -> None:
    assert b"'=1+1" in sheet(["people"], [["=1+1"]])
    assert sheet([], []).startswith(b"\xef\xbb\xbf")


def test_days_lie_in_quarters() -> None:
    from redress.records.equality import quarter_of

    day, seen = date(2026, 1, 1), []
    while day.year == 2026:
        seen.append(quarter_of(day))
        day += timedelta(days=1)
    assert [seen.count(f"2026-Q{number}") for number in (1, 2, 3, 4)] == [90, 91, 92, 92]
