"""What is suggested for one case, in full, and what does somebody want to see no more?"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from redress.cases import find
from redress.casework.case_page import case_to_read
from redress.casework.officers import for_officers, only_reads
from redress.casework.possible import ways_of
from redress.casework.suggested import offers_of_case, open_pages, text_of
from redress.suggestions.models import SetAside
from redress.suggestions.signs import book_for


@for_officers
@require_safe
def suggestions(request: Any, reference: str) -> HttpResponse:
    """Subjects and services that the words suggest, what to watch for, and which words they were."""
    row = case_to_read(request, reference, "suggestions")
    standing = find.standing(row)
    found, offers = offers_of_case(row, standing.policy, text_of(row))
    settles = any("/settle-points/" in page for page in open_pages(ways_of(row, standing, request.actor, {})))
    shown = {"row": row, "found": found, "offers": offers, "settles": settles}
    return render(request, "casework/suggestions.html", shown)


@for_officers
@require_POST
def set_aside(request: Any, reference: str) -> HttpResponse:
    """Show a sign no more on this case: somebody has looked at it."""
    row = case_to_read(request, reference, "suggestions")
    policy = find.standing(row).policy
    if only_reads(request.actor, policy):
        raise PermissionDenied(_("Your role reads and changes nothing."))
    sign = request.POST.get("sign", "")
    if sign in book_for(policy).signs:
        SetAside.objects.get_or_create(case=row, sign=sign, defaults={"by": request.actor.id})
    return redirect("casework:case", row.reference)
