"""What happens to open cases when a bank holiday is announced late?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from redress import policies
from redress.cases import calendars
from redress.cases.models import CalendarAdoption, Case
from redress.cases.rebuild import rebuild
from redress.cases.standing import standing
from redress.cases.verify import verify
from redress.jobs.queue import enqueue
from redress.jobs.worker import run_all_due
from redress.policies import bank_holidays
from redress.rules import actions as order
from redress.rules.working_days import Holiday
from tests.rooms.case_files import COMPLAINANT, CaseFile, Office

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
def _shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rulebook of other tests is put back."""
    monkeypatch.setattr(policies, "_shelf", policies._shelf)


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


def test_what_has_ended_and_what_is_another_councils_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    kings_lynn, dartford = Office("kings-lynn"), Office("dartford")
    ended, elsewhere, running = (
        kings_lynn.receives("2026-06-01"),
        dartford.receives("2026-06-01"),
        kings_lynn.receives("2026-06-01"),
    )
    ended.act("2026-06-03", COMPLAINANT, order.Withdraw(reason="w" * 64))
    announce(monkeypatch)
    days = calendars.differing(kings_lynn.council, VERSION, policies.rulebook())
    waiting = calendars.open_cases(kings_lynn.council, VERSION)
    assert days == (LATE,)
    assert [case.pk for case in calendars.touched(waiting, days)] == [running.case.pk]
    seqs = {file.case.pk: file.case.last_seq for file in (ended, elsewhere)}
    assert adopted(kings_lynn) == calendars.CarriedOut(1, ())
    assert {pk: Case.objects.get(pk=pk).last_seq for pk in seqs} == seqs
    assert calendars.open_cases(dartford.council, VERSION).count() == 1


def test_a_date_before_the_holiday_or_begun_after_it_does_not_move(monkeypatch: pytest.MonkeyPatch) -> None:
    kings_lynn = Office("kings-lynn")
    begun_after = kings_lynn.receives("2026-06-08")
    begun_before = kings_lynn.receives("2026-06-01")
    announce(monkeypatch)
    days = calendars.differing(kings_lynn.council, VERSION, policies.rulebook())
    waiting = calendars.open_cases(kings_lynn.council, VERSION)
    assert effect(begun_after) == {}
    assert [case.pk for case in calendars.touched(waiting, days)] == [begun_before.case.pk]
    moved = effect(begun_before)
    assert "stage-one-acknowledgement" not in moved, "it is due before the holiday"
    assert adopted(kings_lynn).cases == 2, "every open case adopts the list, whether a date moves or not"


def test_a_holiday_taken_back_makes_no_case_late_before_its_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    kings_lynn = Office("kings-lynn")
    announce(monkeypatch)
    promised, open_still = kings_lynn.receives("2026-06-01"), kings_lynn.receives("2026-06-01")
    letter = kings_lynn.letter("stage-one-acknowledgement")
    promised.act("2026-06-02", "complaints-administrator", order.Register())
    promised.act("2026-06-02", "complaints-administrator", order.Acknowledge(letter=letter))
    assert (due(promised), due(open_still)) == (date(2026, 6, 23), date(2026, 6, 23))
    editions = bank_holidays.editions()
    back = (*bank_holidays.editions_in(()), replace(editions[-1], version="2026-06-taken-back"))
    monkeypatch.setattr(bank_holidays, "editions_in", lambda folders: back)
    monkeypatch.setattr(policies, "_shelf", None)
    calendars.carry_out(calendars.order(kings_lynn.council, "2026-06-taken-back", by="staff:1", name="Olive Orton"))
    assert due(open_still) == date(2026, 6, 22)
    assert due(promised) == date(2026, 6, 23)
    (answer,) = [each for each in standing(promised.case).deadlines if each.clock.id == "stage-one-response"]
    assert not answer.late_on(date(2026, 6, 23))


def test_a_killed_adoption_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    kings_lynn = Office("kings-lynn")
    files = [kings_lynn.receives("2026-06-01") for _number in range(5)]
    announce(monkeypatch)
    ordered = calendars.order(kings_lynn.council, VERSION, by="staff:1", name="Olive Orton")

    def killed(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        calendars.carry_out(ordered, progress=killed)
    assert calendars.left_to_do(ordered) == 3
    told: list[tuple[int, int]] = []
    assert calendars.carry_out(ordered, progress=lambda *how_far: told.append(how_far)).cases == 3
    assert told[-1] == (3, 3)
    assert calendars.carry_out(ordered).cases == 0
    kinds = [[each.kind for each in standing(file.case).history].count("CalendarAdopted") for file in files]
    assert kinds == [1] * 5
    assert verify() == []
    assert rebuild(check=True).differing == ()


def test_a_case_opened_afterwards_counts_by_the_new_list_from_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    kings_lynn = Office("kings-lynn")
    announce(monkeypatch)
    opened = kings_lynn.receives("2026-06-01")
    assert opened.case.calendar == VERSION
    assert due(opened) == date(2026, 6, 23)
    assert calendars.open_cases(kings_lynn.council, VERSION).count() == 0


def test_a_complaint_taken_further_after_it_had_ended_adopts_the_list_that_night(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dartford = Office("dartford")
    file = dartford.receives("2026-06-01").to_stage_one_answer()
    file.act("2026-06-16", "corporate-services-team", order.Close(reason_kind="completed", note="c" * 64))
    announce(monkeypatch, Holiday(date(2026, 7, 3), "A holiday announced late"))
    assert adopted(dartford).cases == 0
    file.act("2026-06-30", COMPLAINANT, order.RequestNextStage(channel="web", reasons="r" * 64))
    assert calendars.open_cases(dartford.council, VERSION).count() == 1
    enqueue("adopt-calendars-again", {})
    run_all_due()
    assert calendars.open_cases(dartford.council, VERSION).count() == 0


def test_only_the_newest_list_can_be_adopted_and_an_order_is_given_once(monkeypatch: pytest.MonkeyPatch) -> None:
    kings_lynn = Office("kings-lynn")
    old = policies.rulebook().calendar_version
    announce(monkeypatch)
    with pytest.raises(LookupError):
        calendars.order(kings_lynn.council, old, by="staff:1", name="Olive Orton")
    first = calendars.order(kings_lynn.council, VERSION, by="staff:1", name="Olive Orton")
    again = calendars.order(kings_lynn.council, VERSION, by="staff:2", name="Peter Pratt")
    assert (again.pk, again.ordered_name) == (first.pk, "Olive Orton")
    assert CalendarAdoption.objects.count() == 1
