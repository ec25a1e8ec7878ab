"""Which programmes of the system do the tests start, and what happens where one is missing?

A missing programme fails the test that wants it, unless ``./test --without`` named it: then the test is skipped
and says so.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

#: The word of ``./test --without``, and the programmes that it leaves out.
PROGRAMMES = {
    "mail": ("dovecot",),
    "antivirus": ("clamd",),
    "reading": ("tesseract",),
    "paper": ("pdfinfo", "pdftotext", "pdftoppm"),
}


def programme(name: str) -> str:
    """The path of a programme of the system; skips or fails the test that asks where it is missing."""
    found = shutil.which(name) or next((str(p) for p in _elsewhere(name) if p.exists()), None)
    if found:
        return found
    word = next(word for word, names in PROGRAMMES.items() if name in names)
    if word in os.environ.get("REDRESS_TEST_WITHOUT", "").split():
        pytest.skip(f"{name} was left out on request (--without {word})")
    pytest.fail(f"{name} is not on this machine; install it, or leave it out: ./test --without {word}")


def _elsewhere(name: str) -> list[Path]:
    return [Path(folder) / name for folder in ("/usr/sbin", "/sbin", "/usr/local/sbin")]
