"""What does a person see when a page cannot be given?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "design/400.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """You may read but not act, so you are told why."""
    return render(request, "design/403.html", {"reason": str(exception or "")}, status=403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The CSRF check failed: almost always a page left open until its session ended.

    What was typed is shown and can be sent again, but only where the browser does not say that another
    site sent it: then it is not for us to offer.
    """
    typed = [] if reason.startswith(_FROM_ELSEWHERE) else _typed(request)
    page = {"typed": typed, "had_files": bool(request.FILES), "address": request.get_full_path()}
    return render(request, "design/form_expired.html", page, status=403)


#: How the reasons begin that Django gives for a form that came from another site.
_FROM_ELSEWHERE = ("Origin checking failed", "Referer checking failed")
_LONG = 40


def _typed(request: HttpRequest) -> list[tuple[str, str, bool]]:
    """The fields as they were sent, each with whether it is worth showing; none where one is a password."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    if any("password" in name for name, _value in fields):
        return []
    return [(name, value, len(value) > _LONG) for name, value in fields if name != "csrfmiddlewaretoken"]


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not here, or not yours: the two are never told apart."""
    return render(request, "design/404.html", status=404)


def too_many_requests(request: HttpRequest, *, minutes: int) -> HttpResponse:
    """Called by a view whose rate limit is reached; says when to try again."""
    response = render(request, "design/429.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response


def our_fault(request: HttpRequest) -> HttpResponse:
    """Our own fault. Drawn without the request, so that nothing asks the database: it may be what failed."""
    return HttpResponse(render_to_string("design/500.html"), status=500)
