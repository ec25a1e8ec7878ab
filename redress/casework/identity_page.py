"""How does somebody who may know look at who complains, and where does everybody see who has looked?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from redress import policies
from redress.cases import find
from redress.casework.case_page import case_to_read
from redress.casework.looks_shown import named
from redress.casework.officers import for_officers, sees_everything
from redress.records import looks
from redress.records.looks import IdentityLook

SHOWN = 200


@for_officers
@require_POST
def show(request: Any, reference: str) -> HttpResponse:
    """Look at who it is: written down with who looked, when and why."""
    row = case_to_read(request, reference, "who it is", whole=False)
    if not find.knows_identity(request.actor, row):
        raise PermissionDenied(_("Who complains is kept confidential, and you may not know."))
    rule, why = policies.current(row.council_id).identity, request.POST.get("why", "").strip()[:1000]
    if row.identity_confidential and rule is not None and rule.reason_needed and not why:
        messages.error(request, _("Say why you look."))
    elif row.identity_confidential:
        looks.look(row, request.actor, why=why)
    return redirect("casework:case", row.reference)


@for_officers
@require_safe
def looked(request: Any) -> HttpResponse:
    """Every look at a confidential identity, on the cases that this officer may see: for those who oversee."""
    policy = policies.current(request.council.pk)
    if not sees_everything(request.actor, policy):
        raise PermissionDenied(_("Only those who look over every case see who has looked."))
    visible = find.visible_to(request.actor, request.council, on=timezone.localdate())
    found = IdentityLook.objects.filter(council=request.council, case__in=visible).select_related("case")
    shown = {"looks": named(list(found.order_by("-id")[:SHOWN])), "most": SHOWN}
    return render(request, "casework/looks.html", shown)
