"""Which letters go together in one envelope run, and how does a batch become posted, each letter once?

A batch is made, printed and posted, each by somebody and at some time. Until it is posted a letter can be left out of
it, and then waits for another; a copy that was spoiled is printed again and stays the same letter. What no longer holds
goes only with somebody's reason, which is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from redress.accounts.models import Council, Staff
from redress.cases.models import Case
from redress.correspondence.letters import NotYetPossible, to_be_posted
from redress.correspondence.making.on_letterhead import needed
from redress.correspondence.models import BatchedLetter, Delivery, Happened, InBatch, Letter, PostBatch, PostRecord
from redress.correspondence.post.models import Postage
from redress.correspondence.post.pages import made_by_hand
from redress.correspondence.post.stale import NoLongerHolds, gone_all_the_same, kept, stale
from redress.rules.late_post import Reason

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
    council: Council,
    cases: QuerySet[Case],
    *,
    print: str,
    postage: str,
    by: Staff,
    key: str,
    only: Iterable[int] = (),
    although: Mapping[int, str] | None = None,
    on: date | None = None,
) -> PostBatch | None:
    """Make a batch of what waits and needs this print, or ``only`` of these letters; none where nothing waits.

    A letter that no longer holds on the day (today, unless given) stays out of it, unless ``although`` has the reason
    why it goes all the same. The same key again gives back the batch that was made then. Two clerks at once never take
    the same letter.
    """
    known = PostBatch.objects.filter(key=key, council=council).first()
    if known is not None:
        return known
    with transaction.atomic():
        # Whoever makes a batch holds the council: the next one counts on from it, and finds what it left.
        Council.objects.select_for_update().get(pk=council.pk)
        known = PostBatch.objects.filter(key=key, council=council).first()
        chosen, why = set(only), although or {}
        found = _held(each for each in waiting(cases).get(print, []) if not chosen or each.pk in chosen)
        doubts = stale(found, on or timezone.localdate())
        found = [each for each in found if each.pk not in doubts or why.get(each.pk)][:MOST_LETTERS]
        if known is not None or not found:
            return known
        batch = _begun(council, print=print, postage=postage, by=by, key=key)
        BatchedLetter.objects.bulk_create(
            BatchedLetter(batch=batch, letter=letter, place=place) for place, letter in enumerate(found, start=1)
        )
        _although(found, doubts, why, what=Happened.TAKEN, by=by, at=batch.made_at)
    return batch


def _begun(council: Council, *, print: str, postage: str, by: Staff, key: str) -> PostBatch:
    last = PostBatch.objects.filter(council=council).order_by("-number").values_list("number", flat=True).first()
    return PostBatch.objects.create(
        council=council,
        number=(last or 0) + 1,
        key=key,
        print=print,
        postage=Postage(postage),
        made_at=timezone.now(),
        made_by=by.actor_id,
    )


def _although(
    letters: Iterable[Letter],
    doubts: Mapping[int, tuple[Reason, ...]],
    why: Mapping[int, str],
    *,
    what: Happened,
    by: Staff,
    at: datetime,
) -> None:
    """Keep with each letter that no longer holds why it goes all the same, and what stood before whoever said so."""
    PostRecord.objects.bulk_create(
        PostRecord(
            letter=letter,
            what=what,
            because=why[letter.pk],
            told=[kept(reason) for reason in doubts[letter.pk]],
            by=by.actor_id,
            at=at,
        )
        for letter in letters
        if letter.pk in doubts
    )


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


class NotPrinted(NotYetPossible):
    """The batch is not marked as printed, and what was not printed was not posted."""


def doubtful(batch: PostBatch, on: date) -> dict[int, tuple[Reason, ...]]:
    """Why letters of an open batch no longer hold on a day, by letter; not those taken into it for the same reasons."""
    letters = [line.letter for line in lines_of(batch, going(batch))]
    return gone_all_the_same(stale(letters, on))


def posted(
    batch: PostBatch, how: Posted, *, by: Staff, at: datetime, although: Mapping[int, str] | None = None
) -> PostBatch:
    """Mark the letters of a batch as posted on a day, with what proves it. The same again changes nothing.

    ``although``: by letter, why it went although it no longer held. Raises :class:`NotYetPossible` for a batch without
    a letter left in it or a day before one of them was approved, :class:`NotPrinted` for one that is not printed, and
    :class:`NoLongerHolds` where a reason is wanting.
    """
    with transaction.atomic():
        current = PostBatch.objects.select_for_update().get(pk=batch.pk)
        if not current.open:
            return current
        if current.printed_at is None:
            raise NotPrinted
        letters = Letter.objects.filter(batched__in=going(current))
        found = _held(letters)
        if not found or how.on < max(timezone.localdate(each.approved_at) for each in found):
            raise NotYetPossible
        doubts, why = doubtful(current, how.on), although or {}
        if any(not why.get(pk) for pk in doubts):
            raise NoLongerHolds(doubts)
        _although(found, doubts, why, what=Happened.POSTED, by=by, at=at)
        letters.update(state=Delivery.POSTED, posted_on=how.on, posted_by=by.actor_id, last_error="")
        current.posted_on, current.posted_by, current.posted_at = how.on, by.actor_id, at
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
    rows = Letter.objects.select_for_update(of=("self",)).filter(
        pk__in=[each.pk for each in letters], state=Delivery.TO_POST
    )
    return list(rows.select_related("case").order_by("id"))


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
