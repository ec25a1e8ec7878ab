"""What if the carrier brings a letter back? It counts as one that failed, and whoever has the case is told.

As loudly as of e-mail that came back: the case says so, and the letter waits among those that reached nobody until it
is sent again.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from redress.accounts.models import Staff
from redress.correspondence.failed import letter_failed
from redress.correspondence.letters import NotYetPossible
from redress.correspondence.models import BatchedLetter, Delivery, Happened, InBatch, Letter, PostRecord
from redress.correspondence.post.models import BACK, Returned


@transaction.atomic
def came_back(letter: Letter, *, on: date, why: Returned, said: str, by: Staff, at: datetime) -> PostRecord:
    """Record that a posted letter came back on a day, and why; ``said`` is what else is to be known of it.

    The same again changes nothing. Raises :class:`NotYetPossible` for one that was not posted, or a day before it was.
    """
    current = Letter.objects.select_for_update(of=("self",)).select_related("case__owner").get(pk=letter.pk)
    known = current.post_records.filter(what=Happened.CAME_BACK).last()
    if current.state == Delivery.FAILED and known is not None and current.last_error.startswith(BACK):
        return known
    if current.state != Delivery.POSTED or current.posted_on is None or on < current.posted_on:
        raise NotYetPossible
    record = PostRecord.objects.create(
        letter=current,
        what=Happened.CAME_BACK,
        because="; ".join(filter(None, (str(why.label), said))),
        on=on,
        address=current.address,
        by=by.actor_id,
        at=at,
    )
    # It can go with another batch; in this one it is told that it came back.
    BatchedLetter.objects.filter(letter=current, state=InBatch.GOES).update(
        state=InBatch.CAME_BACK, changed_by=by.actor_id, changed_at=at
    )
    current.state, current.last_error = Delivery.FAILED, f"{BACK}{why.value}"
    current.save(update_fields=["state", "last_error"])
    told = {"why": str(why.label), "on": on, "said": said}
    letter_failed(current, words="post-came-back", more=told, again=f"post-{record.pk}")
    return record
