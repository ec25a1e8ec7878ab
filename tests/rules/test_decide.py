"""Is every move judged by the table, by the letters and by who makes it, and does each act have its effect?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest

from redress import policies
from redress.rules import actions as order
from redress.rules import events as happened
from redress.rules.actors import Actor
from redress.rules.case import Case, replay
from redress.rules.clock import deadlines
from redress.rules.consequences import CONSEQUENCES
from redress.rules.decide import decide, policy_in_force, refusal_of
from redress.rules.events import Finding, LetterSent, Point, Recorded, from_facts, to_facts
from redress.rules.independence import fit_to_hold
from redress.rules.letters import flags_of
from redress.rules.moments import Moment
from redress.rules.policy import ExtraWorkingDays, PolicyPin, Rulebook
from redress.rules.refusals import Refused
from redress.rules.wording import sentence
from tests.requirement import requirement
from tests.rules.walks import COMPLAINANT, FAR_AHEAD, Walk, book_with, moment


def refused(walk: Walk, at: str, by: Actor, action: order.Action, **how: Any) -> Refused:
    with pytest.raises(Refused) as raised:
        walk.does(at, by, action, **how)
    return raised.value


def test_every_action_has_its_consequence() -> None:
    assert set(CONSEQUENCES) | {order.Receive} == set(get_args(order.Action))


# --- taking in -------------------------------------------------------------------------------------


def test_a_case_begins_with_its_policy_and_calendar_pinned() -> None:
    run = Walk().receives("2026-06-01T10:00").case.main_run
    assert run.policy == policies.current("dartford").pin
    assert run.calendar == policies.rulebook().calendar_version
    assert (run.stage, run.received, run.holder) == ("stage-one", moment("2026-06-01T10:00"), "")


def test_a_day_that_no_calendar_knows_is_refused_wherever_it_is_given() -> None:
    early, at_last = Moment.on(date(2005, 6, 1)), date(2099, 6, 1)
    with pytest.raises(Refused, match="beyond-calendar"):
        Walk().receives("2005-06-01")
    walk = Walk().receives("2026-06-01T10:00").allocated().acknowledged()
    desk = walk.staff("corporate-services-team")
    correction = order.Correct(supersedes=1, at=early, reason="r" * 64)
    assert refused(walk, "2026-06-04", desk, correction).code == "beyond-calendar"
    for more in ({"days": 9999}, {"until": at_last}):
        with pytest.raises(Refused, match="beyond-calendar"):
            walk.extends("2026-06-04", **more)


def test_a_case_has_a_point_from_its_first_event() -> None:
    with pytest.raises(ValueError, match="at least one point"):
        Walk().receives("2026-06-01", points=())


def test_whoever_the_policy_does_not_name_takes_nothing_in() -> None:
    walk = Walk("kings-lynn")
    action = order.Receive(policy="kings-lynn", channel="letter", points=(Point("p1"),), track="mp-enquiry")
    no = refused(walk, "2026-08-03", COMPLAINANT, action)
    assert (no.code, no.paragraph) == ("not-your-role", "6")
    assert walk.does("2026-08-03", walk.staff("members-liaison"), action).case.main_run.track == "mp-enquiry"


def versions() -> Rulebook:
    old = policies.current("dartford")
    new = replace(old, version="2027-01", in_force_from=date(2027, 1, 1))
    book = policies.rulebook()
    return replace(book, policies={**book.policies, new.pin: new})


@pytest.mark.parametrize(
    ("day", "version"), [("2026-12-31", "2024-07"), ("2027-01-01", "2027-01"), ("2019-05-01", "2024-07")]
)
def test_the_policy_in_force_on_the_day_is_pinned(day: str, version: str) -> None:
    """The oldest there is for anything earlier still."""
    assert policy_in_force(versions(), "dartford", moment(day)).version == version


@requirement("DA-3.15-3")
def test_a_new_cap_counts_for_new_cases_only() -> None:
    old = policies.current("dartford")
    clocks = tuple(
        replace(clock, extension=replace(clock.extension, most=15))
        if clock.id == "stage-one-response" and isinstance(clock.extension, ExtraWorkingDays)
        else clock
        for clock in old.clocks
    )
    new = replace(old, version="2027-01", in_force_from=date(2027, 1, 1), clocks=clocks)
    book = policies.rulebook()
    as_before = {(new.pin, version): calendar for (pin, version), calendar in book.calendars.items() if pin == old.pin}
    book = replace(book, policies={**book.policies, new.pin: new}, calendars={**book.calendars, **as_before})
    before = Walk(book=book).receives("2026-12-31T10:00").allocated("2027-01-04").acknowledged("2027-01-04")
    assert before.due("stage-one-response").left == 10
    after = Walk(book=book).receives("2027-01-04T10:00").allocated("2027-01-04").acknowledged("2027-01-04")
    assert after.due("stage-one-response").left == 15
    assert refused(before, "2027-01-05", before.staff("service-manager", name="manager"), extend(before, 11)).code == (
        "over-cap"
    )
    after.does("2027-01-05", after.staff("service-manager", name="manager"), extend(after, 11))


def extend(walk: Walk, days: int) -> order.Extend:
    return order.Extend(days=days, reason_kind="other", letter=walk.letter("extension-notice"))


# --- when ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("at", "now"), [("2026-06-04", "2026-06-03"), ("2026-06-03T12:01", "2026-06-03T12:00")])
def test_what_has_not_happened_yet_cannot_be_recorded(at: str, now: str) -> None:
    walk = Walk().receives("2026-06-01T10:00").allocated()
    action = order.Acknowledge(letter=walk.letter("stage-one-acknowledgement"))
    no = refused(walk, at, walk.staff("service-manager", name="manager"), action, now=now)
    assert (no.code, no.paragraph) == ("in-the-future", "8.1.1(b)")
    receive = order.Receive(policy="dartford", channel="letter", points=(Point("p1"),))
    assert refused(Walk(), at, COMPLAINANT, receive, now=now).code == "in-the-future"


@pytest.mark.parametrize("at", ["2026-05-29", "2026-06-01T09:59"])
def test_nothing_is_done_about_a_complaint_before_it_came(at: str) -> None:
    walk = Walk().receives("2026-06-01T10:00")
    no = refused(walk, at, walk.staff("corporate-services-team"), order.Register(), now=FAR_AHEAD)
    assert no.code == "before-it-came"
    walk.does(at, walk.staff("corporate-services-team"), order.Note(note="she had called"), now=FAR_AHEAD)
    walk.does("2026-06-01", walk.staff("corporate-services-team"), order.Register(), now=FAR_AHEAD)


def test_a_request_is_answered_after_it_came_not_after_the_complaint() -> None:
    walk = Walk().to_answer().does("2026-07-03T16:50", COMPLAINANT, order.RequestNextStage(reasons="r"))
    to_director = order.Allocate(to=walk.holder("director"))
    desk = walk.staff("corporate-complaints-officer")
    assert refused(walk, "2026-06-20", desk, to_director, now=FAR_AHEAD).code == "before-it-came"
    walk.does("2026-07-06", desk, to_director)


# --- the table of moves ----------------------------------------------------------------------------


def test_the_refusal_that_comes_closest_is_the_one_told() -> None:
    """Of two rows for the same act, the one of the right stage and role says what is missing."""
    walk = Walk().receives("2026-06-01T10:00")
    action = order.Acknowledge(letter=walk.letter("stage-one-acknowledgement"))
    no = refused(walk, "2026-06-02", walk.staff("service-manager"), action)
    assert (no.code, no.parameters["milestone"]) == ("not-yet", "allocated")


def test_a_refusal_known_beforehand_is_the_refusal_of_the_act() -> None:
    walk = Walk().receives("2026-06-01T10:00")
    for by in (walk.staff("corporate-services-team"), walk.staff("service-manager"), COMPLAINANT):
        for name in order.ACTIONS:
            if name == "receive":
                continue
            known = refusal_of(walk.case, name, by=by, book=walk.book)
            if known is not None:
                assert sentence(known, walk.policy)
    known = refusal_of(walk.case, "acknowledge", by=walk.staff("service-manager"), book=walk.book)
    assert known is not None
    assert known.code == "not-yet"
    assert refusal_of(walk.case, "register", by=walk.staff("corporate-services-team"), book=walk.book) is None


def test_a_role_is_one_that_is_held_not_one_that_is_called_like_a_part() -> None:
    """Staff do not act as the complainant, and the complainant holds no role."""
    walk = Walk().to_answer()
    request = order.RequestNextStage(reasons="r")
    assert refused(walk, "2026-07-03", walk.staff("director"), request).code == "not-your-role"
    assert walk.does("2026-07-03", COMPLAINANT, request).history[-1].role == "complainant"


def test_whoever_covers_acts_for_the_one_in_charge() -> None:
    walk = Walk().receives("2026-06-01T10:00").allocated().acknowledged()
    stranger = walk.staff("service-manager", name="colleague")
    assert refused(walk, "2026-06-15", stranger, extend(walk, 3)).code == "not-yours"
    walk.does("2026-06-15", replace(stranger, covering_for="staff:manager"), extend(walk, 3))
    assert (walk.history[-1].by, walk.history[-1].covering_for) == ("staff:colleague", "staff:manager")


def test_whoever_is_barred_does_nothing_at_all() -> None:
    walk = Walk().receives("2026-06-01T10:00")
    desk = walk.staff("corporate-services-team")
    walk.does("2026-06-01", desk, order.BarPerson(bar="staff:manager", ground="complained-about"))
    no = refused(walk, "2026-06-01", walk.staff("service-manager", name="manager"), order.Note(note="n"))
    assert (no.code, no.paragraph) == ("person-cannot-take-this-case", "2.4")
    assert refused(walk, "2026-06-01", replace(desk, barred=True), order.Register()).code == no.code
    walk.does("2026-06-01", desk, order.Register())
    allocate = order.Allocate(to=walk.holder("service-manager", name="manager"))
    assert refused(walk, "2026-06-01", desk, allocate).code == no.code
    allocate = order.Allocate(to=walk.holder("service-manager", name="other", barred=True))
    assert refused(walk, "2026-06-01", desk, allocate).code == no.code


# --- the matter ------------------------------------------------------------------------------------


def late(council: str = "dartford") -> Walk:
    return Walk(council).receives("2026-03-15", happened_on=date(2025, 3, 14))


@pytest.mark.parametrize(
    ("action", "code"),
    [
        (order.DecideLateness(accepted=True, grounds=("prolonged-discussions",)), "reason-needed"),
        (order.DecideLateness(accepted=True, reason="r"), "ground-needed"),
        (order.DecideLateness(accepted=True, grounds=("moon",), reason="r"), "ground-needed"),
    ],
)
def test_a_late_complaint_goes_ahead_on_a_ground_and_with_a_reason(action: order.DecideLateness, code: str) -> None:
    walk = late()
    officer = walk.staff("departmental-complaints-officer")
    assert refused(walk, "2026-03-16", officer, action).code == code
    walk.does("2026-03-16", officer, replace(action, grounds=("prolonged-discussions",), reason="r"))
    assert walk.case.main_run.lateness_accepted is True
    assert refused(walk, "2026-03-16", officer, action).code == "already"


def test_lateness_is_decided_only_where_there_is_any() -> None:
    walk = Walk().receives("2026-03-14", happened_on=date(2025, 3, 14))
    action = order.DecideLateness(accepted=False, reason="r")
    assert refused(walk, "2026-03-16", walk.staff("departmental-complaints-officer"), action).code == "not-late"


def test_in_kings_lynn_every_ground_is_considered_before_a_late_complaint_is_declined() -> None:
    walk = late("kings-lynn")
    officer = walk.staff("appointed-officer")
    grounds = tuple(ground.id for ground in walk.policy.late.grounds)
    action = order.DecideLateness(accepted=False, considered=grounds[:-1], reason="r")
    no = refused(walk, "2026-03-16", officer, action)
    assert (no.code, no.parameters["grounds"]) == ("lateness-alone", [grounds[-1]])
    walk.does("2026-03-16", officer, replace(action, considered=grounds))
    desk = walk.staff("complaints-administrator")
    assert refused(walk, "2026-03-16", desk, order.Register()).code == "declined-as-late"


@requirement("KL-9-3", "DA-8.1.2-n2")
def test_the_ombudsmen_follow_from_every_point_each_named_once() -> None:
    points = (Point("p1", landlord="no"), Point("p2", landlord="yes"), Point("p3", landlord="no"))
    walk = Walk().receives("2026-06-01", points=points)
    desk = walk.staff("corporate-services-team")
    walk.does("2026-06-02", desk, order.Signpost(letter=walk.letter("ombudsman-signpost")))
    assert walk.history[-1].event.ombudsmen == ("lgsco", "housing-ombudsman")
    walk.does("2026-06-02", desk, order.SettlePoints(points=(*points[:2], Point("p3", landlord="unknown"))))
    no = refused(walk, "2026-06-02", desk, order.Signpost(letter=walk.letter("ombudsman-signpost")))
    assert (no.code, no.parameters["point"]) == ("ombudsman-undetermined", "p3")


def test_points_are_added_and_changed_but_never_dropped() -> None:
    walk = Walk().receives("2026-06-01", points=(Point("p1"), Point("p2")))
    desk = walk.staff("corporate-services-team")
    no = refused(walk, "2026-06-01", desk, order.SettlePoints(points=(Point("p1", landlord="yes"),)))
    assert no.code == "point-dropped"
    points = (Point("p1", landlord="yes"), Point("p2", landlord="no"), Point("p3", landlord="overlap"))
    walk.does("2026-06-01", desk, order.SettlePoints(points=points))
    assert walk.case.points == points
    assert walk.case.ombudsman_flags == {"yes", "no", "overlap"}


@requirement("DA-8.1.2-o1")
def test_a_subject_that_an_officer_settled_counts_for_the_letters_as_one_that_came_with_the_complaint() -> None:
    walk = Walk().receives("2026-06-01", points=(Point("p1", subject="delay"),))
    assert "discrimination" not in flags_of(walk.case, walk.case.main_run, walk.policy)
    settled = (Point("p1", subject="discrimination"),)
    walk.does("2026-06-01", walk.staff("corporate-services-team"), order.SettlePoints(points=settled))
    assert "discrimination" in flags_of(walk.case, walk.case.main_run, walk.policy)


# --- letters ---------------------------------------------------------------------------------------


def test_an_act_that_needs_a_letter_needs_the_right_one_and_all_of_it() -> None:
    walk = Walk("kings-lynn").receives("2026-03-02")
    walk.does("2026-03-02", walk.staff("complaints-administrator"), order.Register())
    desk = walk.staff("complaints-administrator")
    wrong = order.Acknowledge(letter=walk.letter("stage-one-response"))
    no = refused(walk, "2026-03-04", desk, wrong)
    assert (no.code, no.parameters["letter"]) == ("wrong-letter", "stage-one-acknowledgement")
    lacking = order.Acknowledge(letter=LetterSent("stage-one-acknowledgement", "l", "d", ("contact",)))
    no = refused(walk, "2026-03-04", desk, lacking)
    assert no.code == "letter-lacks"
    assert "response-date" in no.parameters["contents"]


def test_a_signpost_without_its_letter_is_refused() -> None:
    walk = Walk().to_answer()
    no = refused(walk, "2026-06-17", walk.staff("corporate-services-team"), order.Signpost())
    assert (no.code, no.parameters["letter"]) == ("letter-needed", "ombudsman-signpost")


@pytest.mark.parametrize(
    ("found", "overall"),
    [
        (("upheld", "upheld"), "upheld"),
        (("upheld", "not-upheld"), "partially-upheld"),
        (("not-upheld", "partially-upheld"), "partially-upheld"),
        (("not-upheld", "not-upheld"), "not-upheld"),
    ],
)
def test_the_outcome_of_the_whole_follows_from_the_points(found: tuple[str, str], overall: str) -> None:
    walk = Walk().receives("2026-06-01", points=(Point("p1", landlord="no"), Point("p2", landlord="no")))
    walk.allocated().acknowledged()
    findings = tuple(Finding(f"p{number}", outcome, "why") for number, outcome in enumerate(found, start=1))
    action = order.Respond(findings=findings, letter=walk.letter("stage-one-response"))
    walk.does("2026-06-16", walk.staff("service-manager", name="manager"), action)
    assert walk.case.main_run.outcomes == {"stage-one": overall}


@pytest.mark.parametrize("findings", [(), (Finding("p1", "sort-of"),)])
def test_a_finding_is_one_of_the_policys_for_a_point_of_the_case(findings: tuple[Finding, ...]) -> None:
    walk = Walk().receives("2026-06-01T10:00").allocated().acknowledged()
    action = order.Respond(findings=findings, letter=walk.letter("stage-one-response"))
    no = refused(walk, "2026-06-16", walk.staff("service-manager", name="manager"), action)
    assert no.code == "point-unanswered"


def test_a_finding_about_no_point_of_the_case_is_our_own_fault() -> None:
    walk = Walk().receives("2026-06-01T10:00").allocated().acknowledged()
    findings = (Finding("p1", "upheld"), Finding("p9", "not-upheld"))
    action = order.Respond(findings=findings, letter=walk.letter("stage-one-response"))
    with pytest.raises(ValueError, match="point of the case"):
        walk.does("2026-06-16", walk.staff("service-manager", name="manager"), action)


# --- more time -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "until", "code"),
    [
        (0, None, "not-later"),
        (-3, None, "not-later"),
        (0, date(2026, 6, 16), "not-later"),
        (0, date(2026, 6, 20), "not-a-working-day"),
        (11, None, "over-cap"),
        (0, date(2026, 7, 1), "over-cap"),
    ],
)
def test_an_extension_is_later_on_a_working_day_and_within_the_cap(days: int, until: date | None, code: str) -> None:
    walk = Walk().receives("2026-06-01T10:00").allocated().acknowledged()
    with pytest.raises(Refused) as raised:
        walk.extends("2026-06-15", days=days, until=until)
    assert raised.value.code == code


@pytest.mark.parametrize(("first", "second"), [(6, 4), (1, 9), (9, 1), (5, 5)])
@requirement("DA-2.7-vi-a")
def test_two_extensions_add_up_to_the_date_of_one(first: int, second: int) -> None:
    walk = Walk().receives("2026-06-01T10:00").allocated().acknowledged()
    walk.extends("2026-06-15", days=first).extends("2026-06-15", days=second)
    deadline = walk.due("stage-one-response")
    assert (deadline.due, deadline.left, deadline.original) == (date(2026, 6, 30), 0, date(2026, 6, 16))
    assert deadline.missed is None


def test_an_extension_after_the_due_date_is_late_and_an_extended_case_can_be_late_again() -> None:
    walk = Walk().receives("2026-06-01T10:00").allocated().acknowledged()
    walk.extends("2026-06-18", days=4)
    deadline = walk.due("stage-one-response")
    assert (deadline.due, deadline.missed) == (date(2026, 6, 22), date(2026, 6, 16))
    assert walk.history[-1].event.late
    assert deadline.late_on(date(2026, 6, 19))
    walk.answered("2026-06-22")
    assert walk.due("stage-one-response").late_on(date(2026, 6, 30))


# --- promises and corrections ----------------------------------------------------------------------


def test_a_letter_promises_the_dates_it_prints() -> None:
    walk = Walk().receives("2026-06-01T10:00").allocated().acknowledged()
    assert walk.history[-1].event.promises == (happened.Promise("stage-one-response", date(2026, 6, 16)),)
    walk = Walk("kings-lynn").receives("2026-01-05")
    walk.does("2026-01-05", walk.staff("complaints-administrator"), order.Register())
    officer = walk.staff("stage-one-investigator", name="manager")
    holder = walk.holder("stage-one-investigator", name="manager")
    walk.does("2026-01-05", walk.staff("complaints-administrator"), order.Allocate(to=holder))
    walk.does("2026-01-07", officer, order.Acknowledge(letter=walk.letter("stage-one-acknowledgement")))
    answer = order.Respond(findings=(Finding("p1", "upheld"),), letter=walk.letter("stage-one-response"))
    walk.does("2026-01-30", officer, answer)
    assert happened.Promise("stage-two-window", date(2026, 2, 28)) in walk.history[-1].event.promises
    assert walk.due("stage-two-window").due == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("right", "computed"), [("2026-06-04T16:00", date(2026, 6, 16)), ("2026-05-28T10:00", date(2026, 6, 16))]
)
def test_a_promised_date_never_moves(right: str, computed: date) -> None:
    walk = Walk().receives("2026-06-01T10:00").allocated().acknowledged()
    desk = walk.staff("corporate-services-team")
    walk.does("2026-06-08", desk, order.Correct(supersedes=1, at=moment(right), reason="r"))
    assert walk.due("stage-one-response").due == computed
    assert walk.due("stage-one-response").working.promised == date(2026, 6, 16)


def test_a_corrected_acknowledgement_moves_a_clock_that_nothing_promised() -> None:
    walk = Walk().receives("2026-06-01T10:00").allocated()
    letter = replace(walk.letter("stage-one-acknowledgement"))
    policy = walk.policy
    bare = tuple(
        replace(each, contents=tuple(content for content in each.contents if content.id != "target-date"))
        for each in policy.letters
    )
    walk.book = book_with("dartford", letters=bare)
    walk.does("2026-06-03", walk.staff("service-manager", name="manager"), order.Acknowledge(letter=letter))
    assert walk.due("stage-one-response").due == date(2026, 6, 16)
    action = order.Correct(supersedes=walk.case.seq, at=moment("2026-06-02"), reason="r")
    walk.does("2026-06-04", walk.staff("corporate-services-team"), action)
    assert walk.due("stage-one-response").due == date(2026, 6, 15)
    assert walk.case.main_run.milestone("acknowledged").at == moment("2026-06-02")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("action", "code"),
    [
        (order.Correct(supersedes=99, at=Moment.on(date(2026, 6, 1)), reason="r"), "nothing-to-correct"),
        (order.Correct(supersedes=0, at=Moment.on(date(2026, 6, 1)), reason="r"), "nothing-to-correct"),
        (order.Correct(supersedes=1, at=Moment.on(date(2026, 6, 1)), reason=""), "reason-needed"),
        (order.Correct(supersedes=1, at=Moment.on(date(2026, 6, 9)), reason="r"), "in-the-future"),
    ],
)
def test_a_correction_names_what_it_corrects_and_why(action: order.Correct, code: str) -> None:
    walk = Walk().receives("2026-06-01T10:00")
    assert refused(walk, "2026-06-03", walk.staff("corporate-services-team"), action).code == code


def test_the_last_correction_of_an_entry_counts() -> None:
    walk = Walk().receives("2026-06-03T10:00")
    desk = walk.staff("corporate-services-team")
    walk.does("2026-06-04", desk, order.Correct(supersedes=1, at=moment("2026-05-29"), reason="r"))
    walk.does("2026-06-04", desk, order.Correct(supersedes=1, at=moment("2026-06-01"), reason="r"))
    run = walk.case.main_run
    assert (run.received, run.recorded_received) == (moment("2026-06-01"), moment("2026-06-03T10:00"))
    assert walk.due("stage-one-acknowledgement").due == date(2026, 6, 5)


# --- the next stage --------------------------------------------------------------------------------


def kings_lynn_requested(**request: Any) -> Walk:
    walk = Walk("kings-lynn").receives("2026-03-25")
    desk, officer = walk.staff("complaints-administrator"), walk.staff("stage-one-investigator", name="ann")
    walk.does("2026-03-25", desk, order.Register())
    walk.does("2026-03-25", desk, order.Allocate(to=walk.holder("stage-one-investigator", name="ann")))
    walk.does("2026-03-27", desk, order.Acknowledge(letter=walk.letter("stage-one-acknowledgement")))
    answer = order.Respond(findings=(Finding("p1", "upheld"),), letter=walk.letter("stage-one-response"))
    walk.does("2026-04-15", officer, answer)
    return walk.does("2026-05-01", COMPLAINANT, order.RequestNextStage(reasons="r", **request))


def test_managing_somebody_who_only_held_the_case_is_warned_of_too() -> None:
    walk = Walk().receives("2026-06-01T10:00").allocated(name="first")
    desk = walk.staff("corporate-services-team")
    walk.does("2026-06-02", desk, order.Allocate(to=walk.holder("service-manager", name="manager")))
    walk.acknowledged().answered().does("2026-06-22", COMPLAINANT, order.RequestNextStage(reasons="r" * 64))
    manager_of_first = walk.holder("investigating-officer", line_manages=frozenset({"staff:first"}))
    position = walk.policy.position("stage-two-investigator")
    warned = fit_to_hold(manager_of_first, position, walk.case, walk.case.main_run)
    assert [each.act for each in warned] == ["line-manager"]


def test_what_somebody_does_in_the_open_stage_bars_them_from_no_more_than_another_run() -> None:
    walk = Walk().receives("2026-06-01T10:00").allocated(name="manager")
    holder, position = (
        walk.holder("investigating-officer", name="manager"),
        walk.policy.position("stage-two-investigator"),
    )
    case, run = walk.case, walk.case.main_run
    assert fit_to_hold(holder, position, case, run) == ()
    with pytest.raises(Refused, match="not-independent"):
        fit_to_hold(holder, position, case, replace(run, id="r2"))


@pytest.mark.parametrize("kind", ["accept", "refuse"])
def test_who_answered_stage_one_decides_neither_way_on_the_request_for_stage_two(kind: str) -> None:
    walk = kings_lynn_requested()
    officer = walk.staff("stage-one-investigator", "appointed-officer", name="ann")
    decisions: dict[str, order.Action] = {
        "accept": order.AcceptRequest(finding="elements-not-considered", letter=walk.letter("stage-two-acceptance")),
        "refuse": order.RefuseRequest(
            finding="full-and-comprehensive",
            reason_kinds=("answered-in-full",),
            letter=walk.letter("stage-two-refusal"),
        ),
    }
    assert refused(walk, "2026-05-05", officer, decisions[kind]).code == "not-independent"
    walk.does("2026-05-05", walk.staff("appointed-officer", name="another"), decisions[kind])


@requirement("KL-3-16")
@pytest.mark.parametrize("finding", ["", "moon"])
def test_a_request_is_neither_accepted_nor_refused_without_a_finding(finding: str) -> None:
    walk = kings_lynn_requested()
    officer = walk.staff("appointed-officer")
    accept = order.AcceptRequest(finding=finding, letter=walk.letter("stage-two-acceptance"))
    assert refused(walk, "2026-05-05", officer, accept).code == "finding-needed"
    refuse = order.RefuseRequest(
        finding=finding, reason_kinds=("unhappy-only",), letter=walk.letter("stage-two-refusal")
    )
    assert refused(walk, "2026-05-05", officer, refuse).code == "finding-needed"


def test_where_nobody_accepts_requests_there_is_nothing_to_accept() -> None:
    walk = Walk().to_answer().does("2026-07-03", COMPLAINANT, order.RequestNextStage())
    no = refused(walk, "2026-07-06", walk.staff("director"), order.AcceptRequest(finding="f"))
    assert no.code == "no-such-move"


def test_a_hard_window_refuses_a_late_request() -> None:
    """Neither council has one, but a policy may."""
    from redress.rules.policy import HardWindow

    clocks = tuple(
        replace(clock, binds=HardWindow()) if clock.id == "stage-two-window" else clock
        for clock in policies.current("kings-lynn").clocks
    )
    walk = Walk("kings-lynn", book=book_with("kings-lynn", clocks=clocks))
    desk, officer = walk.staff("complaints-administrator"), walk.staff("stage-one-investigator", name="ann")
    walk.receives("2026-03-25").does("2026-03-25", desk, order.Register())
    walk.does("2026-03-25", desk, order.Allocate(to=walk.holder("stage-one-investigator", name="ann")))
    walk.does("2026-03-27", desk, order.Acknowledge(letter=walk.letter("stage-one-acknowledgement")))
    answer = order.Respond(findings=(Finding("p1", "upheld"),), letter=walk.letter("stage-one-response"))
    walk.does("2026-04-15", officer, answer)
    no = refused(walk, "2026-05-18", COMPLAINANT, order.RequestNextStage(reasons="r"))
    assert (no.code, no.parameters["due"]) == ("window-closed", date(2026, 5, 15))
    walk.does("2026-05-18", COMPLAINANT, order.RequestNextStage(reasons="r", made_on=date(2026, 5, 15)))


def test_the_next_stage_begins_with_nobody_in_charge() -> None:
    run = kings_lynn_requested().case.main_run
    assert (run.stage, run.holder, run.position, run.agreed_draft) == ("stage-two", "", "", "")
    assert run.reasons_given
    assert run.milestone("answered", "stage-one") is not None
    assert run.milestone("answered") is None
    assert run.milestone("stage-one.answered") is not None


def test_runs_stand_side_by_side() -> None:
    walk = kings_lynn_requested()
    desk = walk.staff("complaints-administrator")
    enquiry = order.Receive(policy="kings-lynn", track="ombudsman", channel="letter", points=(Point("p1"),))
    walk.does("2026-05-04", desk, enquiry)
    case = walk.case
    assert list(case.runs) == ["r1", "r2"]
    assert case.main_run.id == "r2"
    assert {deadline.run for deadline in deadlines(case, walk.book)} == {"r1", "r2"}
    walk.does("2026-05-05", desk, order.AnswerOmbudsman(run="r2", letter="l"))
    walk.does("2026-05-05", desk, order.Close(run="r2"))
    assert walk.case.main_run.id == "r1"
    assert walk.case.points == (Point("p1", landlord="no"),)


# --- the fold --------------------------------------------------------------------------------------


def test_a_history_that_is_not_whole_is_refused() -> None:
    history = Walk().to_answer().history
    with pytest.raises(ValueError, match="not whole"):
        replay(history[1:])
    with pytest.raises(ValueError, match="not whole"):
        replay([history[0], *history[2:]])


@pytest.mark.parametrize("kind", sorted(happened.KINDS))
def test_an_event_is_read_back_as_it_was_written(kind: str) -> None:
    event = _sample(happened.KINDS[kind])
    facts = to_facts(event)
    assert from_facts(kind, facts) == event
    with pytest.raises((TypeError, KeyError)):
        from_facts(kind, facts.replace("{", '{"unheard-of":1,', 1).replace(",}", "}"))


def _sample(kind: type) -> Any:
    """An event of a kind with something in every field."""
    from dataclasses import fields
    from typing import get_type_hints

    samples: dict[Any, Any] = {
        str: "words",
        bool: True,
        int: 3,
        date: date(2026, 6, 1),
        Moment: moment("2026-06-01T10:00"),
        PolicyPin: PolicyPin("dartford", "2024-07"),
        LetterSent: LetterSent("k", "i", "d", ("a", "b"), ("staff:1",)),
        Point: Point("p1", "s", "yes", "delay", "contractor"),
        Finding: Finding("p1", "upheld"),
        happened.Answer: happened.Answer("reason", "digest"),
        happened.Promise: happened.Promise("stage-one-response", date(2026, 6, 16)),
        happened.Commitment: happened.Commitment(date(2026, 6, 30), "staff:3"),
    }

    def value(shape: Any) -> Any:
        arguments = [argument for argument in get_args(shape) if argument not in (type(None), Ellipsis)]
        if arguments:
            return (value(arguments[0]),) if shape.__class__.__name__ == "GenericAlias" else value(arguments[0])
        return samples[shape]

    hints = get_type_hints(kind)
    return kind(**{field.name: value(hints[field.name]) for field in fields(kind)})


def test_an_empty_case_has_no_run() -> None:
    assert Case().runs == {}
    with pytest.raises(IndexError):
        _ = Case().main_run


def test_decide_gives_run_stage_role_and_events() -> None:
    walk = Walk().to_answer()
    at = moment("2026-07-03T16:50")
    decided = decide(walk.case, order.RequestNextStage(reasons="r"), by=COMPLAINANT, at=at, now=at, book=walk.book)
    assert (decided.run, decided.stage, decided.role) == ("r1", "stage-two", "complainant")
    assert [type(event) for event in decided.events] == [happened.NextStageRequested]
    assert isinstance(walk.history[0], Recorded)
