"""Where on a page is something, and does it meet something else?

All lengths are PDF points (72 to the inch), counted from the upper left corner of the page as a reader sees it: turned
the right way up and cut to what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

#: So near to a box a letter counts as under it: less than the gap between two lines of print.
NEAR = 0.5


class TooMuch(Exception):
    """More is on a page, or in one of its parts, than in any honest one."""


class Area(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    def meets(self, other: Area, near: float = 0.0) -> bool:
        """Whether the two have any part in common, or come as near to each other as that."""
        return (
            self.x0 - near < other.x1
            and other.x0 - near < self.x1
            and self.y0 - near < other.y1
            and other.y0 - near < self.y1
        )

    def with_(self, other: Area) -> Area:
        """The smallest rectangle that has both in it."""
        return Area(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    def wider(self, by: float) -> Area:
        """The same with so much more on every side."""
        return Area(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    @property
    def size(self) -> float:
        """Its surface in square points; nothing for one that is turned inside out."""
        return max(0.0, self.x1 - self.x0) * max(0.0, self.y1 - self.y0)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is seen on a page: its letters, where its ink is, and the line that it stands in."""

    text: str
    ink: Area
    line: Area

    def goes_on(self, letter: str, ink: Area, line: Area) -> Word:
        """The word with one more letter."""
        return replace(self, text=self.text + letter, ink=self.ink.with_(ink), line=self.line.with_(line))


def left_standing(words: Iterable[Word], boxes: Iterable[Area]) -> list[Word]:
    """The words of which no part is under a box. A word that a box touches goes as a whole."""
    over = list(boxes)
    return [word for word in words if not any(word.ink.meets(box, NEAR) for box in over)]
