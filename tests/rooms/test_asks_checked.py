"""Is what others are asked looked at before it goes, asked once, in the way its reader needs, and answered on paper?"""

from __future__ import annotations

import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from redress import jobs
from redress.cases import find
from redress.correspondence.asks.links import by_code
from redress.correspondence.models import Ask, AskLink, AskState, Letter, Message
from redress.records import changes, documents, people
from redress.records.models import HeldDocument, Words
from tests.rooms import ask_cases as asks
from tests.rooms.case_files import CaseFile
from tests.rooms.casework_desks import text_of
from tests.rooms.consent_cases import signed_in
from tests.rooms.test_needs_pages import needs

pytestmark = pytest.mark.django_db

NUMBER = "Their number is AB 12 34 56 C."


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(asks.NOW, tick=False):
        yield


@pytest.fixture
def dartford() -> CaseFile:
    return asks.case_of("dartford")


def colleague(file: CaseFile, **given: str) -> dict[str, str]:
    return asks.form(file, "service", colleague=str(file.office.staff[asks.colleague(file)].pk), **given)


def by_post(file: CaseFile) -> None:
    people.correct(people.complainant_of(file.case), email="", address="1 Elm Road", postcode="DA1 1DR")


# --- looked at before it goes -----------------------------------------------------------------------------


def test_it_is_seen_exactly_as_it_will_go_with_what_the_check_found_and_nothing_of_it_stays(dartford):
    about = "Ann Smith rang on 07700 900123. Please reply by 9 June. The recieved log says so."
    page = text_of(asks.send(dartford, colleague(dartford, step="go", about=about)))
    staff = dartford.office.staff[asks.colleague(dartford)]
    for shown in (f"By e-mail to {staff.email}", asks.QUESTION, about, "Thursday 11 June 2026", "made when it goes"):
        assert shown in page
    for found in (
        "“Ann Smith” is who complains",
        "“07700 900123” is not known",
        "answer by 9 June",
        "“recieved” may be misspelt",
    ):
        assert found in page
    assert not Ask.objects.exists()
    assert not Message.objects.filter(template="asked").exists()
    asks.asked(dartford, about=about)
    ask = Ask.objects.get()
    assert {each["code"] for each in ask.warned} == {
        "names-complainant",
        "particulars-of-others",
        "another-day",
        "spelling",
    }
    one = signed_in(dartford.office, asks.officer(dartford)).get(f"/casework/{dartford.case.reference}/asks/{ask.pk}/")
    assert "A name of whoever complains" in text_of(one)


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("about", NUMBER, "is a National Insurance number"),
        ("question_2", "What happened on [insert date]?", "is still to be filled in"),
    ],
)
def test_what_blocks_is_refused_beside_its_box_whoever_sends_it(dartford, field, text, said):
    data = colleague(dartford, **{field: text})
    looked = text_of(asks.send(dartford, {**data, "step": "go"}))
    assert said in looked
    assert "must be put right first" in looked
    refused = asks.send(dartford, data)
    assert refused.status_code == 200
    assert f'id="id_{field}-error"' in refused.content.decode()
    assert said in text_of(refused)
    assert not Ask.objects.exists()


def test_nobody_outside_is_told_who_complains_where_that_is_confidential(dartford):
    dartford.case.identity_confidential = True
    dartford.case.save()
    body = str(asks.contractor(dartford.office).pk)
    data = asks.form(dartford, "contractor", organisation=body, about="It is for Ann Smith.")
    assert "take out “Ann Smith”" in text_of(asks.send(dartford, data))
    assert asks.send(dartford, {**data, "about": "It is for a resident."}).status_code == 302


# --- once -------------------------------------------------------------------------------------------------


def test_the_same_question_to_the_same_person_is_asked_again_only_on_purpose(dartford):
    first = asks.asked(dartford)
    same = colleague(dartford, question_1=asks.QUESTION.upper())
    told = text_of(asks.send(dartford, same))
    assert "asked this on Monday 8 June 2026, to answer by Thursday 11 June 2026" in told
    assert "Ask them again all the same" in told
    assert Ask.objects.count() == 1
    assert asks.send(dartford, colleague(dartford, question_1="Who drove?")).status_code == 302
    assert asks.send(dartford, {**same, "twice": "on"}).status_code == 409  # another has been asked since
    seen = {"seen": find.standing(dartford.case).seq}
    assert asks.send(dartford, {**same, **seen, "twice": "on"}).status_code == 302
    asks.asked(dartford, again=str(first.pk))
    assert Ask.objects.filter(state=AskState.WAITING).count() == 3


def test_a_day_that_is_suggested_holds_or_the_tick_stands_there_with_the_reason(dartford):
    address = f"/casework/{dartford.case.reference}/ask/"
    due = next(each.due for each in find.standing(dartford.case).deadlines if each.clock.id == "stage-one-response")
    with time_machine.travel(f"{due.replace(day=due.day - 2)}T12:00:00+01:00", tick=False):
        page = signed_in(dartford.office, asks.officer(dartford)).get(address).content.decode()
        assert f'name="due-day" type="text" value="{due.day - 1}"' in page
        assert 'name="beyond"' not in page
    with time_machine.travel(f"{due}T12:00:00+01:00", tick=False):
        page = text_of(signed_in(dartford.office, asks.officer(dartford)).get(address))
        assert "Ask by that day all the same" in page
        assert "What they say will come after that" in page


# --- on paper ---------------------------------------------------------------------------------------------


