"""What is wrong in a policy file, on which line, and how is it said to a policy officer?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

#: How alike two words must be before one is offered for the other.
_ALIKE = 0.7


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One mistake: the line it stands on, the key it is about, and a sentence that says what to do."""

    line: int
    key: str
    sentence: str

    def __str__(self) -> str:
        where = f"Line {self.line}" + (f", {self.key}" if self.key else "")
        return f"{where}: {self.sentence}"


class PolicyMistakes(ValueError):
    """A policy file that cannot be used; ``mistakes`` holds every one of them, in the order of the file."""

    def __init__(self, path: Path, mistakes: Iterable[Mistake]) -> None:
        self.path = path
        self.mistakes = tuple(sorted(set(mistakes)))
        count = "1 mistake" if len(self.mistakes) == 1 else f"{len(self.mistakes)} mistakes"
        super().__init__("\n".join([f"{path.name} cannot be used: {count}.", *map(str, self.mistakes)]))


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or nothing."""
    found = get_close_matches(word.lower(), list(known), n=1, cutoff=_ALIKE)
    return found[0] if found else ""


def did_you_mean(word: str, known: Iterable[str], *, otherwise: str) -> str:
    """The end of a sentence about an unknown word: the word that was probably meant, or all there are.

    ``otherwise`` names what the known words are, for example “The roles are”.
    """
    known = list(known)
    meant = nearest(word, known)
    if meant:
        return f" Did you mean '{meant}'?"
    return f" {otherwise}: {', '.join(known)}." if known else ""
