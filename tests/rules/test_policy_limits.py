"""Is a policy whose limits, rights or ways in could not be used refused, with the line and what to do?"""

from __future__ import annotations

import pytest

from tests.policy.marshbridge import FOLDER
from tests.rules.policy_texts import line_of, mistakes, spoilt

TEXT = (FOLDER / "three_stages.toml").read_text(encoding="utf-8")
MOVE_BY_RIGHT = 'unless = ["answered"]\nright = "stage-two-by-default"'


def test_the_made_up_policy_has_no_mistakes() -> None:
    assert mistakes(TEXT) == ()


@pytest.mark.parametrize(
    ("old", "new", "at", "sentence"),
    [
        pytest.param(
            'kind = "calendar-days", count = 42', 'kind = "calendar-days", count = 28', "count = 28, first_day",
            "nothing could be added", id="a cap on the whole that leaves no room",
        ),
        pytest.param(
            'counted = "calendar-days"', 'counted = "weeks"', 'counted = "weeks"',
            "“weeks” is not possible here", id="an unknown unit",
        ),
        pytest.param("most = 14", "most = 5000", "most = 5000", "3650 at most", id="a slip of the keyboard"),
        pytest.param(
            'unknown = "ignore"', 'unknown = "guess"', 'unknown = "guess"',
            "“guess” is not possible here", id="an unknown start treated in no known way",
        ),
        pytest.param(
            'milestone = "answered" }, length = { kind = "calendar-months", count = 2',
            'milestone = "clarified" }, length = { kind = "calendar-months", count = 2',
            'milestone = "clarified"', "this clock never starts", id="a further length that never starts",
        ),
        pytest.param(
            'unless = ["answered"]\nresponsible', 'unless = ["clarified"]\nresponsible', 'unless = ["clarified"]',
            "this never does away with it", id="a condition that never comes",
        ),
        pytest.param(
            'action = "respond"\nstages = ["stage-one"]\nafter = ["allocated"]',
            'action = "respond"\nstages = ["stage-one"]\nafter = ["allocated", "acknowledged"]',
            'after = ["allocated", "acknowledged"]', "the answer cannot wait for “acknowledged”",
            id="an answer that waits for what it makes needless",
        ),
        pytest.param(
            'group = "social-care"\nlength', 'group = "nobody"\nlength', 'group = "nobody"',
            "“nobody” is not a group of services", id="an unknown group",
        ),
        pytest.param(
            'length = { kind = "calendar-days", count = 14, first_day = "next", roll = "next-working-day" }\n'
            'responsible = "social-care-team"\n', "", "[[clocks.overrides]]",
            "Nothing is different here", id="an override of nothing",
        ),
        pytest.param(
            'clock = "stage-one-response"\nafter = "cap"', 'clock = "stage-three-response"\nafter = "cap"',
            'opens = "request-next-stage"', "No stage follows", id="a right to a stage that is not there",
        ),
        pytest.param(
            MOVE_BY_RIGHT, 'unless = ["answered"]', "[[rights]]",
            "Nobody can use this right", id="a right that no move uses",
        ),
        pytest.param(
            MOVE_BY_RIGHT, 'unless = ["answered"]\nright = "ombudsman-without-stage-two"',
            'right = "ombudsman-without-stage-two"', "only to ask for the next stage",
            id="a move by a right to something else",
        ),
        pytest.param(
            'extension = { kind = "within-total", total = { kind = "calendar-months", count = 3 }, '
            'counted = "working-days", paragraph = "5.1" }',
            'extension = { kind = "any-new-date", paragraph = "5.1" }',
            'id = "ombudsman-without-stage-three"', "there is no cap", id="a right after a cap that is none",
        ),
        pytest.param(
            "entry = true\n", "", 'action = "receive"\nstages', "write entry = true for that stage",
            id="a beginning in a stage that is no entry",
        ),
        pytest.param(
            'action = "receive"\nstages = ["stage-two"]\nby = ["complaints-office"]',
            'action = "receive"\nby = ["complaints-office"]',
            "", "", id="an entry that a group of services uses needs no move of its own",
        ),
        pytest.param(
            'track = "comment"\nparagraph = "1.2"\nanchor',
            'track = "comment"\nstage = "stage-one"\nparagraph = "1.2"\nanchor',
            'stage = "stage-one"\nparagraph = "1.2"', "“comment” has no stages", id="a stage of a track that has none",
        ),
        pytest.param(
            'action = "close"\ntrack = "compliment"', 'action = "note"\ntrack = "compliment"',
            'id = "compliment"', "could never end", id="a track without stages that never ends",
        ),
    ],
)  # fmt: skip
def test_what_could_not_be_used_is_named(old: str, new: str, at: str, sentence: str) -> None:
    text = spoilt(TEXT, old, new)
    found = mistakes(text)
    if not sentence:
        assert found == ()
        return
    assert any(sentence in one.sentence for one in found), [str(one) for one in found]
    assert all(one.line for one in found)
    if "\n" not in at and text.count(at) == 1:
        assert any(one.line == line_of(text, at) for one in found if sentence in one.sentence) or at.startswith("id")


def test_two_outcomes_may_be_of_one_degree_but_every_degree_is_there() -> None:
    """Unproven is not justified either; without the only one of a degree the outcome of the whole could not be told."""
    assert 'justified = "no"' in TEXT.split('id = "unproven"')[1]
    found = mistakes(TEXT.replace('justified = "partly"', 'justified = "no"'))
    assert [one.sentence for one in found] == ["No outcome is justified = partly."]
