"""Does the status of a case say what is awaited, after every act of whole cases of both councils?"""

from __future__ import annotations

from datetime import date

import pytest

from redress.cases import find
from redress.cases.rebuild import rebuild
from redress.cases.verify import verify
from redress.rules.status import STATUSES
from tests.rooms.case_files import Office
from tests.rooms.case_walks import WALKS, Walk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.__name__)
def test_a_case_stands_where_its_story_says(walk: Walk) -> None:
    council, at_first = WALKS[walk]
    file, steps = walk(Office(council))
    stood = [("received", file.case.status)]
    for at, who, action, _expected in steps:
        file.act(at, who, action)
        stood.append((action.name, file.case.status))
    assert stood == [("received", at_first), *((action.name, expected) for _at, _who, action, expected in steps)]
    assert rebuild(check=True).differing == ()
    assert [finding for finding in verify() if finding.problem != "bars"] == []


def test_every_status_is_reached_by_some_story() -> None:
    offices = {council: Office(council) for council in ("dartford", "kings-lynn")}
    reached = {at_first for _council, at_first in WALKS.values()}
    for walk, (council, _at_first) in WALKS.items():
        reached |= {expected for _at, _who, _action, expected in walk(offices[council])[1]}
    assert reached == set(STATUSES) - {"answered-window-passed", "merged"}  # by the day; test_casework_merging


def test_a_window_is_seen_to_have_passed_only_by_the_day() -> None:
    case = Office("kings-lynn").receives("2026-06-01").to_stage_one_answer().case
    assert find.standing(case).status.code == "answered"
    assert find.standing(case, today=date(2026, 7, 15)).status.code == "answered"
    assert find.standing(case, today=date(2026, 7, 16)).status.code == "answered-window-passed"
