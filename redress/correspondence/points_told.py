"""What does an answer say of each point of complaint: what was found and why, what puts it right, and whose it is?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from redress.accounts.models import Staff
from redress.correspondence.answer import PointTold, Remedy, told_with_every_point
from redress.correspondence.blocks import Paragraph, paragraphs
from redress.records import organisations
from redress.records.models import Document, Mark, Words
from redress.rules.events import Finding, Point
from redress.rules.points import NOT_OURS
from redress.rules.policy import Content, Written

if TYPE_CHECKING:
    from redress.correspondence.contents import Telling

#: The headings of a point, and those within one, stand under the heading of their section.
OF_POINT, WITHIN_POINT = 1, 2


def points_told(on: Telling) -> tuple[Paragraph, ...]:
    """Every point in the order of its number; of a single one only whose it is, if it is not the council's alone."""
    findings = {found.point: found for found in on.facts.get("findings", ())}
    points = on.case.points
    ids = {point.body for point in points if point.responsible != "council"}
    bodies = {**organisations.names_of(on.policy.council.id, ids)}
    bodies |= {key: contact.name for key, contact in on.policy.contacts.items() if key in ids}
    if len(points) < 2:
        return tuple(part for point in points for part in _whose(point, bodies))
    called, names = _called(points), Names.of(on)
    told: list[Paragraph] = []
    for point in points:
        found = findings.get(point.id)
        if found is not None:
            told += _point(point, found, called.get(point.heading, ""), bodies, names, on)
    return tuple(told)


def fulfilled(content: Content, on: Telling) -> bool:
    """Whether what a content is for is said with every point that needs it, so that nothing stands under it again."""
    part = content.source.points if isinstance(content.source, Written) else ""
    told, why, found = on.facts.get("told", {}), on.facts.get("why", {}), on.facts.get("findings", ())
    return bool(part) and told_with_every_point(part, on.case.points, found, told, why, on.policy)


def told_of_the_one(part: str, on: Telling) -> tuple[Paragraph, ...]:
    """Of a single point: the documents and the remedies that were chosen, below what was written of them.

    An apology that has a box of its own, because the letter has no content for it, stands before the remedies.
    """
    points = on.case.points
    told = on.facts.get("told", {}).get(points[0].id) if len(points) == 1 else None
    if told is None:
        return ()
    if part == "evidence":
        return tuple(_documents(told, Names.of(on)))
    if part == "remedy":
        return (*paragraphs(told.apology), *_remedies(told.remedies, Names.of(on), on))
    return ()


@dataclass(frozen=True)
class Names:
    """What documents and colleagues are called in this letter."""

    documents: dict[int, str]
    people: dict[str, Staff]

    @classmethod
    def of(cls, on: Telling) -> Self:
        """Two questions at most: confidential documents, and those that are not necessary, are not named."""
        told = on.facts.get("told", {}).values()
        ids = {id for each in told for id in each.documents}
        owners = {remedy.owner.removeprefix("staff:") for each in told for remedy in each.remedies if remedy.owner}
        of_council = on.policy.council.id
        files = Document.objects.filter(pk__in=ids, council=of_council).exclude(mark__in=Mark.values) if ids else ()
        staff = Staff.objects.filter(pk__in=owners, council=of_council).select_related("department") if owners else ()
        return cls({one.pk: one.name.rpartition(".")[0] or one.name for one in files}, {p.actor_id: p for p in staff})


def _called(points: tuple[Point, ...]) -> dict[str, str]:
    """The few words by which each point is called, by digest."""
    digests = [point.heading for point in points if point.heading]
    return dict(Words.objects.filter(digest__in=digests).values_list("digest", "text")) if digests else {}


def _point(
    point: Point, found: Finding, called: str, bodies: dict[str, str], names: Names, on: Telling
) -> Iterator[Paragraph]:
    about = called or next((one.name for one in on.policy.subjects if one.id == point.subject), "")
    outcome = "" if found.outcome == NOT_OURS else on.policy.outcome(found.outcome).name
    parts = (point.id.removeprefix("p"), about, outcome)
    yield Paragraph(" – ".join(part for part in parts if part), strong=True, level=OF_POINT)
    yield from _whose(point, bodies)
    told = on.facts.get("told", {}).get(point.id, PointTold())
    why = paragraphs(on.facts.get("why", {}).get(point.id, ""))
    if told.in_parts:
        yield from _in_parts(told, why, names, on)
    else:
        yield from why
    kinds = {one.id: one.name for one in on.policy.lists.get("remedies", ())}
    plain = [id for id in found.remedies if id not in {each.kind for each in told.remedies if each.what or each.to_do}]
    if plain:
        yield Paragraph(_("What puts it right: %(remedies)s") % {"remedies": "; ".join(kinds[id] for id in plain)})


def _in_parts(told: PointTold, why: tuple[Paragraph, ...], names: Names, on: Telling) -> Iterator[Paragraph]:
    """What was looked at, what was found, the decision with its reason, the apology and the remedies; what there is."""
    relied = Paragraph(_("We relied on: %(law)s") % {"law": told.relied}) if told.relied else None
    parts: tuple[tuple[str, tuple[Paragraph, ...]], ...] = (
        (_("What we looked at"), (*_documents(told, names), *paragraphs(told.evidence))),
        (_("What we found"), paragraphs(told.facts)),
        (_("Why we decided this"), (*why, *([relied] if relied else []))),
        (_("We are sorry"), paragraphs(told.apology)),
        (_("What we will do"), tuple(_remedies(told.remedies, names, on))),
    )
    for heading, said in parts:
        if said:
            yield Paragraph(heading, strong=True, level=WITHIN_POINT)
            yield from said


def _documents(told: PointTold, names: Names) -> Iterator[Paragraph]:
    looked_at = [names.documents[id] for id in told.documents if id in names.documents]
    if looked_at:
        yield Paragraph(_("We looked at: %(documents)s.") % {"documents": "; ".join(looked_at)})


def _remedies(remedies: Iterable[Remedy], names: Names, on: Telling) -> Iterator[Paragraph]:
    """Each remedy with what will be done, by whom and by when; those that say no more are told together elsewhere."""
    kinds = {one.id: one.name for one in on.policy.lists.get("remedies", ())}
    single = len(on.case.points) == 1
    for each in remedies:
        kind, what = kinds.get(each.kind, ""), each.what.strip()
        if not what and not each.to_do and not single:
            continue
        said = [f"{kind}: {what}" if kind and what else what or kind]
        if each.to_do and each.day and each.owner in names.people:
            told = {"who": _who(names.people[each.owner], on), "date": date_format(each.day, "l j F Y")}
            said.append(_("%(who)s will do this by %(date)s.") % told)
        yield Paragraph("\n".join(said))


def _who(staff: Staff, on: Telling) -> str:
    """Who will do it: by name where the policy names officers, otherwise by their job or department."""
    job = staff.job_title[:1].upper() + staff.job_title[1:]
    if on.policy.public.officer_named:
        return f"{staff.name}, {job}," if job else staff.name
    return job or (staff.department.name if staff.department else on.policy.council.name)


def _whose(point: Point, bodies: dict[str, str]) -> Iterator[Paragraph]:
    """What the council is not responsible for is said, with the body whose it is."""
    body = bodies.get(point.body, "")
    if point.responsible == "other":
        yield Paragraph(_("The council is not responsible for this: %(body)s is.") % {"body": body})
    elif point.responsible == "shared":
        yield Paragraph(_("The council is responsible for its part of this, and %(body)s for theirs.") % {"body": body})
