"""Does the page of a case say where it stands, what can be done and why not, and everything that happened?"""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client

from redress import jobs
from redress.cases.bars import keep_away
from redress.cases.models import ReadLog
from redress.casework import acts
from redress.correspondence.letters import letters_of
from redress.records import documents, keep, people
from redress.records.models import Person
from redress.rules import actions as order
from redress.rules.actors import Actor
from redress.rules.events import Point
from tests.requirement import requirement
from tests.rooms.case_files import COMPLAINANT, CaseFile, Office, moment
from tests.rooms.casework_desks import (
    ACKNOWLEDGEMENT,
    ANSWER,
    acknowledged,
    allocated,
    answered,
    complaint,
    do,
    investigated,
    registered,
    text_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-06-10T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


@pytest.fixture
def kings_lynn() -> Office:
    return Office("kings-lynn")


def client_of(office: Office, name: str) -> Client:
    client = Client()
    client.force_login(office.staff[name])
    return client


def at(file: CaseFile, more: str = "") -> str:
    return f"/casework/{file.case.reference}/{more}"


def opened(file: CaseFile, name: str) -> str:
    response = client_of(file.office, name).get(at(file))
    assert response.status_code == 200
    return unescape(" ".join(text_of(response).split()))


def section(page: str, id: str) -> str:
    found = re.search(rf'<section[^>]*(?:id|aria-labelledby)="{id}".*?</section>', page)
    assert found is not None, id
    return found[0]


# --- who may see it ------------------------------------------------------------------------------


@requirement("DA-2.2-3")
def test_a_case_of_somebody_elses_is_not_there(dartford: Office, kings_lynn: Office) -> None:
    file = complaint(dartford)
    assert client_of(dartford, "service-manager").get(at(file)).status_code == 404, "not given to them"
    assert client_of(kings_lynn, "complaints-administrator").get(at(file)).status_code == 404, "another council's"
    assert client_of(dartford, "auditor").get("/casework/DBC-2026-9999/").status_code == 404
    assert Client().get(at(file)).status_code == 302
    assert client_of(dartford, "auditor").post(at(file)).status_code == 405


def test_a_hidden_case_is_not_there_and_the_attempt_is_on_record(dartford: Office) -> None:
    file = acknowledged(complaint(dartford))
    keep_away(file.case, dartford.staff["service-manager"], ground="complained-about")
    number = letters_of(file.case)[0].pk
    for more in ("", f"letters/{number}/", f"letters/{number}/as-sent/", "documents/1/"):
        assert client_of(dartford, "service-manager").get(at(file, more)).status_code == 404
    tried = ReadLog.objects.filter(case=file.case, refused=True)
    assert {read.actor for read in tried} == {dartford.staff["service-manager"].actor_id}


def test_a_role_that_sees_figures_only_is_told_so(dartford: Office) -> None:
    response = client_of(dartford, "member-responsible-for-complaints").get(at(complaint(dartford)))
    assert response.status_code == 403
    assert "Your role sees figures only" in text_of(response)


@requirement("DA-2.2-3")
def test_every_reading_is_on_record_and_shown_to_those_who_look_over_everything(dartford: Office) -> None:
    file = allocated(complaint(dartford))
    assert "Who has looked" not in opened(file, "service-manager")
    page = opened(file, "auditor")
    assert "service-manager, Wednesday 10 June 2026 at midday" in section(page, "reads")
    assert ReadLog.objects.filter(case=file.case).count() == 2


# --- where it stands -----------------------------------------------------------------------------


def test_the_head_says_whose_complaint_it_is_where_it_stands_and_who_has_it(dartford: Office) -> None:
    page = opened(allocated(complaint(dartford)), "service-manager")
    assert re.search(r"<h1[^>]*>Ann Smith</h1>", page)
    assert "To be acknowledged" in page
    assert "With <strong>service-manager</strong>, service manager for the complaint" in page


@requirement("DA-2.7-ii", "DA-2.7-iii")
def test_every_date_says_why_in_words_and_as_a_calendar(dartford: Office) -> None:
    page = section(opened(complaint(dartford, "2026-06-05T17:30"), "auditor"), "dates")
    assert "Acknowledge the complaint by <strong>Friday 12 June 2026</strong>" in page
    assert "2 working days left" in page
    assert "after the office closed at 16:45: legally received Monday 8 June 2026 at 08:45 (3.16(b))" in page
    assert "Due by the end of Friday 12 June 2026 (2.7(ii))" in page
    assert page.count("Why this date?") == page.count('class="redress-calendar"') > 1


def test_what_was_promised_extended_and_missed_stands_beside_the_date(dartford: Office) -> None:
    file = acknowledged(complaint(dartford))
    contents = dartford.policy.letter("extension-notice").contents
    do(
        file,
        acts.extend,
        "service-manager",
        "2026-06-09",
        days=4,
        reason_kind=dartford.policy.extension_reasons[0].id,
        agreed="yes",
        written={content.id: "The surveyor is away." for content in contents},
    )
    page = section(opened(file, "service-manager"), "dates")
    assert "Answer at Stage One by <strong>Monday 22 June 2026</strong>" in page
    assert "Promised to the complainant: Monday 22 June 2026" in page
    assert "Originally Tuesday 16 June 2026" in page
    assert "Extension: 4 of 10 working days used, 6 left" in page
    assert "Done on Wednesday 3 June 2026, in time" in page


@requirement("DA-8.1.3-b1")
def test_the_rights_of_the_complainant_are_told_with_their_day(dartford: Office) -> None:
    file = acknowledged(complaint(dartford))
    page = section(opened(file, "service-manager"), "dates")
    assert "can go to the Ombudsman without a Stage One response from Wednesday 17 June 2026 (8.1.3(b))" in page
    with time_machine.travel("2026-06-18T12:00:00+01:00", tick=False):
        page = section(opened(file, "service-manager"), "dates")
    assert "The complainant can go to the Ombudsman without a Stage One response now, since Wednesday 17 June" in page


# --- what can be done ----------------------------------------------------------------------------


def test_what_can_be_done_is_a_link_and_what_cannot_says_why_and_under_which_paragraph(dartford: Office) -> None:
    page = section(opened(complaint(dartford), "corporate-services-team"), "now")
    assert re.search(r'<a href="/casework/DBC-2026-0001/register/"[^>]*role="button"', page)
    assert "/casework/DBC-2026-0001/allocate/" not in page
    assert "You cannot allocate this yet: first see to it that it has been registered (8.1.1(a))." in page
    assert "Only the Service manager can take more time (2.7(vi)(a))." in page
    assert page.index("Register the complaint") < page.index("Not now, or not you")


def test_an_act_of_the_holder_is_closed_to_others(dartford: Office) -> None:
    file = acknowledged(complaint(dartford))
    dartford.person("service-manager", name="another-manager", department=dartford.housing)
    do(file, acts.allocate, "corporate-services-team", "2026-06-04", to=dartford.staff["another-manager"])
    page = section(opened(file, "service-manager"), "now")
    assert "Only whoever is in charge of this, or covers for them, can send the response (8.1.1(e))." in page


def test_every_act_of_the_policys_table_that_has_a_page_is_there_once(dartford: Office) -> None:
    page = section(opened(complaint(dartford), "auditor"), "now")
    assert "Nothing, with your roles and as it stands." in page
    titles = re.findall(r'aria-describedby="why-[^"]+"[^>]*>\s*([^<]+?)\s*</button>', page)
    assert len(titles) == len(set(titles)) > 15


def test_after_the_last_stage_no_further_one_can_be_asked_for(dartford: Office) -> None:
    file = investigated(complaint(dartford))
    findings = {"p1": "not-upheld"}
    do(file, acts.respond, "investigating-officer", "2026-07-10", findings=findings, written=ANSWER)
    with time_machine.travel("2026-07-13T12:00:00+01:00", tick=False):
        page = section(opened(file, "corporate-services-team"), "now")
    assert "There is no further stage within the council." in page
    assert "/request-next-stage/" not in page


def test_runs_side_by_side_have_acts_of_their_own(dartford: Office) -> None:
    file = answered(complaint(dartford))
    do(file, acts.open_ombudsman_run, "corporate-services-team", "2026-06-16", enquiry="Why?", channel="letter")
    with time_machine.travel("2026-06-17T12:00:00+01:00", tick=False):
        page = opened(file, "corporate-services-team")
    assert "With the Ombudsman" in page
    assert "Ombudsman enquiry" in section(page, "now")
    assert "An enquiry came on Tuesday 16 June 2026" in section(page, "ombudsman")
    assert "Why?</blockquote>" in section(page, "ombudsman")
    assert "Why?" not in section(page, "complaint"), "the complainant did not ask that"
    assert re.search(r"Finding, Stage One</dt><dd[^>]*><strong>Not upheld", page)
    assert "/answer-ombudsman/?run=r2" in page
    assert "/close/?run=r1" in page


# --- the story -----------------------------------------------------------------------------------


def test_the_persons_words_stand_as_written_and_apart(dartford: Office) -> None:
    file = complaint(dartford)
    by = Actor(kind="complainant", id="party:1")
    keep.words(file.case, "complaint", "Line one <b>\nline two", by=by)
    keep.words(file.case, "outcome-sought", "An apology.", by=by)
    response = client_of(dartford, "auditor").get(at(file))
    assert "Line one &lt;b&gt;\nline two</blockquote>" in text_of(response)
    assert "An apology.</blockquote>" in text_of(response)


def test_people_with_their_needs_and_whoever_acts_for_them(dartford: Office) -> None:
    file = complaint(dartford)
    Person.objects.update(adjustments="Large print", telephone="01632 960001", address="1 High Street\nDartford")
    people.add(file.case, name="Cy Doe", part="representative", capacity="councillor", email="cy@example.org")
    page = section(opened(file, "auditor"), "people-heading")
    assert "Large print" in page
    assert "1 High Street<br>Dartford" in page
    assert "Representative (councillor)" in page
    assert "cy@example.org" in page


def test_points_with_service_kind_landlord_and_finding(dartford: Office) -> None:
    page = section(opened(answered(complaint(dartford)), "auditor"), "complaint")
    assert "Housing" in page
    assert re.search(r"Finding, Stage One</dt><dd[^>]*><strong>Not upheld", page)


def test_an_anonymous_complaint_says_so(dartford: Office) -> None:
    file = dartford.receives("2026-06-01", anonymous=True, acknowledgeable=False)
    people.add(file.case)
    page = opened(file, "auditor")
    assert "Anonymous complaint" in page
    assert "time not known" in page
    assert "Letters are kept on their page." in page


@requirement("DA-2.7-viii")
def test_letters_with_their_delivery_and_as_they_were_sent(dartford: Office) -> None:
    file = acknowledged(complaint(dartford))
    letter = letters_of(file.case)[0]
    page = section(opened(file, "service-manager"), "letters")
    assert letter.name in page
    assert "Waiting to be sent" in page
    client = client_of(dartford, "service-manager")
    shown = text_of(client.get(at(file, f"letters/{letter.pk}/")))
    assert ACKNOWLEDGEMENT["understanding"] in shown
    assert "ann@example.org" in shown
    as_sent = client.get(at(file, f"letters/{letter.pk}/as-sent/"))
    assert as_sent.content.decode() == letter.html
    assert "sandbox" in as_sent["Content-Security-Policy"]
    other = complaint(dartford)
    assert client_of(dartford, "auditor").get(at(other, f"letters/{letter.pk}/")).status_code == 404


def test_documents_can_be_downloaded_once_they_are_checked(dartford: Office) -> None:
    file = complaint(dartford)
    by = Actor(kind="complainant", id="party:1")
    document = documents.take_in(file.case, ContentFile(b"Hello", name="a letter.txt"), by=by)
    client = client_of(dartford, "auditor")
    assert "Being checked" in section(opened(file, "auditor"), "documents")
    assert client.get(at(file, f"documents/{document.pk}/")).status_code == 404
    jobs.run_all_due(moment("2026-06-10T13:00").instant)
    assert "Download a letter.txt" in section(opened(file, "auditor"), "documents")
    response = client.get(at(file, f"documents/{document.pk}/"))
    assert response["Content-Disposition"].startswith("attachment")
    assert b"".join(response.streaming_content) == b"Hello"
    assert client.get(at(complaint(dartford), f"documents/{document.pk}/")).status_code == 404
    assert ReadLog.objects.filter(page=f"document {document.pk}", refused=False).exists()


def test_a_note_is_written_from_the_page_and_marked_as_never_sent(dartford: Office) -> None:
    file = allocated(complaint(dartford))
    client = client_of(dartford, "service-manager")
    page = text_of(client.get(at(file)))
    hidden = dict(re.findall(r'<input type="hidden" name="(key|seen|run)" value="([^"]*)"', page))
    response = client.post(at(file, "note/"), {**hidden, "text": "Ring after six."})
    assert response["Location"] == at(file)
    notes = section(opened(file, "service-manager"), "notes")
    assert "They are never part of a letter." in notes
    assert "Ring after six." in notes
    assert "service-manager, Wednesday 10 June 2026" in notes
    assert "Add a note" not in section(opened(file, "auditor"), "notes")


# --- the timeline --------------------------------------------------------------------------------


def entry(page: str, seq: int) -> str:
    found = re.search(
        rf'<div class="moj-timeline__item" id="entry-{seq}">(.*?)(?=<div class="moj-timeline__item"|$)', page
    )
    assert found is not None, seq
    return found[1]


def test_everything_that_happened_is_told_latest_first_with_who_and_when(dartford: Office) -> None:
    page = section(opened(acknowledged(complaint(dartford)), "service-manager"), "timeline")
    titles = re.findall(r'<h3 class="moj-timeline__title">([^<]+)</h3>', page)
    assert titles == [
        "Acknowledged",
        "Declare whether you have an interest: No interest",
        "Given to service-manager",
        "Registered as a formal complaint",
        "Complaint received",
    ]
    assert "by corporate-services-team, Corporate Services Team" in entry(page, 2)
    assert "Monday 1 June 2026 at 11am" in entry(page, 2)
    assert "It came by: Online form" in entry(page, 1)
    assert "Date given: Answer at Stage One by Tuesday 16 June 2026" in entry(page, 5)
    assert "recorded" not in entry(page, 2), "written down at once"


def test_a_whole_case_to_the_final_response_can_be_told(dartford: Office, kings_lynn: Office) -> None:
    for file, auditor in (
        (investigated(complaint(dartford)), "auditor"),
        (investigated(complaint(kings_lynn)), "auditor"),
    ):
        page = section(opened(file, auditor), "timeline")
        assert "Answered: Not upheld" in page
        assert "Stage Two asked for" in page
        assert "appointed" in page
        assert "You did not look at the second day." in page


@requirement("DA-3.14-2")
def test_a_correction_stands_beside_what_it_corrects_with_both_times(dartford: Office) -> None:
    file = registered(complaint(dartford))
    do(
        file,
        acts.correct,
        "corporate-services-team",
        "2026-06-08T09:30",
        supersedes=1,
        corrected_at=moment("2026-05-28T09:00"),
        reason="The letter bears our stamp of that day.",
    )
    page = section(opened(file, "auditor"), "timeline")
    first = entry(page, 1)
    assert "Thursday 28 May 2026 at 9am" in first, "the time that counts now"
    assert "It was recorded as Monday 1 June 2026 at 10am" in first
    assert "Corrected by corporate-services-team, Corporate Services Team" in first
    third = entry(page, 3)
    assert "A date was corrected" in third
    assert "The letter bears our stamp of that day." in third


def test_what_was_written_down_later_shows_both_times(dartford: Office) -> None:
    file = complaint(dartford)
    client = client_of(dartford, "corporate-services-team")
    answers = {"happened_on-day": "2", "happened_on-month": "6", "happened_on-year": "2026", "happened_at": "9am"}
    client.post(at(file, "register/"), {"key": "a" * 32, "seen": file.case.last_seq, "step": "send", **answers})
    told = entry(section(opened(file, "auditor"), "timeline"), 2)
    assert "Tuesday 2 June 2026 at 9am" in told
    assert "(recorded Wednesday 10 June 2026 at midday)" in told


def test_who_is_kept_away_is_never_named(dartford: Office) -> None:
    file = complaint(dartford)
    person = dartford.staff["head-of-legal-services"]
    do(file, acts.bar_person, "corporate-services-team", "2026-06-02", person=person, ground="complained-about")
    page = opened(file, "auditor")
    assert "Somebody is kept away from this case" in page
    assert person.name not in section(page, "timeline")


def test_a_case_whose_holder_must_keep_away_has_nobody_in_charge_until_it_is_given_to_another(dartford: Office) -> None:
    file = allocated(complaint(dartford))
    assert file.case.owner is not None
    holder = dartford.staff["service-manager"]
    do(file, acts.bar_person, "corporate-services-team", "2026-06-03", person=holder, ground="complained-about")
    assert (file.case.owner, file.case.status) == (None, "awaiting-allocation")
    assert "Give the case to somebody" in opened(file, "corporate-services-team")


def test_every_kind_of_event_can_be_told(dartford: Office) -> None:
    """A kind of event that the timeline does not know would be a page that nobody can open."""
    from redress.casework.happenings import _TOLD
    from redress.rules.events import KINDS

    assert set(_TOLD) == set(KINDS.values())


def test_acts_by_the_complainant_carry_their_words(dartford: Office) -> None:
    file = complaint(dartford)
    kept = keep.words(file.case, "information", "It happened again.", by=COMPLAINANT)
    file.act("2026-06-05T10:00", COMPLAINANT, order.AddInformation(words=kept.digest))
    page = opened(file, "auditor")
    assert "It happened again." in section(page, "complaint")
    assert "It happened again." in entry(section(page, "timeline"), 2)


def test_points_of_several_services(dartford: Office) -> None:
    points = (Point("p1", service="housing-service", landlord="yes"), Point("p2", landlord="unknown"))
    page = section(
        opened(dartford.receives("2026-06-01", points=points, happened_on=date(2026, 5, 1)), "auditor"), "complaint"
    )
    assert page.count("Not settled yet") >= 2
    assert "The matter occurred on Friday 1 May 2026." in page


# --- contact details -----------------------------------------------------------------------------


def test_contact_details_are_set_right_from_the_case(dartford: Office) -> None:
    file = allocated(complaint(dartford))
    party = people.parties_of(file.case)[0]
    address = at(file, f"people/{party.pk}/")
    assert address in opened(file, "service-manager")
    client = client_of(dartford, "service-manager")
    assert 'value="ann@example.org"' in text_of(client.get(address))
    checked = {"verified": "correction", "reason": "It was misheard."}
    answers = {"name": "Anne Smythe", "email": "anne@example.org", "preferred": "email", **checked}
    assert client.post(address, {**answers, "email": "nowhere"}).status_code == 200
    assert client.post(address, {}).status_code == 200, "empty: how to reply must be said"
    assert client.post(address, answers)["Location"] == at(file)
    person = people.parties_of(file.case)[0].person
    assert (person.name, person.email) == ("Anne Smythe", "anne@example.org")
    assert file.case.reference in text_of(client.get("/casework/", {"q": "smythe"}))
    assert ReadLog.objects.filter(page=f"person {party.pk}: name, email changed").exists()


def test_contact_details_of_others_and_by_readers(dartford: Office) -> None:
    file, other = complaint(dartford), complaint(dartford)
    party = people.parties_of(other.case)[0]
    desk = client_of(dartford, "corporate-services-team")
    assert desk.get(at(file, f"people/{party.pk}/")).status_code == 404, "a person of another case"
    assert client_of(dartford, "service-manager").get(at(other, f"people/{party.pk}/")).status_code == 404
    assert client_of(dartford, "auditor").get(at(other, f"people/{party.pk}/")).status_code == 403
    assert "Change contact details" not in opened(other, "auditor")
    assert desk.put(at(other, f"people/{party.pk}/")).status_code == 405
