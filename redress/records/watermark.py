"""How is a document marked “confidential” on every page, so that nobody can take it for one of the other papers?

DA 8.1.3(d): information under a section 32(3) notice is identified and watermarked confidential.
"""

from __future__ import annotations

import io
import math
from decimal import Decimal

import pikepdf
from PIL import Image, ImageDraw, ImageFont, ImageOps

MARK = "CONFIDENTIAL"

_GREY, _SEEN_THROUGH = 0.45, 0.45
_PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


class CannotBeMarked(Exception):
    """A file of this kind has no pages that could be marked here, or they are locked."""


def marked(content: bytes, media_type: str) -> bytes:
    """The same document with the mark across every page. Raises :class:`CannotBeMarked`."""
    if media_type == "application/pdf":
        return _pdf(content)
    if media_type in _PICTURES:
        return _picture(content, _PICTURES[media_type])
    raise CannotBeMarked(media_type)


def can_be_marked(media_type: str) -> bool:
    """Whether files of this kind can be marked at all."""
    return media_type == "application/pdf" or media_type in _PICTURES


# --- PDF -----------------------------------------------------------------------------------------


def _pdf(content: bytes) -> bytes:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for page in pdf.pages:
                mark_page(pdf, page)
            kept = io.BytesIO()
            pdf.save(kept, deterministic_id=True)
            return kept.getvalue()
    except pikepdf.PasswordError:
        raise CannotBeMarked("password") from None
    except pikepdf.PdfError:
        raise CannotBeMarked("broken") from None


def mark_page(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Write the mark over the page from corner to corner, under names that no page uses of its own."""
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Helvetica-Bold")
    )
    look = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, ca=_SEEN_THROUGH)
    page.contents_coalesce()
    page.add_resource(pdf.make_indirect(font), pikepdf.Name.Font, pikepdf.Name("/RedressMark"))
    page.add_resource(pdf.make_indirect(look), pikepdf.Name.ExtGState, pikepdf.Name("/RedressLook"))
    page.contents_add(b"q", prepend=True)
    page.contents_add(b"\nQ\n" + _drawing(*(Decimal(str(side)) for side in page.mediabox)))


def _drawing(left: Decimal, bottom: Decimal, right: Decimal, top: Decimal) -> bytes:
    width, height = float(right - left), float(top - bottom)
    slope = math.atan2(height, width)
    size = 0.85 * math.hypot(width, height) / (len(MARK) * 0.72)
    length = len(MARK) * size * 0.70
    x = float(left) + width / 2 - math.cos(slope) * length / 2 + math.sin(slope) * size / 3
    y = float(bottom) + height / 2 - math.sin(slope) * length / 2 - math.cos(slope) * size / 3
    turn = (
        f"{math.cos(slope):.4f} {math.sin(slope):.4f} {-math.sin(slope):.4f} {math.cos(slope):.4f} {x:.2f} {y:.2f} Tm"
    )
    text = f"/Artifact BMC q /RedressLook gs {_GREY} g BT /RedressMark {size:.2f} Tf {turn} ({MARK}) Tj ET Q EMC"
    return text.encode("ascii")


# --- pictures ------------------------------------------------------------------------------------


def _picture(content: bytes, kind: str) -> bytes:
    with Image.open(io.BytesIO(content)) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGBA")
    size = max(12, int(0.9 * picture.width / (len(MARK) * 0.72)))
    layer = Image.new("RGBA", picture.size)
    draw = ImageDraw.Draw(layer)
    place = (picture.width / 2, picture.height / 2)
    font = ImageFont.load_default(size)
    draw.text(
        place, MARK, font=font, anchor="mm", fill=(90, 90, 90, 150), stroke_width=1, stroke_fill=(255, 255, 255, 150)
    )
    whole = Image.alpha_composite(picture, layer)
    kept = io.BytesIO()
    (whole.convert("RGB") if kind == "JPEG" else whole).save(kept, kind)
    return kept.getvalue()
