"""What becomes of the points of a complaint, in both councils: found, moved, added later, or another body's?"""

from __future__ import annotations

import random

import pytest

from redress import policies
from redress.rules import actions as order
from redress.rules.events import Answer, Finding, Linked, Point, PointsSettled
from redress.rules.points import NOT_OURS, next_number
from redress.rules.refusals import Refused
from tests.policy.conftest import Story
from tests.requirement import requirement
from tests.rules.walks import Walk

COUNCILS = ("dartford", "kings-lynn")
PARAGRAPH = {"dartford": "2.2", "kings-lynn": "3"}
DESK = {"dartford": "corporate-services-team", "kings-lynn": "complaints-administrator"}
MANAGER = {"dartford": "service-manager", "kings-lynn": "stage-one-investigator"}


def three(council: str) -> Walk:
    points = tuple(Point(f"p{number}", landlord="no") for number in (1, 2, 3))
    return given_out(Walk(council=council).receives("2026-06-01T10:00", points=points), council)


def given_out(walk: Walk, council: str) -> Walk:
    """Registered, given to a manager and acknowledged."""
    desk, manager = walk.staff(DESK[council]), walk.staff(MANAGER[council], name="manager")
    walk.does("2026-06-01", desk, order.Register())
    walk.does("2026-06-01", desk, order.Allocate(to=walk.holder(MANAGER[council], name="manager")))
    by = manager if council == "dartford" else desk
    return walk.does("2026-06-03", by, order.Acknowledge(letter=walk.letter("stage-one-acknowledgement")))


def moved(walk: Walk, council: str, points: str, at: str = "2026-06-04") -> Walk:
    answers = (Answer("points", points), Answer("reason", "why"))
    action = order.TakeStep(step="split", option="split", answers=answers, other="case:77")
    return walk.does(at, walk.staff(DESK[council]), action)


def issue(walk: Walk, council: str, option: str, at: str, *, other: str = "") -> Walk:
    subject = policies.current(council).subjects[0].id
    answers = (Answer("issue", "what"), Answer("kind", subject), Answer("reason", "why"))
    action = order.TakeStep(step="new-issue", option=option, answers=answers, other=other)
    return walk.does(at, walk.staff(DESK[council]), action)


def answer(walk: Walk, findings: tuple[Finding, ...], council: str, at: str = "2026-06-12") -> Walk:
    action = order.Respond(findings=findings, letter=walk.letter("stage-one-response"))
    return walk.does(at, walk.staff(MANAGER[council], name="manager"), action)


# --- a new issue ----------------------------------------------------------------------------------


@pytest.mark.parametrize("council", COUNCILS)
def test_before_the_answer_a_related_issue_becomes_a_further_point(council: str) -> None:
    walk = issue(three(council), council, "further-point", "2026-06-05")
    assert [point.id for point in walk.case.points] == ["p1", "p2", "p3", "p4"]
    new = walk.case.points[-1]
    assert (new.heading, new.subject, new.landlord) == (
        "what",
        policies.current(council).subjects[0].id,
        "unknown",
    )
    assert list(walk.case.runs) == ["r1"]


@pytest.mark.parametrize(
    ("council", "told"),
    [
        (
            "kings-lynn",
            """
            Mon 02 Mar 2026  complaint received
            Tue 03 Mar 2026  acknowledged
            Thu 05 Mar 2026  step new-issue: unrelated
            Thu 05 Mar 2026  refused under 3: step new-issue: answered
            Thu 05 Mar 2026  refused under 3: step new-issue: further-point not answering reason
            Fri 06 Mar 2026  step new-issue: further-point
            Mon 23 Mar 2026  answered: upheld
            Tue 24 Mar 2026  refused under 3: step new-issue: further-point
            Tue 24 Mar 2026  refused under 3: step new-issue: delay
            Tue 24 Mar 2026  step new-issue: answered
            """,
        ),
        (
            "dartford",
            """
            Mon 01 Jun 2026 10:00  complaint received
            Tue 02 Jun 2026        acknowledged
            Thu 04 Jun 2026        step new-issue: delay
            Thu 04 Jun 2026        refused under 2.2: step new-issue: answered
            Fri 05 Jun 2026        step new-issue: further-point
            Mon 08 Jun 2026        settled as a council matter
            Fri 12 Jun 2026        answered: upheld
            Mon 15 Jun 2026        refused under 2.2: step new-issue: further-point
            Mon 15 Jun 2026        step new-issue: answered
            """,
        ),
    ],
)
def test_a_new_issue_joins_the_complaint_only_while_the_answer_has_not_gone(
    story: Story, council: str, told: str
) -> None:
    story(council, told)


