"""Is it pointed out where a council's own words may say the opposite of what its policy has a letter say?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from redress import policies
from redress.correspondence.wordings import ContentWording, Wording
from redress.correspondence.wordings.checks import faults_of
from redress.rules.policy import ContactDetails, Fixed, Written

POLICY = policies.current("dartford")
LETTER = POLICY.letter("stage-one-response")
STANDING = next(each.id for each in LETTER.contents if isinstance(each.source, Fixed | ContactDetails))
WRITTEN = next(each.id for each in LETTER.contents if isinstance(each.source, Written))


def told(wording: Wording, letter: object = None) -> list[str]:
    """What is pointed out of these words, and blocks nothing."""
    faults = faults_of(wording, letter or LETTER, POLICY)  # type: ignore[arg-type]
    assert not any(fault.blocks for fault in faults)
    return [fault.sentence for fault in faults]


@pytest.mark.parametrize(
    ("heading", "pointed_to"),
    [
        ("Nobody else can look at this", True),
        ("Nothing", True),
        ("You cannot go further", True),
        ("If you are unhappy with this", False),
        ("Who else can look at this", False),
    ],
)
def test_a_heading_that_denies_what_stands_below_it_is_pointed_out(heading: str, pointed_to: bool) -> None:
    said = told(Wording(contents={STANDING: ContentWording(heading=heading)}))
    assert any("may say the opposite" in each for each in said) == pointed_to, said


def test_a_heading_of_what_an_officer_writes_may_say_no() -> None:
    assert told(Wording(contents={WRITTEN: ContentWording(heading="What we could not find out")})) == []


def test_the_policys_own_headings_and_subjects_are_never_pointed_out() -> None:
    for letter in POLICY.letters:
        words = Wording(letter.subject, contents={each.id: ContentWording(each.heading) for each in letter.contents})
        assert [each for each in told(words, letter) if "the opposite" in each or "{reference}" in each] == []


@pytest.mark.parametrize(
    "opening",
    [
        "You cannot complain to the Ombudsman.",
        "You can’t complain to the Ombudsman.",
        "You may never go to anybody else.",
        "You are not allowed to ask for Stage Two.",
        "Nobody else will look at it.",
        "There is nothing more that you can do.",
    ],
)
def test_an_opening_that_denies_a_right_is_pointed_out(opening: str) -> None:
    assert any("may say the opposite" in each for each in told(Wording(opening=opening)))
    assert told(Wording(opening="You do not have to write to us again. Thank you for your letter.")) == []


def test_a_subject_without_the_reference_is_pointed_out() -> None:
    letter = replace(LETTER, subject="Your complaint {reference}: our answer")
    assert any("{reference}" in each for each in told(Wording(subject="Our answer"), letter))
    assert told(Wording(subject="Our answer to {reference}"), letter) == []
