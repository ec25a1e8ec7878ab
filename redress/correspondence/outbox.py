"""Where does the demonstration's mail go? Into a table that everyone can look at, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import parsedate_to_datetime
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from redress.correspondence.models import OutboxMail


class Backend(BaseEmailBackend):
    """A mail backend that keeps every message and sends none."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages; say how many."""
        for message in email_messages:
            _keep(message)
        return len(email_messages)


def _keep(message: EmailMessage) -> OutboxMail:
    alternatives: list[Any] = getattr(message, "alternatives", None) or []
    html = next((content for content, media_type in alternatives if media_type == "text/html"), "")
    return OutboxMail.objects.create(
        message_id=message.extra_headers.get("Message-ID", ""),
        sender=message.from_email,
        recipients=", ".join(message.recipients()),
        subject=message.subject,
        raw=message.message().as_string(),
        text=message.body,
        html=html,
        taken_at=parsedate_to_datetime(message.extra_headers["Date"]),
    )
