"""A bank holiday was announced late: what does it do to the open cases, and who lets them count by it?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from redress import jobs, policies
from redress.cases import calendars, find
from redress.casework.officers import for_officers
from redress.casework.policy.pages import refuse
from redress.rules import phrases
from redress.rules.actions import AdoptCalendar
from redress.rules.policy import Policy

PAGE_SIZE = 25


class ConfirmForm(forms.Form):
    """The confirmation that the effect has been looked at."""

    confirmed = forms.BooleanField(
        label=gettext_lazy("I have looked at what moves, and the open cases adopt this list"),
        error_messages={"required": gettext_lazy("Confirm that you have looked at what moves")},
    )


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: Any) -> HttpResponse:
    """The effect of the newest list of bank holidays on every open case, first; then its adoption."""
    policy = policies.current(request.council.pk)
    if not calendars.may_order(request.actor.roles, policy):
        refuse(request, "policy/calendar", _who_may(policy))
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _ordered(request)
    return _shown(request, form)


def _ordered(request: Any) -> HttpResponse:
    version = policies.rulebook().calendar_version
    with transaction.atomic():
        adoption = calendars.order(request.council, version, by=request.actor.id, name=request.user.name)
        key = f"adopt-calendar-{adoption.pk}"
        jobs.enqueue("adopt-calendar", {"adoption": adoption.pk}, key=key, council=request.council)
    messages.success(request, _("The open cases are adopting the list of bank holidays %(list)s") % {"list": version})
    return redirect("casework:policy-calendar")


def _shown(request: Any, form: ConfirmForm) -> HttpResponse:
    book = policies.rulebook()
    version = book.calendar_version
    adoption = calendars.adoption_of(request.council, version)
    visible = find.visible_to(request.actor, request.council)
    waiting = calendars.behind(visible, version)
    days = calendars.differing(request.council, version, book)
    page = Paginator(calendars.touched(waiting, days), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = {
        "version": version,
        "adoption": adoption,
        "left": calendars.left_to_do(adoption) if adoption else 0,
        "days": days,
        "waiting": waiting.count(),
        "page": page,
        "effects": calendars.effects(page.object_list, version, book),
        "pagination": _pagination(page),
        "form": form,
    }
    return render(request, "casework/policy/calendar.html", shown)


def _pagination(page: Page[Any]) -> dict[str, Any]:
    links: dict[str, Any] = {}
    if page.has_previous():
        links["previous"] = {"href": f"?page={page.previous_page_number()}"}
    if page.has_next():
        links["next"] = {"href": f"?page={page.next_page_number()}"}
    return links


def _who_may(policy: Policy) -> str:
    moves = [move for move in policy.moves if move.action == AdoptCalendar.name]
    roles = dict.fromkeys(role for move in moves for role in move.by if role not in phrases.PARTS)
    if not roles:
        return _("The policy names nobody who may adopt a list of bank holidays on these pages.")
    names = phrases.either((phrases.role_name(policy, role, _) for role in roles), _)
    under = phrases.under(moves[0].paragraph, _)
    return _("Only %(roles)s may adopt a list of bank holidays %(paragraph)s.") % {"roles": names, "paragraph": under}
