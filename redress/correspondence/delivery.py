"""How does a letter or notice get to the mail server, once, and what if it cannot?

``sending`` is committed before the server is spoken to, and what came of it afterwards. A worker that dies
between the server's answer and that commit leaves ``sending`` behind: nobody can know whether the message
went, and at least once is the promise, so it is sent again under the same Message-ID, by which the
recipient's mail programme knows the two for one. It is never sent again once its going is on record.
"""

from __future__ import annotations

import re
import smtplib
from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime, formataddr
from typing import NoReturn, TypeVar

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html

from redress import policies
from redress.correspondence.about_you import ABOUT_YOU, address
from redress.correspondence.models import Delivery, Letter, Message
from redress.correspondence.reply_addresses import reply_address
from redress.jobs import GiveUp, JobFailed, Task
from redress.records import documents, enclosures
from redress.records.models import Party
from redress.records.people import parties_of

LINK = "%TRACKING-LINK%"
_ONE_ID = re.compile(r"<[!-;=?-~]{3,250}>")  # what came from outside must not begin another header

AnySending = TypeVar("AnySending", Letter, Message)


class Undeliverable(Exception):
    """The mail server will never take this message to this person. ``code`` says why, without personal data."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def attempt(task: Task, kind: type[AnySending], pk: int, *, failed: Callable[[AnySending], None]) -> None:
    """Try once to deliver; what came of it commits together with the end of the job.

    ``failed`` records a failure for good, in the transaction that marks it. Raises
    :class:`~redress.jobs.JobFailed` for what may pass: the job is tried again later, and in the end given up.
    """
    sending = _begun(kind, pk)
    if sending is None:
        return
    try:
        send(sending, at=task.now())
    except Undeliverable as error:
        with task.finishing():
            _ended(sending, Delivery.FAILED, error.code)
            failed(sending)
    except JobFailed as error:
        if not task.last_attempt:
            _ended(sending, Delivery.QUEUED, error.code)
            raise
        with transaction.atomic():
            _ended(sending, Delivery.FAILED, error.code)
            failed(sending)
        raise GiveUp(error.code) from error
    except Exception as error:
        # A fault of ours. It is tried again like any other; but what is given up must not be lost without a word.
        if not task.last_attempt:
            raise
        with transaction.atomic():
            _ended(sending, Delivery.FAILED, "cannot-be-sent")
            failed(sending)
        raise GiveUp("cannot-be-sent") from error
    else:
        with task.finishing():
            _ended(sending, Delivery.SENT, "", at=task.now())


def send(sending: Letter | Message, *, at: datetime) -> None:
    """Hand one message to the mail server. Raises :class:`Undeliverable` or :class:`~redress.jobs.JobFailed`."""
    if isinstance(sending, Message) and LINK in sending.text and not sending.link:
        raise Undeliverable("link-gone")  # it failed for good before, and its secret link was forgotten then
    if isinstance(sending, Letter) and sending.post_only:
        raise Undeliverable("only-by-post")  # DA 8.1.3(d): such a notice cannot be e-mailed
    try:
        get_connection().send_messages([mail(sending, at=at)])
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _reason in error.recipients.values()]
        _raise(min(codes), for_good=all(code >= 500 for code in codes), error=error)
    except (smtplib.SMTPSenderRefused, smtplib.SMTPAuthenticationError, smtplib.SMTPConnectError) as error:
        _raise(error.smtp_code, for_good=False, error=error)  # a fault of the installation: it can be mended
    except smtplib.SMTPResponseException as error:
        _raise(error.smtp_code, for_good=error.smtp_code >= 500, error=error)
    except smtplib.SMTPNotSupportedError as error:
        raise Undeliverable("address-not-supported") from error
    except (smtplib.SMTPException, OSError) as error:
        raise JobFailed("mail-server-unreachable") from error


def _links(message: Message, at: datetime) -> list[tuple[str, str]]:
    """The secret addresses of a message, each with what stands for it in the text that is kept."""
    links = [(LINK, message.link)]
    if ABOUT_YOU in message.text:
        links.append((ABOUT_YOU, address(message.council_id, message.link, timezone.localdate(at))))
    return links


def mail(sending: Letter | Message, *, at: datetime) -> EmailMultiAlternatives:
    """The message as it goes: from the council, answered to the council, HTML beside plain text."""
    council = policies.current(sending.council_id).council
    sender = formataddr((council.name, council.complaints_email))
    replies = formataddr((council.name, reply_address(_party(sending), sending.council_id)))
    headers = {"Message-ID": sending.message_id, "Date": format_datetime(at), "X-Loop": council.complaints_email}
    html, text = sending.html, sending.text
    if isinstance(sending, Message):
        headers |= _of_a_programme(sending)
        for stands_for, link in _links(sending, at):
            html = html.replace(stands_for, format_html('<a href="{0}">{0}</a>', link))
            text = text.replace(stands_for, link)
    message = EmailMultiAlternatives(
        subject=sending.subject,
        body=text,
        from_email=sender,
        to=[formataddr((" ".join(sending.to_name.split()), sending.to_email))],  # a header is one line
        reply_to=[replies],
        headers=headers,
    )
    message.attach_alternative(html, "text/html")
    if isinstance(sending, Letter):
        for document in enclosures.with_letter(sending.opaque_id):
            message.attach(document.name, documents.content_of(document), document.media_type)
    return message


def _of_a_programme(message: Message) -> dict[str, str]:
    """RFC 3834: so that no absent person's programme answers a programme."""
    headers = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    if _ONE_ID.fullmatch(message.answers):
        headers |= {"Auto-Submitted": "auto-replied", "In-Reply-To": message.answers, "References": message.answers}
    return headers


def _party(sending: Letter | Message) -> Party | None:
    """Whose reply this would be; none for a message to staff, or to nobody of a case."""
    if isinstance(sending, Letter):
        return sending.recipient
    if sending.case is None or not sending.to_email:
        return None
    return next((each for each in parties_of(sending.case) if each.person.email == sending.to_email), None)


def _begun(kind: type[AnySending], pk: int) -> AnySending | None:
    """Mark it as being sent and commit that; none when there is nothing left to do."""
    with transaction.atomic():
        sending = kind.objects.select_for_update().get(pk=pk)
        if sending.finished:
            return None
        sending.state = Delivery.SENDING
        sending.attempts += 1
        sending.save(update_fields=["state", "attempts"])
    return sending


def _ended(sending: Letter | Message, state: str, error: str, *, at: datetime | None = None) -> None:
    sending.state, sending.last_error, sending.sent_at = state, error, at
    fields = ["state", "last_error", "sent_at"]
    if isinstance(sending, Message) and state in (Delivery.SENT, Delivery.FAILED):
        sending.link = ""
        fields.append("link")
    sending.save(update_fields=fields)


def _raise(code: int, *, for_good: bool, error: Exception) -> NoReturn:
    if for_good:
        raise Undeliverable(f"smtp-{code}") from error
    raise JobFailed(f"smtp-{code}") from error
