"""Where are the bytes that came in kept, exactly as they came?

They are on the disk before any row names them: a transaction that is rolled back, or a process that dies, leaves at
most a file that nobody knows, and never a row without its file. Files that nobody knows are destroyed in time
(:mod:`redress.arrivals.jobs`).
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

FOLDER = "arrivals"


def stored(content: bytes) -> str:
    """Keep these bytes under a random name, safely on the disk; gives the name."""
    name = secrets.token_hex(20)
    kept_as = default_storage.save(f"{FOLDER}/{name[:2]}/{name}", ContentFile(content))
    _on_the_disk(kept_as)
    return kept_as


def content_of(stored_as: str) -> bytes:
    """The bytes that were kept under a name."""
    with default_storage.open(stored_as) as file:
        content: bytes = file.read()
    return content


def names() -> Iterator[str]:
    """The names of everything that is kept, whether or not a row still knows it."""
    if not default_storage.exists(FOLDER):
        return
    for shelf in default_storage.listdir(FOLDER)[0]:
        for name in default_storage.listdir(f"{FOLDER}/{shelf}")[1]:
            yield f"{FOLDER}/{shelf}/{name}"


def _on_the_disk(stored_as: str) -> None:
    """A sender is told "taken" after this: a power cut must take back neither the bytes nor their name."""
    path = default_storage.path(stored_as)
    shelf = os.path.dirname(path)
    for written in (path, shelf, os.path.dirname(shelf)):
        opened = os.open(written, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
