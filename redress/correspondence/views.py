"""What has the demonstration's mail backend taken in? Everywhere else these pages do not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from redress.correspondence.models import OutboxMail
from redress.correspondence.showing import exactly_as_sent

PAGE = 50


def demonstration_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that only the demonstration has: its mail is made up, so anyone may look."""

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **keywords: Any) -> HttpResponse:
        if not settings.DEMONSTRATION:
            raise Http404
        return view(request, *arguments, **keywords)

    return require_safe(never_cache(guarded))


@demonstration_only
def outbox(request: HttpRequest) -> HttpResponse:
    """Every message, latest first."""
    mails = OutboxMail.objects.defer("raw", "text", "html").order_by("-taken_at", "-id")
    page = Paginator(mails, PAGE).get_page(request.GET.get("page"))
    return render(request, "correspondence/outbox.html", {"page": page})


@demonstration_only
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message: who, what, the HTML as a mail programme shows it, and the plain text."""
    return render(request, "correspondence/message.html", {"mail": get_object_or_404(OutboxMail, pk=pk)})


@demonstration_only
def message_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of one message by itself."""
    return exactly_as_sent(get_object_or_404(OutboxMail.objects.exclude(html=""), pk=pk).html)


@demonstration_only
def message_source(request: HttpRequest, pk: int) -> HttpResponse:
    """One message as it would go over the wire."""
    raw = get_object_or_404(OutboxMail, pk=pk).raw
    return HttpResponse(raw, content_type="text/plain; charset=utf-8")
