"""What is kept of a picture, without the place and the camera that it tells of?"""

from __future__ import annotations

import io

from PIL import Image, ImageOps, ImageSequence, TiffImagePlugin

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


MOST_SHEETS = 200  # of one file: a scanner's, or a fax machine's
MOST_PIXELS_TOGETHER = 1_000_000_000  # of all its sheets: 200 faxes, or 100 pages in colour


def is_tiff(head: bytes) -> bool:
    """Whether it begins as a TIFF picture, which scanners and fax machines make."""
    return head[:4] in (b"II*\x00", b"MM\x00*")


def tiff(content: bytes) -> bytes:
    """Every sheet of it afresh, without anything written beside them; one after the other, for they can be huge."""
    kept = io.BytesIO()
    with (
        Image.open(io.BytesIO(content), formats=("TIFF",)) as opened,
        TiffImagePlugin.AppendingTiffWriter(kept, new=True) as written,
    ):
        for sheet in ImageSequence.Iterator(opened):
            bare = _bare(sheet)
            bare.save(written, "TIFF", compression="group4" if bare.mode == "1" else "tiff_adobe_deflate")
            written.newFrame()
    return kept.getvalue()


def _bare(picture: Image.Image) -> Image.Image:
    """The points of a picture and nothing else, the right way up."""
    upright = ImageOps.exif_transpose(picture)
    if upright.mode not in ("1", "L", "RGB"):
        upright = upright.convert("RGB")
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    return bare


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
