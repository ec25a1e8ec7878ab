"""What was taken out of which page, and on what ground, without saying what it was?

The list goes with a redacted document to whoever receives it, so nothing of what was removed stands in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from redress.design import paper
from redress.design.parts import Heading, Items, Part, Words
from redress.records.redaction import LANGUAGE, title_of
from redress.records.redaction_models import Ground, Redaction
from redress.records.whose_paper import look_of


@dataclass(frozen=True, slots=True)
class Line:
    """Why something was removed on a page, and how many boxes there are for that reason."""

    page: int
    reason: str
    boxes: int


def lines_of(redaction: Redaction) -> list[Line]:
    """One line for each reason on each page, in the order of the pages."""
    counted: dict[tuple[int, str], int] = {}
    for box in redaction.boxes:
        reason = box["why"] if box["reason"] == Ground.OTHER and box["why"] else str(Ground(box["reason"]).label)
        counted[box["page"], reason] = counted.get((box["page"], reason), 0) + 1
    return [Line(page, reason, boxes) for (page, reason), boxes in counted.items()]


def schedule_of(redaction: Redaction, name: str = "") -> list[Part]:
    """What is told of one redacted document, as parts of a page or of a PDF; ``name`` is what its reader calls it."""
    told = []
    for line in lines_of(redaction):
        if line.boxes == 1:
            told.append(_("Page %(page)d: %(reason)s") % {"page": line.page, "reason": line.reason})
        else:
            several = {"page": line.page, "reason": line.reason, "boxes": line.boxes}
            told.append(_("Page %(page)d, in %(boxes)d places: %(reason)s") % several)
    when = date_format(timezone.localdate(redaction.approved_at), "j F Y") if redaction.approved_at else ""
    head = name or title_of(redaction)
    approved = _("The redacted version was approved on %(day)s, by somebody who had no hand in making it.") % {
        "day": when
    }
    return [Heading(head), *([Words(approved)] if when else []), Items(tuple(told))]


def schedule_pdf(redactions: Iterable[Redaction]) -> bytes:
    """The list for these documents of one case, as a PDF."""
    listed = list(redactions)
    return paper.document(
        [part for each in listed for part in schedule_of(each)],
        look=look_of(listed[0].council_id),
        title=_("What was removed, and why"),
        lang=LANGUAGE,
        page_of=_("Page {page} of {pages}"),
        about=listed[0].case.reference,
        personal=True,
    )
