"""Where does the demonstration's mail go? Into a table that everyone can look at, and nowhere else.

An address that ends in ``.invalid`` is refused, as a mail server would refuse it: so that it can be seen what
happens when a letter cannot be delivered.
"""

from __future__ import annotations

import smtplib
from collections.abc import Sequence
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from redress.correspondence.models import OutboxMail


class Backend(BaseEmailBackend):
    """A mail backend that keeps every message and sends none."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages; say how many."""
        for message in email_messages:
            _refuse(message)
            _keep(message)
        return len(email_messages)


def _refuse(message: EmailMessage) -> None:
    nobody = [address for address in message.recipients() if address.rstrip("> ").endswith(".invalid")]
    if nobody:
        raise smtplib.SMTPRecipientsRefused(dict.fromkeys(nobody, (550, b"no such mailbox")))


def _keep(message: EmailMessage) -> OutboxMail:
    alternatives: list[Any] = getattr(message, "alternatives", None) or []
    html = next((content for content, media_type in alternatives if media_type == "text/html"), "")
    dated = message.extra_headers.get("Date")
    return OutboxMail.objects.create(
        message_id=message.extra_headers.get("Message-ID", ""),
        sender=_readable(message.from_email),
        recipients=", ".join(_readable(address) for address in message.recipients()),
        subject=message.subject,
        raw=message.message().as_string(),
        text=message.body,
        html=html,
        taken_at=parsedate_to_datetime(dated) if dated else timezone.now(),
    )


def _readable(address: str) -> str:
    """An address with its name as people read it, not as headers write it."""
    return str(make_header(decode_header(address)))
