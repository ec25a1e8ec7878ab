"""Which pages does a letter come to on paper, with what is enclosed, and what can only be added by hand?"""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf
from PIL import Image

from redress.correspondence.leaving import MustBeRedacted, as_it_leaves
from redress.correspondence.making.layouts import in_easy_read
from redress.correspondence.making.letterhead import DL, NOTIFY, Window, letterhead_of
from redress.correspondence.making.made_as import MADE_ELSEWHERE
from redress.correspondence.making.on_letterhead import NoSheet, needed, pdf_of, to_be_posted
from redress.correspondence.models import Letter
from redress.design.paper import Unprintable
from redress.records import documents, enclosures
from redress.records.models import Document, Party
from redress.rules.adjustments import EASY_READ

A4 = (595, 842)  # points
_MARGIN = 28  # points round a picture, which printers cannot reach


class NotPrintable(Exception):
    """The letter, or something that goes with it, cannot be printed from here. ``code`` says what."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Pages:
    """A letter as it is printed: its pages, and of each enclosure the pages, or none where it is added by hand.

    ``backs`` of the pages are empty, for some of it must stand on one side of the paper only.
    """

    pdf: bytes
    pages: int
    enclosed: tuple[int, ...] = ()
    backs: int = 0

    @property
    def by_hand(self) -> tuple[int, ...]:
        """The enclosures, counted from 1, that are to be printed from the case and added."""
        return tuple(number for number, pages in enumerate(self.enclosed, start=1) if not pages)


def made_by_hand(letter: Letter) -> bool:
    """Whether its reader needs it as no printer makes it, such as in Braille."""
    return bool(set(MADE_ELSEWHERE) & _needs(letter))


def pages_of(letter: Letter, window: Window = DL) -> Pages:
    """The letter in the print that its reader needs, with what is enclosed. Raises :class:`NotPrintable`.

    Each enclosure begins on a sheet of its own when both sides are printed.
    """
    try:
        own, backs = _own(letter, window)
    except NoSheet:
        raise NotPrintable("no-sheet") from None
    except Unprintable:
        raise NotPrintable("signs-no-font-has") from None
    whole, enclosed = pikepdf.Pdf.open(io.BytesIO(own)), []
    for document in enclosures.with_letter(letter.opaque_id):
        with _pdf_of(document, letter.recipient) as theirs:
            enclosed.append(len(theirs.pages))
            if theirs.pages:
                on_a_new_sheet(whole)
            whole.pages.extend(theirs.pages)
    written = io.BytesIO()
    whole.save(written)
    return Pages(written.getvalue(), len(whole.pages), tuple(enclosed), backs)


def pages_for_notify(letter: Letter) -> tuple[bytes, int]:
    """The whole letter as one file, and its pages. Raises :class:`NotPrintable` where something is done by hand."""
    if made_by_hand(letter) or EASY_READ in _needs(letter):
        raise NotPrintable("made-by-hand")
    made = pages_of(letter, NOTIFY)
    if made.by_hand:
        raise NotPrintable("enclosure-by-hand")
    return made.pdf, made.pages


def _own(letter: Letter, window: Window) -> tuple[bytes, int]:
    """The letter itself in the print that its reader needs, and how many of its pages are empty backs.

    Easy read, which brings the whole letter itself, stands on one side of the paper: of both, one shines through.
    """
    if not letter.sheet or EASY_READ not in _needs(letter):
        return pdf_of(letter, needed(letter).size, window), 0
    easy, backs = _on_one_side(in_easy_read(to_be_posted(letter), letterhead_of(letter.council_id)))
    written = io.BytesIO()
    easy.save(written)
    return written.getvalue(), backs


def _on_one_side(pdf: bytes) -> tuple[pikepdf.Pdf, int]:
    """The same pages, each with an empty back; and how many."""
    pages = pikepdf.Pdf.open(io.BytesIO(pdf))
    number = len(pages.pages)
    for place in range(number, 0, -1):
        pages.add_blank_page(page_size=A4)
        pages.pages.insert(place, pages.pages[-1])
        del pages.pages[-1]
    return pages, number


def _needs(letter: Letter) -> set[str]:
    return set(letter.sheet.get("made_as", ()))


def on_a_new_sheet(pdf: pikepdf.Pdf) -> None:
    """Let what follows begin on the front of a sheet."""
    if len(pdf.pages) % 2:
        pdf.add_blank_page(page_size=A4)


def _pdf_of(document: Document, reader: Party) -> pikepdf.Pdf:
    """The pages of an enclosure; none of one that is no PDF and no picture, or cannot be read."""
    try:
        leaving = as_it_leaves(document, reader)
        if leaving.media_type == "application/pdf":
            return pikepdf.Pdf.open(io.BytesIO(leaving.content))
        if leaving.media_type.startswith("image/"):
            return pikepdf.Pdf.open(io.BytesIO(_picture(leaving.content)))
    except MustBeRedacted as error:
        raise NotPrintable(error.code) from None
    except (documents.NotToBeOpened, pikepdf.PdfError, OSError, ValueError):
        pass
    return pikepdf.Pdf.new()


def _picture(content: bytes) -> bytes:
    """A picture as large as it fits on a page."""
    with Image.open(io.BytesIO(content)) as opened:
        picture = opened.convert("RGB")
    dots = 2  # to a point: 144 to the inch
    room = ((A4[0] - 2 * _MARGIN) * dots, (A4[1] - 2 * _MARGIN) * dots)
    if picture.width > picture.height:
        picture = picture.rotate(90, expand=True)
    picture.thumbnail(room)
    page = Image.new("RGB", (A4[0] * dots, A4[1] * dots), "white")
    page.paste(picture, ((page.width - picture.width) // 2, _MARGIN * dots))
    written = io.BytesIO()
    page.save(written, "PDF", resolution=72 * dots)
    return written.getvalue()
