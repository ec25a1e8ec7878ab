"""Which documents of a case went with a letter, and which were left out?"""

from __future__ import annotations

from collections.abc import Iterable

from redress.cases.models import Case
from redress.records.consents import Enclosed
from redress.records.models import Document, DocumentState, Mark

__all__ = ["Enclosed", "Mark"]


def to_choose_from(case: Case) -> list[Document]:
    """The checked files of a case, oldest first."""
    return list(Document.objects.filter(case=case, state=DocumentState.SAFE).order_by("id"))


def chosen(case: Case, letter: str, documents: Iterable[Document], going: Iterable[int], *, by: str) -> None:
    """Put on record which of these documents go with a letter and which do not, each with its mark as it was then."""
    goes = set(going)
    Enclosed.objects.bulk_create(
        [
            Enclosed(
                council_id=case.council_id,
                case=case,
                letter=letter,
                document=each,
                goes=each.pk in goes,
                mark=each.mark,
                by=by,
            )
            for each in documents
        ],
        ignore_conflicts=True,
    )


def with_letter(letter: str) -> list[Document]:
    """The documents that go with a letter, by its opaque id."""
    found = Enclosed.objects.filter(letter=letter, goes=True).select_related("document")
    return [each.document for each in found]


def considered_for(letter: str) -> list[Enclosed]:
    """Every document that was considered for a letter: what went, and what was left out."""
    return list(Enclosed.objects.filter(letter=letter).select_related("document"))


def mark(document: Document, how: str, *, redact_first: bool = False) -> None:
    """Mark a document as not necessary or confidential, or take the mark off. ValueError for another mark.

    ``redact_first``: it may leave the council only in a redacted version.
    """
    if how not in ("", *Mark.values):
        raise ValueError(how)
    document.mark, document.redact_first = how, redact_first
    document.save(update_fields=["mark", "redact_first"])
