"""How is a file taken in, kept out of reach until it is known what it is, and handed out?

It gets a random name outside everything that is served, is quarantined until a job has checked it, and
only ever leaves as a download.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from typing import IO, Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import FileResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from redress import jobs
from redress.accounts.models import Council
from redress.cases.models import Case
from redress.records import kinds
from redress.records.models import Document, DocumentState, HeldDocument
from redress.rules.actors import Actor

#: For the ``accept`` of a file field, and for the sentence beside it.
ACCEPT = ",".join(["image/*", "video/*", "audio/*", *(f".{ending}" for kind in kinds.KINDS for ending in kind.endings)])
KINDS_IN_WORDS = gettext_lazy("photos, scans, PDF, Word, Excel, plain text, saved e-mails, sound or video")
#: Files that hold other files: whoever sends one is told to take them out.
_PACKED = {"zip", "rar", "7z", "gz", "tar", "tgz", "bz2", "xz", "zipx", "cab", "iso"}

FOLDERS = _QUARANTINE, _KEPT = ("quarantine", "documents")
_NAME_LENGTH = 120


class DocumentRefused(Exception):
    """This file is not taken; its message is the sentence for the person who sent it."""


class NotToBeOpened(Exception):
    """The file is still being checked, or was not accepted."""


def take_in(case: Case, uploaded_file: File[Any], *, by: Actor, purpose: str = "") -> Document:
    """Put a file on a case, inside the caller's transaction. Raises :class:`DocumentRefused`."""
    fields = _stored(uploaded_file)
    document = Document.objects.create(
        council_id=case.council_id, case=case, purpose=purpose, by_kind=by.kind, by=by.id, **fields
    )
    _have_checked(document)
    return document


def take_in_as_it_came(case: Case, name: str, content: bytes, *, by: Actor, purpose: str = "") -> Document:
    """Put a file on a case that came by itself, with an e-mail or by post, inside the caller's transaction.

    Nobody could be asked for another one: whatever it is, it is noted, and checked like any other.
    """
    name = safe_name(name)
    document = Document.objects.create(
        council_id=case.council_id,
        case=case,
        name=name,
        extension=(name.rpartition(".")[2] if "." in name else "")[:10],
        size=len(content),
        stored_as=default_storage.save(_random_name(_QUARANTINE), ContentFile(content)),
        purpose=purpose,
        by_kind=by.kind,
        by=by.id,
    )
    _have_checked(document)
    return document


def hold(council: Council | str, uploaded_file: File[Any]) -> HeldDocument:
    """Keep a file for a complaint that is not made yet; ``token`` finds it. Raises :class:`DocumentRefused`."""
    council_id = council.pk if isinstance(council, Council) else council
    return HeldDocument.objects.create(council_id=council_id, token=secrets.token_urlsafe(32), **_stored(uploaded_file))


def is_the_same(held: HeldDocument, uploaded_file: File[Any]) -> bool:
    """Whether a file that comes in is one that is kept already: the same name and the same content."""
    if (held.name, held.size) != (safe_name(uploaded_file.name or ""), uploaded_file.size):
        return False
    uploaded_file.seek(0)
    with default_storage.open(held.stored_as) as kept:
        return bool(kept.read() == uploaded_file.read())


def attach(held: HeldDocument, case: Case, *, by: Actor, purpose: str = "") -> Document:
    """Put a held file on a case, inside the caller's transaction; it is held no longer."""
    if held.council_id != case.council_id:
        raise ValueError("councils never share a file")
    document = Document.objects.create(
        council_id=case.council_id,
        case=case,
        name=held.name,
        extension=held.extension,
        size=held.size,
        stored_as=held.stored_as,
        created_at=held.created_at,
        purpose=purpose,
        by_kind=by.kind,
        by=by.id,
    )
    held.delete()
    _have_checked(document)
    return document


def discard(held: HeldDocument) -> None:
    """Destroy a file that is not wanted after all."""
    name = held.stored_as
    held.delete()
    transaction.on_commit(lambda: default_storage.delete(name))


def documents_of(case: Case) -> list[Document]:
    """The files of a case, oldest first, whatever their state."""
    return list(Document.objects.filter(case=case).order_by("id"))


