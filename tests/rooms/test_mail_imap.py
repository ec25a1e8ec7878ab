"""Is mail fetched from a real IMAP server, each message once, whatever goes wrong half-way?"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from redress import jobs
from redress.arrivals import filing, imap, storing
from redress.arrivals.models import Arrival, Mailbox
from redress.correspondence.models import Message
from redress.jobs.models import Job
from redress.policies.bank_holidays import calendar_for
from redress.rules.clock import office_hours
from redress.rules.office_hours import legal_receipt
from tests.mail.corpus import SAMPLES
from tests.mail.dovecot import Dovecot, dovecot
from tests.mail.sample import headed
from tests.requirement import requirement
from tests.rooms.case_files import Office, moment

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as started:
        yield started


@pytest.fixture
def office() -> Office:
    return Office("dartford")


@pytest.fixture
def box(server: Dovecot, request: pytest.FixtureRequest) -> str:
    """A mailbox of its own for each test."""
    return "".join(letter for letter in request.node.name if letter.isalnum())[:60].lower()


def letters(many: int) -> list[bytes]:
    return [headed(f"Letter {n}\n", Message_ID=f"<{n}@example.org>") for n in range(many)]


def test_every_message_is_taken_in_once_and_then_moved_away(server: Dovecot, box: str, office: Office) -> None:
    server.deliver(*letters(5), user=box)
    fetched = imap.fetch(server.setting(user=box))
    assert (fetched.new, fetched.known, fetched.trouble) == (5, 0, "")
    assert (server.count(user=box), server.count("Processed", user=box)) == (0, 5)
    assert imap.fetch(server.setting(user=box)).new == 0
    assert Arrival.objects.count() == 5
    state = Mailbox.objects.get()
    assert state.reached_at is not None
    assert state.failing_since is None


def test_the_corpus_comes_through_a_real_mailbox_whole(server: Dovecot, box: str, office: Office) -> None:
    with server.box(user=box) as opened:
        for sample in SAMPLES:
            if sample.raw:  # no server keeps nothing
                opened.append(sample.raw, "INBOX")
    fetched = imap.fetch(server.setting(user=box))
    assert (fetched.new, fetched.known, fetched.trouble) == (len(SAMPLES) - 1, 0, "")
    assert server.count(user=box) == 0
    kept = {_plain(storing.content_of(name)) for name in Arrival.objects.values_list("raw_as", flat=True)}
    assert len(kept) == len(SAMPLES) - 1
    # The server itself changes zeros and single returns; all else is as it was sent, byte for byte.
    untouched = [_plain(sample.raw) for sample in SAMPLES if b"\0" not in sample.raw]
    assert {raw for raw in untouched if raw and b"\r" not in raw} <= kept


def _plain(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n")


@requirement("DA-3.17-a2")
def test_it_counts_from_when_our_server_had_it_whatever_the_sender_says(
    server: Dovecot, box: str, office: Office
) -> None:
    """DA 3.17: sent and delivered on a Sunday evening, it is received on Monday at 08:45; both stamps are kept."""
    raw = headed(Date="Sun, 5 Jul 2026 22:00:00 +0100")
    with server.box(user=box) as opened:
        opened.append(raw, "INBOX", dt=datetime(2026, 7, 5, 21, 1, tzinfo=UTC))
    imap.fetch(server.setting(user=box))
    arrival = Arrival.objects.get()
    assert arrival.sent_text == "2026-07-05T22:00:00+01:00"
    assert arrival.received_text == "2026-07-05T22:01:00+01:00"
    zone = timezone.get_default_timezone()
    hours = office_hours(office.policy)
    legally = legal_receipt(filing.received(arrival), hours, calendar_for("england-and-wales"), zone=zone)
    assert legally.moment == moment("2026-07-06T08:45")


def test_a_message_found_again_after_its_taking_is_known(
    server: Dovecot, box: str, office: Office, monkeypatch: Any
) -> None:
    """As when the worker dies between the commit and the moving."""
    server.deliver(*letters(2), user=box)
    with monkeypatch.context() as patched:
        patched.setattr(imap, "_put_away", lambda *_: None)
        assert imap.fetch(server.setting(user=box)).new == 2
    fetched = imap.fetch(server.setting(user=box))
    assert (fetched.new, fetched.known) == (0, 2)
    assert (server.count(user=box), Arrival.objects.count()) == (0, 2)


def test_the_same_message_delivered_again_is_one_arrival(server: Dovecot, box: str, office: Office) -> None:
    (raw,) = letters(1)
    server.deliver(raw, user=box)
    imap.fetch(server.setting(user=box))
    server.deliver(b"Received: from another way; Tue, 2 Jun 2026 10:00:00 +0100\r\n" + raw, user=box)
    assert imap.fetch(server.setting(user=box)).known == 1
    assert Arrival.objects.count() == 1


def test_two_messages_under_one_message_id_are_two_arrivals_and_say_so(
    office: Office, server: Dovecot, box: str
) -> None:
    one, two = (headed(f"Letter {n}\n", Message_ID="<constant@scanner.example>") for n in (1, 2))
    server.deliver(one, two, user=box)
    assert imap.fetch(server.setting(user=box)).new == 2
    assert "same-id" in Arrival.objects.latest("pk").details["notes"]


def test_where_nothing_can_be_moved_messages_are_marked_and_remembered(
    server: Dovecot, box: str, office: Office, monkeypatch: Any
) -> None:
    monkeypatch.setattr(imap, "_processed_folder", lambda *_: "")
    server.deliver(*letters(3), user=box)
    assert imap.fetch(server.setting(user=box)).new == 3
    fetched = imap.fetch(server.setting(user=box))
    assert (fetched.new, fetched.known) == (0, 0)
    with server.box(user=box) as opened:
        assert len(opened.uids("SEEN")) == 3
    server.deliver(headed("Another\n", Message_ID="<another@example.org>"), user=box)
    assert imap.fetch(server.setting(user=box)).new == 1


def test_when_the_numbers_of_messages_begin_anew_all_are_looked_at_again(
    server: Dovecot, box: str, office: Office, monkeypatch: Any
) -> None:
    monkeypatch.setattr(imap, "_processed_folder", lambda *_: "")
    server.deliver(*letters(3), user=box)
    imap.fetch(server.setting(user=box))
    Mailbox.objects.update(uidvalidity="1", last_uid=1_000_000)
    server.deliver(headed("Another\n", Message_ID="<another@example.org>"), user=box)
    fetched = imap.fetch(server.setting(user=box))
    assert (fetched.new, fetched.known) == (1, 3)


def test_a_message_that_cannot_be_taken_stops_no_other_and_stays(
    server: Dovecot, box: str, office: Office, monkeypatch: Any
) -> None:
    taken = imap.take

    def take(council: str, raw: bytes, **more: Any) -> Any:
        if b"Letter 1" in raw:
            raise OSError("the disk is full")
        return taken(council, raw, **more)

    server.deliver(*letters(3), user=box)
    with monkeypatch.context() as patched:
        patched.setattr(imap, "take", take)
        fetched = imap.fetch(server.setting(user=box))
    assert (fetched.new, fetched.trouble) == (2, "message-not-taken")
    assert server.count(user=box) == 1
    assert Mailbox.objects.get().failing_since is not None
    assert imap.fetch(server.setting(user=box)).new == 1
    assert Mailbox.objects.get().failing_since is None


def test_what_cannot_be_kept_as_read_is_kept_unread(
    server: Dovecot, box: str, office: Office, monkeypatch: Any
) -> None:
    from redress.arrivals import taking

    monkeypatch.setattr(taking, "parse", lambda raw: (_ for _ in ()).throw(ValueError))
    with pytest.raises(ValueError):
        taking.parse(b"")
    registered = taking._registered

    def once(council: str, raw: bytes, parsed: Any, *rest: Any) -> Any:
        if parsed.text:
            raise ValueError("no database keeps this")
        return registered(council, raw, parsed, *rest)

    monkeypatch.undo()
    monkeypatch.setattr(taking, "_registered", once)
    server.deliver(*letters(1), user=box)
    assert imap.fetch(server.setting(user=box)).new == 1
    arrival = Arrival.objects.get()
    assert arrival.details["notes"] == ["hardly-readable"]
    assert b"Letter 0" in storing.content_of(arrival.raw_as)


def test_without_a_database_nothing_is_moved(server: Dovecot, box: str, office: Office, monkeypatch: Any) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise OperationalError

    server.deliver(*letters(2), user=box)
    with monkeypatch.context() as patched:
        patched.setattr(imap, "take", away)
        with pytest.raises(OperationalError):
            imap.fetch(server.setting(user=box))
    assert server.count(user=box) == 2


def test_a_message_that_is_too_large_is_kept_in_part_and_its_sender_told(
    server: Dovecot, box: str, office: Office, settings: Any
) -> None:
    settings.MAIL_MAX_BYTES = 10_000
    server.deliver(headed("x" * 70 + "\n" + ("y" * 70 + "\n") * 1000, Message_ID="<large@example.org>"), user=box)
    assert imap.fetch(server.setting(user=box)).new == 1
    arrival = Arrival.objects.get()
    assert len(storing.content_of(arrival.raw_as)) == 10_000
    assert "cut" in arrival.details["notes"]
    assert arrival.details["size"] > 70_000
    jobs.run_all_due(timezone.now() + timedelta(seconds=1))
    assert "too large for us" in Message.objects.get(template="email-received").text


# --- the server ----------------------------------------------------------------------------------


def test_a_server_that_is_away_is_known_and_tried_again(server: Dovecot, box: str, office: Office) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        setting = server.setting(user=box)
        away = type(setting)(**{**vars(setting), "port": nobody.getsockname()[1]})
    assert imap.fetch(away).trouble == "no-answer"
    since = Mailbox.objects.get().failing_since
    assert since is not None
    assert imap.fetch(away).trouble == "no-answer"
    assert Mailbox.objects.get().failing_since == since
    assert imap.fetch(setting).trouble == ""


def test_a_wrong_password_and_a_wrong_folder_are_refused(server: Dovecot, box: str, office: Office) -> None:
    setting = server.setting(user=box)
    assert imap.fetch(type(setting)(**{**vars(setting), "password": "no"})).trouble == "refused"
    assert imap.fetch(server.setting(user=box, folder="Nowhere")).trouble == "refused"


def test_an_encrypted_connection_to_a_server_that_has_none_is_no_connection(server: Dovecot, office: Office) -> None:
    setting = server.setting()
    assert imap.fetch(type(setting)(**{**vars(setting), "security": "tls"})).trouble in ("no-trust", "no-answer")
    assert imap.fetch(type(setting)(**{**vars(setting), "security": "starttls"})).trouble in (
        "refused",
        "connection-lost",
    )


def test_a_council_nobody_knows_is_not_fetched_for(server: Dovecot, office: Office) -> None:
    assert imap.fetch(server.setting("nowhere")).trouble == "unknown-council"


def test_the_job_reads_every_mailbox_and_one_in_trouble_stops_no_other(
    server: Dovecot, box: str, office: Office, settings: Any, client: Any
) -> None:
    Office("kings-lynn")
    bad, good = server.setting("dartford", folder="Nowhere"), server.setting("kings-lynn", user=box)
    settings.MAILBOXES = {"dartford": bad, "kings-lynn": good}
    server.deliver(*letters(2), user=box)
    jobs.enqueue("fetch-mail", {})
    jobs.run_all_due(timezone.now() + timedelta(seconds=1))
    assert Arrival.objects.filter(council="kings-lynn").count() == 2
    told = client.get("/healthz").json()["mailboxes"]
    assert told["kings-lynn"] == "ok"
    assert told["dartford"].startswith("refused since 20")


def test_two_workers_do_not_fetch_at_once(office: Office) -> None:
    now = timezone.now()
    job = Job.objects.create(kind="fetch-mail", state="running", lease_until=now + timedelta(minutes=1))
    assert imap.is_being_fetched()
    assert not imap.is_being_fetched(besides=job.pk)
    Job.objects.update(lease_until=now - timedelta(minutes=1))
    assert not imap.is_being_fetched()
