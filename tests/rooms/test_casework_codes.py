"""Do those who own the policy see where it departs from the Ombudsmen's Codes, and nobody else?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from redress import policies
from redress.casework.policy import code_pages
from redress.rules.policy import Explanation
from tests.rooms.case_files import Office

pytestmark = pytest.mark.django_db
LGSCO, HOUSING = "/casework/policy/codes/lgsco/", "/casework/policy/codes/housing-ombudsman/"
OWNER = {"dartford": "corporate-complaints-officer", "kings-lynn": "complaints-administrator"}


@pytest.fixture
def kings_lynn() -> Office:
    return Office("kings-lynn")


def client_of(office: Office, name: str = "") -> Client:
    client = Client()
    client.force_login(office.staff[name or OWNER[office.id]])
    return client


def plain(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_every_departure_is_shown_with_both_paragraphs(kings_lynn: Office) -> None:
    page = plain(client_of(kings_lynn).get(LGSCO))
    assert "Provision 6.3" in page
    assert "The full answer of the first stage comes within 10 working days of the acknowledgement." in page
    assert "the policy gives 15 working days from receipt for the answer; the Code 10 working days" in page
    assert "the acknowledgement. (paragraph 3)" in page
    assert "What paragraph 3 of our policy says" in page
    assert policies.current("kings-lynn").paragraphs["3"][:40] in page
    assert "No explanation recorded" in page
    assert "Informal resolution" in page
    assert "The policy demands reasons from whoever asks for Stage Two" in page
    assert "Its number in the Code is not confirmed." in page
    assert "How we read it: A limit counted from receipt" in page


def test_duties_are_told_from_advice_and_come_first(kings_lynn: Office) -> None:
    advice, binding = (plain(client_of(kings_lynn).get(url)) for url in (LGSCO, HOUSING))
    assert "Advice and guidance under section 23(12A)" in advice
    assert "from what the Code says should be done." in advice
    assert "Binding on landlords" in binding
    assert "from what the Code says must be done." in binding
    cards = binding.split("Where our policy departs from the Code")[1].split("What our policy keeps")[0]
    assert "govuk-tag--orange" in cards
    assert "govuk-tag--blue" not in cards


def test_an_explanation_stands_beside_its_departure(kings_lynn: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    said = Explanation(
        code="lgsco",
        provision="6.3",
        text="We answer in more depth <first>.",
        approved_by="Cabinet",
        approved_on=date(2026, 3, 3),
    )
    explained = replace(policies.current("kings-lynn"), explanations=(said,))
    monkeypatch.setattr(code_pages.policies, "current", lambda id: explained)
    page = plain(client_of(kings_lynn).get(LGSCO))
    assert "We answer in more depth &lt;first&gt;." in page
    assert "Approved by Cabinet, Tuesday 3 March 2026" in page


def test_each_council_sees_its_own_policy_only(kings_lynn: Office) -> None:
    dartford = Office("dartford")
    page = plain(client_of(dartford).get(LGSCO))
    assert "15 working days from receipt" not in page
    assert "This compares Corporate Complaints Policy and Procedure" in page
    assert "The policy can keep a complaint from Stage Two" in page


def test_the_page_of_versions_leads_there_for_those_who_may(kings_lynn: Office) -> None:
    assert LGSCO in plain(client_of(kings_lynn).get("/casework/policy/"))
    assert LGSCO not in plain(client_of(kings_lynn, "stage-one-investigator").get("/casework/policy/"))


@pytest.mark.parametrize("role", ["stage-one-investigator", "corporate-performance-panel"])
def test_other_roles_are_told_that_it_is_not_theirs(kings_lynn: Office, role: str) -> None:
    answer = client_of(kings_lynn, role).get(LGSCO)
    assert answer.status_code == 403
    assert "Only those who own the policy or look over every case" in plain(answer)


def test_a_stranger_is_sent_to_sign_in() -> None:
    assert Client().get(LGSCO).url.startswith("/casework/sign-in/")


def test_there_is_no_page_for_another_code_and_nothing_to_post(kings_lynn: Office) -> None:
    client = client_of(kings_lynn)
    assert client.get("/casework/policy/codes/scottish/").status_code == 404
    assert client.post(LGSCO).status_code == 405
