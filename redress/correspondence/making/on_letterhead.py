"""How does a letter become a PDF on the council's paper, in the print that its reader needs?

It says what was kept when the letter was approved, to the word: the sheet that its HTML and its plain text were made
of. Only the look is of today.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace

from django.utils import translation
from django.utils.translation import gettext as _

from redress.correspondence.blocks import Sheet
from redress.correspondence.making.letterhead import DL, Letterhead, Window, letterhead_of
from redress.correspondence.models import Letter
from redress.design import paper

TEMPLATE = "/correspondence/paper/letter.typ"


class NoSheet(ValueError):
    """The letter was approved before its sheet was kept: it is printed from its page."""


def pdf_of(letter: Letter, size: paper.Size, window: Window = DL) -> bytes:
    """A kept letter as an accessible PDF, its address where the window of its envelope is.

    Raises :class:`NoSheet`, and :class:`redress.design.paper.Unprintable` where our fonts lack a sign of it.
    """
    if not letter.sheet:
        raise NoSheet
    return printed(to_be_posted(letter), letterhead_of(letter.council_id), size, window)


def to_be_posted(letter: Letter) -> Sheet:
    """The kept sheet of a letter, with the address to which it is posted.

    It can be another than that of the day of its approval: what came back goes to the address that was found since.
    The words, and what the digest covers, stay as they were kept.
    """
    sheet = Sheet.read(letter.sheet)
    return replace(sheet, address=tuple(letter.address.splitlines())) if letter.address else sheet


def printed(
    sheet: Sheet,
    head: Letterhead,
    size: paper.Size = 14,
    window: Window = DL,
    *,
    template: str = TEMPLATE,
    beside: Mapping[str, object] | None = None,
) -> bytes:
    """A letter as an accessible PDF, on this paper. Raises :class:`redress.design.paper.Unprintable`.

    ``template`` is one of :mod:`redress.correspondence.making.layouts`, which knows what it needs ``beside`` the sheet.
    """
    look = paper.looked(paper.Look(sheet.council, head.colour, head.logo, head.logo_alt))
    with translation.override(sheet.lang):
        data = {
            "letter": sheet.kept(),
            "said": said_around(sheet),
            "look": look,
            "found": _found_at(head),
            "window": asdict(window),
            "page_of": _("Page {page} of {pages}"),
            **(beside or {}),
        }
    return paper.pdf(template, data, lang=tag_of(sheet.lang), title=sheet.subject, size=size, personal=True)


def _found_at(head: Letterhead) -> dict[str, object]:
    return {
        "lines": head.lines,
        "telephone": _("Telephone: %(number)s") % {"number": head.telephone} if head.telephone else "",
        "website": head.website,
        "site": head.site,
        "returns_to": _("If undelivered, return to: %(address)s") % {"address": head.returns_to} if head.lines else "",
    }


def can_be_printed(letter: Letter) -> bool:
    """Whether a PDF can be made of it: it has a sheet, and our fonts have every sign of it."""
    return bool(letter.sheet) and not paper.unprintable(json.dumps(letter.sheet, ensure_ascii=False))


def needed(letter: Letter) -> paper.Print:
    """The print that the reader of a letter needs: the smallest of ours that is large enough."""
    points = letter.sheet.get("points", 0)
    large_enough = (each for each in paper.PRINTS.values() if each.size >= points)
    return next(large_enough, paper.PRINTS["very-large"])


def said_around(sheet: Sheet) -> dict[str, object]:
    """The fixed words around what the letter says, as `letter.html` has them."""
    beside, translated = sheet.beside, sheet.translation
    notes, after = [], []
    if beside.copy_of:
        notes.append(_("This is a copy for you. The letter went to %(name)s.") % {"name": beside.copy_of})
    elif sheet.on_behalf_of:
        notes.append(_("You are acting for %(on_behalf_of)s.") % {"on_behalf_of": sheet.on_behalf_of})
    if beside.enclosed:
        after.append(_("Enclosed: %(names)s") % {"names": ", ".join(beside.enclosed)})
    if beside.copied_to:
        after.append(_("Copy: %(names)s") % {"names": ", ".join(beside.copied_to)})
    into = _("Translation into %(language)s") % {"language": translated.language}
    return {
        "reference": f"{_('Our reference')}: {sheet.reference}",
        "greeting": _("Dear %(name)s") % {"name": sheet.name} if sheet.name else _("Hello"),
        "farewell": _("Yours sincerely"),
        "notes": notes,
        "after": after,
        "easy": _("This letter in easy words"),
        "whole": _("The whole letter"),
        "whole_on": _(
            "This letter has two parts. First it says the main things in easy words. "
            "Then comes the whole letter, from page {page}."
        ),
        "translated": into if translated.language else _("Translation"),
    }


def tag_of(code: str) -> str:
    """A language as PDF and DOCX name it, such as ``en-GB``."""
    language, _hyphen, region = code.partition("-")
    return f"{language}-{region.upper()}" if region else language
