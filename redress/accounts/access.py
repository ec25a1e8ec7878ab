"""Is this a signed-in member of staff, as whom do they act, and for which council?"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from redress.accounts.actors import NotCovering, actor_for
from redress.accounts.models import Staff

View = Callable[..., HttpResponse]

COVERING_FOR = "covering_for"


def staff_only(view: View) -> View:
    """Let only signed-in staff see a page, and tell it who they are.

    The view finds ``request.actor`` (the :class:`~redress.rules.actors.Actor` of today), ``request.council`` and
    ``request.covering`` (the absent colleague acted for, or None). Others are sent to sign in and brought back.
    The page is not kept by any cache.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **keywords: Any) -> HttpResponse:
        if not isinstance(request.user, Staff) or not request.user.is_authenticated:
            # A page that was posted is come back to by its address; its answers are not in it.
            return redirect_to_login(request.get_full_path() if request.method == "GET" else request.path)
        _introduce(request, request.user)
        return view(request, *arguments, **keywords)

    return never_cache(guarded)


def _introduce(request: Any, staff: Staff) -> None:
    today = timezone.localdate()
    request.council = staff.council
    request.covering = None
    absent = request.session.get(COVERING_FOR)
    if absent is not None:
        colleague = Staff.objects.filter(pk=absent).first()
        try:
            request.actor = actor_for(staff, today, covering_for=colleague)
        except NotCovering:
            del request.session[COVERING_FOR]  # the cover has ended since
        else:
            request.covering = colleague
            return
    request.actor = actor_for(staff, today)
