"""Is every letter of both councils the same words and the same structure in every format?

``REDRESS_WRITE_GOLDEN=1`` writes the files afresh: read them then.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
from collections import Counter
from pathlib import Path

import pikepdf
import pytest

from redress.design import paper
from redress.design.paper import PRINTS
from tests.rooms import letter_outlines
from tests.rooms.letter_cases import LETTERS
from tests.rooms.letter_outlines import composed, in_layout, of_pdf, outline, pdf
from tests.tools import programme

GOLDEN = Path(__file__).parent / "golden" / "formats"
WRITE, PICTURES = "REDRESS_WRITE_GOLDEN", "REDRESS_PICTURES"
SCREENSHOTS = Path(__file__).resolve().parents[2] / "screenshots" / "pages-of-letters"

#: What a heading of a section begins with.
MARKS = {"html": "h2: ", "pdf": "H1: ", "docx": "Heading1: ", "braille": "Heading 2: "}

#: Where a letter in standard print names its reader, and where its own words begin: before that is the letterhead.
READER, BODY = 3, 4

pytestmark = pytest.mark.django_db


def told(council: str, format: str) -> str:
    """Every letter of a council in a format, under its name."""
    parts = []
    for where, kind, variant in LETTERS:
        if where == council:
            name = f"{kind}, {variant}" if variant else kind
            parts.append("\n".join((f"== {name}", *outline(format, council, kind, variant))))
    return "\n\n".join(parts) + "\n"


@pytest.mark.parametrize("format", ["html", "pdf", "easy-read", "both-languages", "docx", "braille"])
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_every_letter_is_the_same_words_and_structure_as_it_was(council: str, format: str) -> None:
    path, now = GOLDEN / f"{council}.{format}.txt", told(council, format)
    if os.environ.get(WRITE):
        GOLDEN.mkdir(parents=True, exist_ok=True)
        path.write_text(now)
    assert now == path.read_text()


@pytest.mark.parametrize("size", [each.size for each in PRINTS.values() if each.size > 14])
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_every_letter_in_larger_print_is_the_same_words_and_structure_and_is_larger(
    council: str, size: paper.Size, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The golden files of the standard print are those of the larger ones too; only the letterhead lies otherwise."""
    monkeypatch.setattr(letter_outlines, "SHOWN", 0)  # a long address is broken elsewhere
    for where, kind, variant in LETTERS:
        if where == council:
            standard, larger = (list(of_pdf(pdf(council, kind, variant, each))) for each in (14, size))
            assert larger[BODY:] == standard[BODY:], kind
            assert standard[READER] in larger[:BODY]
    with pikepdf.open(io.BytesIO(pdf(council, "stage-one-response", "upheld", size))) as opened:
        set_in = Counter(
            float(each)
            for page in opened.pages
            for each in re.findall(rb"/\w+ ([\d.]+) Tf", page.Contents.read_bytes())
        )
    assert set_in.most_common(1)[0][0] == size


@pytest.mark.parametrize("format", ["14", "18", "24", "easy-read", "both-languages"])
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_poppler_opens_every_kind_of_print_with_its_tree_headings_language_and_title(
    tmp_path: Path, council: str, format: str
) -> None:
    letter, file = (council, "stage-one-response", "upheld"), tmp_path / "letter.pdf"
    file.write_bytes(pdf(*letter, int(format)) if format.isdecimal() else in_layout(format, *letter))
    told, tree = (_asked("pdfinfo", *how, str(file)) for how in ((), ("-struct-text",)))
    if PICTURES in os.environ:
        _draw(file, f"letter-{council}-{format}")
    sheet = composed(*letter).sheet
    assert re.search(r"Tagged: +yes", told)
    assert re.search(rf"Title: +{re.escape(sheet.subject)}\n", told)
    headings = {
        section.question or section.heading if format == "easy-read" else section.heading for section in sheet.sections
    }
    assert len(re.findall(r"^ *H1\b", tree, re.MULTILINE)) >= len(headings)
    read = "".join(_asked("pdftotext", str(file), "-").split())
    said = "".join("".join(re.findall(r'^ +"(.*)"$', tree, re.MULTILINE)).split())
    for section in sheet.sections:
        for part in section.parts:
            first = "".join(part.text.split()[:3])
            assert first in said, (section.id, first)
            assert first in read, (section.id, first)
    with pikepdf.open(file) as opened:
        assert str(opened.Root.Lang) == "en-GB"


def _draw(file: Path, name: str) -> None:
    """A picture of every page, in the folder of screenshots, to be looked at."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    _asked("pdftoppm", "-r", "60", "-png", str(file), str(SCREENSHOTS / name))


def _asked(name: str, *words: str) -> str:
    said = subprocess.run([programme(name), *words], capture_output=True, text=True, check=True, errors="replace")
    return said.stdout


@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_every_letter_has_its_headings_in_every_format(council: str) -> None:
    """Whatever stands in the golden files: no format may lose a heading of the sheet, or move one."""
    for where, kind, variant in LETTERS:
        if where != council:
            continue
        headings = [section.heading for section in composed(council, kind, variant).sheet.sections]
        for format, mark in MARKS.items():
            lines = [line for line in outline(format, council, kind, variant) if line.startswith(mark)]
            assert len(lines) == len(headings), (kind, format)
            for line, heading in zip(lines, headings, strict=True):
                assert line.removeprefix(mark).split(" … ")[0] in " ".join(heading.split()), (kind, format)
