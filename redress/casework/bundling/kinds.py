"""For whom may a bundle be made, by whom, and what goes into each kind?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from redress import policies
from redress.cases.find import Standing
from redress.cases.models import Case
from redress.casework.acts import OMBUDSMAN_TRACK
from redress.records.bundled import BundleKind
from redress.rules.actors import Actor

#: Every part of a bundle, in the order in which they are bound.
PARTS: Mapping[str, Any] = {
    "person": _("What is held about the person"),
    "summary": _("The case in short"),
    "chronology": _("Chronology"),
    "policy": _("The policy in force"),
    "words": _("The complainant’s own words"),
    "correspondence": _("Letters, notices, e-mails and notes of talks, in order"),
    "documents": _("Documents"),
    "decisions": _("Decisions and findings"),
    "clocks": _("How each date was worked out"),
    "remedies": _("Remedies"),
    "delivery": _("How each letter went"),
    "notes": _("Internal notes, and notices to staff"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of bundle: the parts that it may have, those that are not in it unless somebody chooses them, and
    whether it goes without naming anybody."""

    id: str
    parts: tuple[str, ...]
    left_out: frozenset[str] = frozenset()
    anonymous: bool = False
    apart: bool = False  # whether a part of it can be confidential and packed apart


_ALL = tuple(part for part in PARTS if part != "person")
_NO_PERSON = ("summary", "chronology", "policy", "documents", "decisions", "clocks", "remedies", "delivery")

KINDS: Mapping[str, Kind] = {
    each.id: each
    for each in (
        Kind(BundleKind.OMBUDSMAN, _ALL, left_out=frozenset({"notes"}), apart=True),
        Kind(BundleKind.OTHER, _ALL, left_out=frozenset({"notes"}), apart=True),
        Kind(BundleKind.FREEDOM, _NO_PERSON, anonymous=True),
        Kind(BundleKind.SUBJECT_ACCESS, tuple(PARTS), left_out=frozenset({"policy"})),
    )
}


def asked_by_an_ombudsman(standing: Standing) -> bool:
    """Whether an Ombudsman has asked about the case."""
    return any(run.track == OMBUDSMAN_TRACK for run in standing.case.runs.values())


def open_to(actor: Actor, row: Case, standing: Standing) -> tuple[Kind, ...]:
    """The kinds that this officer may order of this case."""
    return tuple(kind for kind in KINDS.values() if _may_order(kind, actor, row, standing))


def _may_order(kind: Kind, actor: Actor, row: Case, standing: Standing) -> bool:
    if kind.id != BundleKind.OMBUDSMAN:
        return discloses(actor, row.council_id)
    runs = [run for run in standing.case.runs.values() if run.track == OMBUDSMAN_TRACK]
    if not runs:
        return False
    moves = standing.book.policy(runs[-1].policy).moves_for(OMBUDSMAN_TRACK, "answer-ombudsman")
    return any(actor.role_names & set(move.by) for move in moves)


def discloses(actor: Actor, council: str) -> bool:
    """Whether one of the roles held may pack for the outside what is held about somebody, as the policy says."""
    return any(role.discloses for role in policies.current(council).roles if role.id in actor.roles)
