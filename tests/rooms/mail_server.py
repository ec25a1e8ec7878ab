"""A real SMTP server on loopback that says what it is told to say, and keeps what it was sent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


class Answers:
    """What the server answers to each recipient and to each message, in turn; at the end always yes."""

    def __init__(self, *, recipients: list[str] | None = None, messages: list[str] | None = None) -> None:
        self.recipients = list(recipients or [])
        self.messages = list(messages or [])
        self.taken: list[EmailMessage] = []
        self.raw: list[bytes] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        answer = self.recipients.pop(0) if self.recipients else "250 OK"
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = self.messages.pop(0) if self.messages else "250 OK"
        if answer.startswith("2"):
            self.raw.append(envelope.content)
            self.taken.append(message_from_bytes(envelope.content, policy=default))
        return answer


class OnAFreePort(Controller):
    """The controller knocks at its own door to see that it is open: it must know which port it was given."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(settings: Any, **answers: list[str]) -> Iterator[Answers]:
    """Serve on a free port of loopback, and let Django send there."""
    handler = Answers(**answers)
    controller = OnAFreePort(handler, hostname="127.0.0.1", port=0)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    try:
        yield handler
    finally:
        controller.stop()
