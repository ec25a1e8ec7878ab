"""What becomes of a decision on how the council deals with a person's contacts, beside the step on the case?

The event carries the facts; here the records are told, so that the product applies them from the day they begin.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from redress.accounts.models import Staff
from redress.cases import find
from redress.cases.summary import staff_id
from redress.casework.acting import Doing
from redress.correspondence.restricted import has_come
from redress.records import people, restrictions
from redress.records.models import Part, Party, Words
from redress.rules.events import InformationAdded, Recorded, StepTaken
from redress.rules.policy import AskPick, Option, Policy, Restricts
from redress.rules.refusals import Refused
from redress.rules.steps import questions_of


def can_be_applied(on: Doing, step: str, option: Option, answers: Mapping[str, str]) -> None:
    """Raises Refused where there is nothing to be read, or it would be about somebody who has no part in the case, or
    would end before it begins.
    """
    paragraph = option.paragraph or on.policy.step(step).paragraph
    if option.reads and not restrictions.unread(on.row):
        raise Refused("not-here", paragraph, action=f"step:{step}")
    if option.restricts is None:
        return
    labels = {each.id: each.label for each in questions_of(on.policy.step(step), option)}
    who, until = option.restricts.who, option.restricts.until
    if who and answers.get(who) and _party(on, answers[who]) is None:
        raise Refused("answer-unfit", paragraph, question=labels[who])
    day = answers.get(until, "")
    if day and day < _since(on, option.restricts, answers).isoformat():
        raise Refused("answer-unfit", paragraph, question=labels[until])


def applied(on: Doing, option: Option) -> None:
    """Impose, lift or mark as read, as the option says: within the act, or not at all."""
    if option.restricts is not None:
        entry, taken = _taken(on)
        _impose(on, option.restricts, entry, taken)
    if option.frees:
        restrictions.lift(on.row, what=option.frees, on=on.at.day)
    if option.reads:
        restrictions.mark_read(on.row, found=option.id)


def filed(on: Doing) -> None:
    """Words that came from somebody to whom terms apply go to their named contact, or are filed to be read."""
    entry = find.history(on.row)[-1]
    assert isinstance(entry.event, InformationAdded)
    has_come(on.row, key=on.envelope["key"], on=on.at.day, event=entry.seq, digest=entry.event.words)


def _taken(on: Doing) -> tuple[Recorded, StepTaken]:
    return next((entry, entry.event) for entry in reversed(find.history(on.row)) if isinstance(entry.event, StepTaken))


def _impose(on: Doing, restricts: Restricts, entry: Recorded, taken: StepTaken) -> None:
    given = {answer.question: answer.value for answer in taken.answers}
    party = _party(on, given.get(restricts.who, "") or Part.COMPLAINANT)
    if party is None:
        return
    restrictions.impose(
        party,
        what=restricts.what,
        since=_since(on, restricts, given),
        until=date.fromisoformat(given[restricts.until]),
        event=entry.seq,
        by=on.by.id,
        paragraph=on.policy.step(taken.step).paragraph,
        terms=_terms(on.policy, taken, restricts, given.get(restricts.terms, "")),
        named=_named(on, given.get(restricts.named, "")),
        words=_words(on, given.get(restricts.words, "")),
    )


def _since(on: Doing, restricts: Restricts, given: Mapping[str, str]) -> date:
    return date.fromisoformat(given[restricts.since]) if given.get(restricts.since) else on.at.day


def _party(on: Doing, part: str) -> Party | None:
    return next((party for party in people.parties_of(on.row) if party.part == part), None)


def _terms(policy: Policy, taken: StepTaken, restricts: Restricts, picked: str) -> list[dict[str, str]]:
    """The terms as they were given: their words are kept, whatever the policy calls them later."""
    asked = questions_of(policy.step(taken.step), policy.option(taken.step, taken.option))
    question = next((each for each in asked if each.id == restricts.terms), None)
    if not isinstance(question, AskPick):
        return []
    chosen = [entry for entry in policy.choices(question.list) if entry.id in picked.split(",")]
    return [{"id": each.id, "name": each.name, "hint": each.hint, "effect": each.effect} for each in chosen]


def _named(on: Doing, person: str) -> Staff | None:
    pk = staff_id(person) if person else None
    return Staff.objects.filter(pk=pk, council=on.row.council_id).first() if pk else None


def _words(on: Doing, digest: str) -> Words | None:
    return Words.objects.filter(case=on.row, digest=digest).order_by("-pk").first() if digest else None
