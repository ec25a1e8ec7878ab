"""How is a letter or message written for GOV.UK Notify, so that its e-mail says what was approved, and looks like it?

Notify reads marks at the beginning of a line (``#`` a heading, ``-`` or ``1.`` a list, ``^`` a box, ``---`` a rule) and
square brackets as links. Headings and lists of ours are written so; what somebody typed is kept from being read so.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_HEADINGS = {"h1": "# ", "h2": "# ", "h3": "## "}
_BLOCKS = {"p": "", "li": "• ", **_HEADINGS}
_ANYWHERE = re.compile(r"([\\\[`|])")
_AT_THE_START = re.compile(r"^([#*\-_~>]|\d+(?=\.))")
_DOUBLE_RULE = re.compile(r"=(?==)")


def body_of(html: str) -> str:
    """The words of a letter or notice as Notify takes them, from its HTML as kept."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n\n".join(block for block in reader.blocks if block)


def plainly(line: str) -> str:
    """One line that Notify shows as it stands."""
    line = _ANYWHERE.sub(r"\\\1", line.strip())
    if line.startswith("^"):
        line = "ˆ" + line[1:]  # Notify knows no way to write it at the beginning of a line
    if set(line) == {"="}:
        line = _DOUBLE_RULE.sub("= ", line)
    return _AT_THE_START.sub(_kept, line)


def _kept(found: re.Match[str]) -> str:
    mark = found[0]
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


class _Reader(HTMLParser):
    """Reads our own HTML: paragraphs, headings, lists and line ends. The council's name above is left to Notify."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self._words: list[str] | None = None
        self._before = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br" and self._words is not None:
            self._words.append("\n")
        elif tag in _BLOCKS and ("class", "council") not in attrs:
            self._words, self._before = [], _BLOCKS[tag]

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS and self._words is not None:
            lines = [" ".join(line.split()) for line in "".join(self._words).split("\n")]
            if tag in _HEADINGS:
                lines = [" ".join(lines)]
            self.blocks.append(self._before + "\n".join(plainly(line) for line in lines if line))
            self._words = None

    def handle_data(self, data: str) -> None:
        if self._words is not None:
            # A line end of the source is a space; only <br> ends a line.
            self._words.append(data.replace("\n", " "))
