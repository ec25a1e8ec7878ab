"""Does advice stand on the pages where it is needed, with the people it names, and what a directorate adds to it?"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client

from redress.accounts.models import DutyDone, GuidanceNote, Service, StaffingChange
from redress.cases.bars import keep_away
from redress.cases.models import Case
from redress.casework import acts
from redress.casework.steps.desk import StepDesk
from redress.rules.events import Point
from tests.requirement import requirement
from tests.rooms.case_files import DESK, CaseFile, Office, moment
from tests.rooms.casework_desks import allocated, complaint, do, investigated, registered
from tests.rooms.test_casework_log import COMPLAINT

pytestmark = pytest.mark.django_db
NOTES, DUTIES, STANDARDS, HELP = (
    "/casework/help/notes/",
    "/casework/duties/",
    "/casework/standards/",
    "/casework/help/",
)
DCO, CCO = "departmental-complaints-officer", "corporate-complaints-officer"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


def client_of(office: Office, who: str) -> Client:
    client = Client()
    client.force_login(office.staff[who])
    return client


def words(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return unescape(re.sub(r"\s+", " ", response.content.decode()))


def shown(office: Office, who: str, address: str) -> str:
    return words(client_of(office, who).get(address))


def housing_case(office: Office) -> CaseFile:
    file = complaint(office)
    return allocated(file)


def case_of(file: CaseFile, who: str) -> str:
    return shown(file.office, who, f"/casework/{file.case.reference}/")


# --- advice on the pages ---------------------------------------------------------------------------


@requirement("DA-1.7-1", "DA-1.7-2")
def test_advice_stands_on_intake_and_on_the_case_at_work(dartford: Office) -> None:
    for text in (shown(dartford, "customer-services", "/casework/log/"), case_of(housing_case(dartford), DCO)):
        assert "Put the complainant first, respond positively and treat every complaint as serious." in text
        assert "Treat people as you would want to be treated" in text
        assert "(paragraph 1.7)" in text


def test_advice_stands_beside_a_step_and_on_the_page_for_new_versions(dartford: Office) -> None:
    file = registered(complaint(dartford))
    step = shown(dartford, DCO, f"/casework/{file.case.reference}/step/triage/")
    assert "Do not be too rigid about definitions." in step
    new = shown(dartford, CCO, "/casework/policy/new/")
    assert "the form should make it easier to complain" in new
    assert "easier to complain" not in shown(dartford, DCO, f"/casework/{file.case.reference}/")


def test_advice_is_the_councils_own(dartford: Office) -> None:
    text = shown(Office("kings-lynn"), "complaints-administrator", HELP)
    assert "Valuation Office Agency" in text
    assert "Put the complainant first" not in text


@requirement("DA-1.2-1", "DA-2.8.2-3")
def test_everybody_who_works_on_complaints_can_open_the_guidance_and_both_texts(dartford: Office) -> None:
    """Staff, councillors, partners and contractors: the procedure, and how to complain as the public reads it."""
    for role in dartford.policy.roles:
        text = shown(dartford, role.id, HELP)
        for address in ("/casework/procedure/complaint/", "/dartford/"):
            assert f'href="{address}"' in text, role.id
            assert client_of(dartford, role.id).get(address).status_code == 200, role.id
    file = housing_case(dartford)
    for outsider in ("contractor", "partner"):
        assert client_of(dartford, outsider).get(f"/casework/{file.case.reference}/").status_code == 404


@requirement("DA-2.13.2-2")
def test_the_case_names_its_director_and_both_complaints_officers(dartford: Office) -> None:
    dartford.staff["director"].telephone = "01322 000001"
    dartford.staff["director"].save()
    dartford.person(DCO, name="of the streets", department=dartford.streets)
    text = case_of(housing_case(dartford), "service-manager")
    for role, who in (
        ("Director", "director"),
        ("Departmental Complaints Officer", DCO),
        ("Corporate Complaints Officer", CCO),
    ):
        assert re.search(rf"{role}: <strong>{who}</strong>[^<]*, <a [^>]*>{who}@dartford.example", text), role
    assert "01322 000001" in text
    assert "of the streets" not in text


@requirement("DA-6.2.4-1", "DA-6.3.2-3")
def test_whoever_takes_a_call_or_visit_sees_the_manager_of_each_service_with_the_number(dartford: Office) -> None:
    manager = dartford.staff["service-manager"]
    manager.telephone = "01322 000002"
    manager.save()
    text = shown(dartford, "customer-services", "/casework/log/")
    assert "name the manager of the service and pass the caller on" in text
    assert "Judge whether it is for you. If not, know who can deal with it." in text
    services = Service.objects.filter(council=dartford.council)
    assert services.count() == 2
    for service in services:
        entry = re.search(rf"<strong>{re.escape(service.name)}</strong>: ([^<]*)(<span[^>]*>([^<]*))?", text)
        assert entry is not None, service
        own = service.department == dartford.housing
        assert entry.group(1).strip(" ,") == ("service-manager" if own else "nobody named")
        assert (entry.group(3) == "01322 000002") is own


@requirement("DA-6.2.5-2")
def test_managers_are_advised_to_step_in_and_what_they_did_goes_on_record(dartford: Office) -> None:
    assert "are ready to step in where staff have difficulty" in shown(dartford, "director", HELP)
    file = housing_case(dartford)
    what = {"what": "The caller was abusive; I took the call over."}
    step = {"step": "intervention", "option": "stepped-in", "answers": what}
    do(file, acts.take_step, DCO, "2026-06-10T12:00", **step)
    assert "I took the call over." in case_of(file, DCO)


@requirement("DA-2.10.6-1.1")
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_every_step_shows_what_must_be_put_on_record(council: str) -> None:
    """Beside the choice and beside the questions: exactly what the step cannot be taken without."""
    office = Office(council)
    file = complaint(office)
    asked = 0
    for step in office.policy.steps:
        of_step = StepDesk(file.case, office.actor(DESK[council]), f"step:{step.id}")
        for option in of_step.offered:
            of_step.option_id = option.id
            needed = [each.label for each in (*step.questions, *option.questions) if each.required]
            assert of_step.compulsory == ([(option.name, needed)] if needed else []), (step.id, option.id)
            asked += len(needed)
    assert asked > 50
    text = shown(office, DESK[council], f"/casework/{file.case.reference}/step/triage/")
    assert "What must be put on record" in text


@requirement("KL-3-22", "KL-3-23", "KL-3-24", "KL-3-25")
def test_the_review_of_the_whole_case_opens_each_thing_that_is_reviewed() -> None:
    office = Office("kings-lynn")
    file = investigated(complaint(office))
    text = shown(office, "senior-officer", f"/casework/{file.case.reference}/step/whole-case/")
    for label in ("The original complaint", "The background information", "The Stage One response"):
        assert label in text
    assert "List it; put documents on the case." in text
    case = case_of(file, "senior-officer")
    for part in ("complaint", "letters", "documents", "notes", "timeline"):
        assert f'href="/casework/{file.case.reference}/#{part}"' in text
        assert f'id="{part}"' in case


@requirement("DA-3.18-a2")
def test_whoever_records_an_absence_is_reminded_of_the_inbox(dartford: Office) -> None:
    """Out-of-office message and colleagues; what is passed on counts from when it first arrived."""
    text = shown(dartford, CCO, f"/casework/staff/{dartford.staff[DCO].pk}/")
    assert "set an out-of-office message and let a colleague look at your inbox" in text
    given = {**COMPLAINT, "channel": "email", "received_on-day": "3", "received_on-month": "6", "received_at": "9am"}
    assert client_of(dartford, "corporate-services-team").post("/casework/log/", given).status_code == 302
    case = Case.objects.get()
    assert case.received_at is not None
    assert (case.received_day.isoformat(), case.opened_at.date().isoformat()) == ("2026-06-03", "2026-06-10")
    assert case.next_due is not None
    assert case.next_due.isoformat() == "2026-06-09", "the day of arrival is day one"


@requirement("DA-2.10.6-2.2", "C42")
def test_an_entry_made_late_is_flagged_on_the_timeline(dartford: Office) -> None:
    file = complaint(dartford, "2026-06-08T10:00")
    by, seen = dartford.actor("corporate-services-team"), file.case.last_seq
    acts.note(file.case, text="Rang back.", by=by, at=moment("2026-06-08T11:00"), seen=seen, key="late")
    text = case_of(file, DCO)
    assert text.count("Entered late (2.10.6)") == 1
    acts.note(file.case, text="And again.", by=by, at=moment("2026-06-09T11:00"), seen=seen + 1, key="in time")
    assert case_of(file, DCO).count("Entered late (2.10.6)") == 1


@requirement("DA-2.3-15")
def test_whoever_is_given_the_case_next_has_all_of_it(dartford: Office) -> None:
    """Every word of the complaint, with what the person needs; the acts that follow ask for none of it."""
    desk = client_of(dartford, "corporate-services-team")
    given = {
        **COMPLAINT,
        "channel": "email",
        "service": "housing-service",
        "received_on-month": "6",
        "received_at": "9am",
    }
    assert desk.post("/casework/log/", given).status_code == 302
    case = Case.objects.get()
    file = CaseFile(dartford, case)
    do(file, acts.register, "corporate-services-team", "2026-06-02T10:00")
    dartford.person("service-manager", name="second", department=dartford.housing)
    for who in ("service-manager", "second"):
        do(file, acts.allocate, "corporate-services-team", "2026-06-02T11:00", to=dartford.staff[who])
        text = case_of(file, who)
        for word in (given["words"], given["outcome"], given["name"], given["email"], given["adjustments"]):
            assert word in text, word
        assert "Tuesday 2 June 2026" in text
    do(file, acts.take_step, "second", "2026-06-02T12:00", step="declare-interest", option="no-interest")
    page = shown(dartford, "second", f"/casework/{case.reference}/acknowledge/")
    for field in ("words", "name", "email", "address", "telephone"):
        assert f'name="{field}"' not in page


# --- what a directorate adds -----------------------------------------------------------------------


@requirement("DA-1.2-2")
@pytest.mark.parametrize("who", ["director", DCO])
def test_a_note_stands_on_the_cases_of_its_directorate_only(dartford: Office, who: str) -> None:
    client = client_of(dartford, who)
    own, other = dartford.housing.directorate, dartford.streets.directorate
    text = words(client.get(NOTES))
    assert own.name in text
    assert other.name not in text
    said = "Ring the surveyor before you write."
    refused = words(client.post(NOTES, {"directorate": other.pk, "text": said}))
    assert "There is a problem" in refused
    assert "Enter the note" in words(client.post(NOTES, {"directorate": own.pk, "text": " "}))
    assert said in words(client.post(NOTES, {"directorate": own.pk, "text": said}, follow=True))
    streets = dartford.receives("2026-06-01T10:00", points=(Point("p1", service="streets-service", landlord="no"),))
    assert said in case_of(housing_case(dartford), DCO)
    assert said not in case_of(streets, CCO)
    note = GuidanceNote.objects.get()
    assert "The note is withdrawn." in words(client.post(NOTES, {"withdraw": note.pk}, follow=True))
    assert said not in case_of(housing_case(dartford), DCO)
    assert client.post(NOTES, {"withdraw": note.pk}).status_code == 404


def test_only_those_roles_publish_notes_and_only_for_their_own_council(dartford: Office) -> None:
    may = {"director", DCO}
    for role in dartford.policy.roles:
        assert client_of(dartford, role.id).get(NOTES).status_code == (200 if role.id in may else 403), role.id
    lynn = Office("kings-lynn")
    assert client_of(lynn, "complaints-administrator").get(NOTES).status_code == 403
    note = GuidanceNote.objects.create(
        council=lynn.council, directorate=lynn.housing.directorate, by=lynn.staff["auditor"], text="Ours."
    )
    assert client_of(dartford, DCO).post(NOTES, {"withdraw": note.pk}).status_code == 404
    assert client_of(dartford, DCO).post(NOTES, {"withdraw": "x"}).status_code == 404


# --- duties and standards --------------------------------------------------------------------------


@requirement("DA-2.9.2-1")
def test_the_display_check_comes_round_and_doing_it_is_on_record(dartford: Office) -> None:
    client = client_of(dartford, DCO)
    assert "Check what is displayed" in words(client.get("/casework/"))
    assert "prominently displayed at every access point" in words(client.get(DUTIES))
    assert "Say what you found" in words(client.post(DUTIES, {"duty": "display-check", "found": ""}))
    given = {"duty": "display-check", "found": "All leaflets out; the poster in the library was missing."}
    assert "the poster in the library was missing" in words(client.post(DUTIES, given, follow=True))
    done = DutyDone.objects.get()
    assert (done.by, done.on.isoformat()) == (dartford.staff[DCO], "2026-06-10")
    assert "Due again on Thursday 10 September 2026" in words(client.get(DUTIES))
    assert "Check what is displayed" not in words(client.get("/casework/"))
    with time_machine.travel("2026-09-10T09:00:00+01:00", tick=False):
        assert "Check what is displayed" in shown(dartford, DCO, "/casework/")


def test_only_whoever_has_duties_has_the_page(dartford: Office) -> None:
    for role in dartford.policy.roles:
        assert client_of(dartford, role.id).get(DUTIES).status_code == (200 if role.id == DCO else 403), role.id
    assert client_of(dartford, DCO).post(DUTIES, {"duty": "another", "found": "x"}).status_code == 200
    assert not DutyDone.objects.exists()


@requirement("DA-6.3.1-2")
def test_the_waits_of_visitors_are_standards_measured_from_what_is_on_record(dartford: Office) -> None:
    empty = shown(dartford, "customer-services", STANDARDS)
    for text in ("at most", "8 minutes", "on average", "5 minutes", "(paragraph 6.3.1)", "Nothing on record yet"):
        assert text in empty
    for minutes in ("4", "9"):
        file = CaseFile(dartford, dartford.receives("2026-06-09T10:00", channel="visit").case)
        step = {"step": "visitor-wait", "option": "waited", "answers": {"minutes": minutes}}
        do(file, acts.take_step, "customer-services", "2026-06-09T10:10", **step)
    text = shown(dartford, "customer-services", STANDARDS)
    assert "9 minutes, from 2 waits on record" in text
    assert "6.5 minutes, from 2 waits on record" in text
    assert text.count("Not met") == 2
    keep_away(file.case, dartford.staff["quality-reviewer"], ground="complained-about")
    assert "4 minutes, from 1 wait on record" in shown(dartford, "quality-reviewer", STANDARDS)
    lynn = Office("kings-lynn")
    assert "sets no standards" in shown(lynn, "complaints-administrator", STANDARDS)


def test_a_visit_can_be_taken_in_without_a_wait_on_record(dartford: Office) -> None:
    file = dartford.receives("2026-06-09T10:00", channel="visit")
    do(file, acts.register, "corporate-services-team", "2026-06-09T11:00")
    assert file.case.status == "awaiting-allocation"


# --- who sees to changes in each service (1.8) -------------------------------------------------------


@requirement("DA-1.8-2")
def test_every_service_names_who_sees_to_changes_and_how_often(dartford: Office) -> None:
    client, missing = client_of(dartford, CCO), "No arrangement for changes that arise from complaints"
    assert f"{missing}: Housing, Streets" in words(client.get("/casework/staff/"))
    for service in Service.objects.filter(council=dartford.council):
        address = f"/casework/staff/services/{service.pk}/"
        wrong = words(client.post(address, {"lead": "", "months": "0"}))
        assert "Choose somebody" in wrong
        assert "Enter a number of months from 1 to 24" in wrong
        given = {"lead": dartford.staff["service-manager"].pk, "months": "6"}
        assert "service-manager, reviewed every 6 months" in words(client.post(address, given, follow=True))
    assert missing not in words(client.get("/casework/staff/"))
    assert StaffingChange.objects.filter(about=dartford.staff["service-manager"]).count() == 2


def test_the_arrangements_are_for_the_corporate_complaints_officer_of_that_council(dartford: Office) -> None:
    service, lynn = Service.objects.filter(council=dartford.council).first(), Office("kings-lynn")
    assert service is not None
    for address in ("/casework/staff/services/", f"/casework/staff/services/{service.pk}/"):
        assert client_of(dartford, DCO).get(address).status_code == 403
        assert client_of(lynn, "complaints-administrator").get(address).status_code == 404
    stranger = {"lead": lynn.staff["auditor"].pk, "months": "6"}
    assert "There is a problem" in words(client_of(dartford, CCO).post(address, stranger))
    elsewhere = Service.objects.filter(council=lynn.council).first()
    assert elsewhere is not None
    assert client_of(dartford, CCO).get(f"/casework/staff/services/{elsewhere.pk}/").status_code == 404
