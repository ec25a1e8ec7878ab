"""What does the worker do for this room? It hands letters and notices over, and asks what became of them."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.correspondence import delivery
from redress.correspondence.asks import chasing
from redress.correspondence.failed import letter_failed, notice_failed
from redress.correspondence.models import Letter, Message
from redress.correspondence.notify import asking as notify_asking
from redress.jobs import Task, job, scheduled
from redress.jobs.queue import enqueue


@job("deliver-letter", title=_("Deliver a letter"), attempts=8, lease=120, first_delay=60, outside=True)
def deliver_letter(task: Task) -> None:
    """Send one letter of the policy; if that fails for good, the case says so and its owner is told."""
    delivery.attempt(task, Letter, task.payload["letter"], failed=letter_failed)


@job("deliver-notice", title=_("Deliver a notice"), attempts=8, lease=120, first_delay=60, outside=True)
def deliver_notice(task: Task) -> None:
    """Send one automatic notice. One that fails stays on the list of what was not delivered."""
    delivery.attempt(task, Message, task.payload["message"], failed=notice_failed)


@job("ask-notify", title=_("Ask GOV.UK Notify what was delivered"), attempts=3, lease=120, outside=True)
def ask_notify(task: Task) -> None:
    """Ask what became of what Notify has and said nothing of; one council that it refuses stops no other."""
    notify_asking.ask(now=task.now(), alive=task.renew)


if settings.NOTIFY:  # otherwise a job would be done for nothing
    scheduled(
        "ask-notify",
        every=timedelta(minutes=10),
        title=_("Ask GOV.UK Notify what was delivered"),
        attempts=3,
        lease=120,
        outside=True,
    )(ask_notify)


@scheduled("chase-asks", every=timedelta(hours=1), title=_("Remind those who were asked for information"))
def chase_asks(task: Task) -> None:
    """Each question of which a word is owed is a job of its own, once a day: what is wrong with one keeps no other."""
    for ask, nudge in chasing.owed(task.now()):
        key = f"chase-{ask.pk}-{nudge}-{timezone.localdate(task.now())}"
        enqueue("chase-ask", {"ask": ask.pk}, run_at=task.now(), key=key, council=ask.council_id)


@job("chase-ask", title=_("Remind somebody who was asked for information"))
def chase_ask(task: Task) -> None:
    """Remind whoever has been asked and has not answered, or tell whoever has the case that nothing came."""
    chasing.chased(task.payload["ask"], now=task.now())
