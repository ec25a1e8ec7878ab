"""What does an answer say of each point of complaint: what was found, why, what will be done, and whose it is?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from redress.correspondence.blocks import Paragraph, paragraphs
from redress.records import organisations
from redress.records.models import Words
from redress.rules.events import Finding, Point
from redress.rules.points import NOT_OURS

if TYPE_CHECKING:
    from redress.correspondence.contents import Telling


def points_told(on: Telling) -> tuple[Paragraph, ...]:
    """Every point in the order of its number; of a single one only whose it is, if it is not the council's alone."""
    findings = {found.point: found for found in on.facts.get("findings", ())}
    points = on.case.points
    ids = {point.body for point in points if point.responsible != "council"}
    bodies = {**organisations.names_of(on.policy.council.id, ids)}
    bodies |= {key: contact.name for key, contact in on.policy.contacts.items() if key in ids}
    if len(points) < 2:
        return tuple(part for point in points for part in _whose(point, bodies))
    called = _called(points)
    told: list[Paragraph] = []
    for point in points:
        found = findings.get(point.id)
        if found is not None:
            told += _point(point, found, called.get(point.heading, ""), bodies, on)
    return tuple(told)


def _called(points: tuple[Point, ...]) -> dict[str, str]:
    """The few words by which each point is called, by digest."""
    digests = [point.heading for point in points if point.heading]
    return dict(Words.objects.filter(digest__in=digests).values_list("digest", "text")) if digests else {}


def _point(point: Point, found: Finding, called: str, bodies: dict[str, str], on: Telling) -> Iterator[Paragraph]:
    about = called or next((one.name for one in on.policy.subjects if one.id == point.subject), "")
    outcome = "" if found.outcome == NOT_OURS else on.policy.outcome(found.outcome).name
    parts = (point.id.removeprefix("p"), about, outcome)
    yield Paragraph(" – ".join(part for part in parts if part), strong=True)
    yield from _whose(point, bodies)
    yield from paragraphs(on.facts.get("why", {}).get(point.id, ""))
    names = {one.id: one.name for one in on.policy.lists.get("remedies", ())}
    if found.remedies:
        remedies = "; ".join(names[id] for id in found.remedies)
        yield Paragraph(_("What puts it right: %(remedies)s") % {"remedies": remedies})


def _whose(point: Point, bodies: dict[str, str]) -> Iterator[Paragraph]:
    """What the council is not responsible for is said, with the body whose it is."""
    body = bodies.get(point.body, "")
    if point.responsible == "other":
        yield Paragraph(_("The council is not responsible for this: %(body)s is.") % {"body": body})
    elif point.responsible == "shared":
        yield Paragraph(_("The council is responsible for its part of this, and %(body)s for theirs.") % {"body": body})
