"""When two people act on one case at the same moment, does one win, and does the other learn what changed?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import transaction

from redress.cases.models import Case, Event
from redress.cases.record import MovedOn, Recording, open_case, record
from redress.cases.verify import verify
from redress.rules import actions as order
from redress.rules.events import Point
from tests.requirement import requirement
from tests.rooms.at_once import AtOnce, acts_at_once
from tests.rooms.case_files import COMPLAINANT, CaseFile, Office, moment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at_once(tmp_path: Path) -> Iterator[AtOnce]:
    """Does several things at the same moment, and gives back what each gave or raised."""
    with acts_at_once(tmp_path) as run:
        yield run


@pytest.fixture
def file() -> CaseFile:
    return Office("dartford").receives("2026-06-01T10:00")


def test_one_officer_wins_and_the_other_is_told_what_changed(file: CaseFile, at_once: AtOnce) -> None:
    by = file.office.actor("corporate-services-team")

    def registers(key: str) -> Callable[[], Recording]:
        def act() -> Recording:
            with transaction.atomic():
                return record(file.case.pk, order.Register(), by=by, at=moment("2026-06-02"), seen=1, key=key)

        return act

    outcomes = at_once(registers("one"), registers("two"))
    (won,) = [outcome for outcome in outcomes if isinstance(outcome, Recording)]
    (lost,) = [outcome for outcome in outcomes if isinstance(outcome, MovedOn)]
    assert [entry.kind for entry in lost.since] == ["Registered"]
    assert (won.seq, at_once(Event.objects.count)) == (2, [2])
    assert at_once(verify) == [[]]


def test_two_clicks_at_once_make_one_act(file: CaseFile, at_once: AtOnce) -> None:
    by = file.office.actor("corporate-services-team")

    def act() -> Recording:
        with transaction.atomic():
            return record(file.case.pk, order.Register(), by=by, at=moment("2026-06-02"), seen=1, key="same")

    outcomes = at_once(act, act, act)
    assert sorted(outcome.repeated for outcome in outcomes) == [False, True, True]
    assert {outcome.seq for outcome in outcomes} == {2}
    assert at_once(Event.objects.count) == [2]


@requirement("DA-2.10.6-4.3")
def test_cases_opened_at_once_get_each_a_reference_of_their_own(file: CaseFile, at_once: AtOnce) -> None:
    action = order.Receive(policy="dartford", channel="web", points=(Point("p1"),))

    def opens(key: str) -> Callable[[], str]:
        def act() -> str:
            with transaction.atomic():
                return open_case("dartford", action, by=COMPLAINANT, at=moment("2026-06-02"), key=key).case.reference

        return act

    references = at_once(*(opens(f"key {number % 4}") for number in range(8)))
    assert len(set(references)) == 4
    assert at_once(Case.objects.count) == [5]
    assert at_once(verify) == [[]]
