"""What about people and their roles must somebody see to? Places without their officer, absence without cover."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from redress.accounts.actors import officers_by_department
from redress.accounts.models import Cover, Department, Service, Staff
from redress.rules.policy import Policy, Role


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to see to, in a sentence, with its paragraph; ``person`` where it is about somebody."""

    sentence: str
    paragraph: str
    person: Staff | None = None


def gaps_of(council_id: str, policy: Policy, today: date) -> list[Gap]:
    """Everything that is missing today: three queries for each role of which every place has exactly one, one more."""
    places = [role for role in policy.roles if role.one_for_each_place]
    return [
        *(gap for role in places for gap in _of_role(council_id, policy, role, today)),
        *_of_services(council_id, policy),
    ]


def _of_services(council_id: str, policy: Policy) -> Iterable[Gap]:
    """Services for which nobody sees to the changes that arise from complaints, or nobody says how often (DA 1.8), and
    those that have not published what people can expect of them (DA 12)."""
    published = policy.public.services_paragraph
    if policy.improvement is None and not published:
        return
    found = list(Service.objects.filter(council=council_id).order_by("name"))
    without = [each.name for each in found if each.improvement_lead_id is None or each.reviewed_every is None]
    if policy.improvement is not None and without:
        told = {"services": ", ".join(without)}
        yield Gap(
            _("No arrangement for changes that arise from complaints: %(services)s") % told,
            policy.improvement.paragraph,
        )
    silent = [each.name for each in found if not each.standards]
    if published and silent:
        yield Gap(_("Not published, what people can expect: %(services)s") % {"services": ", ".join(silent)}, published)


def _of_role(council_id: str, policy: Policy, role: Role, today: date) -> Iterable[Gap]:
    officers = officers_by_department(council_id, role.id, today)
    for name in _without(officers):
        yield Gap(_("%(role)s: nobody for %(place)s") % {"role": role.name, "place": name}, role.paragraph)
    people = list(dict.fromkeys(person for person in officers.values() if person is not None))
    covers = list(Cover.objects.filter(absent__in=people, last__gte=today))
    for person in people:
        yield from _cover_of(person, [cover for cover in covers if cover.absent_id == person.pk], role, today)


def _without(officers: dict[Department, Staff | None]) -> list[str]:
    """The places nobody looks after: a directorate by its name where it has nobody at all."""
    by_directorate: dict[str, list[Department]] = {}
    empty: set[str] = set()
    for department, officer in officers.items():
        name = department.directorate.name
        by_directorate.setdefault(name, [])
        if officer is None:
            by_directorate[name].append(department)
    for name, missing in by_directorate.items():
        if missing and len(missing) == sum(1 for each in officers if each.directorate.name == name):
            empty.add(name)
    found = []
    for name, missing in by_directorate.items():
        found += [name] if name in empty else [department.name for department in missing]
    return found


def _cover_of(person: Staff, covers: list[Cover], role: Role, today: date) -> Iterable[Gap]:
    """Away with nobody to cover, or no deputy arranged at all (DA 2.9.1, 3.18)."""
    away = [cover for cover in covers if cover.first <= today]
    told = {"name": person.name}
    if away and not any(cover.covering_id for cover in away):
        yield Gap(_("%(name)s is away and nobody covers") % told, role.paragraph, person)
    elif not any(cover.covering_id for cover in covers):
        yield Gap(_("%(name)s has no deputy arranged") % told, role.paragraph, person)
