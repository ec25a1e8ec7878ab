"""Is every talk about a case on record, never edited, and can the person it was with say whether the note is right?"""

from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine
from django.test import Client

from redress.cases.models import ReadLog
from redress.casework import acts
from redress.correspondence.letters import to_be_posted
from redress.correspondence.notices import messages_of
from redress.records import contact_notes, people, tracking, words
from redress.records.contacts import NoteKind
from tests.requirement import requirement
from tests.rooms.case_files import CaseFile, Office, moment
from tests.rooms.casework_desks import Officer, allocated, complaint, do
from tests.rooms.test_casework_log import client_of, plain

pytestmark = pytest.mark.django_db
SAID = {"method": "telephone", "result": "reached", "note": "She wants it emptied on Friday. I promised to ask."}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-06-02T12:00:00+01:00", tick=False):
        yield


@pytest.fixture
def file() -> CaseFile:
    return complaint(Office("dartford"))


def notes(file: CaseFile) -> list[Any]:
    return contact_notes.notes_of(file.case)


def page_of(file: CaseFile, who: str = "corporate-services-team") -> str:
    return plain(client_of(file.office, who).get(f"/casework/{file.case.reference}/"))


def noted(file: CaseFile, **answers: Any) -> Any:
    do(file, acts.record_contact, "corporate-services-team", "2026-06-02T10:30", **{**SAID, **answers})
    return notes(file)[-1]


def link_in(file: CaseFile) -> str:
    (message,) = [each for each in messages_of(file.case) if each.template == "note-to-confirm"]
    assert message.to_email == "ann@example.org"
    return message.link.partition("8000")[2] if "8000" in message.link else re.sub(r"^https?://[^/]+", "", message.link)


@requirement("DA-2.10.4-2", "KL-13-4")
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
@pytest.mark.parametrize("method", ["telephone", "meeting", "informal", "visit"])
def test_a_talk_is_noted_at_any_time_with_who_took_part_and_what_was_said(council: str, method: str) -> None:
    """By its page, with date and time; it stands on the case with the time at which it was written down."""
    file = complaint(Office(council))
    who = {"dartford": "corporate-services-team", "kings-lynn": "complaints-administrator"}[council]
    page = plain(Officer(file.office, who).opens(file, "contact"))
    for kind in ("Telephone call", "Meeting", "Informal discussion", "Visit"):
        assert f"> {kind} <" in page
    when = {"happened_on__day": "1", "happened_on__month": "6", "happened_on__year": "2026", "happened_at": "3pm"}
    said = {**SAID, "method": method, "participants": "Ann Smith and Sam Reed", "understood": "yes", "read_back": "yes"}
    assert Officer(file.office, who).sends(file, "contact", **said, **when).status_code == 302
    (note,) = notes(file)
    assert (note.kind, note.participants, note.words.text) == (method, "Ann Smith and Sam Reed", SAID["note"])
    page = page_of(file, who)
    assert f"{NoteKind(method).label}, Monday 1 June 2026 at 3pm" in page
    assert "Tuesday 2 June 2026 at midday" in page
    assert "Understanding checked: Yes" in page
    assert "Confirmed at once" in page


@requirement("DA-2.10.6-2.1", "KL-13-4")
def test_a_note_is_never_changed_and_a_correction_refers_to_it(file: CaseFile) -> None:
    first = noted(file)
    before = (first.words.text, first.words.digest, first.created_at)
    officer = Officer(file.office, "corporate-services-team")
    assert "Does it correct an earlier note?" in plain(officer.opens(file, "contact"))
    assert (
        officer.sends(file, "contact", **{**SAID, "note": "Not Friday: Monday."}, corrects=first.pk).status_code == 302
    )
    old, new = notes(file)
    assert (old.words.text, old.words.digest, old.created_at) == before
    assert new.corrects_id == old.pk
    page = page_of(file)
    assert "Corrected by a later note" in page
    assert "It corrects an earlier note" in page
    assert SAID["note"] in page, "the old one can still be read"


def test_the_entry_of_the_talk_vouches_for_its_words(file: CaseFile) -> None:
    note = noted(file)
    assert note.event == file.case.last_seq
    assert note.words.digest in file.case.events.get(seq=note.event).facts


