"""What is answered to each point of complaint, part by part, and does every point have what it needs?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Self

from redress.records.seals import tidy
from redress.rules.events import Finding, Point
from redress.rules.points import NOT_OURS
from redress.rules.policy import Policy

#: The parts that only a point needs of which something was found to be wrong.
_OF_FAULT = ("apology", "remedy")


@dataclass(frozen=True, slots=True)
class Remedy:
    """One thing that puts a point right: its kind (of the policy's list), what, whose it is, and by when.

    ``owner`` is an opaque id, ``by`` an ISO date; both are empty for what the letter itself gives, such as an apology.
    """

    kind: str = ""
    what: str = ""
    owner: str = ""
    by: str = ""

    @property
    def day(self) -> date | None:
        try:
            return date.fromisoformat(self.by) if self.by else None
        except ValueError:
            return None  # a draft keeps what was typed before it is a date

    @property
    def to_do(self) -> bool:
        """Whether somebody is to do something by a date."""
        return bool(self.owner and self.day)


@dataclass(frozen=True, slots=True)
class PointTold:
    """What is answered to one point beside its finding and its reason. ``documents`` are the ids of the case's."""

    documents: tuple[int, ...] = ()
    evidence: str = ""
    facts: str = ""
    relied: str = ""
    apology: str = ""
    remedies: tuple[Remedy, ...] = ()

    def kept(self) -> dict[str, Any]:
        """The same as a draft keeps it: nothing for what is empty."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """What a draft kept."""
        remedies = tuple(Remedy(**each) for each in kept.get("remedies", ()))
        return cls(**{**kept, "documents": tuple(kept.get("documents", ())), "remedies": remedies})

    def tidied(self) -> Self:
        """The same with plain line ends and nothing empty around its words."""
        words = {name: tidy(getattr(self, name)) for name in ("evidence", "facts", "relied", "apology")}
        return replace(self, **words, remedies=tuple(replace(each, what=tidy(each.what)) for each in self.remedies))

    @property
    def in_parts(self) -> bool:
        """Whether more than the reason was written, so that the letter parts it under headings."""
        details = (each.what or each.to_do for each in self.remedies)
        return any((self.documents, self.evidence, self.facts, self.relied, self.apology, *details))


def needs(part: str, outcome: str, policy: Policy) -> bool:
    """Whether the answer to a point with this outcome needs a part; nothing is said of what is another body's."""
    if not outcome or outcome == NOT_OURS:
        return False
    return part not in _OF_FAULT or policy.outcome(outcome).justified != "no"


def has(part: str, point: str, told: Mapping[str, PointTold], why: Mapping[str, str]) -> bool:
    """Whether the answer to a point has a part: evidence, facts, reason, apology or remedy."""
    of_point = told.get(point, PointTold())
    said: Mapping[str, Any] = {
        "evidence": of_point.documents or of_point.evidence.strip(),
        "facts": of_point.facts.strip(),
        "reason": why.get(point, "").strip(),
        "apology": of_point.apology.strip(),
        "remedy": of_point.remedies,
    }
    return bool(said[part])


def told_with_every_point(
    part: str,
    points: Iterable[Point],
    findings: Iterable[Finding],
    told: Mapping[str, PointTold],
    why: Mapping[str, str],
    policy: Policy,
) -> bool:
    """Whether, of several points, every one that needs a part of the answer has it."""
    found = {each.point: each.outcome for each in findings}
    every = tuple(points)
    wanted = [point.id for point in every if needs(part, found.get(point.id, ""), policy)]
    return len(every) > 1 and bool(wanted) and all(has(part, point, told, why) for point in wanted)
