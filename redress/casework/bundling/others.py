"""Who and what in a text may be about somebody else than the person it is given to?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from django.utils.translation import gettext as _

from redress.records.folding import folded
from redress.records.models import Party, Person
from redress.records.particulars import bank_details, emails, insurance_numbers, same_number, telephones

_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor)\.? [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?")


@dataclass(frozen=True, slots=True)
class Known:
    """What is the person's own, so that it is not marked, and the names of others."""

    own: frozenset[str]
    names: tuple[str, ...]


def known(
    people: Iterable[Person], parties: Iterable[Party], officers: Iterable[str], *, published: Iterable[str] = ()
) -> Known:
    """What may be looked for in the papers of somebody: everybody else on their cases and every officer by name.

    ``published`` are e-mail addresses and numbers that anybody may know.
    """
    mine = list(people)
    own = {folded(part) for each in mine for part in (each.name, *each.name.split(), each.email) if part}
    own |= {same_number(each.telephone) for each in mine if each.telephone}
    own |= {form for each in published if each for form in (folded(each), same_number(each))} - {""}
    theirs = {party.person.name for party in parties if party.person_id not in {each.pk for each in mine}}
    names = {name for name in (*theirs, *officers) if name and folded(name) not in own}
    return Known(frozenset(own), tuple(sorted(names)))


def found_in(text: str, of: Known) -> list[str]:
    """What in a text may be about others, each once, as it stands there."""
    return list(dict.fromkeys(_found(text, of)))


def _found(text: str, of: Known) -> Iterator[str]:
    plain = folded(text)
    for name in of.names:
        if re.search(rf"(?<!\w){re.escape(folded(name))}(?!\w)", plain):
            yield name
    for match in _TITLED.finditer(text):
        if not {folded(word) for word in match[0].split()[1:]} <= of.own:
            yield match[0]
    for address in emails(text):
        if folded(address.text) not in of.own:
            yield address.text
    for number in telephones(text):
        if same_number(number.text) not in of.own:
            yield _("telephone %(number)s") % {"number": number.text}
    for number in insurance_numbers(text):
        yield _("National Insurance number %(number)s") % {"number": number.text}
    for number in bank_details(text):
        yield _("bank details %(number)s") % {"number": number.text}


def texts(value: Any) -> Iterator[str]:
    """Every word of some parts of a document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for each in value:
            yield from texts(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from texts(getattr(value, each.name))
