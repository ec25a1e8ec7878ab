"""Which jobs are waiting, running, done or dead, and which workers are alive?"""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.jobs import registry


class State(models.TextChoices):
    """Where a job stands."""

    READY = "ready", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    DEAD = "dead", _("Given up")


class Job(models.Model):
    """One thing to do later.

    The payload holds opaque ids and plain choices, never a name, an address or a person's words. ``council_id``
    is a plain id because jobs serve every room and know none. ``claim`` is new each time a worker takes the job:
    a worker whose lease ran out, and whose job another has taken, finds that its claim is no longer there.
    """

    kind = models.CharField(_("kind"), max_length=100)
    payload = models.JSONField(_("payload"), default=dict)
    key = models.CharField(_("key"), max_length=200, unique=True, null=True, blank=True)
    council_id = models.SlugField(_("council"), blank=True, db_index=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.READY)
    run_at = models.DateTimeField(_("not before"), default=timezone.now)
    lease_until = models.DateTimeField(_("taken until"), null=True, blank=True)
    claim = models.CharField(max_length=32, blank=True, editable=False)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    max_attempts = models.PositiveIntegerField(_("most attempts"), default=8)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        indexes = [
            models.Index(fields=["state", "run_at"], name="jobs_job_due"),
            models.Index(fields=["state", "lease_until"], name="jobs_job_lease"),
            models.Index(fields=["state", "finished_at"], name="jobs_job_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def title(self) -> str:
        """What this job does, in words for staff."""
        return registry.title(self.kind)


class Heartbeat(models.Model):
    """When a worker was last seen at work."""

    worker = models.CharField(max_length=100, primary_key=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return self.worker
