"""How is somebody asked for information on a case, and how does their answer come onto it?

What leaves is the business of :mod:`redress.correspondence.asks.sending`, who opens it that of
:mod:`redress.correspondence.asks.links`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from redress.cases.models import Case
from redress.cases.record import Recording, made_before, record
from redress.correspondence.formats import email_for_notices, in_their_language
from redress.correspondence.models import Ask, AskKind, AskState
from redress.correspondence.notices import notify, tell_whoever_has_it
from redress.records import documents, enclosures, keep, people
from redress.records.models import Document, HeldDocument
from redress.records.redaction import needs_redaction
from redress.records.seals import seal, tidy
from redress.rules.actions import AddInformation, AnswerAsk
from redress.rules.actors import Actor
from redress.rules.moments import Moment
from redress.rules.policy import Asks
from redress.rules.refusals import Refused

EMAIL, LETTER = "email", "letter"

#: How an answer can come that nobody gave by the link.
WAYS = ("telephone", "email", "letter", "meeting")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody is asked: which facts they are told, the questions, and the papers that go with them.

    ``beside`` is what whoever complains needs beside them, such as a translation, by the ids of
    :mod:`redress.correspondence.formats`.
    """

    about: str
    questions: tuple[str, ...]
    points: tuple[str, ...] = ()
    documents: tuple[int, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)

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
    ask.beside = {id: tidy(text) for id, text in asked.beside.items() if tidy(text)}
    ask.salt, ask.digest = sealed.salt, sealed.digest
    ask.opens_until = _end_of(ask.due + timedelta(days=rule.link_days))
    ask.save()
    offered = to_choose_from(ask.case)
    if asked.documents:
        enclosures.chosen(ask.case, ask.opaque_id, offered, asked.documents, by=ask.by)
    return ask


def must_be_new(case: Case, to: Ask, questions: Iterable[str], paragraph: str) -> None:
    """Raises Refused where the same questions wait on a case for the same person or body: one query."""
    same = Ask.objects.filter(case=case, state=AskState.WAITING, kind=to.kind, to_email__iexact=to.to_email)
    waits = same.filter(party=to.party, staff=to.staff, organisation=to.organisation)
    wanted = _as_compared(questions)
    for before in waits.order_by("-id"):
        if _as_compared(before.questions) == wanted:
            raise Refused("asked-already", paragraph, made=timezone.localdate(before.asked_at), due=before.due)


def _as_compared(questions: Iterable[str]) -> list[str]:
    """Questions without what a second typing changes: capitals, gaps and the mark at the end."""
    return [" ".join(each.casefold().split()).rstrip(" ?.!") for each in questions]


def to_choose_from(case: Case) -> list[Document]:
    """The checked files of a case that may go with a question: none to be left out, none still to be redacted."""
    return [each for each in enclosures.to_choose_from(case) if not each.mark and not needs_redaction(each)]


def enclosed_with(ask: Ask) -> list[Document]:
    """The papers that whoever was asked may open: none that has since been marked to be redacted first."""
    sent = enclosures.with_letter(ask.opaque_id)
    return [each for each in sent if each.can_be_opened and not needs_redaction(each)]


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
        if given.way in ("link", "code"):
            _receipt(ask, key=key)
    return recording


def came(ask: Ask, key: str) -> bool:
    """Whether this submission stands on the case already."""
    return bool(ask.case.events.filter(key=key).exists())


def said_besides(ask: Ask, given: Given, files: Sequence[Any], *, by: Actor, at: Moment, key: str) -> Recording:
    """Keep on the case what whoever complains sent when their question had been answered or settled already, once.

    Raises :class:`~redress.rules.refusals.Refused` where the case takes nothing in any more, and DocumentRefused.
    """
    with transaction.atomic():
        before = made_before(ask.case_id, key)  # it locks the case
        if before is not None:
            return before
        seen = Case.objects.get(pk=ask.case_id).last_seq
        words = keep.words(ask.case, "information", in_words(ask, given), by=by, at=at)
        action = AddInformation(run=ask.run, words=words.digest, documents=len(files))
        recording = record(ask.case_id, action, by=by, at=at, seen=seen, key=key)
        for file in files:
            documents.take_in(recording.case, file, by=by, purpose="information")
        told = {"who": named(ask), "declined": bool(given.declined)}
        tell_whoever_has_it(ask.case, "ask-answered", told, key)
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


def without_reason() -> str:
    """What stands on the case for whoever does not say why they cannot answer."""
    return _("They gave no reason.")


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
    if people.goes_by_post(ask.party.person):
        return  # they want letters, and their page says that it came
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
