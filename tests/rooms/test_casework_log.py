"""Can an officer log what somebody said, with the true time of receipt, on one page, once?"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from redress.cases.models import Case
from redress.correspondence.notices import messages_of
from redress.records import people, tracking, words
from redress.records.internal import notes_of
from redress.records.models import Document
from tests.requirement import requirement
from tests.rooms.case_files import Office
from tests.rooms.casework_desks import text_of

pytestmark = pytest.mark.django_db
LOG, DATES = "/casework/log/", "/casework/log/dates/"
COMPLAINT = {
    "channel": "telephone",
    "help_offered": "yes",
    "received_on-day": "2",
    "received_on-month": "4",
    "received_on-year": "2026",
    "received_at": "5:30pm",
    "name": "Ann Smith",
    "behalf": "no",
    "email": "ann@example.org",
    "adjustments": "Calls after six",
    "words": "The bins were left again.",
    "outcome": "Empty them.",
    "service": "streets-service",
    "landlord": "no",
    "summary": "She was upset; I apologised.",
    "step": "save",
}


QUESTIONED = '<input type="hidden" name="questioned" value="1">'


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-04-09T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


def client_of(office: Office, name: str = "corporate-services-team") -> Client:
    client = Client()
    client.force_login(office.staff[name])
    return client


def sent(client: Client, **answers: Any) -> Any:
    form = {**COMPLAINT, **{name.replace("__", "-"): a for name, a in answers.items()}}
    return client.post(LOG, {name: value for name, value in form.items() if value is not None})


def plain(response: Any) -> str:
    assert response.status_code == 200
    return unescape(" ".join(text_of(response).split()))


@requirement("DA-3.14-2", "DA-3.16-b2", "KL-1-4")
def test_a_telephone_call_becomes_a_case_from_its_true_receipt(dartford: Office) -> None:
    client = client_of(dartford)
    response = sent(client)
    case = Case.objects.get()
    assert response["Location"] == f"/casework/{case.reference}/"
    assert case.received_at is not None
    assert case.received_at.isoformat() == "2026-04-02T16:30:00+00:00"
    assert (case.channel, case.landlord, case.service.slug) == ("telephone", "no", "streets-service")
    assert case.next_due.isoformat() == "2026-04-13", "received after hours, so on Tuesday 7 April"
    page = plain(client.get(response["Location"]))
    assert "Thursday 2 April 2026 at 5:30pm" in page
    assert "(recorded Thursday 9 April 2026 at midday)" in page


def test_the_persons_words_the_outcome_and_the_officers_summary_are_kept_apart(dartford: Office) -> None:
    sent(client_of(dartford))
    case = Case.objects.get()
    assert [(each.kind, each.text) for each in words.of(case)] == [
        ("complaint", "The bins were left again."),
        ("outcome-sought", "Empty them."),
    ]
    assert [note.text for note in notes_of(case)] == ["She was upset; I apologised."]


def test_the_person_with_their_needs_is_kept_and_found_by_name(dartford: Office) -> None:
    client = client_of(dartford)
    sent(client)
    person = people.parties_of(Case.objects.get())[0].person
    assert (person.name, person.email, person.adjustments) == ("Ann Smith", "ann@example.org", "Calls after six")
    assert Case.objects.get().reference in plain(client.get("/casework/", {"q": "smith"}))


def test_whoever_has_an_address_gets_the_receipt_with_a_link_that_works(dartford: Office) -> None:
    sent(client_of(dartford))
    case = Case.objects.get()
    (message,) = messages_of(case)
    assert message.to_email == "ann@example.org"
    assert "Thursday 2 April 2026 at 5:30pm" in message.text
    assert "by Monday 13 April 2026" in message.text
    secret = message.link.rstrip("/").rpartition("/")[2]
    assert tracking.case_for("dartford", case.reference, secret)[0] == case


def test_without_an_email_address_nothing_is_sent(dartford: Office) -> None:
    sent(client_of(dartford), email=None, address="1 High Street", postcode="da1 1aa")
    assert messages_of(Case.objects.get()) == []


@requirement("KL-4A-2", "DA-2.5-2")
def test_a_representative_is_written_to_and_consent_is_on_record(dartford: Office) -> None:
    sent(client_of(dartford), behalf="yes", their_name="Cy Doe", capacity="relative", consent="spoken")
    case = Case.objects.get()
    complainant, representative = people.parties_of(case)
    assert (complainant.person.name, complainant.person.email) == ("Ann Smith", "")
    assert (representative.person.name, representative.person.email) == ("Cy Doe", "ann@example.org")
    assert representative.capacity == "relative"
    assert '"consent-spoken"' in case.events.get(seq=1).facts


@requirement("DA-3.9-2")
def test_somebody_may_stay_unknown(dartford: Office) -> None:
    sent(client_of(dartford), anonymous="on", name=None, email=None)
    case = Case.objects.get()
    assert case.anonymous
    assert people.correspondent_of(case) is not None
    page = plain(client_of(dartford).get(f"/casework/{case.reference}/"))
    assert "Anonymous complaint" in page
    assert "Does not apply: there is no address to send anything to" in page


def test_the_time_that_the_page_put_there_itself_is_no_time_that_anybody_told(dartford: Office) -> None:
    """The page begins with now, for a call; without scripts the box keeps it when "not known" is ticked."""
    assert 'name="suggested" value="2026-04-09 12:00"' in unescape(client_of(dartford).get(LOG).content.decode())
    sent(client_of(dartford), received_at="12:00", suggested="2026-04-09 12:00", time_unknown="on")
    assert Case.objects.get().received_at is None


def test_both_a_typed_time_and_none_is_a_mistake(dartford: Office) -> None:
    page = plain(sent(client_of(dartford), received_at="11am", suggested="2026-04-09 12:00", time_unknown="on"))
    assert "Enter the time, or say that it is not known, but not both" in page
    assert not Case.objects.exists()


OPENED = {"received_on__day": "9", "received_at": "12:00", "suggested": "2026-04-09 12:00"}


@pytest.mark.parametrize("unknown", [{}, {"time_unknown": "on"}])
@pytest.mark.parametrize("channel", ["letter", "email"])
def test_a_letter_that_still_bears_the_day_the_page_was_opened_is_questioned_once(
    dartford: Office, channel: str, unknown: dict[str, str]
) -> None:
    """A letter of last week must not begin its clocks today because nobody touched the date."""
    now = {**OPENED, **unknown, "channel": channel, "help_offered": None}
    client = client_of(dartford)
    shown = sent(client, **{**now, "step": "channel"})
    assert QUESTIONED not in shown.content.decode(), "nothing is asked before it is saved"
    first = sent(client, **now)
    assert "This is the day on which you opened this page" in plain(first)
    assert QUESTIONED in first.content.decode(), "whoever saves again has been asked"
    assert not Case.objects.exists()
    sent(client, **now, questioned="1")
    assert (Case.objects.get().received_at is None) is bool(unknown)


def test_after_the_question_the_time_can_be_said_to_be_unknown(dartford: Office) -> None:
    letter = {**OPENED, "received_on__day": "2", "channel": "letter", "help_offered": None}
    sent(client_of(dartford), **letter, time_unknown="on", questioned="1")
    assert Case.objects.get().received_at is None


def test_a_call_is_taken_at_the_moment_the_page_was_opened(dartford: Office) -> None:
    sent(client_of(dartford), **OPENED)
    assert Case.objects.get().received_at is not None


def test_a_day_without_a_time_is_taken_as_it_is(dartford: Office) -> None:
    sent(client_of(dartford), received_at=None, time_unknown="on")
    case = Case.objects.get()
    assert case.received_at is None
    assert case.received_day.isoformat() == "2026-04-02"
    assert case.next_due.isoformat() == "2026-04-10", "within office hours, so day one is that Thursday"


def test_the_same_form_twice_makes_one_case(dartford: Office) -> None:
    client = client_of(dartford)
    first, second = sent(client), sent(client)
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1
    assert len(words.of(Case.objects.get())) == 2
    assert len(people.parties_of(Case.objects.get())) == 1
    assert len(messages_of(Case.objects.get())) == 1


def test_another_contact_makes_another_case(dartford: Office) -> None:
    client = client_of(dartford)
    apart = {"alike": "separate", "alike_reason": "Another day, another bin."}
    sent(client)
    sent(client, received_at="5:35pm", **apart)
    sent(client_of(dartford, "customer-services"), **apart)
    assert Case.objects.count() == 3


def test_a_letter_that_came_is_kept_with_it(dartford: Office) -> None:
    scan = SimpleUploadedFile("letter.txt", b"Dear council")
    sent(client_of(dartford), channel="letter", file=scan)
    document = Document.objects.get()
    assert (document.case, document.state) == (Case.objects.get(), "quarantined")


def test_a_file_that_is_not_taken_stops_it_and_loses_nothing(dartford: Office) -> None:
    response = sent(client_of(dartford), file=SimpleUploadedFile("run.exe", b"MZ"))
    page = plain(response)
    assert "“run.exe” cannot be sent" in page
    assert "The bins were left again." in page
    assert Case.objects.count() == 0


# --- the dates before it is saved ----------------------------------------------------------------


@requirement("DA-2.7-ii", "DA-3.16-c1")
def test_the_dates_are_worked_out_before_anything_is_saved(dartford: Office) -> None:
    page = plain(sent(client_of(dartford), step="dates", name=None))
    assert "Arrived Thursday 2 April 2026 at 17:30, after the office closed at 17:15" in page
    assert "legally received Tuesday 7 April 2026 at 08:45 (3.16(b))" in page
    assert "Acknowledge the complaint by <strong>Monday 13 April 2026</strong>" in page
    assert "There is a problem" not in page, "nothing is found fault with yet"
    assert 'value="5:30pm"' in page
    assert Case.objects.count() == 0


def test_the_same_dates_come_live_for_a_script(dartford: Office) -> None:
    asked = {name: value for name, value in COMPLAINT.items() if name.startswith("received")}
    page = plain(client_of(dartford).get(DATES, asked))
    assert "<html" not in page
    assert "legally received Tuesday 7 April 2026 at 08:45" in page
    assert "Monday 13 April 2026" in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Enter the day on which it reached us"),
        ({"received_on-day": "32", "received_on-month": "4", "received_on-year": "2026"}, "Enter the day"),
        ({"received_on-day": "10", "received_on-month": "4", "received_on-year": "2026"}, "That day has not come yet"),
        ({"received_on-day": "10", "received_on-month": "4", "received_on-year": "1926"}, "Working days are not known"),
        (
            {"received_on-day": "2", "received_on-month": "april", "received_on-year": "2026", "received_at": "x"},
            "Received Thursday 2 April 2026.",
        ),
    ],
)
def test_whatever_is_typed_so_far_is_answered(dartford: Office, typed: dict[str, str], told: str) -> None:
    assert told in plain(client_of(dartford).get(DATES, typed))


@requirement("DA-3.11-a2")
def test_a_matter_of_long_ago_is_told_to_need_a_decision(dartford: Office) -> None:
    ago = {"happened_on-day": "1", "happened_on-month": "4", "happened_on-year": "2025"}
    page = plain(
        sent(client_of(dartford), step="dates", **{name.replace("-", "__"): text for name, text in ago.items()})
    )
    assert "The limit for complaining about it was Wednesday 1 April 2026 (3.11)" in page


@requirement("DA-3.11-a3")
def test_what_an_ombudsman_sent_back_is_never_told_to_come_late(dartford: Office) -> None:
    ago = {"happened_on__day": "1", "happened_on__month": "4", "happened_on__year": "2025"}
    page = plain(sent(client_of(dartford), step="dates", channel="ombudsman-referral", **ago))
    assert "The limit for complaining about it was" not in page
    typed = {f"received_on-{part}": text for part, text in (("day", "2"), ("month", "4"), ("year", "2026"))}
    typed |= {name.replace("__", "-"): text for name, text in ago.items()} | {"channel": "ombudsman-referral"}
    assert "The limit for complaining about it was" not in plain(client_of(dartford).get(DATES, typed))


# --- mistakes ------------------------------------------------------------------------------------


@requirement("KL-13-2", "KL-4A-2")
@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"channel": None}, "Say how it reached us"),
        ({"channel": "web"}, "Select a valid choice"),
        ({"received_on__day": "10"}, "must be today or in the past"),
        ({"received_on__day": None}, "must include a day"),
        ({"received_on__day": "9", "received_at": "11pm"}, "The time it reached us must be in the past"),
        ({"received_at": None}, "Enter the time it reached us, or say that it is not known"),
        ({"time_unknown": "on"}, "but not both"),
        ({"name": None}, "Enter their name, or say that they do not want to give it"),
        ({"anonymous": "on"}, "Leave name and contact details empty"),
        ({"words": "  "}, "Enter what happened, in their own words"),
        ({"email": "nowhere"}, "Enter an e-mail address in the right format"),
        ({"email": None}, "Enter at least one way to reach them"),
        ({"behalf": "yes"}, "Enter the name of whoever acts for them"),
        ({"behalf": "yes"}, "Say what they are to the complainant"),
        ({"behalf": "yes", "their_name": "Cy"}, "Say whether the complainant has agreed"),
        ({"service": "nonsense"}, "Select a valid choice"),
        (
            {"happened_on__day": "3", "happened_on__month": "4", "happened_on__year": "2026"},
            "must not be after the day it reached us",
        ),
    ],
)
def test_a_mistake_is_told_beside_its_answer_and_nothing_is_lost(
    dartford: Office, answers: dict[str, Any], told: str
) -> None:
    page = plain(sent(client_of(dartford), **answers))
    assert told in page
    assert "There is a problem" in page
    assert "<title>Error:" in page
    assert "Empty them." in page
    assert Case.objects.count() == 0


def test_an_empty_form_asks_for_what_it_needs(dartford: Office) -> None:
    page = plain(client_of(dartford).post(LOG, {}))
    assert page.count('class="govuk-error-message"') >= 5


# --- who may -------------------------------------------------------------------------------------


@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_everybody_who_may_take_a_complaint_in_can_log_the_whole_of_it(council: str) -> None:
    office = Office(council)
    takes_in = {role for move in office.policy.moves_for("complaint", "receive") for role in move.by}
    for role in sorted(takes_in & {role.id for role in office.policy.roles}):
        apart = {"alike": "separate", "alike_reason": "Each of them logs one."}
        response = sent(client_of(office, role), service="housing-service", **apart)
        assert response.status_code == 302, role


def test_others_may_not(dartford: Office) -> None:
    for name in ("auditor", "member-responsible-for-complaints"):
        assert client_of(dartford, name).get(LOG).status_code == 403
        assert client_of(dartford, name).get(DATES).status_code == 403
        assert sent(client_of(dartford, name)).status_code == 403
    assert Client().get(LOG).status_code == 302
    assert client_of(dartford).put(LOG).status_code == 405
    assert Case.objects.count() == 0


def test_whoever_logged_it_may_open_it(dartford: Office) -> None:
    client = client_of(dartford, "customer-services")
    assert "Ann Smith" in plain(client.get(sent(client)["Location"]))


def test_the_page_asks_everything_on_one_page(dartford: Office) -> None:
    page = plain(client_of(dartford).get(LOG))
    assert not re.search(r'value="web"', page), "the public's own form is not logged"
    for label in ("At what time?", "The time is not known", "in their own words", "Your summary or remarks"):
        assert label in page
