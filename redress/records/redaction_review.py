"""Who looks at a redacted document before it may leave, and what do they say of it?

A second person, who marked none of it, sees the result beside the original. They approve exactly that file, or send it
back and say why.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from redress import jobs
from redress.accounts.models import Staff
from redress.records import redaction_files
from redress.records.models import Document
from redress.records.redaction import is_stale
from redress.records.redaction_drafts import MovedOn, noted
from redress.records.redaction_models import Ground, Redaction, RedactionState


class NotYet(Exception):
    """This cannot be done now; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def ask_for_result(redaction: Redaction) -> None:
    """Have the file made of what is marked now, unless that is under way or done."""
    with transaction.atomic():
        locked = Redaction.objects.select_for_update().get(pk=redaction.pk)
        if locked.state in (RedactionState.DRAFT, RedactionState.SUBMITTED) and _lacks(locked):
            locked.wanted, locked.made_trouble = locked.version, ""
            locked.save(update_fields=["wanted", "made_trouble"])
            _have_made(locked)


def is_made(redaction: Redaction) -> bool:
    """Whether there is a result of exactly what is marked now."""
    return bool(redaction.result_as) and redaction.made_of == redaction.version


def is_being_made(redaction: Redaction) -> bool:
    """Whether the worker is asked for it and has not answered."""
    return redaction.wanted == redaction.version > 0 and not is_made(redaction) and not redaction.made_trouble


def why_not_submitted(redaction: Redaction) -> str:
    """The code of what is wanting before somebody can review it; nothing where it can go."""
    if not redaction.boxes:
        return "nothing-marked"
    if any(each["reason"] == Ground.OTHER and not each["why"] for each in redaction.boxes):
        return "reason-wanting"
    return ""


def submit(redaction: Redaction, by: Staff, *, seen: int, comment: str = "") -> Redaction:
    """Give it to a reviewer. Raises :class:`NotYet` or :class:`~redress.records.redaction_drafts.MovedOn`."""
    with transaction.atomic():
        locked = _locked(redaction, RedactionState.DRAFT, seen)
        wanting = why_not_submitted(locked)
        if wanting:
            raise NotYet(wanting)
        locked.state, locked.submitted_by = RedactionState.SUBMITTED, by.actor_id
        locked.drafters = list(dict.fromkeys([*locked.drafters, by.actor_id]))
        if _lacks(locked):
            locked.wanted, locked.made_trouble = locked.version, ""
            _have_made(locked)
        locked.save()
        noted(locked, "submitted", by, comment)
    return locked


def take_back(redaction: Redaction, by: Staff, *, seen: int) -> Redaction:
    """Whoever drafted it wants to change it after all. Raises :class:`~redress.records.redaction_drafts.MovedOn`."""
    with transaction.atomic():
        locked = _locked(redaction, RedactionState.SUBMITTED, seen)
        locked.state = RedactionState.DRAFT
        locked.save(update_fields=["state"])
        noted(locked, "taken-back", by)
    return locked


def may_review(redaction: Redaction, person: Staff) -> bool:
    """Whether this person had no hand in it."""
    return person.actor_id not in redaction.drafters


def send_back(redaction: Redaction, by: Staff, comment: str, *, seen: int) -> Redaction:
    """Return it to be changed, with what is wrong. Raises :class:`NotYet` or ``MovedOn``."""
    with transaction.atomic():
        locked = _for_review(redaction, by, seen)
        locked.state = RedactionState.DRAFT
        locked.save(update_fields=["state"])
        noted(locked, "returned", by, comment)
    return locked


def approve(redaction: Redaction, by: Staff, *, seen: int, comment: str = "") -> Redaction:
    """Let exactly the file that was made be the redacted version of the document. Raises as :func:`send_back`."""
    with transaction.atomic():
        locked = _for_review(redaction, by, seen)
        if not is_made(locked):
            raise NotYet("not-made")
        if is_stale(locked, Document.objects.get(pk=locked.document_id)):
            raise NotYet("document-changed")
        locked.state, locked.approved_by, locked.approved_at = RedactionState.APPROVED, by.actor_id, timezone.now()
        redaction_files.destroyed(locked.pictures_as, locked.result_pictures_as)
        locked.pictures_as = locked.result_pictures_as = ""
        locked.found, locked.elsewhere = [], []
        locked.boxes = [{**each, "about": ""} for each in locked.boxes]  # nothing keeps the words that were removed
        locked.save()
        noted(locked, "approved", by, comment)
    return locked


def _for_review(redaction: Redaction, by: Staff, seen: int) -> Redaction:
    locked = _locked(redaction, RedactionState.SUBMITTED, seen)
    if not may_review(locked, by):
        raise NotYet("own-draft")
    return locked


def _locked(redaction: Redaction, state: str, seen: int) -> Redaction:
    locked = Redaction.objects.select_for_update().get(pk=redaction.pk)
    if locked.state != state or locked.version != seen:
        raise MovedOn(locked)
    return locked


def _lacks(redaction: Redaction) -> bool:
    return not is_made(redaction) and not is_being_made(redaction)


def _have_made(redaction: Redaction) -> None:
    jobs.enqueue(
        "make-redaction", {"redaction": redaction.pk, "version": redaction.version}, council=redaction.council_id
    )
