"""Who works at the two councils of these tests, and how is a case walked through the one door?"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from redress import policies
from redress.accounts.actors import actor_for, holder_for
from redress.accounts.models import Council, Department, Directorate, RoleHeld, Service, Staff, Team
from redress.cases import chain, find
from redress.cases.models import Case
from redress.cases.record import Recording, open_case, record, seeding
from redress.rules import actions as order
from redress.rules.actors import Actor, Holder
from redress.rules.case import replay
from redress.rules.events import Finding, LetterSent, Point
from redress.rules.moments import Moment
from redress.rules.refusals import Refused
from redress.rules.stories.stand_ins import answers, usual_option

FIRST_DAY = date(2020, 1, 1)
COMPLAINANT = Actor(kind="complainant", id="party:1")
SYSTEM = Actor(kind="system", id="system:mail")
_keys = itertools.count(1)


def moment(text: str) -> Moment:
    return Moment.parse(text, chain.local_zone())


def new_key() -> str:
    return f"key-{next(_keys)}"


@dataclass
class Office:
    """A council with two departments of two directorates, and somebody in every role of its policy."""

    id: str
    council: Council = field(init=False)
    staff: dict[str, Staff] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.policy = policies.current(self.id)
        self.council = Council.objects.create(
            id=self.id, name=self.policy.council.name, short_name=self.policy.council.short_name
        )
        self.housing, self.streets = (self._department(name) for name in ("Housing", "Streets"))
        self._people([role.id for role in self.policy.roles])

    def _department(self, name: str) -> Department:
        of = {"council": self.council, "slug": name.lower(), "name": name}
        department = Department.objects.create(directorate=Directorate.objects.create(**of), **of)
        Service.objects.create(department=department, **{**of, "slug": f"{name.lower()}-service"})
        Team.objects.create(department=department, **of)
        return department

    def _people(self, roles: list[str]) -> None:
        """Somebody in every role, in two questions to the database: most tests begin with this."""
        team = self.housing.teams.get()
        made = []
        for role in roles:
            staff = Staff(email=f"{role}@{self.id}.example", name=role, council=self.council)
            staff.department, staff.team = self.housing, team
            staff.set_unusable_password()
            made.append(staff)
        held = [RoleHeld(staff=staff, role=staff.name, first=FIRST_DAY) for staff in Staff.objects.bulk_create(made)]
        RoleHeld.objects.bulk_create(held)
        self.staff.update({staff.name: staff for staff in made})

    def person(self, role: str, *, name: str = "", department: Department | None = None) -> Staff:
        """A member of staff who holds a role; found again under their name, or else under the role."""
        name = name or role
        staff = Staff.objects.create_user(
            f"{name}@{self.id}.example",
            name=name,
            council=self.council,
            department=department,
            team=department.teams.get() if department else None,
        )
        RoleHeld.objects.create(staff=staff, role=role, first=FIRST_DAY)
        self.staff[name] = staff
        return staff

    def actor(self, name: str, on: date = date(2026, 6, 1)) -> Actor:
        return actor_for(self.staff[name], on)

    def holder(self, name: str, on: date = date(2026, 6, 1)) -> Holder:
        return holder_for(self.staff[name], on)

    def letter(self, kind: str) -> LetterSent:
        """A letter of this kind with every content that its policy may ask for."""
        contents = tuple(content.id for content in self.policy.letter(kind).contents)
        return LetterSent(kind=kind, id=f"letter:{new_key()}", digest="d" * 64, contents=contents)

    def receives(self, at: str, *, by: Actor = COMPLAINANT, **facts: Any) -> CaseFile:
        """Open a case, recorded when it came."""
        given = {
            "policy": self.id,
            "channel": "web",
            "points": (Point("p1", service="housing-service", landlord="no"),),
            **facts,
        }
        return CaseFile(self, recorded(open_case, self.council, order.Receive(**given), by=by, at=at).case)


def recorded(act: Any, *subject: Any, at: str, key: str = "", **how: Any) -> Recording:
    """Do an act as on that day: it is recorded when it happened."""
    when = moment(at)
    instant = when.instant or datetime.combine(when.day, time(12), chain.local_zone())
    with seeding(), transaction.atomic():
        done: Recording = act(*subject, at=when, key=key or new_key(), recorded_at=instant, **how)
    return done


@dataclass
class CaseFile:
    """One case of an office, walked one act at a time."""

    office: Office
    case: Case

    def act(
        self, at: str, who: str | Actor, action: order.Action, *, seen: int | None = None, key: str = ""
    ) -> Recording:
        by = self.office.actor(who) if isinstance(who, str) else who
        try:
            done = recorded(
                record, self.case.pk, action, by=by, at=at, seen=self.case.last_seq if seen is None else seen, key=key
            )
        except Refused as refused:
            if not self.sees_to(refused, at):
                raise
            return self.act(at, who, action, seen=seen, key=key)
        self.case = done.case
        return done

    def sees_to(self, refused: Refused, at: str) -> bool:
        """Whether only a step was wanting that the act waits for; then it is taken in the usual way."""
        if refused.code != "step-first":
            return False
        step = self.office.policy.step(str(refused.parameters["step"]))
        case = replay(find.history(self.case))
        run = case.main_run
        move = next(
            row
            for row in self.office.policy.moves_for(run.track, f"step:{step.id}")
            if (not row.stages or run.stage in row.stages) and (row.holder or set(row.by) & set(self.office.staff))
        )
        who = run.holder if move.holder else self._somebody(move.by)
        option = usual_option(step, case, run, self.office.policy)
        usual = answers(step, option, case=case, run=run, policy=self.office.policy, at=moment(at))
        by = actor_for(next(person for person in self.office.staff.values() if person.actor_id == who), moment(at).day)
        order_of = order.TakeStep(step=step.id, option=option.id, answers=usual)
        self.case = recorded(record, self.case.pk, order_of, by=by, at=at, seen=self.case.last_seq).case
        return True

    def _somebody(self, roles: tuple[str, ...]) -> str:
        return next(self.office.staff[role].actor_id for role in roles if role in self.office.staff)

    def to_stage_one_answer(self) -> CaseFile:
        """From the receipt on Monday 1 June 2026 to the answer on Monday 15 June."""
        office = self.office
        desk, investigator = DESK[office.id], INVESTIGATOR[office.id]
        self.act("2026-06-01T11:00", desk, order.Register())
        self.act("2026-06-01T12:00", desk, order.Allocate(to=office.holder(investigator)))
        self.act("2026-06-03", desk, order.Acknowledge(letter=office.letter("stage-one-acknowledgement")))
        self.act("2026-06-15", investigator, self.answer("stage-one-response"))
        return self

    def answer(self, letter: str, *, draft: str = "") -> order.Respond:
        outcome = self.office.policy.outcomes[0].id
        return order.Respond(findings=(Finding("p1", outcome),), letter=self.office.letter(letter), draft=draft)


DESK = {"dartford": "corporate-services-team", "kings-lynn": "complaints-administrator"}
INVESTIGATOR = {"dartford": "service-manager", "kings-lynn": "stage-one-investigator"}
