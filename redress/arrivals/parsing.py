"""What does an e-mail say, and who sent it? Any bytes at all can be read here, and nothing here raises."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.message import Message

from redress.arrivals.mime import headers, parts
from redress.arrivals.mime.letters import decoded, plain
from redress.arrivals.mime.quoting import new_part, passed_on_at

MOST_LETTERS = 200_000  # of the text that is shown; the original has the whole of it
_MOST_BOUNDARIES = 100  # a reader is slowed down by each that is open: more are no letter from anybody
_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)
_MOST_HEADERS, _HEADER_SHOWN = 150, 1000
_MOST_ANSWERED = 100  # ids of earlier messages: each is looked up


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """An e-mail as it can be read.

    ``text`` is all of it, ``new`` the part that does not repeat the letter it answers. ``sent`` is what the sender's
    clock said, ``traces`` when each server says it took the message, ours first; ``earlier`` when what was passed on
    had first arrived (a written date and time, with or without its offset), and how that is known. ``notes`` are
    codes of what whoever reads it should know.
    """

    sender_name: str = ""
    sender_address: str = ""
    subject: str = ""
    text: str = ""
    new: str = ""
    files: tuple[tuple[str, bytes], ...] = ()
    notes: tuple[str, ...] = ()
    message_id: str = ""
    answers: tuple[str, ...] = ()  # ids in In-Reply-To and References, the nearest first
    addressed: tuple[str, ...] = ()  # every address it was sent to, as far as headers tell
    headers: tuple[tuple[str, str], ...] = ()
    date_header: str = ""
    sent: datetime | None = None
    traces: tuple[datetime, ...] = ()
    earlier: tuple[str, str] | None = None

    def header(self, name: str) -> str:
        """The first header of that name, for people to read; empty where there is none."""
        return next((value for each, value in self.headers if each.lower() == name.lower()), "")

    def all(self, name: str) -> list[str]:
        """Every header of that name."""
        return [value for each, value in self.headers if each.lower() == name.lower()]


def parse(raw: bytes) -> Parsed:
    """What these bytes say, as well as it can be told."""
    try:
        many = sum(1 for _ in zip(_BOUNDARY.finditer(raw), range(_MOST_BOUNDARIES + 1), strict=False))
        if many > _MOST_BOUNDARIES:
            return _hardly_read(raw)
        return _read(parts.parsed(raw), ())
    except Exception:  # whatever a hostile message does to a reader of messages, it is somebody's letter
        return _hardly_read(raw)


def _hardly_read(raw: bytes) -> Parsed:
    """The headers alone, and the rest as it stands: for what no reader of messages gets through."""
    above, _line, below = raw.partition(b"\r\n\r\n") if b"\r\n\r\n" in raw else raw.partition(b"\n\n")
    text = plain(decoded(below[: 4 * MOST_LETTERS])[0])
    try:
        return _read(parts.parsed(above[:1_000_000] + b"\n\n"), ("hardly-readable",), instead=text)
    except Exception:
        everything = plain(decoded(raw[: 4 * MOST_LETTERS])[0])
        return Parsed(text=everything[:MOST_LETTERS], new=everything[:MOST_LETTERS], notes=("hardly-readable",))


def _read(message: Message, notes: tuple[str, ...], *, instead: str | None = None) -> Parsed:
    found = parts.Found(notes=list(notes))
    if instead is None:
        parts.read(message, found)
    text = found.text if instead is None else instead
    if len(text) > MOST_LETTERS:
        found.note("text-cut")
        text = text[:MOST_LETTERS]
    shown = tuple((name, headers.words(value)[:_HEADER_SHOWN]) for name, value in headers.pairs(message))
    subject = headers.words(headers.first(message, "Subject"))
    name, address = _sender(message)
    if not address:
        found.note("no-sender")
    date_header = headers.words(headers.first(message, "Date"))
    return Parsed(
        sender_name=name,
        sender_address=address,
        subject=subject,
        text=text,
        new=text if found.nested else new_part(text, subject=subject),  # what is passed on is what it is about
        files=tuple(found.files),
        notes=tuple(found.notes),
        message_id=next(iter(headers.ids(headers.first(message, "Message-ID"))), ""),
        answers=_answers(message),
        addressed=_addressed(message),
        headers=shown[:_MOST_HEADERS],
        date_header=date_header,
        sent=headers.instant(date_header),
        traces=_traces(message),
        earlier=_earlier(message, found, text, subject),
    )


def _sender(message: Message) -> tuple[str, str]:
    for name in ("From", "Sender", "Reply-To", "Return-Path"):
        for value in headers.every(message, name):
            for found in headers.addresses(value):
                return found
    return headers.words(headers.first(message, "From")), ""


def _answers(message: Message) -> tuple[str, ...]:
    given = [*headers.every(message, "In-Reply-To"), *reversed(headers.every(message, "References"))]
    found = dict.fromkeys(each for value in given for each in reversed(headers.ids(value)))
    return tuple(found)[:_MOST_ANSWERED]


_ADDRESSED = ("Delivered-To", "X-Original-To", "X-Envelope-To", "Envelope-To", "Resent-To", "To", "Cc")


def _addressed(message: Message) -> tuple[str, ...]:
    found: Iterable[str] = (
        address.lower()
        for name in _ADDRESSED
        for value in headers.every(message, name)
        for _name, address in headers.addresses(value)
    )
    return tuple(dict.fromkeys(found))[:200]


def _traces(message: Message) -> tuple[datetime, ...]:
    found = (headers.traced(value) for value in headers.every(message, "Received"))
    return tuple(each for each in found if each is not None)[:50]


def _earlier(message: Message, found: parts.Found, text: str, subject: str) -> tuple[str, str] | None:
    """When what somebody passed on had reached them, and how that is known; a hint and nothing more (DA 3.17)."""
    known: list[tuple[datetime, str]] = []
    for inner in found.nested:
        traces = _traces(inner)
        sent = headers.instant(headers.first(inner, "Date"))
        if traces:
            known.append((traces[0], "trace-of-passed-on"))
        elif sent is not None:
            known.append((sent, "date-of-passed-on"))
    if headers.first(message, "Resent-Date") or headers.first(message, "Resent-From"):
        known += [(each, "resent") for each in _before_it_was_resent(message)]
    if known:
        when, how = min(known)
        return when.isoformat(), how
    written = passed_on_at(text, subject=subject)
    return (written, "written-in-passed-on") if written else None


def _before_it_was_resent(message: Message) -> list[datetime]:
    """The newest trace below the lines with which somebody sent it on: their own mailbox's."""
    resent = False
    for name, value in headers.pairs(message):
        if name.lower().startswith("resent-"):
            resent = True
        elif resent and name.lower() == "received" and (when := headers.traced(value)) is not None:
            return [when]
    return []
