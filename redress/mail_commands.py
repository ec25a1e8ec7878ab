"""What can be done from the command line with mail? Fetch it, take one message in, open a door, ask GOV.UK Notify."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_OK, _WRONG = 0, 1


class Impossible(Exception):
    """What was asked for cannot be done; its sentence says why."""


@dataclass(frozen=True)
class Tools:
    """What the command line lends to these commands."""

    show: Callable[[str], Any]
    with_django: Callable[..., None]


def add(commands: Any, command: Callable[[argparse.Namespace], int]) -> None:
    """Add the commands."""
    mail = commands.add_parser("mail", help="fetch e-mail, take one message in, or ask GOV.UK Notify")
    kinds = mail.add_subparsers(required=True, metavar="fetch|take|notify")
    kinds.add_parser("notify", help="ask GOV.UK Notify whether it takes our keys; nothing is sent").set_defaults(
        command=command, does=_notify
    )
    kinds.add_parser("fetch", help="read every mailbox of REDRESS_MAILBOXES now").set_defaults(
        command=command, does=_fetch
    )
    take = kinds.add_parser("take", help="take in one e-mail, saved as a file")
    take.add_argument("file", metavar="FILE", help="a message as it came (.eml), or - for standard input")
    take.add_argument("--council", required=True, help="the council it came to, by its id")
    take.set_defaults(command=command, does=_take)
    door = commands.add_parser("mail-door", help="take the e-mail that a mail server pushes (REDRESS_MAIL_DOOR)")
    door.set_defaults(command=command, does=_door)


def _fetch(asked: argparse.Namespace, tools: Tools) -> int:
    tools.with_django()
    from django.conf import settings

    from redress.arrivals import imap

    if not settings.MAILBOXES:
        raise Impossible("No mailbox is set up: write one into REDRESS_MAILBOXES (docs/operations.md).")
    worst = _OK
    for council, mailbox in settings.MAILBOXES.items():
        fetched = imap.fetch(mailbox)
        tools.show(f"{council}: {fetched.new} new, {fetched.known} known already.")
        if fetched.trouble:
            worst = _WRONG
            tools.show(f"{council}: {_TROUBLES.get(fetched.trouble, fetched.trouble)}")
    return worst


_TROUBLES = {
    "unknown-council": "no council of this installation has this id.",
    "connection-lost": "the mail server closed the connection; what was not taken yet is taken the next time.",
    "refused": "the mail server refused: check the user, the password and the folder.",
    "no-trust": "the certificate of the mail server is not trusted.",
    "no-answer": "the mail server does not answer: check its name and port.",
    "not-understood": "what answers there is no mail server that can be understood.",
    "message-not-taken": "a message could not be taken and is still in the mailbox; the log says why.",
}


def _take(asked: argparse.Namespace, tools: Tools) -> int:
    raw = _bytes_of(asked.file)
    tools.with_django(council=asked.council)
    from django.utils import timezone

    from redress.arrivals.parsing import parse
    from redress.arrivals.taking import take

    # The topmost trace is the council's own server's: a message saved from its mailbox carries it (DA 3.17).
    traces = parse(raw).traces
    arrival, new = take(asked.council, raw, received=traces[0] if traces else timezone.now())
    tools.show(f"{arrival.reference}: {'taken in' if new else 'taken in before'}.")
    return _OK


def _notify(asked: argparse.Namespace, tools: Tools) -> int:
    tools.with_django()
    from django.conf import settings

    from redress.correspondence.notify.api import Notify

    if not settings.NOTIFY:
        raise Impossible("GOV.UK Notify is not set up: write a key into REDRESS_NOTIFY_KEYS (docs/operations.md).")
    worst = _OK
    for council, setting in settings.NOTIFY.items():
        said = Notify(setting).answers()
        worst = worst if said == "ok" else _WRONG
        ways = [
            way for way, used in (("e-mail", setting.email), ("texts", setting.texts), ("post", setting.post)) if used
        ]
        tools.show(f"{council}: {_NOTIFY_SAYS.get(said, said)} Used for: {', '.join(ways) or 'nothing'}.")
    return worst


_NOTIFY_SAYS = {
    "ok": "GOV.UK Notify answers and takes the key.",
    "notify-unreachable": "GOV.UK Notify does not answer: check REDRESS_NOTIFY_URL and the way out of this network.",
    "notify-403": "GOV.UK Notify refuses the key: check REDRESS_NOTIFY_KEYS and the clock of this machine.",
    "notify-template-unknown": "GOV.UK Notify knows no such template: check REDRESS_NOTIFY_TEMPLATES.",
}


def _bytes_of(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as trouble:
        raise Impossible(f"{name} cannot be read: {trouble.strerror}.") from None


def _door(asked: argparse.Namespace, tools: Tools) -> int:
    tools.with_django()
    from django.conf import settings

    from redress.arrivals import door

    kind, host, port = settings.MAIL_DOOR
    try:
        asyncio.run(
            door.serve(kind, host, port, opened=lambda number: tools.show(f"Open at {kind}://{host}:{number}."))
        )
    except OSError as trouble:
        raise Impossible(f"{kind}://{host}:{port} cannot be used: {trouble.strerror}.") from None
    tools.show("Closed.")
    return _OK
