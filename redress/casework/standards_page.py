"""How long may people wait where no clock of a case runs, and how long did they?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from redress import policies
from redress.cases.measured import numbers_given
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
    """The council's standards with what was measured of each; a policy without any says so."""
    policy = policies.current(request.council.pk)
    kept = [_kept(standard, request.council.pk) for standard in policy.standards]
    return render(request, "casework/standards.html", {"kept": kept, "policy": policy})


def _kept(standard: Standard, council_id: str) -> Kept:
    waits = numbers_given(council_id, standard.step, standard.question)
    if not waits:
        return Kept(standard, 0, 0)
    return Kept(standard, len(waits), max(waits) if standard.measure == "most" else sum(waits) / len(waits))
