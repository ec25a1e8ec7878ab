"""How does an upload of scans come in, and where is what belongs to it kept?

Everything lies under random names outside whatever is served. The files as they came are kept for good; what nobody
knows any more, because a job died or a page was closed, is destroyed in time.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from redress import jobs
from redress.accounts.models import Staff
from redress.arrivals.models import PostPage, PostScan, PostUpload, UploadState
from redress.records.documents import safe_name

FOLDER = "post"
STRAY_AFTER = timedelta(days=2)

#: How the files begin that are taken.
BEGINNINGS = {
    "pdf": (b"%PDF-",),
    "tif": (b"II*\x00", b"MM\x00*"),
    "tiff": (b"II*\x00", b"MM\x00*"),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n",),
}
ACCEPT = ",".join(f".{ending}" for ending in BEGINNINGS)

TROUBLES = {
    "is-locked": gettext_lazy("It is locked with a password. Scan it again without one."),
    "too-many-pages": gettext_lazy("It has more pages than are taken at once. Scan the pile in smaller parts."),
    "too-large-inside": gettext_lazy("A page of it is far larger than a sheet of paper. Scan it again."),
    "cannot-be-read": gettext_lazy("A file of it is damaged, or is not what its name says. Scan it again."),
}


def most_pages() -> int:
    """How many pages one upload may have."""
    most: int = settings.POST_MAX_PAGES
    return most


def why_not_taken(file: File[Any]) -> str:
    """Why a file cannot be a scan, in a sentence; nothing where it may be one. What is inside is looked at later."""
    name = safe_name(file.name or "")
    beginnings = BEGINNINGS.get(name.rpartition(".")[2] if "." in name else "")
    if beginnings is None:
        return _("“%(name)s” cannot be used. Choose PDF, TIFF, JPG or PNG files") % {"name": name}
    if not file.size:
        return _("“%(name)s” is empty") % {"name": name}
    if file.size > settings.POST_MAX_BYTES:
        most = settings.POST_MAX_BYTES // (1024 * 1024)
        return _("“%(name)s” is larger than %(most)s megabytes. Scan the pile in smaller parts") % {
            "name": name,
            "most": most,
        }
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    if not head.startswith(beginnings):
        return _("“%(name)s” is not what its name says. Save it again, or scan it again") % {"name": name}
    return ""


def take_in(files: Iterable[File[Any]], *, by: Staff, key: str, one_each: bool) -> PostUpload:
    """Keep these scans and have them looked at; the same ``key`` again gives back the upload that is there.

    ``one_each``: every file is one letter. The files have passed :func:`why_not_taken`.
    """
    known = PostUpload.objects.filter(council=by.council_id, key=key).first()
    if known is not None:
        return known
    held = [_scan(by, file) for file in files]
    try:
        with transaction.atomic():
            upload = PostUpload.objects.create(council_id=by.council_id, by=by, key=key, one_each=one_each)
            for scan in held:
                scan.upload = upload
                scan.save()
            jobs.enqueue("look-at-post", {"upload": upload.pk}, key=f"post-{upload.pk}", council=by.council_id)
    except IntegrityError:  # the same submission, twice at once
        return PostUpload.objects.get(council=by.council_id, key=key)
    return upload


def _scan(by: Staff, file: File[Any]) -> PostScan:
    name = safe_name(file.name or "")
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return PostScan(
        council_id=by.council_id,
        name=name[:200],
        extension=name.rpartition(".")[2],
        size=file.size or 0,
        stored_as=default_storage.save(_random_name(), file),
        sha256=digest.hexdigest(),
    )


def keep(content: bytes) -> str:
    """Keep what was made of a scan; gives the name under which it lies."""
    return default_storage.save(_random_name(), ContentFile(content))


def copied_to(folder: Path, stored_as: str, ending: str) -> Path:
    """A copy of something that is kept, for a process that may see nothing else."""
    target = folder / f"{secrets.token_hex(8)}.{ending}"
    with default_storage.open(stored_as) as kept, target.open("wb") as copy:
        for chunk in kept.chunks():
            copy.write(chunk)
    return target


def trouble_in_words(upload: PostUpload) -> str:
    """Why an upload cannot be used; nothing for one that can."""
    return str(TROUBLES[upload.trouble]) if upload.state == UploadState.FAILED else ""


def destroy_strays() -> int:
    """Destroy what no row knows any more, if it is not of today; says how much that was."""
    gone = 0
    for name in _names():
        known = PostScan.objects.filter(Q(stored_as=name) | Q(pdf_as=name)).exists()
        known = known or PostPage.objects.filter(Q(small_as=name) | Q(large_as=name)).exists()
        if not known and default_storage.get_modified_time(name) < timezone.now() - STRAY_AFTER:
            default_storage.delete(name)
            gone += 1
    return gone


def _names() -> Iterator[str]:
    if not default_storage.exists(FOLDER):
        return
    for shelf in default_storage.listdir(FOLDER)[0]:
        for name in default_storage.listdir(f"{FOLDER}/{shelf}")[1]:
            yield f"{FOLDER}/{shelf}/{name}"


def _random_name() -> str:
    name = secrets.token_hex(20)
    return f"{FOLDER}/{name[:2]}/{name}"
