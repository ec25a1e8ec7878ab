"""What does somebody in this role see to from time to time, outside any case, and when is it due again?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from redress import policies
from redress.accounts.models import DutyDone, Staff
from redress.casework.officers import for_officers
from redress.rules.actors import Actor
from redress.rules.policy import Duty, Policy
from redress.rules.working_days import corresponding_date


@dataclass(frozen=True, slots=True)
class Owed:
    """One duty of one person: when they last saw to it, and since when or from when it is due."""

    duty: Duty
    last: DutyDone | None
    due: date
    today: date

    @property
    def is_due(self) -> bool:
        return self.due <= self.today


def duties_of(staff: Staff, actor: Actor, policy: Policy, today: date) -> list[Owed]:
    """The duties of the roles held today; never seen to is due today: one query, none without duties."""
    mine = [duty for duty in policy.duties if actor.roles & set(duty.by)]
    if not mine:
        return []
    done: dict[str, DutyDone] = {}
    for each in DutyDone.objects.filter(by=staff, duty__in=[duty.id for duty in mine]):
        done.setdefault(each.duty, each)
    return [_owed(duty, done.get(duty.id), today) for duty in mine]


def _owed(duty: Duty, last: DutyDone | None, today: date) -> Owed:
    due = corresponding_date(last.on, duty.every_months) if last else today
    return Owed(duty, last, due, today)


class DutyForm(forms.Form):
    """Which duty was seen to, and what was found."""

    duty = forms.ChoiceField(
        label=_("What did you see to?"), widget=forms.RadioSelect, error_messages={"required": _("Choose one")}
    )
    found = forms.CharField(
        label=_("What did you find?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=400,
        error_messages={"required": _("Say what you found")},
    )


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def duties(request: Any) -> HttpResponse:
    """What is due and what was done; seeing to it goes on record and is never changed."""
    policy, today = policies.current(request.council.pk), timezone.localdate()
    owed = duties_of(request.user, request.actor, policy, today)
    if not owed:
        raise PermissionDenied(say("Your role has no duties beside its cases."))
    form = DutyForm(request.POST if request.method == "POST" else None)
    fields: Any = form.fields
    fields["duty"].choices = [(each.duty.id, each.duty.name) for each in owed]
    if request.method == "POST" and form.is_valid():
        DutyDone.objects.create(council=request.council, by=request.user, on=today, **form.cleaned_data)
        messages.success(request, say("It is on record."))
        return redirect("casework:duties")
    done = DutyDone.objects.filter(council=request.council, by=request.user)[:50]
    names = {duty.id: duty.name for duty in policy.duties}
    shown = {"owed": owed, "form": form, "done": [(each, names.get(each.duty, each.duty)) for each in done]}
    return render(request, "casework/duties.html", shown)
