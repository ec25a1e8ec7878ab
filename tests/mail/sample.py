"""What is one awkward message, and what must come of it?"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One message. ``must`` says in words what must come of it; the rest says so to a machine.

    ``kind`` is what wrote it: empty for a person.
    """

    name: str
    must: str
    raw: bytes
    text: tuple[str, ...] = ()  # all of these stand in the text
    never: tuple[str, ...] = ()  # and none of these
    new: str | None = None  # the part that is new, if only a part is
    sender: str = "Ann Smith"
    address: str = "ann@example.org"
    subject: str | None = None
    files: tuple[str, ...] | None = ()  # none: it does not matter
    notes: tuple[str, ...] = ()
    kind: str = ""
    sent: str | None = None
    earlier: str = ""


def crlf(text: str | bytes) -> bytes:
    """The bytes with the line ends of mail."""
    raw = text.encode() if isinstance(text, str) else text
    return raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def headed(body: str | bytes = "The bins were missed.\n", **headers: str | bytes | None) -> bytes:
    """A message with ordinary headers, of which some are changed, added, or (None) left out."""
    given: dict[str, str | bytes | None] = {
        "Received": "from out.example.org by mail.dartford.gov.uk with ESMTPS; Tue, 2 Jun 2026 09:31:00 +0100",
        "From": "Ann Smith <ann@example.org>",
        "To": "complaints.officer@dartford.gov.uk",
        "Subject": "Bins",
        "Date": "Tue, 2 Jun 2026 09:30:00 +0100",
        "Message-ID": None,
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    body = body.encode() if isinstance(body, str) else body
    lines = [_line(name, value) for name, value in given.items() if value is not None]
    return crlf(b"".join(lines)) + b"\r\n" + crlf(body)


def numbered(number: int, raw: bytes) -> bytes:
    """The message with a message id of its own, unless it is about having none."""
    if b"message-id:" in raw.lower() or raw.startswith(b"X-No-Id:"):
        return raw
    return f"Message-ID: <sample-{number}@example.org>\r\n".encode() + raw


def mixed(*parts: bytes, kind: str = "mixed", boundary: str = "b1", **headers: str | bytes | None) -> bytes:
    """A message of several parts."""
    return headed(
        several(*parts, boundary=boundary),
        MIME_Version="1.0",
        Content_Type=f'multipart/{kind}; boundary="{boundary}"',
        **headers,
    )


def several(*parts: bytes, boundary: str = "b1") -> bytes:
    """The parts between their boundaries."""
    return b"".join(f"--{boundary}\n".encode() + part + b"\n" for part in parts) + f"--{boundary}--\n".encode()


def part(body: str | bytes, kind: str = "text/plain; charset=utf-8", *lines: str) -> bytes:
    """One part; bytes go as base64."""
    head = "".join(f"{line}\n" for line in (f"Content-Type: {kind}", *lines))
    if isinstance(body, bytes):
        head += "Content-Transfer-Encoding: base64\n"
        return head.encode() + b"\n" + base64.encodebytes(body)
    return head.encode() + b"\n" + body.encode() + b"\n"


def attached(content: bytes, name: str, kind: str = "application/octet-stream", *lines: str) -> bytes:
    """A file."""
    return part(content, kind, f'Content-Disposition: attachment; filename="{name}"', *lines)


def _line(name: str, value: str | bytes) -> bytes:
    return name.encode() + b": " + (value.encode() if isinstance(value, str) else value) + b"\n"
