"""Does every PDF that the system makes keep the rules for those who cannot see it, and is none forgotten?

What Typst sets is PDF/UA-1 and PDF/A-2a, or it is not made; each of its templates goes through a validator that is not
its own. What is bound or drawn from the pages of others says of itself only what is true.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from redress import policies
from redress.correspondence.making import layouts, on_letterhead
from redress.design import paper
from redress.design.parts import Heading, Items, Note, Terms, Words
from redress.records.bundling import book
from redress.records.redaction import redacted_pdf
from redress.records.whose_paper import look_of
from tests import pdf_rules
from tests.rooms.test_redaction import OVER, plain

ROOM = Path(paper.__file__).parents[1]

#: Who has a PDF set, and where it goes through the validator. Here: of the same parts as theirs.
SET_BY = {
    "correspondence/making/on_letterhead.py": "test_letters_printed, test_letter_formats",
    "records/bundling/book.py": "test_bundles",
    "intake/papers/printed.py": "test_public_papers",
    "casework/who_can_help.py": "test_casework_helpers",
    "correspondence/post/sheets.py": "here",
    "intake/copies.py": "here",
    "records/redaction_schedule.py": "here",
    "records/redaction_sources.py": "here",
    "demonstration/redacted.py": "here",
}

#: Who makes a file of pages that are there, and what of it is shown where.
BOUND_BY = {
    "records/bundling/book.py": "test_bundles: every page is tagged, and what is ours alone is PDF/UA",
    "records/redacting/writing.py": "here: what is left can be read aloud",
    "correspondence/post/pages.py": "for the printer: test_print_batches",
    "correspondence/post/sheets.py": "for the printer: test_print_batches",
    "arrivals/post/sheets.py": "what came by post, as it was scanned: test_arrivals_post",
    "demonstration/paper_mail.py": "what a scanner would have made",
}


def those_who_call(*names: str) -> set[str]:
    """The modules in which one of these names stands before a bracket."""
    called = re.compile(rf"\b({'|'.join(map(re.escape, names))})\(")
    modules = (path for path in ROOM.rglob("*.py") if path != Path(paper.__file__))
    return {str(path.relative_to(ROOM)) for path in modules if called.search(path.read_text())}


def test_no_pdf_is_made_that_is_not_looked_at() -> None:
    assert those_who_call("paper.pdf", "paper.document") == set(SET_BY)
    assert those_who_call("pikepdf.new", "pikepdf.Pdf.new") == set(BOUND_BY)
    templates = {f"/{path.relative_to(ROOM)}" for path in ROOM.rglob("*.typ") if "#show: sheet" in path.read_text()}
    assert templates == {paper.DOCUMENT, on_letterhead.TEMPLATE, layouts.EASY, layouts.BOTH, book.TEMPLATE}


@pytest.mark.django_db
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_sheets_copies_and_lists_keep_every_rule_that_a_machine_can_check(tmp_path: Path, council: str) -> None:
    """The sheet on top of a batch, the copy of a complaint, the list of what was removed, a text that is printed."""
    parts = (
        Terms((("Made", "1 June 2026"), ("Your own words", "The bins.\n\nNobody came. " + "It goes on. " * 300))),
        Note("Print on both sides."),
        Heading("Letters in their order"),
        Items(("DBC-2026-0001, letter 1", "DBC-2026-0002, letter 2"), numbered=True),
        Words("Posted on: ______________________________"),
    )
    policies.current(council)
    file = tmp_path / "sheet.pdf"
    file.write_bytes(
        paper.document(
            parts, look=look_of(council), title="Batch 1", lang="en-GB", page_of="Page {page} of {pages}", personal=True
        )
    )
    assert pdf_rules.broken(file) == []


def test_a_redacted_document_is_tagged_and_claims_no_more_than_is_true(tmp_path: Path) -> None:
    """Its pages are pictures with the words that are left: nobody can claim that these say all."""
    file = tmp_path / "redacted.pdf"
    file.write_bytes(redacted_pdf(plain(), [OVER], title="Redacted document 7"))
    unclaimed = ("PDFUA1-ID-", "PDFA2A-ID-", "PDFA2A-DEVICE-")
    assert [line for line in pdf_rules.broken(file) if not line[1:].startswith(unclaimed)] == []
