"""What personal facts does the council hold for complaints, under which law, and which roles can open them?"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from redress import policies
from redress.casework.officers import for_officers, sees_everything, sees_figures_only
from redress.records.models import Mark
from redress.rules.phrases import name_of
from redress.rules.policy import Policy


@for_officers
@require_safe
def processing(request: Any) -> HttpResponse:
    """The record of processing: the ordinary basis, each sensitive kind with its fields, and who can open them."""
    policy = policies.current(request.council.pk)
    if sees_figures_only(request.actor, policy):
        raise PermissionDenied(_("Your role sees figures only, not cases."))
    bases = [(basis, [_field(policy, field) for field in basis.fields]) for basis in policy.bases]
    with_cases = [role.name for role in policy.roles if role.sees not in ("aggregates", "status")]
    without = [role.name for role in policy.roles if role.sees in ("aggregates", "status")]
    overseer = sees_everything(request.actor, policy)
    shown = {"policy": policy, "bases": bases, "with_cases": with_cases, "without": without, "overseer": overseer}
    return render(request, "casework/processing.html", shown)


def _field(policy: Policy, field: str) -> str:
    """A field as officers know it."""
    kind, _colon, id = field.partition(":")
    if kind == "subject":
        subjects = {subject.id: subject.name for subject in policy.subjects}
        return _("Subject: %(name)s") % {"name": subjects.get(id, id.replace("-", " "))}
    if kind == "step":
        return _("Decision or check: %(name)s") % {"name": name_of(policy.step, id)}
    if kind == "mark":
        return _("Documents marked: %(name)s") % {"name": dict(Mark.choices).get(id, id)}
    return {"needs": _("Needs and supports"), "equality": _("Equality monitoring")}.get(kind, kind)
