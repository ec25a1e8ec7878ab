"""Has this been tried too often just now?

Counts stand in the database, so that every process of an installation shares them. What is counted is known only
by a keyed hash: no network address and no e-mail address is stored.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from math import ceil
from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac

from redress.accounts.models import RateCount

View = Callable[..., HttpResponse]


def allowed(bucket: str, *, limit: int, seconds: int, now: datetime) -> bool:
    """Count one try in this bucket; false once ``limit`` tries were counted in the current window.

    Windows are ``seconds`` long and fixed on the clock. However many processes ask at once, exactly ``limit`` of
    them are told true.
    """
    rows = _rows(bucket, seconds, now)
    if _counted(rows, limit):
        return True
    if not rows.exists():
        _begin(bucket, seconds, now)
    return _counted(rows, limit)  # whoever finds a row may have been beaten to making it, and is not yet counted


def forget(bucket: str, *, seconds: int, now: datetime) -> None:
    """Start counting this bucket afresh, for example after the right password was given."""
    _rows(bucket, seconds, now).delete()


def limited(
    name: str,
    *,
    limit: int,
    seconds: int,
    by: str | Callable[[HttpRequest], str] = "ip",
    methods: tuple[str, ...] = ("POST",),
) -> Callable[[View], View]:
    """Let a view accept so many requests in so many seconds, and answer those beyond with the 429 page.

    Counted ``by`` network address (``"ip"``), by ``"session"`` (by address while there is none), or by what a
    function makes of the request; of these ``methods`` alone.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *arguments: Any, **keywords: Any) -> HttpResponse:
            if request.method in methods:
                now = timezone.now()
                if not allowed(f"{name}:{_who(request, by)}", limit=limit, seconds=seconds, now=now):
                    return too_many_tries(request, seconds=seconds, now=now)
            return view(request, *arguments, **keywords)

        return counted

    return decorate


def too_many_tries(request: HttpRequest, *, seconds: int, now: datetime) -> HttpResponse:
    """The page that says when to try again: at the end of the current window."""
    left = seconds - int(now.timestamp()) % seconds
    response = render(request, "design/429.html", {"minutes": ceil(left / 60)}, status=429)
    response["Retry-After"] = str(left)
    return response


def network_address(request: HttpRequest) -> str:
    """Where a request comes from: the address our own proxies saw; of IPv6 the network, for a home has billions."""
    given = request.META.get("REMOTE_ADDR", "")
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if settings.PROXIES and forwarded:
        # Each proxy appends the address it saw, so only as many from the right as we have proxies can be believed.
        given = forwarded[-min(settings.PROXIES, len(forwarded))]
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return given
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _who(request: HttpRequest, by: str | Callable[[HttpRequest], str]) -> str:
    if callable(by):
        return by(request)
    if by == "session" and request.session.session_key:
        return f"session {request.session.session_key}"
    return f"address {network_address(request)}"


def _begin(bucket: str, seconds: int, now: datetime) -> None:
    """Make the row of this window, unless somebody else just did, and clear away those of windows gone by."""
    window = _window(seconds, now)
    row = RateCount(
        bucket=_hashed(bucket, seconds),
        window=window,
        expires_at=datetime.fromtimestamp((window + 1) * seconds, tz=UTC),
    )
    RateCount.objects.bulk_create([row], ignore_conflicts=True)
    RateCount.objects.filter(expires_at__lte=now).delete()


def _counted(rows: QuerySet[RateCount], limit: int) -> bool:
    # The condition is judged again under the row's lock: two tries at once cannot both be the last.
    return bool(rows.filter(count__lt=limit).update(count=F("count") + 1))


def _rows(bucket: str, seconds: int, now: datetime) -> QuerySet[RateCount]:
    return RateCount.objects.filter(bucket=_hashed(bucket, seconds), window=_window(seconds, now))


def _window(seconds: int, now: datetime) -> int:
    return int(now.timestamp()) // seconds


def _hashed(bucket: str, seconds: int) -> str:
    return salted_hmac("redress.accounts.rate_limits", f"{seconds} {bucket}", algorithm="sha256").hexdigest()
