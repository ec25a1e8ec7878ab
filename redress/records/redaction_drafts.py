"""What is to be removed of a document, as far as it has been marked, and who marked any of it?

Whoever saves says which version they saw. If somebody else has saved since, nothing is written and they are told.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from redress import jobs
from redress.accounts.models import Staff
from redress.records import found_terms, redaction_files
from redress.records.models import Document, Party
from redress.records.redaction import Box
from redress.records.redaction_models import MARKS, Ground, Redaction, RedactionState, RedactionStep

OPEN = (RedactionState.LOOKING, RedactionState.DRAFT, RedactionState.SUBMITTED)
MOST_BOXES, MOST_ON_A_PAGE = 2000, 300
_LEAST = 2.0  # points: no box is smaller either way


class MovedOn(Exception):
    """Somebody else has saved this draft since, or it is no draft any more. Nothing was saved."""

    def __init__(self, redaction: Redaction) -> None:
        super().__init__(redaction.version)
        self.redaction = redaction


class TooMany(ValueError):
    """More boxes than one page, or one document, can have. Nothing was saved."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A rectangle that somebody wants removed, in points from the upper left of its page, and why."""

    x0: float
    y0: float
    x1: float
    y1: float
    reason: str
    why: str = ""
    about: str = ""


def begin(document: Document, by: Staff, *, meant_for: Party | None = None) -> Redaction:
    """Have the pages of a document looked at, so that they can be redacted; the open redaction, if there is one."""
    opened = open_of(document)
    if opened is not None:
        return opened
    try:
        with transaction.atomic():
            redaction = Redaction.objects.create(
                council_id=document.council_id,
                case_id=document.case_id,
                document=document,
                salt=secrets.token_hex(16),
                original_as=document.stored_as,
                meant_for=meant_for.actor_id if meant_for else "",
            )
            noted(redaction, "begun", by)
            jobs.enqueue(
                "look-at-redaction",
                {"redaction": redaction.pk},
                key=f"redaction-{redaction.pk}",
                council=document.council_id,
            )
    except IntegrityError:  # somebody else, at the same time
        return Redaction.objects.get(document=document, state__in=OPEN)
    return redaction


def open_of(document: Document) -> Redaction | None:
    """The redaction of a document that somebody works on, if there is one."""
    return Redaction.objects.filter(document=document, state__in=OPEN).first()


def save_page(redaction: Redaction, page: int, marked: Iterable[Marked], by: Staff, *, seen: int) -> Redaction:
    """Put these boxes in the place of all that were on a page.

    Raises :class:`MovedOn` and :class:`TooMany`; ValueError for nonsense.
    """
    with transaction.atomic():
        draft = _draft(redaction, seen)
        lines = [_line(draft, page, each) for each in marked]
        boxes = [each for each in draft.boxes if each["page"] != page]
        return _saved(draft, _in_order([*boxes, *lines]), by)


def take(redaction: Redaction, ids: Iterable[str], reason: str, by: Staff, *, seen: int, why: str = "") -> Redaction:
    """Mark what was found and chosen. Raises :class:`MovedOn` and :class:`TooMany`."""
    wanted = set(ids)
    with transaction.atomic():
        draft = _draft(redaction, seen)
        lines = []
        for found in draft.found:
            if found["id"] in wanted:
                lines += [
                    _line(draft, found["page"], Marked(box[0], box[1], box[2], box[3], reason, why, found["text"]))
                    for box in found["boxes"]
                ]
        there = {_place(each) for each in draft.boxes}
        return _saved(draft, _in_order([*draft.boxes, *(each for each in lines if _place(each) not in there)]), by)


def look_for(redaction: Redaction, words: str, by: Staff, *, seen: int) -> int:
    """Add the places of these words to what is suggested; says how many there are. Raises :class:`MovedOn`."""
    with transaction.atomic():
        draft = _draft(redaction, seen)
        new = [each.as_row() for each in found_terms.term(redaction_files.words(draft.pictures_as), words)]
        known = {each["id"] for each in draft.found}
        draft.found = [*draft.found, *(each for each in new if each["id"] not in known)]
        draft.save(update_fields=["found"])
        redaction.found = draft.found
    return len(new)


def discard(redaction: Redaction, by: Staff) -> None:
    """Let go of what was marked; the pictures are destroyed. What was approved stays."""
    with transaction.atomic():
        locked = Redaction.objects.select_for_update().get(pk=redaction.pk)
        if locked.state not in OPEN and locked.state != RedactionState.FAILED:
            return
        noted(locked, "discarded", by)
        redaction_files.destroyed(locked.pictures_as, locked.result_pictures_as, locked.result_as)
        locked.state = RedactionState.DISCARDED
        locked.found, locked.boxes, locked.elsewhere = [], [], []
        locked.pictures_as = locked.result_as = locked.result_pictures_as = ""
        locked.save()


def noted(redaction: Redaction, what: str, by: Staff, comment: str = "") -> None:
    """Write down what was done about a redaction; such a line is never changed."""
    RedactionStep.objects.create(
        redaction=redaction, what=what, version=redaction.version, comment=comment, by=by.actor_id
    )


def boxes_of(redaction: Redaction) -> list[Box]:
    """What is taken out, as it is told to whoever writes the file anew."""
    return [
        Box(each["page"], each["x0"], each["y0"], each["x1"], each["y1"], MARKS.get(each["reason"], ""))
        for each in redaction.boxes
    ]


def _draft(redaction: Redaction, seen: int) -> Redaction:
    locked = Redaction.objects.select_for_update().get(pk=redaction.pk)
    if locked.state != RedactionState.DRAFT or locked.version != seen:
        raise MovedOn(locked)
    return locked


def _saved(draft: Redaction, boxes: Sequence[Mapping[str, Any]], by: Staff) -> Redaction:
    on_pages = Counter(each["page"] for each in boxes)
    if len(boxes) > MOST_BOXES or any(many > MOST_ON_A_PAGE for many in on_pages.values()):
        raise TooMany
    if [_place(each) for each in boxes] != [_place(each) for each in draft.boxes]:
        draft.boxes = list(boxes)
        draft.version += 1
        draft.drafters = list(dict.fromkeys([*draft.drafters, by.actor_id]))
        draft.save(update_fields=["boxes", "version", "drafters"])
    return draft


def _line(draft: Redaction, page: int, marked: Marked) -> dict[str, Any]:
    """A box as it is kept, cut to its page."""
    if not 1 <= page <= len(draft.pages) or marked.reason not in Ground.values:
        raise ValueError("no such page or reason")
    size = draft.pages[page - 1]
    left, right = sorted((marked.x0, marked.x1))
    top, bottom = sorted((marked.y0, marked.y1))
    left, top = max(0.0, min(left, size["width"] - _LEAST)), max(0.0, min(top, size["height"] - _LEAST))
    right, bottom = min(size["width"], max(right, left + _LEAST)), min(size["height"], max(bottom, top + _LEAST))
    place = {"x0": round(left, 2), "y0": round(top, 2), "x1": round(right, 2), "y1": round(bottom, 2)}
    told = {"reason": marked.reason, "why": marked.why.strip(), "about": marked.about.strip()}
    return {"id": secrets.token_hex(6), "page": page, **place, **told}


def _in_order(boxes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(boxes, key=lambda each: (each["page"], each["y0"], each["x0"]))


def _place(box: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(box[name] for name in ("page", "x0", "y0", "x1", "y1", "reason", "why"))
