"""What do the council's own decided cases suggest for a text? Plain arithmetic on stored numbers, nothing heavy."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from redress.accounts.models import Council
from redress.suggestions.models import Learnt
from redress.suggestions.stems import STOP_WORDS, Word, words_of

What = Literal["subject", "service"]
_REASONS = 5
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Likely:
    """A subject or service by its id, how likely it is (0 to 1), and the words of the text that speak for it most."""

    id: str
    probability: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt, ready for use: a number for each class, and for each stem its weight and one for each class."""

    classes: tuple[str, ...]
    intercepts: tuple[float, ...]
    terms: Mapping[str, tuple[float, tuple[float, ...]]]
    version: int = 0


def weights_of(council: Council | str) -> dict[What, Weights]:
    """What was learnt from a council's cases: one query."""
    return {row.what: _weights(row) for row in Learnt.objects.filter(council=council)}  # type: ignore[misc]


def _weights(row: Learnt) -> Weights:
    terms = {stem: (float(idf), tuple(numbers)) for stem, (idf, numbers) in row.terms.items()}
    return Weights(tuple(row.classes), tuple(row.intercepts), terms, row.version)


def likely(weights: Weights, text: str) -> list[Likely]:
    """Every class with how likely it is, the likeliest first; none for a text without a word that is known."""
    told: dict[str, Word] = {}
    counted: Counter[str] = Counter()
    for word in counting_words(text):
        if word.stem in weights.terms:
            counted[word.stem] += 1
            told.setdefault(word.stem, word)
    if not counted:
        return []
    features = normed({stem: count * weights.terms[stem][0] for stem, count in counted.items()})
    shares = [
        {stem: value * weights.terms[stem][1][place] for stem, value in features.items()}
        for place in range(len(weights.classes))
    ]
    chances = softmax([start + sum(each.values()) for start, each in zip(weights.intercepts, shares, strict=True)])
    found = [
        Likely(id, chance, _reasons(share, told))
        for id, chance, share in zip(weights.classes, chances, shares, strict=True)
    ]
    return sorted(found, key=lambda each: -each.probability)


def counting_words(text: str) -> Iterable[Word]:
    """The words of a text that can be learnt from: no numbers, none that say nothing, none very short."""
    for word in words_of(text):
        if word.plain.isalpha() and len(word.plain) >= _SHORTEST and word.plain not in STOP_WORDS:
            yield word


def normed(features: Mapping[str, float]) -> dict[str, float]:
    """The same with a length of one, so that a long text weighs no more than a short one."""
    length = math.sqrt(sum(value * value for value in features.values())) or 1.0
    return {stem: value / length for stem, value in features.items()}


def softmax(scores: list[float]) -> list[float]:
    """Probabilities that add up to one."""
    highest = max(scores)
    raised = [math.exp(score - highest) for score in scores]
    return [each / sum(raised) for each in raised]


def _reasons(share: Mapping[str, float], told: Mapping[str, Word]) -> tuple[str, ...]:
    most = sorted((stem for stem, value in share.items() if value > 0), key=lambda stem: -share[stem])
    return tuple(told[stem].written.casefold() for stem in most[:_REASONS])
