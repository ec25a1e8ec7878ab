"""Which row of the requirements catalogue stands in which letter, in which words?"""

from __future__ import annotations

from datetime import date

import pytest

from redress.accounts.models import RoleHeld
from redress.correspondence.compose import compose
from redress.rules import actions as order
from tests.requirement import requirement
from tests.rooms.case_files import Office, moment
from tests.rooms.letter_cases import letter, ready

# Letters are composed once for all tests that read them, on one worker.
pytestmark = pytest.mark.django_db

DA, KL = "dartford", "kings-lynn"
ACK, RESPONSE, FINAL = "stage-one-acknowledgement", "stage-one-response", "stage-two-response"
STAGE_TWO_ACK, EXTENSION = "stage-two-acknowledgement", "extension-notice"
WRITES = "What the officer writes about “{}”."

ROWS = [
    pytest.param(KL, ACK, "", ["by Monday 23 March 2026"], marks=requirement("KL-3-6", "L2")),
    pytest.param(KL, ACK, "", ["Your reference is KLWN-2026-0001"], marks=requirement("KL-3-5")),
    pytest.param(KL, ACK, "", ["privacy notice", "https://www.west-norfolk.gov.uk/"], marks=requirement("KL-14.1-3")),
    pytest.param(
        KL,
        "stage-one-delay-notice",
        "",
        [WRITES.format("Why our answer will be late"), "by Monday 30 March 2026"],
        marks=requirement("KL-3-8", "L8", "Q19"),
    ),
    pytest.param(KL, RESPONSE, "upheld", ["Upheld", "completely justified"], marks=requirement("KL-8-3", "L9")),
    pytest.param(KL, RESPONSE, "partially-upheld", ["Partially upheld", "part of your complaint justified"]),
    pytest.param(KL, RESPONSE, "not-upheld", ["Not upheld", "did not find your complaint justified"]),
    pytest.param(KL, RESPONSE, "upheld", [WRITES.format("Why we decided this")], marks=requirement("KL-8-4")),
    pytest.param(
        KL, RESPONSE, "upheld", [WRITES.format("What we will do to put it right")], marks=requirement("KL-8-5")
    ),
    pytest.param(KL, RESPONSE, "upheld", [WRITES.format("Our answer to what you raised")], marks=requirement("KL-3-4")),
    pytest.param(
        KL,
        RESPONSE,
        "upheld",
        ["You must tell us why you are still not happy and give your reasons.", "not enough to say"],
        marks=requirement("KL-3-12", "KL-3-13"),
    ),
    pytest.param(
        KL, RESPONSE, "upheld", ["The last day is Monday 20 April 2026."], marks=requirement("KL-3-14", "Q14")
    ),
    pytest.param(KL, RESPONSE, "upheld", ["Democratic Services", "PE30 1EX"], marks=requirement("KL-3-10")),
    pytest.param(
        KL,
        "stage-two-acceptance",
        "",
        ["We have accepted your request", "a Senior Officer", "by Friday 1 May 2026"],
        marks=requirement("L11", "KL-3-18"),
    ),
    pytest.param(
        KL,
        "stage-two-refusal",
        "",
        ["cannot take your complaint to Stage Two", "full and comprehensive", WRITES.format("Why")],
        marks=requirement("L12", "KL-3-19", "KL-3-16"),
    ),
    pytest.param(
        KL,
        "stage-two-refusal",
        "",
        ["Local Government and Social Care Ombudsman", "0300 061 0614"],
        marks=requirement("Q18"),
    ),
    pytest.param(
        KL,
        "stage-two-delay-notice",
        "",
        [WRITES.format("Why we need more time"), "by Friday 15 May 2026"],
        marks=requirement("L13", "KL-3-30"),
    ),
    pytest.param(KL, FINAL, "upheld", ["on behalf of the Chief Executive"], marks=requirement("KL-3-26", "L14")),
    pytest.param(KL, FINAL, "upheld", ["who has agreed this answer"], marks=requirement("KL-3-28")),
    pytest.param(
        KL, FINAL, "upheld", ["You have the right to take your complaint to the Ombudsman"], marks=requirement("KL-9-1")
    ),
    pytest.param(
        KL, FINAL, "upheld", ["not part of the council", "independently", "final stage"], marks=requirement("KL-9-2")
    ),
    pytest.param(
        KL,
        FINAL,
        "not-upheld",
        ["Local Government and Social Care Ombudsman", "PO Box 4771", "0300 061 0614"],
        marks=requirement("KL-9-3"),
    ),
    pytest.param(KL, RESPONSE, "upheld", ["normally only do so after Stage Two"], marks=requirement("KL-9-5")),
    pytest.param(KL, "mp-enquiry-reply", "", [WRITES.format("Our answer"), "01553 616005"], marks=requirement("L15")),
    pytest.param(
        DA,
        ACK,
        "",
        [WRITES.format("Your complaint as we understand it")],
        marks=requirement("DA-8.1.1-b2", "L30"),
    ),
    pytest.param(DA, ACK, "", [WRITES.format("What you would like us to do")], marks=requirement("DA-8.1.1-b3")),
    pytest.param(DA, ACK, "", ["Sam Patel, Housing Repairs Manager"], marks=requirement("DA-8.1.1-b4")),
    pytest.param(DA, ACK, "", ["by Tuesday 16 June 2026"], marks=requirement("DA-8.1.1-b5", "DA-8.1.1-b6")),
    pytest.param(DA, ACK, "", ["write to you by the date above", "ask for Stage Two"], marks=requirement("DA-2.7-v")),
    pytest.param(DA, ACK, "", ["What we can and cannot do", "We cannot change"], marks=requirement("DA-2.3-13")),
    pytest.param(
        DA,
        ACK,
        "",
        ["Telephone: 01322 343001", "E-mail: service-manager@dartford.example"],
        marks=requirement("DA-2.3-14", "DA-4.3-7"),
    ),
    pytest.param(
        DA,
        ACK,
        "",
        ["Corporate Privacy Notice and Complaints Process Privacy Notice"],
        marks=requirement("DA-3.7-e1"),
    ),
    pytest.param(DA, EXTENSION, "", [WRITES.format("Why we need more time")], marks=requirement("DA-3.15-4", "L34")),
    pytest.param(
        DA,
        EXTENSION,
        "",
        ["We need 10 more working days.", "by Tuesday 30 June 2026"],
        marks=requirement("DA-8.1.1-b7", "DA-2.7-vi-a"),
    ),
    pytest.param(
        DA,
        EXTENSION,
        "stage-two",
        ["We need 1 more working day.", "by Wednesday 22 July 2026"],
        marks=requirement("DA-8.1.2-e6", "DA-2.7-vi-b"),
    ),
    pytest.param(DA, EXTENSION, "", [WRITES.format("What we have done so far")], marks=requirement("DA-2.7-vi")),
    pytest.param(
        DA,
        EXTENSION,
        "",
        ["Local Government and Social Care Ombudsman", "PO Box 4771"],
        marks=requirement("DA-3.15-5"),
    ),
    pytest.param(
        DA,
        RESPONSE,
        "upheld",
        [WRITES.format("How we looked into it"), WRITES.format("Why we decided this")],
        marks=requirement("DA-8.1.1-e1", "L35"),
    ),
    pytest.param(DA, RESPONSE, "upheld", [WRITES.format("What we found")], marks=requirement("DA-8.1.1-e2")),
    pytest.param(DA, RESPONSE, "upheld", [WRITES.format("We are sorry")], marks=requirement("DA-8.1.1-f1")),
    pytest.param(DA, RESPONSE, "partially-upheld", [WRITES.format("We are sorry")], marks=requirement("DA-8.1.1-g1")),
    pytest.param(DA, RESPONSE, "not-upheld", [WRITES.format("Explanation")], marks=requirement("DA-8.1.1-h1")),
    pytest.param(
        DA,
        RESPONSE,
        "upheld",
        ["Cora Lund, Corporate Complaints Officer", "corporate.complaints@dartford.gov.uk", "01322 343434"],
        marks=requirement("DA-8.1.1-i1"),
    ),
    pytest.param(DA, RESPONSE, "not-upheld", ["You can ask for Stage Two."], marks=requirement("DA-2.7-vii")),
    pytest.param(
        DA,
        STAGE_TWO_ACK,
        "",
        [WRITES.format("Your complaint as we understand it")],
        marks=requirement("DA-8.1.2-e2", "L36"),
    ),
    pytest.param(
        DA, STAGE_TWO_ACK, "", [WRITES.format("What you would like us to do")], marks=requirement("DA-8.1.2-e3")
    ),
    pytest.param(DA, STAGE_TWO_ACK, "", ["Ines Okafor, Head of Audit"], marks=requirement("DA-8.1.2-e4")),
    pytest.param(DA, STAGE_TWO_ACK, "", ["by Tuesday 21 July 2026"], marks=requirement("DA-8.1.2-e5")),
    pytest.param(DA, STAGE_TWO_ACK, "", ["may contact you to ask for more"], marks=requirement("DA-8.1.2-e7")),
    pytest.param(DA, STAGE_TWO_ACK, "", ["please tell us why you do not agree"], marks=requirement("DA-8.1.2-f2")),
    pytest.param(DA, STAGE_TWO_ACK, "", ["not likely to change the first decision"], marks=requirement("DA-8.1.2-f3")),
    pytest.param(
        DA,
        FINAL,
        "upheld",
        [WRITES.format("What we found"), WRITES.format("Why we decided this")],
        marks=requirement("DA-8.1.2-j1", "L38"),
    ),
    pytest.param(DA, FINAL, "upheld", ["This is the council's final answer"], marks=requirement("DA-8.1.2-j2")),
    pytest.param(DA, FINAL, "upheld", [WRITES.format("We are sorry")], marks=requirement("DA-8.1.2-k1")),
    pytest.param(DA, FINAL, "partially-upheld", [WRITES.format("We are sorry")], marks=requirement("DA-8.1.2-l1")),
    pytest.param(DA, FINAL, "not-upheld", [WRITES.format("Explanation")], marks=requirement("DA-8.1.2-m1")),
    pytest.param(
        DA,
        "internal-review-response",
        "",
        ["Information Commissioner", "Wycliffe House", "0303123 1113", "https://ico.org.uk/"],
        marks=requirement("DA-10.4-1", "L39"),
    ),
]


