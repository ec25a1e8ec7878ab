"""By which way does a letter or message leave: the mail server, GOV.UK Notify, or the print room?

What has begun to go by one way never goes by another, or it could go twice.
"""

from __future__ import annotations

from django.conf import settings

from redress.correspondence.models import Delivery, Letter, Message
from redress.notify_settings import NOTIFY, SMTP, NotifySetting
from redress.records import enclosures


class Undeliverable(Exception):
    """This message will never be taken for this person. ``code`` says why, without personal data."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ForThePrintRoom(Exception):
    """The letter is to be printed and posted by hand. ``code`` says why, without personal data."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def service_of(council_id: str) -> NotifySetting | None:
    """The council's service at GOV.UK Notify; none where it has none."""
    return settings.NOTIFY.get(council_id)


def texts_offered(council_id: str) -> bool:
    """Whether this council can send text messages."""
    service = service_of(council_id)
    return service is not None and service.texts


def way_of(sending: Letter | Message) -> str:
    """``smtp`` or ``notify``. Raises :class:`ForThePrintRoom` and :class:`Undeliverable` where there is no way."""
    service = service_of(sending.council_id)
    if sending.notify_reference and service is not None:
        return NOTIFY
    if isinstance(sending, Message) and sending.to_telephone:
        if service is None or not service.texts:
            raise Undeliverable("texts-not-set-up")
        return NOTIFY
    if isinstance(sending, Letter) and not sending.to_email:
        if service is None or not service.post:
            raise ForThePrintRoom("")
        return NOTIFY
    if service is None or not service.email:
        return SMTP
    # Notify carries no documents: such a letter goes by the council's own mail server.
    has_documents = isinstance(sending, Letter) and enclosures.with_letter(sending.opaque_id)
    return SMTP if has_documents else NOTIFY


def first_state(council_id: str, *, posted: bool, address: bool) -> str:
    """Where an approved letter waits: for the worker, or for the print room."""
    service = service_of(council_id)
    if not posted or (service is not None and service.post and address):
        return Delivery.QUEUED
    return Delivery.TO_POST
