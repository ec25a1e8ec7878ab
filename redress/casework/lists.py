"""What needs me now? My work, its tabs and filters, and the search."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from redress import policies
from redress.accounts.actors import covered_by
from redress.cases import find
from redress.casework.asks.page import waits_for_others
from redress.casework.duties import duties_of
from redress.casework.equality import sees_figures
from redress.casework.incoming.waiting import waits_for
from redress.casework.needs_page import number_due
from redress.casework.officers import for_officers, may_change_people, sees_figures_only
from redress.casework.restricted_people import to_be_read
from redress.casework.rows import rows_of, with_status
from redress.casework.sieve import FILTERS, TABS, Choices, Sieve, choices_of
from redress.casework.staffing_gaps import gaps_of
from redress.casework.undelivered import number_to_see_to

PAGE_SIZE = 50


@for_officers
@require_safe
def work(request: Any) -> HttpResponse:
    """The work list by time left; figures for those whose roles see nothing else."""
    policy = policies.current(request.council.pk)
    if sees_figures_only(request.actor, policy):
        return _figures(request)
    choices = choices_of(request.council, policy)
    sieve = Sieve.asked(request.GET.dict(), choices, find.identity_known(request.actor, request.council))
    today = timezone.localdate()
    cases = sieve.among(find.work(request.actor, request.council, sieve.tab, today=today))
    page = find.page(cases, size=PAGE_SIZE, after=sieve.after, before=sieve.before)
    counted = find.counts(request.actor, request.council, today=today, among=sieve.among)
    shown = {
        "sieve": sieve,
        "tabs": _tabs(sieve, counted),
        "total": counted[sieve.tab],
        "found_elsewhere": counted["all"] if sieve.narrows else 0,
        "filters": _filters(sieve, choices),
        "chosen": _chosen(sieve, choices),
        "rows": rows_of(page.cases, request.actor, today),
        "pagination": _pagination(sieve, page),
        "covered": _covered(request, today),
        "gaps": gaps_of(request.council.pk, policy, today) if may_change_people(request.actor, policy) else [],
        "arrivals": waits_for(request.actor, request.council, policy, today),
        "to_be_read": len(to_be_read(request.actor, request.council.pk, policy, on=today)),
        "needs_due": number_due(request, policy),
        "undelivered": number_to_see_to(request, policy),
        "others": waits_for_others(request, today),
        "duties": [each for each in duties_of(request.user, request.actor, policy, today) if each.is_due],
        "today": today,
    }
    return render(request, "casework/work.html", shown)


def _figures(request: Any) -> HttpResponse:
    counted = find.figures(request.actor, request.council)
    shown = {"figures": with_status(counted), "total": sum(counted.values()), "roles": request.actor.roles}
    shown["equality"] = sees_figures(request.actor, policies.current(request.council.pk))
    return render(request, "casework/figures.html", shown)


def _tabs(sieve: Sieve, counted: dict[find.WorkList, int]) -> list[dict[str, Any]]:
    return [
        {"text": text, "count": counted[tab], "href": sieve.address(list=tab), "active": tab == sieve.tab}
        for tab, text in TABS.items()
    ]


def _filters(sieve: Sieve, choices: dict[str, Choices]) -> list[dict[str, Any]]:
    return [
        {"name": name, "label": label, "choices": choices[name], "chosen": sieve.filters.get(name, "")}
        for name, label in FILTERS.items()
    ]


def _chosen(sieve: Sieve, choices: dict[str, Choices]) -> list[dict[str, Any]]:
    """Each filter that is set, with the address of the list without it."""
    return [
        {
            "text": _("%(filter)s: %(choice)s") % {"filter": FILTERS[name], "choice": dict(choices[name])[value]},
            "href": sieve.address(**{name: ""}),
        }
        for name, value in sieve.filters.items()
    ]


def _pagination(sieve: Sieve, page: find.Page) -> dict[str, Any]:
    links: dict[str, Any] = {}
    if page.before:
        links["previous"] = {"href": sieve.address(before=page.before)}
    if page.after:
        links["next"] = {"href": sieve.address(after=page.after)}
    return links


def _covered(request: HttpRequest, today: date) -> list[Any]:
    """Colleagues who are away and whose work this officer may do."""
    if request.covering is not None:  # type: ignore[attr-defined]
        return []
    return list(covered_by(request.user, today))  # type: ignore[arg-type]
