"""What is on record of every Ombudsman who looks at a case: who, which reference, which dates, what they decided?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from redress.cases.find import Standing
from redress.casework.acts import OMBUDSMAN_TRACK
from redress.casework.explained import policy_of
from redress.casework.steps.answers import in_words, question_of
from redress.casework.steps.desk import option_name
from redress.casework.timeline import People, shown
from redress.design.templatetags.design import long_date
from redress.records.models import Words
from redress.rules.case import Committed, Run
from redress.rules.events import OmbudsmanResponded, Received, StepTaken
from redress.rules.policy import AskWords, Choice, Policy, Step
from redress.rules.steps import confirmations

#: The steps of the policy that make up the record, by what they say of it.
DETAILS, DETERMINATION, FINDING = "ombudsman-details", "determination", "ombudsman-finding"


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something that the council is to do by a date: what, who, until when, and what proved it."""

    what: str
    who: str
    day: date
    kept: date | datetime | None
    ended: str
    proof: str
    late: bool
    prove_at: str


@dataclass(slots=True)
class Enquiry:
    """One approach of an Ombudsman, as it is shown on the case."""

    run: str
    received: date | datetime
    answered: date | datetime | None
    asked: str
    replied: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    decision: list[tuple[str, str]] = field(default_factory=list)
    findings: list[tuple[str, str]] = field(default_factory=list)
    to_do: list[ToDo] = field(default_factory=list)


def enquiries_of(standing: Standing, texts: list[Words], people: People, today: date, reference: str) -> list[Enquiry]:
    """Every run of the Ombudsman's track, in order; it asks the database nothing."""
    runs = [run for run in standing.case.runs.values() if run.track == OMBUDSMAN_TRACK]
    words = {each.digest: each.text for each in texts}
    return [_enquiry(standing, run, words, people, today, reference) for run in runs]


def digests_of(standing: Standing) -> set[str]:
    """The digests of what an Ombudsman asked and was answered: none of it is the complainant's own words."""
    found: set[str] = set()
    for entry in standing.history:
        if standing.case.runs[entry.run].track != OMBUDSMAN_TRACK:
            continue
        if isinstance(entry.event, Received):
            found.add(entry.event.words)
        elif isinstance(entry.event, OmbudsmanResponded):
            found.add(entry.event.letter)
    return found


def contact_is_theirs(standing: Standing) -> bool:
    """Whether an Ombudsman is involved and the policy wants every letter to the complainant confirmed (KL 9)."""
    book, case = standing.book, standing.case
    return any(
        confirmations(case, run, book.policy(run.policy)) for run in case.runs.values() if _open_beside(case, run)
    )


def _open_beside(case: Any, run: Run) -> bool:
    return any(other.track == OMBUDSMAN_TRACK and not other.ended for other in case.runs.values() if other is not run)


def commitments_to_pick(standing: Standing, run: Run, step: Step, texts: list[Words]) -> list[Choice]:
    """What is still to be done by a date on the run, in the words in which it was asked for."""
    words = {each.digest: each.text for each in texts}
    policy = standing.book.policy(run.policy)
    return [
        Choice(
            id=each.id,
            name=_what(standing, each, policy, words),
            paragraph="",
            hint=_("By %(day)s") % {"day": long_date(each.day)},
        )
        for each in run.open_commitments(step.keeps)
    ]


def _what(standing: Standing, each: Committed, policy: Policy, words: dict[str, str]) -> str:
    """The words in which a commitment is told apart; its number where there are none."""
    commits = policy.step(each.step).commits
    taken = standing.history[int(each.id) - 1].event
    digest = _answer(taken, commits.what) if commits and isinstance(taken, StepTaken) else ""
    return words.get(digest) or _("Entry %(seq)s of the timeline") % {"seq": each.id}


def _answer(taken: StepTaken, question: str) -> str:
    return next((each.value for each in taken.answers if each.question == question), "")


def _enquiry(
    standing: Standing, run: Run, words: dict[str, str], people: People, today: date, reference: str
) -> Enquiry:
    policy = policy_of(standing, run.id)
    entries = [entry for entry in standing.history if entry.run == run.id]
    answered = run.milestone("ombudsman-answered")
    found = Enquiry(
        run=run.id,
        received=shown(run.received),
        answered=shown(answered.at) if answered else None,
        asked=next((words.get(each.event.words, "") for each in entries if isinstance(each.event, Received)), ""),
        replied=next(
            (words.get(each.event.letter, "") for each in entries if isinstance(each.event, OmbudsmanResponded)), ""
        ),
    )
    latest = {each.event.step: each.event for each in entries if isinstance(each.event, StepTaken)}
    found.facts = _told(latest.get(DETAILS), _("Who"), policy, standing, people, words)
    found.decision = _told(latest.get(DETERMINATION), _("Who"), policy, standing, people, words)[1:]
    for entry in entries:
        if isinstance(entry.event, StepTaken) and entry.event.step == FINDING:
            said = dict(_told(entry.event, "", policy, standing, people, words)[1:])
            found.findings.append((next(iter(said.values()), ""), "; ".join(filter(None, list(said.values())[1:]))))
    kept = [entry for entry in entries if isinstance(entry.event, StepTaken) and entry.event.keeps]
    for each in run.commitments.values():
        found.to_do.append(_to_do(each, kept, policy, standing, people, words, today, reference, run.id))
    return found


def _to_do(
    each: Committed,
    kept: list[Any],
    policy: Policy,
    standing: Standing,
    people: People,
    words: dict[str, str],
    today: date,
    reference: str,
    run: str,
) -> ToDo:
    proved = next((entry.event for entry in kept if each.id in entry.event.keeps), None)
    proofs = [words.get(answer.value, "") for answer in proved.answers] if proved else []
    prove = next((step.id for step in policy.steps if step.keeps == each.step), "")
    address = reverse("casework:step", kwargs={"reference": reference, "step": prove})
    return ToDo(
        what=_what(standing, each, policy, words),
        who=people.names.get(each.owner, ""),
        day=each.day,
        kept=shown(each.kept.at) if each.kept else None,
        ended=option_name(policy, proved.step, proved.option) if proved else "",
        proof=" ".join(filter(None, proofs)),
        late=(each.kept.at.day if each.kept else today) > each.day,
        prove_at="" if proved else f"{address}?{urlencode({'run': run})}",
    )


def _told(
    taken: StepTaken | None, first: str, policy: Policy, standing: Standing, people: People, words: dict[str, str]
) -> list[tuple[str, str]]:
    """What a step says: its option first, then each answer beside its question; nothing if it was never taken."""
    if taken is None:
        return []
    told = [(first, option_name(policy, taken.step, taken.option))]
    for answer in taken.answers:
        question = question_of(policy, taken, answer.question)
        if question is None:
            continue
        points = standing.case.points
        said = (
            words.get(answer.value, "")
            if isinstance(question, AskWords)
            else in_words(question, answer.value, policy=policy, points=points, people=people.names)
        )
        told.append((question.label, said))
    return told
