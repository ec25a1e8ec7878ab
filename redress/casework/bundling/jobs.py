"""What does the worker do with bundles? It makes them, and destroys their files when their time is over."""

from __future__ import annotations

from datetime import time

from django.utils.translation import gettext_lazy as _

from redress.casework.bundling import ordering
from redress.jobs import Task, job, scheduled
from redress.records.bundled import Bundle, BundleState


@job("make-bundle", title=_("Make a bundle"), attempts=3, lease=300, first_delay=10, longest_delay=60, outside=True)
def make_bundle(task: Task) -> None:
    """Make the files of one bundle; if that fails for good, its page says so."""
    bundle = Bundle.objects.select_related("case", "person", "again_of").filter(pk=task.payload["bundle"]).first()
    if bundle is None or bundle.state == BundleState.READY:
        return
    try:
        ordering.make(task, bundle)
    except Exception:
        if task.last_attempt:
            Bundle.objects.filter(pk=bundle.pk).update(state=BundleState.FAILED)
        raise


@scheduled("forget-bundles", at=time(3, 55), title=_("Destroy the files of bundles whose time is over"), outside=True)
def forget_bundles(task: Task) -> None:
    """What was made can be made again; that it was ordered and taken stays on record."""
    ordering.forget(task)
