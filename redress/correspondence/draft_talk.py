"""What do colleagues say to each other of a draft, and who was asked to review it? No letter and no notice reads it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from redress.accounts.models import Staff
from redress.correspondence import versions
from redress.correspondence.models import LetterDraft
from redress.correspondence.response_models import DraftComment, DraftReview, ReviewDecision
from redress.records.seals import tidy


def comment(draft: LetterDraft, text: str, *, by: Staff, key: str, point: str = "") -> DraftComment | None:
    """Say something of the draft as it stands, of a point or of the whole; the same key again says it once."""
    text = tidy(text)
    if not text:
        return None
    said = {"draft": draft, "number": draft.version, "point": point, "text": text, "by": by}
    with transaction.atomic():
        made, _new = DraftComment.objects.get_or_create(key=key, defaults=said)
        versions.pin(draft)
    return made


def resolve(draft: LetterDraft, pk: int, *, by: Staff) -> bool:
    """Mark a comment as seen to; whether there was such a comment. A second time changes nothing."""
    of_draft = DraftComment.objects.filter(draft=draft, pk=pk)
    of_draft.filter(resolved_at=None).update(resolved_by=by, resolved_at=timezone.now())
    return of_draft.exists()


def comments_on(draft: LetterDraft) -> list[DraftComment]:
    """Everything that was said of a draft, oldest first."""
    return list(DraftComment.objects.filter(draft=draft).select_related("by", "resolved_by").order_by("id"))


def ask(draft: LetterDraft, of: Staff, *, by: Staff) -> tuple[DraftReview, bool]:
    """Ask a colleague to review the draft; whether they had not been asked yet."""
    with transaction.atomic():
        said = {"number": draft.version, "asked_by": by}
        review, new = DraftReview.objects.get_or_create(draft=draft, asked=of, decision="", defaults=said)
        versions.pin(draft)
    return review, new


def decide(draft: LetterDraft, decision: str, *, by: Staff) -> list[DraftReview]:
    """Whoever was asked says that nothing is to be changed, or returns it: the reviews that end by it."""
    with transaction.atomic():
        waiting = list(DraftReview.objects.select_for_update().filter(draft=draft, asked=by, decision=""))
        for review in waiting:
            review.decision = ReviewDecision(decision)
            review.decided_number, review.decided_at = draft.version, timezone.now()
            review.save(update_fields=["decision", "decided_number", "decided_at"])
        versions.pin(draft)
    return waiting


def reviews_of(draft: LetterDraft) -> list[DraftReview]:
    """Who was asked to review the draft, oldest first, and what came of it."""
    return list(DraftReview.objects.filter(draft=draft).select_related("asked", "asked_by").order_by("id"))
