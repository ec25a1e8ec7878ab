"""What can people expect of each service, as the public reads it, and which services have not said it (DA 12)?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from redress import policies
from redress.accounts.models import Service
from redress.casework.officers import for_officers, may_change_people

_LONGEST = Service._meta.get_field("standards").max_length


class StandardsForm(forms.Form):
    """What one service gives, how much of it and how well."""

    standards = forms.CharField(
        label=_("What can people expect of this service?"),
        help_text=_(
            "What it does, how much of it, and how well or how fast. One standard on each line, in plain words. "
            "Everybody can read it. Leave it empty to take the page down."
        ),
        widget=forms.Textarea,
        required=False,
        max_length=_LONGEST,
        error_messages={"max_length": _("Use %(limit_value)d characters or fewer. You have used %(show_value)d")},
    )

    def clean_standards(self) -> str:
        """One standard to a line, without blanks around it and without empty lines."""
        return "\n".join(filter(None, map(str.strip, self.cleaned_data["standards"].splitlines())))


@for_officers
@require_safe
def all_standards(request: Any) -> HttpResponse:
    """Every service, those that have not published theirs first."""
    _must_look_after_it(request)
    found = list(Service.objects.filter(council=request.council).select_related("department").order_by("name"))
    without = [each for each in found if not each.standards]
    return render(
        request,
        "casework/service_standards_all.html",
        {"without": without, "published": [each for each in found if each.standards]},
    )


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def standards(request: Any, pk: int) -> HttpResponse:
    """The standards of one service."""
    _must_look_after_it(request)
    service = get_object_or_404(Service.objects.filter(council=request.council), pk=pk)
    form = StandardsForm(request.POST if request.method == "POST" else None, initial={"standards": service.standards})
    if form.is_valid():
        service.standards = form.cleaned_data["standards"]
        service.save(update_fields=["standards"])
        messages.success(request, say("Saved: what people can expect of %(service)s") % {"service": service.name})
        return redirect("casework:service-standards-all")
    return render(request, "casework/service_standards.html", {"service": service, "form": form})


def _must_look_after_it(request: Any) -> None:
    policy = policies.current(request.council.pk)
    if not may_change_people(request.actor, policy):
        raise PermissionDenied(say("Your role does not change who works here and who covers."))
    if not policy.public.services_paragraph:
        raise Http404
