"""Does what GOV.UK Notify takes go there once and only once, and is what became of it known and told?"""

from __future__ import annotations

import base64
import json
import re
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone

from redress import jobs
from redress.configuration import ConfigurationRefused, configuration
from redress.correspondence import preferences, texts
from redress.correspondence.letters import approve, send_again
from redress.correspondence.models import Letter, Message
from redress.correspondence.notices import notify
from redress.correspondence.notify import words as notify_words
from redress.correspondence.notify.api import Notify
from redress.correspondence.notify.asking import ask
from redress.records import enclosures, people
from redress.records.documents import take_in_as_it_came
from redress.records.models import Document
from redress.rules.actors import Actor
from redress.rules.events import DeliveryFailed
from tests.rooms.letter_cases import Ready, ready
from tests.rooms.mail_server import mail_server
from tests.rooms.notify_server import EMAIL, SECRET, SERVICE, TOKEN, Service, notify_server, setting
from tests.tools import programme

pytestmark = pytest.mark.django_db

LATER = timedelta(days=2)


@pytest.fixture
def one() -> Ready:
    return ready("dartford", "stage-one-acknowledgement")


@pytest.fixture
def service(settings: Any) -> Any:
    with notify_server(settings) as server:
        yield server


@transaction.atomic
def approved(one: Ready, **person: str) -> Letter:
    """The letter as its act leaves it."""
    if person:
        people.correct(people.correspondent_of(one.file.case), **person)
    letter, sent = approve(one.file.case, one.composed(), key="submission", by=one.office.actor(one.who))
    one.record(sent)
    return letter


def worked(sending: Any, *, after: timedelta = timedelta(seconds=1)) -> Any:
    """The worker does what is due; the row as that leaves it."""
    jobs.run_all_due(timezone.now() + after)
    sending.refresh_from_db()
    return sending


def receipt(body: Any, token: str = TOKEN, council: str = "dartford") -> int:
    """Notify calls back; what we answer."""
    raw = body if isinstance(body, str) else json.dumps(body)
    client = Client(headers={"authorization": f"Bearer {token}"}, enforce_csrf_checks=True)
    return client.post(f"/notify/{council}/", raw, content_type="application/json").status_code


# --- e-mail --------------------------------------------------------------------------------------


def test_a_letter_goes_as_an_email_of_the_template_with_its_words_and_our_reference(
    one: Ready, service: Service
) -> None:
    letter = worked(approved(one))
    (mail,) = service.taken
    assert (letter.state, letter.sent_by, letter.notify_id) == ("sent", "notify", mail["id"])
    assert (mail["type"], mail["to"], mail["template_id"]) == ("email", "lucja@example.org", EMAIL)
    assert mail["personalisation"]["subject"] == letter.subject
    body = mail["personalisation"]["body"]
    assert body.startswith("Our reference: DBC-2026-0001\nWednesday 3 June 2026\n\nŁucja O’Brien\n12 High Street")
    assert "\n\n# Your complaint DBC-2026-0001\n\n" in body
    assert "What the officer writes about" in body
    assert mail["reference"] == letter.notify_reference
    assert "lucja" not in mail["reference"]
    assert "DBC" not in mail["reference"]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("# not a heading", "\\# not a heading"),
        ("* one", "\\* one"),
        ("- two", "\\- two"),
        ("---", "\\---"),
        ("1. first", "1\\. first"),
        ("12.5 metres", "12\\.5 metres"),
        ("[here](https://bad.example)", "\\[here](https://bad.example)"),
        ("```", "\\`\\`\\`"),
        ("a | b", "a \\| b"),
        ("C:\\files", "C:\\\\files"),
        ("^ in a box", "ˆ in a box"),
        ("=====", "= = = = ="),
        ("https://www.lgo.org.uk/x_y#z", "https://www.lgo.org.uk/x_y#z"),
        ("((name)) & <b>", "((name)) & <b>"),
    ],
)
def test_what_notify_would_read_as_a_mark_is_shown_as_it_was_typed(typed: str, written: str) -> None:
    assert notify_words.plainly(typed) == written


def test_lines_and_headings_of_the_html_are_those_of_the_email() -> None:
    html = (
        '<p class="council">A council</p><h1>About\nthis</h1><p>One<br>- two\nthree</p><h3>Low</h3>'
        '<ul><li>x &amp; y</li></ul><p><a href="u">u</a>.</p>'
    )
    assert notify_words.body_of(html) == "# About this\n\nOne\n\\- two three\n\n## Low\n\n• x & y\n\nu."


