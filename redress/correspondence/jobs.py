"""What does the worker do for this room? It hands letters and notices to the mail server."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.cases.find import standing
from redress.cases.record import record
from redress.correspondence import delivery
from redress.correspondence.models import Letter, Message
from redress.correspondence.notices import tell_whoever_has_it
from redress.jobs import Task, job
from redress.rules.actions import ReportDeliveryFailure
from redress.rules.actors import SYSTEM, Actor
from redress.rules.moments import Moment

THE_SYSTEM = Actor(kind=SYSTEM, id="system:delivery")


@job("deliver-letter", title=_("Deliver a letter"), attempts=8, lease=120, first_delay=60, outside=True)
def deliver_letter(task: Task) -> None:
    """Send one letter of the policy; if that fails for good, the case says so and its owner is told."""
    delivery.attempt(task, Letter, task.payload["letter"], failed=letter_failed)


@job("deliver-notice", title=_("Deliver a notice"), attempts=8, lease=120, first_delay=60, outside=True)
def deliver_notice(task: Task) -> None:
    """Send one automatic notice. One that fails stays on the list of what was not delivered."""
    delivery.attempt(task, Message, task.payload["message"], failed=lambda message: None)


def letter_failed(letter: Letter) -> None:
    """Record on the case that a letter could not be delivered, and tell whoever has the case."""
    case = letter.case
    key = f"undelivered-{letter.pk}-{letter.attempts}"
    runs = standing(case).case.runs.values()
    run = next((run.id for run in runs if letter.opaque_id in run.letters), "")
    now = Moment.of(timezone.now(), timezone.get_default_timezone())
    record(
        case.pk,
        ReportDeliveryFailure(run=run, letter=letter.opaque_id),
        by=THE_SYSTEM,
        at=now,
        seen=case.last_seq,
        key=key,
    )
    tell_whoever_has_it(case, "delivery-failed", {"letter": letter.name}, key)
