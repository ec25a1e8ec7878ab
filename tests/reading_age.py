"""How old must somebody be to read this page with ease?

The measure is that of Flesch and Kincaid: the grade of an American school in which the text can be read,

    0.39 × words per sentence + 11.8 × syllables per word − 15.59

and the reading age is that grade and 5. A page is read by its visible words inside ``<main>``: headings, labels, hints,
buttons and list entries are a sentence each, as a reader takes them; running text is parted at its full stops.

Left out is what is no prose of ours: addresses, web and e-mail addresses, numbers, what a person typed themselves
(``redress-words``), words in another language, and what is quoted (``data-quoted`` names a reason in the list below).
Names that cannot be made plainer stand in ``tests/reading_names.toml`` with the reason for each; such a name counts
as one short word. Syllables are counted by rule, with a kept table of words that the rule gets wrong.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

#: The reading age that public pages keep.
OLDEST = 9.0

#: A label of fewer words, such as “E-mail:”, is no sentence, and would make any page look easier than it is.
SHORTEST = 3

#: Why a part of a page is quoted and not ours to make plainer.
QUOTED = {
    "procedure": "The paragraphs of the council's procedure, in full, for whoever wants all of it.",
    "law": "The names of the laws by which personal information is used, which must be given.",
}

_ROOT = Path(__file__).resolve().parent
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "p h1 h2 h3 h4 h5 h6 li dt dd td th caption legend label summary button div section ul ol dl table form "
        "fieldset main nav figure option br tr thead tbody address details",
    )
)
_VOID = frozenset(("br", "img", "input", "link", "meta", "hr", "wbr"))
_LEFT_OUT = frozenset(("script", "style", "address", "textarea", "select", "template", "svg", "code"))
_LEFT_OUT_CLASSES = frozenset(("redress-words", "redress-breaks", "govuk-summary-list__value", "redress-letter"))


@dataclass(frozen=True, slots=True)
class Measured:
    """What was counted of a text."""

    sentences: int
    words: int
    syllables: int

    @property
    def age(self) -> float:
        grade = 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59
        return grade + 5

    def __add__(self, other: Measured) -> Measured:
        return Measured(self.sentences + other.sentences, self.words + other.words, self.syllables + other.syllables)


NOTHING = Measured(0, 0, 0)


class _Blocks(HTMLParser):
    """The visible words of a page, a block at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._words: list[str] = []
        self._open: list[tuple[str, bool]] = []  # each open tag, and whether what is in it is left out
        self._main = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _BLOCKS:
            self._flush()
        if tag in _VOID:
            return
        classes = set((given.get("class") or "").split())
        foreign = (given.get("lang") or "en").split("-")[0] != "en"
        quoted = given.get("data-quoted")
        assert quoted is None or quoted in QUOTED, f"no reason is kept for what is quoted as {quoted!r}"
        out = tag in _LEFT_OUT or bool(classes & _LEFT_OUT_CLASSES) or (foreign and tag != "html") or quoted is not None
        self._open.append((tag, out))
        self._main += tag == "main"

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
        if tag in [name for name, _out in self._open]:
            while self._open and self._open.pop()[0] != tag:
                pass
        self._main -= tag == "main"

    def handle_data(self, data: str) -> None:
        if self._main and not any(out for _tag, out in self._open):
            self._words.append(data)

    def _flush(self) -> None:
        block = " ".join("".join(self._words).split())
        if block:
            self.blocks.append(block)
        self._words = []


def blocks(page: str) -> list[str]:
    """The blocks of a page of HTML, in order."""
    parser = _Blocks()
    parser.feed(page)
    parser.close()
    return parser.blocks


def measure(texts: list[str]) -> Measured:
    """The sentences, words and syllables of some blocks."""
    counted = NOTHING
    for text in texts:
        for sentence in sentences(text):
            words = _words(sentence)
            if len(words) >= SHORTEST:
                counted += Measured(1, len(words), sum(map(syllables, words)))
    return counted


def sentences(text: str) -> list[str]:
    """A text parted at its full stops; a name or an address with a dot in it is not parted."""
    return [part for part in re.split(r"(?<=[.!?])[”’\"')]*\s+", _with_names_short(text)) if part.strip()]


def _words(sentence: str) -> list[str]:
    tokens = (token.strip("“”‘’\"'()[]{}.,;:!?–—…•*") for token in re.split(r"[\s/–—-]+", sentence))
    return [token for token in tokens if re.fullmatch(r"[A-Za-z][A-Za-z'’]*", token)]


def _with_names_short(text: str) -> str:
    for name in names():
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "Kent", text, flags=re.IGNORECASE)
    return text.replace("’", "'")


@cache
def names() -> tuple[str, ...]:
    """The names that count as one short word, the longest first."""
    kept = tomllib.loads((_ROOT / "reading_names.toml").read_text(encoding="utf-8"))
    return tuple(sorted((name for entry in kept["names"] for name in entry["names"]), key=len, reverse=True))


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


@cache
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


def hardest(texts: list[str], most: int = 6) -> list[tuple[float, str]]:
    """The sentences that weigh most on a page: what to mend first."""
    found = []
    for text in texts:
        for sentence in sentences(text):
            words = _words(sentence)
            if len(words) > 2:
                found.append((Measured(1, len(words), sum(map(syllables, words))).age * len(words), sentence))
    return [(round(weight), sentence) for weight, sentence in sorted(found, reverse=True)[:most]]
