"""Does the check of a letter find what is wrong with it, and nothing where all is well?"""

from __future__ import annotations

import pytest

from redress.correspondence.checking import checked
from redress.correspondence.checking.holes import holes
from tests.rooms.letter_cases import ready


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
    ],
)
def test_what_is_still_to_be_filled_in(text: str, found: tuple[str, ...]) -> None:
    assert holes(text) == found


@pytest.mark.django_db
def test_a_letter(db: None) -> None:
    one = ready("dartford", "stage-one-response")
    concerns = checked(one.file.case, one.composed())
    for c in concerns:
        print(c)
    assert not [each for each in concerns if each.blocks]
