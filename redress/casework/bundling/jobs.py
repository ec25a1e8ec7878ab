"""What does the worker do with bundles? It makes them, and destroys their files when their time is over."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.utils.translation import gettext_lazy as _

from redress.casework.bundling import ordering
from redress.jobs import Task, job, scheduled
from redress.records.bundled import Bundle, BundleState


def making_given_up(payload: dict[str, Any]) -> None:
    """Nobody tries any more to make a bundle: its page says so, and it can be ordered again."""
    unmade = Bundle.objects.filter(pk=payload["bundle"], state__in=(BundleState.WAITING, BundleState.MAKING))
    unmade.update(state=BundleState.FAILED)


@job(
    "make-bundle",
    title=_("Make a bundle"),
    attempts=3,
    lease=300,
    first_delay=10,
    longest_delay=60,
    outside=True,
    given_up=making_given_up,
)
def make_bundle(task: Task) -> None:
    """Make the files of one bundle; if that fails for good, its page says so."""
    bundle = Bundle.objects.select_related("case", "person", "again_of").filter(pk=task.payload["bundle"]).first()
    if bundle is not None and bundle.state != BundleState.READY:
        ordering.make(task, bundle)


@scheduled("forget-bundles", at=time(3, 55), title=_("Destroy the files of bundles whose time is over"), outside=True)
def forget_bundles(task: Task) -> None:
    """What was made can be made again; that it was ordered and taken stays on record."""
    ordering.forget(task)
