"""What is kept of a picture, without the place and the camera that it tells of?"""

from __future__ import annotations

import io
import struct

from PIL import Image, ImageOps

MOST_PIXELS = 100_000_000

#: How points can be written in each kind; anything else is turned into plain colours first.
_MODES = {
    "JPEG": ("RGB", "L", "CMYK"),
    "PNG": ("RGB", "RGBA", "L", "LA", "1", "I;16"),
    "WEBP": ("RGB", "RGBA"),
}


def jpeg(content: bytes) -> bytes:
    """The picture afresh, turned the right way up, without anything the camera wrote beside it."""
    return _afresh(content, "JPEG", quality=90)


def png(content: bytes) -> bytes:
    """The picture afresh, without anything written beside it."""
    return _afresh(content, "PNG")


def webp(content: bytes) -> bytes:
    """The picture afresh, without anything written beside it."""
    return _afresh(content, "WEBP", quality=90)


def _afresh(content: bytes, kind: str, **how: int) -> bytes:
    with Image.open(io.BytesIO(content)) as opened:
        picture = ImageOps.exif_transpose(opened)
        if picture.mode not in _MODES[kind]:
            picture = picture.convert("RGB" if kind == "JPEG" else "RGBA")
        bare = Image.new(picture.mode, picture.size)
        bare.paste(picture)
        kept = io.BytesIO()
        bare.save(kept, kind, icc_profile=picture.info.get("icc_profile"), **how)
    return kept.getvalue()


# A phone's HEIC picture cannot be drawn afresh here, so the place is blotted out where it stands. It
# stands in a block of TIFF directories, which the picture itself does not use.

_EXIF = b"Exif\x00\x00"
_GPS = 0x8825
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}


def heic(content: bytes) -> bytes:
    """The same bytes, with the place where the picture was taken blotted out."""
    kept = bytearray(content)
    start = kept.find(_EXIF)
    while start != -1:
        _blot_place(kept, start + len(_EXIF))
        start = kept.find(_EXIF, start + 1)
    return bytes(kept)


def _blot_place(kept: bytearray, tiff: int) -> None:
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(bytes(kept[tiff : tiff + 4]))
    if order is None:
        return
    try:
        (first,) = struct.unpack_from(f"{order}I", kept, tiff + 4)
        for place in _entries(kept, tiff, first, order):
            tag, _type, _count, value = struct.unpack_from(f"{order}HHII", kept, place)
            if tag == _GPS:
                for entry in _entries(kept, tiff, value, order):
                    _blot_entry(kept, tiff, entry, order)
    except struct.error:
        return  # cut short: there is nothing there that a reader could find


def _entries(kept: bytearray, tiff: int, directory: int, order: str) -> list[int]:
    (count,) = struct.unpack_from(f"{order}H", kept, tiff + directory)
    return [tiff + directory + 2 + 12 * number for number in range(count)]


def _blot_entry(kept: bytearray, tiff: int, entry: int, order: str) -> None:
    _tag, kind, count, value = struct.unpack_from(f"{order}HHII", kept, entry)
    size = _SIZES.get(kind, 1) * count
    if 4 < size <= len(kept) - tiff - value:
        kept[tiff + value : tiff + value + size] = bytes(size)
    kept[entry + 8 : entry + 12] = bytes(4) if size <= 4 else kept[entry + 8 : entry + 12]
