"""Do the notices that go to colleagues say what Part 5 of the catalogue asks of them, and to whom it asks?"""

from __future__ import annotations

import pytest

from redress.cases import find
from redress.casework import acts
from redress.correspondence.notices import messages_of
from tests.requirement import requirement
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import acknowledged, complaint, do, registered, requested

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office("dartford")


def sent_since(file, before: int) -> dict[str, str]:
    """What has been sent to whom since then, its lines put together."""
    return {message.to_name: " ".join(message.text.split()) for message in messages_of(file.case)[before:]}


@requirement("L51", "DA-6.2-2")
def test_an_allocation_tells_the_case_and_its_dates_and_is_copied_to_both_complaints_officers(office):
    file = registered(complaint(office))
    before = len(messages_of(file.case))
    do(file, acts.allocate, "corporate-services-team", "2026-06-01T12:00", to=office.staff["service-manager"])
    sent = sent_since(file, before)
    assert set(sent) == {"service-manager", "departmental-complaints-officer", "corporate-complaints-officer"}
    assert "is now yours" in messages_of(file.case)[before].subject
    owed = [each for each in find.standing(file.case).deadlines if each.open and each.binds_council]
    assert owed
    for words in sent.values():
        assert file.case.reference in words
        for deadline in owed:
            assert f"{deadline.clock.name}: by" in words
        assert "Friday 5 June 2026" in words


@requirement("L52", "DA-8.1.2-a2")
def test_a_stage_two_allocation_tells_the_director_of_the_request_and_its_dates(office):
    file = requested(complaint(office))
    before = len(messages_of(file.case))
    do(file, acts.allocate, "corporate-complaints-officer", "2026-06-23", to=office.staff["director"])
    sent = sent_since(file, before)
    assert {"director", "departmental-complaints-officer"} <= set(sent)
    for words in sent.values():
        assert file.case.reference in words
        assert "Stage Two" in words
        assert "It was asked for on Monday 22 June 2026." in words
        assert "Answer at Stage Two: by Thursday 23 July 2026" in words


@requirement("L64", "DA-1.9-2")
def test_an_issue_of_concern_goes_to_the_service_with_the_case_it_is_about(office):
    file = acknowledged(complaint(office))
    before = len(messages_of(file.case))
    issue = {"issue": "The third missed street this month, as in DBC-2026-0007."}
    how = {"step": "issue-of-concern", "option": "sent", "answers": issue}
    do(file, acts.take_step, "corporate-complaints-officer", "2026-06-04", **how)
    sent = sent_since(file, before)
    assert {"departmental-complaints-officer", "service-manager"} == set(sent)
    for words in sent.values():
        assert issue["issue"] in words
        assert file.case.reference in words
