"""What is said to GOV.UK Notify over the wire, and what do its answers mean?

It follows the published REST API. Nobody may rely on the words of an error, only on the status code and on its kind;
codes kept of it say nothing of a person.
"""

from __future__ import annotations

import base64
import re
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import jwt
import urllib3

from redress.correspondence.transports import Undeliverable
from redress.jobs import JobFailed
from redress.notify_settings import NotifySetting

_POOL = urllib3.PoolManager(num_pools=4, maxsize=2, retries=False)
#: Shorter together than the lease of a delivery (120 seconds), in which two questions may be asked.
_PATIENCE = urllib3.Timeout(connect=5, read=40)
_A_MOMENT = urllib3.Timeout(connect=2, read=3)
_KIND = re.compile(r"[A-Z][A-Za-z]{2,40}")


@dataclass(frozen=True, slots=True)
class Told:
    """What Notify says of one notification: its own id for it, and how far it has got (empty: not said)."""

    id: str
    status: str = ""


class Notify:
    """One council's service at GOV.UK Notify."""

    def __init__(self, setting: NotifySetting) -> None:
        self.setting = setting

    def email(self, address: str, *, subject: str, body: str, reference: str) -> Told:
        """Hand over an e-mail. Raises Undeliverable and JobFailed."""
        words = {"subject": subject, "body": body}
        asked = {"email_address": address, "template_id": self.setting.email_template, "personalisation": words}
        return self._handed("email", {**asked, "reference": reference})

    def text(self, number: str, *, body: str, reference: str) -> Told:
        """Hand over a text message. Raises Undeliverable and JobFailed."""
        asked = {"phone_number": number, "template_id": self.setting.text_template, "personalisation": {"body": body}}
        return self._handed("sms", {**asked, "reference": reference})

    def letter(self, pdf: bytes, *, reference: str) -> Told:
        """Hand over a letter that is ready to be printed. Raises Undeliverable and JobFailed."""
        return self._handed("letter", {"reference": reference, "content": base64.b64encode(pdf).decode()})

    def by_reference(self, reference: str) -> Told | None:
        """What was handed over under this reference of ours; none where nothing was. Raises JobFailed."""
        answer = self._asked(f"/v2/notifications?reference={quote(reference, safe='')}")
        found = answer.get("notifications") if isinstance(answer, dict) else None
        for each in found if isinstance(found, list) else ():
            if each.get("reference") == reference:
                return _told(each)
        return None

    def status(self, id: str) -> Told | None:
        """How far a notification has got; none where Notify knows it no longer. Raises JobFailed."""
        answer = self._asked(f"/v2/notifications/{quote(id, safe='')}", unknown=None)
        return None if answer is None else _told(answer)

    def answers(self) -> str:
        """Whether it answers and takes our key: ``ok``, or the code of what is wrong. Nothing is sent."""
        wanted = [id for id in (self.setting.email_template, self.setting.text_template) if id]
        try:
            for template in wanted:
                if self._asked(f"/v2/template/{template}", unknown=None, timeout=_A_MOMENT) is None:
                    return "notify-template-unknown"
            if not wanted:
                self._asked("/v2/notifications?template_type=letter", timeout=_A_MOMENT)
        except JobFailed as error:
            return error.code
        return "ok"

    def _handed(self, kind: str, body: dict[str, Any]) -> Told:
        response = self._request("POST", f"/v2/notifications/{kind}", body=body)
        if response.status != 201:
            _refused(response)
        return _told(_read(response))

    def _asked(self, path: str, *, timeout: urllib3.Timeout = _PATIENCE, **otherwise: Any) -> Any:
        """The answer to a question; ``unknown`` instead where Notify knows no such thing."""
        response = self._request("GET", path, timeout=timeout)
        if response.status == 404 and "unknown" in otherwise:
            return otherwise["unknown"]
        if response.status != 200:
            raise JobFailed(f"notify-{response.status}")
        return _read(response)

    def _request(
        self, method: str, path: str, *, body: dict[str, Any] | None = None, timeout: urllib3.Timeout = _PATIENCE
    ) -> urllib3.BaseHTTPResponse:
        claims = {"iss": self.setting.service, "iat": int(time.time())}
        token = jwt.encode(claims, self.setting.secret, algorithm="HS256")
        headers = {"Authorization": f"Bearer {token}", "User-Agent": "redress"}
        try:
            return _POOL.request(
                method, self.setting.url + path, json=body, headers=headers, timeout=timeout, redirect=False
            )
        except urllib3.exceptions.HTTPError as error:
            raise JobFailed("notify-unreachable") from error


def _refused(response: urllib3.BaseHTTPResponse) -> None:
    """Raise what a refusal means: 400 is about this message, everything else about the service or the moment."""
    kind = _kind_of(response)
    if response.status == 400 and kind == "ValidationError":
        raise Undeliverable("notify-not-valid")  # the address, the number or the letter itself
    if response.status == 400:
        raise Undeliverable("notify-refused")
    if response.status == 413:
        raise Undeliverable("notify-too-large")
    if response.status == 403:
        raise JobFailed("notify-key-refused")  # a fault of the installation: it can be mended
    if response.status == 429:
        raise JobFailed("notify-limit-reached" if kind == "TooManyRequestsError" else "notify-too-fast")
    raise JobFailed(f"notify-{response.status}")


def _kind_of(response: urllib3.BaseHTTPResponse) -> str:
    try:
        kind = str(response.json()["errors"][0]["error"])
    except (ValueError, LookupError, TypeError):
        return ""
    return kind if _KIND.fullmatch(kind) else ""


def _read(response: urllib3.BaseHTTPResponse) -> Any:
    try:
        return response.json()
    except ValueError as error:
        raise JobFailed("notify-not-understood") from error


def _told(answer: Any) -> Told:
    id = answer.get("id") if isinstance(answer, dict) else None
    if not isinstance(id, str) or not 0 < len(id) <= 40:
        raise JobFailed("notify-not-understood")
    status = answer.get("status")
    return Told(id, status[:30] if isinstance(status, str) else "")
