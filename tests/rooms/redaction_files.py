"""Which PDFs do the tests of redaction take something out of, and what can be read of a PDF by any means?"""

from __future__ import annotations

import io
import re
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Array, Dictionary, Name, Stream, String

from redress.cases.models import Case
from redress.records import documents
from redress.records.models import Document
from tests.tools import programme

SIZE = (595, 842)


def a_pdf(*contents: str | bytes, font: Dictionary | None = None) -> pikepdf.Pdf:
    """A PDF whose pages have these content streams; /F1 is Helvetica."""
    pdf = pikepdf.new()
    used = pdf.make_indirect(
        font or Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    for content in contents:
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, *SIZE]),
            Resources=Dictionary(Font=Dictionary(F1=used), XObject=Dictionary()),
            Contents=Stream(pdf, content if isinstance(content, bytes) else content.encode("cp1252")),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf


def saved(pdf: pikepdf.Pdf, **how: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **how)
    return out.getvalue()


def said(text: str, x: float = 72, y: float = 700, size: float = 14, *, before: str = "") -> str:
    """A content stream that writes a line; y from the bottom of the page."""
    return f"BT {before} /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n"


def text_of(data: bytes, tmp: Path) -> str:
    """What pdftotext reads."""
    path = tmp / "read.pdf"
    path.write_bytes(data)
    done = subprocess.run([programme("pdftotext"), "-raw", str(path), "-"], capture_output=True, text=True, check=True)
    assert done.stderr == "", done.stderr
    return done.stdout


def seen_by_pdfium(data: bytes) -> str:
    with pdfium.PdfDocument(data) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def every_byte(data: bytes) -> Iterator[bytes]:
    """The file itself, every stream of it unpacked by hand and by qpdf, and every string of every object."""
    yield data
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        yield found.group(1)
        try:
            yield zlib.decompressobj().decompress(found.group(1))
        except zlib.error:
            continue
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in pdf.objects:
            yield from _strings(each)
            if isinstance(each, Stream) and each.get("/Subtype") != Name.Image:
                yield each.read_bytes()


def _strings(thing: object, depth: int = 0) -> Iterator[bytes]:
    if depth > 6:
        return
    if isinstance(thing, String):
        yield bytes(thing)
        yield str(thing).encode()
    elif isinstance(thing, Array):
        for each in thing:
            yield from _strings(each, depth + 1)
    elif isinstance(thing, Dictionary | Stream):
        for name, value in thing.items():
            yield str(name).encode()
            if not isinstance(value, Dictionary | Stream):
                yield from _strings(value, depth + 1)


def ways_of_writing(word: str) -> list[bytes]:
    """A word as it may stand in a file: plain, in UTF-16, in hexadecimal, in either case."""
    plain, wide = word.encode("cp1252", "replace"), word.encode("utf-16-be")
    ways = [plain, wide, word.encode("utf-16-le"), plain.hex().encode(), wide.hex().encode()]
    return [*ways, plain.hex().upper().encode(), wide.hex().upper().encode()]


def on_the_case(case: Case, content: bytes, name: str = "letter.pdf", media_type: str = "application/pdf") -> Document:
    """A checked file on a case."""
    return Document.objects.create(
        council_id=case.council_id,
        case=case,
        name=name,
        extension=name.rpartition(".")[2],
        size=len(content),
        stored_as=documents.stored_for_good(content),
        state="safe",
        media_type=media_type,
        by_kind="staff",
        by="staff:1",
    )
