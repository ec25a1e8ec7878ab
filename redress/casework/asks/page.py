"""What do we wait for from others, what has come and is to be looked at, and what did one of them say?"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from redress.cases import find
from redress.casework.asks.shown import shown
from redress.casework.case_page import case_to_read
from redress.casework.identity import must_know_identity
from redress.casework.officers import for_officers, must_see_cases, only_reads
from redress.correspondence.asks import asking, links
from redress.correspondence.checking.warned import WARNINGS
from redress.correspondence.models import AskKind
from redress.policies import current
from redress.records import documents

MOST = 200


@for_officers
@require_safe
def waiting_for_others(request: Any) -> HttpResponse:
    """What others have not answered, the longest due first; and the answers that nobody has looked at."""
    must_see_cases(request.actor, current(request.council.pk))
    today = timezone.localdate()
    cases = find.visible_to(request.actor, request.council, on=today)
    mine = request.GET.get("whose") == "mine"
    if mine:
        cases = cases.filter(owner=request.user)
    waits, came = asking.waiting(cases)[:MOST], asking.to_look_at(cases)[:MOST]
    waiting = shown(waits, request.actor, today)
    page = {
        "mine": mine,
        "waiting": waiting,
        "overdue": sum(1 for each in waiting if each.ask.due < today),
        "came": shown(came, request.actor, today),
        "most": MOST,
        "today": today,
    }
    return render(request, "casework/asks.html", page)


@for_officers
@require_safe
def ask(request: Any, reference: str, pk: int) -> HttpResponse:
    """One question to others: what they were told and asked, and what they said and sent."""
    row = case_to_read(request, reference, f"ask {pk}")
    found = get_object_or_404(asking.one_of(row), pk=pk)
    if found.kind == AskKind.COMPLAINANT:
        must_know_identity(row, request.actor, f"ask {pk}")
    files = [each for each in documents.documents_of(row) if each.purpose == asking.purpose_of(found)]
    page = {
        "row": row,
        "shown": shown([found], request.actor, timezone.localdate(), gone=links.without_a_part(row, [found]))[0],
        "ask": found,
        "files": files,
        "enclosed": asking.enclosed_with(found),
        "again": found.asked_again.first(),
        "warned": list(dict.fromkeys(WARNINGS[each["code"]] for each in found.warned)),
        "changes": not only_reads(request.actor, current(row.council_id)),
    }
    return render(request, "casework/ask.html", page)


def waits_for_others(request: Any, today: Any) -> dict[str, int] | None:
    """How much others owe on the cases that this officer has, and how much of it is late: two queries."""
    mine = find.visible_to(request.actor, request.council, on=today).filter(owner=request.user)
    counted = asking.counted(mine, today)
    return counted if any(counted.values()) else None
