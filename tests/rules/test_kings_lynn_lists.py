"""Does King's Lynn and West Norfolk's policy file hold every entry of its lists, and can each be chosen on a case?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from redress import policies
from redress.rules import actions as order
from redress.rules.clock import deadline_of
from redress.rules.decide import refusal_of
from redress.rules.events import Answer, Finding, Point
from redress.rules.policy import AnyNewDate, FromStep
from redress.rules.refusals import Refused
from redress.rules.stories.stand_ins import answers, letter_of
from tests.requirement import requirement
from tests.rules.walks import Walk, book_with, moment

DESK = "complaints-administrator"


def received(at: str = "2026-03-02T10:00", **facts: object) -> Walk:
    return Walk("kings-lynn").receives(at, **facts)


def takes(walk: Walk, step: str, option: str, at: str = "2026-03-02T11:00", by: str = DESK, **said: str) -> Walk:
    """Take a step with an option, everything asked answered in the usual way but for what is ``said``."""
    policy, case = walk.policy, walk.case
    of, chosen = policy.step(step), policy.option(step, option)
    action = order.TakeStep(
        step=step,
        option=option,
        answers=answers(of, chosen, case=case, policy=policy, at=moment(at), said=said),
        letter=letter_of(chosen, policy, number=len(walk.history) + 1, drafter=f"staff:{by}"),
    )
    return walk.does(at, walk.staff(by), action)


SUBJECTS = [
    ("KL-1-8", "delay", ["delay", "without", "good reason"]),
    ("KL-1-9", "service-not-provided", ["service", "did not get"]),
    ("KL-1-10", "decision-mistake", ["mistakes", "decision"]),
    ("KL-1-11", "law-or-policy-not-followed", ["law or", "not follow"]),
    ("KL-1-12", "wrong-information", ["told you was wrong or misled"]),
    ("KL-1-13", "discrimination", ["bias or unfair", "equality act 2010"]),
    ("KL-1-14", "staff-behaviour", ["rude, did not help or acted badly", "staff"]),
    ("KL-1-15", "poor-communication", ["poor communication"]),
    ("KL-1-16", "staff-conduct", ["staff acted", "served you"]),
]


@requirement(*(row for row, _, _ in SUBJECTS))
@pytest.mark.parametrize(("row", "subject", "words"), SUBJECTS)
def test_a_case_can_carry_every_example_of_a_complaint(row: str, subject: str, words: list[str]) -> None:
    policy = policies.current("kings-lynn")
    entry = next(one for one in policy.subjects if one.id == subject)
    assert entry.paragraph == "1"
    for each in words:
        assert each in f"{entry.name} {entry.hint}".casefold(), row
    walk = received(points=(Point("p1", landlord="no"),))
    walk.does("2026-03-02T11:00", walk.staff(DESK), order.SettlePoints(points=(Point("p1", subject=subject),)))
    assert walk.case.points[0].subject == subject


@requirement("KL-1-13")
@pytest.mark.parametrize(
    "characteristic", [one.id for one in policies.current("kings-lynn").lists["protected-characteristics"]]
)
def test_a_case_can_carry_the_protected_characteristic(characteristic: str) -> None:
    walk = takes(received(), "about-the-complainant", "recorded", characteristics=characteristic)
    assert Answer("characteristics", characteristic) in walk.case.main_run.steps["about-the-complainant"].answers
    assert len(walk.policy.lists["protected-characteristics"]) == 9


@requirement("KL-0-7")
@pytest.mark.parametrize("type", ["resident", "service-user", "other"])
def test_a_complainant_is_a_resident_a_service_user_or_another_said_freely(type: str) -> None:
    walk = takes(received(), "about-the-complainant", "recorded", type=type, **{"other-type": "digest"})
    given = {answer.question: answer.value for answer in walk.case.main_run.steps["about-the-complainant"].answers}
    assert given["type"] == type
    assert given["other-type"] == "digest"


EXCLUSIONS = [
    ("KL-5B-2", "service-request", ["one missed bin collection", "fly-tipping"], "service-request", ""),
    ("KL-5B-3", "resolve-informally", ["informally"], "", ""),
    ("KL-5B-4", "other-process", ["appeal, review or tribunal"], "outside-policy", "process"),
    ("KL-5B-4", "listed-process", ["another process"], "outside-policy", "route"),
    ("KL-5B-5", "legal-proceedings", ["legal proceedings"], "outside-policy", ""),
    ("KL-5B-6", "court-ruling", ["court or tribunal has ruled"], "outside-policy", "court"),
    ("KL-5B-7", "fraud", ["fraud or corruption", "inside or outside"], "outside-policy", "referred-to"),
    ("KL-5B-8", "councillor-conduct", ["councillor", "monitoring officer"], "outside-policy", ""),
    (
        "KL-5B-10",
        "personnel",
        ["appointments", "terms and conditions of employment", "disciplinary"],
        "outside-policy",
        "",
    ),
    ("KL-5B-11", "council-policy", ["council policy", "government policy"], "outside-policy", ""),
    ("KL-5B-12", "insurance", ["insurance claim"], "outside-policy", ""),
    ("KL-5B-1", "other", ["general guide", "reason"], "outside-policy", ""),
]


@requirement(*(row for row, *_ in EXCLUSIONS))
@pytest.mark.parametrize(("row", "option", "words", "ends", "asks"), EXCLUSIONS)
def test_every_exclusion_is_a_decision_of_its_own_on_evidence_and_with_a_reason(
    row: str, option: str, words: list[str], ends: str, asks: str
) -> None:
    entry = policies.current("kings-lynn").option("exclusion", option)
    for each in words:
        assert each in f"{entry.name} {entry.hint}".casefold(), row
    asked = ("reason", *(["evidence"] if ends == "outside-policy" else []), *([asks] if asks else []))
    for question in asked:
        with pytest.raises(Refused, match="answer-needed"):
            takes(received(), "exclusion", option, **{question: ""})
    walk = takes(received(), "exclusion", option)
    assert walk.case.runs["r1"].ended == ends


@requirement("KL-5B-5", "KL-5B-6")
def test_a_court_its_reference_and_its_date_can_be_kept() -> None:
    claim = {"claim": "digest", "started-on": "2026-02-02"}
    walk = takes(received(), "exclusion", "legal-proceedings", **claim)
    kept = {one.question: one.value for one in walk.case.run("r1").steps["exclusion"].answers}
    assert {**kept, **claim} == kept
    walk = takes(walk, "exclusion", "court-ruling", "2026-03-03", court="body", **{"ruled-on": "2026-02-27"})
    kept = {one.question: one.value for one in walk.case.run("r1").steps["exclusion"].answers}
    assert (kept["court"], kept["ruled-on"]) == ("body", "2026-02-27")


@requirement("KL-5B-8", "KL-5B-12")
def test_the_bodies_of_a_redirect_are_settings_that_the_letter_prints() -> None:
    policy = policies.current("kings-lynn")
    assert policy.contacts["monitoring-officer"].website
    assert policy.contacts["insurance"].lines
    redirect, refusal = policy.letter("councillor-conduct"), policy.letter("outside-policy")
    assert any(getattr(one.source, "contacts", ()) == ("monitoring-officer",) for one in redirect.contents)
    assert any(getattr(one.source, "contacts", ()) == ("insurance",) for one in refusal.contents)
    assert FromStep(question="process") in [one.source for one in refusal.contents]


@requirement("KL-1-5")
def test_not_justified_is_an_outcome_and_never_a_reason_to_leave_a_complaint_aside() -> None:
    policy = policies.current("kings-lynn")
    reasons = [*policy.step("triage").options, *policy.step("exclusion").options]
    reasons += [one for request in policy.requests for one in request.refusal_reasons]
    for reason in reasons:
        words = f"{reason.id} {reason.name}".casefold().replace("-", " ")
        assert not any(word in words for word in ("justified", "merit", "upheld", "unfounded", "trivial", "frivolous"))
    walk = received()
    with pytest.raises(Refused, match="option-closed"):
        walk.does("2026-03-02T11:00", walk.staff(DESK), order.TakeStep(step="exclusion", option="not-justified"))
    assert [one.id for one in policy.outcomes if one.justified == "no"] == ["not-upheld"]
    walk.does("2026-03-02T11:00", walk.staff(DESK), order.Register())
    answered = order.Respond(findings=(Finding("p1", "not-upheld"),), letter=walk.letter("stage-one-response"))
    with pytest.raises(Refused, match="not-yet"):
        walk.does("2026-03-03", walk.staff("stage-one-investigator"), answered)


@requirement("KL-2-4", "KL-6-3")
def test_reports_and_enquiries_are_no_complaints_in_the_figures() -> None:
    policy = policies.current("kings-lynn")
    counted = {track.id for track in policy.tracks if track.counts_as_complaint}
    assert counted == {"complaint"}
    assert policy.track("mp-enquiry").stages == ()
    assert not policy.moves_for("mp-enquiry", "request-next-stage")
    assert policy.track("mp-enquiry").series == "MPE"


@requirement("KL-2-7")
def test_a_service_request_that_was_not_resolved_is_not_just_closed() -> None:
    walk = received("2026-04-02T10:00", track="service-request")
    desk = walk.staff(DESK)
    assert refusal_of(walk.case, "close", by=desk, book=walk.book, run="r1") is None
    takes(walk, "service-request-result", "dissatisfied", "2026-04-14")
    refused = refusal_of(walk.case, "close", by=desk, book=walk.book, run="r1")
    assert refused is not None
    assert (refused.code, refused.paragraph) == ("already", "2")
    assert refusal_of(walk.case, "withdraw", by=desk, book=walk.book, run="r2") is None
    assert refusal_of(walk.case, "register", by=desk, book=walk.book, run="r2") is None
    assert refusal_of(walk.case, "step:service-request-result", by=desk, book=walk.book, run="r1") is None


@requirement("KL-1-2")
def test_there_are_two_stages_each_with_its_decider_and_dartford_has_its_own() -> None:
    policy, other = policies.current("kings-lynn"), policies.current("dartford")
    assert [(stage.name, stage.next) for stage in policy.stages("complaint")] == [
        ("Stage One", "stage-two"),
        ("Stage Two", ""),
    ]
    assert _who(policy, "respond", "stage-one") == {"stage-one-investigator"}
    assert _who(policy, "agree", "stage-two") == {"chief-executive", "chief-executive-representative"}
    assert [stage.id for stage in other.stages("complaint")] == ["stage-one", "stage-two"]
    assert _who(other, "respond", "stage-one").isdisjoint(_who(policy, "respond", "stage-one"))


def _who(policy: object, act: str, stage: str) -> set[str]:
    rows = policy.moves_for("complaint", act)  # type: ignore[attr-defined]
    return {role for move in rows for role in move.by if not move.stages or stage in move.stages}


@requirement("KL-3-31")
def test_stage_two_has_no_maximum_extension_unless_the_council_sets_one() -> None:
    policy = policies.current("kings-lynn")
    (clock,) = [one for one in policy.clocks if one.id == "stage-two-response"]
    assert isinstance(clock.extension, AnyNewDate)
    assert not clock.extension.most
    walk = _at_stage_two(Walk("kings-lynn"))
    for at, days in (("2026-05-20", 60), ("2026-06-20", 30)):
        _delayed(walk, at, days)
    assert len(walk.case.main_run.extensions) == 2
    capped = replace(clock, extension=replace(clock.extension, most=10))
    clocks = tuple(capped if one.id == clock.id else one for one in policy.clocks)
    walk = _at_stage_two(Walk("kings-lynn", book=book_with("kings-lynn", clocks=clocks)))
    _delayed(walk, "2026-05-20", 6)
    with pytest.raises(Refused, match="over-cap") as refused:
        _delayed(walk, "2026-05-21", 5)
    assert (refused.value.paragraph, refused.value.parameters["left"]) == ("3", 4)
    _delayed(walk, "2026-05-21", 4)
    deadline = deadline_of(walk.case, walk.case.main_run, clock.id, walk.book)
    assert deadline is not None
    assert (deadline.left, deadline.original.isoformat(), deadline.due.isoformat()) == (0, "2026-06-02", "2026-06-16")


def _at_stage_two(walk: Walk) -> Walk:
    """Asked for on Friday 1 May 2026, with a Senior Officer in charge."""
    desk, investigator = walk.staff(DESK), walk.staff("stage-one-investigator")
    appointed, chief = walk.staff("appointed-officer"), walk.staff("chief-executive")
    walk.receives("2026-03-25")
    walk.does("2026-03-25", desk, order.Register())
    walk.does("2026-03-25", desk, order.Allocate(to=walk.holder("stage-one-investigator")))
    walk.does("2026-03-27", desk, order.Acknowledge(letter=walk.letter("stage-one-acknowledgement")))
    findings = (Finding("p1", "not-upheld"),)
    walk.does("2026-04-15", investigator, order.Respond(findings=findings, letter=walk.letter("stage-one-response")))
    walk.does("2026-05-01", desk, order.RequestNextStage(reasons="digest"))
    accept = order.AcceptRequest(finding="elements-not-considered", letter=walk.letter("stage-two-acceptance"))
    walk.does("2026-05-05", appointed, accept)
    return walk.does("2026-05-05", chief, order.Appoint(to=walk.holder("senior-officer")))


def _delayed(walk: Walk, at: str, days: int) -> None:
    letter = walk.letter("stage-two-delay-notice")
    walk.does(at, walk.staff("senior-officer"), order.Extend(days=days, reason_kind="other", letter=letter))


@pytest.mark.parametrize("remedy", [one.id for one in policies.current("kings-lynn").lists["remedies"]])
def test_every_remedy_can_be_recorded_with_what_is_left(remedy: str) -> None:
    walk = takes(received(), "remedy", "remedied", remedies=remedy)
    given = {answer.question: answer.value for answer in walk.case.main_run.steps["remedy"].answers}
    assert given["remedies"] == remedy
    for question in ("fit", "detriment", "loss"):
        with pytest.raises(Refused, match="answer-needed"):
            takes(received(), "remedy", "remedied", **{question: ""})
