"""Which words of a text are misspelt, as British English spells them?

Only words of letters are looked at: what has a figure or a sign in it is a number or an address, and what has a capital
is a name unless it begins a sentence. The dictionary is read once, when the first text is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path

from spylls.hunspell import Dictionary

from redress.records.particulars import insurance_numbers

_FILES = Path(__file__).resolve().parent / "dictionary"
#: What is no word, in something between two spaces.
_NO_WORD = re.compile(r"@|://|www\.|\d|_|\\|.\.(?:uk|com|org|net)\b")
#: Where a sentence begins: not after a title, nor after somebody's initial.
_BEGINS = re.compile(
    r"(?:\A\s*|(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\b[A-Z])[.!?][”’\"')]{0,3}\s+|\n\s*)[“‘\"'(•*-]{0,3}"
)
#: After the first word of a sentence: another in small letters. Before a capital stands half of a name.
_GOES_ON = re.compile(r",? [a-z]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

#: No word of the language is longer. What is longer is no word, and is never looked up: that could take for ever.
LONGEST = 40
#: For a longer one no better word is sought, which takes the longer the longer it is.
_LONGEST_MENDED = 20


def misspelt(text: str, *, known: Collection[str] = ()) -> tuple[str, ...]:
    """The words that the dictionary does not have, each once, in order; none of ``known`` (in small letters)."""
    for number in insurance_numbers(text):
        text = text.replace(number.text, " ")
    words = "".join(" " if _NO_WORD.search(each) else each for each in re.split(r"(\s+)", text))
    return tuple(word for word in dict.fromkeys(_looked_at(words)) if not is_right(word, known))


def is_right(word: str, known: Collection[str]) -> bool:
    """Whether a word is one of the dictionary, or one of ``known`` (in small letters)."""
    return len(word) <= LONGEST and (_is_a_word(word) or _is_known(word.lower(), known))


def _looked_at(text: str) -> Iterator[str]:
    """The words in small letters, and those that have a capital only because a sentence begins with them."""
    begins = {match.end() for match in _BEGINS.finditer(text)}
    found = [(match, _at_the_beginning(match, begins)) for match in _WORD.finditer(text)]
    names = {match.group() for match, first in found if not first and match.group()[0].isupper()}
    for match, first in found:
        word = match.group()
        if word.islower() or (first and word not in names):
            yield word


def _at_the_beginning(match: re.Match[str], begins: Collection[int]) -> bool:
    goes_on = match.group()[1:].islower() and _GOES_ON.match(match.string, match.end())
    return bool(goes_on and match.start() in begins)


@lru_cache(maxsize=2_000)
def better(word: str, most: int = 3) -> tuple[str, ...]:
    """At most so many words of the dictionary that are an edit away from a misspelt one."""
    return tuple(islice(_dictionary().suggest(word), most)) if len(word) <= _LONGEST_MENDED else ()


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
