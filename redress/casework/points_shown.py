"""What is there to know of each point of a complaint: what it is, whose, what was found of it, and where it went?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from redress.cases.find import Standing
from redress.casework.wording import LANDLORD, Words, named, stage_name
from redress.records import organisations
from redress.records.models import Words as Text
from redress.rules.events import Finding, Point
from redress.rules.letters import ombudsmen_of
from redress.rules.points import NOT_OURS
from redress.rules.policy import Policy
from redress.rules.refusals import Refused

PROVIDERS: Mapping[str, Words] = {
    "council": _("The council"),
    "contractor": _("A contractor"),
    "partner": _("A partner organisation"),
}

RESPONSIBLE: Mapping[str, Words] = {
    "council": _("The council"),
    "other": _("Another body"),
    "shared": _("The council and another body"),
}

NOT_OURS_SAID = _("For another body to answer")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of a point in one stage, why, and what puts it right."""

    stage: str
    outcome: Words
    reason: str
    remedies: list[str]


@dataclass(frozen=True, slots=True)
class PointShown:
    """One point of complaint. ``gone`` is the reference of the case it went to, as far as that may be told."""

    number: str
    heading: str
    subject: str
    service: str
    provider: Words
    organisation: str
    responsible: Words
    body: str
    landlord: Words
    ombudsmen: list[str]
    findings: list[Found]
    moved: bool
    gone: str

    @property
    def title(self) -> str:
        """What it is called beside its number: the few words of whoever settled it, otherwise its kind."""
        return self.heading or self.subject


def points_shown(
    standing: Standing, services: Mapping[str, str], texts: list[Text], references: Mapping[str, str], council_id: str
) -> list[PointShown]:
    """Every point the case ever had, by number; a query where an organisation is named."""
    every = sorted((*standing.case.points, *standing.case.moved), key=lambda point: (len(point.id), point.id))
    ids = (id for point in every for id in (point.organisation, point.body))
    named_bodies = organisations.names_of(council_id, ids)
    words = {each.digest: each.text for each in texts}
    return [_shown(point, standing, services, words, references, named_bodies) for point in every]


def _shown(
    point: Point,
    standing: Standing,
    services: Mapping[str, str],
    words: Mapping[str, str],
    references: Mapping[str, str],
    bodies: Mapping[str, str],
) -> PointShown:
    policy = standing.policy
    return PointShown(
        number=point.id.removeprefix("p"),
        heading=words.get(point.heading, ""),
        subject=named(policy.subjects, point.subject) if point.subject else "",
        service=services.get(point.service, point.service),
        provider=PROVIDERS.get(point.provider, point.provider),
        organisation=bodies.get(point.organisation, ""),
        responsible=RESPONSIBLE[point.responsible],
        body=body_name(point.body, policy, bodies) if point.responsible != "council" else "",
        landlord=LANDLORD[point.landlord],
        ombudsmen=_ombudsmen(point, policy),
        findings=list(_found(point, standing, words)),
        moved=bool(point.moved_to),
        gone=references.get(point.moved_to, ""),
    )


def body_name(body: str, policy: Policy, bodies: Mapping[str, str]) -> str:
    """Another body by name: an organisation of the council's, or a body of the policy's contacts."""
    return bodies.get(body) or (policy.contacts[body].name if body in policy.contacts else "")


def _ombudsmen(point: Point, policy: Policy) -> list[str]:
    try:
        return [policy.contacts[key].name for key in ombudsmen_of((point,), policy)]
    except Refused:
        return []


def _found(point: Point, standing: Standing, words: Mapping[str, str]) -> Iterable[Found]:
    """What was found of a point, in every run and stage: an enquiry beside a complaint finds nothing."""
    for run in standing.case.runs.values():
        policy = standing.book.policy(run.policy)
        for stage, findings in run.findings.items():
            for finding in findings:
                if finding.point == point.id:
                    yield Found(
                        stage=stage_name(policy, run.track, stage),
                        outcome=outcome_name(finding, policy),
                        reason=words.get(finding.reason, ""),
                        remedies=[named(policy.lists.get("remedies", ()), id) for id in finding.remedies],
                    )


def outcome_name(finding: Finding, policy: Policy) -> Any:
    """What was found, in words; of a point that is another body's alone, that it is for them."""
    return NOT_OURS_SAID if finding.outcome == NOT_OURS else named(policy.outcomes, finding.outcome)
