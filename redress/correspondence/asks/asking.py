"""How is somebody asked for information on a case, and how does their answer come onto it?

The words go by e-mail with a secret link, or by post. The link opens this one question and nothing else of the case.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from redress import policies
from redress.cases.bars import barred
from redress.cases.models import Case
from redress.cases.record import Recording, made_before, record
from redress.cases.standing import standing
from redress.correspondence.formats import email_for_notices, in_their_language
from redress.correspondence.models import Ask, AskKind, AskLink, AskState, Message
from redress.correspondence.notices import notify, tell_whoever_has_it
from redress.correspondence.posted_notices import post_notice
from redress.correspondence.recipients import may_be_told
from redress.correspondence.said import said
from redress.records import changes, documents, enclosures, keep
from redress.records.models import Document, HeldDocument, Party
from redress.records.redaction import needs_redaction
from redress.records.seals import seal, tidy
from redress.rules.actions import AnswerAsk
from redress.rules.actors import ASKED, COMPLAINANT, REPRESENTATIVE, Actor
from redress.rules.moments import Moment
from redress.rules.policy import AskMessage, Asks, Policy

EMAIL, LETTER = "email", "letter"

#: How an answer can come that nobody gave by the link.
WAYS = ("telephone", "email", "letter", "meeting")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody is asked: which facts they are told, the questions, and the papers that go with them."""

    about: str
    questions: tuple[str, ...]
    points: tuple[str, ...] = ()
    documents: tuple[int, ...] = ()

    @property
    def whole(self) -> str:
        """All its words, as the event vouches for them."""
        numbered = (f"{number}. {question}" for number, question in enumerate(self.questions, start=1))
        return "\n\n".join(filter(None, [tidy(self.about), *numbered]))


def kept(ask: Ask, asked: Asked, *, rule: Asks) -> Ask:
    """Keep what somebody is asked, before anything is sent. ``ask`` says who it is, by when, and who asks."""
    sealed = seal(tidy(asked.whole))
    ask.council_id = ask.case.council_id
    ask.about, ask.questions, ask.points = tidy(asked.about), list(asked.questions), list(asked.points)
    ask.salt, ask.digest = sealed.salt, sealed.digest
    ask.opens_until = _end_of(ask.due + timedelta(days=rule.link_days))
    ask.save()
    offered = to_choose_from(ask.case)
    if asked.documents:
        enclosures.chosen(ask.case, ask.opaque_id, offered, asked.documents, by=ask.by)
    return ask


def to_choose_from(case: Case) -> list[Document]:
    """The checked files of a case that may go with a question: none to be left out, none still to be redacted."""
    return [each for each in enclosures.to_choose_from(case) if not each.mark and not needs_redaction(each)]


def enclosed_with(ask: Ask) -> list[Document]:
    """The papers that whoever was asked may open: none that has since been marked to be redacted first."""
    sent = enclosures.with_letter(ask.opaque_id)
    return [each for each in sent if each.can_be_opened and not needs_redaction(each)]


# --- what is sent --------------------------------------------------------------------------------


def send(ask: Ask, *, policy: Policy, by: Actor, key: str) -> bool:
    """Send the questions, in the caller's transaction; false where there is no way to whoever is asked."""
    message = policy.asks.message(ask.kind) if policy.asks else None
    assert message is not None, "the page is there only where the policy has words for them"
    if ask.party is None:
        return _by_email(ask, ask.to_email, _told(ask, message), key=key) is not None
    with in_their_language(ask.party):
        told = _told(ask, message)
        if ask.way == LETTER:
            titles = {"name": message.name, "heading": _("What we ask you")}
            return post_notice(ask.case, ask.party, "asked", told, key=key, by=by, **titles) is not None
        return _by_email(ask, email_for_notices(ask.party), told, key=key) is not None


def remind(ask: Ask, template: str, *, key: str) -> bool:
    """Send a reminder with a link of its own; false for somebody who has no e-mail address, or may not have e-mail."""
    told = {"due": ask.due, "questions": ask.questions, "theirs": ask.kind == AskKind.COMPLAINANT}
    if ask.way != EMAIL:
        return False
    if ask.party is None:
        return _by_email(ask, ask.to_email, told, key=key, template=template) is not None
    with in_their_language(ask.party):
        return _by_email(ask, email_for_notices(ask.party), told, key=key, template=template) is not None


def new_link(ask: Ask) -> str:
    """Make the secret address of this one question: told once, never readable again."""
    secret = secrets.token_urlsafe(32)
    AskLink.objects.create(ask=ask, hash=_hashed(secret))
    return settings.PUBLIC_URL + reverse("intake:asked-link", args=[ask.council_id, secret])


def _by_email(ask: Ask, email: str, told: Mapping[str, object], *, key: str, template: str = "asked") -> Message | None:
    if not email:
        return None
    return notify(ask.case, email, template, told, key, to_name=ask.to_name, link=new_link(ask))


