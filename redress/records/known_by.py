"""By what is a person known again, where every complaint makes a person of its own?

By an address, a number or a postcode together with the name: a family may share all of them. Whether two people are
one is in the end an officer's to say (:mod:`redress.records.same_person`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from redress.records.folding import folded
from redress.records.models import Part, Party, Person
from redress.records.same_person import said_to_be_others, with_joined

#: Words before a name that are none of it.
TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "dame", "lady", "lord", "cllr"))


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing by which somebody is known again, with the words of their name where a family may share it."""

    kind: str
    key: str
    name: tuple[str, ...] = ()


def known_by(person: Person) -> frozenset[Mark]:
    """By what somebody is known again: e-mail address or telephone number with their name, or name with postcode."""
    digits = "".join(sign for sign in person.telephone if sign.isdecimal())
    postcode = "".join(person.postcode.split()).upper()
    name = folded(person.name)
    words = tuple(word for word in name.replace(".", " ").split() if word not in TITLES)
    found = []
    if person.email.strip():
        found.append(Mark("email", person.email.strip().casefold(), words))
    if len(digits) >= 7:
        found.append(Mark("telephone", digits[-10:], words))
    if name and postcode:
        found.append(Mark("name", f"{name} {postcode}"))
    return frozenset(found)


def shared(ones: Iterable[Mark], others: Iterable[Mark], *, sure: bool = False) -> frozenset[str]:
    """The kinds of mark that two have in common; none where they are known by nothing together.

    For what is only shown to an officer, a name that says too little is enough. ``sure``: for what follows by itself,
    both must have said who they are.
    """
    known: dict[tuple[str, str], list[Mark]] = {}
    for mark in ones:
        known.setdefault((mark.kind, mark.key), []).append(mark)
    alike = _is_one if sure else _may_be_one
    return frozenset(
        mark.kind
        for mark in others
        if any(mark.kind == "name" or alike(mark.name, each.name) for each in known.get((mark.kind, mark.key), ()))
    )


def _may_be_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names may be of one person: "Mr Smith" and "John Smith" may, "Jon Smith" too, and one not said."""
    if not one or not other or one[0] in other or other[0] in one or _is_one(one, other):
        return True
    return one[0][0] == other[0][0] and len(one) > 1 and len(other) > 1


def _is_one(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names, both said, begin alike: with the same word, or with an initial of it ("A Smith", "Ann")."""
    if not one or not other:
        return False
    first, second = one[0], other[0]
    return first == second or (first[0] == second[0] and 1 in (len(first), len(second)))


def cases_of_the_same(council: str, people: Iterable[Person]) -> set[int]:
    """The cases of a council on which one of these people is known again, or was said to be: three queries or four."""
    everyone = with_joined(council, list(people))
    marks = {mark for person in everyone for mark in known_by(person)}
    own = {person.pk for person in everyone if person.pk}
    parties = Party.objects.filter(likely(everyone), person__council=council).exclude(part=Part.BODY)
    found = parties.select_related("person")
    others = said_to_be_others(council, own)
    return {
        party.case_id
        for party in found
        if party.person_id in own or (party.person_id not in others and shared(marks, known_by(party.person)))
    }


def likely(people: Sequence[Person]) -> Q:
    """Whose ``person`` may be one of these: the same e-mail address, or a number or postcode that ends alike.

    It narrows what the database gives; :func:`known_by` says who it is.
    """
    found = Q(person__in=[person.pk for person in people if person.pk])
    for person in people:
        digits = "".join(sign for sign in person.telephone if sign.isdecimal())
        postcode = "".join(person.postcode.split())
        if person.email.strip():
            found |= Q(person__email__iexact=person.email.strip())
        if len(digits) >= 7:
            found |= Q(person__telephone__endswith=digits[-1])
        if postcode:
            found |= Q(person__postcode__iendswith=postcode[-2:])
    return found
