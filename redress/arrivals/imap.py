"""How is mail fetched from a mailbox, each message once, whatever dies half-way?

A message is moved away only after its arrival is committed: whoever dies in between finds it again, and it is known by
its key. Where nothing can be moved, the last message taken is remembered, and messages are only marked as read.
Nothing is ever deleted. A message that cannot be taken stops no other.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from imap_tools import BaseMailBox, ImapToolsError, MailBox, MailBoxUnencrypted
from imap_tools.mailbox import MailBoxStartTls

from redress.accounts.models import Council
from redress.arrivals.models import Mailbox
from redress.arrivals.taking import take
from redress.jobs.models import Job
from redress.jobs.models import State as JobState
from redress.mail_settings import MailboxSetting

LOG = structlog.get_logger("redress.arrivals")
PROCESSED = "Processed"
_SECONDS = 30  # for every answer of the server
_INTERNAL = re.compile(rb'INTERNALDATE "([^"]{10,40})"')
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class _Gone(Exception):
    """The message was there a moment ago; somebody else has moved it."""


@dataclass
class Fetched:
    """What came of one visit. ``trouble`` is a code; empty when all went well."""

    new: int = 0
    known: int = 0
    trouble: str = ""


def is_being_fetched(*, besides: int | None = None) -> bool:
    """Whether another worker is at it: two would do each other's work twice, though to no harm."""
    running = Job.objects.filter(kind="fetch-mail", state=JobState.RUNNING, lease_until__gt=timezone.now())
    return (running.exclude(pk=besides) if besides is not None else running).exists()


def fetch(setting: MailboxSetting, *, alive: Callable[[], None] = lambda: None) -> Fetched:
    """Take in every message that waits in a mailbox, and note how it went. Raises only what a database raises.

    ``alive`` is called after each message: a long visit must not look like a dead one.
    """
    fetched = Fetched()
    if not Council.objects.filter(pk=setting.council).exists():
        fetched.trouble = "unknown-council"
        return fetched
    state, _made = Mailbox.objects.get_or_create(council_id=setting.council)
    try:
        with _opened(setting) as box:
            _take_all(box, setting, state, fetched, alive)
    except imaplib.IMAP4.abort:
        fetched.trouble = "connection-lost"
    except (ImapToolsError, imaplib.IMAP4.error):
        fetched.trouble = fetched.trouble or "refused"
    except ssl.SSLError:
        fetched.trouble = "no-trust"
    except (OSError, EOFError):
        fetched.trouble = "no-answer"
    except (ValueError, LookupError, TypeError, AttributeError) as error:  # what it says is no IMAP
        LOG.error("mailbox not understood", council=setting.council, kind=type(error).__name__)
        fetched.trouble = "not-understood"
    _note(state, fetched)
    return fetched


def _opened(setting: MailboxSetting) -> BaseMailBox:
    box: BaseMailBox
    if setting.security == "tls":
        box = MailBox(setting.host, setting.port, timeout=_SECONDS, ssl_context=ssl.create_default_context())
    elif setting.security == "starttls":
        box = MailBoxStartTls(setting.host, setting.port, timeout=_SECONDS, ssl_context=ssl.create_default_context())
    else:
        box = MailBoxUnencrypted(setting.host, setting.port, timeout=_SECONDS)
    try:
        plain = f"{setting.user}{setting.password}".isascii()
        (box.login if plain else box.login_utf8)(setting.user, setting.password, initial_folder=setting.folder)
        # What a server can do it says in full only to those who have signed in.
        _status, told = box.client.capability()
        box.client.capabilities = tuple(told[-1].decode("ascii", "replace").upper().split())
        return box
    except BaseException:
        box.client.shutdown()
        raise


def _take_all(
    box: BaseMailBox, setting: MailboxSetting, state: Mailbox, fetched: Fetched, alive: Callable[[], None]
) -> None:
    processed = _processed_folder(box, setting.folder)
    validity = _validity(box)
    if state.uidvalidity != validity:
        state.uidvalidity, state.last_uid = validity, 0  # the numbers mean other messages now: all are looked at again
    unbroken = True
    for uid in _waiting(box, 0 if processed else state.last_uid):
        try:
            _take(box, setting, uid, fetched)
        except _Gone:
            continue
        except (OperationalError, InterfaceError, imaplib.IMAP4.abort):
            raise  # without a database or a server nothing more can be done now
        except Exception as error:
            LOG.error("message not taken", council=setting.council, kind=type(error).__name__)
            fetched.trouble, unbroken = "message-not-taken", False
            continue
        _put_away(box, uid, processed)
        if unbroken and not processed:
            state.last_uid = int(uid)
            state.save(update_fields=["uidvalidity", "last_uid"])
        alive()


