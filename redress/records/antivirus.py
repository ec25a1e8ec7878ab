"""Does the scanner know this file as harmful?

The scanner is ClamAV's ``clamd``, asked over a socket with its INSTREAM command. It is used where the operator names
it (``REDRESS_CLAMD``). Where it is named and does not answer, no file is let through.
"""

from __future__ import annotations

import socket
from contextlib import closing
from pathlib import Path

import structlog
from django.conf import settings

LOG = structlog.get_logger("redress.antivirus")

_CHUNK = 64 * 1024
_LONGEST_ANSWER = 4096
SECONDS_TO_CONNECT, SECONDS_TO_SCAN = 5, 120


class ScannerAway(Exception):
    """The scanner does not answer, or could not scan: nobody knows whether the file is harmful."""


def in_use() -> bool:
    """Whether the operator has named a scanner."""
    return bool(settings.CLAMD)


def found_in(content: bytes) -> str:
    """The name of what the scanner found in a file; empty where it found nothing. Raises :class:`ScannerAway`."""
    sizes = (content[start : start + _CHUNK] for start in range(0, len(content), _CHUNK))
    said = _asked(b"zINSTREAM\0", *(len(part).to_bytes(4) + part for part in sizes), bytes(4))
    if said == "stream: OK":
        return ""
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return said.removeprefix("stream: ").removesuffix(" FOUND")
    LOG.error("the scanner could not scan a file", answered=said[:100])  # too large for it, say: never a file's name
    raise ScannerAway


def answers() -> bool:
    """Whether the scanner answers just now."""
    try:
        return _asked(b"zPING\0", seconds=2) == "PONG"
    except ScannerAway:
        return False


def _asked(command: bytes, *parts: bytes, seconds: int = SECONDS_TO_SCAN) -> str:
    try:
        with closing(_connected(min(seconds, SECONDS_TO_CONNECT))) as line:
            line.settimeout(seconds)
            for part in (command, *parts):
                line.sendall(part)
            return _answer(line)
    except OSError as error:
        LOG.error("the scanner does not answer", trouble=type(error).__name__)
        raise ScannerAway from error


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < _LONGEST_ANSWER:
        more = line.recv(_LONGEST_ANSWER)
        if not more:
            break
        said += more
    return said.rstrip(b"\0\n").decode(errors="replace")


def _connected(seconds: int) -> socket.socket:
    """A connection to ``host:port``, or to the path of a socket."""
    where = settings.CLAMD
    if where.startswith("/"):
        if not Path(where).exists():
            raise FileNotFoundError(where)
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(seconds)
        try:
            line.connect(where)
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = where.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=seconds)
