"""What is a message made of: which words, which files, and what cannot be read?

Parts within parts are walked with a limit to their depth and number. Whatever is left out stands in the original.
"""

from __future__ import annotations

import base64
import binascii
import mimetypes
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email import policy
from email.generator import BytesGenerator
from email.message import Message
from email.parser import BytesParser
from io import BytesIO

from redress.arrivals.mime import cms, headers, tnef
from redress.arrivals.mime.letters import decoded, one_line, plain
from redress.arrivals.mime.texts import unflowed, words_of_html

MOST_PARTS = 300
MOST_DEEP = 12
MOST_FILES = 200
MOST_BYTES = 100_000_000  # of all files: a message within a message within a message is kept at every depth
MOST_MARKUP = 4_000_000  # letters of HTML that are read
_LINE = "\n\n"


@dataclass
class Found:
    """What was found so far. ``notes`` are codes (:mod:`redress.arrivals.wording`); ``nested`` what was passed on."""

    texts: list[str] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    nested: list[Message] = field(default_factory=list)
    parts: int = 0

    @property
    def text(self) -> str:
        """All the words, one part after the other."""
        return _LINE.join(text for text in self.texts if text.strip()).strip()

    def note(self, code: str) -> None:
        """Remember something that whoever reads it should know."""
        if code not in self.notes:
            self.notes.append(code)

    def file(self, name: str, content: bytes) -> None:
        """Keep a file under a name that no other has."""
        together = sum(len(known) for _name, known in self.files)
        if len(self.files) >= MOST_FILES or together + len(content) > MOST_BYTES:
            self.note("too-many-files")
            return
        taken = {known for known, _content in self.files}
        stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
        number, unique = 1, name
        while unique in taken:
            number += 1
            unique = f"{stem} ({number}){dot}{ending}"
        self.files.append((unique, content))


def parsed(raw: bytes) -> Message:
    """The message of these bytes, as Python reads it."""
    return BytesParser(policy=policy.compat32).parsebytes(raw)


def read(message: Message, found: Found | None = None, *, depth: int = 0) -> Found:
    """Everything in a message."""
    found = found or Found()
    _part(message, found, depth)
    return found


def _part(part: Message, found: Found, depth: int) -> None:
    found.parts += 1
    if depth > MOST_DEEP or found.parts > MOST_PARTS:
        found.note("too-deep")
        return
    kind = _kind(part)
    reader = _READERS.get(kind) or (_each if kind.startswith("multipart/") else _leaf)
    reader(part, found, depth)


def _each(part: Message, found: Found, depth: int) -> None:
    children = _children(part)
    if not children:
        _leaf(part, found, depth)
    for child in children:
        _part(child, found, depth + 1)


def _alternatives(part: Message, found: Found, depth: int) -> None:
    """One text said in several ways: the plain one, unless it says much less than the HTML does."""
    said: list[Found] = []
    for child in _children(part):
        one = Found(parts=found.parts)
        _part(child, one, depth + 1)
        found.parts = one.parts
        said.append(one)
    if not said:
        _leaf(part, found, depth)
        return
    plainly = [one for one in said if one.text]
    if plainly:
        fullest = max(plainly, key=lambda one: len(one.text))
        chosen = plainly[0] if 3 * len(plainly[0].text) >= len(fullest.text) - 100 else fullest
        found.texts.append(chosen.text)
    for one in said:
        for name, content in one.files:
            found.file(name, content)
        for code in one.notes:
            found.note(code)
        found.nested += one.nested


def _signed(part: Message, found: Found, depth: int) -> None:
    found.note("signed")
    _each(part, found, depth)


def _encrypted(part: Message, found: Found, depth: int) -> None:
    found.note("encrypted")
    for child in part.walk():
        if not child.is_multipart():
            found.file(_name(child, found), _bytes(child))


def _envelope(part: Message, found: Found, depth: int) -> None:
    """S/MIME in one piece: what is only signed is read, what is encrypted is kept."""
    content = _bytes(part)
    try:
        inside = cms.signed_content(content)
    except cms.NotCms:
        found.note("encrypted")
        found.file(_name(part, found), content)
        return
    found.note("signed")
    _part(parsed(inside), found, depth + 1)


def _passed_on(part: Message, found: Found, depth: int) -> None:
    """A message within the message: kept as a file, and its words and files shown."""
    message = _inner(part)
    found.file(_name(part, found), _as_bytes(message))
    found.nested.append(message)
    told = [(name, headers.words(headers.first(message, name))) for name in ("From", "Date", "To", "Subject")]
    found.texts.append("\n".join(f"{name}: {words}" for name, words in told if words))
    _part(message, found, depth + 1)


def _outlooks(part: Message, found: Found, depth: int) -> None:
    content = _bytes(part)
    try:
        inside = tnef.unpacked(content)
    except tnef.Unreadable:
        found.note("outlook-unreadable")
        found.file(_name(part, found), content)
        return
    text = plain(inside.text).strip() or words_of_html(plain(inside.html)[:MOST_MARKUP])
    if text and text not in found.text:
        found.texts.append(text)
    for name, data in inside.files:
        found.file(one_line(name) or "attachment", data)


