"""To which case does an e-mail belong? What proves it is acted on; what only looks like it is told to an officer.

Proof is the address that we gave somebody for their case, or an answer to a message of ours from somebody known in
that case. A reference in the subject, or a known sender, proves nothing: anybody can write them. Nothing here tells
the sender anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import transaction

from redress.arrivals.filing import actor_of, put_on_case
from redress.arrivals.models import Arrival, State
from redress.cases.models import Case
from redress.correspondence.came_back import sending_of
from redress.correspondence.models import Letter, Message
from redress.correspondence.reply_addresses import party_of
from redress.records.agreeing import acts_no_longer
from redress.records.changes import email_was_changed
from redress.records.models import Part, Party
from redress.rules.refusals import Refused

_REFERENCE = re.compile(r"\b[A-Z][A-Z0-9]{1,9}(?:[-/][A-Z0-9]{1,10})*[-/]\d{2,4}[-/]\d{2,8}\b")


@dataclass(frozen=True, slots=True)
class Thread:
    """The case it belongs to, or may belong to, and why. ``party`` only where it is proven who wrote it."""

    case: Case
    because: tuple[str, ...]
    party: Party | None = None


def thread_of(arrival: Arrival) -> Thread | None:
    """Where an arrival belongs, by the strongest sign there is; none where there is none."""
    return _by_address(arrival) or _by_message(arrival) or _by_conversation(arrival) or _by_guess(arrival)


def place(arrival: Arrival) -> bool:
    """Put an arrival on its case where that is proven, in the caller's transaction; otherwise note what is likely.

    Gives whether it is on a case now. Where the rules refuse it, as for a closed case, it waits for an officer with
    the reason.
    """
    thread = thread_of(arrival)
    if thread is None:
        return False
    because = list(thread.because)
    if thread.party is not None:
        try:
            with transaction.atomic():
                put_on_case(
                    arrival, thread.case, by=actor_of(thread.party), key=f"{arrival.opaque_id}", party=thread.party
                )
        except Refused:
            arrival.refresh_from_db()
            because.append("not-open")
    arrival.because = because
    if arrival.state == State.WAITING:
        arrival.suggested = thread.case
    arrival.save(update_fields=["because", "suggested"])
    return arrival.state == State.FILED


def _by_address(arrival: Arrival) -> Thread | None:
    for address in _addresses(arrival):
        party = party_of(arrival.council_id, address)
        if party is None:
            continue
        because = ["signed-address"]
        if not _is(party, arrival.sender_address):
            because.append("sender-not-known")
            if email_was_changed(party):
                # Whoever still reads the old mailbox holds the address we gave then, and may be somebody else.
                return Thread(party.case, (*because, "email-was-changed"))
        return _proven(party, because)
    return None


def _by_message(arrival: Arrival) -> Thread | None:
    """An answer to a letter or message of ours, by its message id, which only those know who got it."""
    for id in arrival.details.get("answers", ()):
        sending = sending_of(arrival.council_id, [id])
        if sending is None:
            continue
        if sending.case is None:
            earlier = _arrival_answered(sending)
            if earlier is not None and earlier.case is not None:
                return _if_known(earlier.case, arrival, "answers-our-receipt")
            continue
        return _if_known(sending.case, arrival, "answers-our-letter")
    return None


def _by_conversation(arrival: Arrival) -> Thread | None:
    """It names, as one that it follows, a message that is on a case: a likely sign, for anybody may name one."""
    before = Arrival.objects.filter(
        council_id=arrival.council_id, message_id__in=arrival.details.get("answers", ()), case__isnull=False
    )
    found = before.exclude(pk=arrival.pk).select_related("case").order_by("-pk").first()
    return Thread(found.case, ("same-conversation",)) if found is not None and found.case is not None else None


def _by_guess(arrival: Arrival) -> Thread | None:
    for text, because in ((arrival.subject, "reference-in-subject"), (arrival.text[:5000], "reference-in-text")):
        references = list(dict.fromkeys(_REFERENCE.findall(text.upper())))[:20]
        case = Case.objects.filter(council_id=arrival.council_id, reference__in=references).order_by("-pk").first()
        if case is not None:
            known = _known(case, arrival.sender_address) is not None
            return Thread(case, (because, "same-sender" if known else "sender-not-of-case"))
    return _by_sender(arrival)


def _by_sender(arrival: Arrival) -> Thread | None:
    if not arrival.sender_address:
        return None
    parties = Party.objects.filter(
        case__council=arrival.council_id, case__ended="", person__email__iexact=arrival.sender_address
    ).exclude(part=Part.BODY)
    party = parties.select_related("case").order_by("-case").first()
    return Thread(party.case, ("same-sender",)) if party is not None else None


def _if_known(case: Case, arrival: Arrival, because: str) -> Thread:
    party = _known(case, arrival.sender_address)
    return _proven(party, [because]) if party is not None else Thread(case, (because, "sender-not-of-case"))


def _proven(party: Party, because: list[str]) -> Thread:
    """An act of that person's; what another body writes, an officer places: it is no complainant's act.

    So is what somebody writes who acts for the complainant no longer: their links open nothing any more either.
    """
    if party.part == Part.BODY:
        return Thread(party.case, (*because, "from-a-body"))
    if acts_no_longer(party):
        return Thread(party.case, (*because, "acts-no-longer"))
    return Thread(party.case, tuple(because), party)


def _known(case: Case, address: str) -> Party | None:
    parties = Party.objects.filter(case=case).select_related("person", "case").order_by("pk")
    return next((party for party in parties if _is(party, address)), None)


def _is(party: Party, address: str) -> bool:
    return bool(address) and party.person.email.strip().lower() == address.strip().lower()


def _addresses(arrival: Arrival) -> list[str]:
    details = arrival.details
    return list(dict.fromkeys([*details.get("recipients", ()), *details.get("addressed", ())]))


def _arrival_answered(sending: Letter | Message) -> Arrival | None:
    """The arrival whose automatic answer this was."""
    kind, _colon, number = sending.key.partition(":")
    if kind != "arrival" or not number.isdecimal():
        return None
    return Arrival.objects.filter(council_id=sending.council_id, pk=int(number)).select_related("case").first()
