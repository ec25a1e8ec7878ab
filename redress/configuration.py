"""What can an operator set, what does each setting mean, and which values are refused?"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from redress.mail_settings import mail_door, mailboxes
from redress.notify_settings import notify_services

ENVIRONMENTS = ("demonstration", "production", "test")


class ConfigurationRefused(Exception):
    """The settings given cannot be used; every reason is told at once."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__("Redress cannot start:\n" + "\n".join(f"  * {reason}" for reason in reasons))


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, its default as text, what it means, and whether production must set it."""

    name: str
    default: str
    meaning: str
    needed_in_production: bool = False
    secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting("REDRESS_ENVIRONMENT", "demonstration", "`demonstration`, `production` or `test`."),
    Setting(
        "REDRESS_SECRET_KEY",
        "",
        "Signs sessions and links: at least 50 random characters. "
        "The demonstration makes its own and keeps it in the data folder.",
        needed_in_production=True,
        secret=True,
    ),
    Setting(
        "REDRESS_ALLOWED_HOSTS",
        "",
        "Host names this installation answers to, separated by commas. The demonstration adds this machine's own.",
        needed_in_production=True,
    ),
    Setting(
        "REDRESS_PUBLIC_URL",
        "http://127.0.0.1:8000",
        "The address people reach the site by; links in letters begin with it.",
        needed_in_production=True,
    ),
    Setting("REDRESS_DATA", "data", "Folder for the SQLite database, uploaded files and the demonstration's key."),
    Setting(
        "REDRESS_DATABASE_URL",
        "",
        "`postgresql://user:password@host:port/name`, with options after `?`. Empty: SQLite in the data folder.",
        secret=True,
    ),
    Setting("REDRESS_DATABASE_POOL", "4", "Most PostgreSQL connections that one process holds open."),
    Setting(
        "REDRESS_EMAIL_HOST",
        "",
        "SMTP server for outgoing mail. The demonstration uses none: its outbox keeps every message.",
        needed_in_production=True,
    ),
    Setting("REDRESS_EMAIL_PORT", "25", "Port of the SMTP server."),
    Setting("REDRESS_EMAIL_USER", "", "User name at the SMTP server, if it asks for one."),
    Setting("REDRESS_EMAIL_PASSWORD", "", "Password at the SMTP server, if it asks for one.", secret=True),
    Setting("REDRESS_EMAIL_SECURITY", "none", "`none`, `starttls` or `tls`."),
    Setting(
        "REDRESS_EMAIL_FROM",
        "complaints@redress.example",
        "Sender of mail that belongs to no council. A council's own sender is in its policy file.",
    ),
    Setting(
        "REDRESS_EMAIL_BY",
        "",
        "By which way the e-mail of a council leaves, parted by spaces: `dartford=notify` for GOV.UK Notify, "
        "`dartford=smtp` for the SMTP server, which is what goes for a council that is not named.",
    ),
    Setting(
        "REDRESS_POST_BY",
        "",
        "By which way the letters of a council are posted, parted by spaces: `dartford=notify` for GOV.UK Notify, "
        "`dartford=print-room` for batches that are printed and posted by hand, as for a council that is not named.",
    ),
    Setting("REDRESS_NOTIFY_URL", "https://api.notifications.service.gov.uk", "Where GOV.UK Notify answers."),
    Setting(
        "REDRESS_NOTIFY_KEYS",
        "",
        "The API keys of councils at GOV.UK Notify, parted by spaces: `dartford=name-service-secret`.",
        secret=True,
    ),
    Setting(
        "REDRESS_NOTIFY_TEMPLATES",
        "",
        "The ids of templates at GOV.UK Notify, parted by spaces: `dartford.email=…` (its subject is `((subject))` and "
        "its message `((body))`) and `dartford.text=…` (its message is `((body))`); without one no texts are offered.",
    ),
    Setting(
        "REDRESS_NOTIFY_TOKENS",
        "",
        "The bearer tokens that GOV.UK Notify shows when it calls back, parted by spaces: `dartford=…`. "
        "At least 20 characters.",
        secret=True,
    ),
    Setting(
        "REDRESS_MAILBOXES",
        "",
        "Mailboxes that the worker reads each minute, parted by spaces, one for each council: "
        "`dartford=imaps://user:password@host:993/INBOX`. Also `imap+starttls://`. "
        "Write `%40` for @ and `%20` for a space in a name or password.",
        secret=True,
    ),
    Setting(
        "REDRESS_MAIL_DOOR",
        "lmtp://127.0.0.1:8024",
        "Where `redress mail-door` takes mail that a mail server pushes: `lmtp://host:port` or `smtp://host:port`.",
    ),
    Setting(
        "REDRESS_MAIL_MEGABYTES",
        "35",
        "Largest e-mail that is kept whole, in megabytes. Of a larger one the beginning is, and the sender is told.",
    ),
    Setting(
        "REDRESS_REPLY_ADDRESSES",
        "yes",
        "`no`: replies go to the plain address of the council. Otherwise each person gets an address of their own for "
        "each case (`complaints+reference.code@`), by which a reply finds its case: the mail server must deliver such "
        "addresses.",
    ),
    Setting(
        "REDRESS_PROXIES",
        "0",
        "How many reverse proxies of yours stand in front. Above 0, their X-Forwarded-For and -Proto are believed.",
    ),
    Setting("REDRESS_SESSION_MINUTES", "60", "Minutes without a request after which a session ends."),
    Setting("REDRESS_UPLOAD_MEGABYTES", "25", "Largest single file that can be attached, in megabytes."),
    Setting("REDRESS_UPLOAD_FILES", "10", "Most files that can be attached at once."),
    Setting("REDRESS_POST_MEGABYTES", "100", "Largest single scan of post that can be uploaded, in megabytes."),
    Setting("REDRESS_POST_PAGES", "300", "Most pages of post that can be uploaded at once."),
    Setting(
        "REDRESS_BUNDLE_DAYS",
        "30",
        "Days for which the files of a bundle are kept once they are made. That it was ordered and taken stays on "
        "record, and the same files can be made again.",
    ),
    Setting(
        "REDRESS_READING",
        "tesseract",
        "Programme that reads scanned letters so that they are found by their words, where it is installed; "
        "empty: none is read.",
    ),
    Setting(
        "REDRESS_READING_LANGUAGES", "eng", "The languages that it reads, as tesseract names them, such as `eng+pol`."
    ),
    Setting(
        "REDRESS_CLAMD",
        "",
        "ClamAV's scanner for attached files: `host:port`, or the path of its socket. While one is named and does "
        "not answer, files wait in quarantine. Let it take files as large as the setting above (`StreamMaxLength`).",
    ),
    Setting(
        "REDRESS_POLICIES",
        "",
        "Folders with policy files of your own, parted by `:`. A file there takes the place of a bundled one "
        "with the same name.",
    ),
    Setting("REDRESS_LOG_LEVEL", "INFO", "`DEBUG`, `INFO`, `WARNING` or `ERROR`."),
    Setting("REDRESS_DEBUG", "no", "`yes` shows fault pages with code to developers. Refused in production."),
)


@dataclass(frozen=True)
class Configuration:
    """The values in force, read once from the environment."""

    values: Mapping[str, str]

    def text(self, name: str) -> str:
        return self.values[name]

    def number(self, name: str) -> int:
        return int(self.values[name])

    def yes(self, name: str) -> bool:
        return self.values[name].lower() in ("yes", "true", "1", "on")

    def words(self, name: str) -> list[str]:
        return [word.strip() for word in self.values[name].split(",") if word.strip()]

    @property
    def production(self) -> bool:
        return self.values["REDRESS_ENVIRONMENT"] == "production"


def configuration(environment: Mapping[str, str] = os.environ) -> Configuration:
    """The settings given by these environment variables; raises ConfigurationRefused with every mistake."""
    given = Configuration({setting.name: environment.get(setting.name, setting.default) for setting in SETTINGS})
    reasons = [*_mistyped(given), *(_unfit_for_production(given, environment) if given.production else [])]
    if reasons:
        raise ConfigurationRefused(reasons)
    return given


def _mistyped(given: Configuration) -> list[str]:
    reasons = []
    choices = {
        "REDRESS_ENVIRONMENT": ENVIRONMENTS,
        "REDRESS_EMAIL_SECURITY": ("none", "starttls", "tls"),
        "REDRESS_LOG_LEVEL": ("DEBUG", "INFO", "WARNING", "ERROR"),
    }
    for name, allowed in choices.items():
        if given.text(name) not in allowed:
            reasons.append(f"{name} is “{given.text(name)}”; it must be one of {', '.join(allowed)}.")
    for setting in SETTINGS:
        if setting.default.isdigit() and not given.text(setting.name).isdigit():
            reasons.append(f"{setting.name} is “{given.text(setting.name)}”; it must be a whole number.")
    clamd = given.text("REDRESS_CLAMD")
    if clamd and not clamd.startswith("/") and not re.fullmatch(r"\S+:[0-9]{1,5}", clamd):
        reasons.append(f"REDRESS_CLAMD is “{clamd}”; it must be host:port, or the path of a socket.")
    url = given.text("REDRESS_DATABASE_URL")
    if url and urlsplit(url).scheme not in ("postgresql", "postgres"):
        reasons.append("REDRESS_DATABASE_URL must begin with postgresql://, or be left out for SQLite.")
    return [*reasons, *_mistaken_mail(given)]


def _mistaken_mail(given: Configuration) -> list[str]:
    reasons = []
    try:
        boxes = mailboxes(given.text("REDRESS_MAILBOXES"))
    except ValueError as mistake:
        return [f"REDRESS_MAILBOXES: {mistake}"]
    for box in boxes.values():
        if given.production and box.security == "none" and box.host not in ("127.0.0.1", "::1", "localhost"):
            reasons.append(
                f"REDRESS_MAILBOXES: the mailbox of “{box.council}” would be read without encryption: "
                "write imaps:// or imap+starttls://."
            )
    try:
        services = notify_services(given.values)
    except ValueError as mistake:
        reasons.append(str(mistake))
    else:
        if services and given.text("REDRESS_ENVIRONMENT") == "demonstration":
            reasons.append("REDRESS_NOTIFY_KEYS: the demonstration sends nothing to anybody; leave it out.")
    try:
        mail_door(given.text("REDRESS_MAIL_DOOR"))
    except ValueError as mistake:
        reasons.append(f"REDRESS_MAIL_DOOR: {mistake}")
    return reasons


def _unfit_for_production(given: Configuration, environment: Mapping[str, str]) -> list[str]:
    reasons = [
        f"{setting.name} is not set. {setting.meaning}"
        for setting in SETTINGS
        if setting.needed_in_production and not environment.get(setting.name, "").strip()
    ]
    key = given.text("REDRESS_SECRET_KEY")
    if key and (len(key) < 50 or len(set(key)) < 10):
        reasons.append("REDRESS_SECRET_KEY is too weak: it needs at least 50 random characters.")
    if given.yes("REDRESS_DEBUG"):
        reasons.append("REDRESS_DEBUG is on. It shows people's data to anyone who meets a fault.")
    if "*" in given.words("REDRESS_ALLOWED_HOSTS"):
        reasons.append("REDRESS_ALLOWED_HOSTS must name the hosts; * would answer to any.")
    public = given.text("REDRESS_PUBLIC_URL")
    if environment.get("REDRESS_PUBLIC_URL") and not public.startswith("https://"):
        reasons.append("REDRESS_PUBLIC_URL must begin with https://.")
    return reasons


def postgresql(url: str, *, pool: int) -> dict[str, object]:
    """Django's DATABASES entry for a PostgreSQL address."""
    parts = urlsplit(url)
    options: dict[str, object] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or parts.hostname or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": {**options, "pool": {"min_size": 1, "max_size": pool}},
    }


def sqlite(path: Path) -> dict[str, object]:
    """Django's DATABASES entry for an SQLite file that several processes write to."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # Take the write lock when the transaction opens, or two readers that both turn writer deadlock.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
        },
    }


def settings_table() -> str:
    """The table of settings as Markdown, for docs/operations.md."""
    lines = ["| Setting | Default | Meaning |", "|---|---|---|"]
    for setting in SETTINGS:
        default = f"`{setting.default}`" if setting.default else "–"
        needed = " **Needed in production.**" if setting.needed_in_production else ""
        secret = " Secret." if setting.secret else ""
        lines.append(f"| `{setting.name}` | {default} | {setting.meaning}{needed}{secret} |")
    return "\n".join(lines) + "\n"
