"""What has been typed of a letter so far, and in which exact version?

A draft is saved while it is written. Its digest names one version, so that whoever must agree a response
agrees exactly what is then sent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from redress.accounts.models import Staff
from redress.cases.models import Case
from redress.correspondence import versions
from redress.correspondence.models import LetterDraft
from redress.records.seals import salted_digest, seal


class DraftMovedOn(Exception):
    """It was saved since from another page; ``draft`` is what it says now, kept whatever comes. Nothing was saved."""

    def __init__(self, draft: LetterDraft) -> None:
        super().__init__(draft.version)
        self.draft = draft


def save(
    case: Case,
    kind: str,
    written: Mapping[str, str],
    by: Staff,
    *,
    choices: Mapping[str, Any] | None = None,
    seen: int | None = None,
    restored: int | None = None,
    by_itself: bool = False,
) -> LetterDraft:
    """Save what has been typed of one letter; saving the same again makes no new version.

    ``choices`` is what else belongs to the draft, such as the outcome. ``seen`` is the version the page
    started from (0 for none): if another has been saved since, raises :class:`DraftMovedOn`. ``restored`` is the
    number of the older version that is brought back by it. ``by_itself``: the page saved it while somebody typed, and
    what it saves next may take its place; what they saved themselves stays.
    """
    with transaction.atomic():
        begun = {"version": 0, "salt": seal("draft").salt, "digest": ""}
        open_drafts = LetterDraft.objects.select_for_update()  # a second writer waits here for the first
        draft, new = open_drafts.get_or_create(case=case, kind=kind, letter=None, defaults=begun)
        if seen is None or seen == draft.version:
            return _saved(draft, written, choices or {}, by, restored=restored, by_itself=by_itself)
        if new:
            raise DraftMovedOn(draft)
        versions.pin(draft)  # they are about to read it beside their own, and to put their own in its place
    raise DraftMovedOn(draft)


def _saved(
    draft: LetterDraft,
    written: Mapping[str, str],
    choices: Mapping[str, Any],
    by: Staff,
    *,
    restored: int | None,
    by_itself: bool,
) -> LetterDraft:
    digest = digest_of(draft, written, choices)
    if not draft.version or digest != draft.digest:
        draft.written, draft.choices = dict(written), dict(choices)
        draft.version += 1
        draft.digest = digest
        draft.drafters = list(dict.fromkeys([*draft.drafters, by.actor_id]))
        draft.saved_by, draft.saved_at = by, timezone.now()
        draft.save()
        versions.kept(draft, restored=restored)
    if not by_itself:
        versions.pin(draft)
    return draft


def overtaken(
    case: Case, kind: str, written: Mapping[str, str], choices: Mapping[str, Any], *, seen: int | None
) -> None:
    """Raises :class:`DraftMovedOn` where the draft says something else than this, saved since version ``seen``."""
    draft = load(case, kind)
    if draft is None or seen is None or seen >= draft.version or digest_of(draft, written, choices) == draft.digest:
        return
    versions.pin(draft)
    raise DraftMovedOn(draft)


def load(case: Case, kind: str) -> LetterDraft | None:
    """The open draft of this letter, if anybody has begun one."""
    return LetterDraft.objects.filter(case=case, kind=kind, letter=None).first()


def drafters(case: Case, kind: str) -> tuple[str, ...]:
    """The opaque ids of everyone who wrote on the open draft, in the order in which they began."""
    draft = load(case, kind)
    return tuple(draft.drafters) if draft else ()


def digest(case: Case, kind: str, written: Mapping[str, str], choices: Mapping[str, Any] | None = None) -> str:
    """The digest under which exactly these words were or would be saved; "" while there is no draft."""
    draft = load(case, kind)
    return digest_of(draft, written, choices or {}) if draft else ""


def digest_of(draft: LetterDraft, written: Mapping[str, str], choices: Mapping[str, Any]) -> str:
    """The salted digest of these words and choices in this draft; line ends and empty contents make no difference."""
    words = {id: text.replace("\r\n", "\n").strip() for id, text in written.items() if text.strip()}
    canonical = json.dumps([words, dict(choices)], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return salted_digest(draft.salt, canonical.encode())
