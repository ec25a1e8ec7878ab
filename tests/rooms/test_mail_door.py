"""Does the door take mail from a real sender, and say "taken" only of what is kept?"""

from __future__ import annotations

import asyncio
import smtplib
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError

from redress.arrivals import door, storing
from redress.arrivals.models import Arrival
from tests.mail.corpus import SAMPLES
from tests.mail.sample import headed
from tests.requirement import requirement
from tests.rooms.case_files import Office

pytestmark = pytest.mark.django_db(transaction=True)

LATER = 451
OURS, ALSO_OURS = "complaints.officer@dartford.gov.uk", "corporate.complaints@dartford.gov.uk"
THEIRS = "complaints@west-norfolk.gov.uk"


@contextmanager
def opened(kind: str) -> Iterator[int]:
    """The door, open on a free port in a thread of its own."""
    loop = asyncio.new_event_loop()
    ready: list[Any] = []

    async def begin() -> None:
        threads = ThreadPoolExecutor(max_workers=4)
        server = await loop.create_server(lambda: door.protocol(kind, threads), "127.0.0.1", 0)
        ready.append((server, threads, server.sockets[0].getsockname()[1]))

    loop.run_until_complete(begin())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    server, threads, port = ready[0]
    try:
        yield port
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        threads.shutdown()
        loop.close()


@pytest.fixture
def smtp() -> Iterator[smtplib.SMTP]:
    Office("dartford")
    with opened("smtp") as port, smtplib.SMTP("127.0.0.1", port) as client:
        yield client


@pytest.fixture
def lmtp() -> Iterator[smtplib.LMTP]:
    Office("dartford")
    Office("kings-lynn")
    with opened("lmtp") as port, smtplib.LMTP("127.0.0.1", port) as client:
        yield client


def answers(client: smtplib.LMTP, raw: bytes, *recipients: str) -> dict[str, int]:
    """What the door says of each recipient: at once, or after the data (RFC 2033; Python's own client reads one)."""
    client.ehlo()
    client.mail("ann@example.org")
    said = {each: client.rcpt(each)[0] for each in recipients}
    assert client.docmd("DATA")[0] == 354
    client.send(smtplib._quote_periods(raw) + b"\r\n.\r\n")  # type: ignore[attr-defined]
    return {each: client.getreply()[0] if code == 250 else code for each, code in said.items()}


@requirement("Q34", "DA-6.6-1")
@pytest.mark.parametrize("address", [OURS, ALSO_OURS, OURS.upper(), OURS.replace("@", "+dbc-2026-0001.abc@")])
def test_both_addresses_of_the_policy_take_mail_in_and_only_one_is_published(smtp: smtplib.SMTP, address: str) -> None:
    smtp.sendmail("ann@example.org", [address], headed(Message_ID="<1@x.example>"))
    arrival = Arrival.objects.get()
    assert (arrival.council_id, arrival.sender_address) == ("dartford", "ann@example.org")
    assert arrival.details["recipients"] == [address.lower()]
    assert arrival.details["envelope_from"] == "ann@example.org"
    assert storing.content_of(arrival.raw_as).startswith(b"Return-Path: <ann@example.org>\r\nReceived: from ")


@pytest.mark.parametrize("address", ["nobody@dartford.gov.uk", "ann@example.org", THEIRS])
def test_an_unknown_recipient_is_refused_for_good(smtp: smtplib.SMTP, address: str) -> None:
    """Also that of a council which this installation does not serve."""
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        smtp.sendmail("ann@example.org", [address], headed())
    assert refused.value.recipients[address][0] == 550
    assert not Arrival.objects.exists()


def test_a_sender_that_is_nobody_is_taken_as_every_bounce_has_it(smtp: smtplib.SMTP) -> None:
    smtp.sendmail("", [OURS], headed(Message_ID="<1@x.example>"))
    assert Arrival.objects.get().details["envelope_from"] == "<>"


def test_one_message_to_both_addresses_is_one_arrival(smtp: smtplib.SMTP) -> None:
    smtp.sendmail("ann@example.org", [OURS, ALSO_OURS], headed(Message_ID="<1@x.example>"))
    assert Arrival.objects.count() == 1


def test_a_delivery_repeated_because_the_answer_was_lost_is_one_arrival(smtp: smtplib.SMTP) -> None:
    for _ in range(3):
        smtp.sendmail("ann@example.org", [OURS], headed())
    assert Arrival.objects.count() == 1


@requirement("KL-5A-5")
def test_over_lmtp_each_recipient_has_its_own_answer(lmtp: smtplib.LMTP) -> None:
    said = answers(lmtp, headed(), OURS, "nobody@dartford.gov.uk", THEIRS)
    assert said == {OURS: 250, "nobody@dartford.gov.uk": 550, THEIRS: 250}
    assert sorted(Arrival.objects.values_list("council", "source")) == [("dartford", "email"), ("kings-lynn", "email")]


def test_over_lmtp_one_council_that_cannot_keep_it_does_not_speak_for_the_other(
    lmtp: smtplib.LMTP, monkeypatch: Any
) -> None:
    take = door.take

    def half(council: str, *rest: Any, **more: Any) -> Any:
        if council == "kings-lynn":
            raise OperationalError
        return take(council, *rest, **more)

    monkeypatch.setattr(door, "take", half)
    assert answers(lmtp, headed(), OURS, THEIRS, ALSO_OURS) == {OURS: 250, THEIRS: LATER, ALSO_OURS: 250}
    assert list(Arrival.objects.values_list("council", flat=True)) == ["dartford"]


