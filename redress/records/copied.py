"""Which words of a text stand in a note that only staff read?

Whoever asks learns nothing of the notes but what stands in the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from redress.cases.models import Case
from redress.records.internal import notes_of

#: A note of fewer words could stand anywhere by chance.
SHORTEST_NOTE = 4

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def copied_from_notes(
    case: Case, text: str, *, also_in: Iterable[str], least: int, and_of: Iterable[str] = ()
) -> tuple[str, ...]:
    """The runs of at least so many words that a text shares with the notes of a case, as they stand in the text.

    A shorter note counts where the whole of it is there. What also stands elsewhere, such as in the complainant's own
    words, is not copied from a note. ``and_of``: what else only staff read. One query.
    """
    notes, known = [*(note.text for note in notes_of(case)), *and_of], tuple(also_in)
    runs = shared_runs(text, notes, least=least, but=_shingles(known, least)) if notes else ()
    short = [(note, len(_WORD.findall(note))) for note in notes]
    for note, length in short:
        if SHORTEST_NOTE <= length < least:
            runs += shared_runs(text, [note], least=length, but=_shingles(known, length))
    return tuple(dict.fromkeys(runs))


def shared_runs(
    text: str, others: Iterable[str], *, least: int, but: Iterable[tuple[str, ...]] = ()
) -> tuple[str, ...]:
    """The longest runs of at least ``least`` words that stand in one of the others too, without the runs ``but``.

    Capitals, marks and line ends make no difference. Each run once, in order.
    """
    wanted = _shingles(others, least) - set(but)
    found = list(_WORD.finditer(text))
    words = [_plain(match.group()) for match in found]
    runs: list[list[int]] = []
    for at in range(len(words) - least + 1):
        if tuple(words[at : at + least]) in wanted:
            if runs and at < runs[-1][1]:
                runs[-1][1] = at + least
            else:
                runs.append([at, at + least])
    return tuple(dict.fromkeys(text[found[begin].start() : found[end - 1].end()] for begin, end in runs))


def _shingles(texts: Iterable[str], length: int) -> set[tuple[str, ...]]:
    """Every run of so many words of some texts."""
    split = ([_plain(match.group()) for match in _WORD.finditer(text)] for text in texts)
    return {tuple(words[at : at + length]) for words in split for at in range(len(words) - length + 1)}


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")
