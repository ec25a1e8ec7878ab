"""Can an unclear complaint be taken forward in each way of the procedure, and a matter be referred at once?"""

from __future__ import annotations

import pytest

from redress.cases import find
from redress.casework import acts
from tests.requirement import requirement
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import acknowledged, complaint, do, text_of
from tests.rooms.consent_cases import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def file() -> CaseFile:
    return acknowledged(complaint(Office("dartford")))


def page(file: CaseFile, who: str, at: str = "") -> str:
    return text_of(signed_in(file.office, who).get(f"/casework/{file.case.reference}/{at}"))


@requirement("DA-8.1.1-c2", "DA-8.1.1-c3", "DA-8.1.1-c4", "DA-8.1.1-c5")
def test_the_service_manager_has_every_way_forward_and_each_goes_on_record(file):
    ways = {
        "answer-question": "Answer a question",
        "give-information": "Give further information",
        "clear-up-misunderstanding": "Clear up a misunderstanding",
        "rectify-error": "Acknowledge or put right an error",
    }
    asked = page(file, "service-manager", "clarify/")
    for id, name in ways.items():
        assert f'value="{id}"' in asked
        assert name in asked
        do(file, acts.clarify, "service-manager", "2026-06-05", way_forward=id)
        event = find.history(file.case)[-1]
        assert (event.event.way_forward, event.by) == (id, file.office.staff["service-manager"].actor_id)
        assert name in page(file, "service-manager")


@requirement("DA-7.2-1")
def test_a_fast_track_stores_to_whom_when_and_by_whom_from_the_list_of_the_policy(file):
    bodies = file.office.policy.lists["fast-track-bodies"]
    names = " ".join(body.name for body in bodies)
    for named in ("Police", "external auditor", "Disciplinary and Dismissal", "Whistleblowing"):
        assert named.casefold() in names.casefold(), names
    given = {"body": bodies[0].id, "reason": "A theft was reported."}
    who = "departmental-complaints-officer"
    do(file, acts.take_step, who, "2026-06-05", step="fast-track", option="parallel", answers=given)
    event = find.history(file.case)[-1]
    stored = {answer.question: answer.value for answer in event.event.answers}
    assert stored["body"] == bodies[0].id
    assert (event.at.day.isoformat(), event.by) == ("2026-06-05", file.office.staff[who].actor_id)
    assert bodies[0].name in page(file, who)
