"""Is there something decided about how the council deals with this person's contacts?

It belongs to the person, and a person is known again by what they told of themselves
(:mod:`redress.records.known_by`). It never passes to another council, and it bars nobody from anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import timezone

from redress.accounts.models import Staff
from redress.cases.models import Case
from redress.records.known_by import Mark, known_by, likely, shared
from redress.records.models import Party, Person, Words
from redress.records.restricted import Filed, Restriction, What
from redress.records.same_person import said_to_be_others, with_joined

__all__ = ["Filed", "Restriction", "What", "about", "decided_on", "file", "impose", "lift", "mark_read", "unread"]


def impose(
    party: Party,
    *,
    what: str,
    since: date,
    until: date,
    event: int,
    by: str,
    paragraph: str,
    terms: Sequence[Mapping[str, str]] = (),
    named: Staff | None = None,
    words: Words | None = None,
) -> Restriction:
    """Put on record what applies to a person from ``since`` to ``until`` (local days, both included).

    What applied to them before ends where this begins. ValueError where it would end before it begins.
    """
    if until < since:
        raise ValueError("it would end before it begins")
    council = party.case.council_id
    for earlier in about(council, [party.person], on=None, what=what):
        if earlier.until >= since and (earlier.ended_on is None or earlier.ended_on > since):
            earlier.ended_on = since
            earlier.save(update_fields=["ended_on"])
    return Restriction.objects.create(
        council_id=council,
        person=party.person,
        case=party.case,
        what=what,
        terms=[dict(term) for term in terms],
        named=named,
        words=words,
        since=since,
        until=until,
        event=event,
        by=by,
        paragraph=paragraph,
    )


def lift(case: Case, *, what: str, on: date) -> int:
    """End what applies to the people of a case from this day on; gives how many that were."""
    people = [party.person for party in Party.objects.filter(case=case).select_related("person")]
    found = [each for each in about(case.council_id, people, on=None, what=what, sure=True) if each.until >= on]
    open_still = [each for each in found if each.ended_on is None or each.ended_on > on]
    for each in open_still:
        each.ended_on = on
        each.save(update_fields=["ended_on"])
    return len(open_still)


def about(
    council: str, people: Sequence[Person], *, on: date | None, what: str = "", sure: bool = False
) -> list[Restriction]:
    """What was decided about any of these people, or about who was said to be one of them, latest first.

    Two queries, or three. ``sure``: not about somebody who only may be one of them, as for what follows by itself.

    In force on a local day, or (``on`` is none) the whole history.
    """
    if not people:
        return []
    people = with_joined(council, people)
    found = Restriction.objects.filter(likely(people), council_id=council)
    found = found.select_related("person", "case", "named", "words")
    if what:
        found = found.filter(what=what)
    if on is not None:
        found = found.filter(since__lte=on, until__gte=on)
    decided = [each for each in found if on is None or each.applies(on)]
    marks = frozenset[Mark]().union(*(known_by(person) for person in people)) if decided else frozenset()
    own = {person.pk for person in people if person.pk} if decided else set()
    others = said_to_be_others(council, own) if decided else frozenset()
    return [
        each
        for each in decided
        if each.person_id in own or (each.person_id not in others and shared(marks, known_by(each.person), sure=sure))
    ]


def decided_on(party: Party, *, on: date, what: str) -> list[Restriction]:
    """What is in force about a person and was decided on this very case, which is all that they are shown of it.

    Whoever names somebody else's address or number in a complaint of their own must learn nothing of them by it.
    """
    found = Restriction.objects.filter(case=party.case, person=party.person, what=what).select_related("named")
    return [each for each in found if each.applies(on)]


def file(case: Case, restriction: Restriction, *, event: int, words: Words | None, on: date) -> Filed:
    """Put aside what came from a person whom the council need not answer, to be read by somebody."""
    filed, _made = Filed.objects.get_or_create(
        case=case, event=event, defaults={"restriction": restriction, "words": words, "came_on": on}
    )
    return filed


def unread(case: Case) -> list[Filed]:
    """What was filed on a case and nobody has read yet, oldest first."""
    return list(Filed.objects.filter(case=case, read_at=None).select_related("words"))


def mark_read(case: Case, *, found: str) -> int:
    """Somebody has read everything that was filed on the case; gives how much that was."""
    return Filed.objects.filter(case=case, read_at=None).update(read_at=timezone.now(), found=found)
