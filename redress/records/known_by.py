"""By what is a person known again, where every complaint makes a person of its own?

By an address, a number or a postcode together with the name: a family may share all of them. Whether two people are
one is in the end an officer's to say (:mod:`redress.records.same_person`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q

from redress.records.folding import folded
from redress.records.models import Part, Party, Person
from redress.records.same_person import said_to_be_others, with_joined

#: Words before a name that are none of it.
TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "dame", "lady", "lord", "cllr"))


def known_by(person: Person) -> set[str]:
    """By what somebody is known again: e-mail address or telephone number with the initial, or name with postcode."""
    digits = "".join(sign for sign in person.telephone if sign.isdecimal())
    postcode = "".join(person.postcode.split()).upper()
    name = folded(person.name)
    initial = next((word[0] for word in name.replace(".", " ").split() if word not in TITLES), "")
    marks = {
        f"email:{person.email.strip().casefold()} {initial}" if person.email.strip() else "",
        f"telephone:{digits[-10:]} {initial}" if len(digits) >= 7 else "",
        f"name:{name} {postcode}" if name and postcode else "",
    }
    return marks - {""}


def cases_of_the_same(council: str, people: Iterable[Person]) -> set[int]:
    """The cases of a council on which one of these people is known again, or was said to be: three queries or four."""
    everyone = with_joined(council, list(people))
    marks = set[str]().union(*map(known_by, everyone))
    own = {person.pk for person in everyone if person.pk}
    parties = Party.objects.filter(likely(everyone), person__council=council).exclude(part=Part.BODY)
    found = parties.select_related("person")
    others = said_to_be_others(council, own)
    return {
        party.case_id
        for party in found
        if party.person_id in own or (party.person_id not in others and marks & known_by(party.person))
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
