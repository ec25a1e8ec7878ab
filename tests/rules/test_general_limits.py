"""Do limits hold whatever happens: windows that are the later of two, caps on the whole, rights, misses?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from redress.policies import book_of
from redress.policies.loader import load
from redress.rules import actions as order
from redress.rules.actors import Actor
from redress.rules.clock import deadlines, end_of, rights
from redress.rules.decide import refusal_of
from redress.rules.events import Finding, Point
from redress.rules.explanation import working_lines
from redress.rules.picture import picture
from redress.rules.policy import Rulebook
from redress.rules.refusals import Refused
from tests.policy.marshbridge import FOLDER, MARSHBRIDGE
from tests.rules.walks import COMPLAINANT, Walk

DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2027, 12, 31))
OFFICE, HEAD, REVIEWER, CLERK = "complaints-office", "service-head", "reviewing-officer", "panel-clerk"
ANSWERERS = {"stage-one": HEAD, "stage-two": REVIEWER, "stage-three": CLERK}
ANSWERS = {"stage-one": "stage-one-answer", "stage-two": "stage-two-answer", "stage-three": "panel-answer"}


@cache
def book() -> Rulebook:
    return book_of([load(FOLDER / "three_stages.toml")])


def walk() -> Walk:
    return Walk(council=MARSHBRIDGE, book=book())


def received(on: date, **facts: object) -> Walk:
    return walk().receives(on.isoformat(), **facts)


def refusal_to(walk: Walk, on: date, by: Actor, action: order.Action) -> Refused | None:
    """Do it, or say why it is refused."""
    try:
        walk.does(on.isoformat(), by, action)
    except Refused as refused:
        return refused
    return None


def given_out(walk: Walk, on: date) -> Walk:
    desk, stage = walk.staff(OFFICE), walk.case.main_run.stage
    if stage == "stage-one":
        walk.does(on.isoformat(), desk, order.Register())
    return walk.does(on.isoformat(), desk, order.Allocate(to=walk.holder(ANSWERERS[stage])))


def answered(walk: Walk, on: date, *outcomes: str) -> Walk:
    stage = walk.case.main_run.stage
    points = walk.case.points
    chosen = outcomes or ("not-upheld",) * len(points)
    findings = tuple(Finding(point.id, outcome, "why") for point, outcome in zip(points, chosen, strict=True))
    action = order.Respond(findings=findings, letter=walk.letter(ANSWERS[stage]))
    return walk.does(on.isoformat(), walk.staff(ANSWERERS[stage]), action)


def at_stage_three(on: date = date(2026, 10, 5)) -> Walk:
    walk = given_out(received(date(2026, 6, 1)), date(2026, 6, 1))
    answered(walk, date(2026, 6, 29)).does("2026-07-31", COMPLAINANT, order.RequestNextStage(reasons="x"))
    answered(given_out(walk, date(2026, 7, 31)), date(2026, 9, 1))
    return walk.does(on.isoformat(), COMPLAINANT, order.RequestNextStage(reasons="x"))


# --- properties ------------------------------------------------------------------------------------


@given(happened=DAYS, waited=st.integers(0, 300), took=st.integers(0, 60))
def test_the_later_of_two_is_never_before_either(happened: date, waited: int, took: int) -> None:
    came = happened + timedelta(days=waited)
    walk = answered(given_out(received(came, happened_on=happened), came), came + timedelta(days=took))
    window = walk.due("stage-two-window")
    calendar = window.working.calendar
    (further,) = window.clock.ends.of  # type: ignore[union-attr]
    ends = [
        end_of(happened, window.clock.length, calendar)[1],
        end_of(came + timedelta(days=took), further.length, calendar)[1],
    ]
    assert window.due == window.printed == max(ends)
    assert not window.provisional


@given(waited=st.integers(0, 60))
def test_the_earlier_of_two_is_never_after_either(waited: int) -> None:
    asked = date(2026, 10, 5)
    walk = at_stage_three(asked)
    before = walk.due("panel-invitation")
    assert before.provisional
    given_out(walk, asked + timedelta(days=waited))
    after = walk.due("panel-invitation")
    assert after.due <= before.due
    ten_more = after.working.calendar.nth_working_day_after(asked + timedelta(days=waited), 10)
    assert after.due == min(before.due, ten_more)


@settings(max_examples=60)
@given(
    came=DAYS,
    asked=st.lists(st.one_of(st.integers(1, 40), st.timedeltas(timedelta(1), timedelta(70))), min_size=1, max_size=5),
)
def test_a_cap_on_the_whole_is_never_exceeded(came: date, asked: list[int | timedelta]) -> None:
    walk = given_out(received(came), came)
    head = walk.staff(HEAD)
    for wanted in asked:
        days = wanted if isinstance(wanted, int) else 0
        until = came + wanted if isinstance(wanted, timedelta) else None
        before = walk.due("stage-one-response")
        action = order.Extend(days=days, until=until, reason_kind="other", letter=walk.letter("more-time"))
        refused = refusal_to(walk, came, head, action)
        now = walk.due("stage-one-response")
        assert refused is None or (refused.code in ("over-total", "not-later") and now == before)
        cap = max(came + timedelta(days=42), now.original)
        assert now.cap == cap
        assert before.due <= now.due
        assert now.printed <= now.due <= cap
        assert now.left == max(0, (cap - (now.working.computed or cap)).days)
        assert picture(now)[-1].days[-1].day >= now.due
        assert any("42 days" in line for line in working_lines(now, walk.policy))


#: Only these may bring a date forward, or undo a miss: what a person put right, or an act that the policy counts from.
MAY_BRING_FORWARD = {"settle-points", "correct", "allocate"}
ACTS = (
    "contact",
    "note",
    "allocate",
    "acknowledge",
    "extend",
    "respond",
    "request",
    "settle",
    "settle-care",
    "withdraw",
)


def ordered(walk: Walk, act: str) -> tuple[str, order.Action]:
    """Who does it and what they order, wherever the case stands."""
    stage = walk.case.main_run.stage
    points = walk.case.points
    findings = tuple(Finding(point.id, "upheld", "why") for point in points)
    return {
        "contact": lambda: (OFFICE, order.Contact(method="telephone", result="reached", note="n")),
        "note": lambda: (OFFICE, order.Note(note="n")),
        "allocate": lambda: (OFFICE, order.Allocate(to=walk.holder(ANSWERERS[stage]))),
        "acknowledge": lambda: (OFFICE, order.Acknowledge(letter=walk.letter("acknowledgement"))),
        "extend": lambda: (
            ANSWERERS[stage],
            order.Extend(days=3, reason_kind="other", letter=walk.letter("more-time")),
        ),
        "respond": lambda: (ANSWERERS[stage], order.Respond(findings=findings, letter=walk.letter(ANSWERS[stage]))),
        "request": lambda: ("", order.RequestNextStage(reasons="x")),
        "settle": lambda: (OFFICE, order.SettlePoints(points=tuple(replace(one, service="parks") for one in points))),
        "settle-care": lambda: (
            OFFICE,
            order.SettlePoints(points=tuple(replace(one, service="adult-care") for one in points)),
        ),
        "withdraw": lambda: ("", order.Withdraw(reason="r")),
    }[act]()


@settings(max_examples=80)
@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 20)), max_size=14))
def test_no_date_moves_backwards_except_by_a_named_event(acts: list[tuple[str, int]]) -> None:
    day = date(2026, 1, 5)
    walk = received(day, happened_on=date(2025, 12, 1))
    walk.does(day.isoformat(), walk.staff(OFFICE), order.Register())
    for act, later in acts:
        day += timedelta(days=later)
        before = {each.clock.id: each for each in deadlines(walk.case, walk.book)}
        who, action = ordered(walk, act)
        refused = refusal_to(walk, day, walk.staff(who) if who else COMPLAINANT, action)
        assert refused is None or refused.paragraph in walk.policy.paragraphs
        if refused is not None:
            continue
        if action.name in MAY_BRING_FORWARD:
            continue
        for each in deadlines(walk.case, walk.book):
            if each.clock.id not in before:
                continue
            assert each.due >= before[each.clock.id].due, (act, each.clock.id)
            if before[each.clock.id].late_on(day) and each.binds_council and not each.met:
                assert each.late_on(day), f"{each.clock.id} forgot its miss"


# --- one by one ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("on", "late"), [("2026-06-29", False), ("2026-06-30", True)])
def test_a_miss_outlasts_a_withdrawal(on: str, late: bool) -> None:
    walk = received(date(2026, 6, 1)).does(on, COMPLAINANT, order.Withdraw(reason="r"))
    limit = walk.due("stage-one-response")
    assert limit.lapsed
    assert limit.lapsed_on == date.fromisoformat(on)
    assert limit.late_on(date(2026, 12, 1)) is late


def test_settling_the_services_changes_the_time_and_who_must_act() -> None:
    walk = received(date(2026, 6, 1), points=(Point("p1", landlord="no"), Point("p2", landlord="no")))
    assert walk.due("stage-one-response").due == date(2026, 6, 29)
    settled = (Point("p1", service="home-help", landlord="no"), Point("p2", service="parks", landlord="no"))
    walk.does("2026-06-02", walk.staff(OFFICE), order.SettlePoints(points=settled))
    limit = walk.due("stage-one-response")
    assert (limit.due, limit.clock.responsible, limit.paragraph) == (date(2026, 6, 15), "social-care-team", "3.4")


def test_the_longer_time_counts_where_the_policy_says_so() -> None:
    policy = book().newest[MARSHBRIDGE]
    clocks = tuple(
        replace(clock, several="longer") if clock.id == "stage-one-response" else clock for clock in policy.clocks
    )
    other = book_of([replace(policy, clocks=clocks)])
    points = (Point("p1", service="home-help", landlord="no"), Point("p2", service="parks", landlord="no"))
    walk = Walk(council=MARSHBRIDGE, book=other).receives("2026-06-01", points=points)
    assert walk.due("stage-one-response").due == date(2026, 6, 29)


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        (("unproven", "unproven", "not-upheld"), "unproven"),
        (("not-upheld", "unproven"), "not-upheld"),  # of equals, the first in the policy
        (("unproven", "not-upheld"), "not-upheld"),
        (("upheld", "unproven"), "partly-upheld"),
        (("upheld", "upheld"), "upheld"),
    ],
)
def test_of_two_outcomes_of_one_degree_the_one_found_most_is_the_outcome(found: tuple[str, ...], outcome: str) -> None:
    points = tuple(Point(f"p{number}", landlord="no") for number in range(len(found)))
    walk = answered(given_out(received(date(2026, 6, 1), points=points), date(2026, 6, 1)), date(2026, 6, 2), *found)
    assert walk.case.main_run.outcomes["stage-one"] == outcome


def test_the_button_opens_on_the_day_of_the_right() -> None:
    walk = received(date(2026, 6, 1))

    def refusal(today: date) -> Refused | None:
        return refusal_of(walk.case, "request-next-stage", by=COMPLAINANT, book=walk.book, today=today)

    refused = refusal(date(2026, 7, 13))
    assert refused is not None
    assert (refused.code, refused.paragraph, refused.parameters["from_day"]) == (
        "right-not-open",
        "6.1",
        date(2026, 7, 14),
    )
    assert refusal(date(2026, 7, 14)) is None
    assert [right.from_day for right in rights(walk.case, walk.book)] == [date(2026, 7, 14)]


def test_the_picture_numbers_no_day_to_which_the_last_was_only_moved() -> None:
    """Day 5 is a Saturday; the Sunday is left out, and the Monday by which it is in time is no day 7."""
    cells = {
        cell.day: cell for week in picture(received(date(2026, 6, 1)).due("acknowledgement")) for cell in week.days
    }
    assert (cells[date(2026, 6, 6)].mark, cells[date(2026, 6, 6)].number) == ("counted", 5)
    assert (cells[date(2026, 6, 7)].mark, cells[date(2026, 6, 7)].number) == ("skipped", None)
    assert (cells[date(2026, 6, 8)].mark, cells[date(2026, 6, 8)].number) == ("due", None)


@given(came=DAYS)
def test_a_previous_working_day_is_never_after_the_counted_one(came: date) -> None:
    walk = walk_of_comment(came)
    limit = walk.due("comment-answer")
    assert limit.due == limit.printed <= came + timedelta(days=10)
    assert limit.working.calendar.is_working_day(limit.due)
    assume(limit.due < came + timedelta(days=10))
    assert any("the last day is the working day before it" in line for line in working_lines(limit, walk.policy))


def walk_of_comment(came: date) -> Walk:
    return walk().does(
        came.isoformat(),
        COMPLAINANT,
        order.Receive(policy=MARSHBRIDGE, track="comment", channel="web", points=(Point("p1", landlord="no"),)),
    )
