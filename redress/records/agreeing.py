"""What is known of whether somebody agrees that another acts for them, and how are they asked?

The step of the policy decides what may be sent; here stand the basis, the date and the evidence of each answer, and
the questions that were asked by link or code.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from redress.cases.models import Case
from redress.cases.standing import standing
from redress.records import codes, tracking
from redress.records.consents import Answer, Basis, Consent, ConsentQuestion
from redress.records.models import Document, Part, Party, Words
from redress.rules.actors import COMPLAINANT, Actor
from redress.rules.policy import AskDay, AskPick, AskWords, AskYesNo, ConsentRule, Step
from redress.rules.recipients import consent_of
from redress.rules.steps import questions_of

__all__ = ["Answer", "Basis", "Consent", "ConsentQuestion"]

_CODE = "consent"

#: The answers by which the way to whoever acts, and from them, is closed.
_CLOSING = (Answer.REFUSED, Answer.NOT_KNOWN, Answer.WITHDRAWN)


def on_record(
    party: Party,
    answer: str,
    *,
    on: date,
    by: Actor,
    basis: str = "",
    document: Document | None = None,
    words: Words | None = None,
    event: int = 0,
) -> Consent:
    """Add what is known now of the consent to this representative; earlier lines stay. ``on`` is a local day."""
    if answer in _CLOSING:
        tracking.end_all(party)  # the way is closed at once: nothing of the case is shown to them either
    return Consent.objects.create(
        council_id=party.case.council_id,
        case=party.case,
        party=party,
        answer=answer,
        basis=basis,
        given_on=on,
        document=document,
        words=words,
        by=by.id,
        event=event,
    )


def acts_no_longer(party: Party) -> bool:
    """Whether somebody who acted for the complainant does so no more: what they send is no act on the case."""
    if party.part != Part.REPRESENTATIVE:
        return False
    last = Consent.objects.filter(party=party).order_by("id").last()
    return party.until is not None or (last is not None and last.answer in _CLOSING)


def implied_for(party: Party, *, by: Actor, on: date) -> Consent | None:
    """Where the policy takes the consent as implied, put that on record; nothing is asked for (KL 4B)."""
    stands = standing(party.case)
    run = stands.run
    if party.part != Part.REPRESENTATIVE or consent_of(stands.case, run, stands.policy) != "implied":
        return None
    return on_record(party, Answer.GIVEN, on=on, by=by, basis=Basis.IMPLIED)


def history_of(case: Case) -> list[Consent]:
    """Everything known of consents on a case, oldest first, with whom each is about and its evidence."""
    return list(Consent.objects.filter(case=case).select_related("party__person", "document", "words"))


def answer_of(rule: ConsentRule, option: str) -> str:
    """What it says of the consent that the step was taken with this option."""
    said = {rule.refused: Answer.REFUSED, rule.not_known: Answer.NOT_KNOWN, rule.withdrawn: Answer.WITHDRAWN}
    return Answer.GIVEN if option in rule.given else said.get(option, Answer.ASKED)


def basis_of(rule: ConsentRule, option: str, by: Actor) -> str:
    """On what a consent rests that was recorded with this option; nothing where it was not given."""
    if option not in rule.given:
        return ""
    theirs = by.kind == COMPLAINANT or (option == rule.confirmed and rule.confirmed != rule.written)
    return Basis.CONFIRMED if theirs else Basis.WRITTEN


def answers_to(step: Step, option: str, *, words: str, on: date, rule: ConsentRule) -> dict[str, str]:
    """The answers with which a step goes on record by itself: ``words`` for words, the day, yes, and the link."""
    asked = questions_of(step, next(each for each in step.options if each.id == option))
    given: dict[str, str] = {}
    for question in asked:
        if isinstance(question, AskWords):
            given[question.id] = words
        elif isinstance(question, AskDay):
            given[question.id] = on.isoformat()
        elif isinstance(question, AskYesNo):
            given[question.id] = question.must_be or "yes"
        elif isinstance(question, AskPick) and rule.method:
            given[question.id] = rule.method
    return given


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was made: its secret link and, for a letter, the code. Both are told only here."""

    question: ConsentQuestion
    secret: str
    code: str


def ask(party: Party, asked: Party, *, way: str, covers: str, by: Actor, days: int) -> Asked:
    """Ask ``asked`` whether ``party`` may act for them, for so many days. An earlier question ends.

    ``way`` is email or letter; only a letter has a code. ValueError for people of different cases.
    """
    if party.case_id != asked.case_id or party.part != Part.REPRESENTATIVE:
        raise ValueError("the question is about somebody who acts in the same case")
    now = timezone.now()
    ConsentQuestion.objects.filter(case=party.case, ended_at=None).update(ended_at=now)
    secret = secrets.token_urlsafe(32)
    code = codes.new_code() if way == "letter" else ""
    case = party.case
    question = ConsentQuestion.objects.create(
        council_id=case.council_id,
        case=case,
        party=party,
        asked=asked,
        way=way,
        covers=covers.strip(),
        link_hash=_hashed(secret),
        code_hash=codes.hashed(_CODE, case.council_id, case.reference, code) if code else "",
        by=by.id,
        expires_at=now + timedelta(days=days),
    )
    return Asked(question, secret, code)


def open_question(case: Case) -> ConsentQuestion | None:
    """The question that can still be answered on this case, if there is one."""
    return ConsentQuestion.objects.filter(case=case, ended_at=None, expires_at__gt=timezone.now()).last()


def asked_on(case: Case) -> list[ConsentQuestion]:
    """Every question about consent that was asked on a case, oldest first."""
    return list(ConsentQuestion.objects.filter(case=case).select_related("party__person", "asked__person"))


def by_link(council: str, secret: str) -> ConsentQuestion | None:
    """The question a link leads to, answered, lapsed or open; none for a wrong link."""
    return _with(council).filter(link_hash=_hashed(secret)).first()


def by_code(council: str, reference: str, typed: str) -> ConsentQuestion | None:
    """The question that a code from a letter opens; none where reference and code do not belong together."""
    if not codes.plain(typed):
        return None
    return _with(council).filter(code_hash=codes.hashed(_CODE, council, reference, typed)).first()


def locked(question: ConsentQuestion) -> ConsentQuestion:
    """The question as it stands now, locked until the caller's transaction ends."""
    return (
        ConsentQuestion.objects.select_for_update(of=("self",))
        .select_related("case", "party__person", "asked__person")
        .get(pk=question.pk)
    )


def question(council: str, pk: int) -> ConsentQuestion | None:
    """One question of a council by its number, as a session remembers it."""
    return _with(council).filter(pk=pk).first()


def can_be_answered(question: ConsentQuestion) -> bool:
    """Whether nobody has answered it and its days are not over."""
    return question.ended_at is None and question.expires_at > timezone.now()


def end(question: ConsentQuestion) -> None:
    """It has been answered, or is not asked any more."""
    question.ended_at = timezone.now()
    question.save(update_fields=["ended_at"])


def _with(council: str) -> QuerySet[ConsentQuestion]:
    found = ConsentQuestion.objects.filter(council_id=council)
    return found.select_related("case", "party__person", "asked__person")


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
