"""Where is what belongs to a redaction kept: pictures of the pages, their words, and the result?

Under random names outside whatever is served, apart from the documents. Pictures and words are needed only while
somebody works on it; what no row knows any more is destroyed in time.
"""

from __future__ import annotations

import io
import json
import secrets
import zipfile
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from redress.records.redaction_models import Redaction

FOLDER = "redactions"
STRAY_AFTER = timedelta(days=2)
_WORDS = "words.json"


def kept(content: bytes) -> str:
    """Keep these bytes; gives the name under which they lie."""
    name = secrets.token_hex(20)
    return default_storage.save(f"{FOLDER}/{name[:2]}/{name}", ContentFile(content))


def kept_pages(pictures: Sequence[Path], words: Sequence[Sequence[Any]]) -> str:
    """Keep the pictures of all pages, and the words on each, as one file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as pack:
        for number, picture in enumerate(pictures, start=1):
            pack.write(picture, f"{number}.png")
        pack.writestr(_WORDS, json.dumps(words, ensure_ascii=False), zipfile.ZIP_DEFLATED)
    return kept(made.getvalue())


def picture(stored_as: str, number: int) -> bytes:
    """The picture of one page, counted from 1. Raises KeyError where there is none."""
    if not stored_as or not default_storage.exists(stored_as):
        raise KeyError(number)
    with default_storage.open(stored_as) as stored, zipfile.ZipFile(stored) as pack:
        return pack.read(f"{number}.png")


def words(stored_as: str) -> list[list[Any]]:
    """The words on each page, as they were kept."""
    with default_storage.open(stored_as) as stored, zipfile.ZipFile(stored) as pack:
        read: list[list[Any]] = json.loads(pack.read(_WORDS))
    return read


def destroyed(*names: str) -> None:
    """Destroy these files when the transaction is done."""
    for name in filter(None, names):
        transaction.on_commit(partial(default_storage.delete, name))


def destroy_strays() -> int:
    """Destroy what no redaction knows any more, if it is not of today; says how much that was."""
    gone = 0
    for name in _names():
        known = Redaction.objects.filter(Q(pictures_as=name) | Q(result_as=name) | Q(result_pictures_as=name)).exists()
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
