"""Who are the people that every test knows by name?

The same made-up people as in the demonstration, in every role of both councils, and a stranger who holds
none. ``set_up`` needs the database; it makes people only, no cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from redress.accounts.actors import actor_for, holder_for, people_with_role
from redress.accounts.models import Council, Department, Service, Staff, Team
from redress.demonstration import people
from redress.demonstration.people import FIRST_DAY
from redress.demonstration.town_halls import DARTFORD, KINGS_LYNN, TOWN_HALLS, TownHall
from redress.rules.actors import Actor, Holder

__all__ = ["DARTFORD", "FIRST_DAY", "KINGS_LYNN", "TOWN_HALLS", "Cast", "Office", "set_up"]


@dataclass(frozen=True)
class Office:
    """One council and everyone who works there, by the name before the @: ``office["priya.raman"]``."""

    hall: TownHall
    council: Council
    staff: dict[str, Staff]

    def __getitem__(self, who: str) -> Staff:
        return self.staff[who]

    @property
    def desk(self) -> Staff:
        """Who logs what comes in: Dartford's Corporate Services Team, King's Lynn's administrator."""
        return self.staff[self.hall.desk]

    def holding(self, role: str, department: str = "") -> Staff:
        """The first, in the order of the town hall, who holds a role (and whose role reaches a department)."""
        reached = Department.objects.get(council=self.council, slug=department) if department else None
        found = people_with_role(self.council, role, timezone.localdate(), reached).order_by("pk").first()
        assert found is not None, f"nobody at {self.council.pk} holds {role}"
        return found

    def lead_of(self, service: str) -> Staff:
        """Who answers complaints about a service at Stage One."""
        return self.staff[self.hall.lead_of(service)]

    def service(self, slug: str) -> Service:
        return Service.objects.get(council=self.council, slug=slug)

    def team(self, slug: str) -> Team:
        return Team.objects.get(council=self.council, slug=slug)

    def actor(self, who: str, on: date | None = None) -> Actor:
        return actor_for(self.staff[who], on or timezone.localdate())

    def holder(self, who: str, on: date | None = None) -> Holder:
        return holder_for(self.staff[who], on or timezone.localdate())


@dataclass(frozen=True)
class Cast:
    """Both councils, and somebody who works at Dartford but has no role there."""

    dartford: Office
    kings_lynn: Office
    stranger: Staff


def set_up() -> Cast:
    """Make the councils and their people in the test's database; again it gives the same people."""
    staff = people.install()
    offices = {id: Office(hall, Council.objects.get(pk=id), staff[id]) for id, hall in TOWN_HALLS.items()}
    stranger = Staff.objects.filter(email="norman.strange@dartford.example").first()
    if stranger is None:
        stranger = Staff.objects.create_user(
            "norman.strange@dartford.example", name="Norman Strange", council=offices["dartford"].council
        )
    return Cast(offices["dartford"], offices["kings-lynn"], stranger)
