"""Are two people on record one and the same, as far as an officer has said so?

Every complaint makes people of its own. What is known of them is never merged: that two of them are one is a word on
record, with its reason, that can be taken back at any time, and both keep what they said and gave.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from redress.records.joined import SamePerson, Verdict
from redress.records.models import Person
from redress.rules.actors import Actor


class AlreadySaid(Exception):
    """A word on these two stands; it must be taken back before another is said."""


@transaction.atomic
def say(one: Person, other: Person, verdict: str, *, reason: str, by: Actor) -> SamePerson:
    """Put on record that two people are one, or are not. Raises AlreadySaid, and ValueError for people of two councils,
    for one person, or without a reason."""
    if one.council_id != other.council_id or one.pk == other.pk or not reason.strip():
        raise ValueError("two people of one council, and a reason")
    first, second = sorted((one, other), key=lambda person: person.pk)
    Person.objects.select_for_update().get(pk=first.pk)  # of two officers at once, the second is told
    if SamePerson.objects.filter(one=first, other=second, ended_at=None).exists():
        raise AlreadySaid
    return SamePerson.objects.create(
        council_id=one.council_id, one=first, other=second, verdict=verdict, reason=reason.strip(), by=by.id
    )


@transaction.atomic
def take_back(word: SamePerson, *, reason: str, by: Actor) -> bool:
    """Take a word on two people back; false where that was done before. ValueError without a reason."""
    if not reason.strip():
        raise ValueError("a word is taken back for a reason")
    standing = SamePerson.objects.select_for_update().get(pk=word.pk)
    if standing.ended_at is not None:
        return False
    standing.ended_at, standing.ended_by, standing.ended_reason = timezone.now(), by.id, reason.strip()
    standing.save(update_fields=["ended_at", "ended_by", "ended_reason"])
    return True


def words_on(person: Person) -> list[SamePerson]:
    """Every word on this person and another, oldest first, those taken back included: one query."""
    found = SamePerson.objects.filter(Q(one=person) | Q(other=person))
    return list(found.select_related("one", "other"))


def joined_with(council: str, people: Iterable[int]) -> frozenset[int]:
    """The ids of all people who were said to be one of these, directly or by way of another: one query.

    The ids given are among them.
    """
    known = set(people)
    rows = SamePerson.objects.filter(council_id=council, verdict=Verdict.SAME, ended_at=None)
    pairs = list(rows.values_list("one_id", "other_id")) if known else []
    grown = True
    while grown:
        more = {id for pair in pairs if known & set(pair) for id in pair} - known
        known |= more
        grown = bool(more)
    return frozenset(known)


def with_joined(council: str, people: Sequence[Person]) -> list[Person]:
    """These people and all who were said to be one of them: a query, and another where there are any."""
    kept = [person.pk for person in people if person.pk]
    more = joined_with(council, kept) - set(kept)
    return [*people, *(Person.objects.filter(pk__in=more) if more else ())]


def said_to_be_others(council: str, people: Iterable[int]) -> frozenset[int]:
    """The ids of all of whom it was said that they are not one of these, whatever they look like: one query."""
    known = set(people)
    rows = SamePerson.objects.filter(council_id=council, verdict=Verdict.DIFFERENT, ended_at=None)
    pairs = rows.filter(Q(one__in=known) | Q(other__in=known)).values_list("one_id", "other_id") if known else ()
    return frozenset(id for pair in pairs for id in pair if id not in known)