@pytest.mark.parametrize("council", COUNCILS)
def test_the_rule_on_new_issues_is_the_policys_with_its_paragraph_and_reading(council: str) -> None:
    step = policies.current(council).step("new-issue")
    assert step.paragraph == PARAGRAPH[council]
    assert "Codes have it" in step.reading
    assert [option.id for option in step.options] == ["further-point", "answered", "unrelated", "delay"]


@pytest.mark.parametrize("council", COUNCILS)
def test_a_new_complaint_is_linked_and_a_case_must_have_been_opened_for_it(council: str) -> None:
    walk = three(council)
    with pytest.raises(Refused) as no:
        issue(walk, council, "unrelated", "2026-06-05")
    assert (no.value.code, no.value.paragraph) == ("own-case-needed", PARAGRAPH[council])
    issue(walk, council, "unrelated", "2026-06-05", other="case:9")
    assert walk.history[-1].event == Linked("new-issue", "case:9", "why")
    assert len(walk.case.points) == 3


# --- points that go to a case of their own --------------------------------------------------------


@requirement("DA-5.4.1-3", "DA-4.5-1")
@pytest.mark.parametrize("council", COUNCILS)
def test_a_point_that_moved_keeps_its_number_and_where_it_went(council: str) -> None:
    walk = moved(three(council), council, "p2")
    assert [point.id for point in walk.case.points] == ["p1", "p3"]
    assert [(point.id, point.moved_to) for point in walk.case.moved] == [("p2", "case:77")]
    assert walk.case.links["case:77"].kind == "split-off"
    issue(walk, council, "further-point", "2026-06-05")
    assert [point.id for point in walk.case.points] == ["p1", "p3", "p4"]


@pytest.mark.parametrize("council", COUNCILS)
def test_the_last_point_never_goes(council: str) -> None:
    walk = three(council)
    with pytest.raises(Refused) as no:
        moved(walk, council, "p1,p2,p3")
    assert no.value.code == "last-point"
    assert moved(walk, council, "p1,p2").case.points == (Point("p3", landlord="no"),)
    with pytest.raises(Refused) as no:
        moved(walk, council, "p3")
    assert no.value.code == "not-here"  # one point alone is not split


# --- findings -------------------------------------------------------------------------------------


@requirement("DA-2.2-6", "KL-3-4")
@pytest.mark.parametrize("council", COUNCILS)
def test_every_point_has_its_finding_and_its_own_reason_before_the_answer_goes(council: str) -> None:
    walk = three(council)
    whole = tuple(Finding(f"p{number}", "upheld", "why", ("apology",)) for number in (1, 2, 3))
    for findings, code in (
        (whole[:2], "point-unanswered"),
        ((*whole[:2], Finding("p3", "upheld")), "point-reason-needed"),
    ):
        with pytest.raises(Refused) as no:
            answer(walk, findings, council)
        assert (no.value.code, no.value.parameters["point"]) == (code, "p3")
    assert answer(walk, whole, council).case.main_run.findings["stage-one"] == whole


@pytest.mark.parametrize("council", COUNCILS)
def test_what_is_another_bodys_alone_is_left_to_it_and_never_the_whole(council: str) -> None:
    walk = three(council)
    desk = walk.staff(DESK[council])
    points = walk.case.points
    with pytest.raises(Refused) as no:
        walk.does("2026-06-04", desk, order.SettlePoints(points=(*points[:2], Point("p3", responsible="other"))))
    assert no.value.code == "body-needed"
    theirs = Point("p3", landlord="no", responsible="other", body="lgsco")
    walk.does("2026-06-04", desk, order.SettlePoints(points=(*points[:2], theirs)))
    with pytest.raises(Refused) as no:
        answer(walk, tuple(Finding(f"p{number}", NOT_OURS, "why") for number in (1, 2, 3)), council)
    assert no.value.code == "point-unanswered"  # p1 is ours
    found = (Finding("p1", "upheld", "why"), Finding("p2", "upheld", "why"), Finding("p3", NOT_OURS, "why"))
    assert answer(walk, found, council).case.main_run.outcomes["stage-one"] == "upheld"


