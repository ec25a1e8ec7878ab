"""How are the parts of a bundle bound into one PDF, with contents, bookmarks and a number on every page?

What cannot be read never spoils the whole: a slip stands in its place and says so.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from typing import Any, BinaryIO

import pikepdf
from django.utils.formats import date_format
from django.utils.translation import pgettext
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageOps

from redress.design import paper
from redress.design.parts import Part, plain
from redress.records import watermark
from redress.records.bundling.items import Bound, Entry, Frame, Item, NotBound, Section
from redress.records.bundling.lettering import font_of
from redress.records.bundling.stamps import stamped
from redress.records.bundling.tags import Tree

TEMPLATE = "/records/paper/bundle.typ"
_LINKS = "https://page.invalid/"  # how a line of the contents names its page before it is one
_A4 = (595.28, 841.89)
_PLACE = (56.0, 70.0, 539.0, 600.0)  # where on a page of ours a picture stands, under what is said of it
_WHOLE = (56.0, 70.0, 539.0, 785.0)
#: How a file that is none, or is damaged, makes itself known to its reader.
_UNREADABLE = (pikepdf.PdfError, OSError, RuntimeError, ValueError, TypeError, AttributeError, KeyError)

Progress = Callable[[str, int, int], None]


class Book:
    """One PDF while it is bound. ``cover`` are the parts of its first page."""

    def __init__(self, frame: Frame, *, as_of: datetime, progress: Progress = lambda step, done, total: None) -> None:
        self.frame, self.as_of, self._progress = frame, as_of, progress
        self.pdf = pikepdf.new()
        self.bound = Bound()
        self._tree = Tree(self.pdf)
        self._kept = ExitStack()  # what is copied from must stay open until all is written
        self._beside: list[str] = []
        self._ours: list[bool] = []

    def bind(self, cover: tuple[Part, ...], sections: list[Section], to: BinaryIO) -> Bound:
        """Bind it all and write it to a file."""
        everything = [(section, item) for section in sections for item in section.items]
        with self._kept, paper.dated(self.as_of):
            started = None
            for number, (section, item) in enumerate(everything):
                self._progress("pages", number, len(everything))
                alone = len(section.items) == 1 and item.name == section.name
                if section is not started and not alone:
                    self.bound.entries.append(Entry(section.name, 1, len(self._ours)))
                started = section
                self._add(item, level=1 if alone else 2)
            self._progress("binding", len(everything), len(everything))
            self._front(cover)
            self._finish()
            self._tree.complete()
            self.pdf.save(
                to, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, min_version="1.7"
            )
        return self.bound

    # --- items ---

    def _add(self, item: Item, *, level: int) -> None:
        at = len(self._ours)
        branch = self._tree.branch(item.name)
        if item.said:
            self._set(item.said, item.name, branch)
        try:
            if item.pages is not None:
                self._copy(item, branch)
            elif item.pictures is not None:
                self._show(item, branch)
        except NotBound as trouble:
            self.bound.notes.append((item.name, trouble.args[0]))
            self._set(item.slip(trouble.args[0]), item.name, branch)
        self._beside += [item.name] * (len(self._ours) - at)
        self.bound.entries.append(Entry(item.name, level, at, item.day, len(self._ours) - at))

    def _set(self, said: tuple[Part, ...], title: str, branch: pikepdf.Object) -> None:
        """Pages of our own with these words."""
        data = {"parts": plain(said), "contents": None, "cover": False}
        with pikepdf.open(io.BytesIO(self._printed(data, title))) as made:
            self._take(made, branch, title, ours=True)

    def _printed(self, data: dict[str, Any], title: str) -> bytes:
        data = {"look": self.frame.look, "page_of": "", **data}
        try:
            return paper.pdf(TEMPLATE, data, lang=self.frame.lang, title=title, personal=True)
        except paper.Unprintable as lacking:
            plainer = _without(data, lacking.args[0])
            return paper.pdf(
                TEMPLATE, plainer, lang=self.frame.lang, title=_without(title, lacking.args[0]), personal=True
            )

    def _copy(self, item: Item, branch: pikepdf.Object) -> None:
        """The pages of somebody's PDF. Raises :class:`NotBound` where they cannot be had."""
        assert item.pages is not None
        try:
            source = self._kept.enter_context(pikepdf.open(self._kept.enter_context(item.pages())))
            _settled(source)
            if not len(source.pages):
                raise NotBound("no-pages")
            self._take(source, branch, item.name, ours=False)
        except pikepdf.PasswordError:
            raise NotBound("locked") from None
        except _UNREADABLE:
            raise NotBound("broken") from None

    def _take(self, source: pikepdf.Pdf, branch: pikepdf.Object, name: str, *, ours: bool) -> None:
        before = len(self.pdf.pages)
        try:
            self.pdf.pages.extend(source.pages)
            taken = [self.pdf.pages[number] for number in range(before, len(self.pdf.pages))]
            if not ours:
                for page in taken:
                    _quieted(page)
            self._tree.graft(source, taken, branch, name)
        except Exception:
            del self.pdf.pages[before:]
            raise
        self._ours += [ours] * len(taken)

    def _show(self, item: Item, branch: pikepdf.Object) -> None:
        """Pictures, each on a page of ours; the first under what is said of it."""
        assert item.pictures is not None
        try:
            pictures = item.pictures()
        except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):
            raise NotBound("broken") from None
        for number, picture in enumerate(pictures):
            if number or not item.said:
                self.pdf.add_blank_page(page_size=_A4)
                self._ours.append(True)
            page = self.pdf.pages[len(self._ours) - 1]
            alt = f"{item.alt}, {number + 1}" if len(pictures) > 1 else item.alt
            self._draw(page, picture, branch, alt, _WHOLE if number or not item.said else _PLACE)

    def _draw(
        self, page: pikepdf.Page, picture: bytes, branch: pikepdf.Object, alt: str, room: tuple[float, ...]
    ) -> None:
        with Image.open(io.BytesIO(picture)) as opened:
            wide, high = opened.size
            colours = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB}[opened.mode]
        drawn = self.pdf.make_stream(picture)
        drawn.Type, drawn.Subtype, drawn.Width, drawn.Height = Name.XObject, Name.Image, wide, high
        drawn.ColorSpace, drawn.BitsPerComponent, drawn.Filter = colours, 8, Name.DCTDecode
        page.add_resource(self.pdf.make_indirect(drawn), Name.XObject, Name("/RedressPicture"))
        left, bottom, right, top = room
        scale = min((right - left) / wide, (top - bottom) / high)
        width, height = wide * scale, high * scale
        x, y = left + (right - left - width) / 2, top - height
        number = self._tree.figure(page, branch, alt, (x, y, x + width, y + height))
        page.contents_add(
            f"\n/Figure <</MCID {number}>> BDC q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm "
            f"/RedressPicture Do Q EMC\n".encode()
        )

    # --- the front, the numbers, the bookmarks ---

    def _front(self, cover: tuple[Part, ...]) -> None:
        """Cover and contents, set once more as long as their own length moves the pages they name."""
        length = 0
        front = self._front_of(cover, 1)
        while len(front.pages) > length:
            length = len(front.pages)
            front = self._front_of(cover, length)
        while len(front.pages) < length:
            front.add_blank_page(page_size=_A4)
        with front:
            for number, page in enumerate(front.pages):
                self.pdf.pages.insert(number, page)
            taken = [self.pdf.pages[number] for number in range(length)]
            self._tree.graft(front, taken, self._tree.branch(self.frame.title, first=True), self.frame.title)
            self._lead(taken)
        self._ours = [True] * length + self._ours
        self._beside = [self.frame.title] * length + self._beside
        self.bound.pages = len(self._ours)
        self.bound.entries = [
            Entry(each.name, each.level, each.page + length, each.day, each.pages) for each in self.bound.entries
        ]

    def _front_of(self, cover: tuple[Part, ...], length: int) -> pikepdf.Pdf:
        """Cover and contents as they are where they take up so many pages themselves."""
        lines = [
            {
                "name": each.name,
                "level": each.level,
                "day": date_format(each.day, pgettext("date format", "j F Y")) if each.day else "",
                "page": str(each.page + length + 1),
                "link": f"{_LINKS}{each.page + length}",
            }
            for each in self.bound.entries
        ]
        data = {"parts": plain(cover), "contents": lines, "cover": True, "words": dict(self.frame.words)}
        return pikepdf.open(io.BytesIO(self._printed(data, self.frame.title)))

    def _lead(self, pages: list[pikepdf.Page]) -> None:
        """Let each line of the contents lead to its page."""
        for page in pages:
            for note in page.obj.get(Name.Annots, Array()):
                address = str(note.get(Name.A, Dictionary()).get(Name.URI, ""))
                if address.startswith(_LINKS):
                    to = self.pdf.pages[int(address.removeprefix(_LINKS))]
                    note.A = Dictionary(S=Name.GoTo, D=Array([to.obj, Name.Fit]))

    def _finish(self) -> None:
        font = font_of(self.pdf)
        number = self.frame.words["page"]
        for at, page in enumerate(self.pdf.pages):
            if self.frame.confidential:
                watermark.mark_page(self.pdf, page)
            told = number.replace("{page}", str(at + 1)).replace("{pages}", str(self.bound.pages))
            stamped(page, font, told, f"{self.frame.reference}  {self._beside[at]}", ours=self._ours[at])
        self.bound.foreign = list(_ranges(at + 1 for at, ours in enumerate(self._ours) if not ours))
        self._bookmarks()
        self._describe()

    def _bookmarks(self) -> None:
        with self.pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(self.frame.title, 0))
            for each in self.bound.entries:
                to = pikepdf.OutlineItem(each.name, each.page)
                (outline.root if each.level == 1 else outline.root[-1].children).append(to)

    def _describe(self) -> None:
        root = self.pdf.Root
        root.Lang = pikepdf.String(self.frame.lang)
        root.PageMode = Name.UseOutlines
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        when = self.as_of.isoformat(timespec="seconds")
        with self.pdf.open_metadata(set_pikepdf_as_editor=False) as told:
            told["dc:title"] = self.frame.title
            told["dc:creator"] = [self.frame.look["name"]]
            told["dc:language"] = {self.frame.lang}
            told["xmp:CreateDate"] = told["xmp:ModifyDate"] = when
            told["xmp:CreatorTool"] = told["pdf:Producer"] = "Redress"
            if all(self._ours):
                told["pdfuaid:part"] = "1"


