"""Dates that somebody else sets: are they watched, explained, drawn, and refused where the file has them wrong?"""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from redress.policies.loader import PolicyMistakes, policy_in
from redress.rules import actions as order
from redress.rules.clock import deadlines
from redress.rules.events import Answer
from redress.rules.picture import picture_text
from redress.rules.wording import working_lines
from tests.rules.walks import Walk

DARTFORD = files("redress.policies").joinpath("dartford.toml").read_text(encoding="utf-8")
CLERK = "corporate-services-team"


def enquiry(asked_for: str) -> Walk:
    walk = Walk().receives("2026-06-01T10:00")
    walk.does("2026-06-02", walk.staff(CLERK), order.Receive(**{**RECEIVED, "points": walk.case.points}))
    answers = (
        Answer("reference", "digest"),
        Answer("notice-on", "2026-06-02"),
        Answer("stage", "enquiry"),
        Answer("asked-for", asked_for),
    )
    taken = order.TakeStep(run="r2", step="ombudsman-details", option="lgsco", answers=answers)
    return walk.does("2026-06-02", walk.staff(CLERK), taken)


RECEIVED = {"policy": "dartford", "track": "ombudsman", "channel": "letter"}


def test_a_given_date_stands_as_it_is_even_on_a_sunday() -> None:
    walk = enquiry("2026-06-21")
    found = next(each for each in deadlines(walk.case, walk.book) if each.clock.id == "ombudsman-answer")
    assert (found.due, found.printed, found.original) == (date(2026, 6, 21),) * 3
    lines = working_lines(found, walk.policy)
    assert lines == [
        "The date was set for the council, not counted: Sunday 21 June 2026.",
        "No days are counted; the date stands as it was given. "
        "The policy sets no time; it is the Ombudsman’s own date.",
        "Due by the end of Sunday 21 June 2026 (8.1.3(c)).",
    ]
    assert "[!]" in picture_text(found)


def mistakes(said: str, instead: str) -> str:
    assert said in DARTFORD
    with pytest.raises(PolicyMistakes) as wrong:
        policy_in(DARTFORD.replace(said, instead, 1), Path("dartford.toml"))
    return str(wrong.value)


ANCHOR = 'anchor = { kind = "answer", step = "ombudsman-details", question = "asked-for" }'


@pytest.mark.parametrize(
    ("said", "instead", "told"),
    [
        (ANCHOR, ANCHOR.replace("asked-for", "reference"), "That question asks for no date"),
        (ANCHOR, ANCHOR.replace("asked-for", "asked"), "“asked” is not a question of that step."),
        (ANCHOR, ANCHOR.replace("ombudsman-details", "nothing"), "“nothing” is not a step of this policy."),
        (ANCHOR, ANCHOR.replace("ombudsman-details", "triage"), "No move of this track takes “triage”"),
        ('keeps = "ombudsman-recommendation"\n', "", "Nothing keeps what this step commits to"),
        ('list = "commitments"', 'list = "contacts"', "This step keeps commitments, so it asks which"),
        (
            'anchor = { kind = "answer", step = "ombudsman-recommendation", question = "comply-by" }',
            'anchor = { kind = "receipt" }',
            "Nothing watches what this step commits to",
        ),
    ],
)
def test_a_file_that_has_them_wrong_is_told_so(said: str, instead: str, told: str) -> None:
    assert told in mistakes(said, instead)
