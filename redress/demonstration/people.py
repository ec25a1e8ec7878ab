"""How do the councils and their made-up people come into an installation?"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

from django.conf import settings
from django.utils import timezone

from redress import policies
from redress.accounts.models import Council, Cover, Department, Directorate, RoleHeld, Service, Staff, Team
from redress.demonstration.other_names import OTHER_NAMES
from redress.demonstration.service_standards import STANDARDS
from redress.demonstration.town_halls import TOWN_HALLS, DirectorateOf, Member, TownHall
from redress.rules.policy import Policy

FIRST_DAY = date(2020, 1, 1)

#: Those who work at a council of which the demonstration knows nothing but its policy.
STAND_INS = (
    "Alex Thornbury", "Sam Oduya", "Jo Pemberton", "Chris Iqbal", "Robin Maddox", "Lee Szabo", "Kim Arkwright",
    "Ali Renshaw", "Pat Llewelyn", "Max Cordero", "Nicky Vaughan", "Ash Pillai",
)  # fmt: skip


class NotInProduction(Exception):
    """A production installation has no made-up people."""


def install(*, today: date | None = None) -> dict[str, dict[str, Staff]]:
    """Make every council that has a policy, with the people who work there; gives them by council and name.

    Councils that are there already are left as they are. Raises :class:`NotInProduction`.
    """
    if settings.PRODUCTION:
        raise NotInProduction
    today = today or timezone.localdate()
    staff = {}
    for id, policy in sorted(policies.rulebook().newest.items()):
        of = policy.council
        council, made = Council.objects.get_or_create(id=id, defaults={"name": of.name, "short_name": of.short_name})
        if made:
            _fill(council, TOWN_HALLS.get(id) or _unknown(policy), today)
        staff[id] = by_who(council)
    return staff


def by_who(council: Council | str) -> dict[str, Staff]:
    """The made-up people of a council by the part of their e-mail address before the @."""
    return {
        staff.email.partition("@")[0]: staff for staff in Staff.objects.filter(council=council, is_demonstration=True)
    }


def _unknown(policy: Policy) -> TownHall:
    """A council of which nothing is known but its policy: one person in each of its roles."""
    names = (name if turn == 0 else f"{name} {turn + 1}" for turn in count() for name in STAND_INS)
    members = [
        Member(name.lower().replace(" ", "."), name, role.name, (role.id,))
        for role, name in zip(policy.roles, names, strict=False)
    ]
    return TownHall(
        policy.id, f"{policy.id}.example", 960900, members[0].who, ("council", "Council"), (), tuple(members)
    )


def _fill(council: Council, hall: TownHall, today: date) -> None:
    directorates, departments, teams = _parts(council, hall)
    staff: dict[str, Staff] = {}
    for place, member in enumerate(hall.members):
        staff[member.who] = Staff.objects.create_user(
            f"{member.who}@{hall.domain}",
            name=member.name,
            council=council,
            job_title=member.job_title,
            telephone=f"01632 {hall.telephone + place}",
            department=departments.get(member.department),
            team=teams[member.department],
            expertise=list(member.expertise),
            is_demonstration=True,
        )
    _roles(council, hall, staff, directorates, departments)
    _line_managers(hall, staff)
    if hall.cover[0]:
        absent, covering, reason = hall.cover
        first, last = today - timedelta(days=4), today + timedelta(days=10)
        Cover.objects.create(absent=staff[absent], covering=staff[covering], first=first, last=last, reason=reason)


def _roles(
    council: Council,
    hall: TownHall,
    staff: dict[str, Staff],
    directorates: dict[str, Directorate],
    departments: dict[str, Department],
) -> None:
    """Every role that somebody holds; whoever is to be nominated was, by whoever is responsible for their place."""
    nominated = {role.id for role in policies.current(council.pk).roles if role.nominated_by}
    nominators = _directors(hall)
    RoleHeld.objects.bulk_create(
        RoleHeld(
            staff=staff[member.who],
            role=role,
            department=departments.get(member.department),
            directorate=directorates.get(member.directorate),
            first=FIRST_DAY,
            nominated_by=staff.get(nominators.get(member.department, "")) if role in nominated else None,
            nominated_on=FIRST_DAY if role in nominated else None,
        )
        for member in hall.members
        for role in member.roles
    )


def _parts(council: Council, hall: TownHall) -> tuple[dict[str, Directorate], dict[str, Department], dict[str, Team]]:
    """Directorates, departments and teams by slug; the team of those without a department under no slug."""
    slug, name = hall.central
    directorates, departments = {}, {}
    teams = {"": Team.objects.create(council=council, slug=slug, name=name)}
    for each in hall.directorates:
        directorate = Directorate.objects.create(council=council, slug=each.slug, name=each.name)
        directorates[each.slug] = directorate
        for part in each.departments:
            department = Department.objects.create(
                council=council, slug=part.slug, name=part.name, directorate=directorate
            )
            departments[part.slug] = department
            teams[part.slug] = Team.objects.create(
                council=council, slug=part.slug, name=part.name, department=department
            )
    _services(council, hall.directorates, departments)
    return directorates, departments, teams


def _services(council: Council, directorates: tuple[DirectorateOf, ...], departments: dict[str, Department]) -> None:
    Service.objects.bulk_create(
        Service(
            council=council,
            department=departments[department.slug],
            slug=service.slug,
            name=service.name,
            provider_kind=service.provider_kind,
            provider_name=service.provider_name,
            landlord=service.landlord,
            also_called=OTHER_NAMES.get(council.pk, {}).get(service.slug, ""),
            standards=STANDARDS.get(council.pk, {}).get(service.slug, ""),
        )
        for directorate in directorates
        for department in directorate.departments
        for service in department.services
    )


def _directors(hall: TownHall) -> dict[str, str]:
    """Who is the Director over each department."""
    directors = {member.directorate: member.who for member in hall.members if member.directorate}
    return {
        department.slug: directors.get(directorate.slug, "")
        for directorate in hall.directorates
        for department in directorate.departments
    }


def _line_managers(hall: TownHall, staff: dict[str, Staff]) -> None:
    """Whom somebody answers to: as it is said of them, otherwise the Director of their department."""
    over = _directors(hall)
    managed = []
    for member in hall.members:
        manager = member.line_manager or over.get(member.department, "")
        if manager:
            staff[member.who].line_manager = staff[manager]
            managed.append(staff[member.who])
    Staff.objects.bulk_update(managed, ["line_manager"])
