"""Whatever is tried on cases through the one door, are the rows that lists are made of what the events make?"""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import pytest
from django.db import transaction

from redress.accounts.actors import actor_for, holder_for
from redress.accounts.models import Staff
from redress.cases import chain
from redress.cases.bars import keep_away
from redress.cases.find import history, work
from redress.cases.models import Case as Row
from redress.cases.rebuild import rebuild
from redress.cases.record import record, seeding
from redress.cases.verify import verify
from redress.rules import actions as order
from redress.rules.actors import Actor, Holder
from redress.rules.case import Case, replay
from redress.rules.events import LetterSent, Point
from redress.rules.moments import Moment
from redress.rules.policy import Policy
from redress.rules.refusals import Refused
from tests.requirement import requirement
from tests.rooms.case_files import Office
from tests.rules.wandering import Tried, try_something

pytestmark = pytest.mark.django_db

#: How many orders are tried through the database, over both councils, and how many on each case.
TRIED = 2_000
ON_EACH_CASE = 50

_keys = itertools.count(1)


@dataclass
class RecordWanderer:
    """One case of an office that wanders through ``record``."""

    office: Office
    row: Row
    calendar_version: str = ""
    case: Case = field(init=False)

    def __post_init__(self) -> None:
        self.read()

    def read(self) -> None:
        self.case = replay(history(self.row))
        self.calendar_version = self.case.main_run.calendar

    @property
    def policy(self) -> Policy:
        return self.office.policy

    def person(self, role: str, number: int) -> Staff:
        name = role if number == 0 else f"{role}-{number}"
        return self.office.staff.get(name) or self.office.person(role, name=name, department=self.office.housing)

    def somebody(self, role: str, number: int) -> Actor:
        return actor_for(self.person(role, number), date(2026, 6, 1))

    def as_holder(self, role: str, number: int) -> Holder:
        return holder_for(self.person(role, number), date(2026, 6, 1))

    def actor_called(self, id: str) -> Actor:
        staff = next(one for one in self.office.staff.values() if one.actor_id == id)
        return actor_for(staff, date(2026, 6, 1))

    def whole_letter(self, kind: str, *, without: str = "") -> LetterSent:
        contents = tuple(content.id for content in self.policy.letter(kind).contents if content.id != without)
        return LetterSent(kind, f"letter:{next(_keys)}", "d" * 64, contents)

    def does(self, tried: Tried, day: date) -> bool:
        """Whether it was done; when it is refused nothing is written."""
        instant = datetime.combine(day, time(12), chain.local_zone())
        action = tried.action
        try:
            with seeding(), transaction.atomic():
                if isinstance(action, order.BarPerson):
                    action = self._bar(action)
                record(
                    self.row.pk,
                    action,
                    by=tried.by,
                    at=Moment.on(day),
                    seen=self.row.last_seq,
                    key=f"wander-{next(_keys)}",
                    recorded_at=instant,
                )
        except Refused:
            return False
        self.row.refresh_from_db()
        self.read()
        return True

    def _bar(self, action: order.BarPerson) -> order.BarPerson:
        staff = next(one for one in self.office.staff.values() if one.actor_id == action.bar)
        return order.BarPerson(bar=keep_away(self.row, staff, ground=action.ground), ground=action.ground)


def wander(office: Office, seed: int) -> int:
    """Walk one case; how many acts were done. Nobody who is barred ever has it or sees it."""
    chance, day = random.Random(seed), date(2026, 6, 1)
    points = (Point("p1", service="housing-service", landlord="no"), Point("p2", landlord=chance.choice(["yes", "no"])))
    on = RecordWanderer(office, office.receives("2026-06-01", points=points).case)
    done = 0
    for _ in range(ON_EACH_CASE):
        day += timedelta(days=chance.randrange(4))
        if on.does(try_something(on, chance), day):
            done += 1
            barred = {f"staff:{pk}" for pk in on.row.bars.values_list("staff_id", flat=True)}
            assert not barred & {run.holder for run in on.case.runs.values()}
    for bar in on.row.bars.select_related("staff"):
        actor = actor_for(bar.staff, date(2026, 6, 1))
        assert not work(actor, office.council, "all", today=day).filter(pk=on.row.pk).exists()
    return done


@pytest.mark.slow
@requirement("DA-2.3-1")
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_two_thousand_orders_leave_summary_deadlines_and_chain_as_the_events_make_them(council: str) -> None:
    office = Office(council)
    done = sum(wander(office, seed) for seed in range(TRIED // 2 // ON_EACH_CASE))
    assert done > TRIED // 2 // 10, "so many orders were refused that little was walked"
    assert rebuild(check=True).differing == ()
    assert verify(council) == []
