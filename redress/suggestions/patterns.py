"""Does a sentence hold a phrase, in whatever forms its words take?

A phrase is a few words: each matches by its stem. ``a|b`` is one or the other, ``word*`` the beginning of a word,
``=MP`` exactly those letters, and ``...`` up to four words between. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from redress.records.folding import folded
from redress.suggestions.reading import Sentence
from redress.suggestions.stems import Word, stem

GAP = "..."
WIDEST_GAP = 4
_ITEM = re.compile(r"=?[\w’'&.-]+\*?")


class BadPhrase(ValueError):
    """A phrase that cannot be read; its sentence says why."""


@dataclass(frozen=True, slots=True)
class Item:
    """One way in which a word of a phrase may stand in a text."""

    exact: str = ""
    begins: str = ""
    stem: str = ""

    def matches(self, word: Word) -> bool:
        """Whether this word is meant."""
        if self.exact:
            return word.written == self.exact
        if self.begins:
            return word.plain.startswith(self.begins)
        return word.stem == self.stem


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a phrase: what may stand there, and whether up to four words may stand before it."""

    items: tuple[Item, ...]
    after_gap: bool = False

    def matches(self, word: Word) -> bool:
        """Whether this word may stand there."""
        return any(item.matches(word) for item in self.items)

    def may_stand_in(self, sentence: Sentence) -> bool:
        """Whether it is worth looking for in a sentence, as most are not."""
        return any(not item.stem or item.stem in sentence.stems for item in self.items)


Phrase = tuple[Slot, ...]


@lru_cache(maxsize=5000)
def phrase(text: str) -> Phrase:
    """The phrase that is written so. Raises :class:`BadPhrase`."""
    slots: list[Slot] = []
    gap = False
    for part in text.split():
        if part == GAP:
            if not slots or gap:
                raise BadPhrase(f"“{text}”: “...” stands between two words.")
            gap = True
            continue
        slots.append(Slot(tuple(_item(one, text) for one in part.split("|")), after_gap=gap))
        gap = False
    if not slots or gap:
        raise BadPhrase(f"“{text}”: a phrase ends with a word.")
    return tuple(slots)


def found(wanted: Phrase, sentence: Sentence) -> Iterator[tuple[int, ...]]:
    """Where a sentence holds the phrase: the places of its words, from each first word the shortest way."""
    if not all(slot.may_stand_in(sentence) for slot in wanted):
        return
    for first, word in enumerate(sentence.words):
        if wanted[0].matches(word):
            places = _further(wanted, (first,), sentence.words)
            if places is not None:
                yield places


def _further(wanted: Phrase, places: tuple[int, ...], words: tuple[Word, ...]) -> tuple[int, ...] | None:
    slot, at = len(places), places[-1]
    if slot == len(wanted):
        return places
    widest = WIDEST_GAP if wanted[slot].after_gap else 0
    for place in range(at + 1, min(len(words), at + 2 + widest)):
        if wanted[slot].matches(words[place]):
            further = _further(wanted, (*places, place), words)
            if further is not None:
                return further
    return None


def _item(written: str, text: str) -> Item:
    if not _ITEM.fullmatch(written):
        raise BadPhrase(f"“{text}”: “{written}” is no word.")
    if written.startswith("="):
        return Item(exact=written[1:])
    plain = folded(written.rstrip("*"))
    if not plain or " " in plain:
        raise BadPhrase(f"“{text}”: “{written}” is not one word.")
    return Item(begins=plain) if written.endswith("*") else Item(stem=stem(plain))