def test_a_notice_goes_with_its_secret_link_which_is_then_forgotten(one: Ready, service: Service) -> None:
    with transaction.atomic():
        made = notify(one.file.case, "a@example.org", "receipt", {}, "k", link="https://r.example/t/x?a=1&b=2")
    assert made is not None
    assert worked(made).state == "sent"
    assert "https://r.example/t/x?a=1&b=2" in service.taken[0]["personalisation"]["body"]
    assert "%" not in service.taken[0]["personalisation"]["body"]
    assert made.link == ""


def test_a_letter_with_documents_goes_by_the_mail_server_for_notify_carries_none(
    one: Ready, service: Service, settings: Any
) -> None:
    letter = approved(one)
    _enclose(one, letter, "notes.txt", b"Some notes")
    with mail_server(settings) as server:
        assert worked(letter).sent_by == "smtp"
    assert (len(server.taken), service.taken) == (1, [])


def test_a_document_that_must_be_redacted_first_goes_by_no_way(
    one: Ready, service: Service, mailoutbox: list[Any]
) -> None:
    letter = approved(one)
    _enclose(one, letter, "notes.txt", b"Some notes")
    Document.objects.update(redact_first=True)
    assert (worked(letter).state, letter.last_error) == ("failed", "must-be-redacted")
    assert mailoutbox == []
    assert letter.to_email not in {each["to"] for each in service.taken}
    _is_loud(one, letter)


# --- nothing twice -------------------------------------------------------------------------------


def test_an_answer_that_was_lost_is_asked_for_and_nothing_goes_twice(one: Ready, service: Service) -> None:
    service.cues = ["lost"]
    letter = worked(approved(one))
    assert (letter.state, letter.last_error) == ("queued", "notify-unreachable")
    letter = worked(letter, after=LATER)
    assert (letter.state, letter.attempts) == ("sent", 2)
    (mail,) = service.taken
    assert letter.notify_id == mail["id"]
    assert service.asked == [f"/v2/notifications?reference={letter.notify_reference}"]
    worked(letter, after=2 * LATER)
    assert len(service.taken) == 1


@pytest.mark.parametrize(("status", "code"), [(429, "notify-limit-reached"), (500, "notify-500")])
def test_what_may_pass_is_tried_again_under_the_same_reference(
    one: Ready, service: Service, status: int, code: str
) -> None:
    service.cues = [status]
    letter = worked(approved(one))
    before = letter.notify_reference
    assert (letter.state, letter.last_error) == ("queued", code)
    assert worked(letter, after=LATER).state == "sent"
    assert [each["reference"] for each in service.taken] == [before]


def test_a_key_that_is_refused_is_a_fault_of_the_installation_and_fails_loudly_in_the_end(
    one: Ready, service: Service, settings: Any
) -> None:
    settings.NOTIFY = {"dartford": setting(service.url.replace("127.0.0.1", "localhost"))}
    service.cues = [403] * 20
    letter = approved(one)
    for days in range(1, 12):
        worked(letter, after=days * LATER)
    assert (letter.state, letter.last_error) == ("failed", "notify-key-refused")
    _is_loud(one, letter)


def test_what_is_refused_for_good_fails_at_once_and_its_owner_is_told(one: Ready, service: Service) -> None:
    service.cues = [400]
    letter = worked(approved(one))
    assert (letter.state, letter.last_error) == ("failed", "notify-refused")
    _is_loud(one, letter)


def test_a_letter_that_is_sent_again_is_a_new_one_to_notify(one: Ready, service: Service) -> None:
    service.cues = [400]
    letter = worked(approved(one))
    first = letter.notify_reference
    with transaction.atomic():
        send_again(letter)
    letter = worked(letter, after=LATER)
    assert letter.state == "sent"
    assert letter.notify_reference not in ("", first)


def _is_loud(one: Ready, letter: Letter) -> None:
    """The case says so, and whoever has it has a message about it."""
    one.file.case.refresh_from_db()
    assert one.file.case.events.order_by("seq").last().kind == DeliveryFailed.__name__
    told = Message.objects.get(template="delivery-failed")
    assert letter.name in told.text
    owner = one.file.case.owner
    assert told.to_email == (owner.email if owner else "complaints.officer@dartford.gov.uk")


# --- what became of it ---------------------------------------------------------------------------


