"""How many pages a second are drawn and read, and written anew with boxes on them?

Run from the repository: .venv/bin/python bench/redaction.py [PAGES]
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import time
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

os.environ.setdefault("REDRESS_ENVIRONMENT", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redress.settings")
LINE = "The bins of Maria Kowalska were missed again, and the crew drove by without a word to anybody there."


def letter(pages: int) -> bytes:
    """A letter of full pages."""
    pdf = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    lines = "".join(f"BT /F1 10 Tf 50 {780 - 15 * number} Td ({number} {LINE}) Tj ET\n" for number in range(48))
    for _page in range(pages):
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, 595, 842]),
            Resources=Dictionary(Font=Dictionary(F1=font)),
            Contents=Stream(pdf, lines.encode()),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    made = io.BytesIO()
    pdf.save(made)
    return made.getvalue()


def main() -> None:
    """Look at a letter, then redact three lines of every page of it."""
    import django

    django.setup()
    from redress.records.redaction import Box, redacted_pdf, told

    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    data = letter(pages)
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        told("look", data, Path(folder), {}, kind="pdf")
        print(f"drawn and read: {pages / (time.perf_counter() - start):.1f} pages a second")
    boxes = [Box(page, 100, 60 + 90 * line, 300, 74 + 90 * line) for page in range(1, pages + 1) for line in range(3)]
    start = time.perf_counter()
    made = redacted_pdf(data, boxes)
    taken = time.perf_counter() - start
    print(f"redacted: {pages / taken:.1f} pages a second, {len(made) / pages / 1000:.0f} kB a page")


if __name__ == "__main__":
    main()
