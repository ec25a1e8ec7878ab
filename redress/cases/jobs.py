"""What does this room do later? It anchors the heads of all cases, and lets open cases adopt a calendar."""

from __future__ import annotations

from datetime import time

import structlog
from django.utils.translation import gettext_lazy as _

from redress.cases.anchors import anchor
from redress.cases.calendars import carry_out
from redress.cases.models import CalendarAdoption
from redress.jobs.queue import enqueue
from redress.jobs.registry import job, scheduled
from redress.jobs.worker import Task

LOG = structlog.get_logger("redress.cases")


@scheduled("anchor-cases", at=time(2, 15), title=_("Anchor the record of all cases"))
def anchor_cases(task: Task) -> None:
    """Note the head of every case, so that a case or an end that is cut off later is missed."""
    anchor()


@job("adopt-calendar", title=_("Count open cases by a new list of bank holidays"), lease=120, outside=True)
def adopt_calendar(task: Task) -> None:
    """Let every open case of a council adopt the list that was ordered; a worker that dies half-way is followed on."""
    adoption = CalendarAdoption.objects.get(pk=task.payload["adoption"])
    carried = carry_out(adoption, progress=lambda done, total: task.renew() if done % 20 == 0 else None)
    for reference, code in carried.refused:
        LOG.warning("calendar not adopted", council=adoption.council_id, case=reference, code=code)


@scheduled("adopt-calendars-again", at=time(1, 45), title=_("Count reopened cases by the latest bank holidays"))
def adopt_calendars_again(task: Task) -> None:
    """A case that had ended when its council adopted a list, and whose next stage was asked for since, adopts it."""
    latest = {
        adoption.council_id: adoption.pk for adoption in CalendarAdoption.objects.filter(finished_at__isnull=False)
    }
    for council, pk in latest.items():
        enqueue("adopt-calendar", {"adoption": pk}, run_at=task.now(), council=council)
