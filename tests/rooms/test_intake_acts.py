"""Does each act of a complainant put on record and keep what it should, whole or not at all?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from redress.cases.models import Case, Event
from redress.cases.record import MovedOn, seeding
from redress.cases.standing import standing
from redress.correspondence.models import Message
from redress.intake import acts
from redress.intake.answers import Answers
from redress.records import documents, keep, people, tracking, words
from redress.records.documents import DocumentRefused
from redress.records.models import Document, HeldDocument, Person, Words
from redress.records.taking_in import landlord_flag
from redress.rules import actions as order
from redress.rules.refusals import Refused
from tests.requirement import requirement
from tests.rooms.case_files import DESK, INVESTIGATOR, CaseFile, Office, moment

pytestmark = pytest.mark.django_db

ANSWERS = Answers(
    subject="delay",
    service="streets-service",
    landlord="no",
    elsewhere="none",
    what_happened="The bins were not emptied for three weeks.",
    happened_on=date(2026, 3, 2),
    put_right="Empty them.",
    anonymous="no",
    name="Ann Smith",
    email="ann@example.org",
    preferred="email",
)
NO_NAME = replace(ANSWERS, anonymous="yes", name="", email="", preferred="")
PHOTO = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


@pytest.fixture
def dartford() -> Office:
    return Office("dartford")


@pytest.fixture
def kings_lynn() -> Office:
    return Office("kings-lynn")


def sent(office: Office, answers: Answers = ANSWERS, *, at: str = "2026-04-02T17:30", key: str = "a-key", held=()):
    when = moment(at)
    with seeding():
        return acts.submit_complaint(
            office.council, answers, at=when, key=key, held_documents=held, recorded_at=when.instant
        )


def envelope(party, *, at: str = "2026-04-20T10:00", key: str = "an-act", seen: int | None = None) -> dict:
    when = moment(at)
    return {
        "at": when,
        "seen": standing(party.case).seq if seen is None else seen,
        "key": key,
        "recorded_at": when.instant,
    }


def do(act, party, *args, at: str = "2026-04-20T10:00", key: str = "an-act", seen: int | None = None, **more):
    with seeding():
        return act(party, *args, **more, **envelope(party, at=at, key=key, seen=seen))


@requirement("DA-2.1-2", "KL-5A-4")
def test_a_complaint_comes_in_with_its_words_person_and_link(dartford):
    submitted = sent(dartford)
    run = standing(submitted.case).run
    assert submitted.reference.startswith("DBC-2026-")
    assert (run.channel, run.track, run.happened_on) == ("web", "complaint", date(2026, 3, 2))
    assert [each.text for each in words.of(submitted.case, "complaint")] == [ANSWERS.what_happened]
    assert people.complainant_of(submitted.case).person.name == "Ann Smith"
    assert tracking.case_for(dartford.council, submitted.reference, submitted.secret)[0] == submitted.case


def test_every_text_is_vouched_for_by_an_event(dartford):
    case = sent(dartford, replace(ANSWERS, why_late="I was ill.")).case
    told = "".join(Event.objects.filter(case=case).values_list("facts", flat=True))
    kept = list(Words.objects.filter(case=case))
    assert {row.kind for row in kept} == {"complaint", "outcome-sought", "reasons"}
    assert all(row.digest in told for row in kept)
    assert "bins" not in told
    assert "Ann" not in told


@requirement("DA-3.9-2")
def test_an_anonymous_complaint_has_no_name_and_nobody_to_acknowledge_to(dartford):
    submitted = sent(dartford, NO_NAME)
    run = standing(submitted.case).run
    assert (run.anonymous, run.acknowledgeable) == (True, False)
    assert submitted.party.person.name == submitted.party.person.email == ""
    assert not Message.objects.exists()


def test_someone_only_reached_by_telephone_cannot_be_acknowledged_to(dartford):
    answers = replace(ANSWERS, email="", telephone="01632 960001", preferred="telephone")
    run = standing(sent(dartford, answers).case).run
    assert (run.anonymous, run.acknowledgeable) == (False, False)


@requirement("KL-4B-2", "KL-4B-3", "KL-4B-4", "DA-2.6-6")
@pytest.mark.parametrize(("part", "capacity"), [("councillor", "councillor"), ("friend", "friend"), ("mp", "MP")])
def test_a_representative_is_the_one_written_to(kings_lynn, part, capacity):
    answers = replace(ANSWERS, for_whom="someone-else", their_name="Bo Jones", part=part, consent="spoken")
    submitted = sent(kings_lynn, answers)
    assert people.complainant_of(submitted.case).person.name == "Bo Jones"
    writer = people.correspondent_of(submitted.case)
    assert (writer.person.name, writer.capacity, writer.part) == ("Ann Smith", capacity, "representative")
    stands = standing(submitted.case)
    assert stands.history[0].by_kind == "representative"
    assert "consent-spoken" in stands.run.flags


def test_an_organisation_complains_through_a_person(kings_lynn):
    submitted = sent(kings_lynn, replace(ANSWERS, for_whom="organisation", organisation="Lynn Bakers Ltd"))
    assert people.complainant_of(submitted.case).capacity == "Lynn Bakers Ltd"


@pytest.mark.parametrize(
    ("answer", "service", "flag"),
    [
        ("yes", "yes", "yes"),
        ("no", "no", "no"),
        ("yes", "", "yes"),
        ("no", "", "no"),
        ("", "no", "no"),
        ("yes", "no", "unknown"),
        ("no", "yes", "unknown"),
        ("unsure", "", "unknown"),
        ("unsure", "yes", "unknown"),
        ("yes", "overlap", "overlap"),
        ("unsure", "overlap", "overlap"),
        ("no", "overlap", "unknown"),
        ("", "", "unknown"),
    ],
)
def test_where_person_and_service_disagree_the_landlord_flag_is_left_to_an_officer(answer, service, flag):
    assert landlord_flag(answer, service) == flag


def test_facts_that_letters_go_by_are_flags(dartford):
    answers = replace(ANSWERS, subject="discrimination", elsewhere="parking-ticket")
    assert standing(sent(dartford, answers).case).run.flags == {"discrimination", "pointed-to-parking-ticket"}


def test_sending_twice_makes_one_complaint(dartford):
    first, second = sent(dartford), sent(dartford)
    assert first.case == second.case
    assert Case.objects.count() == 1
    assert Person.objects.count() == 1
    assert Message.objects.count() == 1
    for one in (first, second):  # the first answer may never have reached the browser
        assert tracking.case_for(dartford.council, one.reference, one.secret)[1] == first.party


def test_held_files_go_to_the_case(dartford):
    held = documents.hold(dartford.council, SimpleUploadedFile("bin.png", PHOTO))
    case = sent(dartford, held=[held]).case
    assert [document.name for document in documents.documents_of(case)] == ["bin.png"]
    assert not HeldDocument.objects.exists()
    assert [entry.event.documents for entry in standing(case).history[1:]] == [1]


def test_files_without_further_words_are_counted_too(dartford):
    held = documents.hold(dartford.council, SimpleUploadedFile("bin.png", PHOTO))
    case = sent(dartford, replace(ANSWERS, put_right=""), held=[held]).case
    assert [entry.event.documents for entry in standing(case).history[1:]] == [1]


def test_the_receipt_by_email_has_the_link_and_the_date(dartford):
    submitted = sent(dartford)
    message = Message.objects.get()
    assert message.to_email == "ann@example.org"
    assert submitted.secret in message.link
    assert submitted.secret not in message.text
    assert "Monday 13 April 2026" in message.text
    assert "not our acknowledgement" in message.text


@requirement("DA-2.6-1", "DA-2.6-3", "DA-2.6-4", "DA-2.6-5")
def test_help_asked_for_is_kept_with_the_person(dartford):
    answers = replace(ANSWERS, needs=("large-print", "translator"), other_needs="Polish")
    person = sent(dartford, answers).party.person
    assert person.adjustments == "Large print\nA translator\nPolish"


# --- on the complaint ----------------------------------------------------------------------------


def test_more_information_and_files(dartford):
    party = sent(dartford).party
    done = do(acts.add_information, party, "It happened again.", files=[SimpleUploadedFile("again.png", PHOTO)])
    assert done.events[0].event.documents == 1
    assert words.of(party.case, "information")[0].text == "It happened again."
    assert Document.objects.get().name == "again.png"
    again = do(acts.add_information, party, "It happened again.", files=[SimpleUploadedFile("again.png", PHOTO)])
    assert again.repeated
    assert Document.objects.count() == 1


def test_a_refused_file_leaves_nothing_behind(dartford):
    party = sent(dartford).party
    before = standing(party.case).seq
    with pytest.raises(DocumentRefused):
        do(acts.add_information, party, "See this.", files=[SimpleUploadedFile("run.exe", b"MZ")])
    assert standing(party.case).seq == before
    assert not words.of(party.case, "information")


def test_withdrawing_stops_the_complaint(dartford):
    party = sent(dartford).party
    do(acts.withdraw, party, "It is sorted out.")
    assert standing(party.case).status.code == "withdrawn"
    with pytest.raises(Refused) as refused:
        do(acts.withdraw, party, key="another")
    assert refused.value.code == "run-ended"


def test_a_page_that_is_out_of_date_withdraws_nothing(dartford):
    party = sent(dartford).party
    with pytest.raises(MovedOn):
        do(acts.withdraw, party, seen=1)
    assert standing(party.case).status.code == "new"


def test_stage_two_cannot_be_asked_for_before_an_answer(dartford):
    party = sent(dartford).party
    with pytest.raises(Refused) as refused:
        do(acts.ask_for_stage_two, party, "I do not agree.")
    assert refused.value.code == "not-yet"
    assert not words.of(party.case, "reasons")


def answered(office: Office, *, on: str):
    """A complaint of 5 January 2026, answered on a later day."""
    party = sent(office, replace(ANSWERS, happened_on=None), at="2026-01-05T10:00").party
    file = CaseFile(office, party.case)
    file.act("2026-01-05T11:00", DESK[office.id], order.Register())
    file.act("2026-01-05T12:00", DESK[office.id], order.Allocate(to=office.holder(INVESTIGATOR[office.id])))
    file.act("2026-01-06", DESK[office.id], order.Acknowledge(letter=office.letter("stage-one-acknowledgement")))
    file.act(on, INVESTIGATOR[office.id], file.answer("stage-one-response"))
    return party


def test_stage_two_can_be_asked_for_without_reasons_where_they_are_only_encouraged(dartford):
    party = answered(dartford, on="2026-01-30")
    do(acts.ask_for_stage_two, party, at="2026-03-02T10:00")
    assert standing(party.case).status.code == "requested"
    assert Message.objects.filter(template="intake/mail/request_received.txt").count() == 1


def test_stage_two_needs_reasons_where_they_are_compulsory(kings_lynn):
    party = answered(kings_lynn, on="2026-01-30")
    with pytest.raises(Refused) as refused:
        do(acts.ask_for_stage_two, party, at="2026-03-02T10:00")
    assert refused.value.code == "reasons-needed"
    assert not Message.objects.filter(template="intake/mail/request_received.txt").exists()


@pytest.mark.parametrize(("day", "late"), [("2026-03-02T23:59", False), ("2026-03-03T00:01", True)])
def test_a_request_in_the_window_and_one_after_it(kings_lynn, day, late):
    party = answered(kings_lynn, on="2026-01-30")
    do(acts.ask_for_stage_two, party, "You did not look at the photos.", at=day)
    assert standing(party.case).run.request_late is late


def test_help_can_be_asked_for(dartford):
    party = sent(dartford).party
    do(acts.ask_for_help, party, "Please ring me.")
    assert standing(party.case).history[-1].kind == "HelpAsked"
    assert keep.tidy(words.of(party.case, "help")[0].text) == "Please ring me."
