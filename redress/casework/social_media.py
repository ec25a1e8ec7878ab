"""What is answered in public to somebody who raises a matter on social media, and who has not come back since?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from redress import policies
from redress.cases import find
from redress.cases.carrying import carrying
from redress.casework.officers import for_officers
from redress.casework.rows import rows_of
from redress.rules.policy import Policy

SHOWN = 200

#: What a case carries while its person has been asked to use the form and has not yet.
FORM_REQUESTED = "form-requested"


def standard_reply(policy: Policy) -> str:
    """The council's standard reply: the link of the form and the e-mail address, and nothing of any case."""
    form = settings.PUBLIC_URL + reverse("intake:start", args=[policy.council.id])
    words = policy.public.social_reply
    return words.replace("{form}", form).replace("{complaints_email}", policy.council.complaints_email)


def public_ways(policy: Policy) -> list[str]:
    """The ways in that stand where anybody can read them."""
    return [channel.id for channel in policy.channels if channel.public]


@for_officers
@require_safe
def form_requested(request: Any) -> HttpResponse:
    """The cases of people who were asked on social media to use the form and have not yet, of those one may see."""
    policy, today = policies.current(request.council.pk), timezone.localdate()
    open_now = find.visible_to(request.actor, request.council, on=today).filter(
        ended="", channel__in=public_ways(policy)
    )
    waiting = open_now.filter(pk__in=carrying(open_now, FORM_REQUESTED)).select_related("service", "owner")
    rows = rows_of(list(waiting.order_by("received_day", "pk")[:SHOWN]), request.actor, today)
    shown = {"rows": rows, "total": len(rows), "today": today, "standard_reply": standard_reply(policy)}
    return render(request, "casework/form_requested.html", shown)
