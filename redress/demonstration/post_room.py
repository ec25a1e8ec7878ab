"""What has the made-up post room posted, what waits for it, what no longer holds, and what came back?

Letters went on the working day after their approval, each with the proof of its batch. In each council the latest
wait still: one was left out of its batch for want of a flat number and is older than it should be. One letter that had
gone came back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from redress import policies
from redress.accounts.models import Staff
from redress.cases.models import Case
from redress.correspondence.models import BatchedLetter, Letter, PostBatch
from redress.correspondence.post import batches as post_batches
from redress.correspondence.post.batches import Posted
from redress.correspondence.post.models import Postage, Proof, Returned
from redress.correspondence.post.returned import came_back
from redress.demonstration.walk import Office
from redress.rules.working_days import WorkingCalendar


def build(offices: Mapping[str, Office], today: datetime) -> None:
    """Post what each council wrote until lately, and have one letter brought back."""
    for office in offices.values():
        _posted(office, timezone.localdate(today))


def _posted(office: Office, today: date) -> None:
    clerk = office.staff[office.hall.desk]
    policy = policies.current(office.council.pk)
    calendar = policies.rulebook().calendar(policy.pin)
    cases = Case.objects.filter(council=office.council)
    went = [batch for batch in _batches(office, cases, clerk, calendar, today) if batch is not None]
    if went:
        _brought_back(went[-1], clerk, today)


def _batches(
    office: Office, cases: QuerySet[Case], clerk: Staff, calendar: WorkingCalendar, today: date
) -> Iterator[PostBatch | None]:
    """A batch for each day on which there was something to post; the last has what became of its letters."""
    groups = post_batches.waiting(cases)
    letters = max(groups.values(), key=len, default=[])
    gone = len(letters) - len(letters) // 2
    by_day: dict[date, list[Letter]] = {}
    for letter in letters[:gone]:
        day = calendar.nth_working_day_after(timezone.localdate(letter.approved_at), 1)
        by_day.setdefault(day, []).append(letter)
    days = [day for day in sorted(by_day) if day < today]
    for day in days:
        wanted = by_day[day]
        if day == days[-1]:
            wanted = [*wanted, *_also(letters[gone:], day)]
        yield _batch(office, cases, clerk, day, wanted)


def _also(letters: list[Letter], day: date) -> list[Letter]:
    """What was to go with the last batch too, and was left out of it."""
    return [each for each in letters if timezone.localdate(each.approved_at) <= day][:1]


def _batch(office: Office, cases: QuerySet[Case], clerk: Staff, day: date, letters: list[Letter]) -> PostBatch | None:
    batch = post_batches.make(
        office.council,
        cases,
        print=post_batches.group_of(letters[0]),
        postage=Postage.SECOND,
        by=clerk,
        key=f"demonstration-{office.council.pk}-{day}",
        only=[each.pk for each in letters],
        on=day,
    )
    if batch is not None:
        _gone(batch, clerk, datetime.combine(day, time(15, 40), timezone.get_default_timezone()))
    return batch


def _gone(batch: PostBatch, clerk: Staff, at: datetime) -> None:
    PostBatch.objects.filter(pk=batch.pk).update(made_at=at - timedelta(hours=2))
    lines = list(BatchedLetter.objects.filter(batch=batch))
    if len(lines) > 1:
        post_batches.left_out(
            batch, lines[-1].pk, because="The flat number is missing: asked by e-mail", by=clerk, at=at
        )
        post_batches.spoiled(batch, lines[0].pk, because="The printer jammed", by=clerk, at=at)
    post_batches.printed(batch, by=clerk, at=at - timedelta(hours=1))
    number = f"{at.year}/{100 + batch.pk}"
    post_batches.posted(batch, Posted(on=at.date(), proof=Proof.POST_BOOK, number=number), by=clerk, at=at)


def _brought_back(batch: PostBatch, clerk: Staff, today: date) -> None:
    """The first letter of a batch came back some days after it went."""
    letter = post_batches.lines_of(batch)[0].letter
    day = min(today, (letter.posted_on or today) + timedelta(days=6))
    at = timezone.make_aware(datetime.combine(day, time(9, 50)))
    came_back(letter, on=day, why=Returned.GONE_AWAY, said="There is a label of the carrier on it", by=clerk, at=at)
