"""Whom may an officer put in charge here, and why can the others not be chosen?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from redress.accounts.actors import holders, people_with_role
from redress.accounts.models import Department, Staff
from redress.cases.bars import barred
from redress.cases.models import Case
from redress.rules.actors import Holder
from redress.rules.case import Case as Fold
from redress.rules.case import Run
from redress.rules.independence import Warned, fit_to_hold
from redress.rules.policy import Policy, Position
from redress.rules.refusals import Refused


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who holds a fitting role: what warns against them, or why they cannot be chosen."""

    person: Staff
    warned: tuple[Warned, ...] = ()
    refused: Refused | None = None


def candidates(
    row: Case,
    fold: Fold,
    run: Run,
    position: Position,
    policy: Policy,
    *,
    on: date,
    department: Department | None = None,
) -> list[Candidate]:
    """Everyone with a role that the position asks for, by name, each judged by the rules of independence.

    Whoever a bar keeps away is left out without a word: that they are complained about is nobody's business.
    With a department, only those whose role reaches it.
    """
    away = barred(row)
    people = [person for person in _with_a_role(row, position.roles, on, department) if person.actor_id not in away]
    return [
        _judged(person, holder, position, fold, run, policy)
        for person, holder in zip(people, holders(people, on), strict=True)
    ]


def _with_a_role(row: Case, roles: Iterable[str], on: date, department: Department | None) -> list[Staff]:
    found: dict[int, Staff] = {}
    for role in roles:
        for person in people_with_role(row.council_id, role, on, department):
            found.setdefault(person.pk, person)
    return sorted(found.values(), key=lambda person: (person.name, person.pk))


def _judged(person: Staff, holder: Holder, position: Position, fold: Fold, run: Run, policy: Policy) -> Candidate:
    try:
        return Candidate(person, warned=fit_to_hold(holder, position, fold, run, policy))
    except Refused as refused:
        return Candidate(person, refused=refused)
