"""A server on loopback that follows the published API of GOV.UK Notify, and fails on cue."""

from __future__ import annotations

import base64
import json
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

from redress.notify_settings import NotifySetting, notify_services

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
EMAIL, TEXT = "f33517ff-2a88-4f6e-b855-c550268ce08a", "740e5834-3a29-46b4-9a6f-16142fde533a"
TOKEN = "a-token-of-more-than-twenty-characters"
#: What the templates of the service ask for.
PLACEHOLDERS = {EMAIL: {"subject", "body"}, TEXT: {"body"}}
#: The addresses and numbers by which the real service lets people try out what fails.
SIMULATED = {
    "temp-fail@simulator.notify": "temporary-failure",
    "perm-fail@simulator.notify": "permanent-failure",
    "+447700900003": "temporary-failure",
    "+447700900002": "permanent-failure",
}
FIELDS = {
    "email": {"email_address", "template_id", "personalisation", "reference", "email_reply_to_id"},
    "sms": {"phone_number", "template_id", "personalisation", "reference", "sms_sender_id"},
    "letter": {"reference", "content", "postage"},
}


@dataclass
class Service:
    """What the server has taken, and what it is told to answer next. ``lost``: it takes it and the answer is lost."""

    url: str = ""
    cues: list[int | str] = field(default_factory=list)
    taken: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    slow: float = 0

    def of(self, reference: str) -> list[dict[str, Any]]:
        """What was taken under a reference."""
        return [each for each in self.taken if each["reference"] == reference]

    def goes_on(self, status: str = "") -> None:
        """Let everything that is on its way arrive, or fail where its address says so; or all become ``status``."""
        for each in self.taken:
            settled = "received" if each["type"] == "letter" else SIMULATED.get(each["to"], "delivered")
            each["status"] = status or settled

    def receipt(self, number: int = 0) -> dict[str, Any]:
        """What the server posts to the address that a council gave it."""
        each = self.taken[number]
        now = "2026-06-03T12:15:30.000000Z"
        return {
            **{name: each[name] for name in ("id", "reference", "to", "status")},
            "created_at": now,
            "completed_at": now,
            "sent_at": now,
            "notification_type": each["type"],
            "template_id": each.get("template_id"),
            "template_version": 1,
        }


def setting(url: str, *, council: str = "dartford", email: bool = True, post: bool = True) -> NotifySetting:
    """The settings of an operator who has set up one council with this server."""
    return notify_services(
        {
            "REDRESS_NOTIFY_URL": url,
            "REDRESS_NOTIFY_KEYS": f"{council}=try_out-{SERVICE}-{SECRET}",
            "REDRESS_NOTIFY_TEMPLATES": f"{council}.email={EMAIL} {council}.text={TEXT}",
            "REDRESS_NOTIFY_TOKENS": f"{council}={TOKEN}",
            "REDRESS_EMAIL_BY": f"{council}=notify" if email else "",
            "REDRESS_POST_BY": f"{council}=notify" if post else "",
        }
    )[council]


