"""Does somebody find their service by their own words, and what others deal with just when it matters?"""

from __future__ import annotations

import pytest
import time_machine

from redress import policies
from redress.cases.models import Case
from redress.cases.standing import standing
from tests.cast import Office, set_up
from tests.requirement import requirement
from tests.rooms.form_filler import FORM, answer, fill_in, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def office() -> Office:
    with time_machine.travel("2026-06-01T10:00:00+01:00", tick=False):
        yield set_up().dartford


def shown(response) -> str:
    return response.content.decode()


def test_services_are_suggested_by_the_persons_own_words_with_the_reason(client):
    answer(client, "about")
    assert answer(client, "topic", topic="bin not emptied").url == f"{FORM}suggested/"
    page = shown(client.get(f"{FORM}suggested/"))
    assert "Bins and recycling" in page
    assert "You wrote “bin" in page
    assert "Planning enforcement" not in page
    assert answer(client, "suggested", service="waste-and-recycling").status_code == 302


def test_a_chosen_suggestion_is_sent_with_the_complaint(client):
    pages = fill_in(client, topic={"topic": "bin not emptied"}, suggested={"service": "waste-and-recycling"})
    assert "service" not in pages
    assert "Bins and recycling" in shown(client.get(f"{FORM}check/"))
    send(client)
    points = standing(Case.objects.get()).case.points
    assert [point.service for point in points] == ["waste-and-recycling"]


def test_who_does_not_find_theirs_is_shown_all_of_them(client):
    answer(client, "about")
    answer(client, "topic", topic="bin not emptied")
    assert answer(client, "suggested", service="another").url == f"{FORM}service/"
    assert "Planning enforcement" in shown(client.get(f"{FORM}service/"))
    fill_in(client, topic={"topic": "bin"}, suggested={"service": "another"}, service={"service": "noise"})
    check = shown(client.get(f"{FORM}check/"))
    assert check.count("Noise and nuisance") == 1
    assert "Bins and recycling" not in check


def test_not_being_sure_is_an_answer(client):
    fill_in(client, topic={"topic": "bin not emptied"}, suggested={"service": "unsure"})
    assert "I am not sure" in shown(client.get(f"{FORM}check/"))


@pytest.mark.parametrize("words", ["", "zzz qqq", "???", "xyzzy " * 16])
def test_words_that_suggest_nothing_lead_to_the_plain_list(client, words):
    answer(client, "about")
    assert answer(client, "topic", topic=words).url == f"{FORM}service/"


def test_other_words_ask_for_the_service_again(client):
    fill_in(client, topic={"topic": "bin not emptied"}, suggested={"service": "waste-and-recycling"})
    assert client.post(f"{FORM}topic/?change", {"topic": "loud noise at night"}).url == f"{FORM}suggested/?change"
    assert "Noise and nuisance" in shown(client.get(f"{FORM}suggested/"))


def test_a_service_of_another_council_cannot_be_forced_in(client):
    answer(client, "topic", topic="bin not emptied")
    assert "Choose a service" in shown(answer(client, "suggested", service="no-such-service"))


# --- what others deal with -----------------------------------------------------------------------


@requirement("DA-5.14-2")
@pytest.mark.parametrize(
    "words",
    [
        "pothole in my road",
        "broken paving slabs",
        "a tree on the street",
        "hedge on the highway",
        "verge",
        "a street lamp",
    ],
)
def test_what_the_county_looks_after_is_pointed_there_and_the_person_can_go_on(client, words):
    """For each of these subjects the public page prints Kent Highways whole, just when the words speak of it."""
    answer(client, "about")
    answer(client, "topic", topic=words)
    asked = shown(client.get(f"{FORM}elsewhere/"))
    assert "Is it about this?" in asked
    assert "Roads, pavements, street lamps" in asked
    assert "A parking ticket" not in asked
    pointed = shown(client.get(answer(client, "elsewhere", elsewhere="highways").url))
    county = policies.current("dartford").contacts["kent-highways"]
    assert (county.name, county.lines[0], county.lines[-1]) == (
        "Kent Highways Services", "Kent County Council", "Kent ME14 1XX"
    )  # fmt: skip
    for line in (county.name, *county.lines, "0300 041 8181", "Kent.highwayservices@kent.gov.uk"):
        assert line in pointed
    assert "Carry on with my complaint" in pointed


def test_what_is_pointed_elsewhere_can_still_be_sent(client):
    pages = fill_in(client, topic={"topic": "pothole"}, elsewhere={"elsewhere": "highways"})
    assert "others" in pages
    assert "We have your complaint" in send(client)
    assert "pointed-to-highways" in next(iter(standing(Case.objects.get()).case.runs.values())).flags


def test_nobody_is_asked_about_matters_that_their_words_do_not_speak_of(client):
    pages = fill_in(client, topic={"topic": "bin not emptied"}, suggested={"service": "waste-and-recycling"})
    assert "elsewhere" not in pages


def test_a_chosen_service_can_speak_of_a_matter_too(client):
    words, service = {"topic": "I got a ticket"}, {"service": "parking"}
    assert "elsewhere" in fill_in(client, topic=words, suggested=service, service=service)


def test_who_said_nothing_in_their_own_words_is_shown_all_matters(client):
    assert "elsewhere" in fill_in(client)
    page = shown(client.get(f"{FORM}elsewhere/"))
    assert "A parking ticket" in page
    assert "No, none of these" in page


@pytest.mark.parametrize(
    ("words", "matter"),
    [
        ("street light broken", "highways"), ("potholes", "highways"), ("the pavement is uneven", "highways"),
        ("my parking fine", "parking-ticket"), ("PCN", "parking-ticket"),
        ("a councillor was rude", "councillor-conduct"),
        ("planning permission refused", "planning-refusal"), ("they say I am not homeless", "homelessness-decision"),
        ("freedom of information", "information-request"), ("I was injured in the park", "legal-claim"),
        ("overpayment of housing benefit", "benefit-decision"), ("business rates too high", "council-tax-liability"),
    ],
)  # fmt: skip
def test_everyday_words_find_the_matter(client, words, matter):
    answer(client, "topic", topic=words)
    assert f'value="{matter}"' in shown(client.get(f"{FORM}elsewhere/"))


@pytest.mark.parametrize(
    "words", ["bin not emptied", "damp in my flat", "nobody answers the phone", "noisy neighbours"]
)
def test_everyday_words_about_our_own_services_point_nowhere(client, words):
    answer(client, "topic", topic=words)
    assert "elsewhere" not in fill_in(client, topic={"topic": words})
