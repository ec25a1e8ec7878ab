"""How are the papers of a case packed for a body outside the council, and who packed which, when, and what for?

What is confidential goes into a package of its own, every page of it marked (DA 8.1.3(d)).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from redress.cases.models import Case
from redress.records.models import PackedPapers
from redress.rules.actors import Actor

PAPERS, CONFIDENTIAL = "papers", "confidential"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as it is packed: the name it bears, the day it is from, and its bytes."""

    name: str
    day: date
    content: bytes


def packed(papers: Iterable[Paper], *, head: Iterable[str]) -> bytes:
    """The papers in a ZIP archive, numbered in the order given, with an index; ``head`` are the lines above it."""
    listed = list(papers)
    names = [f"{number:03} {paper.name}" for number, paper in enumerate(listed, start=1)]
    index = [*head, "", *(f"{name}  ({paper.day.isoformat()})" for name, paper in zip(names, listed, strict=True)), ""]
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("000 index.txt", "\r\n".join(index))
        for name, paper in zip(names, listed, strict=True):
            archive.writestr(name, paper.content)
    return kept.getvalue()


def log(case: Case, kind: str, *, purpose: str, names: Iterable[str], by: Actor) -> PackedPapers:
    """Write down that papers left the case, and what for."""
    return PackedPapers.objects.create(
        council_id=case.council_id, case=case, kind=kind, purpose=purpose, names=list(names), by=by.id
    )


def packed_of(case: Case) -> list[PackedPapers]:
    """What has been packed of a case, latest first."""
    return list(PackedPapers.objects.filter(case=case).order_by("-id"))
