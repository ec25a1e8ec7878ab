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
from tests.rooms.letter_cases import LETTERS, READY, Ready, letter, outcome_of, ready
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
    outcome = outcome_of(variant) if variant != "stage-two" and not flags else ""
    flags |= {"step-no-stage-two-close-off"} if variant == "no-stage-two" else {variant} & {"discrimination"}
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
def test_a_letter_that_lacks_anything_compulsory_cannot_go_and_whole_it_can(
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
        _is_refused_for_lack_of(content, one)
    silent[0] = ""
    for content in needed(council, kind, variant):
        if isinstance(content.source, Written):
            _must_be_written(content, one)
    _is_accepted_and_promises_what_it_prints(one)


def _is_refused_for_lack_of(content: Content, one: Ready) -> None:
    composed = one.composed()
    assert [lacking.id for lacking in composed.missing] == [content.id]
    assert not composed.whole
    with pytest.raises(Refused) as refused:
        one.record(sent(one, composed.carried))
    assert refused.value.code == "letter-lacks"
    assert refused.value.parameters["contents"] == [content.id]
    assert refused.value.paragraph == content.paragraph


def _must_be_written(content: Content, one: Ready) -> None:
    """What the officer did not write, or only in blanks, is missing."""
    for written in ("", " \n\t\r\n "):
        composed = one.composed(written={**one.written, content.id: written})
        assert [lacking.id for lacking in composed.missing] == [content.id]


def _is_accepted_and_promises_what_it_prints(one: Ready) -> None:
    composed = one.composed()
    (recorded,) = one.record(sent(one, composed.carried)).events
    days = [promise.day for promise in getattr(recorded.event, "promises", ())]
    days += [day for name in ("until", "expected") if (day := getattr(recorded.event, name, None))]
    for day in days:
        assert in_words(day) in composed.text
        assert in_words(day) in composed.html


def test_what_each_policy_makes_compulsory_is_what_it_was() -> None:
    """Or a content that nothing asks for any more would be missed by nobody. Kept as the texts are."""
    lines = []
    for council, kind, variant in LETTERS:
        number = policies.current(council).letter(kind).number or "-"
        contents = (f"{content.id} ({content.paragraph})" for content in needed(council, kind, variant))
        lines.append(f"{council} {number} {kind} {variant}".rstrip() + f": {', '.join(contents)}")
    path, now = GOLDEN / "compulsory.txt", "\n".join(lines) + "\n"
    if os.environ.get(WRITE):
        path.write_text(now)
    assert now == path.read_text()


@requirement("DA-2.3-14")
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_every_letter_says_whom_to_turn_to_and_how(council: str) -> None:
    """Without it none can go, as is tried above; the standard reply on social media names the form instead."""
    for where, kind, variant in LETTERS:
        if where == council and kind != "social-media-reply":
            (contact,) = [each for each in needed(council, kind, variant) if each.id == "contact"]
            said = {section.id: section.parts for section in letter(council, kind, variant).sheet.sections}
            assert contact.when.kind == "always", kind
            assert any("Telephone: " in each.text or "E-mail: " in each.text for each in said["contact"]), kind


def test_every_content_of_every_letter_is_compulsory_in_one_of_these_variants() -> None:
    """So that none is left untried: neither its words above, nor that a letter cannot go without it."""
    tried = {(council, kind, each.id) for council, kind, variant in LETTERS for each in needed(council, kind, variant)}
    for council in ("dartford", "kings-lynn"):
        for one in policies.current(council).letters:
            assert [each.id for each in one.contents if (council, one.id, each.id) not in tried] == [], one.id


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
    composed = letter("dartford", "stage-two-response", "discrimination")
    assert "Equality Advisory and Support Service" in composed.text
    assert "equality" in composed.carried
