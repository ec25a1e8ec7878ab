"""What guidance has a directorate added of its own, for its cases, and who may add to it?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from redress import policies
from redress.accounts.models import Directorate, GuidanceNote, RoleHeld, Staff
from redress.cases.models import Case
from redress.casework.officers import for_officers
from redress.rules.policy import Policy


def notes_for(case: Case) -> list[GuidanceNote]:
    """The notes of the directorate that a case belongs to, oldest first: one query; none without a department."""
    if case.department is None:
        return []
    mine = GuidanceNote.objects.filter(directorate=case.department.directorate_id, withdrawn_at=None)
    return list(mine.select_related("directorate"))


def may_publish_for(staff: Staff, policy: Policy) -> QuerySet[Directorate]:
    """The directorates for whose cases this person may publish a note today; none where the policy has no such thing.

    A role held without a place is for the directorate its holder belongs to, and for all where they belong to none.
    """
    found = Directorate.objects.filter(council=staff.council_id)
    if policy.local_guidance is None:
        return found.none()
    held = RoleHeld.objects.on(timezone.localdate()).filter(staff=staff, role__in=policy.local_guidance.by)
    places: set[int | None] = set()
    for each in held.select_related("department", "staff__department"):
        own = each.department or (None if each.directorate_id else each.staff.department)
        places.add(each.directorate_id or (own.directorate_id if own else None))
    return found if None in places else found.filter(pk__in=[pk for pk in places if pk is not None])


class NoteForm(forms.Form):
    """A note and the directorate it is for."""

    directorate = forms.ModelChoiceField(
        label=_("For the cases of which directorate?"),
        queryset=Directorate.objects.none(),
        empty_label=None,
        error_messages={"required": _("Choose a directorate")},
    )
    text = forms.CharField(
        label=_("Note"),
        help_text=_("Short, and about how you work. It is shown on every open case of the directorate."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        error_messages={"required": _("Enter the note")},
    )


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def guidance_notes(request: Any) -> HttpResponse:
    """The notes of one's own directorates: published and withdrawn here, and never changed."""
    mine = may_publish_for(request.user, policies.current(request.council.pk))
    if not mine:
        raise PermissionDenied(say("Your role does not add guidance for a directorate."))
    if request.method == "POST" and request.POST.get("withdraw"):
        return _withdrawn(request, mine)
    form = NoteForm(request.POST if request.method == "POST" else None)
    fields: Any = form.fields
    fields["directorate"].queryset = mine
    if request.method == "POST" and form.is_valid():
        GuidanceNote.objects.create(council=request.council, by=request.user, **form.cleaned_data)
        messages.success(request, say("The note is published."))
        return redirect("casework:guidance-notes")
    notes = GuidanceNote.objects.filter(directorate__in=mine, withdrawn_at=None).select_related("directorate", "by")
    return render(request, "casework/guidance_notes.html", {"form": form, "notes": notes})


def _withdrawn(request: Any, mine: QuerySet[Directorate]) -> HttpResponse:
    number = request.POST["withdraw"]
    open_notes = GuidanceNote.objects.filter(directorate__in=mine, withdrawn_at=None)
    note = get_object_or_404(open_notes, pk=int(number) if number.isdecimal() else 0)
    note.withdrawn_by, note.withdrawn_at = request.user, timezone.now()
    note.save(update_fields=["withdrawn_by", "withdrawn_at"])
    messages.success(request, say("The note is withdrawn."))
    return redirect("casework:guidance-notes")
