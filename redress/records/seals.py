"""How does an event vouch for a text without saying anything of it?

By a digest of the text and a random salt. Without the salt nobody can guess the text from the digest;
once salt and text are destroyed, the digest says nothing for ever.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """Where something was kept, and its salted digest; an empty text is kept nowhere and has digest ""."""

    id: int | None
    digest: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """A text with the salt and digest it is to be kept with."""

    text: str
    salt: str
    digest: str


def seal(text: str, *, salt: str = "") -> Sealed:
    """Seal a text, with a new salt unless one is given; an empty text has an empty digest."""
    if not text:
        return Sealed("", "", "")
    salt = salt or secrets.token_hex(16)
    return Sealed(text, salt, salted_digest(salt, text.encode()))


def salted_digest(salt: str, content: bytes) -> str:
    """SHA-256 over salt and content, as 64 hexadecimal digits."""
    return hashlib.sha256(salt.encode() + content).hexdigest()


def tidy(text: str) -> str:
    """The text with plain line ends and nothing empty around it; otherwise exactly as written."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
