"""Did a person write this e-mail, or a programme: a failed delivery, an absence note, our own message come back?

Only sure signs count. A complaint that a programme passes on (a form, a scanner, a list) is a complaint: it gets no
automatic answer, and waits for a person like any other.
"""

from __future__ import annotations

import re
from typing import Any

from django.utils import timezone

from redress.arrivals.models import Arrival, State
from redress.arrivals.parsing import Parsed
from redress.correspondence.came_back import came_back, sending_of
from redress.correspondence.models import Letter, Message
from redress.correspondence.reply_addresses import accepted, without_tag

#: What a message can be. The first five are dealt with by themselves; what is "bulk" only gets no automatic answer.
BOUNCE, DELAYED, DELIVERED, AUTO_REPLY, LOOP, BULK = "bounce", "delayed", "delivered", "auto-reply", "loop", "bulk"
BY_A_PROGRAMME = (BOUNCE, DELAYED, DELIVERED, AUTO_REPLY, LOOP)

_MACHINES = re.compile(
    r"(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|noreply|bounces?|devnull|microsoftexchange[0-9a-f]+)"
    r"(?:[+._-].*)?@.*",
    re.IGNORECASE,
)
_DAEMONS = re.compile(r"(?:mailer-daemon|postmaster|microsoftexchange[0-9a-f]+)@.*", re.IGNORECASE)
_FAILED = re.compile(
    r"undeliver|delivery (?:status notification \(failure\)|has failed|failure)|returned mail|failure notice|"
    r"mail delivery (?:failed|system)|message not delivered|could not be delivered|nicht zugestellt|niedostarczon",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"^(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|out of (?:the )?office|"
    r"odpowiedź automatyczna|autoodpowiedź|automatinis atsakymas|automatische antwort)\b",
    re.IGNORECASE,
)
_OF_DELIVERY = re.compile(r"report-type\s*=\s*\"?(?:delivery-status|disposition-notification)\b")
_STATUS = re.compile(r"^Status:\s*([245]\.\d{1,3}\.\d{1,3})", re.IGNORECASE | re.MULTILINE)
_ACTION = re.compile(r"^Action:\s*([a-z]+)", re.IGNORECASE | re.MULTILINE)
_RECIPIENT = re.compile(r"^(?:Final|Original)-Recipient:\s*[^;\n]*;\s*<?([^\s>]+)", re.IGNORECASE | re.MULTILINE)
_SMTP = re.compile(r"\b([45]\d\d)[ -](?:[45]\.\d{1,3}\.\d{1,3}\b)?")


def kind_of(parsed: Parsed, council_id: str, envelope_from: str | None) -> dict[str, Any]:
    """What kind of programme wrote it (``is``, empty for a person), with what a failed delivery says."""
    if _is_our_own(parsed, council_id):
        return {"is": LOOP}
    report = _report(parsed)
    if report is not None:
        return report
    if _is_auto_reply(parsed):
        return {"is": AUTO_REPLY}
    from_nobody = envelope_from in ("", "<>") or parsed.header("Return-Path") == "<>"
    if from_nobody and _DAEMONS.fullmatch(parsed.sender_address) and _FAILED.search(parsed.subject):
        return _failure(parsed.text, parsed)
    listed = bool(parsed.header("List-Id") or parsed.header("Precedence").lower() in ("bulk", "list", "junk"))
    submitted = _submitted(parsed) not in ("", "no")
    suppressed = re.search(r"\b(?:all|autoreply|oof)\b", parsed.header("X-Auto-Response-Suppress"), re.IGNORECASE)
    machine = _MACHINES.fullmatch(parsed.sender_address)
    return {"is": BULK if listed or submitted or suppressed or machine or from_nobody else ""}


def settle(arrival: Arrival) -> None:
    """Deal with what a programme wrote, in the caller's transaction: word of a failed delivery is a failed delivery.

    It stands on the case of the message it is about, without any act of anybody's.
    """
    told = arrival.details["kind"]
    sending = sending_of(arrival.council_id, [*told.get("about", ()), *arrival.details.get("answers", ())])
    if told["is"] == BOUNCE and sending is not None:
        came_back(sending, code=f"bounced-{told.get('status') or 'unknown'}", address=told.get("recipient", ""))
    if told["is"] == LOOP and sending is None:
        sending = sending_of(arrival.council_id, [arrival.message_id])
    arrival.state, arrival.reason, arrival.settled_at = State.AUTOMATIC, told["is"], timezone.now()
    arrival.case = _case_of(sending)
    arrival.save(update_fields=["state", "reason", "settled_at", "case"])


