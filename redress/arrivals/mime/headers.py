"""What do the headers of a message say? They were written by anybody, and may be anything."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from itertools import islice

from redress.arrivals.mime.letters import decoded, one_line

_LONGEST = 20_000  # letters of one header that are looked at
_MOST_HEADERS = 1_000
_MOST_IDS = 100
_ENCODED = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]*)?\?([bBqQ])\?([^?]*)\?=")
_ADDRESS = re.compile(r"[^\s<>\"(),:;@]{1,64}@[^\s<>\"(),:;@]{1,255}")
_ONE = re.compile(r"([^<>]*)<([^<>\s]+)>\s*")
_ID = re.compile(r"<[^<>\s]{3,250}>")


def pairs(message: Message) -> Iterator[tuple[str, str]]:
    """Every header as it came, unfolded and with its 8-bit letters read; encoded words stay as they are."""
    for name, value in islice(message.raw_items(), _MOST_HEADERS):
        letters = str(value)[:_LONGEST].encode("utf-8", "surrogateescape")
        yield str(name), re.sub(r"[\r\n\t ]+", " ", decoded(letters)[0]).strip()


def every(message: Message, name: str) -> list[str]:
    """All headers of that name, as :func:`pairs` gives them."""
    return [value for each, value in pairs(message) if each.lower() == name.lower()]


def first(message: Message, name: str) -> str:
    """The first header of that name; empty where there is none."""
    return next(iter(every(message, name)), "")


def words(value: str) -> str:
    """A header for people to read: encoded words decoded, on one line, with nothing in it that cannot be seen."""
    return one_line(_decoded_words(value))


def addresses(value: str) -> list[tuple[str, str]]:
    """The names and addresses in a header, each address only if it looks like one.

    Found before encoded words are decoded: a name must not become an address.
    """
    one = _ONE.fullmatch(value)
    if one is not None and _is_address(one[2]):
        return [(words(one[1].strip().strip('"')), one[2])]
    found = []
    with suppress(ValueError, IndexError, RecursionError):
        found = [(words(name), address.strip()) for name, address in getaddresses([value]) if _is_address(address)]
    return found or [("", address) for address in _ADDRESS.findall(value)]


def ids(value: str) -> tuple[str, ...]:
    """The message ids in a header, in order, each once."""
    return tuple(dict.fromkeys(_ID.findall(value)))[-_MOST_IDS:]


def instant(value: str) -> datetime | None:
    """The aware instant that a date header names; none where it makes no sense. Without an offset it is UTC."""
    try:
        when = parsedate_to_datetime(value)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None


def traced(received: str) -> datetime | None:
    """When a server says in its ``Received`` header that it took the message; none where that makes no sense."""
    return instant(received.rpartition(";")[2]) if ";" in received else None


def _is_address(address: str) -> bool:
    return _ADDRESS.fullmatch(address.strip()) is not None


def _decoded_words(value: str) -> str:
    """RFC 2047, kindly: neighbours of one character set are one text, however a letter was cut in two between them."""
    out: list[str] = []
    pending: list[tuple[str, bytes]] = []
    end = 0
    for word in _ENCODED.finditer(value):
        between = value[end : word.start()]
        charset = word[1].lower()
        if between.strip() or (pending and pending[0][0] != charset):
            out.append(_flushed(pending))
        if between.strip() or not end:
            out.append(between)
        pending.append((charset, _bytes_of(word[2], word[3])))
        end = word.end()
    return "".join([*out, _flushed(pending), value[end:]])


def _flushed(pending: list[tuple[str, bytes]]) -> str:
    if not pending:
        return ""
    text = decoded(b"".join(content for _charset, content in pending), pending[0][0])[0]
    pending.clear()
    return text


def _bytes_of(encoding: str, text: str) -> bytes:
    raw = text.encode("utf-8")
    if encoding in "qQ":
        return quopri.decodestring(raw, header=True)
    try:
        return base64.b64decode(raw + b"=" * (-len(raw) % 4))
    except (binascii.Error, ValueError):
        return raw
