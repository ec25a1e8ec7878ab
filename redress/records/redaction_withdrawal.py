"""An approved redaction turns out to be wrong: how is it taken out of use, and who did that, when and why?

From then on the document counts as not redacted, for everybody: an older version that was approved is not used in its
place, and the document leaves in no form until a new version is approved. What left before stays as it left.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from redress.accounts.models import Staff
from redress.records.models import Document
from redress.records.redaction_drafts import MovedOn, noted
from redress.records.redaction_models import Redaction, RedactionState, RedactionStep

WITHDRAWN = "withdrawn"


def approved_last(document: Document) -> Redaction | None:
    """The redaction of a document that was approved last, whoever it is for and whether or not it still holds."""
    return Redaction.objects.filter(document=document, state=RedactionState.APPROVED).order_by("-pk").first()


def withdraw(redaction: Redaction, by: Staff, why: str) -> None:
    """Let no approved version of a document be used any more. ``redaction`` is the one that was approved last.

    The document is marked to be redacted before it leaves, so that it does not go whole in place of the version that
    was wrong. Raises :class:`~redress.records.redaction_drafts.MovedOn` where another has been approved since, or
    somebody withdrew it already.
    """
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=redaction.document_id)
        approved = Redaction.objects.select_for_update().filter(document=document, state=RedactionState.APPROVED)
        rows = list(approved.order_by("pk"))
        if not rows or rows[-1].pk != redaction.pk:
            raise MovedOn(redaction)
        for each in rows:
            each.state = RedactionState.WITHDRAWN
            each.save(update_fields=["state"])
            noted(each, WITHDRAWN, by, why)
        document.redact_first = True
        document.save(update_fields=["redact_first"])


def withdrawals_of(redactions: Iterable[int]) -> list[RedactionStep]:
    """How those of these redactions that were withdrawn came to be so, the first first, each with its redaction."""
    steps = RedactionStep.objects.filter(redaction__in=list(redactions), what=WITHDRAWN)
    return list(steps.select_related("redaction__document").order_by("pk"))
