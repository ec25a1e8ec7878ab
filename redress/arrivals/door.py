"""How does a mail server push mail to us, and when is it told that we have it?

It is told 250 when the message is committed and not before; 4xx when we cannot keep it now, and then it tries again;
550 for a recipient we do not know. Over LMTP each recipient is answered for itself.
"""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from email.utils import format_datetime
from functools import partial
from typing import Any

import structlog
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone

from redress import policies
from redress.accounts.models import Council
from redress.arrivals.taking import take
from redress.correspondence.reply_addresses import accepted, without_tag

LOG = structlog.get_logger("redress.arrivals")
TAKEN = "250 2.0.0 Taken"
LATER = "451 4.3.0 Cannot be kept now, try again later"
UNKNOWN = "550 5.1.1 No such recipient here"
_BEYOND = 4  # so many times the size that is kept whole, a message is still taken: its beginning is kept
_AT_ONCE = 4
NOBODY = "<>"


def recipients() -> dict[str, str]:
    """Every address at which mail is taken, in small letters, with its council (Q34)."""
    known = set(Council.objects.values_list("pk", flat=True))
    councils = [each for each in policies.rulebook().newest if each in known]
    return {address: council for council in councils for address in accepted(council)}


class Door:
    """What is answered to a mail server. The database is asked in threads, so that no connection holds up another."""

    def __init__(self, threads: ThreadPoolExecutor) -> None:
        self._threads = threads

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        # The library takes the empty sender of a bounce for no sender at all.
        envelope.mail_from = address or NOBODY
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        try:
            known = await self._asked(recipients)
        except Exception as error:
            LOG.error("mail door", kind=type(error).__name__)
            return LATER
        if without_tag(address) not in known:
            return UNKNOWN
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        raw = envelope.content if isinstance(envelope.content, bytes) else b""
        peer = str(session.host_name or "unknown")[:200]
        replies = await self._asked(partial(_taken, raw, envelope.mail_from or NOBODY, list(envelope.rcpt_tos), peer))
        if isinstance(server, LMTP):
            return "\r\n".join(replies)
        return LATER if LATER in replies else TAKEN

    async def _asked(self, question: Callable[[], Any]) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, _in_thread, question)


def _in_thread(question: Callable[[], Any]) -> Any:
    close_old_connections()
    try:
        return question()
    finally:
        connections.close_all()


def _taken(raw: bytes, sender: str, addressed: list[str], peer: str) -> list[str]:
    """Take a message in for each council it is addressed to; the answer for each recipient, in order."""
    now = timezone.now()
    answers: dict[str, str] = {}
    try:
        known = recipients()
    except Exception as error:
        LOG.error("mail door", kind=type(error).__name__)
        return [LATER] * len(addressed)
    of = {address: known.get(without_tag(address), "") for address in addressed}
    for council in dict.fromkeys(of.values()):
        mine = [address for address in addressed if of[address] == council]
        try:
            take(council, _traced(raw, sender, peer, now), received=now, envelope_from=sender, recipients=mine)
            answers[council] = TAKEN
        except Exception as error:  # whatever it is, the sender's server keeps the message and comes again
            LOG.error("message not taken", council=council, kind=type(error).__name__)
            answers[council] = LATER
    return [answers[of[address]] for address in addressed]


def _traced(raw: bytes, sender: str, peer: str, now: Any) -> bytes:
    """The message with our own line on top, as every server that takes mail adds one (RFC 5321)."""
    by = socket.gethostname()
    peer = "".join(letter for letter in peer if letter.isalnum() or letter in ".-:[]")
    sender = "".join(letter for letter in sender if letter.isprintable() and letter not in "<>\r\n")
    lines = f"Return-Path: <{sender}>\r\nReceived: from {peer} by {by} (Redress);\r\n\t{format_datetime(now)}\r\n"
    return lines.encode("utf-8") + raw


class _Patient:
    """Takes long lines, which many senders write; and over LMTP says of each recipient what is true of all."""

    line_length_limit = 16 * 1024 * 1024


class _SmtpDoor(_Patient, SMTP):
    pass


class _LmtpDoor(_Patient, LMTP):
    _owed = 0

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        self._owed = len(self.envelope.rcpt_tos) if self.envelope is not None else 0
        try:
            await super().smtp_DATA(arg)
        finally:
            self._owed = 0

    async def push(self, status: str | bytes) -> None:
        """After the data, the library's own refusals are said once for each recipient too (RFC 2033)."""
        text = status.decode("ascii", "replace") if isinstance(status, bytes) else status
        if self._owed > 1 and text[:1] in "45" and "\r\n" not in text and not text.startswith(("503", "501")):
            text = "\r\n".join([text] * self._owed)
        await super().push(text)


def protocol(kind: str, threads: ThreadPoolExecutor) -> SMTP:
    """What speaks with one mail server."""
    speaks = _LmtpDoor if kind == "lmtp" else _SmtpDoor
    return speaks(
        Door(threads),
        data_size_limit=_BEYOND * settings.MAIL_MAX_BYTES,
        enable_SMTPUTF8=True,
        hostname=socket.gethostname(),
        ident="Redress",
        timeout=300,
    )


async def serve(kind: str, host: str, port: int, *, opened: Callable[[int], None] = lambda port: None) -> None:
    """Keep the door open until SIGTERM or SIGINT; what is being taken in then is finished first.

    ``opened`` is told the port. Raises OSError where the address cannot be used.
    """
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    with ThreadPoolExecutor(max_workers=_AT_ONCE, thread_name_prefix="mail-door") as threads:
        server = await loop.create_server(lambda: protocol(kind, threads), host, port)
        opened(server.sockets[0].getsockname()[1])
        await stop.wait()
        server.close()
