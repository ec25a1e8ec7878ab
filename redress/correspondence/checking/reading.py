"""How old must somebody be to read this text with ease?

The measure is that of Flesch and Kincaid: the grade of an American school in which the text can be read,

    0.39 × words per sentence + 11.8 × syllables per word − 15.59

and the reading age is that grade and 5. Running text is parted at its full stops. Addresses, web and e-mail addresses
and numbers are left out. Names that cannot be made plainer are given, and each counts as one short word. Syllables are
counted by rule, with a kept table of words that the rule gets wrong.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

#: A label of fewer words, such as “E-mail:”, is no sentence, and would make any text look easier than it is.
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """What was counted of a text."""

    sentences: int
    words: int
    syllables: int

    @property
    def age(self) -> float:
        """The reading age in years; of a text that has words."""
        grade = 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59
        return grade + 5

    def __add__(self, other: Measured) -> Measured:
        return Measured(self.sentences + other.sentences, self.words + other.words, self.syllables + other.syllables)


NOTHING = Measured(0, 0, 0)


def measure(texts: Iterable[str], *, names: Collection[str] = ()) -> Measured:
    """The sentences, words and syllables of some texts; each of the ``names`` counts as one short word."""
    counted = NOTHING
    for text in texts:
        for sentence in sentences(text, names=names):
            counted += _of(words(sentence))
    return counted


def hardest(texts: Iterable[str], *, names: Collection[str] = (), most: int = 6) -> list[tuple[float, str]]:
    """The sentences that weigh most: what to mend first."""
    found = []
    for text in texts:
        for sentence in sentences(text, names=names):
            split = words(sentence)
            if len(split) >= SHORTEST:
                found.append((_of(split).age * len(split), sentence))
    return [(round(weight), sentence) for weight, sentence in sorted(found, reverse=True)[:most]]


def sentences(text: str, *, names: Collection[str] = ()) -> list[str]:
    """A text parted at its full stops; a name or an address with a dot in it is not parted."""
    short = _with_names_short(text, names)
    return [part for part in re.split(r"(?<=[.!?])[”’\"')]*\s+", short) if part.strip()]


def words(sentence: str) -> list[str]:
    """The words of a sentence that are read: no numbers, no addresses of the web."""
    tokens = (token.strip("“”‘’\"'()[]{}.,;:!?–—…•*") for token in re.split(r"[\s/–—-]+", sentence))
    return [token for token in tokens if re.fullmatch(r"[A-Za-z][A-Za-z'’]*", token)]


def _of(split: list[str]) -> Measured:
    return Measured(1, len(split), sum(map(syllables, split))) if len(split) >= SHORTEST else NOTHING


def _with_names_short(text: str, names: Collection[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "Kent", text, flags=re.IGNORECASE)
    return text.replace("’", "'")


#: Words of which the rule below counts too many syllables, or too few.
_KEPT = {
    1: "does don't done goes gone used whose yes",
    2: "being business careful client create didn't different doing elsewhere email evening every going "
    "himself homeless interest isn't language lately likely ourselves people poem quiet reading recent "
    "reply rudely safely safety science science's seeing service social someone something sometimes "
    "somewhere special statement sureness themselves therefore treatment trying useful via yourselves",
    3: "actual agreement anywhere area areas audio businesses carefully created diary employee everyone "
    "everything family homelessness idea ideas manual official policy services somebody usual video "
    "whenever wherever",
    4: "everybody interpreter usually variety",
    5: "individual",
}
TABLE = {word: count for count, words in _KEPT.items() for word in words.split()}


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """How many syllables a word has, by its groups of vowels."""
    word = word.lower().strip("'").replace("’", "'")
    bare = word.removesuffix("'s").removesuffix("s'")
    for each in (word, bare):
        if each in TABLE:
            return TABLE[each]
    letters = re.sub(r"[^a-z]", "", bare)
    if len(letters) <= 2:
        return 1
    stem = letters
    if re.search(r"[^aeioulr]es$|[^aeiouy]ed$", stem) and not re.search(r"([sxz]|ch|sh|c|g)es$|[td]ed$", stem):
        stem = stem[:-2]
    elif stem.endswith("e") and not re.search(r"[^aeiou]le$|[aeiou]e$", stem):
        stem = stem[:-1]
    groups = len(re.findall(r"[aeiouy]+", stem))
    groups += len(re.findall(r"(?<![tcsgx])i[ao]|i(?=ous)(?<![tcsgx]i)", stem))
    return max(groups, 1)