def test_a_letter_on_paper_has_a_code_that_opens_its_one_question(dartford):
    by_post(dartford)
    ask = asks.asked(dartford, "complainant", way="letter")
    letter = Letter.objects.get(kind="notice-asked")
    code = re.search(r"Your code: (\S+)", letter.text)[1]
    assert "/dartford/answer/" in letter.text
    assert code not in str(AskLink.objects.values_list("hash"))
    client = Client()
    wrong = client.post("/dartford/answer/", {"reference": dartford.case.reference, "code": "AAAA-AAAA-AAAA"})
    assert "cannot find a letter with this reference and code" in text_of(wrong)
    assert client.get("/dartford/asked/").status_code == 404
    typed = {"reference": dartford.case.reference.lower(), "code": code.replace("-", " ").lower()}
    page = client.post("/dartford/answer/", typed, follow=True)
    assert asks.QUESTION in text_of(page)
    asks.answer_with(client, "dartford")
    ask.refresh_from_db()
    assert (ask.came_by, find.history(dartford.case)[-1].event.way) == ("code", "code")
    assert not Message.objects.filter(template="ask-receipt").exists()


def test_tries_of_a_code_are_limited_by_its_reference(dartford):
    tried = [
        Client(REMOTE_ADDR=f"192.0.2.{number}").post(
            "/dartford/answer/", {"reference": dartford.case.reference, "code": f"AAAA-AAAA-{number}"}
        )
        for number in range(14)
    ]
    assert tried[0].status_code == 200
    assert tried[-1].status_code == 429


def test_a_code_ends_when_the_address_it_was_posted_to_is_theirs_no_more(dartford):
    by_post(dartford)
    asks.asked(dartford, "complainant", way="letter")
    code = re.search(r"Your code: (\S+)", Letter.objects.get(kind="notice-asked").text)[1]
    typed = {"reference": dartford.case.reference, "code": code}
    assert by_code("dartford", typed["reference"], code) is not None
    given = {"address": "9 Mill Lane\nCrayford", "postcode": "DA1 4AA"}
    by = dartford.office.actor(asks.officer(dartford))
    with time_machine.travel("2026-06-09T12:00:00+01:00", tick=False):
        changes.use_at_once(people.complainant_of(dartford.case), given, by=by, verified="spoken", reason="They rang")
    assert "cannot find" in text_of(Client().post("/dartford/answer/", typed))


# --- in the way that they need ----------------------------------------------------------------------------


def test_whoever_needs_braille_or_wants_letters_is_asked_by_post(dartford):
    people.correct(people.complainant_of(dartford.case), address="1 Elm Road", postcode="DA1 1DR")
    needs(dartford, "braille")
    refused = text_of(asks.send(dartford, asks.form(dartford, "complainant")))
    assert "They need “Braille”. Send a letter" in refused
    ask = asks.asked(dartford, "complainant", way="letter")
    assert Letter.objects.get(kind="notice-asked").formats == ["Braille"]
    assert ask.way == "letter"


def test_who_needs_a_translation_gets_it_below_the_questions_or_a_reason_stands_why_not(dartford):
    needs(dartford, "translator", language="Polish")
    data = asks.form(dartford, "complainant")
    assert "Polish" in text_of(asks.send(dartford, {**data, "step": "go"}))
    refused = asks.send(dartford, data)
    assert 'id="id_content-fit-translation-error"' in refused.content.decode()
    assert not Ask.objects.exists()
    asks.asked(dartford, "complainant", **{"content-fit-translation": "Kiedy była ekipa?"})
    text = Message.objects.get(template="asked").text
    assert text.index(asks.QUESTION) < text.index("Kiedy była ekipa?")


def test_who_needs_large_print_is_e_mailed_in_large_print(dartford):
    needs(dartford, "large-print")
    asks.asked(dartford, "complainant")
    points = people.complainant_of(dartford.case) and re.search(
        r"font-size: (\d+)pt", Message.objects.get(template="asked").html
    )
    assert int(points[1]) >= 16


# --- an answer that came another way ----------------------------------------------------------------------


def test_files_that_came_with_an_answer_on_paper_stand_on_the_case_and_none_is_lost_by_a_mistake(dartford):
    ask = asks.asked(dartford)
    file = SimpleUploadedFile("log.txt", b"The log.")
    data = {"key": asks.key(), "seen": find.standing(dartford.case).seq, "which": str(ask.pk), "came_by": "letter"}
    page = asks.send(dartford, {**data, "told_by": "", "text": "At 7.", "files": [file]}, action="answer-ask")
    assert "Kept for this answer: log.txt" in text_of(page)
    held = HeldDocument.objects.get().token
    bad = SimpleUploadedFile("virus.exe", b"MZ")
    page = asks.send(
        dartford, {**data, "told_by": "Ben", "text": "At 7.", "held": held, "files": [bad]}, action="answer-ask"
    )
    assert 'id="id_files-error"' in page.content.decode()
    done = asks.send(dartford, {**data, "told_by": "Ben", "text": "At 7.", "held": held}, action="answer-ask")
    assert done.status_code == 302
    jobs.run_all_due()
    found = [each.name for each in documents.documents_of(dartford.case) if each.purpose == ask.opaque_id]
    assert found == ["log.txt"]
    assert find.history(dartford.case)[-1].event.documents == 1
    assert not HeldDocument.objects.exists()
    assert Words.objects.filter(kind="information").exists()
    one = signed_in(dartford.office, asks.officer(dartford)).get(f"/casework/{dartford.case.reference}/asks/{ask.pk}/")
    assert "log.txt" in text_of(one)
