"""Which words stand in a later text that did not stand in an earlier one, and which no longer?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words in a row that stay, were added or were taken away; blanks and line ends are kept as they were."""

    kind: Literal["same", "added", "gone"]
    text: str


def changes(before: str, after: str) -> tuple[Stretch, ...]:
    """The two texts as one row of stretches: what went stands before what came in its place."""
    return tuple(_stretches(before.replace("\r\n", "\n"), after.replace("\r\n", "\n")))


def _stretches(before: str, after: str) -> Iterator[Stretch]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    for how, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            yield Stretch("same", "".join(old[old_from:old_to]))
            continue
        if old_to > old_from:
            yield Stretch("gone", "".join(old[old_from:old_to]))
        if new_to > new_from:
            yield Stretch("added", "".join(new[new_from:new_to]))
