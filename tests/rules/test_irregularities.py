"""Does a correction bring to light what it would have barred, and delete nothing?"""

from datetime import date

import pytest

from redress.rules import actions as order
from redress.rules import irregularities as told
from redress.rules.irregularities import irregularities
from redress.rules.refusals import Refused
from tests.rules.walks import COMPLAINANT, Walk, moment

ADMINISTRATOR = ("complaints-administrator",)
INVESTIGATOR = ("stage-one-investigator",)


def codes(walk: Walk) -> list[tuple[str, int]]:
    return [(found.code, found.seq) for found in irregularities(walk.case, walk.book)]


def corrected(walk: Walk, by: tuple[str, ...], **facts) -> Walk:
    action = order.Correct(reason="digest", **facts)
    return walk.does("2026-08-03", walk.staff(*by), action)


@pytest.fixture
def answered() -> Walk:
    """A King's Lynn complaint answered on 30 January 2026 whose Stage Two request came on 2 March, in time."""
    walk = Walk("kings-lynn").receives("2026-01-05", happened_on=date(2025, 12, 1))
    administrator, investigator = walk.staff(*ADMINISTRATOR), walk.staff(*INVESTIGATOR)
    walk.does("2026-01-05", administrator, order.Register())
    walk.does("2026-01-05", administrator, order.Allocate(to=walk.holder(*INVESTIGATOR)))
    walk.does("2026-01-06", administrator, order.Acknowledge(letter=walk.letter("stage-one-acknowledgement")))
    finding = (order.Finding("p1", "upheld"),)
    walk.does("2026-01-30", investigator, order.Respond(findings=finding, letter=walk.letter("stage-one-response")))
    return walk.does("2026-03-02", COMPLAINANT, order.RequestNextStage(reasons="digest"))


def test_a_case_without_corrections_has_none(answered: Walk) -> None:
    assert codes(answered) == []


def test_a_request_that_truly_came_later_is_told_and_stays(answered: Walk) -> None:
    before = answered.case.main_run.stage
    corrected(answered, ADMINISTRATOR, supersedes=8, at=moment("2026-03-03"))
    assert codes(answered) == [("late-request", 8)]
    assert answered.case.main_run.stage == before == "stage-two"
    (found,) = irregularities(answered.case, answered.book)
    assert found.sentence() == (
        "By the corrected dates the request of Tuesday 3 March 2026 came after the last day for asking, "
        "Monday 2 March 2026 (paragraph 3)."
    )


def test_a_matter_that_truly_occurred_long_ago_is_told(answered: Walk) -> None:
    corrected(answered, ADMINISTRATOR, supersedes=1, happened_on=date(2024, 12, 1))
    assert codes(answered) == [("late-complaint", 3)]


def test_a_receipt_that_truly_was_later_than_the_acknowledgement_is_told(answered: Walk) -> None:
    corrected(answered, ADMINISTRATOR, supersedes=1, at=moment("2026-01-07"))
    assert codes(answered) == [("before-receipt", 5)]


def test_an_extension_that_truly_came_after_the_date_it_extended_is_told() -> None:
    walk = Walk().receives("2026-06-01T10:00").allocated()
    manager = walk.staff("service-manager", name="manager")
    walk.does("2026-06-03", manager, order.Acknowledge(letter=walk.letter("stage-one-acknowledgement")))
    extend = order.Extend(days=5, reason_kind="complexity", letter=walk.letter("extension-notice"))
    walk.does("2026-06-15", manager, extend)
    extension = walk.case.seq
    assert codes(walk) == []
    corrected(walk, ("corporate-services-team",), supersedes=extension, at=moment("2026-06-17"))
    assert codes(walk) == [("late-extension", extension)]
    assert walk.due("stage-one-response").missed == date(2026, 6, 16)


def test_every_kind_has_its_sentence_and_paragraph(answered: Walk) -> None:
    corrected(answered, ADMINISTRATOR, supersedes=1, happened_on=date(2024, 12, 1))
    corrected(answered, ADMINISTRATOR, supersedes=8, at=moment("2026-03-03"))
    found = irregularities(answered.case, answered.book)
    assert {each.code for each in found} <= told.SENTENCES.keys()
    assert all(each.paragraph in answered.policy.paragraphs for each in found)


def test_a_correction_that_makes_a_complaint_timely_overtakes_its_decline() -> None:
    """Declined as more than a year old; then it turns out to have occurred within the year."""
    walk = Walk("kings-lynn").receives("2026-01-05", happened_on=date(2024, 1, 1))
    administrator = walk.staff(*ADMINISTRATOR)
    grounds = tuple(ground.id for ground in walk.policy.late.grounds)
    declined = order.DecideLateness(accepted=False, considered=grounds, reason="digest")
    walk.does("2026-01-06", administrator, declined)
    assert walk.due("stage-one-response").lapsed
    with pytest.raises(Refused, match="declined-as-late"):
        walk.does("2026-01-06", administrator, order.Register())
    corrected(walk, ADMINISTRATOR, supersedes=1, happened_on=date(2025, 12, 1))
    assert walk.due("stage-one-response").open
    walk.does("2026-08-04", administrator, order.Register())
