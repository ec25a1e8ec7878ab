"""How is a PDF freed of the words that are said instead of those that are shown?

``/ActualText`` makes a reader of text find other words than stand on the page. Nobody who looks at the page can know
of them, so they are taken out before anything is read.

This runs only in the process of :mod:`redress.records.redacting.child`.
"""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pikepdf

from redress.records.redacting.shapes import TooMuch

MOST_UNPACKED = 64 * 1024 * 1024  # of what draws one page
_NAMED = re.compile(rb"/[^\x00\t\n\x0c\r ()<>\[\]{}/%]+")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_INSTEAD = b"/ActualText"


def plainer(source: Path, target: Path) -> None:
    """Write the PDF again without them, unlocked where no password is asked. Raises :class:`pikepdf.PasswordError`."""
    with pikepdf.open(source) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
                _without(each)
        pdf.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def _without(thing: pikepdf.Object) -> None:
    if "/ActualText" in thing:
        del thing["/ActualText"]
    for value in list(thing.as_dict().values()) if isinstance(thing, pikepdf.Dictionary) else []:
        if isinstance(value, pikepdf.Dictionary) and not value.is_indirect:
            _without(value)
    if isinstance(thing, pikepdf.Stream) and _draws(thing):
        _must_unpack(thing)
        said = thing.read_bytes()
        plain = _NAMED.sub(_renamed, said)
        if plain != said:
            thing.write(plain)


def _draws(stream: pikepdf.Stream) -> bool:
    """Whether it may be what draws a page: not a picture, a font or data."""
    if stream.get("/Type") == pikepdf.Name.XObject or "/Subtype" in stream:
        return stream.get("/Subtype") == pikepdf.Name.Form
    return "/Type" not in stream and "/Length1" not in stream


def _must_unpack(stream: pikepdf.Stream) -> None:
    """Raises :class:`TooMuch` for a few bytes that unpack to far more than a page is drawn with."""
    filters = stream.get("/Filter", pikepdf.Array())
    names = [filters] if isinstance(filters, pikepdf.Name) else list(filters)
    content = stream.read_raw_bytes()
    for name in names:
        if name != pikepdf.Name.FlateDecode:
            return
        unpacking = zlib.decompressobj()
        try:
            content = unpacking.decompress(content, MOST_UNPACKED)
        except zlib.error:
            return  # damaged, or packed otherwise than it says: whoever draws it finds out
        if unpacking.unconsumed_tail:
            raise TooMuch


def _renamed(name: re.Match[bytes]) -> bytes:
    said: bytes = name.group()
    plain = _ESCAPED.sub(lambda code: bytes([int(code.group(1), 16)]), said) if b"#" in said else said
    return b"/Shown" if plain == _INSTEAD else said
