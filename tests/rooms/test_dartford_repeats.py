"""Is whoever decides what a request is shown that it was made before, and can it be taken as a complaint?"""

from __future__ import annotations

import pytest

from redress.records import people
from redress.rules.events import Point
from tests.requirement import requirement
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import text_of
from tests.rooms.step_desks import Decider

pytestmark = pytest.mark.django_db

DESK = "corporate-services-team"


def requested(office: Office, at: str, **who: str) -> CaseFile:
    file = office.receives(at, points=(Point("p1", service="streets-service", landlord="no"),))
    known = {"name": "Rosa Cage", "email": "rosa@example.org", "address": "4 Nelson Close", "postcode": "DA1 9ZZ"}
    people.add(file.case, **{**known, **who})
    return file


@requirement("DA-4.2-2")
def test_a_second_request_by_the_same_person_shows_the_first_and_may_be_a_complaint() -> None:
    office = Office("dartford")
    first, again = requested(office, "2026-03-02"), requested(office, "2026-03-16")
    stranger = requested(office, "2026-03-16", name="Ann Else", email="ann@example.org", address="9 Far End")
    shown = text_of(Decider(office, DESK).opens_step(again, "triage"))
    assert "Reported before about this service" in shown
    assert first.case.reference in shown
    assert "A request made before and not dealt with: a complaint" in shown
    Decider(office, DESK).sends_step(again, "triage", "repeated-request", **{"earlier-reference": first.case.reference})
    again.case.refresh_from_db()
    assert again.case.ended == ""
    assert "Reported before" not in text_of(Decider(office, DESK).opens_step(stranger, "triage"))
