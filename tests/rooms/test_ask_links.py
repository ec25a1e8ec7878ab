"""Does the link that goes to whoever is asked open that one question, for a time, and take one answer?"""

from __future__ import annotations

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from redress import jobs
from redress.cases import find
from redress.cases.bars import keep_away
from redress.cases.models import ReadLog
from redress.correspondence.asks import asking
from redress.correspondence.models import Ask, AskLink, AskState, Message
from redress.records import people, tracking
from redress.records.models import Document
from tests.rooms import ask_cases as asks
from tests.rooms.case_files import CaseFile
from tests.rooms.casework_desks import text_of
from tests.rooms.consent_cases import link_sent, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(asks.NOW, tick=False):
        yield


@pytest.fixture(params=["dartford", "kings-lynn"])
def file(request) -> CaseFile:
    return asks.case_of(request.param)


@pytest.fixture
def dartford() -> CaseFile:
    return asks.case_of("dartford")


def test_a_contractor_answers_with_files_and_the_answer_stands_on_the_case(file):
    ask = asks.asked(file, "contractor", about="Two bins were missed.")
    client, page = asks.opened()
    assert page.redirect_chain[-1][0] == f"/{file.office.id}/asked/"  # the secret stays in no address
    for told in ("Two bins were missed.", asks.QUESTION, "Thursday 11 June 2026", file.case.reference):
        assert told in text_of(page)
    assert "Ann Smith" not in text_of(page)
    done = asks.answer_with(client, file.office.id, files=[SimpleUploadedFile("log.txt", b"07:00 Elm Road")])
    assert "We have your answer" in text_of(done)
    event = find.history(file.case)[-1]
    assert (event.kind, event.by_kind, event.by) == ("AskAnswered", "asked", ask.organisation.opaque_id)
    assert (event.event.way, event.event.documents) == ("link", 1)
    ask.refresh_from_db()
    assert (ask.state, ask.typed, ask.files) == (AskState.ANSWERED, {}, [])
    assert "On 29 May at 7am." in ask.answer.text
    assert Document.objects.get(case=file.case).purpose == ask.opaque_id
    case = text_of(signed_in(file.office, asks.officer(file)).get(f"/casework/{file.case.reference}/"))
    assert "On 29 May at 7am." in case
    told = {message.template: message.to_email for message in Message.objects.all()}
    assert told["ask-answered"] == file.office.staff[asks.officer(file)].email
    assert told["ask-receipt"] == "desk@cleanstreets.example"


def test_what_a_contractor_says_is_not_shown_as_the_complainants_words(dartford):
    asks.asked(dartford, "contractor")
    asks.answer_with(asks.opened()[0], "dartford")
    client = signed_in(dartford.office, asks.officer(dartford))
    said = client.get(f"/casework/{dartford.case.reference}/").context["said"]
    assert said["more"] == []


def test_after_it_is_answered_the_link_shows_only_that(dartford):
    asks.asked(dartford)
    client, _page = asks.opened()
    asks.answer_with(client, "dartford")
    _other, again = asks.opened()
    assert "We have your answer" in text_of(again)
    assert asks.QUESTION not in text_of(again)
    assert "On 29 May" not in text_of(again)


def test_sent_twice_it_is_one_answer(dartford):
    asks.asked(dartford)
    client, _page = asks.opened()
    same = {"key": "b" * 32}
    for _again in range(2):
        assert "We have your answer" in text_of(asks.answer_with(client, "dartford", **same))
    another = text_of(asks.answer_with(client, "dartford", reply_1="Another."))
    assert "What you wrote was not sent" in another
    assert "Another." in another
    assert [event.kind for event in find.history(dartford.case)].count("AskAnswered") == 1
    assert Message.objects.filter(template="ask-receipt").count() == 1


def test_a_draft_is_kept_by_the_server_until_it_is_sent(dartford):
    ask = asks.asked(dartford, question_2="Who was on it?")
    client, _page = asks.opened()
    kept = {"key": "a" * 32, "ask": ask.pk, "reply_1": "At seven,", "reply_2": "", "save": "yes"}
    client.post("/dartford/asked/", {**kept, "files": [SimpleUploadedFile("log.txt", b"07:00")]})
    page = text_of(asks.opened()[1])
    assert "At seven," in page
    assert "log.txt" in page
    missing = asks.answer_with(client, "dartford", reply_1="At seven,", reply_2="")
    assert "Write your answer" in text_of(missing)
    ask.refresh_from_db()
    taken_out = {name: value for name, value in kept.items() if name != "save"} | {"remove": ask.files[0]}
    client.post("/dartford/asked/", taken_out)
    assert "log.txt" not in text_of(asks.opened()[1])
    assert not Document.objects.exists()


def test_a_file_that_may_not_be_sent_is_refused_beside_its_field(dartford):
    asks.asked(dartford)
    client, _page = asks.opened()
    refused = asks.answer_with(client, "dartford", files=[SimpleUploadedFile("tool.exe", b"MZ")])
    assert "cannot be sent" in text_of(refused)
    assert "On 29 May at 7am." in text_of(refused)
    assert Ask.objects.get().waits


