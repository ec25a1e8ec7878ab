"""What if a mail server says afterwards that a letter or message of ours did not arrive?

It counts exactly as if our own server had refused it at once: the letter failed, the case says so, its owner is told.
"""

from __future__ import annotations

from collections.abc import Iterable

from redress.correspondence.failed import letter_failed, notice_failed
from redress.correspondence.models import Delivery, Letter, Message


def sending_of(council_id: str, message_ids: Iterable[str]) -> Letter | Message | None:
    """What we sent under one of these message ids; the first that is known."""
    wanted = list(message_ids)
    for kind in (Letter, Message):
        found = {each.message_id: each for each in kind.objects.filter(council_id=council_id, message_id__in=wanted)}
        for id in wanted:
            if id in found:
                return found[id]
    return None


def came_back(sending: Letter | Message, *, code: str, address: str = "") -> bool:
    """Record, in the caller's transaction, that it was not delivered; false where that is known, or is about another.

    ``code`` says why, without personal data; ``address`` is the one that the server names, if it names one. What was
    sent again to a better address since is not undone by word of the first one.
    """
    current = type(sending).objects.select_for_update().get(pk=sending.pk)
    corrected = current.attempts > 1 and address and address.lower() != current.to_email.lower()
    if current.state not in (Delivery.SENT, Delivery.SENDING) or corrected:
        return False
    current.state, current.last_error = Delivery.FAILED, code[:80]
    current.save(update_fields=["state", "last_error"])
    if isinstance(current, Letter):
        letter_failed(current)
    else:
        notice_failed(current)
    return True
