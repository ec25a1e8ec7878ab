"""How is an event kept so that any later change to it shows?

Each event is one row whose ``hash`` is SHA-256 over the hash of the event before it and the canonical
JSON of its whole envelope, the case's name included: no event can be altered, moved to another case,
put in another order or taken out of the middle unseen. Cutting off the tail is what anchors are for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo

from django.utils import timezone

from redress.cases.models import Case, Event
from redress.rules.events import VERSIONS, Recorded, from_facts, to_facts
from redress.rules.moments import Moment


def local_zone() -> tzinfo:
    """The zone in which days are counted: Europe/London."""
    return timezone.get_default_timezone()


def canonical(value: object) -> str:
    """JSON with sorted keys, no spaces, and letters as they are: the same text for the same value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(previous: str, text: str) -> str:
    """The SHA-256 of a text that follows ``previous``, in hexadecimal."""
    return hashlib.sha256((previous + text).encode()).hexdigest()


def name_of(case: Case) -> str:
    """The case's name in the chain: its council and reference, for example ``dartford/DBC-2026-0042``."""
    return f"{case.council_id}/{case.reference}"


def utc_text(instant: datetime) -> str:
    """An aware instant in UTC to the microsecond, the way it is hashed."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def envelope(row: Event, case: Case) -> dict[str, object]:
    """Everything an event says, as it is hashed; ``facts`` stays the text that was stored."""
    return {
        "case": name_of(case),
        "seq": row.seq,
        "run": row.run,
        "stage": row.stage,
        "kind": row.kind,
        "schema": row.schema,
        "at": row.at_text,
        "recorded_at": utc_text(row.recorded_at),
        "by_kind": row.by_kind,
        "by": row.by,
        "role": row.role,
        "covering_for": row.covering_for,
        "facts": row.facts,
        "key": row.key,
        "position": row.position,
    }


def hash_of(row: Event, case: Case) -> str:
    """The hash this event must carry, from what its row says now."""
    return digest(row.previous_hash, canonical(envelope(row, case)))


def rows_of(recorded: Iterable[Recorded], case: Case, *, recorded_at: datetime, key: str, after: str) -> list[Event]:
    """Unsaved rows for these events, chained onto the hash ``after`` (empty for the first event of a case)."""
    rows = []
    for position, entry in enumerate(recorded):
        row = Event(
            case=case,
            seq=entry.seq,
            run=entry.run,
            stage=entry.stage,
            kind=entry.kind,
            schema=VERSIONS[entry.kind],
            at_text=entry.at.iso(),
            recorded_at=recorded_at,
            by_kind=entry.by_kind,
            by=entry.by,
            role=entry.role,
            covering_for=entry.covering_for,
            facts=to_facts(entry.event),
            key=key,
            position=position,
            previous_hash=after,
        )
        row.hash = after = hash_of(row, case)
        rows.append(row)
    return rows


def recorded_of(row: Event) -> Recorded:
    """The event as the rules read it. An unknown kind or fact is a KeyError or TypeError: never dropped."""
    return Recorded(
        seq=row.seq,
        run=row.run,
        stage=row.stage,
        at=Moment.parse(row.at_text, local_zone()),
        recorded_at=utc_text(row.recorded_at),
        by_kind=row.by_kind,
        by=row.by,
        role=row.role,
        covering_for=row.covering_for,
        event=from_facts(row.kind, row.facts),
    )
