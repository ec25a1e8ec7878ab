"""Does every letter still say all that its policy makes compulsory, whatever words a council puts around it?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redress.correspondence import compose
from redress.correspondence.blocks import Sheet
from redress.correspondence.compose import Composed
from redress.correspondence.making.letterhead import Letterhead
from redress.correspondence.making.on_letterhead import printed
from redress.correspondence.wordings import AS_THE_POLICY, ContentWording, Wording
from redress.correspondence.wordings.adoption import what_is_lost
from redress.correspondence.wordings.checks import faults_of, stops
from redress.rules.events import LetterSent
from redress.rules.policy import Letter, Written
from redress.rules.refusals import Refused
from tests.requirement import requirement
from tests.rooms.letter_cases import LETTERS, Ready, ready
from tests.rooms.test_letters_printed import squeezed, words_of

# Letters are composed once for all tests that read them, on one worker.
pytestmark = pytest.mark.django_db

ONE_OF_EACH = [(council, kind, variant) for council, kind, variant in LETTERS if variant in ("", "upheld")]


def worded(letter: Letter, *, before: str = "Before {reference}.") -> Wording:
    """Words wherever words can stand."""
    contents = {
        content.id: ContentWording(f"Our {content.heading}", before, "Begin." if _written(content) else "")
        for content in letter.contents
    }
    return Wording("About {reference}", "The opening of {council}.", "The closing.", contents)


def _written(content: object) -> bool:
    return isinstance(getattr(content, "source", None), Written)


def own_parts(composed: Composed) -> dict[str, tuple[object, ...]]:
    return {section.id: section.parts for section in composed.sheet.sections}


@requirement("DA-2.7-viii", "KL-13-3")
@pytest.mark.parametrize(("council", "kind", "variant"), ONE_OF_EACH)
def test_whatever_stands_around_it_every_content_says_what_it_says_without(
    council: str, kind: str, variant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words before a content never stand for it: what keeps it from being said still blocks the letter."""
    one = ready(council, kind, variant)
    plain, around = one.composed(wording=AS_THE_POLICY), one.composed(wording=worded(one.letter))
    assert (around.carried, around.missing) == (plain.carried, plain.missing)
    assert what_is_lost(around, plain) == ()
    without = own_parts(plain)
    for id, parts in own_parts(around).items():
        assert parts[1:] == without[id]
        assert parts[0].text == f"Before {one.file.case.reference}."  # type: ignore[attr-defined]
    _silent(one, around, monkeypatch)


def _silent(one: Ready, around: Composed, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first compulsory content that has a section says nothing: the letter lacks it, words before it or not."""
    first, says = around.sheet.sections[0].id, compose._says
    monkeypatch.setattr(
        "redress.correspondence.compose._says",
        lambda each, on: () if each.id == first else says(each, on),
    )
    lacking = one.composed(wording=worded(one.letter))
    assert [content.id for content in lacking.missing] == [first]
    assert first not in own_parts(lacking)
    sent = LetterSent(kind=one.kind, id="letter:1", digest="d" * 64, contents=lacking.carried)
    with pytest.raises(Refused) as refused:
        one.record(sent)
    assert refused.value.code == "letter-lacks"


@pytest.mark.parametrize(
    ("council", "kind"), [("dartford", "stage-two-response"), ("kings-lynn", "stage-one-response")]
)
def test_html_text_and_print_have_the_words_in_the_same_order(council: str, kind: str, tmp_path) -> None:
    one = ready(council, kind, "upheld")
    composed = one.composed(wording=worded(one.letter, before="Before this."))
    file = tmp_path / "letter.pdf"
    file.write_bytes(printed(composed.sheet, Letterhead(one.office.policy.council.name, "#1d3c5c"), 14))
    sections = composed.sheet.sections
    expected = ["Theopeningof", *(squeezed(each.heading) + "Beforethis." for each in sections), "Theclosing."]
    for said in (squeezed(composed.text.replace("-", "")), words_of(file)):
        places = [said.index(words) for words in expected]
        assert places == sorted(places)
    html = composed.html
    at = 0
    for words in ("The opening of", *(each.heading for each in sections), "The closing.", "Yours sincerely"):
        at = html.index(words, at)


def test_words_for_what_the_policy_no_longer_has_are_left_out() -> None:
    """A case stays under its version: words for contents of another one are in no letter of it."""
    one = ready("dartford", "stage-one-acknowledgement")
    wording = Wording(contents={"of-another-version": ContentWording("Gone", "Gone.", "Gone.")})
    composed = one.composed(wording=wording)
    assert "Gone" not in composed.text
    assert composed.whole
    letter = one.letter
    assert [fault.where for fault in faults_of(wording, letter, one.office.policy) if fault.blocks] == [
        "heading:of-another-version",
        "before:of-another-version",
        "starter:of-another-version",
    ]


def test_a_field_that_is_not_known_in_a_case_leaves_its_words_out_and_never_a_hole() -> None:
    one = ready("dartford", "ombudsman-signpost")
    wording = Wording(
        "Until {window_end}", "Until {window_end}.", "", {"ombudsmen": ContentWording("", "{window_end}")}
    )
    composed = one.composed(wording=wording)
    assert composed.sheet.opening == ()
    assert composed.subject == one.composed(wording=AS_THE_POLICY).subject
    assert composed.whole
    assert "Until" not in composed.text


def test_a_sheet_with_own_words_is_kept_and_read_again() -> None:
    sheet = ready("dartford", "stage-one-acknowledgement")
    composed = sheet.composed(wording=worded(sheet.letter))
    assert Sheet.read(composed.sheet.kept()) == composed.sheet
    kept = composed.sheet.kept()
    del kept["opening"], kept["closing"]  # a letter that was kept before there were any
    assert Sheet.read(kept) == replace(composed.sheet, opening=(), closing=())


TYPED = st.text(st.characters(codec="utf-8"), max_size=60) | st.sampled_from(
    ["{reference}", "{window_end}", "{{", "<p>", "You cannot go to the Ombudsman.", "\n\n", "[gap]", "%(x)s", "{%"]
)


@pytest.fixture
def answer() -> Ready:
    return ready("kings-lynn", "stage-two-response", "upheld")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(subject=TYPED, opening=TYPED, before=TYPED, heading=TYPED)
def test_no_words_that_can_be_adopted_break_a_letter_or_take_anything_out_of_it(
    answer: Ready, subject: str, opening: str, before: str, heading: str
) -> None:
    contents = {each.id: ContentWording(heading.strip(), before.strip()) for each in answer.letter.contents}
    wording = Wording(subject.strip(), opening.strip(), "", contents)
    if stops(faults_of(wording, answer.letter, answer.office.policy)):
        return
    composed, plain = answer.composed(wording=wording), answer.composed(wording=AS_THE_POLICY)
    assert what_is_lost(composed, plain) == ()
    assert composed.whole
    assert composed.subject.strip()
    for words in ("Chief Executive", "final", "Ombudsman"):
        assert words in composed.text
