"""What does the process apart do: look at every page of a document, or write it anew with some of it blackened?

This runs only in the process of :mod:`redress.records.redacting.child`.
"""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont, ImageSequence

from redress.records.redacting import drawing, plainer
from redress.records.redacting.shapes import Area, TooMuch, Word, left_standing
from redress.records.redacting.writing import Written, in_grey

MOST_PIXELS = 100_000_000  # of one picture that somebody sent
MOST_PAGES = 300
ON_SCREEN = 900  # dots: how wide a page is shown
ENOUGH = 20  # letters that can be seen, by which a page says for itself what is written there
SECONDS_A_PAGE = 60  # of the programme that reads pictures
MOST_READ = 60  # pages of one document that it reads
PICTURES = {"jpg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",), "tiff": ("TIFF",)}
_PALE = 200  # a page that has nothing darker is empty
_A4 = (8.27, 11.69)


class Trouble(Exception):
    """The document cannot be used; its message is a code."""


def look(file: Path, folder: Path, asked: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Each page as a picture for the screen, with its size and its words."""
    pages = _Pages(file, folder, asked)
    for number, sheet in pages:
        words = pages.read(sheet.picture, sheet, number) if pages.wants_reading(sheet) else sheet.words
        _shown(sheet.picture, folder / f"{number}.png")
        yield {
            "page": number,
            "of": pages.many,
            "width": round(sheet.width, 2),
            "height": round(sheet.height, 2),
            "scan": pages.wants_reading(sheet),
            "words": [[word.text, *(round(side, 2) for side in word.ink)] for word in words],
        }


def redact(file: Path, folder: Path, asked: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The document anew as ``result.pdf``, and each page of it as a picture for the screen."""
    written = Written(title=asked["title"], lang=asked["lang"])
    pages = _Pages(file, folder, asked)
    over: dict[int, list[tuple[Area, str]]] = {}
    said: list[Counter[str]] = []
    for page, x0, y0, x1, y1, mark in asked["boxes"]:
        over.setdefault(page, []).append((Area(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), mark))
    for number, sheet in pages:
        boxes = over.get(number, [])
        picture = blackened(sheet.picture, sheet.width, boxes)
        words = pages.read(picture, sheet, number) if pages.wants_reading(sheet) else sheet.words
        left = left_standing(words, [area for area, _mark in boxes])
        written.add(sheet.width, sheet.height, picture, left)
        _shown(picture, folder / f"{number}.png")
        yield {"page": number, "of": pages.many, "words": [word.text for word in left]}
        said.append(Counter("".join(word.text for word in left)))
    written.saved(folder / "result.pdf")
    if not _says_no_more(folder / "result.pdf", said):
        raise Trouble("not-removed")
    yield {"done": True}


def _says_no_more(result: Path, said: list[Counter[str]]) -> bool:
    """Whether another reader of text finds on no page of the result a letter more than was put there."""
    with pdfium.PdfDocument(result) as pdf:
        if len(pdf) != len(said):
            return False
        for page, allowed in zip(pdf, said, strict=True):
            text = page.get_textpage().get_text_bounded()
            if Counter(sign for sign in text if not sign.isspace()) - allowed:
                return False
    return True


def blackened(picture: Image.Image, width: float, boxes: Iterable[tuple[Area, str]]) -> Image.Image:
    """The picture with the boxes painted over, each with a mark where there is room for it."""
    painted = picture.copy()
    draw, scale = ImageDraw.Draw(painted), picture.width / width
    for area, mark in boxes:
        left, top, right, bottom = area.x0 * scale, area.y0 * scale, area.x1 * scale, area.y1 * scale
        draw.rectangle((int(left) - 1, int(top) - 1, int(right) + 1, int(bottom) + 1), fill="black")
        size = min(bottom - top - 4, 26)
        if mark and size >= 12:
            font = ImageFont.load_default(size * 0.75)
            if draw.textlength(mark, font=font) < right - left - 6:
                draw.text(((left + right) / 2, (top + bottom) / 2), mark, font=font, fill="white", anchor="mm")
    return painted


def _shown(picture: Image.Image, path: Path) -> None:
    """A smaller picture for the screen."""
    small = picture.resize((ON_SCREEN, max(1, round(picture.height * ON_SCREEN / picture.width))), Image.Resampling.BOX)
    (in_grey(small) or small.quantize(64)).save(path, "PNG")


class _Pages:
    """The pages of a document, one after the other."""

    def __init__(self, file: Path, folder: Path, asked: Mapping[str, Any]) -> None:
        self.folder, self.programme, self.languages = folder, asked.get("reader", ""), asked.get("languages", "eng")
        self.asked, self.reads = asked, 0
        ending = asked.get("kind", "pdf")
        if ending in PICTURES:
            file = _bound(file, PICTURES[ending], folder / "pictures.pdf")
        try:
            plainer.plainer(file, folder / "plainer.pdf")
        except pikepdf.PasswordError:
            raise Trouble("is-locked") from None
        except TooMuch:
            raise Trouble("too-large-inside") from None
        self.pdf = pdfium.PdfDocument(folder / "plainer.pdf")
        self.pdf.init_forms()
        self.many = len(self.pdf)
        if self.many > min(asked.get("most", MOST_PAGES), MOST_PAGES):
            raise Trouble("too-many-pages")
        if not self.many:
            raise Trouble("cannot-be-read")

    def __iter__(self) -> Iterator[tuple[int, drawing.Sheet]]:
        for index in range(self.many):
            try:
                yield index + 1, drawing.sheet(self.pdf, index)
            except TooMuch:
                raise Trouble("too-large-inside") from None

    def wants_reading(self, sheet: drawing.Sheet) -> bool:
        """Whether a page does not say for itself what is written on it."""
        return sum(len(word.text) for word in sheet.words) < ENOUGH

    def read(self, picture: Image.Image, sheet: drawing.Sheet, number: int) -> list[Word]:
        """The words that a programme reads in the picture as it is given, and nowhere else."""
        if not self.programme or self.reads >= MOST_READ or not any(picture.convert("L").histogram()[:_PALE]):
            return sheet.words
        self.reads += 1
        path = self.folder / f"read-{number}.png"
        picture.convert("L").save(path)
        try:
            said = _said_by(self.programme, self.languages, path)
        finally:
            path.unlink()
        return list(_words_of(said, sheet.width / picture.width)) or sheet.words


def _said_by(programme: str, languages: str, picture: Path) -> str:
    """What the programme answers: a line for each word, or nothing; it is a help, and may fail."""
    command = [programme, str(picture), "stdout", "-l", languages, "--psm", "3", "--dpi", str(drawing.DOTS), "tsv"]
    try:
        done = subprocess.run(  # noqa: S603 (no shell; the path and the name of the picture are ours)
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath, "OMP_THREAD_LIMIT": "1"},
            timeout=SECONDS_A_PAGE,
            check=False,
        )
    except (subprocess.SubprocessError, OSError):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _words_of(said: str, scale: float) -> Iterator[Word]:
    for line in said.splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) != 12 or cells[0] != "5" or not cells[11].strip() or float(cells[10]) < 30:
            continue
        left, top, width, height = (int(cell) * scale for cell in cells[6:10])
        place = Area(left, top, left + width, top + height)
        yield Word("".join(sign for sign in cells[11] if sign.isprintable() and not sign.isspace()), place, place)


