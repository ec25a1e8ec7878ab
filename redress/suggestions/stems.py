"""Which words does a text hold, told apart from the forms they take: bins and bin, recycled and recycling?

The same few rules are used for what is searched for, for the rules and for what is learnt, so that all three mean the
same by a word. English only: a word of another language keeps its form and is found as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from redress.records.folding import folded

_SAYING_NOTHING = """
    a about after again all also am an and any are as at be because been before being but by can cannot could council
    councils did didnt do does doesnt done dont down during each for from get gets getting go goes going got had has
    have having he her here him his how i if im in into is it its ive just know like made make me more most much my
    need no nor not now of off on once one only or other our out over own please put really said same say says see she
    should so some still such take than that the their them then there these they thing things this those through to
    told too two under until up us very want was way we well went were what when where which while who why will with
    would you your complain complaint complaints service services team department staff problem issue
"""

#: Words that say nothing of what a text is about.
STOP_WORDS = frozenset(_SAYING_NOTHING.split())

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_SHORTEST = 3
_VOWELS = frozenset("aeiouy")

#: What is taken off the end, the longest first, and what takes its place.
_ENDINGS = (
    ("ations", "at"),
    ("ation", "at"),
    ("ings", ""),
    ("ing", ""),
    ("ied", "y"),
    ("ies", "y"),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("ed", ""),
    ("ly", ""),
    ("s", ""),
)
_NO_PLURAL = ("ss", "us", "is")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was written, as it is compared, and where in the text it stands."""

    written: str
    plain: str
    stem: str
    start: int
    end: int


def words_of(text: str) -> Iterator[Word]:
    """Every word of a text in order. Two that a hyphen joins are two."""
    for found in _WORD.finditer(text):
        plain = folded(found.group())
        if plain:
            yield Word(found.group(), plain, stem(plain), found.start(), found.end())


@lru_cache(maxsize=20_000)
def stem(plain: str) -> str:
    """What the forms of a word have in common, for a word that was folded; numbers stay as they are."""
    if len(plain) <= _SHORTEST or not plain.isalpha():
        return plain
    return _shortened(_without_ending(plain))


def _without_ending(plain: str) -> str:
    for ending, instead in _ENDINGS:
        if not plain.endswith(ending) or (ending == "s" and plain.endswith(_NO_PLURAL)):
            continue
        left = plain[: -len(ending)] + instead
        if len(left) >= _SHORTEST and _VOWELS & set(left):
            return left
    return plain


def _shortened(left: str) -> str:
    """One letter instead of two at the end, and no silent e or y there: stopp, noise and noisy."""
    if len(left) > _SHORTEST and left[-1] == left[-2] and left[-1] not in "ls":
        left = left[:-1]
    if len(left) > _SHORTEST and left[-1] in "ey":
        left = left[:-1]
    return left
