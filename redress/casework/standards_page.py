"""How long may people wait where no clock of a case runs, and how long did they?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from redress import policies
from redress.cases import find
from redress.cases.measured import numbers_given
from redress.cases.models import Case
from redress.casework.officers import for_officers
from redress.rules.policy import Standard


@dataclass(frozen=True, slots=True)
class Kept:
    """One standard and what was measured: how many waits are on record, and their longest or average in minutes."""

    standard: Standard
    waits: int
    measured: float

    @property
    def met(self) -> bool:
        return self.measured <= self.standard.minutes


@for_officers
@require_safe
def standards(request: Any) -> HttpResponse:
    """The council's standards with what was measured of each; a policy without any says so.

    Figures are for everybody, but a case that is kept from somebody counts in none of theirs.
    """
    policy = policies.current(request.council.pk)
    cases = find.not_hidden_from(request.actor, request.council)
    kept = [_kept(standard, cases) for standard in policy.standards]
    return render(request, "casework/standards.html", {"kept": kept, "policy": policy})


def _kept(standard: Standard, cases: QuerySet[Case]) -> Kept:
    waits = numbers_given(cases, standard.step, standard.question)
    if not waits:
        return Kept(standard, 0, 0)
    return Kept(standard, len(waits), max(waits) if standard.measure == "most" else sum(waits) / len(waits))
