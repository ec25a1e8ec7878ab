"""Is what a form would be refused for already known before it is opened?"""

from datetime import date

import pytest

from redress.rules import actions as order
from redress.rules.decide import refusal_of
from redress.rules.refusals import Refused
from tests.requirement import requirement
from tests.rules.walks import COMPLAINANT, Walk

ADMINISTRATOR = "complaints-administrator"


def refused(walk: Walk, action: str, *roles: str) -> str:
    """The code with which this kind of act is refused to these roles now; empty where the way is open."""
    found = refusal_of(walk.case, action, by=walk.staff(*roles), book=walk.book)
    return found.code if found else ""


@pytest.mark.parametrize(
    ("happened_on", "code"),
    [(None, "not-late"), (date(2025, 6, 2), "not-late"), (date(2025, 5, 31), "")],
)
def test_lateness_is_decided_only_where_a_complaint_came_late(happened_on: date | None, code: str) -> None:
    walk = Walk("kings-lynn").receives("2026-06-01", happened_on=happened_on)
    assert refused(walk, "decide-lateness", ADMINISTRATOR) == code


@requirement("Q18")
def test_a_late_request_is_for_the_appointed_officer_alone() -> None:
    walk = Walk("kings-lynn").receives("2026-01-05")
    administrator, investigator = walk.staff(ADMINISTRATOR), walk.staff("stage-one-investigator")
    walk.does("2026-01-05", administrator, order.Register())
    walk.does("2026-01-05", administrator, order.Allocate(to=walk.holder("stage-one-investigator")))
    walk.does("2026-01-06", administrator, order.Acknowledge(letter=walk.letter("stage-one-acknowledgement")))
    answer = order.Respond(findings=(order.Finding("p1", "upheld"),), letter=walk.letter("stage-one-response"))
    walk.does("2026-01-30", investigator, answer)
    in_time = Walk("kings-lynn", history=list(walk.history))
    in_time.does("2026-03-02", COMPLAINANT, order.RequestNextStage(reasons="digest"))
    assert refused(in_time, "accept-request", "senior-officer") == ""
    walk.does("2026-03-03", COMPLAINANT, order.RequestNextStage(reasons="digest"))
    for action in ("accept-request", "refuse-request"):
        assert refused(walk, action, "senior-officer") == "late-request-not-yours"
        assert refused(walk, action, "appointed-officer") == ""
    accept = order.AcceptRequest(
        finding="elements-not-considered", letter=walk.letter("stage-two-acceptance"), late_reason="digest"
    )
    with pytest.raises(Refused, match="late-request-not-yours"):
        walk.does("2026-03-04", walk.staff("senior-officer"), accept)
    walk.does("2026-03-04", walk.staff("appointed-officer"), accept)
