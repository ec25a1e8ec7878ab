"""How does a letter or notice get out, once, and what if it cannot?

``sending`` is committed before anybody is spoken to, and what came of it afterwards. A worker that dies between the
mail server's answer and that commit leaves ``sending`` behind: nobody can know whether the message went, and at least
once is the promise, so it is sent again under the same Message-ID, by which the recipient's mail programme knows the
two for one. GOV.UK Notify can be asked what it has under our reference: there it is exactly once. By neither way is
anything sent again once its going is on record.
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
from django.utils.html import format_html

from redress import policies
from redress.correspondence.leaving import as_it_leaves
from redress.correspondence.models import Delivery, Letter, Message
from redress.correspondence.notify import sending as by_notify
from redress.correspondence.notify.states import counts
from redress.correspondence.reply_addresses import reply_address
from redress.correspondence.secret_links import LINK, links_of
from redress.correspondence.transports import ForThePrintRoom, Undeliverable, way_of
from redress.jobs import GiveUp, JobFailed, Task
from redress.notify_settings import NOTIFY, SMTP
from redress.records import enclosures
from redress.records.models import Party
from redress.records.people import parties_of

__all__ = ["LINK", "Undeliverable", "attempt", "mail", "send"]

_ONE_ID = re.compile(r"<[!-;=?-~]{3,250}>")  # what came from outside must not begin another header

AnySending = TypeVar("AnySending", Letter, Message)


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
    except ForThePrintRoom as error:
        with task.finishing():
            _ended(sending, Delivery.TO_POST, error.code)
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
            _gone(sending, at=task.now())


def send(sending: Letter | Message, *, at: datetime) -> None:
    """Hand one message to the mail server or to GOV.UK Notify.

    Raises :class:`Undeliverable`, :class:`ForThePrintRoom` or :class:`~redress.jobs.JobFailed`.
    """
    if isinstance(sending, Message) and LINK in sending.text and not sending.link:
        raise Undeliverable("link-gone")  # it failed for good before, and its secret link was forgotten then
    if isinstance(sending, Letter) and sending.post_only and sending.to_email:
        raise Undeliverable("only-by-post")  # DA 8.1.3(d): such a notice cannot be e-mailed
    if way_of(sending) == NOTIFY:
        by_notify.send(sending, at=at)
        return
    sending.sent_by = SMTP
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


def mail(sending: Letter | Message, *, at: datetime) -> EmailMultiAlternatives:
    """The message as it goes: from the council, answered to the council, HTML beside plain text."""
    council = policies.current(sending.council_id).council
    sender = formataddr((council.name, council.complaints_email))
    replies = formataddr((council.name, reply_address(_party(sending), sending.council_id)))
    headers = {"Message-ID": sending.message_id, "Date": format_datetime(at), "X-Loop": council.complaints_email}
    html, text = sending.html, sending.text
    if isinstance(sending, Message):
        headers |= _of_a_programme(sending)
        for stands_for, link in links_of(sending, at):
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
            leaving = as_it_leaves(document, sending.recipient)
            message.attach(leaving.name, leaving.content, leaving.media_type)
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
        sending.notify_reference = sending.notify_reference or _reference(sending)
        sending.save(update_fields=["state", "attempts", "notify_reference"])
    return sending


def _reference(sending: Letter | Message) -> str:
    """The reference under which GOV.UK Notify is to know it; none where it goes by another way, or by none."""
    try:
        return by_notify.reference_for(sending) if way_of(sending) == NOTIFY else ""
    except (ForThePrintRoom, Undeliverable):
        return ""


def _gone(sending: Letter | Message, *, at: datetime) -> None:
    """It has been handed over. GOV.UK Notify may have told already what became of it: that stands, and counts."""
    kind = type(sending)
    current = kind.objects.select_for_update().get(pk=sending.pk)
    current.sent_by, current.notify_id, current.sent_at = sending.sent_by, sending.notify_id, at
    current.notify_status = current.notify_status or sending.notify_status
    fields = ["sent_by", "notify_id", "sent_at", "notify_status"]
    if current.state == Delivery.SENDING:
        current.state, current.last_error = Delivery.SENT, ""
        fields += ["state", "last_error"]
    if isinstance(current, Message):
        current.link = ""
        fields.append("link")
    current.save(update_fields=fields)
    if current.sent_by == NOTIFY:
        counts(current, at=at)


def _ended(sending: Letter | Message, state: str, error: str) -> None:
    sending.state, sending.last_error, sending.sent_at = state, error, None
    fields = ["state", "last_error", "sent_at"]
    if isinstance(sending, Message) and state == Delivery.FAILED:
        sending.link = ""
        fields.append("link")
    sending.save(update_fields=fields)


def _raise(code: int, *, for_good: bool, error: Exception) -> NoReturn:
    if for_good:
        raise Undeliverable(f"smtp-{code}") from error
    raise JobFailed(f"smtp-{code}") from error
