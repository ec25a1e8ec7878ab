"""Which rights stand in the last answers of Dartford, and does no letter of Part 5 lack what its row asks for?"""

from __future__ import annotations

from typing import Any

import pytest

from redress.rules import actions as order
from redress.rules.events import Answer, LetterSent
from redress.rules.refusals import Refused
from tests.requirement import requirement
from tests.rooms.letter_cases import Ready, letter, ready

# Letters are composed once for all tests that read them, on one worker.
pytestmark = pytest.mark.django_db

DA, KL = "dartford", "kings-lynn"
LGSCO, HOUSING = "Local Government and Social Care Ombudsman", "Housing Ombudsman Service"


def told(council: str, kind: str, variant: str = "", **more: Any) -> str:
    return " ".join(letter(council, kind, variant, **more).text.split())


def sent(one: Ready, carried: tuple[str, ...]) -> LetterSent:
    return LetterSent(kind=one.kind, id="letter:1", digest="d" * 64, contents=carried)


def closed_off(landlord: str) -> Ready:
    """The Director has decided that it goes no further than Stage One."""
    one = ready(DA, "stage-one-response", "not-upheld", landlord=landlord)
    answers = (Answer("ground", "lawful"), Answer("reason", "r" * 64))
    closed = order.TakeStep(step="no-stage-two", option="close-off", answers=answers)
    one.file.act("2026-06-12", "director", closed)
    return one


@requirement("DA-8.1.1-i3")
@pytest.mark.parametrize(("landlord", "named"), [("no", LGSCO), ("yes", HOUSING)])
def test_an_answer_that_goes_no_further_explains_it_and_gives_the_right_to_the_ombudsman(
    landlord: str, named: str
) -> None:
    """Neither the answer nor the decision is saved without both: each of the two is left out in turn."""
    one = closed_off(landlord)
    whole = one.composed()
    text = " ".join(whole.text.split())
    assert "What the officer writes about “Why this is our last answer”." in text
    assert "You have the right to take your complaint to the Ombudsman." in text
    assert named in text
    assert "You can ask for Stage Two." not in text
    for content in ("no-stage-two", "ombudsmen"):
        carried = tuple(id for id in whole.carried if id != content)
        with pytest.raises(Refused) as refused:
            one.record(sent(one, carried))
        assert (refused.value.code, refused.value.parameters["contents"]) == ("letter-lacks", [content])
        assert refused.value.paragraph == "8.1.1(i)"
    assert [lacking.id for lacking in one.composed(without="no-stage-two").missing] == ["no-stage-two"]


@requirement("DA-8.1.2-g11")
@pytest.mark.parametrize("variant", ["upheld", "partially-upheld", "not-upheld"])
def test_stage_two_ends_by_writing_to_the_complainant_with_the_findings(variant: str) -> None:
    one = ready(DA, "stage-two-response", variant)
    composed = one.composed()
    assert composed.to is not None
    assert composed.to.part == "complainant"
    assert "What the officer writes about “What we found”." in composed.text
    for without in (None, sent(one, tuple(id for id in composed.carried if id != "findings-of-fact"))):
        with pytest.raises(Refused) as refused:
            one.file.act(one.at, one.who, one.act(without))  # type: ignore[arg-type]
        assert refused.value.code in ("letter-needed", "letter-lacks")
    one.record(sent(one, composed.carried))


@requirement("DA-8.1.2-o2")
def test_the_equality_advisory_and_support_service_is_printed_in_full() -> None:
    composed = letter(DA, "stage-two-response", "upheld", flags=("discrimination",))
    (section,) = [each for each in composed.sheet.sections if each.id == "equality"]
    details = section.parts[-1].text
    for line in (
        "Equality Advisory and Support Service",
        "FPN4431",
        "Telephone: 0808 800 0082",
        "Textphone: 0808 800 0084",
        "www.equalityadvisoryservice.com",
    ):
        assert line in details


@requirement("DA-8.1.4-c1")
@pytest.mark.parametrize("variant", ["upheld", "partially-upheld", "not-upheld"])
@pytest.mark.parametrize("landlord", ["yes", "overlap"])
def test_after_stage_two_a_landlord_complaint_can_go_to_the_housing_ombudsman(variant: str, landlord: str) -> None:
    text = told(DA, "stage-two-response", variant, landlord=landlord)
    final = text.index("This is the council's final answer under our complaints procedure.")
    right = text.index("You have the right to take your complaint to the Ombudsman.")
    assert final < right < text.index(HOUSING)
    assert "0300 111 3000" in text


@requirement("DA-8.1.4-c1")
def test_after_stage_two_another_complaint_is_not_sent_to_the_housing_ombudsman() -> None:
    assert HOUSING not in told(DA, "stage-two-response", "upheld", landlord="no")


@pytest.mark.parametrize(
    ("council", "kind", "variant", "words"),
    [
        pytest.param(
            KL,
            "informal-resolution",
            "",
            ["What was answered to “how”.", "we will register it as a formal complaint", "give the reference"],
            marks=requirement("L3"),
        ),
        pytest.param(
            KL,
            "outside-policy",
            "insurance",
            ["What was answered to “reason”.", "What was answered to “alternative”.", "King's Court", LGSCO],
            marks=requirement("L4"),
        ),
        pytest.param(
            KL,
            "councillor-conduct",
            "",
            [
                "The Monitoring Officer receives complaints about councillors and determines whether there is a case",
                "The Standards Committee considers complaints",
                "Please use the form of the Monitoring Officer.",
                "Website: https://www.west-norfolk.gov.uk/",
            ],
            marks=requirement("L5"),
        ),
        pytest.param(
            KL,
            "consent-request",
            "",
            [
                "What was answered to “covers”.",
                "They write and sign a short note",
                "A councillor needs no consent; a Member of Parliament tells us that the constituent agrees.",
            ],
            marks=requirement("L7"),
        ),
        pytest.param(
            KL,
            "stage-two-reasons-awaited",
            "",
            ["what did our answer leave out or get wrong?", "The last day for your reasons", "April 2026"],
            marks=requirement("L10"),
        ),
        pytest.param(
            KL,
            "social-media-reply",
            "",
            ["Please do not post personal details here.", "the complaint form at https://", "complaints@west-norfolk"],
            marks=requirement("L17"),
        ),
        pytest.param(
            DA,
            "acknowledgement-with-decision",
            "upheld",
            [
                "What the officer writes about “Your complaint as we understand it”.",
                "What the officer writes about “What you would like us to do”.",
                "What we can and cannot do",
                "Complaints Process Privacy Notice",
                "What the officer writes about “What we found”.",
                "What the officer writes about “Why we decided this”.",
                "What the officer writes about “We are sorry”.",
                "What the officer writes about “What we will do”.",
                "You can ask for Stage Two.",
                "Cora Lund, Corporate Complaints Officer",
            ],
            marks=requirement("L31"),
        ),
        pytest.param(
            DA,
            "oral-note",
            "",
            ["What the officer writes about “What you told us”.", "Please tell us if anything is wrong or missing."],
            marks=requirement("L41"),
        ),
    ],
)
def test_the_letter_says_what_its_row_of_part_five_asks_for(
    council: str, kind: str, variant: str, words: list[str]
) -> None:
    composed = letter(council, kind, variant)
    text = " ".join(composed.text.split())
    assert composed.whole
    assert [each for each in words if each not in text] == []
