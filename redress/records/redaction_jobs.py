"""What does the worker do for redactions? It looks at the pages of a document, and writes the document anew.

Both open a whole document that came from outside and can take minutes, so no request of a browser waits for them; the
pages that a browser shows are pictures that were drawn here.
"""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from datetime import time
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.utils.translation import gettext_lazy as _

from redress.jobs import Task, job, scheduled
from redress.records import found_terms, redaction_files
from redress.records.folding import folded
from redress.records.redaction import CannotBeRedacted, made_without, title_of, told
from redress.records.redaction_drafts import boxes_of
from redress.records.redaction_models import Redaction, RedactionState
from redress.records.redaction_names import names_for
from redress.records.redaction_sources import source_of
from redress.records.seals import salted_digest

_MOST_TOLD = 50
NOT_MANAGED = "not-managed"
_AT_WORK = (RedactionState.DRAFT, RedactionState.SUBMITTED)


def reading_given_up(payload: dict[str, Any]) -> None:
    """Nobody tries any more to read a document: its page says so, and it can be begun anew."""
    looking = Redaction.objects.filter(pk=payload["redaction"], state=RedactionState.LOOKING)
    looking.update(state=RedactionState.FAILED, trouble=NOT_MANAGED)


def making_given_up(payload: dict[str, Any]) -> None:
    """Nobody tries any more to make this version: its page says so, and it can be asked for again."""
    asked = Redaction.objects.filter(pk=payload["redaction"], version=payload["version"], wanted=payload["version"])
    asked.filter(state__in=_AT_WORK).exclude(made_of=payload["version"]).update(made_trouble=NOT_MANAGED)


@job(
    "look-at-redaction",
    title=_("Read a document that is to be redacted"),
    attempts=3,
    lease=300,
    outside=True,
    given_up=reading_given_up,
)
def look_at(task: Task) -> None:
    """Draw every page, read its words, and suggest what looks as if it should be removed."""
    redaction = _asked(task, RedactionState.LOOKING)
    if redaction is None:
        return
    content = _original(redaction)
    with tempfile.TemporaryDirectory(prefix="redaction-") as made:
        folder = Path(made)
        try:
            data, kind = source_of(redaction.document, content)
            lines = told("look", data, folder, {}, kind=kind, renew=task.renew)
        except CannotBeRedacted as trouble:
            redaction.state, redaction.trouble = RedactionState.FAILED, trouble.code
        else:
            words = [line["words"] for line in lines]
            redaction.pages = [{name: line[name] for name in ("width", "height", "scan")} for line in lines]
            redaction.found = [each.as_row() for each in found_terms.suggestions(words, names_for(redaction))]
            redaction.pictures_as = redaction_files.kept_pages(
                [folder / f"{line['page']}.png" for line in lines], words
            )
            redaction.state = RedactionState.DRAFT
    redaction.original_digest = salted_digest(redaction.salt, content)
    with task.finishing():
        if Redaction.objects.select_for_update().filter(pk=redaction.pk, state=RedactionState.LOOKING).exists():
            redaction.save()


@job(
    "make-redaction",
    title=_("Make a redacted document"),
    attempts=3,
    lease=300,
    outside=True,
    given_up=making_given_up,
)
def make(task: Task) -> None:
    """Write the document anew without what is marked, unless that has changed since it was asked for."""
    redaction = _asked(task, *_AT_WORK)
    if redaction is None or redaction.version != task.payload["version"]:
        return
    content = _original(redaction)
    before = (redaction.result_as, redaction.result_pictures_as)
    fields: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="redaction-") as made:
        try:
            if salted_digest(redaction.salt, content) != redaction.original_digest:
                raise CannotBeRedacted("cannot-be-read")
            data, kind = source_of(redaction.document, content)
            done = made_without(
                data, boxes_of(redaction), Path(made), kind=kind, title=title_of(redaction), renew=task.renew
            )
        except CannotBeRedacted as trouble:
            fields = {"made_trouble": trouble.code}
        else:
            fields = {
                "result_as": redaction_files.kept(done.pdf),
                "result_pictures_as": redaction_files.kept_pages(done.pictures, []),
                "result_digest": salted_digest(redaction.salt, done.pdf),
                "result_size": len(done.pdf),
                "made_of": redaction.version,
                "made_trouble": "",
                "elsewhere": _elsewhere(redaction_files.words(redaction.pictures_as), done.words),
            }
    with task.finishing():
        of_this = Redaction.objects.select_for_update().filter(pk=redaction.pk, version=redaction.version)
        if of_this.filter(state__in=_AT_WORK).update(**fields) and "made_of" in fields:
            redaction_files.destroyed(*before)


def _asked(task: Task, *states: str) -> Redaction | None:
    found = Redaction.objects.select_related("document", "case")
    return found.filter(pk=task.payload["redaction"], state__in=states).first()


def _original(redaction: Redaction) -> bytes:
    with default_storage.open(redaction.original_as) as stored:
        content: bytes = stored.read()
    return content


def _elsewhere(before: list[list[Any]], after: list[list[str]]) -> list[dict[str, Any]]:
    """Words of some weight that were removed in one place and can still be read in another, with the pages."""
    stands: dict[str, set[int]] = defaultdict(set)
    gone: dict[str, str] = {}
    for number, (words, left) in enumerate(zip(before, after, strict=False), start=1):
        remaining = Counter(folded(word) for word in left)
        for word in remaining:
            stands[word].add(number)
        for said in (str(row[0]) for row in words):
            plain = folded(said)
            if remaining[plain]:
                remaining[plain] -= 1
            elif len(plain) > 2 and (said[:1].isupper() or any(sign.isdigit() or sign == "@" for sign in said)):
                gone[plain] = said
    both = [{"word": said, "pages": sorted(stands[plain])} for plain, said in gone.items() if plain in stands]
    return both[:_MOST_TOLD]


@scheduled("forget-redaction-files", at=time(3, 50), title=_("Destroy files of redactions that nobody needs"))
def forget_files(task: Task) -> None:
    """Pictures and results that no row knows, because a job died or a draft was changed, are destroyed."""
    redaction_files.destroy_strays()