def test_a_receipt_says_that_it_was_delivered_however_often_it_comes(one: Ready, service: Service) -> None:
    letter = worked(approved(one))
    service.goes_on()
    assert [receipt(service.receipt()) for _again in range(2)] == [204, 204]
    letter.refresh_from_db()
    assert (letter.state, letter.notify_status, letter.delivered_at is not None) == ("sent", "delivered", True)
    before = letter.delivered_at
    service.goes_on("sending")
    assert receipt(service.receipt()) == 204  # late, out of order
    letter.refresh_from_db()
    assert (letter.notify_status, letter.delivered_at) == ("delivered", before)


def test_a_receipt_of_a_failure_is_a_failure_told_once(one: Ready, service: Service) -> None:
    letter = worked(approved(one, email="perm-fail@simulator.notify"))
    service.goes_on()
    assert [receipt(service.receipt()) for _again in range(3)] == [204] * 3
    letter.refresh_from_db()
    assert (letter.state, letter.last_error) == ("failed", "notify-permanent-failure")
    _is_loud(one, letter)


def test_a_receipt_that_overtakes_our_own_record_is_not_lost(one: Ready, service: Service) -> None:
    letter = approved(one)
    Letter.objects.filter(pk=letter.pk).update(state="sending", attempts=1, notify_reference="ours-1")
    told = {"id": "unknown-yet", "reference": "ours-1", "status": "permanent-failure"}
    assert receipt(told) == 204
    letter.refresh_from_db()
    assert letter.state == "failed"


@pytest.mark.parametrize(
    ("status", "outcome"), [("permanent-failure", ("failed", False)), ("delivered", ("sent", True))]
)
def test_what_is_told_while_our_attempt_seemed_to_have_failed_counts_once_it_is_known_to_have_gone(
    one: Ready, service: Service, status: str, outcome: tuple[str, bool]
) -> None:
    service.cues = ["lost"]
    letter = worked(approved(one))
    service.goes_on(status)
    assert receipt(service.receipt()) == 204
    letter.refresh_from_db()
    assert (letter.state, letter.notify_status) == ("queued", status)
    letter = worked(letter, after=LATER)
    assert (letter.state, letter.delivered_at is not None) == outcome
    assert len(service.of(letter.notify_reference)) == 1
    if status == "permanent-failure":
        _is_loud(one, letter)


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], "é"])
def test_only_whoever_shows_the_token_is_heard(one: Ready, service: Service, token: str) -> None:
    worked(approved(one))
    service.goes_on()
    assert receipt(service.receipt(), token) == 401
    assert receipt(service.receipt(), TOKEN, "kings-lynn") == 401
    assert receipt(service.receipt(), "", "nowhere") == 401
    assert not Letter.objects.exclude(delivered_at=None).exists()


@pytest.mark.usefixtures("still_clock")
def test_guessing_the_token_is_stopped_and_what_is_no_receipt_is_refused(service: Service) -> None:
    assert [receipt(body) for body in ("", "[]", "{}", "nonsense", '{"id": 1, "status": "delivered"}')] == [400] * 5
    assert receipt({"id": "x" * 9, "reference": None, "status": "delivered"}) == 404
    assert receipt(f'"{"x" * 30_000}"') == 400
    assert Client().get("/notify/dartford/").status_code == 405
    assert [receipt({}, "wrong") for _try in range(21)][-2:] == [401, 429]


def test_what_is_not_told_is_asked_for(one: Ready, service: Service) -> None:
    letter = worked(approved(one, email="temp-fail@simulator.notify"))
    now = timezone.now()
    assert ask(now=now, alive=lambda: None) == 0  # it is left to call back first
    service.goes_on()
    soon = now + timedelta(minutes=20)
    assert ask(now=soon, alive=lambda: None) == 1
    letter.refresh_from_db()
    assert (letter.state, letter.asked_at) == ("failed", soon)
    _is_loud(one, letter)
    assert ask(now=soon, alive=lambda: None) == 0


@pytest.mark.parametrize(("code", "news"), [("notify-500", 1), ("notify-429", 0)])
def test_one_about_which_notify_gives_no_answer_stops_no_other(
    one: Ready, service: Service, monkeypatch: pytest.MonkeyPatch, code: str, news: int
) -> None:
    letter = worked(approved(one))
    with transaction.atomic():
        notice = notify(one.file.case, "a@example.org", "receipt", {}, "k")
    worked(notice)
    service.goes_on()
    status = Notify.status

    def answered(self: Notify, id: str) -> Any:
        if id == letter.notify_id:
            raise jobs.JobFailed(code)
        return status(self, id)

    monkeypatch.setattr(Notify, "status", answered)
    soon = timezone.now() + timedelta(minutes=20)
    assert ask(now=soon, alive=lambda: None) == news
    letter.refresh_from_db()
    assert (letter.state, letter.asked_at) == ("sent", soon)


