"""Is what somebody sends after their question was answered or settled kept, or given back to them?"""

from __future__ import annotations

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from redress.cases import find
from redress.correspondence.asks import asking
from redress.correspondence.models import Message
from redress.records.models import Document, Words
from redress.rules.moments import Moment
from tests.rooms import ask_cases as asks
from tests.rooms.case_files import CaseFile
from tests.rooms.casework_desks import text_of
from tests.rooms.consent_cases import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(asks.NOW, tick=False):
        yield


@pytest.fixture
def file() -> CaseFile:
    return asks.case_of("kings-lynn")


def by_telephone(file: CaseFile, ask) -> None:
    given = asking.Given(answers=("They rang: at noon.",), way="telephone", told_by="Ann")
    by, at = file.office.actor(asks.officer(file)), Moment.of(timezone.now(), timezone.get_default_timezone())
    asking.answered(ask, given, by=by, at=at, key=asks.key())


def test_an_answer_sent_after_one_by_telephone_is_kept_on_the_case_too(file):
    ask = asks.asked(file, "complainant")
    client, _page = asks.opened()
    by_telephone(file, ask)
    same = {"key": asks.key(), "files": [SimpleUploadedFile("log.txt", b"07:00")]}
    page = text_of(asks.answer_with(client, "kings-lynn", reply_1="The gate was open.", **same))
    assert "We have also kept what you sent just now" in page
    again = asks.answer_with(client, "kings-lynn", reply_1="The gate was open.", key=same["key"])
    assert "We have your answer" in text_of(again)
    assert Words.objects.filter(text__contains="The gate was open.").count() == 1
    assert Document.objects.get(case=file.case).name == "log.txt"
    event = find.history(file.case)[-1]
    assert (event.kind, event.by) == ("InformationAdded", ask.party.actor_id)
    case = signed_in(file.office, asks.officer(file)).get(f"/casework/{file.case.reference}/")
    assert "The gate was open." in text_of(case)
    assert Message.objects.filter(template="ask-answered").count() == 2


def test_why_somebody_cannot_answer_is_kept_too(file):
    ask = asks.asked(file, "complainant")
    client, _page = asks.opened()
    by_telephone(file, ask)
    data = {"key": asks.key(), "ask": ask.pk, "why": "I was away."}
    page = client.post("/kings-lynn/asked/cannot/", data, follow=True)
    assert "We have also kept what you sent just now" in text_of(page)
    assert Words.objects.filter(text__contains="I was away.").exists()


@pytest.mark.parametrize("pressed", ["send", "save"])
def test_what_cannot_be_kept_on_the_case_is_given_back(file, pressed):
    ask = asks.asked(file, "complainant" if pressed == "save" else "other")
    client, _page = asks.opened()
    by_telephone(file, ask)
    data = {"key": asks.key(), "ask": ask.pk, "reply_1": "The gate was open.", pressed: "yes"}
    page = client.post("/kings-lynn/asked/", data)
    assert page.status_code == 409
    for told in ("What you wrote was not sent", "The gate was open.", "before you sent this page"):
        assert told in text_of(page)
    assert not Words.objects.filter(text__contains="The gate was open.").exists()


def test_words_for_a_question_that_was_settled_meanwhile_are_not_lost_either(file):
    ask = asks.asked(file, "contractor")
    client, _page = asks.opened()
    officer = {"which": str(ask.pk), "outcome": "without", "reason": "We know it.", "key": asks.key()}
    seen = find.standing(file.case).seq
    assert asks.send(file, {**officer, "seen": seen}, action="close-ask").status_code == 302
    page = asks.answer_with(client, "kings-lynn", reply_1="At seven.")
    assert "At seven." in text_of(page)
    assert "We do not need this answer now" in text_of(page)
