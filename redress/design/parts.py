"""What is a document made of, whether it is shown on a page or printed on paper?

A document is a row of parts. The same parts are drawn as HTML by ``design/parts.html`` and as PDF by
:mod:`redress.design.paper`, so that the two never say different things. Parts hold text as data, never markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, ClassVar


class Said(str):
    """Words in another language than the document's: read aloud by another voice. ``lang`` is the language's tag."""

    lang: str

    def __new__(cls, text: str, lang: str) -> Said:
        made = super().__new__(cls, text)
        made.lang = lang
        return made


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the title of the document is no part. ``level`` 2 is a section, 3 stands within one."""

    text: str
    level: int = 2
    id: str = ""
    kind: ClassVar[str] = "heading"


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. ``lead``: what a reader should see first. ``quoted``: what is quoted, so not ours to
    make plainer."""

    text: str
    lead: bool = False
    strong: bool = False
    quoted: str = ""
    kind: ClassVar[str] = "words"


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph set apart, because it matters more than those around it."""

    text: str
    kind: ClassVar[str] = "note"


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``numbered`` where the order counts."""

    items: tuple[str, ...]
    numbered: bool = False
    kind: ClassVar[str] = "items"


@dataclass(frozen=True, slots=True)
class Terms:
    """Words and what is said of each, in pairs. ``quoted``: what is quoted, so not ours to make plainer."""

    pairs: tuple[tuple[str, str], ...]
    quoted: str = ""
    kind: ClassVar[str] = "terms"


@dataclass(frozen=True, slots=True)
class Link:
    """A way on to another page; on paper its address is printed too."""

    text: str
    address: str
    after: str = ""
    kind: ClassVar[str] = "link"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach a body: its label, what is shown, and the address behind it, if it has one."""

    label: str
    shown: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """Somebody to turn to: the name, what for, the address line by line, and the ways to reach them."""

    name: str
    purpose: str = ""
    lines: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    otherwise: str = ""  # what is said where nothing is known
    level: int = 3
    kind: ClassVar[str] = "body"


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language, under the name of that language. ``lang`` and ``rtl`` say how they are read."""

    lang: str
    name: str
    text: str
    rtl: bool = False
    kind: ClassVar[str] = "foreign"


# --- what only paper has: room to write under a label, which is a heading --------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """A label and one line to write on."""

    label: str
    hint: str = ""
    level: int = 3
    kind: ClassVar[str] = "line"


@dataclass(frozen=True, slots=True)
class Space:
    """A label and a box to write in, about so many lines high."""

    label: str
    hint: str = ""
    lines: int = 4
    level: int = 3
    kind: ClassVar[str] = "space"


@dataclass(frozen=True, slots=True)
class Ticks:
    """A question with a box to tick before each answer."""

    label: str
    answers: tuple[str, ...]
    hint: str = ""
    level: int = 3
    kind: ClassVar[str] = "ticks"


@dataclass(frozen=True, slots=True)
class Day:
    """A question with boxes for day, month and year, under these labels."""

    label: str
    parts: tuple[str, str, str]
    hint: str = ""
    level: int = 3
    kind: ClassVar[str] = "day"


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a fresh sheet."""

    kind: ClassVar[str] = "new-page"


Part = Heading | Words | Note | Items | Terms | Link | Body | Foreign | Line | Space | Ticks | Day | NewPage


def plain(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """The parts as plain data, each with its kind; words of another language with their language."""
    return [
        {"is": part.kind, **{each.name: _plain(getattr(part, each.name)) for each in fields(part)}} for part in parts
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, Said):
        return {"said": str(value), "lang": value.lang.partition("-")[0]}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return {each.name: _plain(getattr(value, each.name)) for each in fields(value)} if is_dataclass(value) else value
