"""How does a composed letter become one that is kept for ever and delivered?"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from redress import jobs
from redress.accounts.models import Staff
from redress.cases.models import Case
from redress.correspondence import texts
from redress.correspondence.asks.models import Ask, AskState
from redress.correspondence.asks.on_paper import KIND as A_QUESTION
from redress.correspondence.checking import Concern, checked
from redress.correspondence.compose import Composed
from redress.correspondence.formats import manner_of
from redress.correspondence.message_ids import message_id
from redress.correspondence.models import Delivery, Happened, InBatch, Letter, LetterDraft
from redress.correspondence.post import stale
from redress.correspondence.post.models import NEEDS_ANOTHER_ADDRESS, NOT_SENT
from redress.correspondence.sealing import WITH_SHEET, digest_of
from redress.correspondence.transports import first_state
from redress.records import people
from redress.records.models import Party
from redress.rules.actors import Actor
from redress.rules.events import LetterSent
from redress.rules.moments import Moment

#: What the rules themselves refuse, with the act in hand: whether a letter is whole, and answers every point.
JUDGED_BY_THE_RULES = frozenset(("letter-lacks", "point-unanswered", "point-reason-needed"))


class NotYetPossible(Exception):
    """The letter is not in the state that this would need."""


class OnlyByPost(NotYetPossible):
    """The policy lets this letter go by post and in no other way."""


class OnlyAskedAgain(NotYetPossible):
    """The letter asks a question with a code, which opens nothing from another address: they are asked again."""


class SameAddress(NotYetPossible):
    """The letter came back from the address to which it would go again."""


def approve(
    case: Case,
    composed: Composed,
    *,
    to: Party | None = None,
    key: str,
    by: Actor,
    drafters: Iterable[str] = (),
    looking: bool = False,
) -> tuple[Letter, LetterSent]:
    """Keep a composed letter exactly as it stands and have it delivered; give it with what its event says of it.

    Runs inside the caller's transaction: if the act is refused, there was no letter. The same key, kind
    and recipient again give back the letter that was made then. Whether it is whole is judged by the
    rules, from the contents it carries. Raises ValueError when it was composed for somebody else, and Refused where
    they may not have it, need it in another format, or the check finds what blocks it; the last two not while
    somebody is only ``looking`` at it, and is shown what the check found.
    """
    reader = _reader(composed, to, looking=looking)
    warned = () if looking else _warned(case, composed)
    letter, made = Letter.objects.get_or_create(
        key=key,
        kind=composed.kind,
        recipient=reader,
        defaults={
            **_as_it_stands(case, composed),
            **_to_deliver(case, composed, reader),
            "drafters": list(dict.fromkeys([*drafters, *([by.id] if by.kind == "staff" else [])])),
            "warned": [{"code": concern.code, "where": concern.where} for concern in warned],
            "approved_by": by.id,
            "approved_at": _instant(composed.at),
        },
    )
    if made:
        LetterDraft.objects.filter(case=case, kind=composed.kind, letter=None).update(letter=letter)
        if letter.state == Delivery.QUEUED:
            _have_delivered(letter, key=f"letter-{letter.pk}")
        texts.tell(letter)
    return letter, sent(letter)


def _reader(composed: Composed, to: Party | None, *, looking: bool) -> Party:
    """Whoever it was composed for, if they may have it so."""
    reader = to or composed.to
    if reader is None or composed.to is None or reader.pk != composed.to.pk:
        raise ValueError("a letter goes to the person it was composed for")
    if composed.refused is not None:
        raise composed.refused
    if composed.fit.refused is not None and not looking:
        raise composed.fit.refused
    return reader


def _as_it_stands(case: Case, composed: Composed) -> dict[str, Any]:
    """What is kept of what it says, under its digest."""
    salt = secrets.token_hex(16)
    return {
        "council_id": case.council_id,
        "case": case,
        "name": composed.name,
        "subject": composed.subject,
        "html": composed.html,
        "text": composed.text,
        "salt": salt,
        "digest": digest_of(composed, salt),
        "sealed": WITH_SHEET,
        "contents": list(composed.carried),
        "sheet": composed.sheet.kept(),
        "formats": list(composed.fit.manner.formats),
        "unfit_because": composed.fit.reason,
    }


def _to_deliver(case: Case, composed: Composed, reader: Party) -> dict[str, Any]:
    """Where it goes, as their address stands now, and how."""
    lines = reader.person.address_lines
    posted = composed.post_only or people.goes_by_post(reader.person)
    return {
        "to_name": reader.person.name,
        "to_email": "" if posted else reader.person.email,
        "address": "\n".join(lines),
        "post_only": composed.post_only,
        "state": first_state(case.council_id, posted=posted, address=bool(lines)),
        "message_id": message_id(case.council_id),
    }


def _warned(case: Case, composed: Composed) -> tuple[Concern, ...]:
    """What whoever sends it was warned of. Raises the first Refused of what blocks it."""
    concerns = checked(case, composed, suggesting=False)
    for concern in concerns:
        if concern.refused is not None and concern.code not in JUDGED_BY_THE_RULES:
            raise concern.refused
    return tuple(concern for concern in concerns if not concern.blocks)


def sent(letter: Letter) -> LetterSent:
    """What the event of a letter's act says of it."""
    return LetterSent(
        kind=letter.kind,
        id=letter.opaque_id,
        digest=letter.digest,
        contents=tuple(letter.contents),
        drafters=tuple(letter.drafters),
    )