@pytest.mark.parametrize("fault", [OperationalError, OSError, RuntimeError])
def test_what_cannot_be_kept_now_is_left_with_the_sender_s_server(
    smtp: smtplib.SMTP, monkeypatch: Any, fault: Any
) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise fault

    with monkeypatch.context() as patched:
        patched.setattr(door, "take", away)
        with pytest.raises(smtplib.SMTPDataError) as refused:
            smtp.sendmail("ann@example.org", [OURS], headed())
        assert refused.value.smtp_code == 451
    assert not Arrival.objects.exists()
    smtp.sendmail("ann@example.org", [OURS], headed())
    assert Arrival.objects.count() == 1


def test_without_a_database_no_recipient_is_refused_for_good(smtp: smtplib.SMTP, monkeypatch: Any) -> None:
    def away() -> None:
        raise OperationalError

    monkeypatch.setattr(door, "recipients", away)
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        smtp.sendmail("ann@example.org", [OURS], headed())
    assert refused.value.recipients[OURS][0] == 451


def test_a_large_message_is_kept_in_part_and_one_beyond_all_measure_refused(lmtp: smtplib.LMTP, settings: Any) -> None:
    settings.MAIL_MAX_BYTES = 10_000
    with opened("lmtp") as port, smtplib.LMTP("127.0.0.1", port) as client:
        assert answers(client, headed(("y" * 70 + "\n") * 300, Message_ID="<1@x.example>"), OURS) == {OURS: 250}
        arrival = Arrival.objects.get()
        assert len(storing.content_of(arrival.raw_as)) == 10_000
        assert "cut" in arrival.details["notes"]
        beyond = headed(("y" * 70 + "\n") * 3000)
        assert answers(client, beyond, OURS, ALSO_OURS) == {OURS: 552, ALSO_OURS: 552}
        assert answers(client, headed("The line is still open.\n", Message_ID="<2@x.example>"), OURS) == {OURS: 250}
    assert Arrival.objects.count() == 2


def test_the_corpus_comes_through_the_door_whole(smtp: smtplib.SMTP) -> None:
    sent = [sample.raw for sample in SAMPLES if sample.raw]
    for raw in sent:
        smtp.sendmail("ann@example.org", [OURS], raw)
    assert Arrival.objects.count() == len(sent)
    kept = [storing.content_of(name) for name in Arrival.objects.order_by("pk").values_list("raw_as", flat=True)]
    for raw, stored in zip(sent, kept, strict=True):
        assert _plain(stored).endswith(_plain(raw))  # below the trace that we put on top


def _plain(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip()


def test_long_lines_and_letters_of_eight_bits_are_taken(smtp: smtplib.SMTP) -> None:
    smtp.sendmail("ann@example.org", [OURS], headed("ł" * 100_000 + "\n"))
    assert "ł" * 1000 in Arrival.objects.get().text


def test_a_sender_who_hangs_up_half_way_leaves_nothing(smtp: smtplib.SMTP) -> None:
    smtp.mail("ann@example.org")
    smtp.rcpt(OURS)
    smtp.docmd("DATA")
    smtp.send(b"Subject: half\r\n\r\nHalf a mess")
    assert smtp.sock is not None
    smtp.sock.shutdown(socket.SHUT_RDWR)
    smtp.close()
    assert not Arrival.objects.exists()


def test_nothing_else_is_told(smtp: smtplib.SMTP) -> None:
    assert smtp.verify(OURS)[0] != 250
    assert smtp.docmd("EXPN", "staff")[0] >= 500


def _taken(client: smtplib.SMTP, raw: bytes) -> bool:
    """Whether it was taken; if not, it was to be sent again later, as a mail server then does."""
    try:
        client.sendmail("ann@example.org", [OURS], raw)
    except smtplib.SMTPDataError as refused:
        if refused.smtp_code != LATER:
            raise
        return False
    except smtplib.SMTPRecipientsRefused as refused:
        if refused.recipients[OURS][0] != LATER:
            raise
        return False
    return True


def test_two_hundred_messages_by_four_senders_at_once_are_all_taken(smtp: smtplib.SMTP) -> None:
    port = smtp.sock.getpeername()[1]  # type: ignore[union-attr]
    faults: list[Exception] = []

    def send(sender: int) -> None:
        try:
            with smtplib.SMTP("127.0.0.1", port) as client:
                for n in range(50):
                    raw = headed(f"Letter {n} of {sender}\n", Message_ID=f"<{sender}.{n}@example.org>")
                    while not _taken(client, raw):
                        pass
        except Exception as fault:
            faults.append(fault)

    senders = [threading.Thread(target=send, args=(number,)) for number in range(4)]
    for each in senders:
        each.start()
    for each in senders:
        each.join(120)
    assert not faults
    texts = set(Arrival.objects.values_list("text", flat=True))
    assert texts == {f"Letter {n} of {sender}" for n in range(50) for sender in range(4)}
