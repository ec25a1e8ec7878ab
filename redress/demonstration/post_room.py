"""What has the made-up post room posted, and what waits for it?

In each council one batch of yesterday or earlier has gone with its proof, one letter left out of it; the rest waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from redress.accounts.models import Staff
from redress.cases.models import Case
from redress.correspondence.models import BatchedLetter, Letter, PostBatch
from redress.correspondence.post import batches as post_batches
from redress.correspondence.post.batches import Posted
from redress.correspondence.post.models import Postage, Proof
from redress.demonstration.walk import Office

MOST = 4


def build(offices: Mapping[str, Office], today: datetime) -> None:
    """Post a batch in each council where something has waited since the day before."""
    for office in offices.values():
        _posted(office, today)


def _posted(office: Office, today: datetime) -> None:
    day = timezone.localdate(today) - timedelta(days=1)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    clerk = office.staff[office.hall.desk]
    cases = Case.objects.filter(council=office.council)
    old = [each for each in _waiting(cases) if timezone.localdate(each.approved_at) <= day][:MOST]
    if not old:
        return
    batch = post_batches.make(
        office.council,
        cases,
        print=post_batches.group_of(old[0]),
        postage=Postage.SECOND,
        by=clerk,
        key=f"demonstration-{office.council.pk}",
        only=[each.pk for each in old],
    )
    if batch is not None:
        _gone(batch, clerk, datetime.combine(day, time(15, 40), timezone.get_default_timezone()))


def _gone(batch: PostBatch, clerk: Staff, at: datetime) -> None:
    PostBatch.objects.filter(pk=batch.pk).update(made_at=at - timedelta(hours=2))
    lines = list(BatchedLetter.objects.filter(batch=batch))
    if len(lines) > 2:
        post_batches.left_out(
            batch, lines[-1].pk, because="The flat number is missing: asked by e-mail", by=clerk, at=at
        )
    if len(lines) > 1:
        post_batches.spoiled(batch, lines[0].pk, because="The printer jammed", by=clerk, at=at)
    post_batches.printed(batch, by=clerk, at=at - timedelta(hours=1))
    number = f"{at.year}/{100 + batch.pk}"
    post_batches.posted(batch, Posted(on=at.date(), proof=Proof.POST_BOOK, number=number), by=clerk, at=at)


def _waiting(cases: QuerySet[Case]) -> list[Letter]:
    """What waits in the print that most of it needs, oldest first."""
    groups = post_batches.waiting(cases)
    return max(groups.values(), key=len, default=[])
