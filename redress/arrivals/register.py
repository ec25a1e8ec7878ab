"""How does something that comes in become one arrival, and never two?"""

from __future__ import annotations

import hashlib
import mimetypes
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from redress.accounts.models import Council
from redress.arrivals import searching, storing
from redress.arrivals.models import Arrival, ArrivalFile, Source
from redress.records import documents
from redress.rules.moments import Moment

MOST_LETTERS = 200_000  # of the text that pages show; the original keeps the whole of it
_KEY_LENGTH = 100
_ENDING_LENGTH = 10
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # no text of PostgreSQL holds a NUL or half a character


def register(
    council: Council | str,
    *,
    source: str,
    key: str,
    received: Moment,
    sender_name: str = "",
    sender_address: str = "",
    subject: str = "",
    text: str = "",
    raw: bytes | None = None,
    files: Iterable[tuple[str, bytes]] = (),
    sent_text: str = "",
    message_id: str = "",
    details: Mapping[str, Any] | None = None,
) -> tuple[Arrival, bool]:
    """Take something in, with its original and its files; gives the arrival, and whether it is new.

    The same ``key`` again in this council gives back the arrival that was made then and keeps nothing. ``received``
    is when it reached the council, never what the sender's clock says (DA 3.17): that is ``sent_text``. ``files``
    are names and contents as they came; ``raw`` the original byte for byte. All of it commits with the caller's
    transaction, or in one of its own. Raises ValueError for an unknown source or an empty key.
    """
    if source not in Source.values or not key:
        raise ValueError("an arrival says how it came, and by what it is known again")
    council_id = council.pk if isinstance(council, Council) else council
    key = key if len(key) <= _KEY_LENGTH else hashlib.sha256(key.encode()).hexdigest()
    known = Arrival.objects.filter(council_id=council_id, key=key).first()
    if known is not None:
        return known, False
    arrival = Arrival(
        council_id=council_id,
        source=source,
        key=key,
        received_text=received.iso(),
        received_day=received.day,
        sent_text=_line(sent_text, 40),
        sender_name=_line(sender_name, 200),
        sender_address=_line(sender_address, 320),
        subject=_line(subject, 300),
        text=storable(text)[:MOST_LETTERS],
        message_id=_line(message_id, 300),
        raw_sha256=hashlib.sha256(raw).hexdigest() if raw is not None else "",
        details=storable_all(details or {}),
    )
    arrival.folded = searching.folded_of(arrival)
    return _kept(arrival, raw, files)


def _kept(arrival: Arrival, raw: bytes | None, files: Iterable[tuple[str, bytes]]) -> tuple[Arrival, bool]:
    """The bytes first, then the rows that name them; of two who bring the same at once, the second finds the first."""
    arrival.raw_as = storing.stored(raw) if raw is not None else ""
    held = [_file(arrival, name, content) for name, content in files]
    try:
        with transaction.atomic():
            arrival.save()
            for file in held:
                file.arrival = arrival
                file.save()
    except IntegrityError:
        known = Arrival.objects.filter(council_id=arrival.council_id, key=arrival.key).first()
        if known is None:
            raise
        return known, False
    return arrival, True


def _file(arrival: Arrival, given: str, content: bytes) -> ArrivalFile:
    name = documents.safe_name(storable(given))
    ending = name.rpartition(".")[2] if "." in name else ""
    return ArrivalFile(
        council_id=arrival.council_id,
        name=name[:200],
        extension=ending[:_ENDING_LENGTH],
        size=len(content),
        stored_as=storing.stored(content),
        media_type=(mimetypes.guess_type(name)[0] or "")[:100],
    )


def storable(text: str) -> str:
    """The text without what no database keeps: NUL, and halves of characters."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def storable_all(value: Any) -> Any:
    """The same for everything inside a value that is kept as JSON."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, Mapping):
        return {storable(str(name)): storable_all(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [storable_all(each) for each in value]
    return value


def _line(text: str, length: int) -> str:
    """One line of at most so many letters: what came in a header must not begin another."""
    return " ".join(storable(text).split())[:length]
