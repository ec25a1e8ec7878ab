"""Does a link stay with its own question, with whoever it was sent to, and with papers that may leave the council?"""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from redress import jobs
from redress.correspondence.asks import asking, links
from redress.correspondence.models import Ask, AskState
from redress.records import changes, people, redaction
from redress.records.models import Document, HeldDocument
from tests.rooms import ask_cases as asks
from tests.rooms.case_files import CaseFile
from tests.rooms.casework_desks import text_of
from tests.rooms.consent_cases import link_sent
from tests.rooms.redaction_files import a_pdf, on_the_case, said, saved

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(asks.NOW, tick=False):
        yield


@pytest.fixture
def dartford() -> CaseFile:
    return asks.case_of("dartford")


def test_a_paper_to_be_redacted_first_goes_only_as_its_redacted_version(dartford, monkeypatch):
    paper = on_the_case(dartford.case, saved(a_pdf(said("Maria Kowalska"))))
    ask = asks.asked(dartford, papers=[str(paper.pk)])
    client, page = asks.opened()
    assert "letter.pdf" in text_of(page)
    Document.objects.update(redact_first=True)
    assert asking.to_choose_from(dartford.case) == asking.enclosed_with(ask) == []
    assert client.get(f"/dartford/asked/papers/{paper.pk}/").status_code == 404
    monkeypatch.setattr(asking, "needs_redaction", lambda _document: False)  # it was approved, and has been damaged
    assert client.get(f"/dartford/asked/papers/{paper.pk}/").status_code == 404
    monkeypatch.setattr(redaction, "redacted_copy", lambda _document: b"%PDF redacted")
    given = client.get(f"/dartford/asked/papers/{paper.pk}/")
    assert b"".join(given.streaming_content) == b"%PDF redacted"
    assert (given["X-Content-Type-Options"], given["Content-Type"]) == ("nosniff", "application/pdf")


def test_with_two_links_in_two_tabs_nothing_lands_on_the_wrong_question(dartford):
    first = asks.asked(dartford)
    link = link_sent("asked")
    second = asks.asked(dartford, question_1="Which lorry was it?")
    client, page = asks.opened(link)
    assert f'name="ask" value="{first.pk}"' in page.content.decode()
    client.get(link_sent("asked"), follow=True)
    for pressed in ("send", "save", "upload", "remove"):
        file = SimpleUploadedFile("log.txt", b"07:00")
        data = {"key": asks.key(), "ask": first.pk, "reply_1": "At seven.", pressed: "yes", "files": [file]}
        told = client.post("/dartford/asked/", data)
        assert told.status_code == 409
        assert "Open the link to this question again" in text_of(told)
        assert "At seven." in text_of(told)
    cannot = {"key": asks.key(), "ask": first.pk, "why": "Ask the depot."}
    assert client.post("/dartford/asked/cannot/", cannot).status_code == 409
    assert client.get(f"/dartford/asked/cannot/?ask={first.pk}").status_code == 409
    for ask in (first, second):
        ask.refresh_from_db()
        assert (ask.state, ask.typed, ask.files) == (AskState.WAITING, {}, [])
    assert not HeldDocument.objects.exists()
    client.get(link, follow=True)
    assert client.post("/dartford/asked/cannot/", cannot).status_code == 302
    first.refresh_from_db()
    assert first.state == AskState.DECLINED


def test_a_link_opens_nothing_for_somebody_who_works_here_no_longer(dartford):
    ask = asks.asked(dartford)
    client, _page = asks.opened()
    ask.staff.is_active = False
    ask.staff.save()
    assert client.get("/dartford/asked/").status_code == 404
    assert asks.opened()[1].status_code == 404


def test_a_link_opens_nothing_for_somebody_who_has_no_part_in_the_case_any_more(dartford):
    ask = asks.asked(dartford, "complainant")
    client, page = asks.opened()
    assert page.status_code == 200
    people.has_ended(ask.party, on=timezone.localdate())
    assert client.get("/dartford/asked/").status_code == 404
    assert asks.opened()[1].status_code == 404


def test_a_link_opens_nothing_for_a_representative_whose_consent_does_not_stand(dartford, monkeypatch):
    asks.asked(dartford, "complainant")
    Ask.objects.update(
        party=people.add(dartford.case, name="Dora", email="dora@example.org", part="representative", capacity="other")
    )
    with monkeypatch.context() as patched:
        patched.setattr(links, "may_be_told", people.correspondent_of)
        client, page = asks.opened()
        assert page.status_code == 200
    monkeypatch.setattr("redress.correspondence.recipients.consent_of", lambda *_given: "closed")
    assert client.get("/dartford/asked/").status_code == 404
    assert asks.opened()[1].status_code == 404


def test_a_link_sent_to_an_earlier_address_opens_nothing_and_a_later_one_does(dartford):
    ask = asks.asked(dartford, "complainant")
    client, _page = asks.opened()
    by = dartford.office.actor(asks.officer(dartford))
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        changes.use_at_once(ask.party, {"email": "new@example.org"}, by=by, verified="spoken", reason="They rang.")
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        assert client.get("/dartford/asked/").status_code == 404
        assert asks.opened()[1].status_code == 404
        later = links.new_link(ask).partition("/dartford/")[2]
        assert Client().get(f"/dartford/{later}", follow=True).status_code == 200


def test_files_of_an_answer_that_waits_are_kept_until_it_is_settled(dartford):
    ask = asks.asked(dartford)
    client, _page = asks.opened()
    kept = {"key": asks.key(), "ask": ask.pk, "reply_1": "At seven,", "save": "yes"}
    client.post("/dartford/asked/", {**kept, "files": [SimpleUploadedFile("log.txt", b"07:00")]})
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        jobs.enqueue("forget-held-documents", {})
        jobs.run_all_due()
        assert HeldDocument.objects.count() == 1
        asking.settled([ask.opaque_id], reason_kind="enough", at=timezone.now())
        assert not asking.drafted(ask, {"1": "Too late."})
        ask.refresh_from_db()
        assert (ask.typed, ask.files) == ({}, [])
        jobs.enqueue("forget-held-documents", {})
        jobs.run_all_due()
    assert not HeldDocument.objects.exists()