# --- letters by post -----------------------------------------------------------------------------


def test_a_posted_letter_is_a_pdf_with_the_address_where_notify_reads_it(
    one: Ready, service: Service, tmp_path: Path
) -> None:
    letter = worked(approved(one, preferred="letter"))
    (posted,) = service.taken
    assert (posted["type"], letter.state, letter.to_email) == ("letter", "sent", "")
    (tmp_path / "letter.pdf").write_bytes(base64.b64decode(posted["content"]))
    told = _words_on_the_first_page(tmp_path / "letter.pdf")
    for word in ("Łucja", "O’Brien", "DA1", "1DJ"):
        left, top, right, bottom = next(box for said, box in told if said == word)
        assert 24.6 <= left <= right <= 120  # millimetres, as the specification of letters has the block
        assert 39.5 <= top <= bottom <= 66.3
    beside = [said for said, (left, top, _right, bottom) in told if left < 120 and bottom > 39.5 and top < 66.3]
    assert beside == ["Łucja", "O’Brien", "12", "High", "Street", "Dartford", "DA1", "1DJ"]
    service.goes_on("accepted")
    ask(now=timezone.now() + timedelta(hours=1), alive=lambda: None)
    letter.refresh_from_db()
    assert (letter.state, letter.notify_status) == ("sent", "accepted")
    service.goes_on()
    ask(now=timezone.now() + timedelta(hours=2), alive=lambda: None)
    letter.refresh_from_db()
    assert (letter.state, letter.posted_by, letter.posted_on is not None) == ("posted", "system:notify", True)


def test_what_must_be_done_by_hand_goes_to_the_print_room(one: Ready, service: Service) -> None:
    letter = approved(one, preferred="letter")
    _enclose(one, letter, "notes.txt", b"Some notes")
    assert worked(letter).state == "to-post"
    assert letter.last_error == "enclosure-by-hand"
    assert service.taken == []


def test_a_pdf_that_notify_cannot_print_fails_loudly(one: Ready, service: Service) -> None:
    letter = worked(approved(one, preferred="letter"))
    service.goes_on("validation-failed")
    ask(now=timezone.now() + timedelta(hours=1), alive=lambda: None)
    letter.refresh_from_db()
    assert (letter.state, letter.last_error) == ("failed", "notify-validation-failed")
    _is_loud(one, letter)


def test_a_council_that_posts_by_hand_and_mails_by_smtp_is_not_touched(
    one: Ready, settings: Any, mailoutbox: list[Any]
) -> None:
    with notify_server(settings, email=False, post=False) as server:
        assert worked(approved(one)).sent_by == "smtp"
    assert (len(mailoutbox), server.taken) == (1, [])


def _enclose(one: Ready, letter: Letter, name: str, content: bytes) -> None:
    document = take_in_as_it_came(one.file.case, name, content, by=one.office.actor(one.who))
    Document.objects.filter(pk=document.pk).update(state="safe", media_type="text/plain")
    enclosures.chosen(one.file.case, letter.opaque_id, [document], [document.pk], by="staff:1")


def _words_on_the_first_page(pdf: Path) -> list[tuple[str, tuple[float, ...]]]:
    """Each word with its box in millimetres from the left and the top."""
    asked = [programme("pdftotext"), "-bbox", "-l", "1", str(pdf), "-"]
    told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    boxes = re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', told)
    return [(said, tuple(float(point) * 25.4 / 72 for point in box)) for *box, said in boxes]


# --- texts ---------------------------------------------------------------------------------------


def wants_texts(one: Ready, telephone: str = "07700 900 123") -> None:
    party = people.correspondent_of(one.file.case)
    people.correct(party, telephone=telephone)
    preferences.wished(party, preferences.Wish("email", texts=True), by=Actor(kind="complainant", id="party:1"))


def test_a_text_says_that_there_is_a_letter_and_nothing_of_it(one: Ready, service: Service) -> None:
    wants_texts(one)
    letter = worked(approved(one))
    _mail, text = sorted(service.taken, key=lambda each: each["type"])
    assert (text["type"], text["to"]) == ("sms", "+447700900123")
    said = text["personalisation"]["body"]
    assert "there is a letter for you about DBC-2026-0001" in said
    assert said.endswith("/dartford/track/")
    assert "What the officer writes" not in said
    assert len(said) <= 160
    message = Message.objects.get(template=texts.TEMPLATE)
    assert (message.state, message.to_email, letter.state) == ("sent", "", "sent")


