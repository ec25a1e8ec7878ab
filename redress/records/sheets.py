"""How does a table leave the house as a file that no spreadsheet takes for a programme?"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

#: What a spreadsheet would take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BYTE_ORDER_MARK = "\ufeff"  # without it a widespread spreadsheet misreads letters with accents


def sheet(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table as CSV in UTF-8. A cell that looks like a formula begins with an apostrophe, and is text."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in (heading, *rows):
        writer.writerow([_harmless(cell) for cell in row])
    return (_BYTE_ORDER_MARK + out.getvalue()).encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
