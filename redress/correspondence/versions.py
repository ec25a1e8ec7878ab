"""Which versions of a draft were saved, and how is an older one brought back?"""

from __future__ import annotations

from datetime import timedelta

from redress.correspondence.models import LetterDraft
from redress.correspondence.response_models import DraftVersion

#: What is saved by itself within this time of beginning a version takes its place: it is saved while somebody types.
TOGETHER = timedelta(minutes=10)


def kept(draft: LetterDraft, *, restored: int | None = None) -> DraftVersion:
    """Keep what the draft says now, inside the caller's transaction; the same again keeps nothing more."""
    last = DraftVersion.objects.filter(draft=draft).first()
    said = {
        "number": draft.version,
        "written": draft.written,
        "choices": draft.choices,
        "digest": draft.digest,
        "saved_at": draft.saved_at,
        "restored": restored,
    }
    if last is not None and last.number == draft.version:
        return last
    if last is not None and restored is None and _still_the_same(last, draft):
        for name, value in said.items():
            setattr(last, name, value)
        last.save()
        return last
    return DraftVersion.objects.create(draft=draft, saved_by=draft.saved_by, begun_at=draft.saved_at, **said)


def _still_the_same(last: DraftVersion, draft: LetterDraft) -> bool:
    within = draft.saved_at - last.begun_at <= TOGETHER
    return not last.pinned and last.restored is None and last.saved_by_id == draft.saved_by_id and within


def pin(draft: LetterDraft) -> None:
    """Keep the version that stands now, whatever is typed next: it was saved by hand, or somebody has looked at it."""
    DraftVersion.objects.filter(draft=draft, number=draft.version).update(pinned=True)


def versions_of(draft: LetterDraft) -> list[DraftVersion]:
    """Every version, the latest first."""
    return list(DraftVersion.objects.filter(draft=draft).select_related("saved_by"))


def version(draft: LetterDraft, number: int) -> DraftVersion | None:
    """One version by its number."""
    return DraftVersion.objects.filter(draft=draft, number=number).select_related("saved_by").first()
