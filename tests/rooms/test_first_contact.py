"""What becomes of a call or a visit that could not be settled at once? Paragraphs 6.2 and 6.3 at Dartford."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from redress.cases import find
from redress.cases.models import Case
from redress.casework import acts
from redress.correspondence.notices import messages_of
from redress.rules.refusals import Refused
from tests.requirement import requirement
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.casework_desks import do
from tests.rooms.test_casework_log import client_of, plain, sent

pytestmark = pytest.mark.django_db
TODAY = date(2026, 4, 9)
NOW = {"received_on__day": "9", "received_at": "11am"}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-04-09T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


def logged(office: Office, channel: str, **answers: str) -> CaseFile:
    """Somebody in Customer Services took it in, and they are dissatisfied."""
    desk = client_of(office, "customer-services")
    given = {**NOW, "service": "housing-service", "first_contact": "dissatisfied", **answers}
    assert sent(desk, channel=channel, **given).status_code == 302
    return CaseFile(office, Case.objects.latest("pk"))


@requirement("DA-6.2-1", "DA-6.3-1")
@pytest.mark.parametrize("channel", ["telephone", "visit"])
def test_whoever_is_dissatisfied_goes_to_the_corporate_services_team(dartford: Office, channel: str) -> None:
    """The item waits to be registered there; whoever took it in can neither end it nor decide what it is."""
    page = plain(client_of(dartford, "customer-services").get("/casework/log/"))
    for words in ("Solved at once, and they are content", "Not solved, and they are dissatisfied"):
        assert words in page
    file = logged(dartford, channel)
    assert (file.case.status, file.case.channel) == ("new", channel)
    desk = dartford.actor("corporate-services-team", TODAY)
    assert file.case in find.work(desk, dartford.council, "mine", today=TODAY)
    for act, answers in (
        (acts.close, {}),
        (acts.take_step, {"step": "triage", "option": "enquiry", "answers": {"reason": "Nothing to it."}}),
    ):
        with pytest.raises(Refused) as refused:
            do(file, act, "customer-services", "2026-04-09T12:00", **answers)
        assert refused.value.code in ("not-your-role", "too-early")
    step = {"step": "triage", "option": "complaint"}
    do(file, acts.take_step, "corporate-services-team", "2026-04-09T12:00", **step)
    do(file, acts.register, "corporate-services-team", "2026-04-09T12:00")
    assert file.case.status == "awaiting-allocation"


def test_who_is_not_dissatisfied_can_be_told_apart_where_they_were_heard(dartford: Office) -> None:
    file = logged(dartford, "telephone", first_contact="not-solved")
    step = {"step": "triage", "option": "enquiry", "answers": {"reason": "A question about bin days."}}
    do(file, acts.take_step, "customer-services", "2026-04-09T12:00", **step)


def test_king_s_lynn_has_no_such_question() -> None:
    office = Office("kings-lynn")
    page = plain(client_of(office, "complaints-administrator").get("/casework/log/"))
    assert "What came of it, if somebody has talked to them?" not in page


@requirement("DA-6.2-2", "DA-6.3-1")
@pytest.mark.parametrize("channel", ["telephone", "visit"])
def test_the_manager_is_told_with_copies_to_both_complaints_officers(dartford: Office, channel: str) -> None:
    file = logged(dartford, channel)
    do(file, acts.register, "corporate-services-team", "2026-04-09T12:00")
    manager = dartford.staff["service-manager"]
    do(file, acts.allocate, "corporate-services-team", "2026-04-09T12:00", to=manager)
    told = {
        message.to_email: message.template.rpartition("/")[2]
        for message in messages_of(file.case)
        if message.template.startswith("casework/notices/allocated")
    }
    assert told == {
        manager.email: "allocated.txt",
        dartford.staff["departmental-complaints-officer"].email: "allocated-copy.txt",
        dartford.staff["corporate-complaints-officer"].email: "allocated-copy.txt",
    }


@requirement("DA-6.3.1-1")
def test_a_visitor_who_waits_stands_before_all_else(dartford: Office) -> None:
    """Until somebody has taken it in; on another day it stands by its date again."""
    earlier = logged(dartford, "letter", received_on__day="2", received_at="10am")
    visit = logged(dartford, "visit", alike="separate", alike_reason="It is about something else.")
    desk = dartford.actor("corporate-services-team", TODAY)

    def order(on: date) -> list[str]:
        return [case.reference for case in find.work(desk, dartford.council, "all", today=on)]

    both = [visit.case.reference, earlier.case.reference]
    assert order(TODAY) == both
    assert order(date(2026, 4, 10)) == both[::-1]
    do(visit, acts.register, "corporate-services-team", "2026-04-09T12:00")
    assert order(TODAY) == both[::-1]
    page = plain(client_of(dartford, "customer-services").get("/casework/log/"))
    assert "A visit is often a sign of despair." in page


@requirement("DA-6.3.2-4")
def test_what_was_not_passed_on_the_same_day_is_highlighted(dartford: Office) -> None:
    logged(dartford, "visit")
    desk = client_of(dartford)
    assert "Not passed on the same day" not in plain(desk.get("/casework/"))
    with time_machine.travel("2026-04-10T09:00:00+01:00", tick=False):
        desk = client_of(dartford)
        assert "Not passed on the same day" in plain(desk.get("/casework/"))
    assert "Make sure that it is dealt with promptly, the same day." in plain(client_of(dartford).get("/casework/log/"))
