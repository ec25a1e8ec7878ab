"""Does every letter of both policies say all that its policy makes compulsory, and can none go without?"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from redress import policies
from redress.correspondence import compose
from redress.correspondence.blocks import WIDTH
from redress.correspondence.contents import in_words
from redress.rules.events import LetterSent
from redress.rules.letters import required
from redress.rules.policy import Content, Written
from redress.rules.refusals import Refused
from tests.requirement import requirement
from tests.rooms.letter_cases import LETTERS, READY, Ready, letter, ready
from tests.rooms.step_letters import brought

GOLDEN = Path(__file__).parent / "golden"
WRITE = "REDRESS_WRITE_GOLDEN"

# Letters are composed once for all tests that read them, on one worker.
pytestmark = pytest.mark.django_db


def sent(one: Ready, carried: tuple[str, ...]) -> LetterSent:
    return LetterSent(kind=one.kind, id="letter:1", digest="d" * 64, contents=carried)


def needed(council: str, kind: str, variant: str) -> list[Content]:
    """The contents that the letter must carry in this variant."""
    flags = brought(council, kind, variant)
    outcome = variant if variant != "stage-two" and not flags else ""
    if not outcome and kind == "internal-review-response":
        outcome = "upheld"
    return list(required(policies.current(council).letter(kind), outcome=outcome, flags=flags))


def test_every_letter_of_both_policies_is_here() -> None:
    for council in ("dartford", "kings-lynn"):
        kinds = {each.id for each in policies.current(council).letters}
        assert kinds == {kind for where, kind in READY if where == council}


@requirement("DA-2.7-viii", "KL-13-3")
@pytest.mark.parametrize(("council", "kind", "variant"), LETTERS)
def test_what_the_letter_says(council: str, kind: str, variant: str) -> None:
    """The whole text, kept beside the test. ``REDRESS_WRITE_GOLDEN=1`` writes it afresh: read it then."""
    composed = letter(council, kind, variant)
    path = GOLDEN / f"{'.'.join(part for part in (council, kind, variant) if part)}.txt"
    if os.environ.get(WRITE):
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(composed.text)
    assert composed.missing == ()
    assert composed.text == path.read_text()


@pytest.mark.parametrize(("council", "kind", "variant"), LETTERS)
def test_a_whole_letter_is_accepted_and_promises_what_it_prints(council: str, kind: str, variant: str) -> None:
    one = ready(council, kind, variant)
    composed = one.composed()
    (recorded,) = one.record(sent(one, composed.carried)).events
    days = [promise.day for promise in getattr(recorded.event, "promises", ())]
    days += [day for name in ("until", "expected") if (day := getattr(recorded.event, name, None))]
    for day in days:
        assert in_words(day) in composed.text
        assert in_words(day) in composed.html


@pytest.mark.parametrize(("council", "kind", "variant"), LETTERS)
def test_a_letter_that_lacks_something_compulsory_cannot_go(
    council: str, kind: str, variant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever keeps a content from being said: the act is refused and names it. Tried with each in turn."""
    one, says, silent = ready(council, kind, variant), compose._says, [""]
    monkeypatch.setattr(
        "redress.correspondence.compose._says",
        lambda each, on: () if each.id == silent[0] else says(each, on),
    )
    for content in needed(council, kind, variant):
        silent[0] = content.id
        composed = one.composed()
        assert [lacking.id for lacking in composed.missing] == [content.id]
        assert not composed.whole
        with pytest.raises(Refused) as refused:
            one.record(sent(one, composed.carried))
        assert refused.value.code == "letter-lacks"
        assert refused.value.parameters["contents"] == [content.id]
        assert refused.value.paragraph == content.paragraph


@pytest.mark.parametrize(("council", "kind", "variant"), LETTERS)
def test_what_the_officer_did_not_write_is_missing(council: str, kind: str, variant: str) -> None:
    one = ready(council, kind, variant)
    for content in needed(council, kind, variant):
        if isinstance(content.source, Written):
            assert [lacking.id for lacking in one.composed(without=content.id).missing] == [content.id]
            blank = one.composed(written={**one.written, content.id: " \n\t\r\n "})
            assert [lacking.id for lacking in blank.missing] == [content.id]


@pytest.mark.parametrize(("council", "kind", "variant"), LETTERS)
def test_html_and_text_say_the_same_in_the_same_order(council: str, kind: str, variant: str) -> None:
    composed = letter(council, kind, variant)
    html, text = composed.html, " ".join(composed.text.split())
    at = 0
    for section in composed.sheet.sections:
        for words in (section.heading, *(line for part in section.parts for line in part.text.split("\n"))):
            assert " ".join(words.split()) in text
            at = html.index(words.split("https://")[0].split("@")[0].split("E-mail: ")[0], at)
    lines = composed.text.split("\n")
    assert [line for line in lines if len(line) > WIDTH and " " in line] == []
    headings = re.findall(r"<h([1-6])", html)
    assert headings == ["1", *["2"] * len(composed.sheet.sections)]


# --- which Ombudsman -----------------------------------------------------------------------------

LGSCO, HOUSING = "Local Government and Social Care Ombudsman", "Housing Ombudsman Service"
WITH_OMBUDSMEN = [
    each
    for each in LETTERS
    if any(getattr(content.source, "ombudsmen", False) for content in needed(*each)) and each[2] != "not-upheld"
]


@requirement("DA-8.1.2-n1", "KL-9-1")
@pytest.mark.parametrize(("council", "kind", "variant"), WITH_OMBUDSMEN)
@pytest.mark.parametrize(
    ("landlord", "lgsco", "housing"), [("no", True, False), ("yes", False, True), ("overlap", True, True)]
)
def test_the_right_ombudsmen_are_named(
    council: str, kind: str, variant: str, landlord: str, lgsco: bool, housing: bool
) -> None:
    text = " ".join(letter(council, kind, variant, landlord=landlord).text.split())
    assert ((LGSCO in text), ("Housing Ombudsman" in text)) == (lgsco, housing)


@pytest.mark.parametrize(("council", "kind", "variant"), WITH_OMBUDSMEN)
def test_no_ombudsman_is_guessed(council: str, kind: str, variant: str) -> None:
    composed = letter(council, kind, variant, landlord="unknown")
    assert [content.id for content in composed.missing] in (["ombudsmen"], ["ombudsman-later"])


@requirement("DA-8.1.2-o1")
def test_discrimination_adds_the_equality_advisory_and_support_service() -> None:
    plain = letter("dartford", "stage-two-response", "upheld")
    assert "Equality Advisory" not in plain.text


@requirement("DA-8.1.2-o1")
def test_discrimination_names_the_equality_advisory_and_support_service() -> None:
    composed = letter("dartford", "stage-two-response", "upheld", flags=("discrimination",))
    assert "Equality Advisory and Support Service" in composed.text
    assert "equality" in composed.carried
