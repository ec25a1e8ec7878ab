"""Does a search by everyday words find the service that somebody means?"""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from redress.accounts.models import Service
from redress.suggestions.service_search import services_for
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> cast.Office:
    return cast.set_up().dartford


MEANT = [
    ("bins", "waste-and-recycling", ("bins",)),
    ("recycling", "waste-and-recycling", ("recycling",)),
    ("my bin was not collected", "waste-and-recycling", None),
    ("recyling", "waste-and-recycling", ("recycling",)),
    ("recycl", "waste-and-recycling", None),
    ("fly-tipping", "street-cleaning", ("fly", "tipping")),
    ("flytipping", "street-cleaning", ("flytipping",)),
    ("dog poo", "street-cleaning", None),
    ("my boiler is broken", "home-repairs", None),
    ("boilers", "home-repairs", ("boilers",)),
    ("mould", "home-repairs", None),
    ("council tax", "council-tax", None),
    ("coucnil tax bil", "council-tax", None),
    ("benefits", "benefits", None),
    ("parking", "parking", ("parking",)),
    ("parking fine", "parking", None),
    ("parks", "parks", ("parks",)),
    ("homless", "homelessness", None),
    ("planing permision", "planning-applications", None),
    ("noisy neighbours", "noise", None),
    ("swimming", "leisure-centre", None),
    ("freedom of information", "information-requests", None),
    ("nobody answers the phone", "contact-centre", None),
    ("", None, None),
    ("the and of", None, None),
    ("the council", None, None),
    ("%_'\"unbalanced", None, None),
    ("zzzzzz", None, None),
    ("śmieci", None, None),
]


@pytest.mark.parametrize(("typed", "meant", "why"), MEANT)
def test_the_service_that_is_meant_stands_first_with_the_words_that_speak_for_it(office, typed, meant, why) -> None:
    found = services_for(office.council, typed)
    if meant is None:
        assert not found
        return
    assert found
    assert found[0].service.slug == meant
    assert found[0].why
    if why is not None:
        assert found[0].why == why


def test_a_whole_complaint_finds_its_service_and_no_slips_are_looked_for_in_it(office) -> None:
    text = (
        "I have rung six times about the boiler. The heating has been off since Tuesday and there is no hot water. "
        "My daughter is two years old. A plumber came and left after five minutes because he had the wrong part. "
        "Nobody has told me when the repair will be finished and I am at the end of my tether."
    )
    assert services_for(office.council, text)[0].service.slug == "home-repairs"


def test_only_services_of_the_council_are_found_and_no_more_than_asked_for(office) -> None:
    assert {each.service.council_id for each in services_for("kings-lynn", "bins park housing")} == {"kings-lynn"}
    assert len(services_for(office.council, "bins park housing boiler planning noise", limit=2)) == 2


def test_one_query_finds_them(office, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        services_for(office.council, "missed bins")
    with django_assert_num_queries(0):
        services_for(office.council, "   ")


def test_what_people_also_call_it_may_stand_on_lines_or_between_commas(office) -> None:
    Service.objects.filter(council=office.council, slug="parks").update(also_called="rec ground\nbandstand, Łódź green")
    assert services_for(office.council, "bandstand")[0].service.slug == "parks"
    assert services_for(office.council, "lodz green")[0].service.slug == "parks"


# --- the page on which a council says what people call its services ---------------------------------

ALL = "/casework/staff/services/words/"


def of(office: cast.Office, who: str) -> Client:
    client = Client()
    client.force_login(office[who])
    return client


def words(response) -> str:
    assert response.status_code == 200, response.status_code
    return unescape(re.sub(r"\s+", " ", response.content.decode()))


def test_whoever_looks_after_people_says_what_a_service_is_called_and_tries_it(office) -> None:
    staff = of(office, "margaret.holloway")
    parks = office.service("parks")
    assert "“bandstand” finds no service." in words(staff.get(ALL, {"q": "bandstand"}))
    assert "football pitch" in words(staff.get(f"/casework/staff/services/{parks.pk}/words/"))
    saved = staff.post(f"/casework/staff/services/{parks.pk}/words/", {"also_called": "bandstand"}, follow=True)
    assert "Saved: what people call Parks and open spaces" in words(saved)
    found = words(staff.get(ALL, {"q": "bandstands"}))
    assert "Parks and open spaces <span" in found
    assert "Because of: bandstands" in found
    assert (
        staff.post(f"/casework/staff/services/{parks.pk}/words/", {"also_called": ""}, follow=True).status_code == 200
    )
    assert Service.objects.get(pk=parks.pk).also_called == ""


def test_too_much_is_a_mistake_beside_the_field_and_nothing_typed_is_lost(office) -> None:
    parks = office.service("parks")
    page = words(
        of(office, "margaret.holloway").post(f"/casework/staff/services/{parks.pk}/words/", {"also_called": "x" * 2001})
    )
    assert "Use 2000 characters or fewer. You have used 2001" in page
    assert "x" * 2001 in page


def test_the_words_are_for_that_council_and_those_who_look_after_it(office) -> None:
    lynn = Service.objects.filter(council="kings-lynn").first()
    assert of(office, "margaret.holloway").get(f"/casework/staff/services/{lynn.pk}/words/").status_code == 404
    for address in (ALL, f"/casework/staff/services/{office.service('parks').pk}/words/"):
        assert of(office, "sandra.whitlock").get(address).status_code == 403
        assert of(office, "margaret.holloway").put(address).status_code == 405


def test_the_page_of_words_asks_as_often_whatever_there_is(office, django_assert_max_num_queries) -> None:
    staff = of(office, "margaret.holloway")
    with django_assert_max_num_queries(9):
        staff.get(ALL, {"q": "bins"})
