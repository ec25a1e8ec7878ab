"""Where does a council's policy depart from an Ombudsman's Code, and has the council said why?

Pure: a policy and a Code go in, a verdict on every provision comes out. Every limit stands in one of the two
files. What was found is put into words by ``rules.departures``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from redress.rules.codes import Code, Provision
from redress.rules.measures import Finding, findings
from redress.rules.policy import Explanation, Policy

Verdict = Literal["departs", "kept", "open"]

#: The order in which departures are read: what binds hardest comes first.
STRENGTHS = ("must", "should", "may")


@dataclass(frozen=True, slots=True)
class Judged:
    """One provision of a Code against a policy.

    ``verdict``: the policy departs from it; keeps it, as far as a policy file shows; or no file can show it
    (``open``), and the council says how it does it. ``explanation`` is the council's own, if it gave one.
    """

    provision: Provision
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    explanation: Explanation | None = None

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of the policy that the findings rest on."""
        return tuple(dict.fromkeys(finding.paragraph for finding in self.findings if finding.paragraph))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A policy against a whole Code, in the order of the Code."""

    policy: Policy
    code: Code
    judged: tuple[Judged, ...]

    @property
    def departures(self) -> tuple[Judged, ...]:
        """Every departure, those from a duty first, otherwise in the order of the Code."""
        found = (one for one in self.judged if one.verdict == "departs")
        return tuple(sorted(found, key=lambda one: STRENGTHS.index(one.provision.strength)))

    @property
    def unexplained(self) -> tuple[Judged, ...]:
        """The departures for which the council has given no explanation."""
        return tuple(one for one in self.departures if one.explanation is None)

    @property
    def kept(self) -> tuple[Judged, ...]:
        """The provisions that the policy keeps, as far as its file shows."""
        return tuple(one for one in self.judged if one.verdict == "kept")

    @property
    def open(self) -> tuple[Judged, ...]:
        """The provisions that no policy file can show, for the council to explain."""
        return tuple(one for one in self.judged if one.verdict == "open")


def compare(policy: Policy, code: Code) -> Comparison:
    """Every provision of the Code judged against the policy, each with the council's explanation if it gave one."""
    explained = {one.provision: one for one in policy.explanations if one.code == code.id}
    judged = (_judged(provision, policy, code, explained) for provision in code.provisions)
    return Comparison(policy, code, tuple(judged))


def _judged(provision: Provision, policy: Policy, code: Code, explained: Mapping[str, Explanation]) -> Judged:
    found = tuple(finding for measure in provision.measures for finding in findings(measure, policy, code))
    verdict: Verdict = "open" if not provision.measures else "departs" if found else "kept"
    return Judged(provision, verdict, found, explained.get(provision.id))