@requirement("KL-2-2")
def test_an_early_contact_says_how_with_what_result_and_why_not() -> None:
    """The telephone stands there to begin with; where it was not possible the reason is needed."""
    file = complaint(Office("kings-lynn"))
    officer = Officer(file.office, "complaints-administrator")
    page = plain(officer.opens(file, "contact"))
    assert 'value="telephone" checked' in page
    answers = {"method": "telephone", "result": "not-possible", "note": ""}
    assert "Enter why it was not possible" in plain(officer.sends(file, "contact", **answers))
    assert "Enter what was said" in plain(officer.sends(file, "contact", method="telephone", result="reached", note=""))
    assert officer.sends(file, "contact", **{**answers, "note": "There is no number."}).status_code == 302
    (note,) = notes(file)
    assert (note.result, note.words.text) == ("not-possible", "There is no number.")
    page = page_of(file, "complaints-administrator")
    assert "Not possible" in page
    assert officer.sends(file, "contact", method="telephone", result="not-reached", note="").status_code == 302


@requirement("DA-2.3-19", "DA-6.1.2-3", "L42")
def test_a_note_is_sent_by_e_mail_and_confirmed_by_its_link(file: CaseFile) -> None:
    note = noted(file, confirm="send")
    assert "Sent for confirmation" in page_of(file)
    address = link_in(file)
    client = Client()
    assert client.get(address)["Location"] == f"/dartford/track/case/notes/{note.pk}/"
    page = plain(client.get(f"/dartford/track/case/notes/{note.pk}/"))
    assert SAID["note"] in page
    assert "Tuesday 2 June 2026 at 10:30am" in page
    assert "Say if our note is right" in plain(client.post(f"/dartford/track/case/notes/{note.pk}/", {}))
    with time_machine.travel("2026-06-04T09:00:00+01:00", tick=False):
        client.get(address)
        assert client.post(f"/dartford/track/case/notes/{note.pk}/", {"right": "yes"}).status_code == 302
    became = [(each.what, each.how, each.on.isoformat()) for each in notes(file)[0].confirmations.all()]
    assert became == [("sent", "email", "2026-06-02"), ("confirmed", "link", "2026-06-04")]
    page = page_of(file)
    assert "Thursday 4 June 2026, Complainant, by the link" in page
    assert ReadLog.objects.filter(case=file.case, page="contact note").exists()


def test_what_is_wrong_stands_beside_the_note(file: CaseFile) -> None:
    note = noted(file, confirm="send")
    client = Client()
    client.get(link_in(file))
    address = f"/dartford/track/case/notes/{note.pk}/"
    assert "Tell us what is wrong or missing" in plain(client.post(address, {"right": "no", "wrong": ""}))
    assert client.post(address, {"right": "no", "wrong": "I said Monday."}).status_code == 302
    page = page_of(file)
    assert "Something is wrong" in page
    assert "I said Monday." in page
    assert notes(file)[0].words.text == SAID["note"]
    assert "You have told us what you think of this note." in plain(client.get(address))
    assert client.post(address, {"right": "yes"}).status_code == 200, "answered once"
    assert len(notes(file)[0].confirmations.all()) == 2


def test_a_wrong_link_opens_nothing(file: CaseFile) -> None:
    note = noted(file, confirm="send")
    wrong = re.sub(r"/[^/]+/notes/", "/nonsense/notes/", link_in(file))
    client = Client()
    assert client.get(wrong)["Location"] == "/dartford/track/?link=wrong"
    assert client.get(f"/dartford/track/case/notes/{note.pk}/").status_code == 302


def test_nobody_reads_a_note_of_another_case_or_one_that_was_not_sent(file: CaseFile) -> None:
    sent, kept = noted(file, confirm="send"), noted(file)
    other = complaint(file.office)
    do(other, acts.record_contact, "corporate-services-team", "2026-06-02T10:30", **SAID, confirm="send")
    client = Client()
    client.get(link_in(file))
    assert client.get(f"/dartford/track/case/notes/{sent.pk}/").status_code == 200
    for hidden in (kept.pk, notes(other)[0].pk):
        assert client.get(f"/dartford/track/case/notes/{hidden}/").status_code == 404


@requirement("DA-2.3-19", "DA-6.1.2-3")
def test_whoever_begins_to_act_later_reads_no_note_that_went_to_the_complainant(file: CaseFile) -> None:
    note = noted(file, confirm="send")
    with time_machine.travel("2026-06-03T12:00:00+01:00", tick=False):
        acting = people.add(file.case, name="Dora Act", email="dora@example.org", part="representative")
    client = Client()
    client.get(f"/dartford/track/open/{file.case.reference}/{tracking.new_secret(file.case, acting)}/")
    assert client.get(f"/dartford/track/case/notes/{note.pk}/").status_code == 404


