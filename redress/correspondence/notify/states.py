"""What does a status at GOV.UK Notify mean for a letter or message of ours?

A receipt may come twice, late or in the wrong order: what is settled stays.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.correspondence.came_back import came_back
from redress.correspondence.models import Delivery, Letter, Message

#: It has arrived, as far as anybody can tell.
DELIVERED = frozenset({"delivered"})
#: The letter has been printed and given to the post.
POSTED = frozenset({"received"})
FAILED = frozenset(
    {
        *("permanent-failure", "temporary-failure", "technical-failure"),
        *("validation-failed", "virus-scan-failed", "cancelled", "returned-letter"),
    }
)
#: Still on its way. ``sent``: to a number abroad, of which nothing more is ever told.
ON_ITS_WAY = frozenset({"created", "sending", "pending", "sent", "pending-virus-check", "accepted"})
#: After these nothing more is told.
FINAL = DELIVERED | POSTED | FAILED | {"sent"}

WORDS = {
    "created": _("with GOV.UK Notify"),
    "sending": _("on its way"),
    "pending": _("on its way"),
    "sent": _("sent abroad"),
    "delivered": _("delivered"),
    "pending-virus-check": _("being checked by GOV.UK Notify"),
    "accepted": _("being printed for GOV.UK Notify"),
    "received": _("printed and posted by GOV.UK Notify"),
    "permanent-failure": _("there is no such address"),
    "temporary-failure": _("it could not be delivered for now"),
    "technical-failure": _("GOV.UK Notify could not send it"),
    "validation-failed": _("GOV.UK Notify could not print it"),
    "virus-scan-failed": _("GOV.UK Notify refused the file"),
    "cancelled": _("cancelled at GOV.UK Notify"),
}
WHO = "system:notify"


def sending_of(council_id: str, *, id: str, reference: str) -> Letter | Message | None:
    """What Notify knows under this id or, before we knew that, under our own reference; none of another council."""
    kinds: tuple[type[Letter] | type[Message], ...] = (Letter, Message)
    known = Q(notify_id=id) if id else Q(pk=None)
    if reference:
        known |= Q(notify_reference=reference)
    for kind in kinds:
        found = kind.objects.filter(known, council_id=council_id).first()
        if found is not None:
            return found
    return None


def heard(sending: Letter | Message, status: str, *, at: datetime) -> bool:
    """Put on record, in the caller's transaction, how far Notify says that it has got; whether that was news.

    ``at`` is when we heard. A failure is recorded on the case and its owner told, as for any other letter.
    """
    kind = type(sending)
    current = kind.objects.select_for_update().get(pk=sending.pk)
    if status not in FINAL | ON_ITS_WAY or current.notify_status in FINAL or current.notify_status == status:
        return False
    current.notify_status = status
    current.save(update_fields=["notify_status"])
    counts(current, at=at)
    return True


def counts(current: Letter | Message, *, at: datetime) -> None:
    """Let what Notify has told of something that went there count, in the caller's transaction, which holds the row.

    What it told while our own attempt seemed to have failed is kept, and counts once that is known to have gone.
    """
    status = current.notify_status
    fields: list[str] = []
    if current.state not in (Delivery.SENT, Delivery.SENDING):
        return
    if status in DELIVERED and current.delivered_at is None:
        current.delivered_at = at
        fields = ["delivered_at"]
    if status in POSTED and isinstance(current, Letter):
        current.state, current.posted_on, current.posted_by = Delivery.POSTED, timezone.localdate(at), WHO
        fields = ["state", "posted_on", "posted_by"]
    if fields:
        current.save(update_fields=fields)
    if status in FAILED:
        came_back(current, code=f"notify-{status}")
