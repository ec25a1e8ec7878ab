"""What does this room do every day? It anchors the heads of all cases."""

from __future__ import annotations

from datetime import time

from django.utils.translation import gettext_lazy as _

from redress.cases.anchors import anchor
from redress.jobs.registry import scheduled
from redress.jobs.worker import Task


@scheduled("anchor-cases", at=time(2, 15), title=_("Anchor the record of all cases"))
def anchor_cases(task: Task) -> None:
    """Note the head of every case, so that a case or an end that is cut off later is missed."""
    anchor()
