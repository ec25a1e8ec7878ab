"""What does a reader see on a page of a PDF: which picture, and which words?

A word counts only if it can be seen. The page is drawn twice, with its text and without: a letter whose place looks
the same in both is hidden (in the colour of the paper, under a picture or a black bar, on a layer that is switched
off, outside the paper, or in the unseen text that programmes put behind a scan), and is not given back.

This runs only in the process of :mod:`redress.records.redacting.child`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageChops

from redress.records.redacting.shapes import Area, TooMuch, Word

DOTS = 200  # an inch: what is usual for scanned letters, and can be read when it is printed
MOST_PIXELS = 16_000_000  # of one page: A3 at 200 dots an inch; a larger one is drawn more coarsely
MOST_LETTERS = 60_000  # on one page
DIFFERENT = 24  # of 255: so much darker or lighter a letter must be than what is behind it
_FINER = 16  # places are told in parts of a dot
_FAR = 1000  # points: how a page lies is measured between places so far apart
_SMALLEST = 2.0  # points: print that nobody can read
_HYPHEN = 2  # what the reader of text gives for one at the end of a line
_NESTED = 12  # forms within forms
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


class Sheet(NamedTuple):
    """A page as it is seen: its size in points, its picture, and its words."""

    width: float
    height: float
    picture: Image.Image
    words: list[Word]


class Letter(NamedTuple):
    """One letter that can be seen: the object that draws it, its ink and its line."""

    sign: str
    by: int
    ink: Area
    line: Area


def sheet(pdf: pdfium.PdfDocument, number: int) -> Sheet:
    """A page, counted from 0, as it is seen."""
    page = pdf[number]
    width, height = page.get_size()
    if not (1 <= width <= 20_000 and 1 <= height <= 20_000):
        raise TooMuch
    scale = scale_of(width, height)
    picture = _drawn(page, scale)
    if raw.FPDFPage_GetAnnotCount(page):
        raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)  # what notes and filled-in fields show becomes text too
        page.close()
        page = pdf[number]
        words = _words(page, _drawn(page, scale), scale)
    else:
        words = _words(page, picture, scale)
    page.close()
    return Sheet(width, height, picture, words)


def scale_of(width: float, height: float) -> float:
    """Dots for each point, at which a page of this size is drawn."""
    wanted: float = DOTS / 72
    return min(wanted, (MOST_PIXELS / (width * height)) ** 0.5)


def _drawn(page: pdfium.PdfPage, scale: float) -> Image.Image:
    """The picture of a page with its notes and what is filled in, as on a screen."""
    bitmap = page.render(scale=scale, may_draw_forms=True, draw_annots=True, fill_color=(255, 255, 255, 255))
    picture: Image.Image = bitmap.to_pil().convert("RGB").copy()
    bitmap.close()
    return picture


# --- words -----------------------------------------------------------------------------------------


def _words(page: pdfium.PdfPage, seen: Image.Image, scale: float) -> list[Word]:
    text = page.get_textpage()
    try:
        many = raw.FPDFText_CountChars(text)
        if many > MOST_LETTERS:
            raise TooMuch
        if many <= 0:
            return []
        behind = _without_text(page, scale)
        letters = list(_letters(page, text, many, seen, behind))
    finally:
        text.close()
    return list(_joined(_topmost(letters)))


def _without_text(page: pdfium.PdfPage, scale: float) -> Image.Image:
    """The picture of a page with all of its text made unseen, and set back afterwards."""
    modes = [(each, raw.FPDFTextObj_GetTextRenderMode(each)) for each in _texts(page)]
    for each, _mode in modes:
        raw.FPDFTextObj_SetTextRenderMode(each, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    try:
        return _drawn(page, scale)
    finally:
        for each, mode in modes:
            raw.FPDFTextObj_SetTextRenderMode(each, mode)


def _texts(page: pdfium.PdfPage) -> Iterator[Any]:
    """Every object of a page that draws text, those within forms as well."""
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _texts_within(raw.FPDFPage_GetObject(page, index), 0)


def _texts_within(thing: Any, depth: int) -> Iterator[Any]:
    kind = raw.FPDFPageObj_GetType(thing)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        yield thing
    elif kind == raw.FPDF_PAGEOBJ_FORM:
        if depth >= _NESTED:
            raise TooMuch
        for index in range(raw.FPDFFormObj_CountObjects(thing)):
            yield from _texts_within(raw.FPDFFormObj_GetObject(thing, index), depth + 1)


def _letters(
    page: pdfium.PdfPage, text: Any, many: int, seen: Image.Image, behind: Image.Image
) -> Iterator[Letter | None]:
    """The letters that can be seen, in the order of reading; nothing where a word ends."""
    changed = ImageChops.difference(seen, behind).convert("L").point(lambda step: 255 if step >= DIFFERENT else 0)
    places = _Places(page, *seen.size)
    for index in range(many):
        code = raw.FPDFText_GetUnicode(text, index)
        sign = "-" if code == _HYPHEN else chr(code)
        if sign.isspace() or (raw.FPDFText_IsGenerated(text, index) == 1 and code != _HYPHEN):
            yield None
            continue
        ink, line = places.of(text, index)
        if not sign.isprintable() or 0xD800 <= code < 0xE000 or not _is_seen(text, index, ink, line, changed, places):
            continue
        by = raw.FPDFText_GetTextObject(text, index)
        yield Letter(_LIGATURES.get(sign, sign), ctypes.addressof(by.contents) if by else 0, ink, line)
        if code == _HYPHEN:
            yield None  # the rest of the word stands on the next line, and has a place of its own


class _Places:
    """Where letters are, in points from the upper left of the page as it is seen."""

    def __init__(self, page: pdfium.PdfPage, across: int, down: int) -> None:
        self.across, self.down = across, down
        self.width, self.height = page.get_size()
        self._box = [ctypes.c_double() for _side in range(4)]
        self._loose = raw.FS_RECTF()
        (self._left, self._top), over, up = (self._told(page, *point) for point in ((0, 0), (_FAR, 0), (0, _FAR)))
        self._over = ((over[0] - self._left) / _FAR, (over[1] - self._top) / _FAR)
        self._up = ((up[0] - self._left) / _FAR, (up[1] - self._top) / _FAR)

    def of(self, text: Any, index: int) -> tuple[Area, Area]:
        """The ink of a letter, and the line it stands in."""
        left, right, bottom, top = self._box
        raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        ink = self._seen(left.value, bottom.value, right.value, top.value)
        raw.FPDFText_GetLooseCharBox(text, index, self._loose)
        loose = self._loose
        line = self._seen(loose.left, loose.bottom, loose.right, loose.top)
        if ink.size < 0.01:
            ink = line
        return ink, line.with_(ink)

    def dots(self, area: Area) -> tuple[int, int, int, int]:
        """The same in dots of the picture, cut to it."""
        over, up = self.across / self.width, self.down / self.height
        return (
            max(0, int(area.x0 * over)),
            max(0, int(area.y0 * up)),
            min(self.across, int(area.x1 * over) + 1),
            min(self.down, int(area.y1 * up) + 1),
        )

    def _seen(self, left: float, bottom: float, right: float, top: float) -> Area:
        (x0, y0), (x1, y1) = self._point(left, top), self._point(right, bottom)
        return Area(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return (
            self._left + x * self._over[0] + y * self._up[0],
            self._top + x * self._over[1] + y * self._up[1],
        )

    def _told(self, page: pdfium.PdfPage, x: int, y: int) -> tuple[float, float]:
        """Where a point of the page's own measure is seen."""
        fine, over, down = (self.across * _FINER, self.down * _FINER), ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, *fine, 0, x, y, over, down)
        return over.value / fine[0] * self.width, down.value / fine[1] * self.height


