"""What is there to know of each document of a case, and what can be done with it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from redress.cases.models import Case
from redress.casework.redacting_rules import may_redact
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
    can_be_redacted: bool

    @property
    def colour(self) -> str:
        """That of the tag beside its state."""
        return _COLOURS.get(RedactionState(self.redaction.state), "blue") if self.redaction else ""

    @property
    def redacted_version(self) -> bool:
        """Whether there is an approved version that holds."""
        last = self.redaction
        return bool(last and last.state == RedactionState.APPROVED and not is_stale(last, self.document))


def documents_shown(row: Case, actor: Actor, policy: Policy) -> list[Shown]:
    """The documents of a case, oldest first, in two questions to the database."""
    may = may_redact(actor, policy)
    undone = Redaction.objects.filter(case=row).exclude(state=RedactionState.DISCARDED).order_by("pk")
    last: dict[Any, Redaction] = {each.document_id: each for each in undone.defer("boxes", "found", "pages")}
    return [
        Shown(each, documents.why_refused(each), last.get(each.pk), may and each.can_be_opened)
        for each in documents.documents_of(row)
    ]
