"""What came from people whom the council need not answer, and has nobody read yet?"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from redress import policies
from redress.casework.officers import for_officers
from redress.casework.restricted_people import reading_step, to_be_read


@for_officers
@require_safe
def to_read(request: Any) -> HttpResponse:
    """Everything that waits to be read, oldest first, each with the way to say what was found in it."""
    policy = policies.current(request.council.pk)
    waiting = to_be_read(request.actor, request.council.pk, policy, on=timezone.localdate())
    return render(request, "casework/to_read.html", {"waiting": waiting, "step": reading_step(policy)})
