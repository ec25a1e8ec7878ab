"""Who and what in a text may be about somebody else than the person it is given to?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from redress.records.folding import folded
from redress.records.models import Party, Person

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TELEPHONE = re.compile(r"(?<![\w/.-])(?:\+44|0)[\d ()-]{8,14}\d(?![\w/-])")
_INSURANCE = re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b")
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
    own |= {_digits(each.telephone) for each in mine if each.telephone}
    own |= {form for each in published if each for form in (folded(each), _digits(each))} - {""}
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
    for match in _EMAIL.finditer(text):
        if folded(match[0]) not in of.own:
            yield match[0]
    for match in _TELEPHONE.finditer(text):
        if _digits(match[0]) not in of.own:
            yield _("telephone %(number)s") % {"number": match[0]}
    for match in _INSURANCE.finditer(text):
        yield _("National Insurance number %(number)s") % {"number": match[0]}


def _digits(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return f"0{digits[2:]}" if digits.startswith("44") else digits
