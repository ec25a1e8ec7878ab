"""With which letters are numbers put on pages that are already there?

With the face of our own pages, which comes with the file: no reader has to have it.
"""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

import redress.design

_FACE = Path(redress.design.__file__).resolve().parent / "fonts" / "LiberationSans-Regular.ttf"
_CODING = "cp1252"  # as PDF's WinAnsiEncoding
_FIRST, _LAST = 32, 255


def font_of(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The face as an object of this PDF."""
    face = _face()
    program = pdf.make_stream(face.program)
    program.Length1 = len(face.program)
    about = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name.LiberationSans,
        Flags=32,
        FontBBox=Array(list(face.box)),
        ItalicAngle=0,
        Ascent=face.ascent,
        Descent=face.descent,
        CapHeight=face.ascent,
        StemV=80,
        FontFile2=pdf.make_indirect(program),
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name.LiberationSans,
        FirstChar=_FIRST,
        LastChar=_LAST,
        Widths=Array(list(face.widths)),
        Encoding=Name.WinAnsiEncoding,
        FontDescriptor=pdf.make_indirect(about),
    )
    return pdf.make_indirect(font)


def coded(text: str) -> bytes:
    """A text as the face takes it, in brackets; a sign that it does not have becomes a question mark."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text).encode(_CODING, "replace")
    return b"(" + plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def width_of(text: str, size: float) -> float:
    """How wide a text is, in points."""
    widths = _face().widths
    return sum(widths[byte - _FIRST] for byte in text.encode(_CODING, "replace") if byte >= _FIRST) * size / 1000


class _Face:
    """What a PDF must know of a TrueType font: its measures in thousandths of the size."""

    def __init__(self, program: bytes) -> None:
        self.program = program
        (tables,) = struct.unpack_from(">H", program, 4)
        directory = (struct.unpack_from(">4sLLL", program, 12 + 16 * number) for number in range(tables))
        at = {tag.decode(): offset for tag, _sum, offset, _length in directory}
        (units,) = struct.unpack_from(">H", program, at["head"] + 18)
        self._per_thousand = 1000 / units
        self.box = [self._scaled(side) for side in struct.unpack_from(">4h", program, at["head"] + 36)]
        self.ascent, self.descent = (self._scaled(each) for each in struct.unpack_from(">2h", program, at["hhea"] + 4))
        (measured,) = struct.unpack_from(">H", program, at["hhea"] + 34)
        advances = [struct.unpack_from(">H", program, at["hmtx"] + 4 * glyph)[0] for glyph in range(measured)]
        glyphs = _glyphs(program, at["cmap"])
        self.widths = [self._scaled(advances[min(glyphs.get(_sign(code), 0), measured - 1)]) for code in _codes()]

    def _scaled(self, units: int) -> int:
        return round(units * self._per_thousand)


def _codes() -> range:
    return range(_FIRST, _LAST + 1)


def _sign(code: int) -> int:
    return ord(bytes([code]).decode(_CODING, "replace"))


def _glyphs(program: bytes, cmap: int) -> dict[int, int]:
    """The glyph of each sign, from the segments (format 4) of the font's character map."""
    (maps,) = struct.unpack_from(">H", program, cmap + 2)
    subtables = (struct.unpack_from(">HHL", program, cmap + 4 + 8 * number) for number in range(maps))
    start = next(cmap + offset for platform, encoding, offset in subtables if (platform, encoding) == (3, 1))
    (twice,) = struct.unpack_from(">H", program, start + 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", program, start + 14)
    begins = struct.unpack_from(f">{count}H", program, start + 16 + twice)
    deltas = struct.unpack_from(f">{count}h", program, start + 16 + 2 * twice)
    ranges_at = start + 16 + 3 * twice
    found = {}
    for number, (first, last) in enumerate(zip(begins, ends, strict=True)):
        (offset,) = struct.unpack_from(">H", program, ranges_at + 2 * number)
        for code in range(first, min(last, 0xFFFE) + 1):
            if offset:
                (glyph,) = struct.unpack_from(">H", program, ranges_at + 2 * number + offset + 2 * (code - first))
                glyph = (glyph + deltas[number]) % 65536 if glyph else 0
            else:
                glyph = (code + deltas[number]) % 65536
            found[code] = glyph
    return found


@cache
def _face() -> _Face:
    return _Face(_FACE.read_bytes())