def test_nobody_has_a_text_who_did_not_ask_or_cannot_have_one(one: Ready, service: Service, settings: Any) -> None:
    party = people.correspondent_of(one.file.case)
    people.correct(party, telephone="07700 900123")
    assert not texts.are_wanted(party)
    wants_texts(one, "01322 343434")
    assert not texts.are_wanted(people.correspondent_of(one.file.case))
    wants_texts(one)
    assert texts.are_wanted(people.correspondent_of(one.file.case))
    settings.NOTIFY = {}
    assert not texts.are_wanted(people.correspondent_of(one.file.case))


def test_a_text_that_does_not_arrive_is_told_to_whoever_has_the_case(one: Ready, service: Service) -> None:
    wants_texts(one, "07700900002")
    worked(approved(one))
    service.goes_on()
    number = next(n for n, each in enumerate(service.taken) if each["type"] == "sms")
    assert [receipt(service.receipt(number)) for _again in range(2)] == [204, 204]
    assert Message.objects.get(template=texts.TEMPLATE).state == "failed"
    (told,) = Message.objects.filter(template="text-failed")
    assert "002" in told.text
    assert "07700900002" not in told.text


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("07700 900123", "+447700900123"),
        ("+44 (0)7700 900 123", "+447700900123"),
        ("0044 7700-900-123", "+447700900123"),
        ("447700900123", "+447700900123"),
        ("07624 900123", "+447624900123"),  # the Isle of Man
        ("+370 612 34567", "+37061234567"),
        ("01322 343434", ""),
        ("07012 345678", ""),  # a personal number, not a mobile
        ("0770 900", ""),
        ("", ""),
        ("ring my sister", ""),
    ],
)
def test_a_number_is_written_as_the_network_takes_it_or_not_at_all(typed: str, number: str) -> None:
    assert texts.mobile(typed) == number


# --- the operator --------------------------------------------------------------------------------


def test_the_operator_can_ask_whether_it_answers_and_nothing_is_sent(service: Service, client: Any) -> None:
    cache.clear()
    assert client.get("/healthz").json()["notify"] == {"dartford": "ok"}
    assert service.taken == []
    good = setting(service.url)
    assert Notify(good).answers() == "ok"
    assert "secret" not in repr(good)
    wrong = type(good)(**{**good.__dict__, "secret": SERVICE})
    assert Notify(wrong).answers() == "notify-403"
    elsewhere = type(good)(**{**good.__dict__, "email_template": SECRET})
    assert Notify(elsewhere).answers() == "notify-template-unknown"
    nowhere = type(good)(**{**good.__dict__, "url": "http://127.0.0.1:9"})
    assert Notify(nowhere).answers() == "notify-unreachable"


KEY = f"dartford=a-name-{SERVICE}-{SECRET}"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"REDRESS_NOTIFY_KEYS": "dartford=short"}, "not a whole key"),
        ({"REDRESS_NOTIFY_KEYS": "dartford"}, "council=value"),
        ({"REDRESS_NOTIFY_KEYS": f"{KEY} {KEY}"}, "twice"),
        ({"REDRESS_EMAIL_BY": "dartford=notify"}, "no key"),
        ({"REDRESS_EMAIL_BY": "dartford=pigeon"}, "must be one of smtp, notify"),
        ({"REDRESS_POST_BY": "dartford=smtp"}, "must be one of print-room, notify"),
        ({"REDRESS_NOTIFY_KEYS": KEY, "REDRESS_EMAIL_BY": "dartford=notify"}, "names no “dartford.email”"),
        ({"REDRESS_NOTIFY_KEYS": KEY, "REDRESS_NOTIFY_TEMPLATES": "dartford.email=1"}, "not the id of a template"),
        ({"REDRESS_NOTIFY_KEYS": KEY, "REDRESS_NOTIFY_TEMPLATES": f"dartford.fax={EMAIL}"}, "dartford.fax"),
        ({"REDRESS_NOTIFY_KEYS": KEY, "REDRESS_NOTIFY_TOKENS": "dartford=short"}, "at least 20"),
        ({"REDRESS_NOTIFY_URL": "http://notify.example"}, "https://"),
        ({"REDRESS_ENVIRONMENT": "demonstration", "REDRESS_NOTIFY_KEYS": KEY}, "demonstration"),
    ],
)
def test_settings_that_cannot_be_used_are_refused_at_the_start_without_the_key(
    given: dict[str, str], said: str
) -> None:
    with pytest.raises(ConfigurationRefused) as refused:
        configuration({"REDRESS_ENVIRONMENT": "test", **given})
    assert said in str(refused.value)
    assert SECRET not in str(refused.value)
