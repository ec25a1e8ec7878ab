"""Is somebody written to as they wish, can they change it themselves, and is it seen how far a letter got?"""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client

from redress import jobs
from redress.casework import acts
from redress.correspondence import preferences
from redress.correspondence.letters import letters_of
from redress.correspondence.models import Letter, Message, Preference
from redress.correspondence.preferences import Wish
from redress.correspondence.texts import are_wanted
from redress.records import adjustments, people, tracking
from redress.records.models import Party
from redress.rules.actors import Actor
from tests.rooms.case_files import DESK, INVESTIGATOR, CaseFile, Office, moment
from tests.rooms.casework_desks import ACKNOWLEDGEMENT, allocated, complaint, do, text_of
from tests.rooms.notify_server import notify_server

pytestmark = pytest.mark.django_db
AT = "2026-06-03T12:00:00+01:00"
HOW = "/dartford/track/case/how-we-write/"
SHE = Actor(kind="complainant", id="party:1")


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def file() -> CaseFile:
    made = complaint(Office("dartford"))
    people.correct(theirs(made), address="12 High Street\nDartford", postcode="DA1 1DJ", telephone="07700 900123")
    return made


@pytest.fixture
def texts(settings: Any) -> Any:
    with notify_server(settings, email=False, post=False) as server:
        yield server


def theirs(file: CaseFile) -> Party:
    return people.parties_of(file.case)[0]


def following(file: CaseFile) -> Client:
    client = Client()
    client.get(f"/dartford/track/open/{file.case.reference}/{tracking.new_secret(file.case, theirs(file))}/")
    return client


def officer(file: CaseFile, who: str = "") -> Client:
    client = Client()
    client.force_login(file.office.staff[who or DESK["dartford"]])
    return client


def acknowledged(file: CaseFile) -> Letter:
    do(allocated(file), acts.acknowledge, INVESTIGATOR["dartford"], "2026-06-03", written=ACKNOWLEDGEMENT)
    return letters_of(file.case)[-1]


# --- on their own page -----------------------------------------------------------------------------


def test_a_person_chooses_on_their_own_page_and_the_next_letter_goes_so(file: CaseFile) -> None:
    client = following(file)
    assert "Change how we write to you" in text_of(client.get("/dartford/track/case/"))
    page = text_of(client.get(HOW))
    assert "By e-mail to ann@example.org" in page
    assert "Send me a text" not in page  # this council sends none
    assert client.post(HOW, {"way": "letter"})["Location"] == "/dartford/track/case/"
    assert (theirs(file).person.preferred, people.goes_by_post(theirs(file).person)) == ("letter", True)
    assert acknowledged(file).state == "to-post"
    client.post(HOW, {"way": "email"})
    assert not people.goes_by_post(theirs(file).person)
    assert [each.way for each in preferences.history_of(theirs(file).person)] == ["email", "letter"]
    assert {each.by for each in Preference.objects.all()} == {theirs(file).actor_id}


def test_the_same_again_is_nothing_new_and_another_way_is_not_there(file: CaseFile) -> None:
    client = following(file)
    assert "Nothing was changed" in text_of(client.post(HOW, {"way": "email"}, follow=True))
    assert "Choose how we should send you letters" in text_of(client.post(HOW, {"way": "pigeon"}))
    assert "Choose how we should send you letters" in text_of(client.post(HOW, {}))
    people.correct(theirs(file), address="", postcode="")
    page = text_of(client.get(HOW))
    assert "By post to your address" not in page
    assert "We send you letters by e-mail. If you give us your address, you can choose." in page
    assert not Preference.objects.exists()


def test_nobody_else_can_choose_for_them(file: CaseFile) -> None:
    assert Client().get(HOW)["Location"] == "/dartford/track/"
    Client().post(HOW, {"way": "letter"})
    assert not Preference.objects.exists()


def test_whoever_asked_to_be_telephoned_and_changes_only_texts_is_still_telephoned(file: CaseFile, texts: Any) -> None:
    people.correct(theirs(file), preferred="telephone")
    following(file).post(HOW, {"way": "email", "texts": "on"})
    assert preferences.wish_of(theirs(file).person) == Wish("telephone", texts=True)


def test_texts_are_asked_for_and_stopped_on_their_own_page(file: CaseFile, texts: Any) -> None:
    client = following(file)
    people.correct(theirs(file), telephone="01322 343434")
    assert "We do not have a mobile number for you" in text_of(client.post(HOW, {"way": "email", "texts": "on"}))
    people.correct(theirs(file), telephone="07700 900123")
    client.post(HOW, {"way": "email", "texts": "on"})
    letter = acknowledged(file)
    jobs.run_all_due()
    (text,) = texts.taken
    assert (text["type"], text["to"]) == ("sms", "+447700900123")
    letter.refresh_from_db()
    assert letter.sent_by == "smtp"
    client.post(HOW, {"way": "email"})
    assert not preferences.texts_wanted(theirs(file).person)
    assert "text when there is a letter" in text_of(client.get(HOW))


# --- what they need comes first ----------------------------------------------------------------------