def test_somebody_who_cannot_answer_says_why_and_the_owner_is_told(dartford):
    ask = asks.asked(dartford)
    client, _page = asks.opened()
    empty = client.post("/dartford/asked/cannot/", {"key": "a" * 32, "ask": ask.pk, "why": ""})
    assert "Tell us why you cannot answer" in text_of(empty)
    client.post("/dartford/asked/cannot/", {"key": "a" * 32, "ask": ask.pk, "why": "Ask the depot."})
    ask.refresh_from_db()
    assert (ask.state, "Ask the depot." in ask.answer.text) == (AskState.DECLINED, True)
    assert "cannot answer" in Message.objects.get(template="ask-answered").text


def test_the_complainant_answers_on_their_own_page(file):
    ask = asks.asked(file, "complainant")
    party = people.complainant_of(file.case)
    secret = tracking.new_secret(file.case, party)
    client = Client()
    own = client.get(f"/{file.office.id}/track/open/{file.case.reference}/{secret}/", follow=True)
    address = f"/{file.office.id}/track/case/asked/{ask.pk}/"
    assert address in text_of(own)
    assert asks.QUESTION in text_of(client.get(address))
    client.post(address, {"key": "a" * 32, "reply_1": "At the gate.", "send": "yes"})
    event = find.history(file.case)[-1]
    assert (event.by_kind, event.by, event.event.way) == ("complainant", party.actor_id, "page")
    assert "At the gate." in text_of(client.get(f"/{file.office.id}/track/case/"))
    other = asks.asked(file, "contractor")
    assert client.get(f"/{file.office.id}/track/case/asked/{other.pk}/").status_code == 404


def test_a_link_opens_this_question_alone_and_only_for_its_council(dartford):
    first, second = asks.asked(dartford), asks.asked(dartford, question_1="Which lorry was it?")
    links = {link.ask_id: link for link in AskLink.objects.all()}
    assert set(links) == {first.pk, second.pk}
    client, page = asks.opened()
    assert "Which lorry was it?" in text_of(page)
    assert asks.QUESTION not in text_of(page)
    assert client.get(f"/casework/{dartford.case.reference}/").status_code == 302  # to sign in
    assert client.get("/dartford/track/case/").status_code == 302
    elsewhere = Client().get(link_sent("asked").replace("/dartford/", "/kings-lynn/"), follow=True)
    assert elsewhere.status_code == 404
    assert ReadLog.objects.filter(case=dartford.case, page="asked").exists()


def test_a_guessed_or_lapsed_link_opens_nothing(dartford):
    ask = asks.asked(dartford)
    guessed = Client().get("/dartford/asked/open/" + "A" * 43 + "/", follow=True)
    assert guessed.status_code == 404
    assert "This link does not work" in text_of(guessed)
    client, _page = asks.opened()
    with time_machine.travel(ask.opens_until, tick=False):
        for late in (client.get("/dartford/asked/"), asks.opened()[1], asks.answer_with(client, "dartford")):
            assert late.status_code == 404
    assert Ask.objects.get().waits


def test_guessing_is_stopped(dartford):
    for _try in range(60):
        Client().get("/dartford/asked/open/guess/")
    stopped = Client().get("/dartford/asked/open/guess/")
    assert stopped.status_code == 429


def test_somebody_kept_away_from_the_case_opens_nothing_any_more(dartford):
    ask = asks.asked(dartford)
    client, page = asks.opened()
    assert page.status_code == 200
    keep_away(dartford.case, ask.staff, ground="complained-about")
    assert client.get("/dartford/asked/").status_code == 404
    assert asks.answer_with(client, "dartford").status_code == 404
    assert Ask.objects.get().waits


def test_only_the_papers_chosen_can_be_opened_and_none_once_it_is_answered(dartford):
    by = dartford.office.actor(asks.officer(dartford))
    for name in ("log.txt", "other.txt"):
        asking.documents.take_in(dartford.case, SimpleUploadedFile(name, b"A log."), by=by)
    jobs.run_all_due()
    log, other = Document.objects.order_by("pk")
    asks.asked(dartford, papers=[str(log.pk)])
    client, page = asks.opened()
    assert "log.txt" in text_of(page)
    assert "other.txt" not in text_of(page)
    assert client.get(f"/dartford/asked/papers/{log.pk}/").status_code == 200
    assert client.get(f"/dartford/asked/papers/{other.pk}/").status_code == 404
    asks.answer_with(client, "dartford")
    assert client.get(f"/dartford/asked/papers/{log.pk}/").status_code == 404


def test_another_body_is_asked_for_its_view_and_its_view_stands_on_the_case(dartford):
    asks.asked(dartford, "other", question_1="Should the scope of our investigation be wider?")
    client, _page = asks.opened()
    asks.answer_with(client, "dartford", reply_1="Leave the theft to us.")
    page = text_of(signed_in(dartford.office, asks.officer(dartford)).get(f"/casework/{dartford.case.reference}/"))
    assert "Kent Police" in page
    assert "Leave the theft to us." in page
