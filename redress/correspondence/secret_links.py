"""What stands in the kept text of a message for an address that nobody may read again?"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from redress.correspondence.about_you import ABOUT_YOU, address
from redress.correspondence.models import Message

LINK = "%TRACKING-LINK%"


def links_of(message: Message, at: datetime) -> list[tuple[str, str]]:
    """The secret addresses of a message, each with what stands for it in the text that is kept."""
    links = [(LINK, message.link)]
    if ABOUT_YOU in message.text:
        links.append((ABOUT_YOU, address(message.council_id, message.link, timezone.localdate(at))))
    return links
