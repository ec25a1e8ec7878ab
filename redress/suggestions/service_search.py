"""Which services of a council may somebody mean by what they typed, and by which words?

A suggestion only: whoever reads it chooses. Words are compared by their stems, on either database alike, with the
names of services and their departments and with what people also call them; a word with a slip in it is taken for one
that is close to it, where only a few words were typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from redress.accounts.models import Council, Service
from redress.suggestions.closeness import within
from redress.suggestions.stems import STOP_WORDS, Word, words_of

NAME, ALSO_CALLED, DEPARTMENT = 3.0, 3.0, 1.0
EXACT, OF_ONE_STEM, BEGUN, WITH_A_SLIP = 1.0, 0.7, 0.5, 0.5
WHOLE_PHRASE = 2.0

#: Only in so few words is a slip or a word half typed looked for: in a long text it would find what nobody means.
FEW_WORDS = 12
_LONG_ENOUGH_FOR_A_SLIP, _LONG_ENOUGH_FOR_TWO, _BEGUN_AT = 5, 8, 4

#: What is worth less than this part of the best is not said.
WORTH_SAYING = 0.4
_MOST_WORDS_READ = 2000


@dataclass(frozen=True, slots=True)
class Suggested:
    """A service, and the words that speak for it as they were typed; for one with a slip, what it is taken for."""

    service: Service
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Term:
    """A name of a service, in words; what it weighs."""

    words: tuple[Word, ...]
    weight: float

    @property
    def as_one(self) -> str:
        """The words without the spaces between them, as people write flytipping."""
        return "".join(word.plain for word in self.words)


def services_for(council: Council | str, text: str, limit: int = 5) -> list[Suggested]:
    """The services that a text may be about, the likeliest first, with the words that speak for each: one query.

    Nothing where no word speaks for any. ``text`` may be a few words typed into a search or a whole complaint.
    """
    typed = _told(text)
    if not typed:
        return []
    services = list(Service.objects.filter(council=council).select_related("department").order_by("name"))
    return among(services, text, limit)


def among(services: Iterable[Service], text: str, limit: int = 5) -> list[Suggested]:
    """The same among services that were fetched already, each with its department: no query."""
    typed = _told(text)
    known = [(service, _terms(service)) for service in services]
    rarity = _rarity([terms for _service, terms in known])
    found = []
    for service, terms in known:
        worth, why = _worth(typed, terms, rarity, few=len(typed) <= FEW_WORDS)
        if worth > 0:
            found.append((worth, Suggested(service, why)))
    best = max((worth for worth, _each in found), default=0.0)
    kept = [(worth, each) for worth, each in found if worth >= best * WORTH_SAYING]
    return [each for _worth, each in sorted(kept, key=lambda one: (-one[0], one[1].service.name))][:limit]


def also_called(service: Service) -> list[str]:
    """What people also call a service: one name a line, or several with commas between them."""
    return [name.strip() for name in service.also_called.replace(",", "\n").splitlines() if name.strip()]


def _told(text: str) -> list[Word]:
    """The words that say something, each form once."""
    found = {word.plain: word for word in list(words_of(text[: 20 * _MOST_WORDS_READ]))[:_MOST_WORDS_READ]}
    return [word for word in found.values() if word.plain not in STOP_WORDS and len(word.plain) > 1]


def _terms(service: Service) -> list[_Term]:
    named = [
        (service.name, NAME),
        *((name, ALSO_CALLED) for name in also_called(service)),
        (service.department.name, DEPARTMENT),
    ]
    terms = [
        _Term(tuple(word for word in words_of(name) if word.plain not in STOP_WORDS), weight) for name, weight in named
    ]
    return [term for term in terms if term.words]


def _rarity(services: list[list[_Term]]) -> dict[str, float]:
    """What a stem is worth: the more services have it, the less."""
    seen = Counter(stem for terms in services for stem in {word.stem for term in terms for word in term.words})
    return {stem: 1.0 / count for stem, count in seen.items()}


def _worth(
    typed: list[Word], terms: list[_Term], rarity: dict[str, float], *, few: bool
) -> tuple[float, tuple[str, ...]]:
    """How much speaks for a service, and which words do."""
    worth, why = 0.0, []
    stems = {word.stem for word in typed}
    for word in typed:
        matches = [
            (_likeness(word, other, few=few) * term.weight * rarity[other.stem] / len(term.words) ** 0.25, other)
            for term in terms
            for other in term.words
        ]
        matches += [(term.weight, word) for term in terms if len(term.words) > 1 and word.plain == term.as_one]
        best, other = max(matches, key=lambda match: match[0], default=(0.0, word))
        if best > 0:
            worth += best
            why.append(word.written if word.stem == other.stem else other.written)
    for term in terms:
        if len(term.words) > 1 and {word.stem for word in term.words} <= stems:
            worth += WHOLE_PHRASE * term.weight * max(rarity[word.stem] for word in term.words)
    return worth, tuple(dict.fromkeys(why))


def _likeness(word: Word, other: Word, *, few: bool) -> float:
    if word.plain == other.plain:
        return EXACT
    if word.stem == other.stem:
        return OF_ONE_STEM
    if not few:
        return 0.0
    if len(word.plain) >= _BEGUN_AT and other.plain.startswith(word.plain):
        return BEGUN
    if len(word.plain) < _LONG_ENOUGH_FOR_A_SLIP or len(other.plain) < _LONG_ENOUGH_FOR_A_SLIP:
        return 0.0
    slips = 2 if min(len(word.plain), len(other.plain)) >= _LONG_ENOUGH_FOR_TWO else 1
    same_letter = word.plain[0] == other.plain[0]
    return WITH_A_SLIP if same_letter and within(word.plain, other.plain, slips) else 0.0