def test_a_need_for_letters_by_post_holds_whatever_they_wish(file: CaseFile) -> None:
    policy = file.office.policy
    support = next(each for each in adjustments.supports_in(policy) if each.effect == "no-email")
    adjustments.asked_for(
        theirs(file).person, file.case, policy, [support.id], by="staff:1", on=moment("2026-06-01").day
    )
    client = following(file)
    assert "You told us that you need letters in another way" in text_of(client.get(HOW))
    client.post(HOW, {"way": "email"})
    assert preferences.why_by_post(theirs(file)) == "need"
    assert acknowledged(file).state == "to-post"
    page = text_of(officer(file).get(f"/casework/{file.case.reference}/people/{theirs(file).pk}/"))
    assert "They need letters by post, whatever is chosen here" in page


def test_whoever_is_to_be_telephoned_only_has_no_text(file: CaseFile, texts: Any) -> None:
    preferences.wished(theirs(file), Wish("email", texts=True), by=SHE)
    assert are_wanted(theirs(file))
    policy = file.office.policy
    support = next(each for each in adjustments.supports_in(policy) if each.effect == "telephone-only")
    adjustments.asked_for(
        theirs(file).person, file.case, policy, [support.id], by="staff:1", on=moment("2026-06-01").day
    )
    assert not are_wanted(theirs(file))


# --- by an officer -----------------------------------------------------------------------------------


def test_an_officer_changes_it_and_it_is_kept_who_did(file: CaseFile, texts: Any) -> None:
    address = f"/casework/{file.case.reference}/people/{theirs(file).pk}/"
    person = theirs(file).person
    known = {name: getattr(person, name) for name in ("name", "email", "telephone", "address", "postcode")}
    client = officer(file)
    assert "Tell them by text message" in text_of(client.get(address))
    client.post(address, {**known, "preferred": "letter", "texts": "on"})
    assert preferences.wish_of(theirs(file).person) == Wish("letter", texts=True)
    page = text_of(client.get(address))
    assert "How they wanted to be written to" in page
    assert DESK["dartford"] in page
    assert "and a text message when there is a letter" in page
    people.correct(theirs(file), telephone="01322 343434")
    wrong = client.post(address, {**known, "telephone": "01322 343434", "preferred": "letter", "texts": "on"})
    assert "No text can go to this telephone number" in text_of(wrong)


# --- how far a letter got ----------------------------------------------------------------------------


def test_the_first_opening_on_their_own_page_is_noted_and_shown(file: CaseFile) -> None:
    letter = acknowledged(file)
    jobs.run_all_due()
    address = f"/dartford/track/case/letters/{letter.pk}/"
    with time_machine.travel("2026-06-04T09:30:00+01:00", tick=False):
        following(file).get(address)
    first = Letter.objects.get(pk=letter.pk).read_at
    assert first is not None
    with time_machine.travel("2026-06-05T09:30:00+01:00", tick=False):
        following(file).get(address)
        page = text_of(officer(file).get(f"/casework/{file.case.reference}/"))
        own = text_of(officer(file).get(f"/casework/{file.case.reference}/letters/{letter.pk}/"))
    assert Letter.objects.get(pk=letter.pk).read_at == first
    assert page.count("Opened on their own page Thursday 4 June 2026 at 9:30am") == 1
    assert "opened on their own page Thursday 4 June 2026 at 9:30am" in page  # on the timeline
    assert "Opened on their own page Thursday 4 June 2026" in own


def test_an_officer_who_reads_a_letter_does_not_count_and_no_email_watches(file: CaseFile) -> None:
    letter = acknowledged(file)
    officer(file).get(f"/casework/{file.case.reference}/letters/{letter.pk}/")
    letter.refresh_from_db()
    assert letter.read_at is None
    assert "<img" not in letter.html
    assert not any("<img" in each.html for each in Message.objects.all())


def test_a_letter_that_failed_is_on_the_work_of_whoever_has_the_case(file: CaseFile) -> None:
    letter = acknowledged(file)
    Letter.objects.filter(pk=letter.pk).update(state="failed", last_error="smtp-550")
    holder = INVESTIGATOR["dartford"]
    assert "1 letter of your cases did not arrive" in text_of(officer(file, holder).get("/casework/"))
    assert "did not arrive" not in text_of(officer(file).get("/casework/"))
    page = text_of(officer(file).get("/casework/undelivered/"))
    assert f"{holder} has the case and sees to it" in page
    assert "the mail server said 550" in page


def test_a_letter_that_failed_can_be_printed_and_posted_instead(file: CaseFile) -> None:
    letter = acknowledged(file)
    Letter.objects.filter(pk=letter.pk).update(state="failed", last_error="smtp-550")
    client = officer(file)
    for _press in range(2):
        client.post(f"/casework/undelivered/to-print/{letter.pk}/")
    letter.refresh_from_db()
    assert (letter.state, letter.to_email, letter.address) == ("to-post", "", "12 High Street\nDartford\nDA1 1DJ")
    assert "Standard print (1)" in text_of(client.get("/casework/post/out/"))


def test_without_a_postal_address_it_cannot(file: CaseFile) -> None:
    letter = acknowledged(file)
    Letter.objects.filter(pk=letter.pk).update(state="failed")
    people.correct(theirs(file), address="", postcode="")
    page = officer(file).post(f"/casework/undelivered/to-print/{letter.pk}/", follow=True)
    assert "We have no postal address for this letter" in text_of(page)
    letter.refresh_from_db()
    assert letter.state == "failed"
