"""What does the worker do for this room? It learns anew where that is due, and forgets with the cases."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress import jobs, policies
from redress.accounts.models import Council
from redress.jobs import Task, job, scheduled
from redress.suggestions import learning
from redress.suggestions.models import Chosen, Learnt
from redress.suggestions.signs import book_for

LEARNT_FOR = timedelta(days=30)
CHOICES_KEPT_MONTHS = 24


@scheduled("learn-suggestions", at=time(2, 40), title=_("See whether suggestions must be learnt anew"))
def see_what_is_due(task: Task) -> None:
    """Ask for learning where a case was destroyed, where a month has passed, and where nothing was learnt yet."""
    installed = policies.rulebook().newest
    today = timezone.localdate(task.now())
    for council in Council.objects.all():
        if council.pk not in installed:
            continue
        rows = list(Learnt.objects.filter(council=council))
        stale = [row for row in rows if learning.is_stale(row)]
        Learnt.objects.filter(pk__in=[row.pk for row in stale]).delete()
        old = not rows or any(row.made_at < task.now() - LEARNT_FOR for row in rows)
        if (stale or old) and book_for(installed[council.pk]).learning.on and learning.can_learn():
            key = f"learn-suggestions-{council.pk}-{today.isoformat()}"
            jobs.enqueue("learn-suggestions-of", {}, key=key, council=council)
    first = today.replace(day=1) - timedelta(days=31 * CHOICES_KEPT_MONTHS)
    Chosen.objects.filter(month__lt=f"{first:%Y-%m}").delete()


@job("learn-suggestions-of", title=_("Learn suggestions from decided cases"), attempts=2, lease=3600, outside=True)
def learn_of(task: Task) -> None:
    """Learn from one council's decided cases; where that cannot be, nothing is suggested from them."""
    try:
        learning.learn(task.council_id)
    except learning.CannotLearn:
        learning.forget(task.council_id)
    with task.finishing():
        pass