def _invitation(part: Message, found: Found, depth: int) -> None:
    content = _bytes(part)
    found.note("calendar")
    found.file(_name(part, found), content)
    lines = plain(decoded(content, _charset(part))[0]).replace("\n ", "").split("\n")
    wanted = ("SUMMARY", "DTSTART", "LOCATION", "DESCRIPTION")
    told = [line[:1000] for line in lines if line.upper().startswith(wanted)]
    found.texts.append("\n".join(told[:20]))


def _leaf(part: Message, found: Found, depth: int) -> None:
    kind, content = _kind(part), _bytes(part)
    is_text = kind in ("text/plain", "text/html", "text/enriched") or kind.startswith("multipart/")
    if kind == "application/octet-stream" and _given_name(part).lower() == "winmail.dat":
        _outlooks(part, found, depth)
    elif is_text and not _is_attached(part, found):
        _words(part, kind, content, found)
    elif content or _given_name(part):
        found.file(_name(part, found), content)


def _words(part: Message, kind: str, content: bytes, found: Found) -> None:
    text, guessed = decoded(content, _charset(part))
    if guessed:
        found.note("letters-guessed")
    text = plain(text)
    if kind == "text/html":
        found.note("html")
        text = words_of_html(text[:MOST_MARKUP])
    elif str(_parameter(part, "format")).lower() == "flowed":
        text = unflowed(text, delete_space=str(_parameter(part, "delsp")).lower() == "yes")
    if "-----BEGIN PGP MESSAGE-----" in text:
        found.note("encrypted")
    found.texts.append(text.strip("\n"))


def _is_attached(part: Message, found: Found) -> bool:
    """Whether a text is a file: called one, or with a name of its own after the words."""
    disposition = headers.first(part, "Content-Disposition").partition(";")[0].strip().lower()
    return disposition == "attachment" or bool(_given_name(part) and (found.texts or disposition != "inline"))


def _inner(part: Message) -> Message:
    children = _children(part)
    message = children[0] if children else parsed(_bytes(part))
    encoded = headers.first(part, "Content-Transfer-Encoding").lower() == "base64"
    if encoded and not message.keys():  # against the rules, and done
        try:
            return parsed(base64.b64decode(str(message.get_payload()), validate=False))
        except (binascii.Error, ValueError):
            return message
    return message


def _children(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def _kind(part: Message) -> str:
    try:
        return part.get_content_type().lower()
    except (ValueError, TypeError, IndexError, AttributeError):
        return "text/plain"


def _parameter(part: Message, name: str) -> str:
    try:
        return str(part.get_param(name) or "")
    except (ValueError, TypeError, IndexError, AttributeError, LookupError):
        return ""


def _charset(part: Message) -> str:
    try:
        return str(part.get_content_charset() or "")
    except (ValueError, TypeError, IndexError, AttributeError, LookupError):
        return ""


def _bytes(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, TypeError, IndexError, AttributeError, LookupError):
        content = None
    if isinstance(content, bytes):
        return _salvaged(part, content)
    children = part.get_payload()
    if isinstance(children, list):
        return b"\n".join(_as_bytes(child) for child in children if isinstance(child, Message))
    return str(children or "").encode("utf-8", "surrogateescape")


def _salvaged(part: Message, content: bytes) -> bytes:
    """What Python gives back undecoded, because its end is missing, is decoded as far as it goes."""
    packed = headers.first(part, "Content-Transfer-Encoding").strip().lower() == "base64"
    if not packed or len(content) < 0.9 * len(str(part.get_payload())):  # decoded, it is a quarter shorter
        return content
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", content)
    return base64.b64decode(letters[: len(letters) // 4 * 4])


def _as_bytes(message: Message) -> bytes:
    into = BytesIO()
    try:
        BytesGenerator(into, mangle_from_=False, policy=policy.compat32).flatten(message)
    except (ValueError, TypeError, IndexError, AttributeError, LookupError, RecursionError):
        return into.getvalue()
    return into.getvalue()


def _given_name(part: Message) -> str:
    try:
        name = part.get_filename()
    except (ValueError, TypeError, IndexError, AttributeError, LookupError):
        return ""
    if not name:
        return ""
    return headers.words(decoded(str(name).encode("utf-8", "surrogateescape"))[0])


_NAMES = {"message/rfc822": "message passed on.eml", "message/delivery-status": "delivery status.txt"}


def _name(part: Message, found: Found) -> str:
    kind = _kind(part)
    known = {"text/calendar": "invitation.ics", "text/rfc822-headers": "headers.txt", **_NAMES}
    fallback = known.get(kind) or f"attachment {len(found.files) + 1}{mimetypes.guess_extension(kind) or ''}"
    return _given_name(part) or fallback


_READERS: dict[str, Callable[[Message, Found, int], None]] = {
    "multipart/alternative": _alternatives,
    "multipart/signed": _signed,
    "multipart/encrypted": _encrypted,
    "application/pkcs7-mime": _envelope,
    "application/x-pkcs7-mime": _envelope,
    "application/pgp-encrypted": _encrypted,
    "message/rfc822": _passed_on,
    "message/global": _passed_on,
    "application/ms-tnef": _outlooks,
    "application/vnd.ms-tnef": _outlooks,
    "text/calendar": _invitation,
}