def _told(ask: Ask, message: AskMessage) -> dict[str, object]:
    council = policies.current(ask.council_id).council
    words = {"reference": ask.case.reference, "council": council.name, "short_name": council.short_name}
    return {
        "subject": said(message.subject).format(**words),
        "opening": said(message.opening),
        "closing": said(message.closing),
        "about": ask.about,
        "questions": ask.questions,
        "due": ask.due,
        "enclosed": [each.name for each in enclosed_with(ask)],
        "theirs": ask.kind == AskKind.COMPLAINANT,
    }


# --- who opens it --------------------------------------------------------------------------------


def by_link(council: str, secret: str) -> AskLink | None:
    """The link with this secret, if it opens its question, open or settled; none for a wrong one, or one now over."""
    link = AskLink.objects.filter(hash=_hashed(secret), ask__council=council).first()
    return link if link is not None and opened(council, link.pk) is not None else None


def opened(council: str, pk: int) -> Ask | None:
    """What a link opens, by the link's number, as a session remembers it; none when it opens nothing any more.

    Somebody who is kept away from the case, works here no longer or has no part in the case any more has no question
    on it.
    """
    found = AskLink.objects.filter(ask__council=council, pk=pk)
    link = found.select_related("ask__case", "ask__party__person", "ask__staff", "ask__organisation").first()
    if link is None or link.ask.opens_until <= timezone.now():
        return None
    ask = link.ask
    if ask.staff is not None and (not ask.staff.is_active or ask.staff.actor_id in barred(ask.case)):
        return None
    return ask if ask.party is None or _still_theirs(ask.case, ask.party, link) else None


def _still_theirs(case: Case, party: Party, link: AskLink) -> bool:
    """Whether somebody may open a link still: it went to where they are reached now, and they have a part in the case.

    Whoever acts for the complainant may only while the consent stands.
    """
    return has_a_part(case, party) and not changes.email_was_changed(party, since=link.made_at)


def has_a_part(case: Case, party: Party) -> bool:
    """Whether a party of a case has a part in it still; whoever acts for the complainant while the consent stands."""
    return party.until is None and (party.part != REPRESENTATIVE or may_be_told(case) == party)


def without_a_part(case: Case, asks: Iterable[Ask]) -> set[int]:
    """Of what waits on one case, what was asked of somebody who has no part any more: gone, or kept away.

    One query, and where whoever acts for the complainant was asked, some more.
    """
    waits = [ask for ask in asks if ask.waits]
    away = barred(case) if any(ask.staff_id for ask in waits) else frozenset()
    gone = set()
    for ask in waits:
        staff_gone = ask.staff is not None and (not ask.staff.is_active or ask.staff.actor_id in away)
        if staff_gone or (ask.party is not None and not has_a_part(case, ask.party)):
            gone.add(ask.pk)
    return gone


def theirs(case: Case, party_pk: int) -> QuerySet[Ask]:
    """What a party of a case was asked, newest first."""
    return Ask.objects.filter(case=case, party=party_pk).select_related("case", "answer").order_by("-id")


def can_be_answered(ask: Ask) -> bool:
    """Whether it waits for an answer still, on a run that has not ended."""
    fold = standing(ask.case).case
    return ask.waits and not fold.runs[ask.run].ended


def actor_of(ask: Ask) -> Actor:
    """As whom somebody answers who came by the link."""
    if ask.party is not None:
        kind = REPRESENTATIVE if ask.party.part == REPRESENTATIVE else COMPLAINANT
        return Actor(kind=kind, id=ask.party.actor_id)
    return Actor(kind=ASKED, id=ask.to_id or ask.opaque_id)


# --- the answer ----------------------------------------------------------------------------------


def drafted(ask: Ask, typed: Mapping[str, str]) -> bool:
    """Keep what has been typed until it is sent; false where nothing is waited for any more."""
    ask.typed, ask.saved_at = dict(typed), timezone.now()
    still = Ask.objects.filter(pk=ask.pk, state=AskState.WAITING)
    return bool(still.update(typed=ask.typed, saved_at=ask.saved_at))


@dataclass(frozen=True, slots=True)
class Given:
    """What came: an answer to each question, or why there is none (``declined``); how, and who said it.

    ``held`` are files that were kept with the draft.
    """

    answers: Sequence[str] = ()
    declined: str = ""
    way: str = "link"
    told_by: str = ""
    held: Sequence[HeldDocument] = ()


