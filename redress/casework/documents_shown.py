"""What is there to know of each document of a case, and what can be done with it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from redress.cases.models import Case
from redress.casework.redacting.rules import may_redact
from redress.records import documents
from redress.records.models import Document
from redress.records.redaction import is_stale
from redress.records.redaction_models import Redaction, RedactionState
from redress.rules.actors import Actor
from redress.rules.policy import Policy

_COLOURS = {RedactionState.APPROVED: "green", RedactionState.SUBMITTED: "yellow", RedactionState.FAILED: "red"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A document, why it was not accepted, and how far its redaction has got."""

    document: Document
    refusal: str
    redaction: Redaction | None
    approved: Redaction | None
    can_be_redacted: bool

    @property
    def colour(self) -> str:
        """That of the tag beside its state."""
        return _COLOURS.get(RedactionState(self.redaction.state), "blue") if self.redaction else ""

    @property
    def redacted_version(self) -> bool:
        """Whether there is an approved version that holds."""
        return self.approved is not None and not is_stale(self.approved, self.document)


def documents_shown(row: Case, actor: Actor, policy: Policy) -> list[Shown]:
    """The documents of a case, oldest first, in two questions to the database."""
    may = may_redact(actor, policy)
    kept = Redaction.objects.filter(case=row).exclude(state=RedactionState.DISCARDED).order_by("pk")
    undone = list(kept.defer("boxes", "found", "pages"))
    last: dict[Any, Redaction] = {each.document_id: each for each in undone}
    approved = {each.document_id: each for each in undone if each.state == RedactionState.APPROVED}
    return [
        Shown(each, documents.why_refused(each), last.get(each.pk), approved.get(each.pk), may and each.can_be_opened)
        for each in documents.documents_of(row)
    ]
