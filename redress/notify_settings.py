"""Through which services of GOV.UK Notify do letters and messages leave, as the operator writes it in the settings?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

SMTP, NOTIFY, PRINT_ROOM = "smtp", "notify", "print-room"

_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_KEY = re.compile(rf"(?P<name>.+)-(?P<service>{_UUID})-(?P<secret>{_UUID})")
_LEAST_TOKEN = 20


@dataclass(frozen=True)
class NotifySetting:
    """One council's service at GOV.UK Notify, and what goes through it.

    ``service`` and ``secret`` are the two halves of its key. ``email_template`` and ``text_template`` are empty where
    the council sends none; ``token`` is what Notify shows when it calls back, empty where it does not.
    """

    council: str
    url: str
    service: str
    secret: str
    email_template: str = ""
    text_template: str = ""
    token: str = ""
    email: bool = False
    post: bool = False

    def __repr__(self) -> str:
        return f"<Notify of {self.council}>"  # a fault page or a log shows no key

    @property
    def texts(self) -> bool:
        """Whether text messages can be sent."""
        return bool(self.text_template)


def notify_services(values: Mapping[str, str]) -> dict[str, NotifySetting]:
    """The services by council, from the settings by name; ValueError says what is wrong, without any secret."""
    keys = _each(values, "REDRESS_NOTIFY_KEYS")
    tokens = _each(values, "REDRESS_NOTIFY_TOKENS")
    templates = _each(values, "REDRESS_NOTIFY_TEMPLATES")
    ways = {name: _each(values, name) for name in ("REDRESS_EMAIL_BY", "REDRESS_POST_BY")}
    _known_ways(ways["REDRESS_EMAIL_BY"], "REDRESS_EMAIL_BY", (SMTP, NOTIFY))
    _known_ways(ways["REDRESS_POST_BY"], "REDRESS_POST_BY", (PRINT_ROOM, NOTIFY))
    url = _url(values["REDRESS_NOTIFY_URL"])
    found = {}
    for council, key in keys.items():
        service, secret = _halves(council, key)
        found[council] = NotifySetting(
            council=council,
            url=url,
            service=service,
            secret=secret,
            email_template=_template(templates, council, "email"),
            text_template=_template(templates, council, "text"),
            token=_token(council, tokens.get(council, "")),
            email=ways["REDRESS_EMAIL_BY"].get(council) == NOTIFY,
            post=ways["REDRESS_POST_BY"].get(council) == NOTIFY,
        )
    _nothing_left_over(keys, tokens, templates, ways)
    for setting in found.values():
        if setting.email and not setting.email_template:
            raise ValueError(f"REDRESS_NOTIFY_TEMPLATES names no “{setting.council}.email”, which its e-mail needs.")
    return found


def _each(values: Mapping[str, str], name: str) -> dict[str, str]:
    """The entries of a setting that is written as name=value, parted by spaces."""
    found: dict[str, str] = {}
    for number, entry in enumerate(values[name].split(), start=1):
        left, equals, right = entry.partition("=")
        if not (left and equals and right):
            raise ValueError(f"{name}: entry {number} is not written as council=value.")
        if left in found:
            raise ValueError(f"{name}: “{left}” stands twice.")
        found[left] = right
    return found


def _known_ways(chosen: Mapping[str, str], name: str, ways: tuple[str, ...]) -> None:
    for council, way in chosen.items():
        if way not in ways:
            raise ValueError(f"{name}: “{council}” is to go by “{way}”; it must be one of {', '.join(ways)}.")


def _url(text: str) -> str:
    parts = urlsplit(text)
    here = parts.hostname in ("127.0.0.1", "::1", "localhost")
    if parts.scheme != "https" and not (parts.scheme == "http" and here):
        raise ValueError("REDRESS_NOTIFY_URL must begin with https://.")
    return text.rstrip("/")


def _halves(council: str, key: str) -> tuple[str, str]:
    found = _KEY.fullmatch(key.lower())
    if found is None:
        raise ValueError(f"REDRESS_NOTIFY_KEYS: the key of “{council}” is not a whole key of GOV.UK Notify.")
    return found["service"], found["secret"]


def _template(templates: Mapping[str, str], council: str, kind: str) -> str:
    template = templates.get(f"{council}.{kind}", "").lower()
    if template and not re.fullmatch(_UUID, template):
        raise ValueError(f"REDRESS_NOTIFY_TEMPLATES: “{council}.{kind}” is not the id of a template.")
    return template


def _token(council: str, token: str) -> str:
    if token and len(token) < _LEAST_TOKEN:
        raise ValueError(f"REDRESS_NOTIFY_TOKENS: the token of “{council}” needs at least {_LEAST_TOKEN} characters.")
    return token


def _nothing_left_over(
    keys: Mapping[str, str],
    tokens: Mapping[str, str],
    templates: Mapping[str, str],
    ways: Mapping[str, Mapping[str, str]],
) -> None:
    """Whatever names a council of which no key is known was meant for something, and would do nothing."""
    for entry in templates:
        council, _dot, kind = entry.rpartition(".")
        if kind not in ("email", "text") or council not in keys:
            raise ValueError(
                f"REDRESS_NOTIFY_TEMPLATES: “{entry}” is not COUNCIL.email or COUNCIL.text of a known key."
            )
    chosen = {name: {one for one, way in each.items() if way == NOTIFY} for name, each in ways.items()}
    for name, councils in {"REDRESS_NOTIFY_TOKENS": set(tokens), **chosen}.items():
        for council in sorted(councils - keys.keys()):
            raise ValueError(f"{name}: “{council}” has no key in REDRESS_NOTIFY_KEYS.")
