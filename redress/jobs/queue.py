"""How is something put down to be done later, and what became of it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Min, QuerySet
from django.utils import timezone

from redress.jobs import registry
from redress.jobs.models import Heartbeat, Job, State


def enqueue(
    kind: str,
    payload: dict[str, Any],
    *,
    run_at: datetime | None = None,
    key: str | None = None,
    council: Any = None,
) -> Job:
    """Put down one job, inside the caller's transaction: rolled back, it was never asked for.

    ``payload`` is JSON and holds ids, never personal data. ``run_at`` is an aware instant before which it does not
    start. With a ``key`` there is at most one such job: the one that is already there is given back. ``council``
    is a council or its id. Raises LookupError for a kind nobody registered.
    """
    if kind not in registry.KINDS:
        raise LookupError(f"no room registered the kind of job {kind!r}")
    fields = {
        "kind": kind,
        "payload": payload,
        "run_at": run_at or timezone.now(),
        "council_id": getattr(council, "pk", council) or "",
        "max_attempts": registry.KINDS[kind].attempts,
    }
    if key is None:
        return Job.objects.create(**fields)
    return Job.objects.get_or_create(key=key, defaults=fields)[0]


def enqueue_occurrences(now: datetime, known: dict[str, datetime] | None = None) -> int:
    """Put down the latest occurrence of every schedule, once; say how many were new to this caller.

    ``known`` remembers between calls what was already put down, to spare the database the question.
    """
    known = {} if known is None else known
    fresh = 0
    for schedule in list(registry.SCHEDULES.values()):
        occurrence = schedule.latest(now, timezone.get_default_timezone())
        if known.get(schedule.kind) == occurrence:
            continue
        enqueue(schedule.kind, {}, run_at=occurrence, key=f"{schedule.kind}@{occurrence:%Y-%m-%dT%H:%M:%SZ}")
        known[schedule.kind] = occurrence
        fresh += 1
    return fresh


def dead_letters(council: Any = None) -> QuerySet[Job]:
    """Give the jobs that were given up, latest first; with a council (or its id), only that council's."""
    dead = Job.objects.filter(state=State.DEAD).order_by("-finished_at", "-id")
    return dead if council is None else dead.filter(council_id=getattr(council, "pk", council))


def retry(job: Job, *, now: datetime | None = None) -> bool:
    """Start a dead job afresh; false, and nothing done, if it is not dead (any more)."""
    revived = Job.objects.filter(pk=job.pk, state=State.DEAD).update(
        state=State.READY,
        attempts=0,
        run_at=now or timezone.now(),
        finished_at=None,
        lease_until=None,
        claim="",
        last_error="",
    )
    return bool(revived)


@dataclass(frozen=True, slots=True)
class Health:
    """How the worker is doing: when one was last seen, the oldest job that waits past its time, the dead."""

    worker_seen_at: datetime | None
    waiting_since: datetime | None
    dead: int


def health(now: datetime) -> Health:
    """Say how the worker is doing: three small queries."""
    due = Job.objects.filter(state=State.READY, run_at__lte=now)
    return Health(
        worker_seen_at=Heartbeat.objects.aggregate(at=Max("seen_at"))["at"],
        waiting_since=due.aggregate(at=Min("run_at"))["at"],
        dead=Job.objects.filter(state=State.DEAD).count(),
    )
