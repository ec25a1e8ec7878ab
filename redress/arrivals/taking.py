"""How is an e-mail taken in, once, whatever it is made of, so that the sender's server may be told that we have it?"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import DataError, transaction
from django.utils import timezone

from redress import jobs
from redress.arrivals import automatic
from redress.arrivals.models import Arrival, Source
from redress.arrivals.parsing import Parsed, parse
from redress.arrivals.register import register
from redress.rules.moments import Moment

LOG = structlog.get_logger("redress.arrivals")
FAR_OFF = timedelta(days=2)  # a sender's clock that is further from ours than this is told to whoever reads it
_TRACES = re.compile(
    rb"^(?:Received|Return-Path|Delivered-To|X-Original-To|Envelope-To|X-Envelope-To):[^\n]*\n(?:[ \t][^\n]*\n)*",
    re.IGNORECASE | re.MULTILINE,
)


def take(
    council_id: str,
    raw: bytes,
    *,
    received: datetime,
    envelope_from: str | None = None,
    recipients: Iterable[str] = (),
    whole_size: int | None = None,
) -> tuple[Arrival, bool]:
    """Take an e-mail in; gives its arrival, and whether it is new. Once this is committed, nothing can lose it.

    ``received`` is when the council's own server had it (DA 3.17): an instant that is still to come counts as now.
    ``envelope_from`` and ``recipients`` are those of the transaction, where there was one; ``whole_size`` the size of
    the message where ``raw`` is only its beginning. Raises only what a database or a disk raises that is away.
    """
    most = settings.MAIL_MAX_BYTES
    whole_size = max(whole_size or 0, len(raw))
    raw = raw[:most]
    at = Moment.of(min(received, timezone.now()), timezone.get_default_timezone())
    key = key_of(raw)
    known = Arrival.objects.filter(council_id=council_id, key=key).first()
    if known is not None:
        return known, False
    parsed = parse(raw)
    envelope = {
        "envelope_from": envelope_from,
        "recipients": [each.lower() for each in recipients],
        "size": whole_size,
        "cut": whole_size > most,
    }
    try:
        return _registered(council_id, raw, parsed, at, key, {**_told(parsed, at), **envelope})
    except (DataError, ValueError, TypeError) as error:
        # What we made of it cannot be kept: the original can, and a person will look at it.
        LOG.error("message kept unread", council=council_id, kind=type(error).__name__)
        return _registered(council_id, raw, Parsed(), at, key, {**envelope, "notes": ["hardly-readable"]})


@transaction.atomic
def _registered(
    council_id: str, raw: bytes, parsed: Parsed, at: Moment, key: str, details: Mapping[str, Any]
) -> tuple[Arrival, bool]:
    notes = [*details.get("notes", ()), *(["cut"] if details["cut"] else [])]
    if parsed.message_id and Arrival.objects.filter(council_id=council_id, message_id=parsed.message_id).exists():
        notes.append("same-id")
    arrival, new = register(
        council_id,
        source=Source.EMAIL,
        key=key,
        received=at,
        sender_name=parsed.sender_name,
        sender_address=parsed.sender_address,
        subject=parsed.subject,
        text=parsed.text,
        raw=raw,
        files=parsed.files,
        sent_text=_sent(parsed),
        message_id=parsed.message_id,
        details={**details, "notes": notes, "kind": automatic.kind_of(parsed, council_id, details["envelope_from"])},
    )
    if new:
        jobs.enqueue("place-arrival", {"arrival": arrival.pk}, key=f"arrival-{arrival.pk}", council=council_id)
    return arrival, new


def key_of(raw: bytes) -> str:
    """What makes a second delivery of a message the same message: what its sender wrote, without the way it took.

    The message id alone would not do: some programmes give every message the same one, and nobody's letter may be
    taken for another's. So all of what was written counts, and who wrote it when.
    """
    plain = raw.replace(b"\r\n", b"\n")
    above, line, below = plain.partition(b"\n\n")
    said = _identity(above)
    # Without a message id nothing says which message it is but all that is in it.
    rest = below if said is not None and line else _TRACES.sub(b"", above + b"\n") + b"\n" + below
    digest = hashlib.sha256(json.dumps(said).encode() + b"\n" + rest.rstrip()).hexdigest()
    return f"mail:{digest}"


def _identity(above: bytes) -> list[str] | None:
    """The headers that no server on the way changes; none without a message id."""
    found = {}
    for name in (b"Message-ID", b"Date", b"From", b"Subject"):
        header = re.search(rb"^" + name + rb":([^\n]*(?:\n[ \t][^\n]*)*)", above, re.IGNORECASE | re.MULTILINE)
        found[name] = b" ".join(header[1].split()).decode("latin-1") if header else ""
    return list(found.values()) if found[b"Message-ID"] else None


def _told(parsed: Parsed, at: Moment) -> dict[str, Any]:
    """What else is kept of it, for whoever places it and for whoever reads it."""
    notes = list(parsed.notes)
    if parsed.sent is not None and at.instant is not None and abs(parsed.sent - at.instant) > FAR_OFF:
        notes.append("clock-far-off")
    return {
        "notes": notes,
        "new": parsed.new if parsed.new != parsed.text else "",
        "answers": list(parsed.answers),
        "addressed": list(parsed.addressed),
        "headers": [list(pair) for pair in parsed.headers],
        "date_header": parsed.date_header,
        "earlier": {"at": parsed.earlier[0], "how": parsed.earlier[1]} if parsed.earlier else None,
    }


def _sent(parsed: Parsed) -> str:
    if parsed.sent is None:
        return ""
    try:
        return Moment.of(parsed.sent, timezone.get_default_timezone()).iso()
    except (ValueError, OverflowError):
        return ""
