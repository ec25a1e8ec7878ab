"""How is a document marked that does not go to others unless somebody chooses it?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from redress import policies
from redress.cases.reading import log_read
from redress.casework.case_page import case_to_read
from redress.casework.officers import for_officers, only_reads
from redress.records import enclosures
from redress.records.models import Document, Mark


class MarkForm(forms.Form):
    """Why a document is left out, if it is."""

    mark = forms.ChoiceField(
        label=gettext_lazy("What kind of document is it?"),
        choices=[("", gettext_lazy("An ordinary one")), *Mark.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    redact_first = forms.BooleanField(
        label=gettext_lazy("It must be redacted before it leaves the council"), required=False
    )


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: Any, reference: str, pk: int) -> HttpResponse:
    """Mark one document of a case."""
    row = case_to_read(request, reference, f"mark of document {pk}")
    policy = policies.current(row.council_id)
    if only_reads(request.actor, policy):
        raise PermissionDenied(_("Your role reads and changes nothing."))
    document = get_object_or_404(Document.objects.filter(case=row), pk=pk)
    marks = {"mark": document.mark, "redact_first": document.redact_first}
    form = MarkForm(request.POST if request.method == "POST" else None, initial=marks)
    if form.is_valid():
        enclosures.mark(document, form.cleaned_data["mark"], redact_first=form.cleaned_data["redact_first"])
        told = f"{document.mark or 'ordinary'}{', redact first' if document.redact_first else ''}"
        log_read(row, request.actor, f"document {pk} marked: {told}")
        messages.success(request, _("The mark is saved."))
        return redirect("casework:case", row.reference)
    shown = {"row": row, "document": document, "form": form, "bases": policy.bases}
    return render(request, "casework/document_mark.html", shown)
