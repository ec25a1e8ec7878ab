"""Who lets the open cases count by a bank holiday announced late, and what do they see first?"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from structlog.testing import capture_logs

from redress import policies
from redress.cases import calendars
from redress.cases.bars import keep_away
from redress.cases.models import CalendarAdoption
from redress.cases.standing import standing
from redress.design.templatetags.design import long_date
from redress.jobs.models import Job
from redress.jobs.worker import run_all_due
from redress.rules import actions as order
from tests.rooms.case_files import CaseFile, Office
from tests.rooms.test_calendar_adoption import VERSION, announce

pytestmark = pytest.mark.django_db
ADDRESS = "/casework/policy/calendar/"
ORDERER = {"dartford": "corporate-complaints-officer", "kings-lynn": "complaints-administrator"}


@pytest.fixture(autouse=True)
def _shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rulebook of other tests is put back."""
    monkeypatch.setattr(policies, "_shelf", policies._shelf)


@pytest.fixture(params=["dartford", "kings-lynn"])
def office(request: pytest.FixtureRequest) -> Office:
    return Office(request.param)


@pytest.fixture
def kings_lynn() -> Office:
    return Office("kings-lynn")


def signed_in(office: Office, who: str = "") -> Client:
    client = Client()
    client.force_login(office.staff[who or ORDERER[office.id]])
    return client


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())


def acknowledged(file: CaseFile) -> CaseFile:
    letter = file.office.letter("stage-one-acknowledgement")
    file.act("2026-06-02", "complaints-administrator", order.Register())
    file.act("2026-06-02", "complaints-administrator", order.Acknowledge(letter=letter))
    return file


def test_the_effect_is_shown_first_and_then_the_open_cases_adopt_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = office.receives("2026-06-01")
    client = signed_in(office)
    assert "Every open case counts by this list" in words(client.get(ADDRESS))
    announce(monkeypatch)
    shown = words(client.get(ADDRESS))
    assert "Friday 5 June 2026: A holiday announced late" in shown
    assert file.case.reference in shown
    (found,) = calendars.effects([file.case], VERSION, policies.rulebook())
    moved = [each for each in found.dates if each.moves]
    assert moved
    assert all(long_date(each.new_due) in shown for each in moved)
    assert "Confirm that you have looked" in words(client.post(ADDRESS, {}))
    assert Job.objects.count() == 0
    assert client.post(ADDRESS, {"confirmed": "on"}).status_code == 302
    assert "1 open case has still to adopt it" in words(client.get(ADDRESS))
    assert client.post(ADDRESS, {"confirmed": "on"}).status_code == 302, "a second click orders nothing new"
    assert (CalendarAdoption.objects.count(), Job.objects.count()) == (1, 1)
    run_all_due()
    done = words(client.get(ADDRESS))
    assert "All of them count by it" in done
    assert office.staff[ORDERER[office.id]].name in done
    dues = {each.clock.id: each.due for each in standing(file.case).deadlines}
    assert all(dues[each.clock.id] == each.new_due for each in moved)
    history = words(client.get(f"/casework/{file.case.reference}/"))
    assert "A new calendar counts from now on" in history


def test_a_promised_date_is_shown_to_stay(kings_lynn: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    acknowledged(kings_lynn.receives("2026-06-01"))
    announce(monkeypatch)
    shown = words(signed_in(kings_lynn).get(ADDRESS))
    assert "Promised date stays" in shown
    assert "Tuesday 23 June 2026" not in shown


def test_only_whom_the_moves_name_may_and_the_others_are_noted(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.receives("2026-06-01")
    announce(monkeypatch)
    for role in office.policy.roles:
        allowed = role.id == ORDERER[office.id]
        with capture_logs() as logs:
            response = signed_in(office, role.id).post(ADDRESS, {"confirmed": "on"} if not allowed else {})
        assert response.status_code == (200 if allowed else 403), role.id
        assert any(each.get("page") == "policy/calendar" for each in logs) is not allowed
    assert CalendarAdoption.objects.count() == 0


def test_a_case_kept_from_somebody_is_not_shown_or_counted_and_adopts_it_all_the_same(
    kings_lynn: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = kings_lynn.receives("2026-06-01")
    keep_away(hidden.case, kings_lynn.staff["complaints-administrator"], ground="complained-about")
    kings_lynn.receives("2026-06-01")
    announce(monkeypatch)
    client = signed_in(kings_lynn)
    shown = words(client.get(ADDRESS))
    assert hidden.case.reference not in shown
    assert "1 open case counts by an earlier list" in shown
    client.post(ADDRESS, {"confirmed": "on"})
    run_all_due()
    assert standing(hidden.case).run.calendar == VERSION


def test_every_page_of_cases_takes_the_same_number_of_questions(
    kings_lynn: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [kings_lynn.receives("2026-06-01") for _number in range(28)]
    announce(monkeypatch)
    client = signed_in(kings_lynn)
    first, second = (words(client.get(f"{ADDRESS}?page={page}")) for page in (1, 2))
    assert "28 open cases count by an earlier list" in first
    assert [file.case.reference in first for file in files] == [True] * 25 + [False] * 3
    assert [file.case.reference in second for file in files] == [False] * 25 + [True] * 3
    assert _questions(client, f"{ADDRESS}?page=1") == _questions(client, f"{ADDRESS}?page=2")


def _questions(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
