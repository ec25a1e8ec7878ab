"""What is in this winmail.dat? Outlook wraps messages so; hostile ones can keep its reader busy for ever.

So it is read by a process of its own that may use little time and memory: ``python -m redress.arrivals.mime.tnef``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any

MOST_BYTES = 40 * 1024 * 1024
_SECONDS = 3
_MEMORY = 1024 * 1024 * 1024
_MOST_FILES = 100


class Unreadable(ValueError):
    """It cannot be read, or not within what may be spent on it."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The text, or the HTML, and the files that were wrapped."""

    text: str
    html: str
    files: tuple[tuple[str, bytes], ...]


def unpacked(content: bytes) -> Unpacked:
    """What was wrapped. Raises :class:`Unreadable`."""
    if len(content) > MOST_BYTES:
        raise Unreadable
    command = [sys.executable, "-m", __name__]
    try:
        done = subprocess.run(  # noqa: S603 (this very module; what came in goes through standard input)
            command, input=content, capture_output=True, timeout=_SECONDS * 2, check=True
        )
        told = json.loads(done.stdout)
        files = tuple((str(name), b64decode(data)) for name, data in told["files"])
        if not (told["text"] or told["html"] or files):
            raise Unreadable
        return Unpacked(str(told["text"]), str(told["html"]), files)
    except (subprocess.SubprocessError, OSError, ValueError, KeyError, TypeError) as error:
        raise Unreadable from error


def _read(content: bytes) -> dict[str, Any]:
    from tnefparse import TNEF  # only here: nothing hostile reaches it in a process that matters

    wrapped = TNEF(content, do_checksum=False)
    files = [
        (_letters(attached.long_filename()) or _letters(attached.name), b64encode(bytes(attached.data)).decode())
        for attached in wrapped.attachments[:_MOST_FILES]
    ]
    return {"text": _letters(wrapped.body), "html": _letters(wrapped.htmlbody), "files": files}


def _letters(given: Any) -> str:
    if isinstance(given, bytes):
        given = given.decode("utf-8" if _is_utf8(given) else "cp1252", "replace")
    return str(given or "").strip("\x00")


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _main() -> None:
    import logging
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    logging.disable(logging.CRITICAL)
    json.dump(_read(sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    _main()
