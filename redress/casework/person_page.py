"""How is what is known of a person set right: a name misheard, an address that mail cannot reach?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from redress import policies
from redress.cases.models import Case
from redress.cases.reading import log_read
from redress.casework.case_page import case_to_read
from redress.casework.officers import for_officers, only_reads
from redress.records import people
from redress.records.models import Party, Person

FIELDS = ["name", "email", "telephone", "address", "postcode", "preferred"]


class PersonForm(forms.ModelForm):
    """What is known of somebody; letters already sent stay as they were."""

    class Meta:
        model = Person
        fields = FIELDS
        labels = {
            "name": gettext_lazy("Full name"),
            "address": gettext_lazy("Postal address"),
            "preferred": gettext_lazy("How would they like to hear from us?"),
        }


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: Any, reference: str, pk: int) -> HttpResponse:
    """The details of one person of a case, to be set right."""
    row = case_to_read(request, reference, f"person {pk}")
    _must_change(request, row)
    party = get_object_or_404(Party.objects.filter(case=row).select_related("person"), pk=pk)
    form = PersonForm(request.POST if request.method == "POST" else None, instance=party.person)
    if form.is_valid():
        with transaction.atomic():
            people.correct(party, **{name: form.cleaned_data[name] for name in form.changed_data})
            log_read(row, request.actor, f"person {pk}: {', '.join(form.changed_data) or 'nothing'} changed")
        messages.success(request, _("The details are saved. Letters already sent stay as they were."))
        return redirect("casework:case", row.reference)
    return render(request, "casework/person.html", {"row": row, "party": party, "form": form})


def _must_change(request: Any, row: Case) -> None:
    if only_reads(request.actor, policies.current(row.council_id)):
        raise PermissionDenied(_("Your role reads and changes nothing."))
