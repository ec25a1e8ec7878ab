"""Does My work show what needs whom, by time left, with honest counts, and can it be searched and filtered?"""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client

from redress.accounts.models import Cover, RoleHeld
from redress.cases.bars import keep_away
from redress.records import people
from redress.rules.events import Point
from tests.requirement import requirement
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import acknowledged, allocated, answered, complaint, registered, text_of

pytestmark = pytest.mark.django_db
WORK = "/casework/"
TODAY = "2026-06-03T12:00:00+01:00"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


def signed_in(office: Office, name: str) -> Client:
    client = Client()
    client.force_login(office.staff[name])
    return client


def opened(office: Office, name: str, **query: str) -> str:
    response = signed_in(office, name).get(WORK, query)
    assert response.status_code == 200
    return " ".join(text_of(response).split())


def test_what_is_due_stands_in_words_soonest_first(dartford: Office) -> None:
    later, sooner = allocated(complaint(dartford)), complaint(dartford, "2026-05-27T10:00")
    page = opened(dartford, "corporate-services-team", list="all")
    assert "Acknowledge the complaint by <strong>Tue 2 Jun</strong>" in page
    assert "1 working day late" in page
    assert "Acknowledge the complaint by <strong>Fri 5 Jun</strong>" in page
    assert "2 working days left" in page
    assert page.index(sooner.case.reference) < page.index(later.case.reference)
    assert "Ann Smith" in page


def test_today_is_said_so(dartford: Office) -> None:
    complaint(dartford, "2026-05-28T10:00")
    assert "due today" in opened(dartford, "corporate-services-team", list="all")
