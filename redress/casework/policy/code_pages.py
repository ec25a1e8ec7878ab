"""Where does this council's policy depart from the two Ombudsmen's Codes, and has the council said why?

Comply or explain, for those who own the policy or look over every case of the council.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from redress import policies
from redress.casework.officers import for_officers
from redress.casework.policy.pages import may_compare
from redress.policies.code_files import codes
from redress.rules import departures, phrases
from redress.rules.codes import Provision, Section
from redress.rules.comparing import Comparison, Judged, compare
from redress.rules.policy import Explanation, Policy

#: What a departure from a duty looks like, and one from advice; the words beside it say the same.
COLOURS = {"must": "orange", "should": "blue", "may": "grey"}


@dataclass(frozen=True)
class Row:
    """One provision as the page shows it, with where the policy departs and what its own paragraphs say."""

    judged: Judged
    policy: Policy

    @property
    def provision(self) -> Provision:
        return self.judged.provision

    @property
    def strength(self) -> str:
        return phrases.said(departures.STRENGTHS, self.provision.strength, _).capitalize()

    @property
    def colour(self) -> str:
        return COLOURS[self.provision.strength]

    @property
    def findings(self) -> list[tuple[str, str]]:
        """What the policy and the Code say of each thing, and the paragraph of the policy it stands in."""
        return [
            (departures.sentence(finding, _), phrases.under(finding.paragraph, _)) for finding in self.judged.findings
        ]

    @property
    def paragraphs(self) -> list[tuple[str, str]]:
        """The paragraphs of the policy that the findings rest on, with what they say in our own words."""
        return [(one, self.policy.paragraphs.get(one, "")) for one in self.judged.paragraphs]

    @property
    def doubts(self) -> str:
        return departures.doubts(self.provision, _)

    @property
    def explanation(self) -> Explanation | None:
        return self.judged.explanation


@for_officers
@require_safe
def code(request: Any, code: str) -> HttpResponse:
    """Every departure of the council's policy from one Code, what it keeps, and what it has to explain."""
    policy = policies.current(request.council.pk)
    if not may_compare(request.actor, policy):
        raise PermissionDenied(_("Only those who own the policy or look over every case see how the policy compares."))
    if code not in codes():
        raise Http404
    compared = compare(policy, codes()[code])
    return render(
        request,
        "casework/code.html",
        {
            "code": compared.code,
            "others": [other for other in codes().values() if other.id != code],
            "policy": policy,
            "summary": departures.summary(compared, _),
            "unexplained": len(compared.unexplained),
            "departures": [Row(one, policy) for one in compared.departures],
            "kept": [Row(one, policy) for one in compared.kept],
            "open": _by_section(compared),
        },
    )


def _by_section(compared: Comparison) -> list[tuple[Section, list[Row]]]:
    """What no policy file can show, under the sections of the Code."""
    of = {provision.id: section for section in compared.code.sections for provision in section.provisions}
    found = groupby(compared.open, key=lambda one: of[one.provision.id])
    return [(section, [Row(one, compared.policy) for one in judged]) for section, judged in found]