def _is_seen(text: Any, index: int, ink: Area, line: Area, changed: Image.Image, places: _Places) -> bool:
    """Whether drawing this letter changed anything in its place, and it is large enough to be read."""
    if max(line.y1 - line.y0, line.x1 - line.x0) < _SMALLEST:
        return False
    by = raw.FPDFText_GetTextObject(text, index)
    if by and raw.FPDFTextObj_GetTextRenderMode(by) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
        return False
    left, top, right, bottom = places.dots(ink)
    return left < right and top < bottom and changed.crop((left, top, right, bottom)).getbbox() is not None


def _topmost(letters: list[Letter | None]) -> list[Letter | None]:
    """The letters without those that another one of about the same size was drawn over, which only seem to be seen."""
    squares: dict[tuple[int, int], list[Letter]] = {}
    kept: list[Letter | None] = []
    for letter in reversed(letters):
        if letter is None:
            kept.append(None)
            continue
        middle = (int((letter.ink.x0 + letter.ink.x1) / 2 // 6), int((letter.ink.y0 + letter.ink.y1) / 2 // 6))
        near = [(middle[0] + x, middle[1] + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
        if any(_is_over(above, letter) for square in near for above in squares.get(square, ())):
            continue
        squares.setdefault(middle, []).append(letter)
        kept.append(letter)
    return kept[::-1]


def _is_over(above: Letter, letter: Letter) -> bool:
    if above.by == letter.by:
        return False
    size, other = letter.ink.size, above.ink.size
    common = Area(
        max(above.ink.x0, letter.ink.x0),
        max(above.ink.y0, letter.ink.y0),
        min(above.ink.x1, letter.ink.x1),
        min(above.ink.y1, letter.ink.y1),
    )
    return other < 4 * size and common.size > size / 2


def _size(area: Area) -> float:
    return max(area.x1 - area.x0, area.y1 - area.y0)


def _joined(letters: list[Letter | None]) -> Iterator[Word]:
    """Letters joined to words."""
    word: Word | None = None
    for letter in letters:
        if letter is not None and word is not None and letter.line.meets(word.line, near=_size(letter.line)):
            word = word.goes_on(letter.sign, letter.ink, letter.line)
            continue
        if word is not None:
            yield word
        word = Word(letter.sign, letter.ink, letter.line) if letter is not None else None
    if word is not None:
        yield word
