"""Who sees to the changes that arise from complaints in each service, and how often do they review them (DA 1.8)?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from redress import policies
from redress.accounts.models import Service, Staff, StaffingChange
from redress.casework.officers import for_officers, may_change_people


class ImprovementForm(forms.Form):
    """Who, and every how many months."""

    lead = forms.ModelChoiceField(
        label=_("Who sees to changes that arise from complaints?"),
        queryset=Staff.objects.none(),
        empty_label=_("Choose somebody"),
        error_messages={"required": _("Choose somebody")},
    )
    months = forms.IntegerField(
        label=_("Every how many months do they review them?"),
        min_value=1,
        max_value=24,
        error_messages={
            "required": _("Enter a number of months"),
            "invalid": _("Enter a number of months"),
            "min_value": _("Enter a number of months from 1 to 24"),
            "max_value": _("Enter a number of months from 1 to 24"),
        },
    )


@for_officers
@require_safe
def services(request: Any) -> HttpResponse:
    """Every service with its arrangement; one without stands out."""
    _must_look_after_it(request)
    found = Service.objects.filter(council=request.council).select_related("department", "improvement_lead")
    return render(request, "casework/services.html", {"services": found.order_by("name")})


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def service(request: Any, pk: int) -> HttpResponse:
    """The arrangement of one service; every change is kept with who made it."""
    _must_look_after_it(request)
    found = get_object_or_404(Service.objects.filter(council=request.council), pk=pk)
    begun = {"lead": found.improvement_lead_id, "months": found.reviewed_every}
    form = ImprovementForm(request.POST if request.method == "POST" else None, initial=begun)
    fields: Any = form.fields
    fields["lead"].queryset = Staff.objects.filter(council=request.council, is_active=True).order_by("name")
    if request.method == "POST" and form.is_valid():
        _keep(request, found, form.cleaned_data["lead"], form.cleaned_data["months"])
        return redirect("casework:services")
    return render(request, "casework/service.html", {"service": found, "form": form})


@transaction.atomic
def _keep(request: Any, service: Service, lead: Staff, months: int) -> None:
    service.improvement_lead, service.reviewed_every = lead, months
    service.save(update_fields=["improvement_lead", "reviewed_every"])
    what = say("sees to changes that arise from complaints about %(service)s, reviewed every %(months)s months") % {
        "service": service.name,
        "months": months,
    }
    StaffingChange.objects.create(council=request.council, about=lead, by=request.user, what=what[:400])
    messages.success(request, say("Saved: %(what)s") % {"what": f"{lead.name} {what}"})


def _must_look_after_it(request: Any) -> None:
    policy = policies.current(request.council.pk)
    if not may_change_people(request.actor, policy):
        raise PermissionDenied(say("Your role does not change who works here and who covers."))
    if policy.improvement is None:
        raise Http404
