"""When is a case put together with an earlier one, and what is it when the two are taken apart again?"""

from __future__ import annotations

from typing import Any

import pytest

from redress.rules import actions as order
from redress.rules.clock import deadlines
from redress.rules.moments import Moment
from redress.rules.refusals import Refused
from redress.rules.status import asked, status
from tests.rules.walks import Walk, moment

OFFICE = {"dartford": "corporate-services-team", "kings-lynn": "complaints-administrator"}
COUNCILS = sorted(OFFICE)


def begun(council: str, at: str = "2026-06-02T10:00") -> Walk:
    return Walk(council).receives(at)


def into_one_of(at: str, **more: Any) -> order.Merge:
    more = {"same_person": True, "reason": "digest", **more}
    return order.Merge(into="case:1", into_received=moment(at), **more)


def dates(walk: Walk) -> list[tuple[str, object]]:
    return [(each.clock.id, each.due) for each in deadlines(walk.case, walk.book) if each.open]


@pytest.mark.parametrize("council", COUNCILS)
def test_the_later_case_goes_on_in_the_earlier_and_owes_nothing(council: str) -> None:
    walk = begun(council)
    before = dates(walk)
    assert before
    walk.does("2026-06-03T10:00", walk.staff(OFFICE[council]), into_one_of("2026-06-01T10:00"))
    run = walk.case.main_run
    assert status(walk.case, run, book=walk.book).code == "merged"
    assert walk.case.merged_into == "case:1"
    assert dates(walk) == []
    assert asked(walk.case, book=walk.book) == frozenset()


@pytest.mark.parametrize("council", COUNCILS)
def test_taken_apart_it_goes_on_from_its_own_receipt_with_its_own_dates(council: str) -> None:
    walk = begun(council)
    before, code = dates(walk), status(walk.case, walk.case.main_run, book=walk.book).code
    by = walk.staff(OFFICE[council])
    walk.does("2026-06-03T10:00", by, into_one_of("2026-06-01T10:00"))
    walk.does("2026-06-05T10:00", by, order.Unmerge(reason="digest"))
    assert dates(walk) == before
    assert status(walk.case, walk.case.main_run, book=walk.book).code == code
    assert walk.case.merged_into == ""


@pytest.mark.parametrize("council", COUNCILS)
@pytest.mark.parametrize(
    ("order_of", "code"),
    [
        (lambda: into_one_of("2026-06-02T10:01"), "merged-later"),
        (lambda: into_one_of("2026-06-03"), "merged-later"),
        (lambda: into_one_of("2026-06-01", same_person=False), "not-the-same-person"),
        (lambda: into_one_of("2026-06-01", into_merged=True), "merged-itself"),
        (lambda: into_one_of("2026-06-01", reason=""), "reason-needed"),
        (lambda: order.Unmerge(reason="digest"), "not-merged"),
    ],
)
def test_what_stands_against_it(council: str, order_of: Any, code: str) -> None:
    walk = begun(council)
    with pytest.raises(Refused) as refused:
        walk.does("2026-06-03T10:00", walk.staff(OFFICE[council]), order_of())
    assert refused.value.code == code


@pytest.mark.parametrize("council", COUNCILS)
def test_at_the_same_moment_is_no_loss_of_time(council: str) -> None:
    walk = begun(council)
    walk.does("2026-06-03T10:00", walk.staff(OFFICE[council]), into_one_of("2026-06-02T10:00"))
    assert walk.case.merged_into


@pytest.mark.parametrize("council", COUNCILS)
def test_it_is_not_put_together_twice_nor_by_the_complainant(council: str) -> None:
    walk = begun(council)
    by = walk.staff(OFFICE[council])
    with pytest.raises(Refused):
        walk.does("2026-06-03T10:00", walk.staff("investigating-officer"), into_one_of("2026-06-01"))
    walk.does("2026-06-03T10:00", by, into_one_of("2026-06-01"))
    with pytest.raises(Refused) as refused:
        walk.does("2026-06-03T11:00", by, into_one_of("2026-06-01"))
    assert refused.value.code == "run-ended"


def test_what_has_been_answered_is_linked_and_not_put_together() -> None:
    walk = begun("dartford", "2026-06-01T10:00").allocated().acknowledged().answered()
    with pytest.raises(Refused) as refused:
        walk.does("2026-06-20T10:00", walk.staff("corporate-services-team"), into_one_of("2026-06-01"))
    assert refused.value.code == "merged-answered"


def test_a_moment_without_a_time_counts_from_the_beginning_of_its_day() -> None:
    assert Moment.on(moment("2026-06-02").day).sort_key() <= moment("2026-06-02T00:01").sort_key()