@pytest.mark.parametrize(("council", "kind", "variant", "words"), ROWS)
def test_the_row_stands_in_the_letter(council: str, kind: str, variant: str, words: list[str]) -> None:
    text = " ".join(letter(council, kind, variant).text.split())
    assert [each for each in words if each not in text] == []


@pytest.mark.parametrize(
    ("council", "kind", "variant", "content"),
    [
        pytest.param(DA, RESPONSE, "not-upheld", "apology"),
        pytest.param(DA, RESPONSE, "upheld", "explanation"),
        pytest.param(DA, FINAL, "not-upheld", "remedies"),
        pytest.param(KL, FINAL, "not-upheld", "remedy"),
        pytest.param(DA, FINAL, "upheld", "equality"),
    ],
)
def test_what_does_not_apply_is_neither_printed_nor_asked_for(
    council: str, kind: str, variant: str, content: str
) -> None:
    composed = letter(council, kind, variant)
    assert composed.whole
    assert content not in composed.carried


@requirement("KL-3-14", "Q14", "C6")
def test_the_last_day_to_ask_is_printed_as_counted_although_it_is_no_working_day() -> None:
    """A response of 30 January 2026 prints 28 February, a Saturday; a request on Monday 2 March is in time."""
    office = Office(KL)
    file = office.receives("2026-01-05T10:00")
    file.act("2026-01-05T11:00", "complaints-administrator", order.Register())
    file.act("2026-01-05T12:00", "complaints-administrator", order.Allocate(to=_investigator(office)))
    file.act("2026-01-06", "complaints-administrator", order.Acknowledge(letter=office.letter(ACK)))
    composed = compose(
        file.case,
        RESPONSE,
        written={"answer": "a", "reasons": "b", "remedy": "c"},
        by_staff=office.staff["stage-one-investigator"],
        outcome="upheld",
        at=moment("2026-01-30T15:00"),
    )
    assert "The last day is Saturday 28 February 2026." in composed.text


def _investigator(office: Office):
    return office.holder("stage-one-investigator")


def test_two_who_share_a_role_are_not_named_for_each_other() -> None:
    one = ready(DA, RESPONSE, "upheld")
    RoleHeld.objects.create(staff=one.staff, role="corporate-complaints-officer", first=date(2020, 1, 1))
    text = one.composed().text
    assert "Cora Lund" not in text
    assert "\nCorporate Complaints Officer\n" in text
