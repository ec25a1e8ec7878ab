"""How does somebody want to be written to, and who may change that?

What they wish stands beside what they need: a need that is to be obeyed, and a policy that lets a letter go by post
only, come first.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from redress.correspondence.formats import manner_of
from redress.correspondence.models import Preference
from redress.records import people
from redress.records.models import Party, Person
from redress.rules.actors import Actor
from redress.rules.adjustments import Support


@dataclass(frozen=True, slots=True)
class Wish:
    """How somebody wants to be written to; ``texts``: and told by a text message that a letter is there."""

    way: str
    texts: bool = False


def wish_of(person: Person) -> Wish:
    """What holds now: one query."""
    return Wish(person.preferred, texts_wanted(person))


def texts_wanted(person: Person) -> bool:
    """Whether they asked to be told by a text message: one query."""
    last = Preference.objects.filter(person=person).order_by("-id").values_list("texts", flat=True).first()
    return bool(last)


def wished(party: Party, wish: Wish, *, by: Actor) -> bool:
    """Put on record what somebody wishes from now on, inside the caller's transaction; whether it is anything new."""
    if wish == wish_of(party.person):
        return False
    if party.person.preferred != wish.way:
        people.correct(party, preferred=wish.way)
    Preference.objects.create(person=party.person, way=wish.way, texts=wish.texts, by_kind=by.kind, by=by.id)
    return True


def history_of(person: Person) -> list[Preference]:
    """Every wish of this person that was put on record, latest first."""
    return list(Preference.objects.filter(person=person).order_by("-id"))


def need_for_post(party: Party) -> Support | None:
    """The need for which letters to this person go by post whatever they wish; none where there is none. One query."""
    return manner_of(party, timezone.localdate()).by_post


def why_by_post(party: Party) -> str:
    """Why the next letter to this person would be posted: a code, or empty where it would go by e-mail. One query.

    ``need``: something that they need; ``no-email``: we have no e-mail address; ``wish``: they asked for it.
    """
    if need_for_post(party) is not None:
        return "need"
    if not people.goes_by_post(party.person):
        return ""
    return "wish" if party.person.email else "no-email"
