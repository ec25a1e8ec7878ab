"""Does an officer of Dartford see at Stage Two what is to be checked, and with which date it was?"""

from __future__ import annotations

import pytest

from tests.requirement import requirement
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import acknowledged, complaint, investigated, text_of
from tests.rooms.step_desks import Decider

pytestmark = pytest.mark.django_db


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


def seen(officer: Decider, file: CaseFile) -> str:
    return text_of(officer.client.get(f"/casework/{file.case.reference}/"))


def record(officer: Decider, file: CaseFile, step: str, option: str, **answers: str) -> None:
    sent = officer.sends_step(file, step, option, **answers)
    assert sent.status_code == 302, text_of(sent)
    file.case.refresh_from_db()


def on(name: str, day: str) -> dict[str, str]:
    """A day of June 2026, as it is typed into three boxes."""
    return {f"{name}-day": day, f"{name}-month": "6", f"{name}-year": "2026"}


@requirement("DA-8.1.2-g1", "DA-8.1.2-g2", "DA-8.1.2-g4", "DA-8.1.2-g7")
def test_the_checks_of_stage_two_are_ticked_off_with_their_date(dartford: Office) -> None:
    file = investigated(complaint(dartford))
    officer = Decider(dartford, "investigating-officer")
    page = seen(officer, file)
    for check in (
        "The complaint is clear",
        "documents are considered",
        "New evidence is considered",
        "The issues are considered afresh",
    ):
        assert check in page
    record(officer, file, "statement", "agreed", **on("answer-agreed-on", "24"))
    for day, step in (("25", "clear"), ("26", "documents"), ("27", "afresh")):
        record(officer, file, step, "done", **on("happened_on", day))
    record(officer, file, "new-evidence", "considered", evidence="A second photograph.")
    page = seen(officer, file)
    for dated in (
        "Yes, investigating-officer, Thursday 25 June 2026",
        "Yes, investigating-officer, Friday 26 June 2026",
        "Yes, investigating-officer, Saturday 27 June 2026",
        "A second photograph.",
    ):
        assert dated in page


@requirement("DA-2.3-2")
def test_whether_a_meeting_was_offered_is_answered_with_date_place_and_time(dartford: Office) -> None:
    file = acknowledged(complaint(dartford))
    officer = Decider(dartford, "service-manager")
    assert "To do now" in seen(officer, file)
    unanswered = text_of(officer.opens_step(file, "meeting", step="continue"))
    assert "Choose an answer" in unanswered
    record(officer, file, "meeting", "offered", where="At her home; she has an hour.", **on("answer-meeting-on", "12"))
    page = seen(officer, file)
    for told in ("Yes, it was offered", "Friday 12 June 2026", "At her home; she has an hour."):
        assert told in page