@pytest.mark.parametrize("council", COUNCILS)
def test_where_everything_is_another_bodys_there_is_nothing_to_answer(council: str) -> None:
    walk = given_out(Walk(council=council).receives("2026-06-01T10:00"), council)
    theirs = Point("p1", landlord="no", responsible="other", body="lgsco")
    walk.does("2026-06-04", walk.staff(DESK[council]), order.SettlePoints(points=(theirs,)))
    with pytest.raises(Refused) as no:
        answer(walk, (Finding("p1", NOT_OURS),), council)
    assert no.value.code == "nothing-ours"


# --- contributions --------------------------------------------------------------------------------


@requirement("KL-3-3")
def test_KL_3_the_answer_waits_for_every_contribution_that_was_asked_for(story: Story) -> None:
    story(
        "kings-lynn",
        """
        Mon 02 Mar 2026  complaint received with 2 points
        Tue 03 Mar 2026  acknowledged
        Wed 04 Mar 2026  contribution is not owed
        Wed 04 Mar 2026  step ask-contribution: asked giving Fri 13 Mar 2026
        Fri 13 Mar 2026  contribution is due under 3
        Mon 16 Mar 2026  contribution is owed by the contributing officer
        Mon 16 Mar 2026  refused under 3: answered: upheld
        Mon 16 Mar 2026  refused under 3: step contribution: without not answering reason
        Mon 16 Mar 2026  step contribution: received
        Mon 16 Mar 2026  contribution is not owed
        Mon 16 Mar 2026  answered: upheld
        """,
    )


def test_DA_5_10_the_lead_can_answer_without_a_contribution_for_a_reason(story: Story) -> None:
    story(
        "dartford",
        """
        Mon 01 Jun 2026 10:00  complaint received for the service parks and housing
        Tue 02 Jun 2026        step lead-service: named
        Tue 02 Jun 2026        acknowledged
        Tue 02 Jun 2026        allocated to the service manager
        Wed 03 Jun 2026        step ask-contribution: asked giving Mon 08 Jun 2026
        Tue 09 Jun 2026        refused under 5.10: answered: upheld
        Tue 09 Jun 2026        step contribution: without
        Tue 09 Jun 2026        answered: upheld
        """,
    )


# --- whatever happens -----------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("council", COUNCILS)
def test_points_are_never_lost_and_numbers_never_given_twice(council: str, seed: int) -> None:
    """At the end every point there ever was has a finding or stands in another case."""
    chance, walk = random.Random(seed), three(council)
    ever = {point.id for point in walk.case.points}
    for _step in range(12):
        new = next_number(walk.case)
        assert new not in ever
        try:
            if chance.random() < 0.5:
                issue(walk, council, "further-point", "2026-06-05")
            else:
                picked = chance.sample([point.id for point in walk.case.points], k=chance.randint(1, 2))
                moved(walk, council, ",".join(picked), "2026-06-05")
        except (Refused, ValueError):
            continue
        now = {point.id for point in (*walk.case.points, *walk.case.moved)}
        assert ever <= now <= ever | {new}
        assert walk.case.points
        assert len(now) == len(walk.case.points) + len(walk.case.moved)
        ever = now
    settled = tuple(Point(point.id, landlord="no", heading=point.heading) for point in walk.case.points)
    walk.does("2026-06-06", walk.staff(DESK[council]), order.SettlePoints(points=settled))
    assert isinstance(walk.history[-1].event, PointsSettled)
    found = tuple(Finding(point.id, "upheld", "why") for point in walk.case.points)
    answer(walk, found, council)
    answered = {finding.point for finding in walk.case.main_run.findings["stage-one"]}
    elsewhere = {point.id for point in walk.case.moved if point.moved_to}
    assert answered | elsewhere == ever
    assert not answered & elsewhere
