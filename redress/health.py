"""Is this installation fit to serve, and is its worker at work?"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from redress.arrivals.imap import mailboxes_health
from redress.correspondence.notify.health import services_health
from redress.jobs.queue import health
from redress.policies.adoption import changed_files
from redress.records import antivirus

WORKER_SILENT_AFTER = timedelta(minutes=2)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and the policies are those adopted, else 503. A silent worker stops no page."""
    now = timezone.now()
    try:
        state = health(now)
        changed = () if settings.DEMONSTRATION else changed_files()
        boxes = mailboxes_health(now)
    except DatabaseError:
        return JsonResponse({"database": "no answer"}, status=503)
    if changed:
        return JsonResponse({"database": "ok", "policies": changed}, status=503)
    seen = state.worker_seen_at
    scanner = {"scanner": "ok" if antivirus.answers() else "no answer"} if antivirus.in_use() else {}
    return JsonResponse(
        {
            **scanner,
            "database": "ok",
            "worker": "at work" if seen is not None and now - seen < WORKER_SILENT_AFTER else "silent",
            "oldest_job_waits_seconds": _seconds(state.waiting_since, now),
            "dead_letters": state.dead,
            **({"mailboxes": boxes} if boxes else {}),
            **({"notify": services} if (services := services_health()) else {}),
        }
    )


def _seconds(since: datetime | None, now: datetime) -> int:
    return int((now - since).total_seconds()) if since is not None else 0
