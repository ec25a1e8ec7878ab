"""Whose names are looked for in a document that is to be redacted, and what is left alone?

Everybody on the case but the one it is meant for; whoever is complained about; and, where the council does not name
its officers to the public, those who worked on the case. What is printed on the council's own letters is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from redress import policies
from redress.accounts.models import Staff
from redress.cases import find
from redress.cases.models import Bar
from redress.cases.summary import staff_id
from redress.records import people
from redress.records.folding import folded
from redress.records.found_terms import Names
from redress.records.models import Part, Party
from redress.records.redaction_models import Redaction


def names_for(redaction: Redaction) -> Names:
    """What suggestions are made of, for one document of a case."""
    parties = people.parties_of(redaction.case)
    reader = [each for each in parties if each.actor_id == redaction.meant_for]
    others = [each for each in parties if each not in reader and each.part != Part.BODY]
    own = {plain for text in _told_of(reader) for plain in (folded(text), folded(text).replace(" ", ""))}
    for name in (each.person.name for each in reader):
        own.update(folded(name).split())
    return Names(
        people=tuple(dict.fromkeys(each.person.name for each in others if each.person.name.strip())),
        staff=_staff(redaction),
        own=frozenset(own | _of_the_council(redaction)),
    )


def _told_of(parties: Iterable[Party]) -> Iterable[str]:
    for each in parties:
        person = each.person
        yield from (person.name, person.email, person.telephone, person.postcode, *person.address_lines)


def _of_the_council(redaction: Redaction) -> set[str]:
    """Addresses and numbers that the policy prints."""
    contacts = policies.current(redaction.council_id).contacts.values()
    said = [text for each in contacts for text in (each.telephone, each.textphone, each.fax, each.email)]
    said += [line for each in contacts for line in each.lines]
    plain = {folded(text).replace(" ", "") for text in said if text}
    return plain | {folded(" ".join(line.split()[-2:])).replace(" ", "") for line in said if line}


def _staff(redaction: Redaction) -> tuple[str, ...]:
    barred = Bar.objects.filter(case=redaction.case).values_list("staff__name", flat=True)
    names = list(barred)
    if not policies.current(redaction.council_id).public.officer_named:
        worked = {pk for entry in find.history(redaction.case) if (pk := staff_id(entry.by)) is not None}
        names += Staff.objects.filter(pk__in=worked).order_by("pk").values_list("name", flat=True)
    return tuple(dict.fromkeys(names))
