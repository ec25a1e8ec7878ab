"""What has the council decided, in the words its policy has for whoever complained, and where can they go?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from redress.intake.councils import contacts
from redress.intake.own import Own
from redress.intake.story import as_known, option_taken
from redress.rules.events import Recorded, StepTaken
from redress.rules.letters import names_ombudsmen
from redress.rules.policy import AskPick, Contact, Elsewhere, Option, Policy, Unknown
from redress.rules.steps import questions_of


@dataclass(frozen=True, slots=True)
class Told:
    """One decision as the person is told of it, with the matters that somebody else deals with and their bodies.

    ``ombudsman``: its letter says that they can go to the Ombudsman.
    """

    text: str
    at: date | datetime
    matters: list[tuple[Elsewhere, list[Contact]]]
    ombudsman: bool


def decisions_told(stands: Own) -> list[Told]:
    """The decisions that the policy has words for, newest first; one that was taken again is told no longer."""
    latest: dict[tuple[str, str], Recorded] = {}
    for entry in reversed(stands.everything):
        if isinstance(entry.event, StepTaken):
            latest.setdefault((entry.run, entry.event.step), entry)
    taken = [(entry, option_taken(entry, stands)) for entry in latest.values()]
    return [_told(entry, option, stands) for entry, option in taken if option is not None and option.public]


def _told(entry: Recorded, option: Option, stands: Own) -> Told:
    policy = stands.book.policy(stands.case.runs[entry.run].policy)
    assert isinstance(entry.event, StepTaken)
    return Told(
        text=option.public,
        at=as_known(stands.case.times[entry.seq]),
        matters=_elsewhere(entry.event, option, policy),
        ombudsman=bool(option.letter) and names_ombudsmen(policy.letter(option.letter).contents),
    )


def ended_with(stands: Own) -> str:
    """What the person is told of the decision by which their run ended; nothing where no decision ended it."""
    mark = stands.run.steps.get(stands.run.ended_by_step)
    if mark is None:
        return ""
    try:
        return stands.policy.option(stands.run.ended_by_step, mark.option).public
    except Unknown:
        return ""


def _elsewhere(taken: StepTaken, option: Option, policy: Policy) -> list[tuple[Elsewhere, list[Contact]]]:
    """The matters that were picked among those that somebody else deals with."""
    asked = [question for question in questions_of(policy.step(taken.step), option) if isinstance(question, AskPick)]
    picked_from = {question.id for question in asked if question.list == "elsewhere"}
    ids = {id for answer in taken.answers if answer.question in picked_from for id in answer.value.split(",")}
    return [(matter, contacts(policy, matter.contacts)) for matter in policy.elsewhere if matter.id in ids]
