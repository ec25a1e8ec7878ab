"""How does a letter become plain words from which a Braille transcriber works?

Transcribers set lines and contractions by programme, and need the words bare: one paragraph to a line, an empty line
between, every heading and paragraph of another language marked in words in square brackets, no lines drawn with
hyphens, and no sign that a Braille table lacks. UTF-8 without a byte order mark, as their programmes read it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from django.utils import translation

from redress.correspondence.blocks import Paragraph, Section, Sheet
from redress.correspondence.making.on_letterhead import said_around

#: What typography writes, as a keyboard has it.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("•·▪◦‣", "-"),
        **dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\t", " "),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"),
        "…": "...",
        "×": "x",
    }
)
_KEPT_SIGNS = "£€§°½¼¾"


def braille_text(sheet: Sheet) -> bytes:
    """The letter for a transcriber: see the module."""
    with translation.override(sheet.lang):
        return ("\n\n".join(plain(block) for block in _blocks(sheet) if block) + "\n").encode()


def plain(text: str) -> str:
    """Words with nothing in them that a Braille table lacks; another sign stands as its name in square brackets."""
    told = unicodedata.normalize("NFC", text).translate(_PLAIN)
    return "".join(sign if _is_known(sign) else _named(sign) for sign in told)


def _is_known(sign: str) -> bool:
    return (
        sign in "\n "
        or sign.isalnum()
        or (sign.isascii() and sign.isprintable())
        or sign in _KEPT_SIGNS
        or _joins(sign)
    )


def _joins(sign: str) -> bool:
    return unicodedata.category(sign) == "Mn"  # a mark above or below the letter before it


def _named(sign: str) -> str:
    name = unicodedata.name(sign, "").casefold()
    return f"[{name}]" if name else ""


def _blocks(sheet: Sheet) -> Iterator[str]:
    said = said_around(sheet)
    yield f"{sheet.council}\n{said['reference']}\n{sheet.date}"
    yield "\n".join((sheet.name, *sheet.address)) if sheet.address else ""
    yield said["greeting"]
    yield _heading(1, sheet.subject)
    yield from said["notes"]
    yield from _told(sheet.opening)
    yield from _sections(sheet.sections, 2)
    yield from _told(sheet.closing)
    yield said["farewell"]
    yield "\n".join(sheet.signed)
    yield from said["after"]
    if sheet.translation.parts:
        yield _heading(2, said["translated"])
        yield from _told(sheet.translation.parts)
    if sheet.easy_read:
        yield _heading(2, said["easy"])
        yield from _sections(sheet.easy_read, 3)


def _sections(sections: Iterable[Section], level: int) -> Iterator[str]:
    for section in sections:
        yield _heading(level, section.heading) if section.heading else ""
        yield from _told(section.parts, level)


def _told(parts: Iterable[Paragraph], level: int = 2) -> Iterator[str]:
    for part in parts:
        yield _heading(level + part.level, part.text) if part.level else part.text


def _heading(level: int, text: str) -> str:
    return f"[Heading {level}] {text}"
