"""Who works here, in which roles, nominated by whom, trained in what, and who covers for whom? Seen and changed here.

Who may is the policy's to say (``changes_people`` of a role). Every change is kept with who made it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from redress import policies
from redress.accounts.models import Cover, RoleHeld, Staff, StaffingChange
from redress.casework.advice import advised
from redress.casework.officers import for_officers, may_change_people
from redress.casework.staffing_forms import AbsenceForm, EndForm, RoleForm, TrainingForm
from redress.casework.staffing_gaps import gaps_of
from redress.design.templatetags.design import long_date
from redress.rules.policy import Policy

CHANGES_SHOWN = 50


@for_officers
@require_safe
def staffing(request: Any) -> HttpResponse:
    """What must be seen to, then everybody with their roles today."""
    policy, today = _policy(request), timezone.localdate()
    held = RoleHeld.objects.on(today).select_related("department", "directorate", "nominated_by")
    covers = Cover.objects.on(today).select_related("covering")
    people = (
        Staff.objects.filter(council=request.council, is_active=True)
        .select_related("department")
        .prefetch_related(Prefetch("roles", held, "held_today"), Prefetch("covered_by", covers, "away_today"))
        .order_by("name", "pk")
    )
    shown = {
        "gaps": gaps_of(request.council.pk, policy, today),
        "improves": policy.improvement is not None,
        "publishes": bool(policy.public.services_paragraph),
        "people": [(person, [_held(each, policy) for each in person.held_today]) for person in people],
    }
    return render(request, "casework/staffing.html", shown)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def staff_member(request: Any, pk: int) -> HttpResponse:
    """One person: roles, training, absence and cover, each with its form, and what was changed before."""
    policy = _policy(request)
    person = get_object_or_404(Staff.objects.filter(council=request.council), pk=pk)
    forms = _forms(request, person, policy)
    form = forms.get(request.POST.get("what", "")) if request.method == "POST" else None
    if form is not None and form.is_valid():
        with transaction.atomic():
            what = _CHANGES[request.POST["what"]](form, person, policy)
            if what:
                StaffingChange.objects.create(council=request.council, about=person, by=request.user, what=what[:400])
        if what:
            messages.success(request, _("Saved: %(what)s") % {"what": what})
            return redirect("casework:staff-member", person.pk)
    return render(request, "casework/staff_member.html", _shown(person, policy, forms))


def _shown(person: Staff, policy: Policy, forms: dict[str, Form]) -> dict[str, Any]:
    today = timezone.localdate()
    held = person.roles.on(today).select_related("department", "directorate", "nominated_by")  # type: ignore[attr-defined]
    changes = StaffingChange.objects.filter(about=person).select_related("by")[:CHANGES_SHOWN]
    return {
        "person": person,
        "held": [(each, _held(each, policy)) for each in held],
        "absences": Cover.objects.filter(absent=person, last__gte=today).select_related("covering"),
        "forms": forms,
        "trains": bool(policy.expertise),
        "changes": changes,
        "advice": advised(policy, ("page:absence",)),
    }


def _forms(request: Any, person: Staff, policy: Policy) -> dict[str, Form]:
    """The forms of the page; the one that was sent holds what was typed."""
    sent = request.POST.get("what", "") if request.method == "POST" else ""

    def data(name: str) -> Any:
        return request.POST if sent == name else None

    return {
        "role": RoleForm(data("role"), staff=person, policy=policy, prefix="role"),
        "end": EndForm(data("end"), staff=person),
        "absence": AbsenceForm(data("absence"), staff=person, prefix="absence"),
        "training": TrainingForm(data("training"), policy=policy, initial={"expertise": person.expertise}),
    }


# --- what each form changes; each says it in a sentence for the log, or nothing where it could not be done ---


def _role_given(form: Any, person: Staff, policy: Policy) -> str:
    held = form.given()
    try:
        held.full_clean()
    except ValidationError as wrong:
        form.add_error(None, wrong.messages)
        return ""
    held.save()
    return _("%(role)s from %(first)s") % {"role": _held(held, policy), "first": long_date(held.first)}


def _role_ended(form: Any, person: Staff, policy: Policy) -> str:
    held = form.cleaned_data["held"]
    yesterday = timezone.localdate() - timedelta(days=1)
    if held.first > yesterday:
        held.delete()
    else:
        held.last = yesterday
        held.save(update_fields=["last"])
    return _("no longer %(role)s") % {"role": _held(held, policy)}


def _absence(form: Any, person: Staff, policy: Policy) -> str:
    cover = form.given()
    cover.save()
    told = {"first": long_date(cover.first), "last": long_date(cover.last)}
    if cover.covering is None:
        return _("away from %(first)s to %(last)s, nobody covers yet") % told
    return _("away from %(first)s to %(last)s, %(name)s covers") % {**told, "name": cover.covering.name}


def _training(form: Any, person: Staff, policy: Policy) -> str:
    person.expertise = form.cleaned_data["expertise"]
    person.save(update_fields=["expertise"])
    names = [each.name for each in policy.expertise if each.id in person.expertise]
    return _("training on record: %(names)s") % {"names": ", ".join(names) or _("none")}


_CHANGES: dict[str, Callable[[Any, Staff, Policy], str]] = {
    "role": _role_given,
    "end": _role_ended,
    "absence": _absence,
    "training": _training,
}


def _held(held: RoleHeld, policy: Policy) -> str:
    """A role with its place and who nominated its holder, as one line."""
    name = next((role.name for role in policy.roles if role.id == held.role), held.in_words)
    place = held.department or held.directorate
    line = _("%(role)s, %(place)s") % {"role": name, "place": place.name} if place else name
    if held.nominated_by is None or held.nominated_on is None:
        return line
    told = {"line": line, "who": held.nominated_by.name, "day": long_date(held.nominated_on)}
    return _("%(line)s (nominated by %(who)s on %(day)s)") % told


def _policy(request: Any) -> Policy:
    policy = policies.current(request.council.pk)
    if not may_change_people(request.actor, policy):
        raise PermissionDenied(_("Your role does not change who works here and who covers."))
    return policy
