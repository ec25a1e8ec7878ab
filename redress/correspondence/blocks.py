"""Of what is a letter made, before it is turned into HTML, into plain text and into print?

All are made from the same sheet, so that they always say the same.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

WIDTH = 72


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some words; a line end inside them is kept. ``strong`` marks what the reader looks for first.

    ``level``: 1 for a heading within a section, 2 for one below such a heading; these are strong as well.
    """

    text: str
    strong: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One content of a letter under its heading. ``id`` is the content's.

    ``question`` is its heading in easy words, where the policy has one; ``picture`` the one that stands beside it then.
    """

    id: str
    heading: str
    parts: tuple[Paragraph, ...]
    question: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a letter says of itself: whom it went to where this is a copy, who has copies, and what is enclosed."""

    copy_of: str = ""
    copied_to: tuple[str, ...] = ()
    enclosed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Translated:
    """The letter in its reader's own words; ``code`` is the language as HTML knows it, empty where we do not."""

    parts: tuple[Paragraph, ...] = ()
    language: str = ""
    code: str = ""
    right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that a letter says, whatever it is then made into: HTML, plain text or print.

    ``date`` is in words; ``address`` are its lines; ``signed`` the lines under "Yours sincerely"; ``formats`` those in
    which its reader needs it, and ``points`` the size of print they need (0: the ordinary one); ``lang`` is the tag of
    the language that it is written in. ``opening`` and ``closing`` are the council's own words before and after its
    sections.
    """

    council: str
    reference: str
    date: str
    subject: str
    name: str = ""
    address: tuple[str, ...] = ()
    on_behalf_of: str = ""
    beside: Beside = Beside()
    sections: tuple[Section, ...] = ()
    signed: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    points: int = 0
    translation: Translated = Translated()
    lang: str = "en-gb"
    opening: tuple[Paragraph, ...] = ()
    closing: tuple[Paragraph, ...] = ()
    made_as: tuple[str, ...] = ()
    easy_read: tuple[Section, ...] = ()

    def kept(self) -> dict[str, Any]:
        """The sheet as JSON takes it."""
        return asdict(self)

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """The sheet that was kept so."""
        beside, translation = kept["beside"], kept["translation"]
        return cls(
            **{
                **kept,
                "address": tuple(kept["address"]),
                "beside": Beside(beside["copy_of"], tuple(beside["copied_to"]), tuple(beside["enclosed"])),
                "sections": _sections_of(kept["sections"]),
                "made_as": tuple(kept.get("made_as", ())),
                "easy_read": _sections_of(kept.get("easy_read", ())),
                "signed": tuple(kept["signed"]),
                "formats": tuple(kept["formats"]),
                "translation": Translated(**{**translation, "parts": _paragraphs_of(translation["parts"])}),
                "opening": _paragraphs_of(kept.get("opening", ())),
                "closing": _paragraphs_of(kept.get("closing", ())),
            }
        )


def _sections_of(kept: Iterable[Mapping[str, Any]]) -> tuple[Section, ...]:
    return tuple(Section(**{**each, "parts": _paragraphs_of(each["parts"])}) for each in kept)


def _paragraphs_of(kept: Iterable[Mapping[str, Any]]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(**each) for each in kept)


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
