"""With which cases and files do the tests of bundles work, and how do they read what was made?"""

from __future__ import annotations

import io
import itertools
import secrets
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from redress.casework.bundling import ordering
from redress.casework.bundling.kinds import KINDS
from redress.jobs import run_all_due
from redress.jobs.models import Job
from redress.records import documents, redaction_files
from redress.records.bundled import Bundle
from redress.records.models import Document
from redress.records.redaction_models import Redaction
from redress.records.seals import salted_digest
from tests.rooms.case_files import CaseFile
from tests.tools import programme

_keys = itertools.count(1)


def a_pdf(words: str, pages: int = 1, *, turned: int = 0, size: tuple[float, float] = (595, 842)) -> bytes:
    """A PDF without tags, as a scanner's or an old programme's: these words on each page."""
    kept = io.BytesIO()
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        for number in range(1, pages + 1):
            pdf.add_blank_page(page_size=size)
            page = pdf.pages[-1]
            page.obj.Rotate = turned
            page.add_resource(pdf.make_indirect(font), pikepdf.Name.Font, pikepdf.Name("/F"))
            page.obj.Contents = pdf.make_stream(f"BT /F 12 Tf 40 {size[1] / 2} Td ({words} {number}) Tj ET".encode())
        pdf.save(kept, deterministic_id=True)
    return kept.getvalue()


def locked(content: bytes) -> bytes:
    """The same PDF behind a password."""
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(kept, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return kept.getvalue()


def a_picture(kind: str = "PNG") -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (400, 300), (200, 90, 90)).save(kept, kind)
    return kept.getvalue()


_TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "txt": "text/plain"}


def put_on(file: CaseFile, name: str, content: bytes, **more: Any) -> Document:
    """A checked file on a case."""
    ending, salt = name.rpartition(".")[2], secrets.token_hex(16)
    return Document.objects.create(
        council_id=file.case.council_id,
        case=file.case,
        name=name,
        extension=ending,
        size=len(content),
        stored_as=documents.stored_for_good(content),
        state="safe",
        media_type=_TYPES.get(ending, "application/octet-stream"),
        salt=salt,
        digest=salted_digest(salt, content),
        by_kind="staff",
        by="staff:1",
        **more,
    )


def redacted_as(document: Document, content: bytes) -> Redaction:
    """An approved redacted version of a document, as if somebody had drawn it and somebody else approved it."""
    salt = secrets.token_hex(16)
    with default_storage.open(document.stored_as) as stored:
        original = salted_digest(salt, stored.read())
    return Redaction.objects.create(
        council_id=document.council_id,
        case=document.case,
        document=document,
        state="approved",
        salt=salt,
        original_as=document.stored_as,
        original_digest=original,
        result_as=redaction_files.kept(content),
        result_digest=salted_digest(salt, content),
        approved_at=timezone.now(),
    )


def ordered(file: CaseFile, who: str, kind: str, places: dict[Document, str] | None = None, **more: Any) -> Bundle:
    """A bundle of everything, with the documents where they were sent."""
    chosen = {
        "parts": list(KINDS[kind].parts),
        "letters": None,
        "documents": {str(each.pk): where for each, where in (places or {}).items()},
        "tell_apart": True,
        **more.pop("chosen", {}),
    }
    given = {"purpose": "Enquiry 26 001 887", "recipient": "The Ombudsman", "key": f"test-{next(_keys)}", **more}
    return ordering.order(file.case, kind=kind, chosen=chosen, by=file.office.actor(who), **given)


def made(bundle: Bundle) -> Bundle:
    """The same bundle once the worker has made it; it does nothing else."""
    Job.objects.exclude(kind="make-bundle").delete()
    run_all_due()
    bundle.refresh_from_db()
    return bundle


def archive(bundle: Bundle, *, confidential: bool = False) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(raw(bundle, confidential=confidential)))


def raw(bundle: Bundle, *, confidential: bool = False) -> bytes:
    with default_storage.open(bundle.files.get(confidential=confidential).stored_as) as stored:
        content: bytes = stored.read()
    return content


def pages_of(content: bytes, folder: Path) -> list[str]:
    """What poppler reads on each page of a PDF."""
    file = folder / "read.pdf"
    file.write_bytes(content)
    said = subprocess.run(
        [programme("pdftotext"), "-layout", str(file), "-"], capture_output=True, text=True, check=True
    ).stdout
    return said.split("\f")[:-1]


def outline_of(content: bytes) -> list[tuple[str, list[str]]]:
    """The bookmarks: each with those under it."""
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        return [(each.title, [child.title for child in each.children]) for each in outline.root]
