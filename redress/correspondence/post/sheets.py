"""What does the post room print: the sheet on top of a batch, and every letter behind it in its order?

The sheet names references and numbers of pages; who the people are stands in the windows of the envelopes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from redress.accounts.models import Staff
from redress.cases.summary import staff_id
from redress.correspondence.models import BatchedLetter, PostBatch
from redress.correspondence.post.batches import going, lines_of
from redress.correspondence.post.pages import NotPrintable, Pages, made_by_hand, on_a_new_sheet, pages_of
from redress.design import paper
from redress.design.parts import Heading, Items, Part, Terms, Words
from redress.design.templatetags.design import long_date, long_moment
from redress.records.whose_paper import look_of


@dataclass(frozen=True, slots=True)
class Line:
    """One letter of a batch as it is printed; ``pages`` is none where it cannot be from here: ``because`` says why."""

    line: BatchedLetter
    pages: Pages | None
    because: str = ""

    @property
    def sheets(self) -> int:
        """How many sheets of paper it takes, printed on both sides."""
        if self.pages is None:
            return 0
        own = self.pages.pages - sum(self.pages.enclosed)
        return sum((pages + 1) // 2 for pages in (own, *self.pages.enclosed))


def batch_pdf(batch: PostBatch, *, only: int = 0) -> bytes:
    """A batch as one file to be printed on both sides: the sheet on top, then each letter on a sheet of its own.

    ``only`` is one line that is printed again, without the sheet on top. What was left out, or has gone by another way
    since, is not in it.
    """
    lines = [_printed(each) for each in lines_of(batch, going(batch)) if only in (0, each.pk)]
    whole = pikepdf.Pdf.new()
    if not only:
        _added(whole, _sheet_on_top(batch, lines))
    for line in lines:
        if line.pages is not None:
            _added(whole, line.pages.pdf)
    written = io.BytesIO()
    whole.save(written)
    return written.getvalue()


def _printed(line: BatchedLetter) -> Line:
    try:
        return Line(line, pages_of(line.letter))
    except NotPrintable as error:
        return Line(line, None, error.code)


def _added(whole: pikepdf.Pdf, pdf: bytes) -> None:
    on_a_new_sheet(whole)
    with pikepdf.Pdf.open(io.BytesIO(pdf)) as pages:
        whole.pages.extend(pages.pages)


def _sheet_on_top(batch: PostBatch, lines: list[Line]) -> bytes:
    return paper.document(
        _parts(batch, lines),
        look=look_of(batch.council_id),
        title=_("Batch %(number)s for the post") % {"number": batch.number},
        lang="en-GB",
        page_of=_("Page {page} of {pages}"),
        personal=True,
    )


def _parts(batch: PostBatch, lines: list[Line]) -> list[Part]:
    print = paper.PRINTS.get(batch.print)
    maker = Staff.objects.filter(pk=staff_id(batch.made_by)).values_list("name", flat=True).first()
    number, sheets = len(lines), sum(line.sheets for line in lines)
    made = long_moment(batch.made_at)
    facts = (
        (_("Made"), _("%(moment)s, by %(name)s") % {"moment": made, "name": maker} if maker else made),
        (
            _("Letters"),
            ngettext(
                "%(number)s, on %(sheets)s sheet of paper printed on both sides",
                "%(number)s, on %(sheets)s sheets of paper printed on both sides",
                sheets,
            )
            % {"number": number, "sheets": sheets},
        ),
        (
            _("Print and postage"),
            f"{print.name if print else _('Made by hand')}, {str(batch.get_postage_display()).lower()}",
        ),
    )
    blank = "_" * 30
    posted = ((_("Posted on"), blank), (_("Number of the proof"), blank), (_("By"), blank))
    return [
        Terms(pairs=facts),
        Words(
            _(
                "Print the whole file on both sides. Each letter begins on a sheet of its own, and what must stand on "
                "one side only has empty backs. The address stands in the window."
            )
        ),
        # Before the letters, however many they are: what is filled in by hand stands on the first page, together.
        Heading(_("When it has been posted")),
        Words(_("Write the day and the number of the proof here, and mark the batch as posted in Redress.")),
        Terms(pairs=posted),
        Heading(_("Letters in their order")),
        Items(tuple(_told(line) for line in lines), numbered=True),
    ]


def _told(line: Line) -> str:
    """One letter of the list: its reference and number, its pages, and what is to be done by hand."""
    letter = line.line.letter
    said = [_("%(reference)s, letter %(number)s") % {"reference": letter.case.reference, "number": letter.pk}]
    if line.because == "must-be-redacted":
        said.append(_("DO NOT POST IT: a document that goes with it must be redacted first. Leave it out of the batch"))
    elif line.pages is None:
        said.append(_("print it from its own page in Redress"))
    else:
        said.append(_pages(line.pages.pages - line.pages.backs))
        if line.pages.backs:
            said.append(_("in colour, on one side: the backs are empty"))
        said += [
            _("enclosure %(number)s is to be printed from the case and added") % {"number": number}
            for number in line.pages.by_hand
        ]
        enclosed = len(line.pages.enclosed) - len(line.pages.by_hand)
        if enclosed:
            said.append(
                ngettext("%(number)s enclosure printed with it", "%(number)s enclosures printed with it", enclosed)
                % {"number": enclosed}
            )
    if made_by_hand(letter):
        said.append(_("to be made as: %(formats)s") % {"formats": ", ".join(letter.formats)})
    elif letter.formats:
        said.append(", ".join(letter.formats))
    said.append(_("approved %(day)s") % {"day": long_date(letter.approved_at)})
    return "; ".join(said)


def _pages(number: int) -> str:
    return ngettext("%(number)s page", "%(number)s pages", number) % {"number": number}
