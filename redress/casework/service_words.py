"""What do people also call each service, so that a search by everyday words finds it?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from redress import policies
from redress.accounts.models import Service
from redress.casework.officers import for_officers, may_change_people
from redress.suggestions.service_search import also_called, services_for

_LONGEST = Service._meta.get_field("also_called").max_length


class WordsForm(forms.Form):
    """Other names of one service."""

    also_called = forms.CharField(
        label=_("What do people also call it?"),
        help_text=_("One on each line, or with commas between them. For example: dustmen, missed bin, rubbish"),
        widget=forms.Textarea,
        required=False,
        max_length=_LONGEST,
        error_messages={"max_length": _("Use %(limit_value)d characters or fewer. You have used %(show_value)d")},
    )


@for_officers
@require_safe
def all_words(request: Any) -> HttpResponse:
    """Every service with its other names, and what a search for some words finds."""
    _must_look_after_it(request)
    services = Service.objects.filter(council=request.council).select_related("department").order_by("name")
    tried = request.GET.get("q", "").strip()[:200]
    shown = {
        "services": [(each, also_called(each)) for each in services],
        "tried": tried,
        "found": services_for(request.council, tried),
    }
    return render(request, "casework/service_words_all.html", shown)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: Any, pk: int) -> HttpResponse:
    """The other names of one service."""
    _must_look_after_it(request)
    service = get_object_or_404(Service.objects.filter(council=request.council), pk=pk)
    data = request.POST if request.method == "POST" else None
    form = WordsForm(data, initial={"also_called": "\n".join(also_called(service))})
    if form.is_valid():
        service.also_called = form.cleaned_data["also_called"]
        service.save(update_fields=["also_called"])
        messages.success(request, say("Saved: what people call %(service)s") % {"service": service.name})
        return redirect("casework:service-words-all")
    return render(request, "casework/service_words.html", {"service": service, "form": form})


def _must_look_after_it(request: Any) -> None:
    if not may_change_people(request.actor, policies.current(request.council.pk)):
        raise PermissionDenied(say("Your role does not change who works here and who covers."))
