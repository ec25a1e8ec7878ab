"""Which letters go together in one envelope run, and how does a batch become posted, each letter once?

A batch is made, printed and posted, each by somebody and at some time. Until it is posted a letter can be left out of
it, and then waits for another; a copy that was spoiled is printed again and stays the same letter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from redress.accounts.models import Council, Staff
from redress.cases.models import Case
from redress.correspondence.letters import NotYetPossible, to_be_posted
from redress.correspondence.making.on_letterhead import needed
from redress.correspondence.models import BatchedLetter, Delivery, InBatch, Letter, PostBatch
from redress.correspondence.post.models import Postage
from redress.correspondence.post.pages import made_by_hand

#: One PDF is made of a batch while somebody waits for it.
MOST_LETTERS = 100
BY_HAND = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """The day on which a batch was put in the post, and what proves it."""

    on: date
    proof: str
    number: str = ""
    name: str = ""
    stored_as: str = ""


def group_of(letter: Letter) -> str:
    """With which print a letter goes; empty where its reader needs it as no printer makes it."""
    return BY_HAND if made_by_hand(letter) else needed(letter).slug


def waiting(cases: QuerySet[Case]) -> dict[str, list[Letter]]:
    """The letters that wait to be posted, by the print that they need; oldest first."""
    groups: dict[str, list[Letter]] = {}
    for letter in to_be_posted(cases):
        groups.setdefault(group_of(letter), []).append(letter)
    return groups


def make(
    council: Council, cases: QuerySet[Case], *, print: str, postage: str, by: Staff, key: str, only: Iterable[int] = ()
) -> PostBatch | None:
    """Make a batch of what waits and needs this print, or ``only`` of these letters; none where nothing waits.

    The same key again gives back the batch that was made then. Two clerks at once never take the same letter.
    """
    known = PostBatch.objects.filter(key=key, council=council).first()
    if known is not None:
        return known
    with transaction.atomic():
        # Whoever makes a batch holds the council: the next one counts on from it, and finds what it left.
        Council.objects.select_for_update().get(pk=council.pk)
        known = PostBatch.objects.filter(key=key, council=council).first()
        chosen = set(only)
        found = [each for each in waiting(cases).get(print, []) if not chosen or each.pk in chosen][:MOST_LETTERS]
        found = _held(found)
        if known is not None or not found:
            return known
        last = PostBatch.objects.filter(council=council).order_by("-number").values_list("number", flat=True).first()
        batch = PostBatch.objects.create(
            council=council,
            number=(last or 0) + 1,
            key=key,
            print=print,
            postage=Postage(postage),
            made_at=timezone.now(),
            made_by=by.actor_id,
        )
        BatchedLetter.objects.bulk_create(
            BatchedLetter(batch=batch, letter=letter, place=place) for place, letter in enumerate(found, start=1)
        )
    return batch


def batches_for(council: Council, cases: QuerySet[Case]) -> QuerySet[PostBatch]:
    """The batches of a council in which this officer may see every letter, latest first."""
    hidden = BatchedLetter.objects.exclude(letter__case__in=cases).values("batch")
    return PostBatch.objects.filter(council=council).exclude(pk__in=hidden).order_by("-number")


def lines_of(batch: PostBatch, only: QuerySet[BatchedLetter] | None = None) -> list[BatchedLetter]:
    """The letters of a batch in their order, those left out among them, or ``only`` some: one query."""
    lines = batch.lines.all() if only is None else only
    return list(lines.select_related("letter__case").order_by("place"))


def going(batch: PostBatch) -> QuerySet[BatchedLetter]:
    """The lines of a batch that go or went with it; of an open one, not those that have gone by another way since."""
    lines = batch.lines.filter(state=InBatch.GOES)
    return lines.filter(letter__state=Delivery.TO_POST) if batch.open else lines


def printed(batch: PostBatch, *, by: Staff, at: datetime) -> None:
    """Mark a batch as printed; the same again changes nothing."""
    PostBatch.objects.filter(pk=batch.pk, printed_at=None).update(printed_at=at, printed_by=by.actor_id)


def left_out(batch: PostBatch, line: int, *, because: str, by: Staff, at: datetime) -> BatchedLetter:
    """Take a letter out of a batch that is not posted yet; it waits for another. Raises NotYetPossible."""
    with transaction.atomic():
        found = _open_line(batch, line)
        found.state, found.because = InBatch.LEFT_OUT, because
        return _changed(found, by, at)


def spoiled(batch: PostBatch, line: int, *, because: str, by: Staff, at: datetime) -> BatchedLetter:
    """A copy was spoiled and destroyed, and the letter is printed again; it stays one letter. Raises NotYetPossible."""
    with transaction.atomic():
        found = _open_line(batch, line)
        found.spoiled, found.because = found.spoiled + 1, because
        return _changed(found, by, at)


def posted(batch: PostBatch, how: Posted, *, by: Staff, at: datetime) -> PostBatch:
    """Mark the letters of a batch as posted on a day, with what proves it. The same again changes nothing.

    Raises :class:`NotYetPossible` for a batch without a letter left in it or a day before one of them was approved.
    """
    with transaction.atomic():
        current = PostBatch.objects.select_for_update().get(pk=batch.pk)
        if not current.open:
            return current
        letters = Letter.objects.filter(batched__in=going(current))
        approved = [timezone.localdate(each) for each in letters.values_list("approved_at", flat=True)]
        if not approved or how.on < max(approved):
            raise NotYetPossible
        letters.update(state=Delivery.POSTED, posted_on=how.on, posted_by=by.actor_id, last_error="")
        current.posted_on, current.posted_by, current.posted_at = how.on, by.actor_id, at
        current.printed_at, current.printed_by = current.printed_at or at, current.printed_by or by.actor_id
        current.proof, current.proof_number = how.proof, how.number
        current.proof_name, current.proof_as = how.name, how.stored_as
        current.save()
    return current


def earliest_day(batch: PostBatch) -> date | None:
    """The first day on which this batch can have been posted: that on which the last of its letters was approved."""
    approved = going(batch).order_by("-letter__approved_at").values_list("letter__approved_at", flat=True)
    last = approved.first()
    return timezone.localdate(last) if last else None


def batch_of(letter: Letter) -> PostBatch | None:
    """The batch that a letter goes or went with: one query."""
    line = BatchedLetter.objects.filter(letter=letter, state=InBatch.GOES).select_related("batch").first()
    return line.batch if line else None


def _held(letters: Iterable[Letter]) -> list[Letter]:
    """Of these letters, in their order, those that wait to be posted still, held until the transaction ends."""
    rows = Letter.objects.select_for_update().filter(pk__in=[each.pk for each in letters], state=Delivery.TO_POST)
    return list(rows.order_by("id"))


def _open_line(batch: PostBatch, line: int) -> BatchedLetter:
    current = PostBatch.objects.select_for_update().get(pk=batch.pk)
    found = BatchedLetter.objects.filter(batch=current, pk=line, state=InBatch.GOES).first()
    if not current.open or found is None:
        raise NotYetPossible
    return found


def _changed(line: BatchedLetter, by: Staff, at: datetime) -> BatchedLetter:
    line.changed_by, line.changed_at = by.actor_id, at
    line.save()
    return line
