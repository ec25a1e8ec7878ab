"""Which letters do these bytes stand for, whatever their sender says of them?"""

from __future__ import annotations

import codecs
import re

#: What senders call character sets that Python knows under another name, or reads too narrowly (as browsers do).
_ALIASES = {
    "": "utf-8",
    "ansi": "cp1252",
    "ascii": "utf-8",
    "us-ascii": "utf-8",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso8859-1": "cp1252",
    "windows-874": "cp874",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "utf8mb4": "utf-8",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
}
#: Codecs of Python that are no character sets of anybody, and slow or surprising on hostile input.
_NOT_LETTERS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff\ud800-\udfff]")
_TURNED_ROUND = re.compile("[\u202d\u202e]")  # marks that make text read as another than it is
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")


def decoded(content: bytes, charset: str = "") -> tuple[str, bool]:
    """The text, and whether its character set had to be guessed because the one that was named is wrong or unknown."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace"), False
    name = charset.strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    if name in ("cp1252", "utf-8") and _is_utf8(content):
        return content.decode("utf-8"), False  # bytes that are UTF-8 by chance are next to impossible
    text = _as_named(content, name)
    if text is not None:
        return text, False
    for guess in ("utf-8", "cp1252"):
        text = _as_named(content, guess)
        if text is not None:
            return text, True
    return content.decode("latin-1"), True


def plain(text: str) -> str:
    """The text with plain line ends and without control characters or marks that turn its direction round."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    return _TURNED_ROUND.sub("", _CONTROLS.sub("", text))


def one_line(text: str) -> str:
    """A name or a subject: one line, and nothing in it that cannot be seen."""
    return " ".join(_UNSEEN.sub("", plain(text)).split())


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _as_named(content: bytes, name: str) -> str | None:
    """The text by that character set; none where it does not fit, or there is no such set."""
    try:
        if codecs.lookup(name).name.replace("-", "_") in _NOT_LETTERS:
            return None
        return content.decode(name)
    except (LookupError, ValueError, OverflowError):  # a UnicodeDecodeError is a ValueError
        return None
