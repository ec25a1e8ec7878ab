"""How do the dates that a letter prints become those of today, and which are written so that they cannot?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from redress.correspondence.blocks import Paragraph, Section, Sheet
from redress.correspondence.checking.dates import Mention, mentions
from redress.correspondence.contents import in_words


def renewed(sheet: Sheet, moved: Mapping[date, date]) -> Sheet:
    """A sheet with another day wherever it prints one that moved, all at once, in the language that is active."""
    words = {in_words(before): in_words(after) for before, after in moved.items()}
    return replace(
        sheet,
        subject=_text(sheet.subject, words),
        opening=_parts(sheet.opening, words),
        sections=tuple(_section(each, words) for each in sheet.sections),
        closing=_parts(sheet.closing, words),
    )


def left_over(sheet: Sheet, moved: Mapping[date, date], *, near: date) -> Iterator[Mention]:
    """Where it names a day that moved in other words than those printed; ``near`` is the day of the letter."""
    printed = dict.fromkeys(map(in_words, moved), "\n")
    for text in _texts(sheet) if moved else ():
        for mention in mentions(_text(text, printed), near=near):
            if mention.day in moved:
                yield mention


def _texts(sheet: Sheet) -> Iterator[str]:
    yield sheet.subject
    parts = [*sheet.opening, *sheet.closing]
    for section in sheet.sections:
        yield section.heading
        parts += section.parts
    for part in parts:
        yield part.text


def _section(section: Section, words: Mapping[str, str]) -> Section:
    return replace(section, heading=_text(section.heading, words), parts=_parts(section.parts, words))


def _parts(parts: Iterable[Paragraph], words: Mapping[str, str]) -> tuple[Paragraph, ...]:
    return tuple(replace(part, text=_text(part.text, words)) for part in parts)


def _text(text: str, words: Mapping[str, str]) -> str:
    """In one pass: what has become another day is not taken for one that moved itself."""
    if not words:
        return text
    return re.sub("|".join(map(re.escape, words)), lambda found: words[found.group()], text)
