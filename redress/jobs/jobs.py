"""What does this room itself do every day? It forgets what is long done."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.jobs.models import Heartbeat, Job, State
from redress.jobs.registry import scheduled
from redress.jobs.worker import Task

DONE_JOBS_KEPT = timedelta(days=30)
HEARTBEATS_KEPT = timedelta(days=1)


@scheduled("forget-done-jobs", at=time(3, 30), title=_("Forget jobs done long ago"))
def forget_done_jobs(task: Task) -> None:
    """Delete jobs done more than 30 days ago, keys and all, and long silent heartbeats. Dead letters stay."""
    now = timezone.now()
    Job.objects.filter(state=State.DONE, finished_at__lt=now - DONE_JOBS_KEPT).delete()
    Heartbeat.objects.filter(seen_at__lt=now - HEARTBEATS_KEPT).delete()
