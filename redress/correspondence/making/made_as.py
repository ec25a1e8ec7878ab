"""As which files can a letter be had, which does its reader need first, and what is made elsewhere?

Every file is made of the sheet that was kept when the letter was approved, and says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from redress.correspondence.blocks import Sheet
from redress.correspondence.making import on_letterhead
from redress.correspondence.making.as_braille_text import braille_text
from redress.correspondence.making.as_docx import docx_of
from redress.correspondence.making.cover_note import cover_note
from redress.correspondence.making.layouts import in_both_languages, in_easy_read
from redress.correspondence.making.letterhead import Letterhead, letterhead_of
from redress.correspondence.models import Letter
from redress.design import paper
from redress.rules.adjustments import ANOTHER_FORMAT, AUDIO, BRAILLE, EASY_READ

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class File:
    """A format of a letter: the word in its address, what it is called, and how it is made.

    ``theirs``: its reader can have it from their own page. ``needs_fonts``: our fonts must have every sign of it.
    ``is_a_print``: the letter itself, in one of the sizes of print.
    """

    slug: str
    name: Any
    ending: str
    media_type: str
    make: Callable[[Letter, Sheet, Letterhead], bytes]
    theirs: bool = True
    needs_fonts: bool = False
    is_a_print: bool = False

    @property
    def kind(self) -> Any:
        """What kind of file it is, for people."""
        return {"pdf": "PDF", "docx": "Word"}.get(self.ending, _("text file"))

    @property
    def shown_in_place(self) -> bool:
        """Whether a browser shows it by itself; otherwise it is a download."""
        return self.media_type == PDF


def _print(each: paper.Print) -> File:
    def make(letter: Letter, sheet: Sheet, head: Letterhead) -> bytes:
        return on_letterhead.printed(sheet, head, each.size)

    return File(f"{each.slug}-print", each.name, "pdf", PDF, make, needs_fonts=True, is_a_print=True)


def _both(each: paper.Print, name: Any) -> File:
    def make(_letter: Letter, sheet: Sheet, head: Letterhead) -> bytes:
        return in_both_languages(sheet, head, each.size)

    return File(_both_slug(each), name, "pdf", PDF, make, needs_fonts=True)


def _both_slug(each: paper.Print) -> str:
    return BOTH if each.slug == "standard" else f"{BOTH}-{each.slug}"


#: The letter beside its translation, by the print it is in.
BOTH = "both-languages"
_BOTH_NAMES = {
    "standard": _("English beside the translation"),
    "large": _("English beside the translation, large print"),
    "very-large": _("English beside the translation, very large print"),
}

FILES: dict[str, File] = {
    each.slug: each
    for each in (
        *map(_print, paper.PRINTS.values()),
        File("easy-read", _("Easy read"), "pdf", PDF, lambda _letter, *given: in_easy_read(*given), needs_fonts=True),
        *(_both(each, _BOTH_NAMES[each.slug]) for each in paper.PRINTS.values()),
        File("word", _("A file to edit or to have read aloud"), "docx", DOCX, lambda _letter, *given: docx_of(*given)),
        File("text", _("Plain text"), "txt", TEXT, lambda letter, _sheet, _head: letter.text.encode()),
        File(
            "braille",
            _("Text for Braille"),
            "txt",
            TEXT,
            lambda _letter, sheet, _head: braille_text(sheet),
            theirs=False,
        ),
        File("cover-note", _("Note for the print room or supplier"), "txt", TEXT, cover_note, theirs=False),
    )
}

#: Which file is made first for somebody with a need of this effect: of audio, what is read aloud.
_FIRST = {BRAILLE: "braille", EASY_READ: "easy-read", AUDIO: "text", ANOTHER_FORMAT: "word"}
#: What nobody can make here, by the effect that asks for it.
MADE_ELSEWHERE = (AUDIO, BRAILLE, ANOTHER_FORMAT)


@dataclass(frozen=True, slots=True)
class Offered:
    """A file that can be made of one letter; ``needed``: its reader needs it."""

    file: File
    needed: bool

    @property
    def slug(self) -> str:
        return self.file.slug

    @property
    def name(self) -> Any:
        return self.file.name


def offered(letter: Letter) -> list[Offered]:
    """The files that can be made of a letter, those that its reader needs first; none of a letter without a sheet."""
    if not letter.sheet:
        return []
    first = needed(letter)
    slugs = [*first, *(slug for slug in FILES if slug not in first)]
    return [Offered(FILES[slug], slug in first) for slug in slugs if _can_be_made(FILES[slug], letter)]


def first_file(letter: Letter) -> File:
    """What is made first of a letter that waits to be posted: what its reader needs, or the print that will do."""
    return next(
        (each.file for each in offered(letter) if each.needed), FILES[f"{on_letterhead.needed(letter).slug}-print"]
    )


def theirs(letter: Letter) -> list[Offered]:
    """Those of them that its reader can have from their own page."""
    return [each for each in offered(letter) if each.file.theirs]


def needed(letter: Letter) -> list[str]:
    """The files that its reader needs, by what was to be obeyed when it was approved; none for whom any will do."""
    return list(dict.fromkeys(_needed(letter)))


def _needed(letter: Letter) -> Iterator[str]:
    asked = letter.sheet.get("made_as", ())
    yield from (_FIRST[effect] for effect in asked if effect in _FIRST)
    if letter.sheet.get("points"):
        yield f"{on_letterhead.needed(letter).slug}-print"
    if letter.sheet.get("translation", {}).get("parts"):
        yield _both_slug(on_letterhead.needed(letter))
    if set(asked) & set(MADE_ELSEWHERE):
        yield "cover-note"


def made(letter: Letter, slug: str) -> bytes:
    """A letter as one of :data:`FILES`.

    Raises KeyError for a file that cannot be made of this letter, and
    :class:`redress.design.paper.Unprintable` where our fonts lack a sign of it.
    """
    file = FILES[slug]
    if not letter.sheet or not _can_be_made(file, letter):
        raise KeyError(slug)
    return file.make(letter, on_letterhead.to_be_posted(letter), letterhead_of(letter.council_id))


def name_of(letter: Letter, slug: str) -> str:
    """What such a file is called when it is kept: it says nothing of the person."""
    return f"{letter.case.reference}-{letter.pk}-{slug}.{FILES[slug].ending}"


def _can_be_made(file: File, letter: Letter) -> bool:
    if file.slug.startswith(BOTH) and not letter.sheet["translation"]["parts"]:
        return False
    return not file.needs_fonts or on_letterhead.can_be_printed(letter)
