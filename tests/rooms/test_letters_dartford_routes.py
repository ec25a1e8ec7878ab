"""Do Dartford's redirections and refusals tell the body, its contact and the time limit? Paragraphs 3.6 and 5."""

import pytest

from redress.correspondence.compose import compose
from redress.rules.events import Point
from tests.requirement import requirement
from tests.rooms.case_files import Office, moment
from tests.rooms.letter_cases import letter

pytestmark = pytest.mark.django_db


def told(kind: str, option: str = "") -> str:
    return " ".join(letter("dartford", kind, option).text.split())


@requirement("DA-5.4.1-2", "DA-5.4.2-1")
def test_the_monitoring_officers_address_and_that_it_must_be_in_writing() -> None:
    text = told("redirect-councillor")
    assert "Dartford Borough Council Civic Centre Home Gardens Dartford Kent DA1 1DR" in text
    assert "MonitoringOfficer@dartford.gov.uk" in text
    assert "There is a form for them on our website." in text
    assert "must be in writing. You can send it by e-mail." in text


@requirement("DA-5.5-1")
def test_the_parliamentary_commissioner_for_standards() -> None:
    text = told("redirect-mp")
    assert "Parliamentary Commissioner for Standards" in text
    assert "https://www.parliament.uk/mps-lords-and-offices/standards-and-financial-interests/" in text


@pytest.mark.parametrize(
    ("matter", "words"),
    [
        pytest.param(
            "homelessness-decision",
            [
                "You have 21 days from the date of the decision",
                "A more senior housing officer who had no part in the decision does it, or an independent reviewer.",
                "They have 56 days, or longer if everybody agrees.",
                "on a point of law to the Dartford County Court",
            ],
            marks=requirement("DA-5.14-4", "DA-5.14-6"),
        ),
        pytest.param(
            "benefit-decision",
            ["First ask the Benefits Department", "appeal to the First-tier Tribunal"],
            marks=requirement("DA-5.14-7"),
        ),
        pytest.param(
            "council-tax-liability",
            [
                "First write to the Council Tax and Business Rates Department.",
                "appeal about Council Tax to the Valuation Office",
                "About Business Rates you can speak at the liability order hearing in the Magistrates' Court.",
            ],
            marks=requirement("DA-5.14-8", "DA-5.14-9", "DA-5.14-10"),
        ),
        pytest.param(
            "parking-ticket",
            ["First write to Parking Services.", "appeal to the Parking and Traffic Appeals Service"],
            marks=requirement("DA-5.14-11"),
        ),
        pytest.param("licensing-decision", ["appeal to Medway Magistrates' Court"], marks=requirement("DA-5.14-12")),
        pytest.param(
            "planning-refusal",
            ["the Planning Inspectorate of the Ministry of Housing, Communities and Local Government"],
            marks=requirement("DA-5.14-13"),
        ),
        pytest.param(
            "highways",
            ["Kent Highways Services", "Maidstone Kent ME14 1XX", "0300 041 8181", "Kent.highwayservices@kent.gov.uk"],
            marks=requirement("DA-4.6-2"),
        ),
    ],
)
def test_each_route_is_told_with_its_body_and_limit(matter: str, words: list[str]) -> None:
    office = Office("dartford")
    file = office.receives("2026-06-01", points=(Point("p1", landlord="no"),))
    composed = compose(
        file.case,
        "redirect-elsewhere",
        written={},
        by_staff=office.staff["corporate-services-team"],
        facts={"step": "redirect", "option": "elsewhere", "answers": {"matter": matter, "reason": "It is theirs."}},
        at=moment("2026-06-02T10:00"),
    )
    text = " ".join(composed.text.split())
    for each in words:
        assert each in text, each
    assert "It is theirs." in text


@requirement("DA-3.6-15", "L33")
@pytest.mark.parametrize(("landlord", "named"), [("no", "Local Government and Social Care"), ("yes", "Housing Ombuds")])
def test_a_refusal_names_the_ombudsman_of_the_case(landlord: str, named: str) -> None:
    text = " ".join(letter("dartford", "not-accepted", "everyone", landlord=landlord).text.split())
    assert "You have the right to take this decision to the Ombudsman." in text
    assert named in text
    assert "Telephone: 0300" in text