def letters_of(case: Case) -> list[Letter]:
    """The letters of a case, oldest first."""
    return list(Letter.objects.filter(case=case).select_related("recipient__person").order_by("id"))


def to_be_posted(cases: QuerySet[Case]) -> QuerySet[Letter]:
    """Of the cases that somebody may see, the letters that are waiting to be printed and posted, oldest first.

    Not those that are only kept on the case, because nobody knows where to send them, nor those in a batch.
    """
    waiting = Letter.objects.filter(case__in=cases, state=Delivery.TO_POST).exclude(batched__state=InBatch.GOES)
    return waiting.exclude(to_email="", address="", post_only=False).select_related("case").order_by("id")


def not_delivered(cases: QuerySet[Case]) -> QuerySet[Letter]:
    """Of the cases that somebody may see, the letters that could not be delivered, oldest first.

    Also what was withdrawn from the post although an act of the case stands on it, until another letter of the kind
    goes to the same person; and no question of which nothing is waited for any more.
    """
    gone = Exists(
        Letter.objects.filter(
            case=OuterRef("case"), kind=OuterRef("kind"), recipient=OuterRef("recipient"), pk__gt=OuterRef("pk")
        ).exclude(state__in=(Delivery.FAILED, Delivery.WITHDRAWN))
    )
    waits = Exists(Ask.objects.filter(case=OuterRef("case"), key=OuterRef("key"), state=AskState.WAITING))
    failed = Q(state=Delivery.FAILED) & (~Q(kind=A_QUESTION) | waits)
    held_back = Q(state=Delivery.WITHDRAWN, last_error=NOT_SENT) & ~gone
    return Letter.objects.filter(failed | held_back, case__in=cases).select_related("case").order_by("id")


@transaction.atomic
def posted(letter: Letter, *, on: date, by: Staff, although: str = "") -> Letter:
    """Mark a letter as put in the post on a day. The same mark again changes nothing.

    ``although``: why it went although it no longer held. Raises :class:`NotYetPossible` for a letter that goes by
    e-mail, one that goes with a batch, one that came back from the post (it is first sent on its way again), or a day
    before it was approved, and :class:`stale.NoLongerHolds` where that reason is wanting.
    """
    letter = _locked(letter)
    if letter.state == Delivery.POSTED:
        return letter
    if letter.batched.filter(state=InBatch.GOES).exists():
        raise NotYetPossible
    can_go = letter.state in (Delivery.TO_POST, Delivery.FAILED) and not letter.came_back
    if not can_go or on < timezone.localdate(letter.approved_at):
        raise NotYetPossible
    doubts = stale.stale([letter], on)
    if doubts and not although:
        raise stale.NoLongerHolds(doubts)
    for reasons in doubts.values():
        told = [stale.kept(each) for each in reasons]
        letter.post_records.create(what=Happened.POSTED, because=although, told=told, by=by.actor_id)
    letter.state, letter.posted_on, letter.posted_by = Delivery.POSTED, on, by.actor_id
    letter.save(update_fields=["state", "posted_on", "posted_by"])
    return letter


