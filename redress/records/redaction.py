"""What of a document may leave the council, once what must not be read has truly been taken out?

Words under a black bar can still be copied, so nothing is covered here. A redacted document is written anew
(:mod:`redress.records.redacting`): every page is a picture, drawn as a reader sees it, in which the boxes are painted;
over it stand, unseen, the words that can still be read in that picture. No object of the old file comes into the new
one: no layer, note, field, attachment, script, earlier version or hidden text can come along.

It is done in a process of its own with limits, because a document comes from outside.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _

from redress.records.models import Document, Party
from redress.records.redacting import apart
from redress.records.redaction_models import Redaction, RedactionState
from redress.records.seals import salted_digest

LANGUAGE = "en-GB"

TROUBLES = {
    "is-locked": _("It is locked with a password. Put a copy without one on the case."),
    "too-many-pages": _("It has more pages than can be redacted at once. Put it on the case in smaller parts."),
    "too-large-inside": _("A page of it is far larger than a sheet of paper, or has far too much on it."),
    "took-too-long": _("Reading it took too long. Print it to a new PDF, and put that on the case."),
    "cannot-be-read": _("It is damaged, or is not what its name says. Save it again as a PDF."),
    "not-this-kind": _("A file of this kind has no fixed pages. Save it as a PDF, and put that on the case."),
    "signs-lacking": _("It has letters that we cannot print. Save it as a PDF, and put that on the case."),
    "not-managed": _("This is our fault, and it has been recorded. Try again, or ask whoever runs this service."),
    "not-removed": _("Something that should be gone was still to be read, so the result was destroyed."),
}


class CannotBeRedacted(Exception):
    """This cannot be redacted here: ``code`` is one of :data:`TROUBLES`, and the message its sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(str(TROUBLES[code]))
        self.code = code


@dataclass(frozen=True, slots=True)
class Box:
    """What is taken out: a rectangle on a page.

    ``page`` is counted from 1. The rest is in PDF points (72 to the inch) from the upper left corner of the page as a
    reader sees it, turned the right way up and cut to what is shown: left, top, right, bottom. ``mark`` is printed in
    white on the box where there is room, such as "s.40".
    """

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    mark: str = ""


def redacted_pdf(
    data: bytes, boxes: Iterable[Box], *, kind: str = "pdf", title: str = "", lang: str = LANGUAGE
) -> bytes:
    """The PDF (or picture: ``kind`` jpg, png, webp or tiff) without what the boxes cover, as a new PDF.

    The same data and boxes give the same bytes. Takes seconds for each page: not for a request of a browser. Raises
    :class:`CannotBeRedacted`.
    """
    with tempfile.TemporaryDirectory(prefix="redaction-") as made:
        return made_without(data, boxes, Path(made), kind=kind, title=title, lang=lang).pdf


@dataclass(frozen=True, slots=True)
class Made:
    """A redacted document: its PDF, pictures of its pages for the screen, and the words left on each."""

    pdf: bytes
    pictures: list[Path]
    words: list[list[str]]


def made_without(
    data: bytes,
    boxes: Iterable[Box],
    folder: Path,
    *,
    kind: str = "pdf",
    title: str = "",
    lang: str = LANGUAGE,
    renew: Callable[[], object] = lambda: None,
) -> Made:
    """As :func:`redacted_pdf`, with the pictures in a folder of the caller; ``renew`` is called after each page."""
    wanted = [(box.page, box.x0, box.y0, box.x1, box.y1, box.mark) for box in boxes]
    asked = {"boxes": wanted, "title": title or str(_("Redacted document")), "lang": lang}
    lines = told("redact", data, folder, asked, kind=kind, renew=renew)
    if not lines or "done" not in lines[-1]:
        raise CannotBeRedacted("cannot-be-read")
    pages = lines[:-1]
    pictures = [folder / f"{line['page']}.png" for line in pages]
    return Made((folder / "result.pdf").read_bytes(), pictures, [line["words"] for line in pages])


def told(
    command: str,
    data: bytes,
    folder: Path,
    asked: dict[str, Any],
    *,
    kind: str,
    renew: Callable[[], object] = lambda: None,
) -> list[dict[str, Any]]:
    """What the process apart says of a document, a line for each page. Raises :class:`CannotBeRedacted`."""
    source = folder / "source"
    source.write_bytes(data)
    given = {**asked, "kind": kind, "reader": reader(), "languages": settings.READING_LANGUAGES}
    lines = []
    try:
        for line in apart.lines_of(command, source, folder, given):
            lines.append(line)
            renew()
    except apart.CannotBeRead as trouble:
        raise CannotBeRedacted(trouble.code) from None
    return lines


def reader() -> str:
    """The path of the programme that reads pictures; nothing where there is none, or reading is switched off."""
    wanted: str = settings.READING_PROGRAMME
    return (shutil.which(wanted) or "") if wanted else ""


# --- what may leave ------------------------------------------------------------------------------


def redacted_copy(document: Document, *, reader: Party | str = "") -> bytes | None:
    """The approved redacted version of a document, always a PDF; none where there is none that holds.

    It holds no longer when the document is another than the one it was made of, or when its own file is.
    ``reader`` as in :func:`approved_of`.
    """
    approved = approved_of(document, reader=reader)
    if approved is None or not default_storage.exists(document.stored_as):
        return None
    if salted_digest(approved.salt, _read(document.stored_as)) != approved.original_digest:
        return None
    result = _read(approved.result_as)
    return result if salted_digest(approved.salt, result) == approved.result_digest else None


def approved_of(document: Document, *, reader: Party | str = "") -> Redaction | None:
    """The redaction of a document that was approved last, if it is of the file that the document is now.

    What was left in for one person to read is for nobody else: without a ``reader`` (a party, or their opaque id) only
    what is meant for everybody is taken.
    """
    theirs = reader if isinstance(reader, str) else reader.actor_id
    approved = Redaction.objects.filter(document=document, state=RedactionState.APPROVED, meant_for__in=["", theirs])
    last = approved.order_by("-id").first()
    return last if last is not None and not is_stale(last, document) else None


def last_reader(document: Document) -> str:
    """For whom the redaction that was approved last is meant, as an opaque id; nothing for everybody."""
    approved = Redaction.objects.filter(document=document, state=RedactionState.APPROVED).order_by("-id")
    return approved.values_list("meant_for", flat=True).first() or ""


def is_stale(redaction: Redaction, document: Document) -> bool:
    """Whether the document is another file now than the one that was redacted."""
    return redaction.original_as != document.stored_as


def needs_redaction(document: Document) -> bool:
    """Whether a document may not leave the council as it is: it is marked so, and no redacted version is approved."""
    return document.redact_first and approved_of(document) is None


def title_of(redaction: Redaction) -> str:
    """What the new file is called within: never what the old one was, which may name somebody."""
    return str(_("Redacted document %(number)s")) % {"number": redaction.document_id}


def _read(stored_as: str) -> bytes:
    with default_storage.open(stored_as) as stored:
        content: bytes = stored.read()
    return content
