"""Which pages has a document that is to be redacted, where it is not a PDF already?

A picture is drawn as it is. A text and an e-mail are printed first, word for word. Anything else has no fixed pages,
and whoever wants it redacted is told to save it as a PDF.
"""

from __future__ import annotations

from email import policy as rules_of_mail
from email.message import EmailMessage
from email.parser import BytesParser

import nh3
from django.utils.translation import gettext as _

from redress.design import paper
from redress.design.parts import Items, Part, Terms, Words
from redress.records.models import Document
from redress.records.redaction import LANGUAGE, CannotBeRedacted
from redress.records.whose_paper import look_of

_PICTURES = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/tiff": "tiff"}
_TEXT, _EMAIL = "text/plain", "message/rfc822"
_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_MOST_LETTERS = 400_000


def can_be_redacted(document: Document) -> bool:
    """Whether documents of this kind have pages that can be redacted at all."""
    return document.media_type in {"application/pdf", _TEXT, _EMAIL, *_PICTURES}


def source_of(document: Document, content: bytes) -> tuple[bytes, str]:
    """The pages of a document, and their kind as :func:`redress.records.redaction.redacted_pdf` takes it.

    Raises :class:`~redress.records.redaction.CannotBeRedacted`.
    """
    if document.media_type == "application/pdf":
        return content, "pdf"
    if document.media_type in _PICTURES:
        return content, _PICTURES[document.media_type]
    if document.media_type == _TEXT:
        return _printed(document, _paragraphs(_decoded(content))), "pdf"
    if document.media_type == _EMAIL:
        return _printed(document, _email(content)), "pdf"
    raise CannotBeRedacted("not-this-kind")


def _printed(document: Document, parts: list[Part]) -> bytes:
    """The words on paper."""
    look = look_of(document.council_id)
    page_of = _("Page {page} of {pages}")
    try:
        return paper.document(parts, look=look, title=document.name, lang=LANGUAGE, page_of=page_of, personal=True)
    except paper.Unprintable:
        raise CannotBeRedacted("signs-lacking") from None


def _decoded(content: bytes) -> str:
    """The text of a file that was checked to be one."""
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _paragraphs(text: str) -> list[Part]:
    """A paragraph for every line, so that lines stay apart as they were written."""
    if len(text) > _MOST_LETTERS:
        raise CannotBeRedacted("too-many-pages")
    plain = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text.replace("\r\n", "\n"))
    return [Words(line.strip()) for line in plain.split("\n") if line.strip()] or [
        Words(_("There are no words in it."))
    ]


def _email(content: bytes) -> list[Part]:
    """The heads that a reader knows, the words, and the names of what was attached."""
    try:
        message = BytesParser(_class=EmailMessage, policy=rules_of_mail.default).parsebytes(content)
        heads = tuple((name, " ".join(str(message[name]).split())) for name in _HEADERS if message[name])
        body = message.get_body(preferencelist=("plain", "html"))
        text = str(body.get_content()) if body is not None else ""
        if body is not None and body.get_content_type() == "text/html":
            text = nh3.clean(text, tags=set())
        names = tuple(part.get_filename() or _("A file without a name") for part in message.iter_attachments())
    except (LookupError, ValueError, AttributeError, TypeError):
        raise CannotBeRedacted("cannot-be-read") from None
    attached: list[Part] = [Words(_("Attached to it:")), Items(names)] if names else []
    return [Terms(heads), *_paragraphs(text), *attached]
