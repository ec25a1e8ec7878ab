"""What do figures say of the people who complain, and how does somebody who wrote or rang get to tell of themselves?

No page here knows a case. Nobody can see who answered: only figures of quarters that are over, none of them too small.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from redress import policies
from redress.casework.officers import for_officers
from redress.records.equality import LEFT_EMPTY, NOT_SAID
from redress.records.equality_codes import in_fours, new_code
from redress.records.equality_report import reports, rows
from redress.records.sheets import sheet
from redress.rules.actors import Actor
from redress.rules.policy import EqualityMonitoring, Policy


@for_officers
@require_safe
def figures(request: Any) -> HttpResponse:
    """Period by period, question by question."""
    asked = _figures_of(request)
    found = reports(request.council.pk, asked, answer_names(), today=timezone.localdate())
    return render(request, "casework/equality.html", {"reports": found, "asked": asked})


@for_officers
@require_safe
def figures_sheet(request: Any) -> HttpResponse:
    """The same figures as a file for a spreadsheet."""
    found = reports(request.council.pk, _figures_of(request), answer_names(), today=timezone.localdate())
    heading = [_("From"), _("To"), _("Question"), _("Answer"), _("People"), _("Per cent")]
    content = sheet(heading, rows(found, _("not shown")))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="equality-{request.council.pk}.csv"'
    return response


@for_officers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: Any) -> HttpResponse:
    """A code for somebody who complained without the form: made when it is asked for, and kept nowhere."""
    policy = policies.current(request.council.pk)
    asked = _monitoring(policy)
    if not may_hand_over(request.actor, policy):
        raise PermissionDenied(_("Your role does not hand over the questions about equality."))
    shown: dict[str, Any] = {"asked": asked, "start": _address("intake:enter-code", policy.council.id)}
    if request.method == "POST":
        code = new_code(policy.council.id, timezone.localdate())
        shown |= {"code": in_fours(code), "address": _address("intake:about-you", policy.council.id, code)}
    response = render(request, "casework/equality_hand_over.html", shown)
    response["Cache-Control"] = "no-store"
    return response


def answer_names() -> dict[str, str]:
    """The words for the answers that every question has."""
    return {NOT_SAID: _("Prefer not to say"), LEFT_EMPTY: _("No answer")}


def sees_figures(actor: Actor, policy: Policy) -> bool:
    """Whether one of the roles held sees the equality figures."""
    return policy.equality_monitoring is not None and bool(actor.roles & set(policy.equality_monitoring.seen_by))


def may_hand_over(actor: Actor, policy: Policy) -> bool:
    """Whether one of the roles held may hand a code over."""
    monitoring = policy.equality_monitoring
    return monitoring is not None and bool(actor.roles & set(monitoring.handed_over_by))


def _figures_of(request: Any) -> EqualityMonitoring:
    policy = policies.current(request.council.pk)
    asked = _monitoring(policy)
    if not sees_figures(request.actor, policy):
        raise PermissionDenied(_("Your role does not see the equality figures."))
    return asked


def _monitoring(policy: Policy) -> EqualityMonitoring:
    if policy.equality_monitoring is None:
        raise Http404
    return policy.equality_monitoring


def _address(name: str, *parts: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name, args=parts)}"
