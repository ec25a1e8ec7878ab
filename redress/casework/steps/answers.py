"""How is the answer to a question of a step given to the rules, and how is it said again in words?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from redress.accounts.models import Staff
from redress.cases.bars import barred
from redress.casework.acting import Doing
from redress.casework.wording import named
from redress.correspondence.answered import amount
from redress.design.templatetags.design import long_date
from redress.rules.events import Answer, Point, StepTaken
from redress.rules.policy import (
    AskDay,
    AskNumber,
    AskPerson,
    AskPick,
    AskWords,
    AskYesNo,
    Choice,
    Option,
    Policy,
    Question,
    Step,
    Unknown,
)
from redress.rules.refusals import Refused
from redress.rules.steps import COMMITMENTS, questions_of

#: What may be answered: words, a date, a number, yes or no, a member of staff, or the ids of what is picked.
Given = str | date | int | bool | Staff | Iterable[str] | None


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers as the event carries them, and as a letter can print them: words instead of their digests."""

    kept: tuple[Answer, ...]
    said: Mapping[str, str]


def option_chosen(step: Step, id: str) -> Option:
    """The option of this id. Raises Refused where the step has none."""
    found = next((option for option in step.options if option.id == id), None)
    if found is None:
        raise Refused("option-closed", step.paragraph, step=step.id, option=id)
    return found


def answers_kept(on: Doing, step: Step, option: Option, given: Mapping[str, Given]) -> Answers:
    """Keep the words and give every answer as the rules take it. ValueError for a question that is not asked."""
    asked = {question.id: question for question in questions_of(step, option)}
    if set(given) - set(asked):
        raise ValueError(f"{step.id} does not ask {sorted(set(given) - set(asked))}")
    said = {id: value for id in asked if (value := _value(on, asked[id], given.get(id)))}
    kept = tuple(
        Answer(id, on.words("decision", value) if isinstance(asked[id], AskWords) else value)
        for id, value in said.items()
    )
    return Answers(kept, said)


def _value(on: Doing, question: Question, given: Given) -> str:
    if given is None or given == "":
        return ""
    if isinstance(given, bool):
        return "yes" if given else "no"
    if isinstance(given, Staff):
        if given.actor_id in barred(on.row):
            raise Refused("person-cannot-take-this-case", on.policy.conflicts_paragraph)
        return given.actor_id
    if isinstance(given, date):
        return given.isoformat()
    if isinstance(given, (str, int)):
        return str(given).strip() if isinstance(question, AskWords) else str(given)
    return ",".join(given)


# --- in words -------------------------------------------------------------------------------------


def question_of(policy: Policy, taken: StepTaken, id: str) -> Question | None:
    """The question that was answered; none where this version of the policy does not ask it."""
    try:
        asked = questions_of(policy.step(taken.step), policy.option(taken.step, taken.option))
    except Unknown:
        return None
    return next((question for question in asked if question.id == id), None)


def picked_from(question: AskPick, policy: Policy, points: Iterable[Point]) -> list[Choice]:
    """What can be picked: entries of a list of the policy, the points of the case, or bodies of the contacts list."""
    if question.list == "points":
        return [Choice(id=point.id, name=_point_name(point, policy), paragraph="") for point in points]
    if question.list == "contacts":
        bodies = policy.contacts.items()
        return [Choice(id=key, name=body.name, paragraph="", hint=body.purpose) for key, body in bodies]
    try:
        return list(policy.choices(question.list))
    except Unknown:
        return []


def _point_name(point: Point, policy: Policy) -> str:
    number = point.id.removeprefix("p")
    if not point.subject:
        return _("Point %(number)s") % {"number": number}
    return _("Point %(number)s: %(subject)s") % {"number": number, "subject": named(policy.subjects, point.subject)}


def in_words(
    question: Question, value: str, *, policy: Policy, points: Iterable[Point], people: Mapping[str, str]
) -> str:
    """One answer as it is told to officers; empty for words, which stand beside it as they were written."""
    if isinstance(question, AskPick) and question.list == COMMITMENTS:
        return "; ".join(_("entry %(seq)s of the timeline") % {"seq": seq} for seq in value.split(","))
    if isinstance(question, AskPick):
        entries = picked_from(question, policy, points)
        return "; ".join(named(entries, id) for id in value.split(","))
    if isinstance(question, AskYesNo):
        return _("Yes") if value == "yes" else _("No")
    if isinstance(question, AskPerson):
        return people.get(value, _("somebody"))
    if isinstance(question, AskNumber):
        return amount(question, value)
    if isinstance(question, AskDay):
        return long_date(date.fromisoformat(value))
    return ""