def _bound(file: Path, formats: tuple[str, ...], target: Path) -> Path:
    """A PDF of a picture that somebody sent, each of its sheets no larger than A4."""
    sheets: list[Image.Image] = []
    with Image.open(file, formats=formats) as opened:
        if getattr(opened, "n_frames", 1) > MOST_PAGES:
            raise Trouble("too-many-pages")
        for sheet in ImageSequence.Iterator(opened) if opened.format == "TIFF" else [opened]:
            if sheet.width * sheet.height > MOST_PIXELS:
                raise Trouble("too-large-inside")
            small = sheet.convert("RGBA" if "transparency" in sheet.info or sheet.mode in ("LA", "RGBA") else "RGB")
            flat = Image.new("RGB", small.size, "white")
            flat.paste(small, mask=small.getchannel("A") if small.mode == "RGBA" else None)
            flat.thumbnail((int(_A4[0] * drawing.DOTS * 1.2), int(_A4[1] * drawing.DOTS * 1.2)))
            sheets.append(flat)
    with target.open("wb") as out:
        for index, flat in enumerate(sheets):
            dots = max(flat.width / _A4[0], flat.height / _A4[1], 36)
            flat.save(out, "PDF", resolution=dots, quality=92, append=index > 0)
    return target


COMMANDS = {"look": look, "redact": redact}
