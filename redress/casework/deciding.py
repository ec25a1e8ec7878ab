"""Which decisions and checks of the policy wait on a run, for whom, and which can this officer take beside them?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from redress.cases.find import Standing
from redress.cases.models import Case
from redress.casework.steps.desk import not_to_be_taken, option_name
from redress.rules import phrases, steps
from redress.rules.actors import Actor
from redress.rules.case import Run
from redress.rules.decide import refusal_of
from redress.rules.letters import flags_of
from redress.rules.policy import Policy, Step
from redress.rules.refusals import Refused
from redress.rules.wording import sentence

#: What has no place on this run or at this stage is not shown as closed: it would never end.
_ELSEWHERE = frozenset(("wrong-stage", "not-here", "run-ended", "no-such-move", "step-taken"))


@dataclass(frozen=True, slots=True)
class StepWay:
    """One step on one run: its page where it is open to this officer, who is asked where it waits, how it was taken.

    ``href`` is empty where it is not open; ``refused`` then says why.
    """

    title: str
    question: str
    paragraph: str
    href: str
    refused: str
    asked: str
    owed: bool
    taken: str
    at: date | datetime | None
    by: str

    @property
    def done(self) -> bool:
        """Taken, and nobody waits for it any more."""
        return bool(self.taken) and not self.owed


@dataclass(frozen=True, slots=True)
class Checklist:
    """The checks that stand together under one heading."""

    name: str
    checks: list[StepWay]

    @property
    def done(self) -> int:
        """How many of them are done."""
        return sum(check.done for check in self.checks)

    @property
    def open(self) -> list[StepWay]:
        """Those that this officer can do and nobody has done."""
        return [check for check in self.checks if check.href and not check.done]


@dataclass(frozen=True, slots=True)
class Deciding:
    """The steps of one run: what waits, what else this officer can decide, the checks, and what is closed to them."""

    owed: list[StepWay]
    optional: list[StepWay]
    checklists: list[Checklist]
    closed: list[StepWay]


def deciding(
    row: Case, standing: Standing, run: Run, actor: Actor, names: Mapping[str, str], *, several: bool
) -> Deciding:
    """Every step that has a place on this run now. It asks the database nothing: ``names`` are those of the people."""
    policy = standing.book.policy(run.policy)
    asked = {step.id: _asked(step, standing, run, policy) for step in steps.owed(standing.case, run, policy)}
    found = []
    for step in policy.steps:
        refused = _refused(step, standing, run, policy, actor)
        if refused is None or step.id in asked or refused.code not in _ELSEWHERE or _is_done_check(step, run):
            found.append((step, _way(row, step, run, policy, refused, names, asked=asked, several=several)))
    checks = dict.fromkeys(step.checklist for step, _way_ in found if step.checklist)
    decisions = [(step, way) for step, way in found if not step.checklist]
    return Deciding(
        owed=[way for _step, way in decisions if way.owed],
        optional=[way for _step, way in decisions if way.href and not way.owed],
        checklists=[Checklist(name, [way for step, way in found if step.checklist == name]) for name in checks],
        closed=[way for _step, way in decisions if not way.href and not way.owed],
    )


def _refused(step: Step, standing: Standing, run: Run, policy: Policy, actor: Actor) -> Refused | None:
    if not policy.moves_for(run.track, f"step:{step.id}"):
        return Refused("no-such-move", step.paragraph, action=f"step:{step.id}")
    refused = refusal_of(standing.case, f"step:{step.id}", by=actor, book=standing.book, run=run.id)
    return refused or not_to_be_taken(step, standing.case, run, policy)


def _is_done_check(step: Step, run: Run) -> bool:
    return bool(step.checklist) and step.id in run.steps


def _way(
    row: Case,
    step: Step,
    run: Run,
    policy: Policy,
    refused: Refused | None,
    names: Mapping[str, str],
    *,
    asked: Mapping[str, str],
    several: bool,
) -> StepWay:
    mark = run.steps.get(step.id)
    address = reverse("casework:step", kwargs={"reference": row.reference, "step": step.id})
    return StepWay(
        title=step.name,
        question=step.question,
        paragraph=phrases.under(step.paragraph, _),
        href="" if refused else f"{address}?{urlencode({'run': run.id})}" if several else address,
        refused=sentence(refused, policy, _) if refused else "",
        asked=asked.get(step.id, ""),
        owed=step.id in asked,
        taken=option_name(policy, step.id, mark.option) if mark else "",
        at=(mark.at.instant or mark.at.day) if mark else None,
        by=names.get(mark.by, "") if mark else "",
    )


def _asked(step: Step, standing: Standing, run: Run, policy: Policy) -> str:
    """Who must take it: the roles of the rows of the table that stand open here."""
    flags = flags_of(standing.case, run, policy)
    here = dict.fromkeys(role for move in steps.rows_of(step, run, policy, flags) for role in move.by)
    return phrases.either((phrases.role_name(policy, role, _) for role in here), _)