def _waiting(box: BaseMailBox, above: int) -> Iterator[str]:
    """The numbers of the messages to take, in order. A range always names the last message, so that is sifted out."""
    for uid in sorted(box.uids(f"UID {above + 1}:*" if above else "ALL"), key=int):
        if int(uid) > above:
            yield uid


def _take(box: BaseMailBox, setting: MailboxSetting, uid: str, fetched: Fetched) -> None:
    most = settings.MAIL_MAX_BYTES
    _status, found = box.client.uid("FETCH", uid, f"(INTERNALDATE RFC822.SIZE BODY.PEEK[]<0.{most}>)")
    parts = [part for part in found or [] if isinstance(part, tuple) and len(part) == 2]
    if not parts:
        raise _Gone
    told = b" ".join([parts[0][0], *(each for each in found if isinstance(each, bytes))])
    size = _SIZE.search(told)
    _arrival, new = take(
        setting.council, parts[0][1], received=_arrived(told), whole_size=int(size[1]) if size else None
    )
    fetched.new += new
    fetched.known += not new


def _arrived(told: bytes) -> datetime:
    """When the server had it (INTERNALDATE); now where it does not say."""
    found = _INTERNAL.search(told)
    try:
        when = parsedate_to_datetime(found[1].decode("ascii").strip().replace("-", " ", 2)) if found else None
    except (ValueError, UnicodeDecodeError):
        when = None
    return when.astimezone(UTC) if when is not None and when.tzinfo is not None else timezone.now()


def _validity(box: BaseMailBox) -> str:
    """Under what the numbers of messages mean what they mean (UIDVALIDITY)."""
    told = box.client.untagged_responses.get("UIDVALIDITY") or [b""]
    return told[-1].decode("ascii", "replace")[:20] if isinstance(told[-1], bytes) else ""


def _processed_folder(box: BaseMailBox, folder: str) -> str:
    """Where messages can be moved without deleting anything, made where it is missing; empty where they cannot."""
    if "MOVE" not in box.client.capabilities:
        return ""
    try:
        delimiter = next((each.delim for each in box.folder.list() if each.delim), "/")
        # Beneath any other folder than the inbox, so that two mailboxes in one account stay apart.
        wanted = PROCESSED if folder.upper() == "INBOX" else f"{folder}{delimiter}{PROCESSED}"
        if not box.folder.exists(wanted):
            box.folder.create(wanted)
    except (ImapToolsError, imaplib.IMAP4.error):
        return ""
    return wanted


def _put_away(box: BaseMailBox, uid: str, processed: str) -> None:
    """After the commit. If it fails, the message is found again and known."""
    try:
        if processed:
            box.move(uid, processed)
        else:
            box.client.uid("STORE", uid, "+FLAGS", r"(\Seen)")
    except imaplib.IMAP4.abort:
        raise
    except (ImapToolsError, imaplib.IMAP4.error) as error:
        LOG.warning("message not moved", kind=type(error).__name__)


def _note(state: Mailbox, fetched: Fetched) -> None:
    now = timezone.now()
    state.tried_at, state.trouble = now, fetched.trouble
    if fetched.trouble:
        state.failing_since = state.failing_since or now
        LOG.warning("mailbox in trouble", council=state.council_id, trouble=fetched.trouble)
    else:
        state.reached_at, state.failing_since = now, None
    state.save()


def mailboxes_health(now: datetime) -> dict[str, str]:
    """Of each mailbox that is set up: ok, not read yet, or since when it cannot be read, and why."""
    known = {each.council_id: each for each in Mailbox.objects.filter(council__in=settings.MAILBOXES)}
    return {council: _health(known.get(council), now) for council in settings.MAILBOXES}


def _health(state: Mailbox | None, now: datetime) -> str:
    if state is None or state.tried_at is None:
        return "not read yet"
    if state.failing_since is not None:
        return f"{state.trouble} since {state.failing_since:%Y-%m-%dT%H:%M:%SZ}"
    silent = now - state.tried_at
    return "ok" if silent.total_seconds() < 10 * 60 else f"not read since {state.tried_at:%Y-%m-%dT%H:%M:%SZ}"
