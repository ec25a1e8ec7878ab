"""Do Dartford's redirections and refusals tell the body, its contact and the time limit? Paragraphs 3.6 and 5."""

import html
import re

import pytest
from django.test import Client

from redress.correspondence.compose import compose
from redress.rules.events import Point
from tests.requirement import requirement
from tests.rooms.case_files import Office, moment
from tests.rooms.letter_cases import letter

# Letters are composed once for all tests that read them, on one worker.
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


def _redirected(matter: str, **answers: str) -> str:
    """The words of the letter that sends somebody on with this matter."""
    office = Office("dartford")
    file = office.receives("2026-06-01", points=(Point("p1", landlord="no"),))
    given = {"matter": matter, "reason": "It is theirs.", **answers}
    composed = compose(
        file.case,
        "redirect-elsewhere",
        written={},
        by_staff=office.staff["corporate-services-team"],
        facts={"step": "redirect", "option": "elsewhere", "answers": given},
        at=moment("2026-06-02T10:00"),
    )
    return " ".join(composed.text.split())


def _others_page(client: Client) -> str:
    page = html.unescape(re.sub(r"<[^>]+>", " ", client.get("/dartford/others/").content.decode()))
    return " ".join(page.split())


@requirement("DA-5.14-1")
@pytest.mark.parametrize("place", ["redirect-councillor", "redirect-elsewhere", "page"])
def test_the_monitoring_officer_is_printed_in_full_on_the_page_and_in_the_letters(client: Client, place: str) -> None:
    if place == "redirect-councillor":
        text = told(place)
    elif place == "redirect-elsewhere":
        text = _redirected("councillor-conduct")
    else:
        Office("dartford")
        text = _others_page(client)
    for words in (
        "Monitoring Officer",
        "Dartford Borough Council Civic Centre Home Gardens Dartford Kent DA1 1DR",
        "MonitoringOfficer@dartford.gov.uk",
    ):
        assert words in text


@requirement("DA-5.14-2")
def test_kent_highways_are_printed_in_full_for_each_of_their_subjects(client: Client) -> None:
    for text in (_redirected("highways"), _others_page(client)):
        for words in (
            *("potholes", "broken paving slabs", "trees, hedges and verges by a road or street", "street lamps"),
            "Kent Highways Services",
            "Kent County Council Invicta House County Hall Maidstone Kent ME14 1XX",
            "0300 041 8181",
            "Kent.highwayservices@kent.gov.uk",
        ):
            assert words in text


@requirement("DA-5.14-3")
def test_a_review_of_a_homelessness_decision_is_asked_for_within_21_days_of_its_date(client: Client) -> None:
    text = _redirected("homelessness-decision", **{"decided-on": "2026-06-01"})
    assert "Part 7 of the Housing Act 1996 or the Homelessness Act 2002" in text
    assert "You can ask for the review by Monday 22 June 2026." in text
    assert "You have 21 days from the date of the decision to ask for a review." in _others_page(client)


@requirement("DA-5.14-5")
def test_the_reviewer_has_56_days_or_longer_if_all_agree(client: Client) -> None:
    text = _redirected("homelessness-decision", **{"review-asked-on": "2026-06-22"})
    assert "The reviewer has until Monday 17 August 2026 to answer, or longer if everybody agrees." in text
    assert "They have 56 days, or longer if everybody agrees." in _others_page(client)


def test_without_the_date_of_the_decision_no_date_is_made_up() -> None:
    text = _redirected("homelessness-decision")
    assert "You have 21 days from the date of the decision" in text
    assert "You can ask for the review by" not in text
