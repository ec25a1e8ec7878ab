"""By what is a person known again, where every complaint makes a person of its own?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q

from redress.records.folding import folded
from redress.records.models import Part, Party, Person


def known_by(person: Person) -> set[str]:
    """By what somebody is known again: e-mail address, telephone number, or name with postcode."""
    digits = "".join(sign for sign in person.telephone if sign.isdecimal())
    postcode = "".join(person.postcode.split()).upper()
    marks = {
        f"email:{person.email.strip().casefold()}" if person.email.strip() else "",
        f"telephone:{digits[-10:]}" if len(digits) >= 7 else "",
        f"name:{folded(person.name)} {postcode}" if person.name.strip() and postcode else "",
    }
    return marks - {""}


def cases_of_the_same(council: str, people: Iterable[Person]) -> set[int]:
    """The cases of a council on which one of these people is known again: one query."""
    people = list(people)
    marks = set[str]().union(*map(known_by, people))
    parties = Party.objects.filter(likely(people), person__council=council).exclude(part=Part.BODY)
    return {party.case_id for party in parties.select_related("person") if marks & known_by(party.person)}


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
