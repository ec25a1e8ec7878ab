"""What may somebody outside the council do: complain, and act on their own complaint?

One function per act. Each is one transaction that keeps the words and files and records the act, so
that all of it is there or nothing is. The public pages and the demonstration use these alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NotRequired, TypedDict, Unpack

from django.db import transaction

from redress import policies
from redress.accounts.models import Council
from redress.cases.models import Case
from redress.cases.record import Recording, open_case, record
from redress.correspondence.restricted import has_come
from redress.design.languages import chosen_language, name_of
from redress.intake import receipts
from redress.intake.answers import NONE_OF_THESE, ORGANISATION, SOMEONE_ELSE, Answers
from redress.intake.own import own_standing
from redress.intake.wording import needs_in_words, part_in_words
from redress.records import adjustments, agreeing, documents, keep, people, tracking
from redress.records.addresses import spaced
from redress.records.models import HeldDocument, Part, Party, Person
from redress.records.taking_in import flags_of_representative, flags_of_subject, point_about
from redress.rules import actions as order
from redress.rules.actors import COMPLAINANT, REPRESENTATIVE, Actor
from redress.rules.moments import Moment
from redress.rules.policy import Policy

WEB = "web"


@dataclass(frozen=True, slots=True)
class Submitted:
    """A complaint that has come in. ``secret`` opens its tracking page, and so does the ``code`` that somebody
    anonymous writes down; both are told only here."""

    case: Case
    reference: str
    secret: str
    party: Party
    code: str = ""


@transaction.atomic
def submit_complaint(
    council: Council,
    answers: Answers,
    *,
    at: Moment,
    key: str,
    held_documents: Iterable[HeldDocument] = (),
    channel: str = WEB,
    recorded_at: datetime | None = None,
) -> Submitted:
    """Take in a complaint as the person gave it; the same ``key`` again gives back the same case.

    ``at`` is when it arrived (an aware instant, or a local day). Raises Refused where the policy does
    not let it in, and PermissionError for a ``recorded_at`` that may not be given.
    """
    policy = policies.current(council.pk)
    sealed = keep.seal(keep.tidy(answers.what_happened))
    helped = answers.for_whom == SOMEONE_ELSE
    writer = _writer(council, answers)
    actor = Actor(kind=REPRESENTATIVE if helped else COMPLAINANT, id=f"person:{writer.pk}")
    action = _receive(council, policy, answers, channel=channel, words=sealed.digest)
    opened = open_case(council, action, by=actor, at=at, key=key, recorded_at=recorded_at)
    if opened.repeated:
        writer.delete()
        return sent_again(opened.case)
    case = opened.case
    party = _join(case, writer, answers)
    adjustments.asked_for(
        writer,
        case,
        policy,
        answers.needs,
        by=actor.id,
        on=at.day,
        details=answers.other_needs,
        language=name_of(writer.language),
    )
    keep.words(case, "complaint", answers.what_happened, by=actor, at=at, sealed=sealed)
    case = party.case = _add_the_rest(
        opened, answers, held_documents, by=actor, at=at, key=key, recorded_at=recorded_at
    )
    agreeing.implied_for(party, by=actor, on=at.day)
    secret = tracking.new_secret(case, party)
    receipts.complaint_received(case, party, secret, key=key)
    has_come(case, key=key, on=at.day)
    code = tracking.new_code(case, party) if answers.is_anonymous else ""
    return Submitted(case, case.reference, secret, party, code)


def _receive(council: Council, policy: Policy, answers: Answers, *, channel: str, words: str) -> order.Receive:
    return order.Receive(
        policy=policy.id,
        channel=channel,
        points=(point_about(council, service=answers.service, landlord=answers.landlord, subject=answers.subject),),
        happened_on=answers.happened_on,
        anonymous=answers.is_anonymous,
        acknowledgeable=answers.can_be_written_to,
        flags=_flags(policy, answers),
        words=words,
    )


def _flags(policy: Policy, answers: Answers) -> tuple[str, ...]:
    """What is special about the complaint: facts that letters and officers go by, never words."""
    flags = [*flags_of_subject(policy, answers.subject)]
    if answers.elsewhere and answers.elsewhere != NONE_OF_THESE:
        flags.append(f"pointed-to-{answers.elsewhere}")
    if answers.for_whom == SOMEONE_ELSE:
        flags += flags_of_representative(policy, answers.part, answers.consent)
    return tuple(flags)


def _writer(council: Council, answers: Answers) -> Person:
    """Whoever fills the form in; somebody anonymous is a person of whom nothing is known."""
    language = chosen_language()
    if answers.is_anonymous:
        return Person.objects.create(council=council, language=language)
    return Person.objects.create(
        council=council,
        name=answers.name,
        email=answers.email,
        telephone=answers.telephone,
        address=answers.address,
        postcode=spaced(answers.postcode),
        uprn=answers.uprn,
        ward=answers.ward,
        preferred=answers.preferred or ("email" if answers.email else "letter"),
        adjustments=needs_in_words(answers),
        language=language,
    )


def _join(case: Case, writer: Person, answers: Answers) -> Party:
    """The parts people play; gives the party of whoever filled the form in."""
    if answers.for_whom == SOMEONE_ELSE:
        people.add(
            case,
            name=answers.their_name,
            email=answers.their_email,
            telephone=answers.their_telephone,
            address=answers.their_address,
            postcode=answers.their_postcode,
            part=Part.COMPLAINANT,
        )
        return people.join(
            case,
            writer,
            part=Part.REPRESENTATIVE,
            capacity=part_in_words(answers.part),
            ward=answers.acting_ward,
            organisation=answers.acting_organisation,
            matter=answers.acting_matter,
        )
    capacity = answers.organisation if answers.for_whom == ORGANISATION else ""
    return people.join(case, writer, part=Part.COMPLAINANT, capacity=capacity)


def _add_the_rest(
    opened: Recording, answers: Answers, held: Iterable[HeldDocument], *, by: Actor, at: Moment, key: str, **more: Any
) -> Case:
    """What came with the complaint: each further text has its own event, which vouches for it."""
    done, case = opened, opened.case
    attached = [documents.attach(each, case, by=by, purpose="complaint") for each in held]
    given = (("outcome-sought", answers.put_right), ("reasons", answers.why_late))
    texts = [(kind, text) for kind, text in given if text]
    for place, (kind, text) in enumerate(texts or [("information", "")] * bool(attached)):
        kept = keep.words(case, kind, text, by=by, at=at)
        action = order.AddInformation(words=kept.digest, documents=0 if place else len(attached))
        done = record(case.pk, action, by=by, at=at, seen=done.seq, key=f"{key}:{kind}", **more)
    return done.case


def sent_again(case: Case) -> Submitted:
    """The same submission once more: the same case, with a new secret, for the first cannot be read again."""
    party = people.correspondent_of(case)
    assert party is not None
    code = tracking.new_code(case, party) if case.anonymous else ""
    return Submitted(case, case.reference, tracking.new_secret(case, party), party, code)


# --- on a complaint that is there already --------------------------------------------------------


def actor_of(party: Party) -> Actor:
    """The complainant or the representative as the rules know them."""
    return Actor(kind=REPRESENTATIVE if party.part == Part.REPRESENTATIVE else COMPLAINANT, id=party.actor_id)


class Envelope(TypedDict):
    """When it happened, the last event the person had seen, and the key of their submission.

    Only seeds may give ``recorded_at``.
    """

    at: Moment
    seen: int
    key: str
    recorded_at: NotRequired[datetime | None]


@transaction.atomic
def add_information(party: Party, text: str, *, files: Sequence[Any] = (), **envelope: Unpack[Envelope]) -> Recording:
    """Send more words or files. Raises Refused, and DocumentRefused for a file that may not be sent."""
    count = len(files)
    done = _act(party, "information", text, lambda words: order.AddInformation(words=words, documents=count), envelope)
    if not done.repeated:
        for file in files:
            documents.take_in(done.case, file, by=actor_of(party), purpose="information")
    return done


@transaction.atomic
def withdraw(party: Party, text: str = "", **envelope: Unpack[Envelope]) -> Recording:
    """Take the complaint back, with or without saying why. Raises Refused and MovedOn."""
    return _act(party, "reasons", text, lambda words: order.Withdraw(reason=words), envelope)


@transaction.atomic
def ask_for_stage_two(
    party: Party, reasons: str = "", *, channel: str = WEB, **envelope: Unpack[Envelope]
) -> Recording:
    """Ask for the next stage. Raises Refused (also for reasons that the policy demands) and MovedOn."""
    done = _act(
        party, "reasons", reasons, lambda words: order.RequestNextStage(reasons=words, channel=channel), envelope
    )
    if not done.repeated:
        receipts.request_received(done.case, party, key=envelope["key"])
    return done


@transaction.atomic
def give_reasons(party: Party, text: str, **envelope: Unpack[Envelope]) -> Recording:
    """Give the reasons that a request for the next stage lacked. Raises Refused and MovedOn."""
    return _act(party, "reasons", text, lambda words: order.GiveReasons(reasons=words), envelope)


@transaction.atomic
def ask_for_help(party: Party, text: str, **envelope: Unpack[Envelope]) -> Recording:
    """Ask for help or an adjustment. Raises Refused."""
    return _act(party, "help", text, lambda words: order.AskForHelp(words=words), envelope)


def _act(party: Party, kind: str, text: str, action_of: Callable[[str], order.Action], envelope: Envelope) -> Recording:
    """Record an act whose one text is vouched for by its event, and keep the text."""
    by = actor_of(party)
    sealed = keep.seal(keep.tidy(text))
    on = own_standing(party.case).run.id
    done = record(party.case_id, replace(action_of(sealed.digest), run=on), by=by, **envelope)
    if not done.repeated:
        keep.words(done.case, kind, text, by=by, at=envelope["at"], sealed=sealed)
        event = done.seq if kind == "information" else 0
        has_come(done.case, key=envelope["key"], on=envelope["at"].day, event=event, digest=sealed.digest)
    return done
