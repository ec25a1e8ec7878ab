"""How is somebody written to who has no case yet, and when is that forgotten?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.template.loader import render_to_string

from redress import jobs, policies
from redress.correspondence.blocks import paragraphs
from redress.correspondence.compose import rendered
from redress.correspondence.delivery import LINK
from redress.correspondence.message_ids import message_id
from redress.correspondence.models import Message


def write_to(
    council_id: str, to_email: str, template: str, context: Mapping[str, object], key: str, *, link: str
) -> Message:
    """Send a notice that belongs to no case, inside the caller's transaction.

    ``template`` is the path of its words: the first line is the subject. The message keeps the secret ``link`` only
    until it has gone.
    """
    council = policies.current(council_id).council
    words = render_to_string(template, {**context, "name": council.name, "link": LINK})
    subject, _line, body = words.strip().partition("\n")
    told = {"council": council, "subject": subject.strip(), "parts": paragraphs(body)}
    html, text = rendered("correspondence/notice", told, council)
    message = Message.objects.create(
        council_id=council_id,
        key=key,
        template=template,
        to_email=to_email,
        subject=subject.strip(),
        html=html,
        text=text,
        link=link,
        message_id=message_id(council_id),
    )
    jobs.enqueue("deliver-notice", {"message": message.pk}, key=f"message-{message.pk}", council=council_id)
    return message


def forget(template: str, *, before: datetime) -> int:
    """Delete such notices written before an instant, addresses and all; says how many."""
    return Message.objects.filter(case=None, template=template, created_at__lt=before).delete()[0]
