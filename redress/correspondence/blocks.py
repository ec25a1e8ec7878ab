"""Of what is a letter made, before it is turned into HTML and into plain text?

Both are made from the same sections, so that they always say the same.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

WIDTH = 72


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some words; a line end inside them is kept. ``strong`` marks what the reader looks for first."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One content of a letter under its heading. ``id`` is the content's."""

    id: str
    heading: str
    parts: tuple[Paragraph, ...]


def paragraphs(written: str) -> tuple[Paragraph, ...]:
    """What somebody typed, as paragraphs: an empty line ends one, other line ends stay."""
    lines = written.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            found[-1].append(line.strip())
        elif found[-1]:
            found.append([])
    return tuple(Paragraph("\n".join(kept)) for kept in found if kept)


def plain(parts: Iterable[Paragraph]) -> str:
    """Paragraphs as plain text of at most 72 columns; an address or link is never broken."""
    return "\n\n".join(wrapped(part.text) for part in parts)


def wrapped(text: str) -> str:
    """One paragraph in lines of at most 72 columns, with its own line ends kept."""
    return "\n".join(
        textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False) for line in text.split("\n")
    )


def underlined(heading: str) -> str:
    """A heading of plain text, over a line of its own length."""
    text = wrapped(heading)
    return f"{text}\n{'-' * max(len(line) for line in text.split(chr(10)))}"
