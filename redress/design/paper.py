"""How does a document become a PDF that everybody can read?

Typst sets it. Every file is PDF/UA-1 and PDF/A-2a: tagged, titled, in its language, with its fonts inside, and Typst
refuses to make one that is not. Text goes in as data and is never read as markup. Only the fonts that come with
Redress are used, so that a page looks the same wherever it is made.

A template is a Typst file of this package, named from its root. It finds in ``sys.inputs``: ``data`` (JSON), ``title``,
``lang`` and ``size``. ``/design/paper/frame.typ`` has the page and everything that stands on it.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

import typst
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.design import colours
from redress.design.parts import Part, plain

#: The sizes of print, in points: ordinary, large and very large.
SIZES: tuple[int, ...] = (14, 18, 24)
Size = Literal[14, 18, 24]


@dataclass(frozen=True, slots=True)
class Print:
    """A size of print: the word in the address, what it is called, and its points."""

    slug: str
    name: Any
    size: Size


PRINTS: Mapping[str, Print] = {
    each.slug: each
    for each in (
        Print("standard", _("Standard print"), 14),
        Print("large", _("Large print"), 18),
        Print("very-large", _("Very large print"), 24),
    )
}

DOCUMENT = "/design/paper/document.typ"
STANDARDS: list[Any] = ["ua-1", "a-2a"]

_ROOM = Path(__file__).resolve().parent
_FONTS = _ROOM / "fonts"
_as_of: ContextVar[datetime | None] = ContextVar("as_of", default=None)
_one_at_a_time = Lock()  # the compiler keeps what it has read, and is nobody's while it is at work


class Unprintable(ValueError):
    """The text has signs that no font of ours has; ``args[0]`` are those signs. A hole is never printed instead."""


@dataclass(frozen=True, slots=True)
class Look:
    """Whose paper it is: the name, the colour as #1d3c5c, and a logo (SVG, PNG or JPEG) with what it shows."""

    name: str
    colour: str
    logo: bytes = b""
    logo_alt: str = ""


def document(
    parts: Iterable[Part],
    *,
    look: Look,
    title: str,
    lang: str,
    page_of: str,
    size: Size = 14,
    about: str = "",
    personal: bool = False,
) -> bytes:
    """A document of these parts under its title, with page numbers. ``page_of``: "Page {page} of {pages}".

    ``about`` stands under the title, such as the date of the document. ``personal``: it is about somebody, and no
    PDF of it is kept for the next who asks.
    """
    data = {"parts": plain(parts), "look": looked(look), "page_of": page_of, "about": about}
    return pdf(DOCUMENT, data, lang=lang, title=title, size=size, personal=personal)


def looked(look: Look) -> dict[str, Any]:
    """A look as templates take it: the colour made dark enough to be read, the logo as numbers."""
    colour = colours.written(colours.readable(colours.colour(look.colour)))
    return {**asdict(look), "colour": colour, "logo": list(look.logo)}


def pdf(
    template: str, data: Mapping[str, Any], *, lang: str, title: str, size: Size = 14, personal: bool = False
) -> bytes:
    """What the template makes of the data, as a PDF; the same again is not set again, unless it is ``personal``.

    ``lang`` is a language tag such as ``en-GB``. Raises :class:`Unprintable` where the fonts lack a sign of the text,
    and :class:`typst.TypstError` for a picture without words or a template at fault.
    """
    words = json.dumps(data, ensure_ascii=False, sort_keys=True)
    lacking = unprintable(words + title)
    if lacking:
        raise Unprintable(lacking)
    return (_set if personal else _set_once)(template, words, lang, title, size)


@contextmanager
def dated(as_of: datetime) -> Iterator[None]:
    """What is set meanwhile bears this time as that of its making: the same words make the same bytes again."""
    before = _as_of.set(as_of)
    try:
        yield
    finally:
        _as_of.reset(before)


def _set(template: str, data: str, lang: str, title: str, size: int) -> bytes:
    language, _hyphen, region = lang.partition("-")
    inputs = {"data": data, "title": title, "lang": language, "region": region, "size": str(size)}
    with _one_at_a_time:
        made = _compiler().compile(
            input=str(_ROOM.parent / template.lstrip("/")),
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=STANDARDS,
            timestamp=int((_as_of.get() or timezone.now()).timestamp()),
        )
    assert isinstance(made, bytes)
    return made


_set_once = lru_cache(maxsize=64)(_set)


def picture(drawing: bytes, *, height: float) -> bytes:
    """A drawing (SVG) as a PNG twice so many points high. Raises :class:`typst.TypstError` for what cannot be drawn."""
    data = json.dumps({"drawing": list(drawing), "height": height})
    with _one_at_a_time:
        made = _compiler().compile(
            input=str(_ROOM / "paper/picture.typ"), format="png", ppi=144, sys_inputs={"data": data}
        )
    assert isinstance(made, bytes)
    return made


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)])
    return typst.Compiler(root=str(_ROOM.parent), font_paths=fonts, ignore_system_fonts=True)


# --- which signs can be printed --------------------------------------------------------------------


def unprintable(text: str) -> str:
    """The signs of a text that the fonts do not have, each once, in order; empty where all can be printed."""
    return "".join(dict.fromkeys(sign for sign in text if not sign.isspace() and ord(sign) not in _signs()))


@cache
def _signs() -> frozenset[int]:
    """The signs that every one of the four faces has."""
    return frozenset.intersection(*(_signs_of(path.read_bytes()) for path in sorted(_FONTS.glob("*.ttf"))))


def _signs_of(font: bytes) -> frozenset[int]:
    """The characters of a TrueType font, from the segments (format 4) of its character map."""
    (tables,) = struct.unpack_from(">H", font, 4)
    directory = (struct.unpack_from(">4sLLL", font, 12 + 16 * number) for number in range(tables))
    cmap = next(offset for tag, _sum, offset, _length in directory if tag == b"cmap")
    (maps,) = struct.unpack_from(">H", font, cmap + 2)
    subtables = (struct.unpack_from(">HHL", font, cmap + 4 + 8 * number) for number in range(maps))
    start = next(cmap + offset for platform, encoding, offset in subtables if (platform, encoding) == (3, 1))
    (twice,) = struct.unpack_from(">H", font, start + 6)
    segments = twice // 2
    ends = struct.unpack_from(f">{segments}H", font, start + 14)
    begins = struct.unpack_from(f">{segments}H", font, start + 16 + twice)
    return frozenset(code for first, last in zip(begins, ends, strict=True) for code in range(first, last + 1))
