"""Is there something in Redress for every row of Part 5, for each council that its row names?"""

from __future__ import annotations

import pytest
from django.template.loader import get_template

from redress import policies
from redress.casework.wordings.part_five import BOTH, ITEMS, made_for, markdown, without_number
from redress.correspondence.wordings.notices import NOTICES

#: Reports, surveys and plans: they come with reporting and learning.
LATER = {"L19", "L60", "L61", "L62", "L63"}


def test_every_number_of_part_five_is_here_once() -> None:
    numbers = [item.number for item in ITEMS]
    assert numbers == [f"L{number}" for number in (*range(1, 21), *range(30, 65))]
    assert len(numbers) == 55


@pytest.mark.parametrize("council", BOTH)
def test_nothing_is_missing_but_what_comes_with_reporting(council: str) -> None:
    made = {each.item.number: each.sort for each in made_for(policies.current(council))}
    assert [number for number, sort in made.items() if sort == "missing"] == []
    assert {number for number, sort in made.items() if sort == "later"} <= LATER
    asked = {item.number for item in ITEMS if council in item.councils}
    assert asked <= made.keys()


@pytest.mark.parametrize("council", BOTH)
def test_every_letter_of_the_policy_is_on_the_list(council: str) -> None:
    policy = policies.current(council)
    numbered = {letter.id for made in made_for(policy) for letter in made.letters}
    assert numbered | {letter.id for letter in without_number(policy)} == {letter.id for letter in policy.letters}
    assert not numbered & {letter.id for letter in without_number(policy)}


def test_notices_bear_numbers_of_part_five_and_have_their_templates() -> None:
    for notice in NOTICES.values():
        assert notice.number in {item.number for item in ITEMS}
        get_template(notice.template)


def test_the_table_for_the_documentation_names_every_row_and_letter() -> None:
    table = markdown()
    for item in ITEMS:
        assert f"| {item.number} | " in table
    assert "not there yet" not in table
    for council in BOTH:
        for letter in policies.current(council).letters:
            assert not letter.number or f"(`{letter.id}`)" in table
