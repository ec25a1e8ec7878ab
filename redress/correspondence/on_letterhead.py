"""How does a letter become a PDF on the council's paper, in the print that its reader needs?

It says what was kept when the letter was approved, to the word: the sheet that its HTML and its plain text were made
of. Only the look is of today.
"""

from __future__ import annotations

import json

from django.utils import translation
from django.utils.translation import gettext as _

from redress import policies
from redress.correspondence.blocks import Sheet
from redress.correspondence.models import Letter
from redress.design import paper

TEMPLATE = "/correspondence/paper/letter.typ"


class NoSheet(ValueError):
    """The letter was approved before its sheet was kept: it is printed from its page."""


def pdf_of(letter: Letter, size: paper.Size) -> bytes:
    """A kept letter as an accessible PDF.

    Raises :class:`NoSheet`, and :class:`redress.design.paper.Unprintable` where our fonts lack a sign of it.
    """
    if not letter.sheet:
        raise NoSheet
    return printed(Sheet.read(letter.sheet), policies.current(letter.council_id).council.colour, size)


def printed(sheet: Sheet, colour: str, size: paper.Size) -> bytes:
    """A letter as an accessible PDF, on paper of this colour. Raises :class:`redress.design.paper.Unprintable`."""
    look = paper.looked(paper.Look(name=sheet.council, colour=colour))
    with translation.override(sheet.lang):
        data = {"letter": sheet.kept(), "said": _said(sheet), "look": look, "page_of": _("Page {page} of {pages}")}
    return paper.pdf(TEMPLATE, data, lang=_tag(sheet.lang), title=sheet.subject, size=size, personal=True)


def can_be_printed(letter: Letter) -> bool:
    """Whether a PDF can be made of it: it has a sheet, and our fonts have every sign of it."""
    return bool(letter.sheet) and not paper.unprintable(json.dumps(letter.sheet, ensure_ascii=False))


def needed(letter: Letter) -> paper.Print:
    """The print that the reader of a letter needs: the smallest of ours that is large enough."""
    points = letter.sheet.get("points", 0)
    large_enough = (each for each in paper.PRINTS.values() if each.size >= points)
    return next(large_enough, paper.PRINTS["very-large"])


def _said(sheet: Sheet) -> dict[str, object]:
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
        "translated": into if translated.language else _("Translation"),
    }


def _tag(code: str) -> str:
    """A language as the PDF names it, such as ``en-GB``."""
    language, _hyphen, region = code.partition("-")
    return f"{language}-{region.upper()}" if region else language
