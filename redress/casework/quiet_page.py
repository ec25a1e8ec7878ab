"""Which complainants have not heard from us for too long? (DA 2.2)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from redress import policies
from redress.cases import find
from redress.cases.models import Case
from redress.casework.officers import for_officers, must_see_cases
from redress.correspondence.last_word import last_words, quiet, quiet_since

MOST = 200


@dataclass(frozen=True, slots=True)
class Quiet:
    """One such case, and when they last heard from us."""

    case: Case
    last: date | None


@for_officers
@require_safe
def not_heard_from_us(request: Any) -> HttpResponse:
    """The cases on which nobody has written to or spoken with the complainant for as long as the policy says."""
    policy = policies.current(request.council.pk)
    must_see_cases(request.actor, policy)
    if policy.asks is None:
        raise Http404
    today = timezone.localdate()
    calendar = policies.rulebook().calendar(policy.pin)
    since = quiet_since(today, policy.asks.quiet_days, calendar)
    cases = find.visible_to(request.actor, request.council, on=today).select_related("owner")
    found = list(quiet(cases, since)[:MOST])
    heard = last_words([case.pk for case in found])
    rows = [Quiet(case, heard.get(case.pk)) for case in found]
    page = {"rows": rows, "days": policy.asks.quiet_days, "since": since, "most": MOST}
    return render(request, "casework/quiet.html", page)
