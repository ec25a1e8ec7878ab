"""Does the page of an answer say what is true of files, of an empty box, and of who need not give a reason?"""

from __future__ import annotations

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from redress.correspondence.models import AskState
from tests.rooms import ask_cases as asks
from tests.rooms.casework_desks import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(asks.NOW, tick=False):
        yield


def a_file(name: str, content: bytes = b"07:00") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_each_file_that_will_not_do_has_an_error_and_the_same_one_stands_once():
    file = asks.case_of("dartford")
    ask = asks.asked(file)
    client, _page = asks.opened()
    empty = {"key": asks.key(), "ask": ask.pk, "reply_1": " ", "save": "yes"}
    kept = text_of(client.post("/dartford/asked/", empty, follow=True))
    assert "You have written nothing yet" in kept
    assert "We have kept what you wrote" not in kept
    bad = [a_file("log.txt"), a_file("tool.exe", b"MZ"), a_file("empty.pdf", b"")]
    page = asks.answer_with(client, "dartford", files=bad)
    assert [str(each) for each in page.context["form"].errors["files"]][1] == "“empty.pdf” is empty"
    assert "is empty." in text_of(page)
    assert page.content.decode().count("“empty.pdf” is empty</a>") == 1
    asks.answer_with(client, "dartford", upload="yes", send="", files=[a_file("log.txt"), a_file("log.txt", b"08:00")])
    ask.refresh_from_db()
    assert len(ask.files) == 2
    kept = text_of(client.post("/dartford/asked/", {**empty, "reply_1": "At"}, follow=True))
    assert "We have kept what you wrote" in kept


def test_whoever_complains_need_not_say_why_they_cannot_answer():
    file = asks.case_of("dartford")
    ask = asks.asked(file, "complainant")
    client, _page = asks.opened()
    assert "You do not have to tell us" in text_of(client.get("/dartford/asked/cannot/"))
    client.post("/dartford/asked/cannot/", {"key": asks.key(), "ask": ask.pk, "why": ""})
    ask.refresh_from_db()
    assert (ask.state, "They gave no reason." in ask.answer.text) == (AskState.DECLINED, True)
