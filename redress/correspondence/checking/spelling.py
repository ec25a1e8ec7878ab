"""Which words of a text are misspelt, as British English spells them?

Only small words of letters are looked at: what has a capital, a figure or a sign in it is a name, a number or an
address. The dictionary is read once, when the first text is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path

from spylls.hunspell import Dictionary

_FILES = Path(__file__).resolve().parent / "dictionary"
_NO_WORDS = re.compile(r"\S*(?:@|://|www\.|\d|_|\\)\S*|\S+\.(?:uk|com|org|net)\b\S*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def misspelt(text: str, *, known: Collection[str] = ()) -> tuple[str, ...]:
    """The words that the dictionary does not have, each once, in order; none of ``known`` (in small letters)."""
    found = _WORD.findall(_NO_WORDS.sub(" ", text))
    wrong = (word for word in found if word.islower() and not (_is_a_word(word) or _is_known(word, known)))
    return tuple(dict.fromkeys(wrong))


@lru_cache(maxsize=2_000)
def better(word: str, most: int = 3) -> tuple[str, ...]:
    """At most so many words of the dictionary that are an edit away from a misspelt one."""
    return tuple(islice(_dictionary().suggest(word), most))


@lru_cache(maxsize=50_000)
def _is_a_word(word: str) -> bool:
    plain = word.replace("’", "'")
    return len(plain) == 1 or plain in _words_of_councils() or _dictionary().lookup(plain)


def _is_known(word: str, known: Collection[str]) -> bool:
    plain = word.replace("’", "'")
    return plain in known or plain.removesuffix("'s") in known


@cache
def _dictionary() -> Dictionary:
    dictionary = Dictionary.from_files(str(_FILES / "en_GB"))
    # Words that only look alike are sought through the whole dictionary, which takes a fifth of a second for each.
    dictionary.aff.MAXNGRAMSUGS = 0
    return dictionary


@cache
def _words_of_councils() -> frozenset[str]:
    """What councils write, and the dictionary lacks."""
    return frozenset((_FILES / "councils.txt").read_text(encoding="utf-8").split())
