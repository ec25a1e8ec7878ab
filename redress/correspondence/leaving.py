"""As which file does a document leave the council with a letter? As it is, or redacted where it must be."""

from __future__ import annotations

from dataclasses import dataclass

from redress.correspondence.transports import Undeliverable
from redress.records import documents, redaction
from redress.records.models import Document, Party


class MustBeRedacted(Undeliverable):
    """The document may leave only in a redacted version, and there is none that holds."""

    def __init__(self) -> None:
        super().__init__("must-be-redacted")


@dataclass(frozen=True, slots=True)
class Leaving:
    """A document as it leaves: its name, its bytes and what they are."""

    name: str
    content: bytes
    media_type: str


def as_it_leaves(document: Document, reader: Party) -> Leaving:
    """The file that goes to this reader. Raises :class:`MustBeRedacted` and ``NotToBeOpened`` of the documents."""
    if not document.redact_first:
        return Leaving(document.name, documents.content_of(document), document.media_type)
    redacted = redaction.redacted_copy(document, reader=reader)
    if redacted is None:
        raise MustBeRedacted
    stem = document.name.rpartition(".")[0] or document.name
    return Leaving(f"{stem}.pdf", redacted, "application/pdf")