def is_by_a_programme(arrival: Arrival) -> bool:
    """Whether it is dealt with by itself."""
    return _kind(arrival) in BY_A_PROGRAMME


def may_be_answered(arrival: Arrival) -> bool:
    """Whether an automatic answer may go to whoever sent it: never to a programme, a list or ourselves."""
    address = arrival.sender_address
    if _kind(arrival) or not address or _MACHINES.fullmatch(address):
        return False
    return without_tag(address) not in accepted(arrival.council_id)


def _kind(arrival: Arrival) -> str:
    kind: str = (arrival.details.get("kind") or {}).get("is", "")
    return kind


def _case_of(sending: Letter | Message | None) -> Any:
    return sending.case if sending is not None else None


def _is_our_own(parsed: Parsed, council_id: str) -> bool:
    """A message of ours that came back: it carries our mark, or the message id of something we sent.

    One that was meant for our own address has not come back but arrived: somebody has to read it.
    """
    sending = sending_of(council_id, [parsed.message_id]) if parsed.message_id else None
    if sending is not None:
        return without_tag(sending.to_email) not in accepted(council_id)
    marks = {without_tag(value) for value in parsed.all("X-Loop")}
    by_us = without_tag(parsed.sender_address) in accepted(council_id)
    return by_us and bool(marks & accepted(council_id))


def _submitted(parsed: Parsed) -> str:
    """The first word of Auto-Submitted (RFC 3834), without parameters or remarks."""
    return next(iter(re.split(r"[;(\s]", parsed.header("Auto-Submitted").strip().lower())), "")


def _is_auto_reply(parsed: Parsed) -> bool:
    submitted = _submitted(parsed)
    if submitted == "auto-replied" or parsed.header("X-Autoreply") or parsed.header("X-Autorespond"):
        return True
    if parsed.header("Precedence").lower() == "auto_reply":
        return True
    # Exchange calls its absence notes generated: those that say in the subject what they are, or answer something.
    signs = [submitted == "auto-generated", bool(parsed.header("X-Auto-Response-Suppress"))]
    return any(signs) and bool(_AWAY.match(parsed.subject))


def _report(parsed: Parsed) -> dict[str, Any] | None:
    """What a delivery status notification (RFC 3464) says; none for any other message.

    One that a person passes on is a message of that person's: only what is a report itself is one. Nor is a report of
    another kind: "marked as spam" (RFC 5965) comes about what was delivered.
    """
    kind = parsed.header("Content-Type").lower()
    if "multipart/report" in kind and "report-type" in kind and not _OF_DELIVERY.search(kind):
        return None
    statuses = [content for name, content in parsed.files if name.startswith("delivery status")]
    if "multipart/report" not in kind:
        failed_for = parsed.header("X-Failed-Recipients")
        return {**_failure(parsed.text, parsed), "recipient": failed_for} if failed_for else None
    if "disposition-notification" in kind:
        return {"is": AUTO_REPLY}
    status = b"\n".join(statuses).decode("utf-8", "replace")
    actions = {action.lower() for action in _ACTION.findall(status)}
    if actions and "failed" not in actions:
        return {"is": DELAYED if "delayed" in actions else DELIVERED, "about": _about(parsed)}
    return _failure(status or parsed.text, parsed)


def _failure(said: str, parsed: Parsed) -> dict[str, Any]:
    status = _STATUS.search(said)
    answer = _SMTP.search(said)
    recipient = _RECIPIENT.search(said)
    return {
        "is": BOUNCE,
        "status": status[1] if status else (answer[1] if answer else ""),
        "recipient": recipient[1] if recipient else "",
        "about": _about(parsed),
    }


_ANY_ID = re.compile(r"<[0-9a-f]{32}@[^<>\s]{1,200}>")


def _about(parsed: Parsed) -> list[str]:
    """The message ids in what came back: ours are among them, wherever the server put them."""
    returned = [content[:200_000].decode("utf-8", "replace") for _name, content in parsed.files]
    return list(dict.fromkeys(_ANY_ID.findall("\n".join([*returned, parsed.text]))))[:20]