def test_whoever_wants_letters_gets_the_note_on_paper_and_an_officer_records_the_answer(file: CaseFile) -> None:
    party = people.complainant_of(file.case)
    people.correct(party, address="1 High Street\nDartford", preferred="letter")
    note = noted(file, confirm="send")
    (letter,) = to_be_posted(type(file.case).objects.filter(pk=file.case.pk))
    text = " ".join(letter.text.split())
    assert SAID["note"] in text
    assert "/track/" not in letter.html, "no secret on paper that is kept"
    client = client_of(file.office)
    heard = f"/casework/{file.case.reference}/notes/{note.pk}/heard/"
    assert "Say what they said" in plain(client.post(heard, {}))
    said = {"what": "wrong", "part": "complainant", "how": "letter", "on-day": "2", "on-month": "6", "on-year": "2026"}
    assert "Enter what is wrong" in plain(client.post(heard, said))
    assert client.post(heard, {**said, "wrong": "Monday."}).status_code == 302
    assert "Monday." in page_of(file)


def test_a_note_may_be_sent_later_by_one_button(file: CaseFile) -> None:
    note = noted(file)
    send = f"/casework/{file.case.reference}/notes/{note.pk}/send/"
    client = client_of(file.office)
    assert client.get(send).status_code == 405
    assert client.post(send).status_code == 302
    assert [each.what for each in notes(file)[0].confirmations.all()] == ["sent"]
    people.correct(people.complainant_of(file.case), email="")
    other = noted(file)
    page = plain(client.post(f"/casework/{file.case.reference}/notes/{other.pk}/send/", follow=True))
    assert "There is no way to send it to them." in page


@pytest.mark.parametrize("page", ["send", "heard"])
def test_only_those_who_may_act_on_the_case_do_so_on_its_notes(file: CaseFile, page: str) -> None:
    note = noted(file)
    address = f"/casework/{file.case.reference}/notes/{note.pk}/{page}/"
    assert client_of(file.office, "auditor").post(address).status_code == 403
    assert client_of(file.office, "staff-member").post(address).status_code == 404
    other = Office("kings-lynn")
    assert client_of(other, "complaints-administrator").post(address).status_code == 404


@requirement("DA-2.10.1-6")
def test_a_thing_is_on_record_with_every_place_it_has_been(file: CaseFile) -> None:
    client = client_of(file.office)
    address = f"/casework/{file.case.reference}/things/"
    page = plain(client.get(address))
    assert "No thing is on record." in page
    day = {"on-day": "2", "on-month": "6", "on-year": "2026"}
    assert "Enter what it is" in plain(client.post(address, {"place": "Drawer 4", **day}))
    assert client.post(address, {"what": "One key", "place": "Drawer 4", **day}).status_code == 302
    (item,) = contact_notes.items_of(file.case)
    moved = {"item": str(item.pk), "place": "Legal Services", "why": "Asked for it", **day}
    assert "Enter where it is kept" in plain(client.post(address, {**moved, "place": ""}))
    assert client.post(address, moved).status_code == 302
    page = plain(client.get(address))
    assert "Drawer 4, since Tuesday 2 June 2026" in page
    assert "Legal Services, since Tuesday 2 June 2026. Asked for it" in page
    (item,) = contact_notes.items_of(file.case)
    assert [place.by for place in item.places.all()] == [file.office.actor("corporate-services-team").id] * 2
    assert "One key: Legal Services" in page_of(file)


def test_an_auditor_sees_the_things_and_moves_none(file: CaseFile) -> None:
    address = f"/casework/{file.case.reference}/things/"
    client = client_of(file.office, "auditor")
    assert "Put a thing on record" not in plain(client.get(address))
    assert client.post(address, {"what": "One key", "place": "Drawer 4"}).status_code == 403


def test_a_note_of_another_case_cannot_be_corrected(file: CaseFile) -> None:
    other = complaint(file.office)
    note = noted(other)
    with pytest.raises(ValueError, match="another case"):
        contact_notes.take_note(
            file.case,
            kind="meeting",
            at=moment("2026-06-02"),
            by=file.office.actor("corporate-services-team"),
            words=None,
            corrects=note,
        )


def test_whoever_has_the_case_sees_what_the_caller_needs_and_expects(file: CaseFile) -> None:
    """What was said to one officer need not be said again to the next."""
    allocated(file)
    noted(file)
    assert SAID["note"] in page_of(file, "service-manager")
    assert [each.text for each in words.of(file.case, "contact")] == [SAID["note"]]
