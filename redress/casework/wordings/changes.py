"""What do two wordings of a letter say differently, part by part and word by word?"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from redress.correspondence.wordings import Wording
from redress.rules.policy import Letter


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a comparison: the same in both, taken out (``del``) or put in (``ins``)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One part of the letter that reads differently, with its words before and after."""

    part: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def changes(letter: Letter, before: Wording, after: Wording) -> list[Change]:
    """The parts of a letter that two wordings word differently, in its order."""
    pairs = zip(_parts(letter, before), _parts(letter, after), strict=True)
    return [
        Change(name, *_compared(first, second))
        for (name, first), (_same, second) in pairs
        if first.strip() != second.strip()
    ]


def _parts(letter: Letter, wording: Wording) -> Iterator[tuple[str, str]]:
    """Every part with what it is called; what is not worded otherwise reads as the policy has it."""
    yield _("Subject"), wording.subject or letter.subject
    yield _("Opening words"), wording.opening
    for content in letter.contents:
        own, called = wording.content(content.id), {"heading": content.heading}
        yield _("Heading of “%(heading)s”") % called, own.heading or content.heading
        yield _("Words before “%(heading)s”") % called, own.before
        yield _("What the officer begins with in “%(heading)s”") % called, own.starter
    yield _("Closing words"), wording.closing


def _compared(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    first, second = re.findall(r"\s+|[^\s]+", before), re.findall(r"\s+|[^\s]+", after)
    old: list[Piece] = []
    new: list[Piece] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if b > a:
            old.append(Piece("same" if kind == "equal" else "del", "".join(first[a:b])))
        if d > c:
            new.append(Piece("same" if kind == "equal" else "ins", "".join(second[c:d])))
    return tuple(old), tuple(new)
