"""As whom does this member of staff act today, and who holds a given role?

Days are days in the council's own time zone. Nothing here asks the time: the caller says which day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from redress.accounts.models import Council, Cover, Department, RoleHeld, Staff
from redress.rules.actors import Actor, Holder


class NotCovering(Exception):
    """Somebody wants to act for a colleague without being named as cover on that day."""


def actor_for(staff: Staff, on: date, covering_for: Staff | None = None) -> Actor:
    """Give the :class:`Actor` that this member of staff is on this day.

    While covering for an absent colleague the actor holds that colleague's roles beside their own, keeps
    their own id (so that every rule of independence still applies to them: DA 3.18(b)) and carries the
    colleague's id in ``covering_for``. One query, two when covering. Raises :class:`NotCovering` if no
    cover is recorded for the day.
    """
    if covering_for is not None and not _covers(staff, covering_for, on):
        raise NotCovering
    people = [person for person in (staff, covering_for) if person is not None]
    return Actor(
        kind="staff",
        id=staff.actor_id,
        roles=frozenset(RoleHeld.objects.on(on).filter(staff__in=people).values_list("role", flat=True)),
        covering_for=covering_for.actor_id if covering_for is not None else "",
    )


def holder_for(staff: Staff, on: date) -> Holder:
    """Give the :class:`Holder` that this member of staff is on this day: two queries."""
    return holders([staff], on)[0]


def holders(people: Iterable[Staff], on: date) -> list[Holder]:
    """Give the :class:`Holder` of each of these people, in the same order: two queries for any number."""
    people = list(people)
    roles: dict[int, set[str]] = {person.pk: set() for person in people}
    managed: dict[int, set[str]] = {person.pk: set() for person in people}
    for staff_id, role in RoleHeld.objects.on(on).filter(staff__in=people).values_list("staff_id", "role"):
        roles[staff_id].add(role)
    for staff in Staff.objects.filter(line_manager__in=people).only("pk", "line_manager_id"):
        if staff.line_manager_id is not None:
            managed[staff.line_manager_id].add(staff.actor_id)
    return [
        Holder(
            id=person.actor_id,
            roles=frozenset(roles[person.pk]),
            line_manages=frozenset(managed[person.pk]),
            expertise=frozenset(person.expertise),
        )
        for person in people
    ]


def people_with_role(
    council: Council | str, role: str, on: date, department: Department | None = None
) -> QuerySet[Staff]:
    """Give the active staff of a council who hold a role on a day, by name.

    With a department, only those whose role reaches it: held for that department, for its directorate, or
    for the whole council.
    """
    held = RoleHeld.objects.on(on).filter(staff=OuterRef("pk"), role=role)
    if department is not None:
        held = held.filter(
            Q(department=department)
            | Q(department=None, directorate=department.directorate_id)
            | Q(department=None, directorate=None)
        )
    return Staff.objects.filter(Exists(held), council=council, is_active=True)


def people_with_roles(council: Council | str, roles: Iterable[str], on: date) -> QuerySet[Staff]:
    """Give the active staff of a council who hold one of these roles on a day, each once, by name."""
    held = RoleHeld.objects.on(on).filter(staff=OuterRef("pk"), role__in=list(roles))
    return Staff.objects.filter(Exists(held), council=council, is_active=True)


def officer_for(council: Council | str, role: str, on: date, department: Department | None) -> Staff | None:
    """Give the one person who holds a role for a department on a day, such as its complaints officer (DA 2.9.1).

    Whoever holds it for the department comes before whoever holds it for its directorate, and they before those who
    hold it without a place; among equals the one who held it first. None where nobody does.
    """
    return _nearest(_holders_of(council, role, on), department)


def officers_for(
    council: Council | str, roles: Iterable[str], on: date, department: Department | None
) -> dict[str, Staff]:
    """Give whoever :func:`officer_for` gives for each of these roles, where somebody does: one query."""
    wanted = list(roles)
    every = RoleHeld.objects.on(on).filter(role__in=wanted, staff__council=council, staff__is_active=True)
    held = list(every.select_related("staff"))
    found = {role: _nearest([each for each in held if each.role == role], department) for role in wanted}
    return {role: person for role, person in found.items() if person is not None}


def officers_by_department(council: Council | str, role: str, on: date) -> dict[Department, Staff | None]:
    """Give the one person who holds a role for each department of a council, by directorate: two queries."""
    held = _holders_of(council, role, on)
    departments = Department.objects.filter(council=council).select_related("directorate")
    return {each: _nearest(held, each) for each in departments.order_by("directorate__name", "name")}


def _holders_of(council: Council | str, role: str, on: date) -> list[RoleHeld]:
    held = RoleHeld.objects.on(on).filter(role=role, staff__council=council, staff__is_active=True)
    return list(held.select_related("staff"))


def _nearest(held: list[RoleHeld], department: Department | None) -> Staff | None:
    found = [(_distance(each, department), each.first, each.pk, each.staff) for each in held]
    near = [entry for entry in found if entry[0] is not None]
    return min(near, key=lambda entry: entry[:3])[3] if near else None


def _distance(held: RoleHeld, department: Department | None) -> int | None:
    """How near a role is held to a department: for it, for its directorate, or for all; none if it does not reach."""
    if held.department_id is not None:
        return 0 if department is not None and held.department_id == department.pk else None
    if held.directorate_id is not None:
        return 1 if department is not None and held.directorate_id == department.directorate_id else None
    if held.staff.department_id is None or department is None:
        return 3
    return 2 if held.staff.department_id == department.pk else None


def covering_today(people: Iterable[Staff], on: date) -> list[Staff]:
    """Give those who cover on a day for any of these people, each once: one query."""
    found = Cover.objects.on(on).filter(absent__in=list(people), covering__is_active=True).select_related("covering")
    return list(dict.fromkeys(cover.covering for cover in found if cover.covering is not None))


def covered_by(staff: Staff, on: date) -> QuerySet[Staff]:
    """Give the absent colleagues for whom this member of staff may act on this day."""
    cover = Cover.objects.on(on).filter(absent=OuterRef("pk"), covering=staff)
    return Staff.objects.filter(Exists(cover), council=staff.council_id)


def _covers(staff: Staff, absent: Staff, on: date) -> bool:
    return staff.council_id == absent.council_id and Cover.objects.on(on).filter(absent=absent, covering=staff).exists()
