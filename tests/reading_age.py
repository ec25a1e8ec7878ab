"""How old must somebody be to read this page with ease?

The measure is that of :mod:`redress.correspondence.checking.reading`. A page is read by its visible words inside
``<main>``: headings, labels, hints, buttons and list entries are a sentence each, as a reader takes them; running text
is parted at its full stops.

Left out is what is no prose of ours: addresses, web and e-mail addresses, numbers, what a person typed themselves
(``redress-words``), words in another language, and what is quoted (``data-quoted`` names a reason in the list below).
Names that cannot be made plainer stand in ``tests/reading_names.toml`` with the reason for each; such a name counts
as one short word.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from redress.correspondence.checking import reading
from redress.correspondence.checking.reading import NOTHING, Measured, syllables

__all__ = ["NOTHING", "OLDEST", "Measured", "blocks", "hardest", "measure", "names", "syllables"]

#: The reading age that public pages keep.
OLDEST = 9.0

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
    return reading.measure(texts, names=names())


def hardest(texts: list[str], most: int = 6) -> list[tuple[float, str]]:
    """The sentences that weigh most on a page: what to mend first."""
    return reading.hardest(texts, names=names(), most=most)


@cache
def names() -> tuple[str, ...]:
    """The names that count as one short word, the longest first."""
    kept = tomllib.loads((_ROOT / "reading_names.toml").read_text(encoding="utf-8"))
    return tuple(sorted((name for entry in kept["names"] for name in entry["names"]), key=len, reverse=True))
