"""Which known word was probably meant?"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """The end of a sentence about an unknown word: "; did you mean “received”?", or a full stop."""
    shown = {one.casefold(): one for one in reversed(list(known))}
    near = difflib.get_close_matches(written.casefold(), list(shown), n=1, cutoff=0.6)
    return f"; did you mean “{shown[near[0]]}”?" if near else "."


def nearest(written: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or the word as it was written."""
    return next(iter(difflib.get_close_matches(written.casefold(), list(known), n=1, cutoff=0.75)), written)
