"""How is a step usually taken, where nobody says how? For stories, walks and the printed procedure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from redress.rules.case import Case, Committed, Run
from redress.rules.events import Answer, LetterSent
from redress.rules.moments import Moment
from redress.rules.policy import AskDay, AskNumber, AskPerson, AskPick, AskYesNo, Option, Policy, Question, Step
from redress.rules.steps import COMMITMENTS, options_open, questions_of

WORDS = "digest of words"
ANOTHER_CASE = "case:another"


def usual_option(step: Step, case: Case, run: Run, policy: Policy) -> Option:
    """The first option that settles the step and lets the run go on as it is, else the first that settles it."""
    offered = options_open(step, case, run, policy) or step.options
    settling = [one for one in offered if not step.settled_by or one.id in step.settled_by] or list(offered)
    plain = [one for one in settling if not (one.ends or one.begins or one.enters)]
    return (plain or settling)[0]


def answers(
    step: Step,
    option: Option,
    *,
    case: Case,
    run: Run | None = None,
    policy: Policy,
    at: Moment,
    said: Mapping[str, str] | None = None,
) -> tuple[Answer, ...]:
    """An answer to every compulsory question; ``said`` gives those that are not the usual one, empty for none.

    ``run``: on which run of the case (the main one, unless given); what is kept by it is the commitment made first.
    """
    open_now = (run or case.run()).open_commitments(step.keeps) if step.keeps else ()
    said = said or {}
    found = []
    for question in questions_of(step, option):
        value = said.get(question.id, _usual(question, case, policy, at, open_now) if question.required else "")
        if isinstance(question, AskDay) and question.id not in said and value:
            value = (at.day - _time_before(question, questions_of(step, option))).isoformat()
        if value:
            found.append(Answer(question.id, value))
    return tuple(found)


def _time_before(question: AskDay, asked: tuple[Question, ...]) -> timedelta:
    """How far back a day must lie so that the days that come after it can be given as well."""
    followers = [each for each in asked if isinstance(each, AskDay) and each.after == question.id]
    spans = (_time_before(each, asked) + timedelta(weeks=each.working_days) for each in followers)
    return max(spans, default=timedelta())


def _usual(question: Question, case: Case, policy: Policy, at: Moment, open_now: tuple[Committed, ...]) -> str:
    if isinstance(question, AskPick) and question.list == COMMITMENTS:
        return open_now[0].id if open_now else ""
    if isinstance(question, AskPick):
        return _first(question, case, policy)
    if isinstance(question, AskDay):
        return at.day.isoformat()
    if isinstance(question, AskYesNo):
        return question.must_be or "yes"
    if isinstance(question, AskNumber):
        return "1"
    if isinstance(question, AskPerson):
        return f"staff:{question.roles[0]}"
    return WORDS


def _first(question: AskPick, case: Case, policy: Policy) -> str:
    """The first entry, if possible one that changes nothing about the case."""
    if question.list == "points":
        return case.points[0].id
    if question.list == "contacts":
        return next(iter(policy.contacts))
    choices = policy.choices(question.list)
    return next((one.id for one in choices if not one.flags), choices[0].id)


def other_of(option: Option) -> str:
    """The case that was opened for an option which has one of its own; none for any other."""
    return ANOTHER_CASE if option.opens is not None else ""


def letter_of(option: Option, policy: Policy, *, number: int, drafter: str) -> LetterSent | None:
    """The letter that the option sends, whole; none where it sends none."""
    if not option.letter:
        return None
    contents = tuple(content.id for content in policy.letter(option.letter).contents)
    return LetterSent(option.letter, f"letter:{number}", WORDS, contents, (drafter,))