@contextmanager
def notify_server(settings: Any = None, **ways: Any) -> Iterator[Service]:
    """Serve on a free port of loopback, and let a council send there."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *arguments: Any) -> None:
            """Nothing is printed."""

        def do_POST(self) -> None:
            self._answered(lambda: _posted(self, service))

        def do_GET(self) -> None:
            self._answered(lambda: _asked(self, service))

        def _answered(self, answer: Any) -> None:
            try:
                _authorised(self.headers.get("Authorization", ""))
                time.sleep(service.slow)
                status, body = answer()
            except Refusal as refused:
                status = refused.status
                body = {"status_code": status, "errors": [{"error": refused.kind, "message": refused.args[0]}]}
            if status == 0:
                self.close_connection = True
                self.connection.close()
                return
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    service.url = f"http://127.0.0.1:{server.server_port}"
    if settings is not None:
        settings.NOTIFY = {"dartford": setting(service.url, **ways)}
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()


class Refusal(Exception):
    """An error as the API tells it."""

    def __init__(self, status: int, kind: str, message: str) -> None:
        super().__init__(message)
        self.status, self.kind = status, kind


def _authorised(header: str) -> None:
    kind, _space, token = header.partition(" ")
    if kind != "Bearer":
        raise Refusal(401, "AuthError", "Unauthorized: authentication token must be provided")
    try:
        claims = jwt.decode(token, SECRET, algorithms=["HS256"], options={"verify_iat": False})
    except jwt.PyJWTError:
        raise Refusal(403, "AuthError", "Invalid token: API key not found") from None
    if claims.get("iss") != SERVICE:
        raise Refusal(403, "AuthError", "Invalid token: service not found")
    if abs(time.time() - claims.get("iat", 0)) > 30:
        raise Refusal(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds")


def _posted(handler: Any, service: Service) -> tuple[int, dict[str, Any]]:
    raw = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
    if handler.headers.get("Content-Type") != "application/json":
        raise Refusal(400, "BadRequestError", "Invalid JSON")
    kind = handler.path.removeprefix("/v2/notifications/")
    body = _valid(kind, json.loads(raw))
    cue = service.cues.pop(0) if service.cues else 201
    errors = {400: "BadRequestError", 403: "AuthError", 429: "TooManyRequestsError", 500: "Exception"}
    if isinstance(cue, int) and cue != 201:
        raise Refusal(cue, errors[cue], "as told")
    row = {
        "id": str(uuid.uuid4()),
        "type": kind,
        "to": body.get("email_address") or body.get("phone_number") or "",
        "status": "pending-virus-check" if kind == "letter" else "created",
        **body,
    }
    service.taken.append(row)
    answer = {"id": row["id"], "reference": row["reference"]}
    return (0 if cue == "lost" else 201), answer


def _valid(kind: str, body: dict[str, Any]) -> dict[str, Any]:
    if kind not in FIELDS:
        raise Refusal(404, "NoResultFound", "Not found")
    if set(body) - FIELDS[kind]:
        raise Refusal(400, "ValidationError", f"Additional properties are not allowed {set(body) - FIELDS[kind]}")
    if kind == "letter":
        if not body.get("reference"):
            raise Refusal(400, "ValidationError", "reference is a required property")
        if not base64.b64decode(body.get("content", ""), validate=True).startswith(b"%PDF-"):
            raise Refusal(400, "BadRequestError", "Letter content is not a valid PDF")
        return body
    lacking = PLACEHOLDERS.get(body.get("template_id", ""))
    if lacking is None:
        raise Refusal(400, "BadRequestError", "Template not found")
    if lacking - set(body.get("personalisation", {})):
        raise Refusal(400, "BadRequestError", "Missing personalisation")
    address = body.get("email_address" if kind == "email" else "phone_number", "")
    if kind == "email" and "@" not in address:
        raise Refusal(400, "ValidationError", "email_address Not a valid email address")
    if kind == "sms" and not (address.startswith("+") and address[1:].isdigit()):
        raise Refusal(400, "ValidationError", "phone_number Not enough digits")
    return body


def _asked(handler: Any, service: Service) -> tuple[int, dict[str, Any]]:
    parts = urlsplit(handler.path)
    service.asked.append(handler.path)
    if parts.path.startswith("/v2/template/"):
        id = parts.path.rpartition("/")[2]
        if id not in PLACEHOLDERS:
            raise Refusal(404, "NoResultFound", "No result found")
        return 200, {"id": id}
    if parts.path == "/v2/notifications":
        wanted = parse_qs(parts.query).get("reference", [""])[0]
        return 200, {"notifications": [_shown(each) for each in service.taken if each["reference"] == wanted]}
    id = parts.path.rpartition("/")[2]
    found = next((each for each in service.taken if each["id"] == id), None)
    if found is None:
        raise Refusal(404, "NoResultFound", "No result found")
    return 200, _shown(found)


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row.get(name) for name in ("id", "reference", "type", "status")}
