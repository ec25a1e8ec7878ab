"""What has been decided and checked on a case, with which answers, and which marks does it carry because of it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from redress.cases.find import Standing
from redress.casework.explained import policy_of
from redress.casework.steps.answers import in_words, question_of
from redress.casework.steps.desk import option_name, step_name
from redress.casework.steps.effects import flag_name
from redress.casework.timeline import Beside, People, shown
from redress.correspondence.models import Letter
from redress.records.models import Words
from redress.rules.case import Run
from redress.rules.events import Answer, Recorded, StepTaken
from redress.rules.policy import AskWords, Policy, Unknown


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer: what was asked, and what was said; words as they were written."""

    label: str
    said: str
    words: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """One step as it was taken. ``last``: it has not been taken again on this run since."""

    seq: int
    name: str
    option: str
    answers: list[Answered]
    at: date | datetime
    by: str
    paragraph: str
    letter: Letter | None
    last: bool


def decisions_of(standing: Standing, people: People, beside: Beside) -> dict[str, list[Decision]]:
    """Every step that was taken, by run, latest first; it asks the database nothing.

    A check that was only ticked off is told by its checklist alone.
    """
    words = {row.digest: row for row in beside.words}
    letters = {letter.opaque_id: letter for letter in beside.letters}
    found: dict[str, list[Decision]] = {run: [] for run in standing.case.runs}
    for entry in reversed(standing.history):
        if isinstance(entry.event, StepTaken) and not _only_ticked_off(entry.event, policy_of(standing, entry.run)):
            found[entry.run].append(_decision(entry, entry.event, standing, people, words, letters))
    return {run: decisions for run, decisions in found.items() if decisions}


def _only_ticked_off(taken: StepTaken, policy: Policy) -> bool:
    check = any(step.id == taken.step and step.checklist for step in policy.steps)
    return check and not taken.answers and taken.letter is None


def _decision(
    entry: Recorded,
    taken: StepTaken,
    standing: Standing,
    people: People,
    words: dict[str, Words],
    letters: dict[str, Letter],
) -> Decision:
    policy = policy_of(standing, entry.run)
    mark = standing.case.runs[entry.run].steps[taken.step]
    return Decision(
        seq=entry.seq,
        name=step_name(policy, taken.step),
        option=option_name(policy, taken.step, taken.option),
        answers=[_answered(answer, taken, policy, standing, people, words) for answer in taken.answers],
        at=shown(standing.case.times[entry.seq]),
        by=people.who(entry, policy),
        paragraph=_paragraph(policy, taken),
        letter=letters.get(taken.letter.id) if taken.letter else None,
        last=mark.seq == entry.seq or stands_beside(policy, taken.step),
    )


def stands_beside(policy: Policy, step: str) -> bool:
    """Whether each taking of the step is an item of its own, which a later one does not replace."""
    return any(each.id == step and each.items for each in policy.steps)


def _answered(
    answer: Answer, taken: StepTaken, policy: Policy, standing: Standing, people: People, words: dict[str, Words]
) -> Answered:
    question = question_of(policy, taken, answer.question)
    if question is None:
        return Answered(answer.question.replace("-", " ").capitalize(), answer.value)
    if isinstance(question, AskWords):
        kept = words.get(answer.value)
        return Answered(question.label, kept.text if kept else "", words=True)
    points = (*standing.case.points, *standing.case.moved)
    return Answered(question.label, in_words(question, answer.value, policy=policy, points=points, people=people.names))


def _paragraph(policy: Policy, taken: StepTaken) -> str:
    try:
        return policy.option(taken.step, taken.option).paragraph or policy.step(taken.step).paragraph
    except Unknown:
        return ""


# --- marks ---------------------------------------------------------------------------------------


def marks_of(standing: Standing) -> list[str]:
    """What the runs carry because somebody decided or chose it, in words; that it is confidential is said elsewhere."""
    names: dict[str, str] = {}
    for run in standing.case.runs.values():
        policy = standing.book.policy(run.policy)
        names |= {flag: _mark(policy, flag) for flag in sorted(_carried(standing, run, policy))}
    return list(names.values())


def _carried(standing: Standing, run: Run, policy: Policy) -> frozenset[str]:
    about = {point.subject for point in standing.case.points}
    of_subjects = {flag for subject in policy.subjects if subject.id in about for flag in subject.flags}
    return frozenset(((run.flags & frozenset(_known(policy))) | of_subjects) - {"confidential"})


def _known(policy: Policy) -> Iterator[str]:
    """The marks that a choice or an option of the policy makes."""
    for step in policy.steps:
        for option in step.options:
            yield from option.flags
    for entries in (policy.subjects, *policy.lists.values()):
        for entry in entries:
            yield from entry.flags


def _mark(policy: Policy, flag: str) -> str:
    """The name of the entry that the mark is called after; the mark itself in words where there is none."""
    entries = (entry for entries in policy.lists.values() for entry in entries)
    return next((entry.name for entry in entries if entry.id == flag), flag_name(flag))
