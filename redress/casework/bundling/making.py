"""How are the files of a bundle made from its order?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.utils import timezone
from django.utils.translation import gettext as _

from redress import policies
from redress.accounts.models import Staff
from redress.cases.models import Case
from redress.cases.summary import staff_id
from redress.casework.bundling import held, sections, told_documents
from redress.casework.bundling.gathered import Gathered
from redress.casework.bundling.kinds import KINDS
from redress.casework.bundling.secrets_out import masked_section
from redress.design import paper
from redress.records.bundled import Bundle, BundleKind
from redress.records.bundling.archive import Archive, numbered
from redress.records.bundling.book import Book
from redress.records.bundling.items import Bound, Frame, Item, Section
from redress.records.whose_paper import look_of

Progress = Callable[[str, int, int], None]
FOLDERS = {"letter": "letters"}


@dataclass(frozen=True, slots=True)
class Made:
    """One archive as it was made: where it lies, what it is called, and what is in it."""

    file: Path
    name: str
    confidential: bool
    bound: Bound
    redactions: list[int]


def made(bundle: Bundle, folder: Path, progress: Progress) -> list[Made]:
    """Make the archives of a bundle in a folder: the ordinary one, and the confidential one where there is any."""
    today = timezone.localdate(bundle.as_of)
    rows = Case.objects.filter(council=bundle.council_id, pk__in=bundle.chosen.get("cases") or [bundle.case_id])
    out = frozenset(bundle.chosen.get("left_out", ()))
    cases = [Gathered(row, today, KINDS[bundle.kind].anonymous, out) for row in rows.order_by("pk")]
    ordinary = [masked_section(each) for each in _ordinary(bundle, cases)]
    found = [_archived(bundle, cases, ordinary, folder, progress, apart=False)]
    apart = [masked_section(section) for case in cases for section in sections.confidential(bundle, case)]
    if apart:
        found.append(_archived(bundle, cases, apart, folder, progress, apart=True))
    return found


def _ordinary(bundle: Bundle, cases: list[Gathered]) -> Iterable[Section]:
    if bundle.kind == BundleKind.SUBJECT_ACCESS:
        yield from held.sections_of(bundle, cases)
    else:
        for case in cases:
            yield from sections.ordinary(bundle, case)


def _archived(
    bundle: Bundle, cases: list[Gathered], parts: list[Section], folder: Path, progress: Progress, *, apart: bool
) -> Made:
    word = "confidential" if apart else "papers"
    pages, packed = folder / f"{word}.pdf", folder / f"{word}.zip"
    ordered_by = Staff.objects.filter(pk=staff_id((bundle.again_of or bundle).by) or 0).first()
    frame = _frame(bundle, apart=apart)
    with pages.open("wb") as to:
        told = sections.cover(bundle, cases, apart=apart, who=ordered_by.name if ordered_by else "")
        bound = Book(frame, as_of=bundle.as_of, progress=progress).bind(told, parts, to)
    progress("packing", 0, 0)
    with packed.open("wb") as to:
        _pack(bundle, cases, parts, pages, bound, to, frame=frame)
    pages.unlink()
    carried = told_documents.redactions_in(item for section in parts for item in section.items)
    return Made(packed, f"{bundle.code}-{word}.zip", apart, bound, carried)


def _pack(
    bundle: Bundle,
    cases: list[Gathered],
    parts: list[Section],
    pages: Path,
    bound: Bound,
    to: IO[bytes],
    *,
    frame: Frame,
) -> None:
    archive = Archive(to, as_of=timezone.localtime(bundle.as_of))
    archive.put("confidential.pdf" if frame.confidential else "bundle.pdf", pages.open("rb"), what="bundle")
    items: list[Item] = [item for section in parts for item in section.items]
    originals = [(FOLDERS.get(each.original.what, "documents"), each.original) for each in items if each.original]
    with paper.dated(bundle.as_of):
        for name, original in numbered(originals):
            archive.put(name, original.opened(), what=original.what, record=original.record, digest=original.digest)
    archive.close(
        {
            "council": policies.current(bundle.council_id).council.name,
            "council_id": bundle.council_id,
            "reference": bundle.case.reference,
            "bundle": bundle.code,
            "kind": bundle.kind,
            "confidential": frame.confidential,
            "for": bundle.recipient,
            "purpose": bundle.purpose,
            "as_of": bundle.as_of.isoformat(timespec="seconds"),
            "pages": bound.pages,
            "cases": [
                {"reference": each.row.reference, "events": each.row.last_seq, "head": each.row.head_hash}
                for each in cases
            ],
            "contents": [{"name": each.name, "level": each.level, "page": each.page + 1} for each in bound.entries],
            "not_among_the_pages": [{"name": name, "why": why} for name, why in bound.notes],
        }
    )


def _frame(bundle: Bundle, *, apart: bool) -> Frame:
    return Frame(
        look=paper.looked(look_of(bundle.council_id, bundle.as_of)),
        lang="en-GB",
        title=sections.title_of(bundle, confidential=apart),
        reference=bundle.code,
        words={
            "page": _("Bundle page {page} of {pages}"),
            "contents": _("Contents"),
            "page_column": _("page"),
        },
        confidential=apart,
    )
