"""What may a complaint be about, what must be watched for in it, and by which of its words?

The written rules, the search for services and what was learnt from decided cases, put together. Whoever reads it
decides: nothing here writes anything, and no event can come of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from redress.accounts.models import Service, Staff
from redress.rules.policy import Choice, Elsewhere, Policy
from redress.suggestions.learnt import Likely, Weights, What, likely, weights_of
from redress.suggestions.rules import Found, Suggestion, signs_in, suggested, watched
from redress.suggestions.service_search import among
from redress.suggestions.signs import Book, book_for

MOST = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be chosen: its id and name, the words that speak for it, the paragraph of the policy.

    ``percent``: how likely it is by the council's decided cases, where they say so.
    """

    id: str
    name: str
    words: tuple[str, ...]
    paragraph: str = ""
    percent: int | None = None
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Everything that is suggested for one text. ``versions``: of what was learnt, by what it was learnt of."""

    signs: tuple[Found, ...] = ()
    subjects: tuple[Offer, ...] = ()
    services: tuple[Offer, ...] = ()
    special_cases: tuple[Offer, ...] = ()
    elsewhere: tuple[Offer, ...] = ()
    versions: Mapping[str, int] = field(default_factory=dict)

    @property
    def loud(self) -> tuple[Found, ...]:
        """The signs that must be seen before anything else."""
        return tuple(each for each in self.signs if each.sign.loud)

    @property
    def quiet(self) -> tuple[Found, ...]:
        """The other signs."""
        return tuple(each for each in self.signs if not each.sign.loud)

    @property
    def any(self) -> bool:
        """Whether there is anything to say at all."""
        return bool(self.signs or self.subjects or self.services or self.special_cases or self.elsewhere)


def signs_of(policy: Policy, text: str) -> list[Found]:
    """The signs to watch for in a text, the loud ones first: one query, for the names of staff."""
    book = book_for(policy)
    return watched(signs_in(text, book, _staff(policy))) if book.on else []


def suggestions_for(policy: Policy, text: str) -> Suggestions:
    """Everything that is suggested for a text under a policy: three queries; nothing where suggestions are off."""
    book = book_for(policy)
    if not book.on or not text.strip():
        return Suggestions()
    signs = signs_in(text, book, _staff(policy))
    weights = weights_of(policy.council.id)
    services = list(Service.objects.filter(council=policy.council.id).select_related("department").order_by("name"))
    return Suggestions(
        signs=tuple(watched(signs)),
        subjects=_subjects(signs, weights, text, policy, book),
        services=_services(services, weights, text, book),
        special_cases=_named(suggested(signs, "special_case"), policy.lists.get("special-cases", ())),
        elsewhere=_named(suggested(signs, "elsewhere"), policy.elsewhere),
        versions={what: each.version for what, each in weights.items()},
    )


def _staff(policy: Policy) -> tuple[str, ...]:
    staff = Staff.objects.filter(council=policy.council.id, is_active=True).order_by("name")
    return tuple(staff.values_list("name", flat=True))


def _subjects(
    signs: Iterable[Found], weights: Mapping[What, Weights], text: str, policy: Policy, book: Book
) -> tuple[Offer, ...]:
    by_rules = _named(suggested(signs, "subject"), policy.subjects)
    names = {each.id: Offer(each.id, each.name, (), each.paragraph) for each in policy.subjects}
    return _together(_sure(weights.get("subject"), text, book), by_rules, names)


def _services(services: list[Service], weights: Mapping[What, Weights], text: str, book: Book) -> tuple[Offer, ...]:
    by_words = tuple(Offer(each.service.slug, each.service.name, each.why) for each in among(services, text, MOST))
    names = {each.slug: Offer(each.slug, each.name, ()) for each in services}
    return _together(_sure(weights.get("service"), text, book), by_words, names)


def _sure(weights: Weights | None, text: str, book: Book) -> list[Likely]:
    """What the decided cases suggest with enough certainty."""
    found = likely(weights, text) if weights else []
    return [each for each in found if 100 * each.probability >= book.learning.sure]


def _together(learnt: Iterable[Likely], others: Iterable[Offer], names: Mapping[str, Offer]) -> tuple[Offer, ...]:
    """What the cases suggest, then the rest; each once, with the words of both."""
    found: dict[str, Offer] = {}
    for each in learnt:
        if each.id in names:
            found[each.id] = replace(names[each.id], words=each.words, percent=round(100 * each.probability))
    for offer in others:
        known = found.get(offer.id)
        words = (*known.words, *offer.words) if known else offer.words
        found[offer.id] = replace(known or offer, words=tuple(dict.fromkeys(words)))
    return tuple(found.values())[:MOST]


def _named(found: Iterable[Suggestion], entries: Iterable[Choice] | Iterable[Elsewhere]) -> tuple[Offer, ...]:
    by_id = {each.id: each for each in entries}
    return tuple(
        Offer(each.id, by_id[each.id].name, each.words, by_id[each.id].paragraph, advice=_advice(by_id[each.id]))
        for each in found
        if each.id in by_id
    )


def _advice(entry: Choice | Elsewhere) -> str:
    return entry.advice if isinstance(entry, Elsewhere) else entry.note
