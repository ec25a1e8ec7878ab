"""Did somebody deal with this complainant, or with complaints about this service, before?

An automatic search, shown as a hint beside a declaration of interest and beside the people who can be chosen. It
looks only at cases that whoever reads the hint may see, so that it tells of no hidden one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from redress.accounts.models import Staff
from redress.cases import find
from redress.cases.hints import done_by
from redress.cases.models import Case, Holding
from redress.cases.summary import LOGGED, staff_id
from redress.records.known_by import Mark, known_by, shared
from redress.records.models import Part, Party
from redress.rules.actors import Actor

#: So many of each person's latest cases are looked at, and so many are told.
LOOKED_AT, TOLD = 300, 10

#: What counts as having decided something, beside having been in charge.
DECIDED = ("LatenessDecided", "Agreed", "Responded", "RequestAccepted", "RequestRefused")


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier case in which somebody had a part, and what it has in common with this one."""

    reference: str
    same_person: bool
    same_service: bool


def earlier_of(row: Case, people: Iterable[Staff], actor: Actor, *, on: date) -> dict[int, list[Earlier]]:
    """What the search finds for each of these people, latest first: four queries for any number of them."""
    staff = {person.pk for person in people}
    parts = _parts(row, staff)
    seen = find.visible_to(actor, row.council_id, on=on).filter(pk__in={case for case, _who in parts})
    others = {case.pk: case for case in seen.order_by("-pk")[:LOOKED_AT]}
    alike = _same_complainant(row, others, actor)
    found: dict[int, list[Earlier]] = {}
    for pk, case in others.items():
        same_service = row.service_id is not None and case.service_id == row.service_id
        if pk in alike or same_service:
            for who in (who for each, who in parts if each == pk):
                found.setdefault(who, []).append(Earlier(case.reference, pk in alike, same_service))
    return {who: cases[:TOLD] for who, cases in found.items()}


def _parts(row: Case, staff: set[int]) -> set[tuple[int, int]]:
    """Which other cases each of them held or decided something on: the case and who."""
    held = Holding.objects.filter(staff__in=staff).exclude(position=LOGGED).values_list("case_id", "staff_id")
    decided = done_by((f"staff:{pk}" for pk in staff), DECIDED, row.council_id)
    did = {(case, staff_id(by) or 0) for case, by in decided}
    return {entry for entry in {*held, *did} if entry[0] != row.pk}


def _same_complainant(row: Case, others: dict[int, Case], actor: Actor) -> set[int]:
    """The cases of the same complainant, as far as whoever asks may know who complains in either."""
    if not find.knows_identity(actor, row):
        return set()
    known = [pk for pk, case in others.items() if find.knows_identity(actor, case)]
    parties = Party.objects.filter(case__in=[row.pk, *known], part=Part.COMPLAINANT).select_related("person")
    marks: dict[int, set[Mark]] = {}
    for party in parties:
        marks.setdefault(party.case_id, set()).update(known_by(party.person))
    mine = marks.get(row.pk, set())
    return {pk for pk in known if shared(mine, marks.get(pk, set()))}
