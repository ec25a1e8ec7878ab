"""How does a letter or message go to GOV.UK Notify, and never twice?

Our reference for it is committed before Notify is spoken to. A worker that died between the answer and the commit may
have sent it: whoever takes over asks Notify for that reference first, and sends only what it does not know.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.html import escape

from redress.correspondence.leaving import MustBeRedacted
from redress.correspondence.models import Letter, Message
from redress.correspondence.notify import words as notify_words
from redress.correspondence.notify.api import Notify, Told
from redress.correspondence.post.pages import NotPrintable, pages_for_notify
from redress.correspondence.secret_links import links_of
from redress.correspondence.transports import ForThePrintRoom, Undeliverable, service_of
from redress.notify_settings import NOTIFY

#: How many pages Notify prints of one letter: ten sheets, on both sides.
MOST_PAGES = 20


def send(sending: Letter | Message, *, at: datetime) -> None:
    """Hand it over, unless it was handed over before. Raises Undeliverable, ForThePrintRoom and JobFailed.

    What Notify says of it is put on the row, which the caller saves.
    """
    setting = service_of(sending.council_id)
    if setting is None:
        raise Undeliverable("notify-not-set-up")
    notify = Notify(setting)
    told = notify.by_reference(sending.notify_reference) if sending.attempts > 1 else None
    told = told or _handed_over(notify, sending, at)
    sending.sent_by, sending.notify_id = NOTIFY, told.id
    sending.notify_status = sending.notify_status or "created"


def reference_for(sending: Letter | Message) -> str:
    """Our reference for this going: it says nothing of anybody, and a letter that is sent again has a new one."""
    mark, _at, _domain = sending.message_id.strip("<>").partition("@")
    return f"{mark}-{sending.attempts}"


def _handed_over(notify: Notify, sending: Letter | Message, at: datetime) -> Told:
    reference = sending.notify_reference
    if isinstance(sending, Message) and sending.to_telephone:
        return notify.text(sending.to_telephone, body=sending.text.strip(), reference=reference)
    if sending.to_email:
        html = sending.html
        for stands_for, link in links_of(sending, at) if isinstance(sending, Message) else ():
            html = html.replace(stands_for, escape(link))
        body = notify_words.body_of(html)
        return notify.email(sending.to_email, subject=sending.subject, body=body, reference=reference)
    assert isinstance(sending, Letter)
    return notify.letter(_printed(sending), reference=reference)


def _printed(letter: Letter) -> bytes:
    """The letter with what is enclosed, as Notify prints it."""
    try:
        pdf, pages = pages_for_notify(letter)
    except NotPrintable as error:
        if error.code == MustBeRedacted().code:
            raise MustBeRedacted from error
        raise ForThePrintRoom(error.code) from error
    if pages > MOST_PAGES:
        raise ForThePrintRoom("notify-too-many-pages")
    return pdf