def answered(
    ask: Ask, given: Given, *, by: Actor, at: Moment, key: str, recorded_at: datetime | None = None
) -> Recording:
    """Put an answer on the case, once; the recording says whether the same one had come before.

    Raises :class:`~redress.rules.refusals.Refused` where nothing is waited for any more.
    """
    with transaction.atomic():
        before = made_before(ask.case_id, key)  # it locks the case
        if before is not None:
            return before
        ask = Ask.objects.select_for_update(of=("self",)).select_related("case", "party__person").get(pk=ask.pk)
        text = in_words(ask, given)
        words = keep.words(ask.case, "information", text, by=by, at=at)
        action = AnswerAsk(
            run=ask.run,
            ask=ask.opaque_id,
            way=given.way,
            words=words.digest,
            documents=len(given.held),
            declined=bool(given.declined),
        )
        recording = record(ask.case_id, action, by=by, at=at, seen=ask.case.last_seq, key=key, recorded_at=recorded_at)
        for held in given.held:
            documents.attach(held, ask.case, by=by, purpose=purpose_of(ask))
        ask.state = AskState.DECLINED if given.declined else AskState.ANSWERED
        ask.answer_id, ask.answered_at = words.id, recorded_at or timezone.now()
        ask.told_by, ask.came_by = given.told_by or ask.to_name, given.way
        ask.typed, ask.files = {}, []
        ask.save()
        told = {"who": named(ask, ask.told_by), "declined": bool(given.declined)}
        tell_whoever_has_it(ask.case, "ask-answered", told, key)
        if given.way == "link":
            _receipt(ask, key=key)
    return recording


def in_words(ask: Ask, given: Given) -> str:
    """Questions and answers as one text, or why nobody could answer."""
    if given.declined:
        return f"{_('They cannot answer.')}\n\n{tidy(given.declined)}"
    answers = [tidy(each) for each in given.answers]
    if len(ask.questions) != len(answers):
        return "\n\n".join(filter(None, answers))
    pairs = zip(ask.questions, answers, strict=True)
    return "\n\n".join(f"{number}. {question}\n\n{reply}" for number, (question, reply) in enumerate(pairs, start=1))


def named(ask: Ask, name: str = "") -> str:
    """Who was asked, as a notice to officers says it: nobody's name where it is whoever complains, or acts for them."""
    return _("The complainant") if ask.kind == AskKind.COMPLAINANT else name or ask.to_name


def purpose_of(ask: Ask) -> str:
    """What the files of an answer are called on the case."""
    return ask.opaque_id


def _receipt(ask: Ask, *, key: str) -> None:
    """Word to whoever answered that it has come; it repeats nothing of what they said."""
    told = {"when": timezone.now()}
    if ask.party is None:
        notify(ask.case, ask.to_email, "ask-receipt", told, key, to_name=ask.to_name)
        return
    with in_their_language(ask.party):
        notify(ask.case, email_for_notices(ask.party), "ask-receipt", told, key, to_name=ask.to_name)


# --- lists ---------------------------------------------------------------------------------------


def of_case(case: Case) -> list[Ask]:
    """Everything that was asked on a case, oldest first, with the answers: one query."""
    return list(one_of(case).order_by("id"))


def one_of(case: Case) -> QuerySet[Ask]:
    """The questions of one case, each with whom it went to and what they said."""
    return Ask.objects.filter(case=case).select_related(
        "case", "answer", "party__person", "staff", "organisation", "after"
    )


def counted(cases: QuerySet[Case], today: date) -> dict[str, int]:
    """On cases that go on: how much is waited for, how much of it is late, how much has come: one query."""
    waits = Q(state=AskState.WAITING)
    came = Q(state__in=(AskState.ANSWERED, AskState.DECLINED))
    numbers: dict[str, int] = Ask.objects.filter(case__in=cases.filter(ended="")).aggregate(
        waiting=Count("pk", filter=waits),
        late=Count("pk", filter=waits & Q(due__lt=today)),
        came=Count("pk", filter=came),
    )
    return numbers


def waiting(cases: QuerySet[Case]) -> QuerySet[Ask]:
    """Of the cases that somebody may see and that go on, what others have not answered, the longest due first."""
    found = Ask.objects.filter(case__in=cases.filter(ended=""), state=AskState.WAITING)
    return found.select_related("case", "staff", "organisation", "party__person").order_by("due", "id")


def to_look_at(cases: QuerySet[Case]) -> QuerySet[Ask]:
    """Of the cases that somebody may see and that go on, what has been answered and nobody has settled."""
    states = (AskState.ANSWERED, AskState.DECLINED)
    found = Ask.objects.filter(case__in=cases.filter(ended=""), state__in=states)
    return found.select_related("case", "staff", "organisation", "party__person").order_by("answered_at", "id")


def files_waiting() -> set[str]:
    """The tokens of the files that belong to drafts of answers which can still be sent."""
    drafts = Ask.objects.filter(state=AskState.WAITING, case__ended="").exclude(files=[])
    return {token for files in drafts.values_list("files", flat=True) for token in files}


def settled(ids: Iterable[str], *, reason_kind: str, at: datetime) -> None:
    """What these (opaque ids) asked is waited for no longer, and their links open only that."""
    numbers = [int(id.removeprefix("ask:")) for id in ids]
    closed = {"state": AskState.CLOSED, "closed_as": reason_kind, "closed_at": at, "typed": {}, "files": []}
    Ask.objects.filter(pk__in=numbers).update(**closed)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
