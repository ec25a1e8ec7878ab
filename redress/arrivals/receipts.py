"""What does somebody hear at once whose e-mail has come in?

That it has come, and by what to ask about it. It is no acknowledgement and says so (Q17), and it says the same whether
or not there is a case: a stranger learns nothing from it.
"""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from redress.arrivals import automatic
from redress.arrivals.filing import received
from redress.arrivals.models import Arrival, Source
from redress.correspondence.models import Message
from redress.correspondence.notices import answer
from redress.design.templatetags.design import long_moment

#: So many messages of one sender within an hour are answered; more are kept without an answer, or two programmes
#: could write to each other for ever.
ANSWERED_AN_HOUR = 5


def send(arrival: Arrival) -> Message | None:
    """Answer an e-mail once, in the caller's transaction; none where no programme may answer it."""
    if not automatic.may_be_answered(arrival) or not _can_be_written_to(arrival.sender_address):
        return None
    if _sent_lately(arrival) >= ANSWERED_AN_HOUR:
        arrival.details = {**arrival.details, "notes": [*arrival.details.get("notes", ()), "many-from-sender"]}
        arrival.save(update_fields=["details"])
        return None
    at = received(arrival)
    context = {
        "received": long_moment(at.instant or at.day),
        "reference": arrival.reference,
        "cut": bool(arrival.details.get("cut")),
        "encrypted": "encrypted" in arrival.details.get("notes", ()),
    }
    return answer(
        arrival.council_id,
        arrival.sender_address,
        "email-received",
        context,
        arrival.opaque_id,
        to_name=arrival.sender_name,
        answers=arrival.message_id,
    )


def _can_be_written_to(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return len(address) <= 254 and "." in address.rpartition("@")[2]


def _sent_lately(arrival: Arrival) -> int:
    """How many other messages of this sender came within the last hour."""
    since = timezone.now() - timedelta(hours=1)
    lately = Arrival.objects.filter(
        council_id=arrival.council_id,
        source=Source.EMAIL,
        sender_address__iexact=arrival.sender_address,
        created_at__gte=since,
        pk__lt=arrival.pk,
    )
    return lately.count()
