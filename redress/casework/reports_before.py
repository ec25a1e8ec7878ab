"""Was the same reported before, by the same people or from the same address, about the same service?

A hint beside the decision whether a report repeats one that was not put right (KL 2). It looks only at cases
that whoever decides may see, and of which they may know who complains.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from redress import policies
from redress.cases import find
from redress.cases.models import Case
from redress.casework.wording import named, status_words
from redress.records.folding import folded
from redress.records.known_by import Mark, known_by, shared
from redress.records.models import Party, Person
from redress.rules.actors import Actor

#: So many of the latest cases about the service are looked at, and so many are told.
LOOKED_AT, TOLD = 300, 5


@dataclass(frozen=True, slots=True)
class ReportBefore:
    """An earlier case of the same people or address: what it was, when it came, and where it stands."""

    reference: str
    track: str
    received: date
    stands: str


def reports_before(row: Case, actor: Actor, *, on: date) -> list[ReportBefore]:
    """The earlier cases about the same service, latest first: two queries."""
    if row.service_id is None or not find.knows_identity(actor, row):
        return []
    seen = find.visible_to(actor, row.council_id, on=on)
    seen = seen.filter(service=row.service_id, received_day__lte=row.received_day)
    known = seen.filter(find.identity_known(actor, row.council_id)).exclude(pk=row.pk)
    others = {case.pk: case for case in known.order_by("-received_day", "-pk")[:LOOKED_AT]}
    marks: dict[int, set[Mark]] = {}
    for party in Party.objects.filter(case__in=[row.pk, *others]).select_related("person"):
        marks.setdefault(party.case_id, set()).update(_marks(party.person))
    mine = marks.get(row.pk, set())
    alike = [case for pk, case in others.items() if shared(mine, marks.get(pk, set()))]
    return [_told(case) for case in alike[:TOLD]]


def _marks(person: Person) -> set[Mark]:
    """By what somebody is known again, their address included: a second missed bin may be told by a neighbour."""
    postcode = "".join(person.postcode.split()).upper()
    address = (
        {Mark("address", f"{folded(person.address)} {postcode}")} if person.address.strip() and postcode else set()
    )
    return known_by(person) | address


def _told(case: Case) -> ReportBefore:
    tracks = policies.current(case.council_id).tracks
    return ReportBefore(case.reference, named(tracks, case.track), case.received_day, status_words(case.status))
