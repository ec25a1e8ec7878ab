"""What happens to open cases when a bank holiday is announced late?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from redress import policies
from redress.cases import calendars
from redress.cases.jobs import adopt_calendars_again
from redress.cases.models import CalendarAdoption, Case
from redress.cases.rebuild import rebuild
from redress.cases.standing import standing
from redress.cases.verify import verify
from redress.jobs.queue import enqueue
from redress.jobs.worker import run_all_due
from redress.policies import bank_holidays
from redress.rules import actions as order
from redress.rules.events import Promise
from redress.rules.working_days import Holiday
from tests.rooms.case_files import CaseFile, Office

pytestmark = pytest.mark.django_db

LATE = Holiday(date(2026, 6, 5), "A holiday announced late")
VERSION = "2026-06-announced"


def announce(monkeypatch: pytest.MonkeyPatch, holiday: Holiday = LATE, version: str = VERSION) -> None:
    """From now on the newest list of bank holidays has one day more, in every nation."""
    editions = bank_holidays.editions()
    holidays = {nation: (*days, holiday) for nation, days in editions[-1].holidays.items()}
    further = (*editions, replace(editions[-1], version=version, holidays=holidays))
    monkeypatch.setattr(bank_holidays, "editions_in", lambda folders: further)
    monkeypatch.setattr(policies, "_shelf", None)


@pytest.fixture(autouse=True)
def _shelf(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The rulebook of other tests is put back."""
    monkeypatch.setattr(policies, "_shelf", policies._shelf)
    yield


def adopted(office: Office) -> calendars.CarriedOut:
    ordered = calendars.order(office.council, VERSION, by="staff:1", name="Olive Orton")
    return calendars.carry_out(ordered)


def due(file: CaseFile, clock: str = "stage-one-response") -> date:
    return next(each.due for each in standing(file.case).deadlines if each.clock.id == clock)


def effect(file: CaseFile) -> dict[str, tuple[date, date, bool]]:
    (found,) = calendars.effects([file.case], VERSION, policies.rulebook())
    return {each.clock.id: (each.due, each.new_due, each.promised) for each in found.dates}


def test_a_holiday_announced_late_moves_what_is_due_after_it_and_no_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    kings_lynn = Office("kings-lynn")
    promised, open_still = kings_lynn.receives("2026-06-01"), kings_lynn.receives("2026-06-01")
    letter = kings_lynn.letter("stage-one-acknowledgement")
    promised.act("2026-06-02", "complaints-administrator", order.Register())
    promised.act("2026-06-02", "complaints-administrator", order.Acknowledge(letter=letter))
    before = due(promised), due(open_still)
    assert before == (date(2026, 6, 22), date(2026, 6, 22))
    announce(monkeypatch)
    assert effect(open_still)["stage-one-response"] == (date(2026, 6, 22), date(2026, 6, 23), False)
    assert effect(promised)["stage-one-response"] == (date(2026, 6, 22), date(2026, 6, 22), True)
    assert (due(promised), due(open_still)) == before, "it is only shown what would happen"
    assert adopted(kings_lynn).cases == 2
    assert due(open_still) == date(2026, 6, 23)
    assert due(promised) == date(2026, 6, 22), "the date given in the letter stays"
    assert [each.event for each in standing(promised.case).history][-1].calendar == VERSION
    assert letter.id in standing(promised.case).case.main_run.letters, "the letter is as it was"
