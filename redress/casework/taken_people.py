"""Who speaks for several people who complain of the same?"""

from __future__ import annotations

from redress.records.models import Part, Party


def lead_of(parties: list[Party]) -> Party | None:
    """The lead contact, where several complain: whoever is written to for all of them."""
    complaining = [party for party in parties if party.part == Part.COMPLAINANT]
    return complaining[0] if len(complaining) > 1 else None