def why_refused(document: Document) -> str:
    """Why a file was not accepted, in a sentence; nothing for one that was."""
    return str(_REFUSALS[document.refusal]) if document.refusal else ""


def open_for_download(document: Document) -> FileResponse:
    """The file as a download that no browser runs or shows. Raises :class:`NotToBeOpened`.

    Who may see the case, and that it was read, is for the caller to settle first.
    """
    if not document.can_be_opened:
        raise NotToBeOpened
    return as_download(default_storage.open(document.stored_as), document.name, document.media_type)


def as_download(content: IO[bytes], name: str, media_type: str) -> FileResponse:
    """An open file as a download that no browser runs, shows or keeps."""
    response = FileResponse(content, as_attachment=True, filename=name, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


def content_of(document: Document) -> bytes:
    """The bytes of a checked file, for a letter that it goes with. Raises :class:`NotToBeOpened`."""
    if not document.can_be_opened:
        raise NotToBeOpened
    with default_storage.open(document.stored_as) as stored:
        content: bytes = stored.read()
    return content


def safe_name(given: str) -> str:
    """The name somebody gave a file, without folders, marks that turn text round, or anything unprintable."""
    name = re.split(r"[/\\]", given)[-1]
    name = "".join(letter for letter in unicodedata.normalize("NFC", name) if unicodedata.category(letter)[0] != "C")
    stem, dot, ending = name.strip(" .").rpartition(".")
    if not dot:
        stem, ending = name.strip(" ."), ""
    stem = re.sub(r'["<>|:*?%;]', "_", stem).strip(" .")[:_NAME_LENGTH] or "file"
    return f"{stem}.{ending.lower()}" if ending else stem


def stored_for_good(content: bytes) -> str:
    """Store checked bytes among the files that can be opened; gives their stored name."""
    return default_storage.save(_random_name(_KEPT), ContentFile(content))


def _stored(uploaded: File[Any]) -> dict[str, Any]:
    """Look at a file as it comes in and put it in quarantine; gives what a row says of it."""
    name = safe_name(uploaded.name or "")
    ending = name.rpartition(".")[2] if "." in name else ""
    size = uploaded.size or 0
    kind = kinds.kind_for(ending)
    if ending in _PACKED:
        raise DocumentRefused(
            _("“%(name)s” is packed. Unpack it first, then choose the files that were in it") % {"name": name}
        )
    if kind is None:
        raise DocumentRefused(
            _("“%(name)s” cannot be sent. Choose a file of one of these kinds: %(kinds)s")
            % {"name": name, "kinds": KINDS_IN_WORDS}
        )
    if not size:
        raise DocumentRefused(_("“%(name)s” is empty") % {"name": name})
    if size > settings.UPLOAD_MAX_BYTES:
        most = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        raise DocumentRefused(
            _("“%(name)s” is larger than %(most)s megabytes. Choose a smaller file") % {"name": name, "most": most}
        )
    uploaded.seek(0)
    trouble = kinds.trouble_at_a_glance(uploaded.read(), kind)
    if trouble == "locked":
        raise DocumentRefused(
            _("“%(name)s” is locked with a password. Save it without the password, then choose it again")
            % {"name": name}
        )
    if trouble:
        raise DocumentRefused(
            _("“%(name)s” is not what its name says. Open it and save it again, or send it in another form")
            % {"name": name}
        )
    uploaded.seek(0)
    stored_as = default_storage.save(_random_name(_QUARANTINE), uploaded)
    return {"name": name, "extension": ending, "size": size, "stored_as": stored_as}


def _random_name(folder: str) -> str:
    name = secrets.token_hex(20)
    return f"{folder}/{name[:2]}/{name}"


def _have_checked(document: Document) -> None:
    assert document.state == DocumentState.QUARANTINED
    jobs.enqueue(
        "check-document", {"document": document.pk}, key=f"document-{document.pk}", council=document.council_id
    )


_REFUSALS = {
    "not-taken": gettext_lazy("It is not of a kind that we take"),
    "not-what-it-says": gettext_lazy("It is not what its name says"),
    "carries-programs": gettext_lazy("It carries programs (macros)"),
    "too-large-inside": gettext_lazy("Unpacked it is too large"),
    "locked": gettext_lazy("It is locked with a password"),
    "carries-a-virus": gettext_lazy("Our virus scanner found something harmful in it"),
}
