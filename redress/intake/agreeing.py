"""What follows when somebody answers whether another may act for them?

The answer is taken as the step that the policy asks for, with the words as its evidence, by the complainant themselves.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from redress.cases.models import Case
from redress.cases.record import record
from redress.cases.standing import standing
from redress.correspondence.compose import compose
from redress.correspondence.letters import approve
from redress.correspondence.notices import notify, tell_whoever_has_it
from redress.intake.links import tracking_link
from redress.records import agreeing, keep, tracking
from redress.records.agreeing import ConsentQuestion
from redress.records.models import Words
from redress.rules.actions import TakeStep
from redress.rules.actors import COMPLAINANT, Actor
from redress.rules.case import Run
from redress.rules.events import Answer, LetterSent
from redress.rules.moments import Moment
from redress.rules.policy import AskWords, ConsentRule, Policy, Step
from redress.rules.recipients import consent_of, rule_of
from redress.rules.steps import questions_of

YES, NO, NOT_KNOWN, NO_LONGER = "yes", "no", "not-known", "no-longer"


def stands(question: ConsentQuestion) -> str:
    """How the consent stands that this question is about; nothing where somebody else acts by now."""
    if question.party.until is not None:
        return ""
    case, run, policy, _rule = _where(question.case)
    return consent_of(case, run, policy)


@transaction.atomic
def answer(
    question: ConsentQuestion,
    said: str,
    *,
    own_words: str = "",
    at: Moment,
    key: str,
    recorded_at: datetime | None = None,
) -> bool:
    """Put the answer on record; false where the question cannot be answered any more. Raises Refused.

    ``no-longer`` ends a consent that was given with this question, until its days are over.
    """
    question = agreeing.locked(question)
    still = question.expires_at > timezone.now() if said == NO_LONGER else agreeing.can_be_answered(question)
    if not still or question.party.until is not None:
        return False
    fold, run, policy, rule = _where(question.case)
    if said == NO_LONGER and consent_of(fold, run, policy) != "given":
        return False
    option = {YES: rule.confirmed, NO: rule.refused, NOT_KNOWN: rule.not_known, NO_LONGER: rule.withdrawn}[said]
    by = Actor(kind=COMPLAINANT, id=question.asked.actor_id)
    evidence = statement(question, said, own_words)
    step = policy.step(rule.step)
    given = agreeing.answers_to(step, option, words=evidence, on=at.day, rule=rule)
    kept, words = _kept(question.case, step, option, given, evidence, by=by, at=at)
    letter = _letter(question, step, option, given, by=by, at=at, key=key, run=run)
    action = TakeStep(run=run.id, step=step.id, option=option, answers=kept, letter=letter)
    done = record(question.case_id, action, by=by, at=at, seen=fold.seq, key=key, recorded_at=recorded_at)
    if not done.repeated:
        agreeing.on_record(
            question.party,
            agreeing.answer_of(rule, option),
            on=at.day,
            by=by,
            basis=agreeing.basis_of(rule, option, by),
            words=words,
            event=done.seq,
        )
        agreeing.end(question)
        _tell(question, said, key=key)
    return True


def statement(question: ConsentQuestion, said: str, own_words: str) -> str:
    """What the person said, in full: it is the evidence."""
    names = {"name": question.party.person.name, "complainant": question.asked.person.name}
    sentences = {
        YES: _("%(complainant)s agrees that %(name)s acts for them and may be told what we hold about this complaint."),
        NO: _("%(complainant)s does not agree that %(name)s acts for them."),
        NOT_KNOWN: _("%(complainant)s did not know that %(name)s has complained for them."),
        NO_LONGER: _("%(complainant)s no longer agrees that %(name)s acts for them."),
    }
    how = _("Answered on our website, with the link or code that we sent.")
    return "\n\n".join(filter(None, [sentences[said] % names, own_words.strip(), how]))


def _where(row: Case):  # type: ignore[no-untyped-def]
    """The case, the run on which somebody acts, its policy and what that says of consent."""
    whole = standing(row)
    found: list[tuple[Run, Policy, ConsentRule]] = []
    for run in whole.case.runs.values():
        policy = whole.book.policy(run.policy)
        rule = rule_of(run, policy)
        if rule is not None:
            found.append((run, policy, rule))
    still_open = [each for each in found if not each[0].ended] or found
    run, policy, rule = still_open[-1]
    return whole.case, run, policy, rule


def _kept(
    case: Case, step: Step, option: str, given: dict[str, str], evidence: str, *, by: Actor, at: Moment
) -> tuple[tuple[Answer, ...], Words | None]:
    """The answers as the event carries them, and the words that are the evidence."""
    chosen = next(each for each in step.options if each.id == option)
    wordy = {each.id for each in questions_of(step, chosen) if isinstance(each, AskWords)}
    sealed = keep.words(case, "decision", evidence, by=by, at=at)
    answers = tuple(Answer(id, sealed.digest if id in wordy else value) for id, value in given.items())
    return answers, Words.objects.filter(pk=sealed.id).first()


def _letter(
    question: ConsentQuestion,
    step: Step,
    option: str,
    given: dict[str, str],
    *,
    by: Actor,
    at: Moment,
    key: str,
    run: Run,
) -> LetterSent | None:
    """The letter that the policy sends with this answer, if it sends one."""
    chosen = next(each for each in step.options if each.id == option)
    if not chosen.letter or not run.acknowledgeable:
        return None
    facts = {"step": step.id, "option": option, "answers": given}
    composed = compose(
        question.case,
        chosen.letter,
        written={},
        by_staff=None,
        facts=facts,
        at=at,
        run=run.id,  # type: ignore[arg-type]
    )
    _sent, event = approve(question.case, composed, key=key, by=by)
    return event


def _tell(question: ConsentQuestion, said: str, *, key: str) -> None:
    """Word to whoever has the case, and to whoever acts where they may go on."""
    tell_whoever_has_it(question.case, "consent-answered", {}, key)
    if said == YES:
        person = question.party.person
        secret = tracking.new_secret(question.case, question.party)
        link = tracking_link(question.council_id, question.case.reference, secret)
        notify(question.case, person.email, "consent-given", {}, key, to_name=person.name, link=link)
