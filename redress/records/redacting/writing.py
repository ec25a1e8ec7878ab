"""How is a PDF written that has nothing of another one in it but pictures of its pages and the words still to be read?

Nothing is copied: no object, stream, name or note of the old file comes in here. A page is a picture, and over it,
unseen, the words that can be read in that picture, so that the file can be searched and read aloud. The same pages
always make the same bytes.

This runs only in the process of :mod:`redress.records.redacting.child`.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, ImageChops

from redress.records.redacting.shapes import Word

#: A picture that is larger than this when nothing of it is lost is kept as a photograph.
_MOST_LOSSLESS = 600_000
_QUALITY = 80
_SHADES = 16  # of grey, where there is no colour: enough for the edges of letters
_WIDE = 500  # of 1000: how wide every letter of the unseen words is before it is fitted to its place
_COLOURED = 9  # of 255: so far apart are red, green and blue where a reader sees a colour
_SIGNS = 255  # of one font


class Written:
    """A PDF that is being written, page by page."""

    def __init__(self, *, title: str, lang: str) -> None:
        self.pdf = pikepdf.new()
        self.letters = _Letters(self.pdf)
        self.parents = Array()
        self.marked: list[Dictionary] = []
        self.pdf.Root.Lang = String(lang)
        self.pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)
        self.pdf.trailer.Info = self.pdf.make_indirect(Dictionary(Title=String(title)))
        self.tree = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self.tree))
        self.title = title

    def add(self, width: float, height: float, picture: Image.Image, words: Sequence[Word]) -> None:
        """One more page of this size in points."""
        number = len(self.pdf.pages)
        image = self.pdf.make_indirect(_image(self.pdf, picture))
        drawn = f"/Artifact BMC q {width:.2f} 0 0 {height:.2f} 0 0 cm /Picture Do Q EMC\n".encode("ascii")
        lines = [self.letters.line(line, height) for line in _lines(words)]
        text = b"".join(b"/P <</MCID %d>> BDC\n%sEMC\n" % (mark, each) for mark, each in enumerate(lines))
        resources = Dictionary(XObject=Dictionary(Picture=image), Font=self.letters.fonts)
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, _number(width), _number(height)]),
            Resources=resources,
            Contents=self.pdf.make_indirect(Stream(self.pdf, drawn + text)),
            StructParents=number,
            Tabs=Name.S,
        )
        self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(page)))
        self._tag(self.pdf.pages[number].obj, number, len(lines))

    def _tag(self, page: pikepdf.Object, number: int, many: int) -> None:
        """Every line of the words is a paragraph of the document, for whoever has it read aloud."""
        paragraphs = [
            self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=self.document, Pg=page, K=mark))
            for mark in range(many)
        ]
        self.marked += paragraphs
        self.parents.append(number)
        self.parents.append(self.pdf.make_indirect(Array(paragraphs)))

    def saved(self, path: Path) -> None:
        """Write it to this place."""
        self.letters.finish()
        self.document.K = Array(self.marked)
        self.tree.K = self.document
        self.tree.ParentTree = self.pdf.make_indirect(Dictionary(Nums=self.parents))
        self.tree.ParentTreeNextKey = len(self.pdf.pages)
        self.pdf.Root.StructTreeRoot = self.tree
        with self.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
            about["dc:title"] = self.title
        self.pdf.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def _number(length: float) -> float:
    return round(length, 2)


# --- pictures --------------------------------------------------------------------------------------


def _image(pdf: pikepdf.Pdf, picture: Image.Image) -> Stream:
    """A picture of a page: in grey where it has no colour, and as a photograph where it would be too large."""
    grey = in_grey(picture)
    if grey is not None:
        few = grey.point(lambda shade: shade * _SHADES // 256)
        packed = zlib.compress(_half_bytes(few), 6)
        if len(packed) <= _MOST_LOSSLESS:
            return _stream(pdf, picture, packed, Name.DeviceGray, 4, Name.FlateDecode)
    else:
        packed = zlib.compress(picture.point(lambda shade: shade // _SHADES * 17).tobytes(), 6)
        if len(packed) <= _MOST_LOSSLESS:
            return _stream(pdf, picture, packed, Name.DeviceRGB, 8, Name.FlateDecode)
    kept = io.BytesIO()
    (grey or picture).save(kept, "JPEG", quality=_QUALITY)
    space = Name.DeviceGray if grey is not None else Name.DeviceRGB
    return _stream(pdf, picture, kept.getvalue(), space, 8, Name.DCTDecode)


def _stream(pdf: pikepdf.Pdf, picture: Image.Image, packed: bytes, space: Name, bits: int, how: Name) -> Stream:
    made = Stream(pdf, b"")
    made.write(packed, filter=how)
    made.Type, made.Subtype = Name.XObject, Name.Image
    made.Width, made.Height = picture.width, picture.height
    made.ColorSpace, made.BitsPerComponent = space, bits
    return made


def in_grey(picture: Image.Image) -> Image.Image | None:
    """The picture in grey, if it has no colour that a reader would miss."""
    red, green, blue = picture.split()
    for one, other in ((red, green), (green, blue)):
        if any(ImageChops.difference(one, other).histogram()[_COLOURED:]):
            return None
    return green


def _half_bytes(few: Image.Image) -> bytes:
    """Two dots in a byte, every row beginning with a byte of its own."""
    if few.width % 2:
        wider = Image.new("L", (few.width + 1, few.height))
        wider.paste(few)
        few = wider
    dots = few.tobytes()
    left, right = dots[::2], dots[1::2]
    high = int.from_bytes(left, "big") << 4
    return (high | int.from_bytes(right, "big")).to_bytes(len(left), "big")


# --- words -----------------------------------------------------------------------------------------


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    """Words that follow each other on one line, together."""
    lines: list[list[Word]] = []
    for word in words:
        before = lines[-1][-1] if lines else None
        middle = (word.line.y0 + word.line.y1) / 2
        if before is not None and before.line.y0 <= middle <= before.line.y1 and word.ink.x0 >= before.ink.x0:
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


class _Letters:
    """Fonts of letters that draw nothing and say which letter they are: as many as the words need."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.fonts = pdf.make_indirect(Dictionary())
        self.codes: dict[str, tuple[int, int]] = {}

    def line(self, words: Iterable[Word], height: float) -> bytes:
        """What writes a line of words, each fitted to its place."""
        return b"".join(self._word(word, height) for word in words)

    def _word(self, word: Word, height: float) -> bytes:
        wide, high = word.ink.x1 - word.ink.x0, word.line.y1 - word.line.y0
        on_end = len(word.text) > 1 and high > 2.5 * wide  # such words are written small, at the foot of their place
        size, length = max(wide if on_end else high, 1.0), max(wide, 0.5)
        stretch = 100 * length * 1000 / (size * _WIDE * len(word.text))
        bottom = height - word.line.y1 + size * 0.2
        begin = f"BT 3 Tr 1 0 0 1 {word.ink.x0:.2f} {bottom:.2f} Tm {stretch:.2f} Tz\n"
        return begin.encode("ascii") + self._shown(word.text + " ", size) + b"ET\n"

    def _shown(self, text: str, size: float) -> bytes:
        """The letters, changing the font where one is in another."""
        said, now = [], -1
        for sign in text:
            font, code = self._code(sign)
            if font != now:
                said.append((font, bytearray()))
                now = font
            said[-1][1].append(code)
        return b"".join(b"/F%d %.2f Tf <%s> Tj\n" % (font, size, codes.hex().encode()) for font, codes in said)

    def _code(self, sign: str) -> tuple[int, int]:
        known = self.codes.get(sign)
        if known is None:
            number = len(self.codes)
            known = self.codes[sign] = (number // _SIGNS, number % _SIGNS + 1)
        return known

    def finish(self) -> None:
        """Make the fonts, when it is known which letters there are."""
        signs = list(self.codes)
        nothing = self.pdf.make_indirect(Stream(self.pdf, b"%d 0 d0" % _WIDE))
        for number in range(0, len(signs), _SIGNS):
            font = self._font(signs[number : number + _SIGNS], nothing)
            self.fonts[f"/F{number // _SIGNS}"] = self.pdf.make_indirect(font)

    def _font(self, signs: Sequence[str], nothing: pikepdf.Object) -> Dictionary:
        names = [Name(f"/g{code}") for code in range(1, len(signs) + 1)]
        return Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, -200, _WIDE, 800]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary({str(name): nothing for name in names}),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([1, *names])),
            FirstChar=1,
            LastChar=len(signs),
            Widths=Array([_WIDE] * len(signs)),
            Resources=Dictionary(),
            ToUnicode=self.pdf.make_indirect(Stream(self.pdf, _meanings(signs))),
        )


def _meanings(signs: Sequence[str]) -> bytes:
    """Which letter each code of a font stands for."""
    pairs = []
    for code, sign in enumerate(signs, start=1):
        pairs.append(f"<{code:02X}> <{sign.encode('utf-16-be').hex().upper()}>")
    parts = [pairs[number : number + 100] for number in range(0, len(pairs), 100)]
    told = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
    head = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Words def\n/CMapType 2 def"
    space = "1 begincodespacerange\n<00> <FF>\nendcodespacerange"
    return f"{head}\n{space}\n{told}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend".encode("ascii")