def as_pages(picture: bytes) -> list[bytes]:
    """Every sheet of a picture as JPEG, the right way up, in grey or in red, green and blue."""
    sheets = []
    with Image.open(io.BytesIO(picture)) as opened:
        for number in range(getattr(opened, "n_frames", 1) if opened.format == "TIFF" else 1):
            opened.seek(number)
            sheet = ImageOps.exif_transpose(opened)
            if sheet.mode in ("RGBA", "LA", "PA", "P"):
                white = Image.new("RGBA", sheet.size, "white")
                sheet = Image.alpha_composite(white, sheet.convert("RGBA"))
            sheet = sheet.convert("L" if sheet.mode in ("1", "L", "I;16", "I") else "RGB")
            kept = io.BytesIO()
            sheet.save(kept, "JPEG", quality=88)
            sheets.append(kept.getvalue())
    return sheets


def _settled(source: pikepdf.Pdf) -> None:
    """What was typed into a form becomes part of the pages: the form itself does not come along."""
    if Name.AcroForm in source.Root:
        source.generate_appearance_streams()
        source.flatten_annotations("all")


def _quieted(page: pikepdf.Page) -> None:
    """Nothing on a page of somebody else's acts: no programs run, nothing opens but addresses of the web."""
    if Name.AA in page.obj:
        del page.obj[Name.AA]
    for note in page.obj.get(Name.Annots, Array()):
        if not isinstance(note, Dictionary):
            continue
        for key in (Name.AA, Name.Dest):
            if key in note:
                del note[key]
        if Name.A in note and note.A.get(Name.S) != Name.URI:
            del note[Name.A]


def _without(data: Any, signs: str) -> Any:
    """The same data with a square in place of signs that no font of ours has: the original has them."""
    if isinstance(data, str):
        return data.translate({ord(sign): "\u25a1" for sign in signs})
    if isinstance(data, dict):
        return {key: _without(value, signs) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [_without(value, signs) for value in data]
    return data


def _ranges(numbers: Iterator[int]) -> Iterator[tuple[int, int]]:
    first = last = 0
    for number in numbers:
        if first and number == last + 1:
            last = number
            continue
        if first:
            yield first, last
        first = last = number
    if first:
        yield first, last
