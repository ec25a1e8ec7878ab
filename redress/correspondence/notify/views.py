"""How does GOV.UK Notify tell us what became of a message? It posts a receipt, and shows the token agreed with it."""

from __future__ import annotations

import json
from hmac import compare_digest
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from redress.accounts.rate_limits import allowed, network_address
from redress.correspondence.notify.states import heard, sending_of
from redress.correspondence.transports import service_of

QUARTER_OF_AN_HOUR = 15 * 60
WRONG_TOKENS, RECEIPTS_IN_A_MINUTE = 20, 3000
LONGEST = 20_000  # bytes; a receipt has a few hundred


@csrf_exempt
@never_cache
@require_POST
def receipt(request: HttpRequest, council_id: str) -> HttpResponse:
    """Take one receipt: 204 whether or not it is news, 404 for what we do not know (yet), so that it is told again."""
    now = timezone.now()
    if not _is_notify(request, council_id):
        within = allowed(
            f"notify-token:{network_address(request)}", limit=WRONG_TOKENS, seconds=QUARTER_OF_AN_HOUR, now=now
        )
        return HttpResponse(status=401 if within else 429)
    if not allowed(f"notify-receipt:{council_id}", limit=RECEIPTS_IN_A_MINUTE, seconds=60, now=now):
        return HttpResponse(status=429)
    told = _told(request)
    if told is None:
        return HttpResponse(status=400)
    sending = sending_of(council_id, id=told["id"], reference=told["reference"])
    if sending is None:
        return HttpResponse(status=404)
    with transaction.atomic():
        heard(sending, told["status"], at=now)
    return HttpResponse(status=204)


def _is_notify(request: HttpRequest, council_id: str) -> bool:
    """Whether it shows the token of this council; how long the comparison takes tells nothing of it."""
    setting = service_of(council_id)
    expected = setting.token if setting is not None else ""
    kind, _space, shown = request.headers.get("Authorization", "").partition(" ")
    right = compare_digest(shown.strip().encode(), expected.encode())
    return bool(expected) and kind.lower() == "bearer" and right


def _told(request: HttpRequest) -> dict[str, str] | None:
    """The id, the reference and the status of a receipt; none where it is no receipt."""
    if len(request.body) > LONGEST:
        return None
    try:
        given: Any = json.loads(request.body)
    except ValueError:
        return None
    if not isinstance(given, dict) or not all(isinstance(given.get(name), str) for name in ("id", "status")):
        return None
    reference = given.get("reference")
    return {
        "id": given["id"][:40],
        "status": given["status"][:30],
        "reference": reference[:60] if isinstance(reference, str) else "",
    }