def _locked(letter: Letter) -> Letter:
    """The letter as it stands now, held until the caller's transaction ends: of two officers at once the second sees
    what the first has done, or it would go by two ways."""
    rows = Letter.objects.select_for_update(of=("self",)).select_related("recipient__person")
    return rows.get(pk=letter.pk)


def _instant(at: Moment) -> datetime:
    """The instant of an act; noon of a day whose time nobody knows."""
    return at.instant or timezone.make_aware(datetime.combine(at.day, time(12)))


@transaction.atomic
def send_again(letter: Letter) -> Letter:
    """Try once more to deliver a letter that failed, or was withdrawn from the post, exactly as it stands, to the
    address the person has now.

    It gives the letter as it is then. Raises :class:`NotYetPossible` for a letter that did not fail, or
    a person without an e-mail address, and :class:`OnlyByPost` for one that never goes by e-mail, as its policy or
    what the person needs now has it.
    """
    letter = _locked(letter)
    if letter.post_only or manner_of(letter.recipient, timezone.localdate()).by_post is not None:
        raise OnlyByPost
    address = letter.recipient.person.email
    if not letter.can_go_again or not address:
        raise NotYetPossible
    letter.state, letter.to_email = Delivery.QUEUED, address
    letter.save(update_fields=["state", "to_email", *_as_if_never_begun(letter)])
    dead = jobs.dead_letters(letter.council_id).filter(kind="deliver-letter", payload={"letter": letter.pk}).first()
    if dead is None or not jobs.retry(dead):
        _have_delivered(letter, key=f"letter-{letter.pk}-again-{letter.attempts}")
    return letter


@transaction.atomic
def for_the_print_room(letter: Letter) -> Letter:
    """Have a letter that failed, or was withdrawn from the post, printed and posted by hand, to the address that the
    person has now.

    It gives the letter as it is then. Raises :class:`NotYetPossible` for a letter that did not fail, or a person
    without a postal address, :class:`OnlyAskedAgain` for a question, and :class:`SameAddress` for one that came back
    from there and would again. What was begun by another way is forgotten: it failed for good.
    """
    letter = _locked(letter)
    address = "\n".join(letter.recipient.person.address_lines)
    if letter.kind == A_QUESTION:
        raise OnlyAskedAgain
    if not letter.can_go_again or not address:
        raise NotYetPossible
    if address == letter.address and letter.last_error.removeprefix("post-") in NEEDS_ANOTHER_ADDRESS:
        raise SameAddress
    letter.state, letter.to_email, letter.address = Delivery.TO_POST, "", address
    letter.save(update_fields=["state", "to_email", "address", *_as_if_never_begun(letter)])
    return letter


def _as_if_never_begun(letter: Letter) -> tuple[str, ...]:
    """What is forgotten of a way that failed before the letter goes by another; the fields that change."""
    letter.notify_reference = letter.notify_id = letter.notify_status = letter.posted_by = ""
    letter.posted_on = letter.delivered_at = None
    letter.last_error = letter.last_error.removeprefix(NOT_SENT)
    return ("last_error", "notify_reference", "notify_id", "notify_status", "posted_by", "posted_on", "delivered_at")


def _have_delivered(letter: Letter, *, key: str) -> None:
    jobs.enqueue("deliver-letter", {"letter": letter.pk}, key=key, council=letter.council_id)
