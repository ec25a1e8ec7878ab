"""Were cases, or the ends of cases, cut off since the last time we looked?

An anchor notes the head of every case's chain. The chain of one case shows any change within it; only an
anchor shows that its last events, or the whole case, are gone. Anchors are chained to each other, and their
hash may be copied to a place that whoever runs the database cannot reach.
"""

from __future__ import annotations

import json
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from redress.cases import chain
from redress.cases.models import Anchor, Case

Heads = dict[str, tuple[int, str]]


def anchor(at: datetime | None = None) -> Anchor:
    """Note the heads of all cases (an aware instant; now if none is given) and give back the new anchor."""
    with transaction.atomic():
        earlier = list(Anchor.objects.order_by("pk"))
        known = heads_noted(earlier)
        heads = {
            f"{council}/{reference}": (seq, head)
            for council, reference, seq, head in Case.objects.values_list(
                "council_id", "reference", "last_seq", "head_hash"
            )
        }
        row = Anchor(
            at=at or timezone.now(),
            count=len(heads),
            heads=chain.canonical({name: head for name, head in heads.items() if known.get(name) != head}),
            digest=digest_of({**known, **heads}),
            previous_hash=earlier[-1].hash if earlier else "",
        )
        row.hash = hash_of(row)
        row.save()
    return row


def heads_of(row: Anchor) -> Heads:
    """The heads that an anchor noted anew, by the name of the case: number and hash of its last event."""
    noted = json.loads(row.heads)
    return {name: (seq, head) for name, (seq, head) in noted.items()}


def heads_noted(rows: list[Anchor]) -> Heads:
    """The last heads that a series of anchors noted."""
    heads: Heads = {}
    for row in rows:
        heads.update(heads_of(row))
    return heads


def digest_of(heads: Heads) -> str:
    """One hash over the heads of all cases ever noted."""
    return chain.digest("", chain.canonical(heads))


def hash_of(row: Anchor) -> str:
    """The hash this anchor must carry, from what its row says now."""
    return chain.digest(
        row.previous_hash,
        chain.canonical({"at": chain.utc_text(row.at), "count": row.count, "heads": row.heads, "digest": row.digest}),
    )
