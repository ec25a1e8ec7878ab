"""Which document does an officer want to redact, may they, and how far has it got?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from redress import policies
from redress.accounts.models import Staff
from redress.cases.models import Case
from redress.cases.reading import log_read
from redress.casework.case_page import case_to_read
from redress.casework.officers import for_officers
from redress.casework.redacting.rules import may_redact
from redress.records.models import Document, DocumentState
from redress.records.redaction_models import Redaction, RedactionState

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Desk:
    """A document of a case, the last of its redactions that was not discarded, and whether any approved one is used."""

    row: Case
    document: Document
    redaction: Redaction | None
    has_approved: bool = False

    def to(self, page: str = "redact", /, **query: Any) -> HttpResponse:
        """Go on to one of the pages of this document."""
        asked = "?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else ""
        address = redirect(f"casework:{page}", self.row.reference, self.document.pk)
        address["Location"] += asked
        return address


def at_desk(page: str) -> Callable[[View], View]:
    """A page about one document, for those who may redact it; its reading is written down under this name."""

    def guarded(view: View) -> View:
        @wraps(view)
        def shown(request: Any, reference: str, pk: int, **more: Any) -> HttpResponse:
            told = " ".join([page, str(pk), *(str(value) for value in more.values())])
            row = case_to_read(request, reference, told)
            if not may_redact(request.actor, policies.current(row.council_id)):
                log_read(row, request.actor, told, refused=True)
                raise PermissionDenied(_("Only those who answer complaints or the Ombudsman redact documents."))
            document = get_object_or_404(Document.objects.filter(case=row, state=DocumentState.SAFE), pk=pk)
            kept = Redaction.objects.filter(document=document).exclude(state=RedactionState.DISCARDED)
            approved = Exists(kept.filter(state=RedactionState.APPROVED))
            last: Any = kept.annotate(beside_an_approved=approved).order_by("-pk").first()
            has_approved = last is not None and last.beside_an_approved
            return view(request, Desk(row, document, last, has_approved), **more)

        return for_officers(shown)

    return guarded


def names_of(redaction: Redaction | None) -> dict[str, str]:
    """The names behind the opaque ids of those who did something about it."""
    if redaction is None:
        return {}
    ids = {*redaction.drafters, redaction.submitted_by, redaction.approved_by}
    ids |= {step.by for step in redaction.steps.all()}
    numbers = [int(each.partition(":")[2]) for each in ids if each.partition(":")[2].isdecimal()]
    return {person.actor_id: person.name for person in Staff.objects.filter(pk__in=numbers)}
