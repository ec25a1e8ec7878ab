"""How does a document of the case stand in a bundle: its pages, a picture on a page, or a slip that tells of it?"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import IO

import pikepdf
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from redress.correspondence.blocks import paragraphs
from redress.design.parts import Heading, Part, Terms, Words
from redress.design.templatetags.design import long_date
from redress.records import redaction, watermark
from redress.records.bundling.book import as_pages
from redress.records.bundling.items import Item, Original
from redress.records.models import Document, Party
from redress.records.redaction_models import Redaction
from redress.rules import phrases

WHY = {
    "locked": gettext_lazy("The file is locked with a password, so its pages cannot be shown here."),
    "broken": gettext_lazy("The file is damaged, so its pages cannot be shown here."),
    "no-pages": gettext_lazy("The file has no pages."),
    "unprintable": gettext_lazy("It has signs that we cannot print."),
    "other-kind": gettext_lazy("A file of this kind has no pages that could be shown here."),
}

REDACTION, MARKED = "redaction", "marked confidential"
_PICTURES = {"image/jpeg", "image/png", "image/webp", "image/tiff"}
_LONGEST_TEXT = 200_000


def whole(document: Document) -> Item:
    """A document as it is kept: its pages among those of the bundle, and its original in the archive."""
    opened = partial(default_storage.open, document.stored_as)
    name = document.name
    original = Original(
        name=name, opened=opened, what="document", record=f"document:{document.pk}", digest=document.digest
    )
    day = timezone.localdate(document.created_at)
    said = _told(document)
    if document.media_type == "application/pdf":
        return Item(name=name, day=day, pages=opened, original=original, slip=partial(_slip, document))
    if document.media_type in _PICTURES:
        alt = _("Picture: %(name)s, put on the case on %(day)s") % {"name": name, "day": long_date(day)}
        pictures = partial(_sheets, opened)
        slip = partial(_slip, document)
        return Item(name=name, day=day, said=said, pictures=pictures, alt=alt, original=original, slip=slip)
    if document.media_type == "text/plain":
        return Item(name=name, day=day, said=(*said, *_typed(opened)), original=original)
    return Item(name=name, day=day, said=_slip(document, "other-kind"), original=original)


def redacted(document: Document, version: Version, *, named: bool) -> Item:
    """The approved redacted version of a document in place of it: nothing of the original comes along.

    Where it is not to be ``named``, neither does its name, which may tell of somebody. Which version it was is noted in
    the manifest and with the bundle, for it may be withdrawn later.
    """
    stem = (document.name.rpartition(".")[0] or document.name) if named else _("Document %(n)s") % {"n": document.pk}
    name = _("%(name)s, redacted") % {"name": stem}
    return Item(
        name=name,
        day=timezone.localdate(document.created_at),
        pages=lambda: io.BytesIO(version.content),
        slip=partial(_slip, document),
        original=Original(
            name=f"{name}.pdf",
            opened=lambda: io.BytesIO(version.content),
            what="redacted document",
            record=f"{REDACTION}:{version.of.pk}",
            digest=version.of.result_digest,
        ),
    )


def confidential(document: Document, version: Version | None = None) -> Item:
    """A document, or a redacted version of it, with the mark on every page, in the bundle and in the archive.

    Never without it: where its pages cannot be marked, a slip says so and the file stays here.
    """
    item = redacted(document, version, named=True) if version else whole(document)
    if version is None and not opens(document):
        return Item(name=item.name, day=item.day, said=(*_told(document), Words(str(WHY["locked"]))))
    assert item.original is not None
    media_type = "application/pdf" if version else document.media_type
    opened = partial(_marked, item.original.opened, media_type)
    what, record = f"{item.original.what}, {MARKED}", item.original.record if version else ""
    return replace(item, original=Original(name=item.original.name, opened=opened, what=what, record=record))


def _marked(opened: Callable[[], IO[bytes]], media_type: str) -> IO[bytes]:
    with opened() as stored:
        return io.BytesIO(watermark.marked(stored.read(), media_type))


def opens(document: Document) -> bool:
    """Whether the pages of a document can be had: it is no PDF, or one that is neither locked nor damaged."""
    if document.media_type != "application/pdf":
        return True
    try:
        with default_storage.open(document.stored_as) as stored, pikepdf.open(stored):
            return True
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return False


def not_included(document: Document) -> Item:
    """A slip in place of a document that must be redacted first, and of which no redacted version holds."""
    why = _("It must be redacted before it leaves, and there is no approved redacted version. It is not included.")
    return Item(name=document.name, day=timezone.localdate(document.created_at), said=(*_told(document), Words(why)))


@dataclass(frozen=True, slots=True)
class Version:
    """An approved redacted version of a document: the redaction, and its file."""

    of: Redaction
    content: bytes


def approved(document: Document, readers: Sequence[Party] = ()) -> Version | None:
    """The approved redacted version of a document for anybody, or for these readers; or none."""
    for reader in readers or ("",):
        content, of = redaction.redacted_copy(document, reader=reader), redaction.approved_of(document, reader=reader)
        if content is not None and of is not None:
            return Version(of, content)
    return None


def redactions_in(items: Iterable[Item]) -> list[int]:
    """The numbers of the redactions whose versions are among these items."""
    records = (each.original.record for each in items if each.original)
    return [int(record.partition(":")[2]) for record in records if record.startswith(f"{REDACTION}:")]


def _told(document: Document) -> tuple[Part, ...]:
    who = phrases.said(phrases.PARTS, document.by_kind, _)
    facts = (
        (_("Put on the case"), long_date(document.created_at)),
        (_("By"), who[:1].upper() + who[1:]),
        (_("Digest on record"), document.digest),
    )
    return (Heading(document.name), Terms(tuple((name, said) for name, said in facts if said)))


def _slip(document: Document, code: str) -> tuple[Part, ...]:
    return (
        *_told(document),
        Words(str(WHY[code])),
        Words(_("The file itself is in the archive that belongs to this bundle, in the folder “documents”.")),
    )


def _typed(opened: partial[IO[bytes]]) -> tuple[Part, ...]:
    with opened() as stored:
        content = stored.read(_LONGEST_TEXT)
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        try:
            return tuple(Words(each.text) for each in paragraphs(content.decode(encoding)))
        except UnicodeDecodeError:
            continue
    return (Words(str(WHY["broken"])),)


def _sheets(opened: partial[IO[bytes]]) -> list[bytes]:
    with opened() as stored:
        return as_pages(stored.read())
