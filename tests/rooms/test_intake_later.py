"""Is a complaint kept while it is written, and can it be come back to, here or elsewhere, by nobody else?"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from redress import jobs
from redress.accounts.models import RateCount
from redress.correspondence.models import Message
from redress.intake import drafts, returning
from redress.intake.jobs import purge_drafts
from redress.intake.models import Draft, DraftKey
from tests.rooms.case_files import Office
from tests.rooms.form_filler import FORM, answer, fill_in, send

pytestmark = pytest.mark.django_db

WRITTEN = "The bins were not emptied for three weeks, and nobody answered."


@pytest.fixture(autouse=True)
def office() -> Office:
    with time_machine.travel("2026-06-01T10:42:00+01:00", tick=False):
        yield Office("dartford")


def shown(response) -> str:
    return response.content.decode()


def keep(client: Client, text: str, *, page: str = "p1", version: int = 0, slug: str = "what-happened"):
    return client.post(f"{FORM}keep/{slug}/", {"what_happened": text, "page": page, "version": version})


def opened(client: Client, slug: str = "what-happened") -> dict[str, str]:
    """What an opened page sends back of itself."""
    page = shown(client.get(f"{FORM}{slug}/"))
    return {name: re.search(f'name="{name}" value="([^"]*)"', page)[1] for name in ("version", "page")}


def link_sent() -> str:
    jobs.run_all_due()
    return re.search(r"https?://\S+(/dartford/complain/return/\S+)", mail.outbox[-1].body)[1]


# --- kept while it is typed ----------------------------------------------------------------------


def test_what_is_typed_is_kept_and_shown_again(client):
    answer(client, "about")
    kept = keep(client, "The bins")
    assert kept.json() == {"version": 1, "said": "Saved at 10:42"}
    assert "The bins" in shown(client.get(f"{FORM}what-happened/"))
    assert "what-happened" not in Draft.objects.get().answered, "it is no answer before the person says so"


def test_the_first_words_begin_a_draft(client):
    assert keep(client, "The bins").status_code == 200
    assert client.cookies[drafts.COOKIE]["httponly"]
    assert "The bins" in shown(client.get(f"{FORM}what-happened/"))


def test_an_answer_takes_the_place_of_what_was_typed(client):
    keep(client, "The bins")
    answer(client, "what-happened", what_happened=WRITTEN)
    assert Draft.objects.get().typed == {}
    assert WRITTEN in shown(client.get(f"{FORM}what-happened/"))


def test_words_typed_and_not_continued_with_are_asked_for_before_sending(client):
    fill_in(client)
    keep(client, WRITTEN, version=1)
    assert client.get(f"{FORM}check/").url == f"{FORM}what-happened/"
    assert client.post(f"{FORM}check/").url == f"{FORM}what-happened/"
    answer(client, "what-happened", what_happened=WRITTEN)
    assert client.get(f"{FORM}check/").status_code == 200


def test_what_will_not_do_is_still_there_when_somebody_comes_back(client):
    answer(client, "about")
    answer(client, "when", **{"happened_on-day": "31", "happened_on-month": "2"})
    page = shown(client.get(f"{FORM}when/"))
    assert 'value="31"' in page
    answer(client, "contact", email="ann@")
    assert "ann@" in shown(client.get(f"{FORM}contact/"))


def test_only_the_fields_of_the_page_are_kept(client):
    client.post(f"{FORM}keep/what-happened/", {"what_happened": "x" * 20_000, "evil": "y", "page": "p", "version": "0"})
    typed = Draft.objects.get().typed["what-happened"]
    assert list(typed) == ["what_happened"]
    assert len(typed["what_happened"][0]) == 12_000


@pytest.mark.usefixtures("still_clock")
def test_keeping_has_its_limits(client):
    far = {"what_happened": "More.", "page": "p", "version": "9" * 5000}
    assert client.post(f"{FORM}keep/what-happened/", far).status_code == 409
    assert client.get(f"{FORM}keep/what-happened/").status_code == 405
    assert client.post(f"{FORM}keep/no-such-question/").status_code == 404
    assert Client(enforce_csrf_checks=True).post(f"{FORM}keep/what-happened/", {}).status_code == 403
    keep(client, "The bins")
    keep(client, "The bins were", version=1)
    RateCount.objects.update(count=1200)
    assert keep(client, "The bins were not", version=2).status_code == 429


# --- two pages of one question -------------------------------------------------------------------


def test_a_page_left_open_never_takes_the_place_of_newer_words(client):
    old, new = opened(client), opened(client)
    keep(client, "Newer words", page=new["page"])
    refused = keep(client, "Old words", page=old["page"])
    assert (refused.status_code, refused.json()) == (409, {"newer": True})
    assert Draft.objects.get().typed["what-happened"] == {"what_happened": ["Newer words"]}


def test_sending_from_a_page_left_open_shows_both_and_asks(client):
    old, new = opened(client), opened(client)
    answer(client, "what-happened", what_happened="Newer words", **new)
    both = answer(client, "what-happened", what_happened="Old words", **old)
    assert both.status_code == 200
    assert "Newer words" in shown(both)
    assert "Old words" in shown(both)
    assert "You wrote something else here on another page" in shown(both)
    assert drafts.answers_of(Draft.objects.get()).what_happened == "Newer words"
    version = re.search('name="version" value="([^"]*)"', shown(both))[1]
    page = re.search('name="page" value="([^"]*)"', shown(both))[1]
    again = answer(client, "what-happened", what_happened="Old words", version=version, page=page)
    assert again.status_code == 302
    assert drafts.answers_of(Draft.objects.get()).what_happened == "Old words"


def test_what_the_same_page_kept_a_moment_ago_is_no_other_page(client):
    page = opened(client)
    keep(client, "The bi", page=page["page"])
    assert answer(client, "what-happened", what_happened="The bins", **page).status_code == 302


def test_the_same_words_from_two_pages_are_no_trouble(client):
    old, new = opened(client), opened(client)
    answer(client, "what-happened", **new)
    assert answer(client, "what-happened", **old).status_code == 302


# --- come back later -----------------------------------------------------------------------------


def test_every_question_can_be_left_for_later_with_what_stands_on_it(client):
    answer(client, "about")
    left = client.post(f"{FORM}what-happened/", {"what_happened": "The bi", "later": "yes"})
    assert left.url == f"{FORM}later/"
    page = shown(client.get(left.url))
    assert "You can come back to it until Sunday 28 June 2026" in page
    assert "The bi" in shown(client.get(f"{FORM}what-happened/"))


def test_the_first_page_can_be_left_too(client):
    assert client.post(f"{FORM}about/", {"later": "yes"}).url == f"{FORM}later/"
    assert client.get(f"{FORM}later/").status_code == 200
    assert client.post(f"{FORM}files/", {"later": "yes"}).url == f"{FORM}later/"


def test_without_a_draft_there_is_nothing_to_leave(client):
    assert client.get(f"{FORM}later/").url == "/dartford/"


def test_a_link_opens_the_complaint_on_another_device_once_the_person_says_so(client):
    answer(client, "about")
    answer(client, "what-happened", what_happened=WRITTEN)
    sent = client.post(f"{FORM}later/", {"email": "ann@example.org", "link": "yes"})
    assert "ann@example.org" in shown(sent)
    assert "It works until Sunday 28 June 2026" in shown(sent)
    link = link_sent()
    assert mail.outbox[-1].to == ["ann@example.org"]
    assert "until Sunday 28 June 2026" in mail.outbox[-1].body
    other = Client()
    asked = other.get(link)
    assert asked.status_code == 200
    assert WRITTEN not in shown(asked), "a programme that looks at links sees nothing of it"
    assert drafts.COOKIE not in other.cookies
    assert other.post(link).url == f"{FORM}topic/" or other.post(link).status_code == 302
    assert WRITTEN in shown(other.get(f"{FORM}what-happened/"))
    assert WRITTEN in shown(client.get(f"{FORM}what-happened/")), "the first device goes on as well"


def test_the_secret_of_a_link_is_kept_nowhere(client):
    answer(client, "about")
    client.post(f"{FORM}later/", {"email": "ann@example.org", "link": "yes"})
    secret = link_sent().removesuffix("/").rsplit("/", 1)[-1]
    kept = [str(row) for model in (Draft, DraftKey, Message) for row in model.objects.values()]
    assert not any(secret in row for row in kept)
    assert not any("ann@example.org" in row for row in kept[:2])


def test_a_code_opens_the_complaint_however_it_is_typed(client):
    answer(client, "what-happened", what_happened=WRITTEN)
    page = shown(client.post(f"{FORM}later/", {"code": "yes"}))
    code = re.search(r"redress-code\">([^<]+)<", page)[1]
    assert re.fullmatch(r"\w{4} \w{4} \w{4}", code)
    for typed in (code, code.lower(), code.replace(" ", ""), code.replace(" ", "-")):
        other = Client()
        assert other.post(f"{FORM}return/", {"code-code": typed, "open": "yes"}).status_code == 302
        assert WRITTEN in shown(other.get(f"{FORM}what-happened/"))


@pytest.mark.parametrize("code", ["AAAA AAAA AAAA", "", "x" * 41, "' or 1=1 --"])
def test_a_wrong_code_opens_nothing(client, code):
    answer(client, "about")
    client.post(f"{FORM}later/", {"code": "yes"})
    refused = Client().post(f"{FORM}return/", {"code-code": code, "open": "yes"})
    assert refused.status_code == 200
    assert "There is a problem" in shown(refused)


@pytest.mark.usefixtures("still_clock")
def test_codes_cannot_be_guessed_at_will(client):
    tries = [client.post(f"{FORM}return/", {"code-code": "AAAA", "open": "yes"}).status_code for _ in range(41)]
    assert tries == [200] * 40 + [429]


def test_a_link_sent_again_tells_nobody_whether_there_is_a_complaint(client):
    answer(client, "about")
    client.post(f"{FORM}later/", {"email": "ann@example.org", "link": "yes"})
    jobs.run_all_due()
    said = {}
    for email in ("Ann@Example.org", "nobody@example.org"):
        said[email] = Client().post(f"{FORM}return/", {"again-email": email, "again": "yes"})
    pages = [re.sub(r'value="[^"]*"', "", shown(response)) for response in said.values()]
    assert pages[0] == pages[1]
    jobs.run_all_due()
    assert [message.to for message in mail.outbox] == [["ann@example.org"], ["Ann@Example.org"]]
    assert Client().get(link_sent()).status_code == 200


@pytest.mark.usefixtures("still_clock")
def test_nobody_fills_somebody_elses_mailbox(client):
    answer(client, "about")
    for _time in range(5):
        client.post(f"{FORM}later/", {"email": "victim@example.org", "link": "yes"})
    assert client.post(f"{FORM}later/", {"email": "victim@example.org", "link": "yes"}).status_code == 429
    jobs.run_all_due()
    assert len(mail.outbox) == 5


def test_after_sending_neither_link_nor_code_opens_anything(client):
    fill_in(client)
    client.post(f"{FORM}later/", {"email": "ann@example.org", "link": "yes"})
    link = link_sent()
    code = re.search(r"redress-code\">([^<]+)<", shown(client.post(f"{FORM}later/", {"code": "yes"})))[1]
    send(client)
    draft = Draft.objects.get()
    assert (draft.answers, draft.typed, draft.versions, draft.email_hash) == ({}, {}, {}, "")
    assert Client().get(link).status_code == Client().post(link).status_code == 410
    assert "There is a problem" in shown(Client().post(f"{FORM}return/", {"code-code": code, "open": "yes"}))


def test_link_and_code_end_with_the_draft_and_all_of_it_is_deleted(client):
    answer(client, "about")
    client.post(f"{FORM}later/", {"email": "ann@example.org", "link": "yes"})
    link = link_sent()
    with time_machine.travel(timezone.now() + timedelta(days=27, hours=23), tick=False):
        assert Client().get(link).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=28, minutes=1), tick=False):
        assert Client().get(link).status_code == 410
        purge_drafts(None)
    assert not Draft.objects.exists()
    assert not DraftKey.objects.exists()
    assert not Message.objects.filter(template=returning.MAIL).exists()


def test_one_council_opens_nothing_of_another(client):
    Office("kings-lynn")
    answer(client, "about")
    client.post(f"{FORM}later/", {"email": "ann@example.org", "link": "yes"})
    assert Client().get(link_sent().replace("dartford", "kings-lynn")).status_code == 410


@pytest.mark.parametrize("link", ["x", "x" * 300, "..", "%00"])
def test_a_link_that_leads_nowhere_says_so(client, link):
    assert client.get(f"{FORM}return/{link}/").status_code in (404, 410)


def test_a_complaint_can_be_closed_on_a_shared_computer_and_come_back_to(client):
    answer(client, "what-happened", what_happened=WRITTEN)
    code = re.search(r"redress-code\">([^<]+)<", shown(client.post(f"{FORM}later/", {"code": "yes"})))[1]
    client.post(f"{FORM}later/close/")
    assert WRITTEN not in shown(client.get(f"{FORM}what-happened/"))
    client.post(f"{FORM}return/", {"code-code": code, "open": "yes"})
    assert WRITTEN in shown(client.get(f"{FORM}what-happened/"))


def test_whoever_has_another_complaint_here_is_told_before(client):
    answer(client, "about")
    client.post(f"{FORM}later/", {"email": "ann@example.org", "link": "yes"})
    other = Client()
    answer(other, "about")
    assert "another complaint on this device" in shown(other.get(link_sent()))
    assert "another complaint on this device" not in shown(client.get(link_sent()))


@pytest.mark.parametrize("email", ["", "ann@", "ann"])
def test_an_address_that_is_none_is_told(client, email):
    answer(client, "about")
    page = shown(client.post(f"{FORM}later/", {"email": email, "link": "yes"}))
    assert "There is a problem" in page
    assert not Message.objects.exists()
