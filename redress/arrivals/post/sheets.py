"""What is on the sheets of a scan: how many are there, how do they look, what is written on them?

This file runs as a process of its own (:mod:`redress.arrivals.post.apart` starts it, with limits): a scan comes from
outside, and whatever it does to the programmes that open it, it does there. It knows nothing of this product and
answers on its output, one JSON object a line. ``{"trouble": code}`` is the last line where it cannot go on.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from PIL import Image, ImageSequence

MOST_PIXELS = 60_000_000  # of one picture or one sheet: A3 at 600 dots an inch in four parts
#: What this process may use: bytes of memory, seconds of computing, bytes of a file that it writes, no dump.
LIMITS = {
    resource.RLIMIT_AS: 2 * 1024**3,
    resource.RLIMIT_CPU: 900,
    resource.RLIMIT_FSIZE: 1024**3,
    resource.RLIMIT_CORE: 0,
}

LARGE, SMALL = 1000, 260  # how wide the pictures of a sheet are, in dots
READ_AT = 200  # dots an inch at which a sheet is drawn to be read
MOST_READ = 12_000_000  # dots of a sheet that is drawn to be read
PICTURES = {"jpg": ("JPEG", "MPO"), "jpeg": ("JPEG", "MPO"), "png": ("PNG",), "tif": ("TIFF",), "tiff": ("TIFF",)}

#: A sheet is blank if fewer than so many in a million of its dots, edges left out, are dark: fewer than one word has.
BLANK = 100
DARK = 140
EDGE = 0.04

#: The bars of the sheet that parts letters: so thick, in the thickness of the narrow one, which the gaps have too.
BARS = (2, 1, 2, 1, 2)
SOLID = 0.8  # so much of a row must be dark to be part of a bar


class Trouble(Exception):
    """The scan cannot be used; its message is a code."""


def main(arguments: list[str]) -> None:
    """``look FILE FOLDER MOST``, ``draw FILE FOLDER NUMBER``, ``text FILE``, or ``letter OUT`` with a plan on stdin."""
    for limit, most in LIMITS.items():
        resource.setrlimit(limit, (most, most))
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    command, *rest = arguments
    try:
        for line in COMMANDS[command](*rest):
            sys.stdout.write(json.dumps(line) + "\n")
            sys.stdout.flush()
    except Trouble as trouble:
        sys.stdout.write(json.dumps({"trouble": str(trouble)}) + "\n")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        sys.stdout.write(json.dumps({"trouble": "too-large-inside"}) + "\n")
    except (pdfium.PdfiumError, pikepdf.PdfError, OSError, ValueError, SyntaxError, RuntimeError, MemoryError):
        sys.stdout.write(json.dumps({"trouble": "cannot-be-read"}) + "\n")


# --- looking -------------------------------------------------------------------------------------


def look(file: str, folder: str, most: str) -> Iterator[dict[str, Any]]:
    """Each sheet as two pictures in the folder; first how many there are, and whether a PDF was made of pictures."""
    source, made = Path(file), ""
    ending = source.suffix.lstrip(".").lower()
    if ending in PICTURES:
        made = str(Path(folder) / "whole.pdf")
        _bound(source, PICTURES[ending], Path(made), most=int(most))
        source = Path(made)
    pdf = _opened(source)
    if len(pdf) > int(most):
        raise Trouble("too-many-pages")
    if not len(pdf):
        raise Trouble("cannot-be-read")
    yield {"pages": len(pdf), "pdf": made}
    for number in range(len(pdf)):
        picture = _drawn(pdf, number, width=LARGE)
        picture.save(Path(folder) / f"{number}.jpg", "JPEG", quality=70)
        small = picture.resize((SMALL, max(1, picture.height * SMALL // picture.width)))
        small.save(Path(folder) / f"{number}-small.jpg", "JPEG", quality=70)
        parts = parts_letters(picture)
        yield {"page": number, "blank": not parts and is_blank(picture), "separator": parts}


def _opened(source: Path) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(source)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise Trouble("is-locked" if locked else "cannot-be-read") from None


def _drawn(pdf: pdfium.PdfDocument, number: int, *, width: int = 0, dots: int = 0) -> Image.Image:
    """One sheet in shades of grey: so wide, or with so many dots an inch; never larger than can be held."""
    page = pdf[number]
    wide, high = page.get_size()  # in 72nds of an inch
    if not (0 < wide < 20_000 and 0 < high < 20_000):
        raise Trouble("too-large-inside")
    scale = width / wide if width else dots / 72
    most = (MOST_READ / (wide * high)) ** 0.5
    drawn: Image.Image = page.render(scale=min(scale, most), grayscale=True, may_draw_forms=False).to_pil()
    page.close()
    return drawn.convert("L")


def _bound(source: Path, formats: tuple[str, ...], target: Path, *, most: int) -> None:
    """The frames of a picture as the sheets of a PDF."""
    with Image.open(source, formats=formats) as picture:
        frames = getattr(picture, "n_frames", 1)
        if frames > most:
            raise Trouble("too-many-pages")
        with pikepdf.new() as whole:
            for frame in ImageSequence.Iterator(picture):
                with pikepdf.open(io.BytesIO(_one_sheet(frame))) as sheet:
                    whole.pages.extend(sheet.pages)
            whole.save(target)


def _one_sheet(frame: Image.Image) -> bytes:
    if frame.width * frame.height > MOST_PIXELS:
        raise Trouble("too-large-inside")
    across = frame.info.get("dpi", (0, 0))[0]
    dots = float(across) if 60 <= float(across or 0) <= 1200 else frame.width / 8.27  # as wide as a sheet of A4
    picture = frame if frame.mode in ("1", "L", "RGB") else frame.convert("RGB")
    kept = io.BytesIO()
    picture.save(kept, "PDF", resolution=dots)
    return kept.getvalue()


def is_blank(picture: Image.Image) -> bool:
    """Whether there is next to nothing on a sheet, its edges left out."""
    edge = (int(picture.width * EDGE), int(picture.height * EDGE))
    inner = picture.crop((*edge, picture.width - edge[0], picture.height - edge[1]))
    dark = sum(inner.histogram()[:DARK])
    return dark * 1_000_000 < BLANK * inner.width * inner.height


def parts_letters(picture: Image.Image) -> bool:
    """Whether it is the sheet that is laid between letters, whichever way round it was scanned."""
    turned = picture.transpose(Image.Transpose.ROTATE_90)
    return any(_has_bars(each) for each in (picture, turned))


def _has_bars(picture: Image.Image) -> bool:
    """Whether five bars, thick and thin by turns, go right across."""
    middle = picture.crop((picture.width // 4, 0, picture.width * 3 // 4, picture.height))
    rows = middle.point(lambda grey: 255 if grey < DARK else 0).resize((1, middle.height), Image.Resampling.BOX)
    runs = _runs([value >= SOLID * 255 for value in rows.tobytes()])
    for start, (dark, _length) in enumerate(runs):
        found = [length for _dark, length in runs[start : start + 2 * len(BARS) - 1]]
        if dark and len(found) == 2 * len(BARS) - 1 and _fit(found):
            return True
    return False


def _runs(rows: list[bool]) -> list[tuple[bool, int]]:
    runs: list[tuple[bool, int]] = []
    for dark in rows:
        if runs and runs[-1][0] == dark:
            runs[-1] = (dark, runs[-1][1] + 1)
        else:
            runs.append((dark, 1))
    return runs


def _fit(lengths: list[int]) -> bool:
    """Whether bars and gaps are as thick as they should be, a third more or less."""
    wanted = [BARS[place // 2] if place % 2 == 0 else 1 for place in range(len(lengths))]
    unit = sum(lengths) / sum(wanted)
    return unit >= 4 and all(abs(got / unit - want) <= want / 3 for got, want in zip(lengths, wanted, strict=True))


# --- reading -------------------------------------------------------------------------------------


def text(file: str) -> Iterator[dict[str, Any]]:
    """What a PDF itself says is written on each sheet."""
    pdf = _opened(Path(file))
    for number in range(len(pdf)):
        page = pdf[number]
        yield {"page": number, "text": page.get_textpage().get_text_bounded()[:20_000]}
        page.close()


def draw(file: str, folder: str, number: str) -> Iterator[dict[str, Any]]:
    """One sheet as a picture large enough to be read."""
    pdf = _opened(Path(file))
    target = Path(folder) / f"{number}.png"
    _drawn(pdf, int(number), dots=READ_AT).save(target, "PNG")
    yield {"picture": str(target)}


# --- taking apart --------------------------------------------------------------------------------


def letter(target: str) -> Iterator[dict[str, Any]]:
    """A PDF of some sheets of others; the plan names the file and the place of each."""
    plan: list[tuple[str, int]] = json.load(sys.stdin)
    opened = {file: pikepdf.open(file) for file, _place in plan}
    with pikepdf.new() as whole:
        for file, place in plan:
            whole.pages.append(opened[file].pages[place])
            for extra in ("/Annots", "/AA"):  # a sheet of paper has no links and runs nothing
                if extra in whole.pages[-1]:
                    del whole.pages[-1][extra]
        whole.save(target, compress_streams=True)
    yield {"pages": len(plan)}


COMMANDS: dict[str, Callable[..., Iterator[dict[str, Any]]]] = {
    "look": look,
    "text": text,
    "draw": draw,
    "letter": letter,
}

if __name__ == "__main__":
    main(sys.argv[1:])
