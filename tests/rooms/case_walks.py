"""Whole cases of both councils, act by act, with where each stands after every act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from redress.policies import rulebook
from redress.rules import actions as order
from redress.rules.actors import Actor
from redress.rules.events import Finding, Point
from tests.rooms.case_files import COMPLAINANT, SYSTEM, CaseFile, Office, moment

Step = tuple[str, str | Actor, order.Action, str]


def _points(landlord: str) -> tuple[Point, ...]:
    return (Point("p1", service="housing-service", landlord=landlord, subject="service"), Point("p2", landlord="no"))


def _receive(office: Office, track: str) -> order.Receive:
    """A further run on a case that is there already."""
    return order.Receive(policy=office.id, track=track, channel="letter", points=(Point("p1"),), words="w" * 64)


def _findings(office: Office) -> tuple[Finding, ...]:
    upheld, partly, *_rest = (outcome.id for outcome in office.policy.outcomes)
    return Finding("p1", upheld, "w" * 64), Finding("p2", partly, "w" * 64)


def dartford_to_the_ombudsman(office: Office) -> tuple[CaseFile, list[Step]]:
    """Received after hours, extended twice, taken to Stage Two, to the Ombudsman, and closed."""
    letter, holder = office.letter, office.holder
    file = office.receives("2026-04-02T17:30", points=_points("unknown"), happened_on=date(2026, 3, 30))
    desk, manager, officer = "corporate-services-team", "service-manager", "departmental-complaints-officer"
    investigator, director = "investigating-officer", "director"
    return file, [
        ("2026-04-07T09:00", desk, order.Register(), "awaiting-allocation"),
        ("2026-04-07T09:05", desk, order.SettlePoints(points=_points("overlap")), "awaiting-allocation"),
        ("2026-04-07T09:10", desk, order.Allocate(to=holder(manager)), "awaiting-acknowledgement"),
        ("2026-04-08", manager, order.Contact(method="telephone", result="reached"), "awaiting-acknowledgement"),
        (
            "2026-04-08",
            manager,
            order.Clarify(way_forward=office.policy.ways_forward[0].id, note="n" * 64),
            "awaiting-acknowledgement",
        ),
        ("2026-04-09", desk, order.Acknowledge(letter=letter("stage-one-acknowledgement")), "investigating"),
        (
            "2026-04-20",
            manager,
            order.Extend(
                days=10,
                reason_kind=office.policy.extension_reasons[0].id,
                agreed="yes",
                letter=letter("extension-notice"),
            ),
            "investigating",
        ),
        ("2026-04-21", COMPLAINANT, order.AddInformation(words="w" * 64, documents=2), "investigating"),
        ("2026-04-22", COMPLAINANT, order.AskForHelp(words="h" * 64), "investigating"),
        (
            "2026-05-05T16:00",
            manager,
            order.Respond(findings=_findings(office), letter=letter("stage-one-response")),
            "answered",
        ),
        ("2026-07-03T16:50", COMPLAINANT, order.RequestNextStage(channel="web"), "requested"),
        ("2026-07-06", COMPLAINANT, order.GiveReasons(reasons="r" * 64), "requested"),
        ("2026-07-06T10:00", "corporate-complaints-officer", order.Allocate(to=holder(director)), "accepted"),
        ("2026-07-07", director, order.Appoint(to=holder(investigator)), "awaiting-acknowledgement"),
        ("2026-07-09", investigator, order.Acknowledge(letter=letter("stage-two-acknowledgement")), "investigating"),
        (
            "2026-08-06",
            investigator,
            order.Extend(
                until=date(2026, 8, 19),
                reason_kind=office.policy.extension_reasons[1].id,
                letter=letter("extension-notice"),
            ),
            "investigating",
        ),
        (
            "2026-08-19",
            investigator,
            order.Respond(findings=_findings(office), letter=letter("stage-two-response")),
            "final",
        ),
        ("2026-08-20", officer, order.RecordActionPlan(plan="plan:1"), "final"),
        ("2026-08-21", SYSTEM, order.ReportDeliveryFailure(letter="letter:1"), "final"),
        ("2026-08-24", desk, order.Signpost(letter=letter("ombudsman-signpost")), "final"),
        ("2026-09-01", desk, _receive(office, "ombudsman"), "at-ombudsman"),
        ("2026-09-10", officer, order.AnswerOmbudsman(letter="letter:2"), "answered"),
        ("2026-09-11", desk, order.Close(), "final"),
        ("2026-11-02", officer, order.CompleteActionPlan(plan="plan:1"), "final"),
        ("2026-11-03", desk, order.Note(note="n" * 64), "final"),
        ("2026-11-03", desk, order.Close(reason_kind="completed", note="c" * 64), "closed"),
        (
            "2026-11-04",
            desk,
            order.Correct(
                supersedes=7,
                at=moment("2026-04-10T09:00"),
                reason="r" * 64,
            ),
            "closed",
        ),
    ]


def dartford_late(office: Office) -> tuple[CaseFile, list[Step]]:
    """Raised after the limit, let in for exceptional circumstances, and withdrawn."""
    file = office.receives("2026-03-16", points=_points("no"), happened_on=date(2025, 3, 14), anonymous=True)
    officer = "departmental-complaints-officer"
    grounds = tuple(ground.id for ground in office.policy.late.grounds)
    return file, [
        (
            "2026-03-17",
            officer,
            order.DecideLateness(accepted=True, grounds=grounds[:1], considered=grounds, reason="r" * 64),
            "new",
        ),
        ("2026-03-18", SYSTEM, order.AdoptCalendar(calendar=rulebook().calendar_version), "new"),
        ("2026-03-19", COMPLAINANT, order.Withdraw(reason="w" * 64), "withdrawn"),
    ]


def dartford_review(office: Office) -> tuple[CaseFile, list[Step]]:
    """An internal review of an information request, answered."""
    letter, holder = office.letter, office.holder
    file = office.receives("2026-07-03T16:50", track="information-review", points=(Point("p1"),))
    return file, [
        ("2026-07-06", "corporate-services-team", order.Register(), "awaiting-allocation"),
        ("2026-07-06", "corporate-complaints-officer", order.Allocate(to=holder("director")), "accepted"),
        ("2026-07-07", "director", order.Appoint(to=holder("investigating-officer")), "awaiting-acknowledgement"),
        (
            "2026-07-09",
            "investigating-officer",
            order.Acknowledge(letter=letter("internal-review-acknowledgement")),
            "investigating",
        ),
        (
            "2026-08-05",
            "investigating-officer",
            order.Respond(
                findings=(Finding("p1", office.policy.outcomes[-1].id),), letter=letter("internal-review-response")
            ),
            "answered",
        ),
    ]


def kings_lynn_to_the_final_response(office: Office) -> tuple[CaseFile, list[Step]]:
    """A service request that becomes a complaint, a late request for Stage Two without reasons, accepted."""
    letter, holder = office.letter, office.holder
    desk, investigator, senior = "complaints-administrator", "stage-one-investigator", "senior-officer"
    bar = "bar:0123456789abcdef"
    file = office.receives("2025-12-20", track="service-request", points=(Point("p1", service="streets-service"),))
    findings = (Finding("p1", office.policy.outcomes[0].id),)
    points = (Point("p1", service="streets-service", landlord="no"),)
    return file, [
        ("2025-12-22", desk, order.Allocate(to=holder(investigator)), "investigating"),
        ("2026-01-05", COMPLAINANT, _receive(office, "complaint"), "new"),
        ("2026-01-06", desk, order.Register(), "awaiting-allocation"),
        ("2026-01-06", desk, order.SettlePoints(points=points), "awaiting-allocation"),
        ("2026-01-07", desk, order.Acknowledge(letter=letter("stage-one-acknowledgement")), "awaiting-allocation"),
        ("2026-01-08", desk, order.Allocate(to=holder(investigator)), "investigating"),
        (
            "2026-01-20",
            investigator,
            order.Extend(
                until=date(2026, 1, 30),
                reason_kind=office.policy.extension_reasons[0].id,
                letter=letter("stage-one-delay-notice"),
            ),
            "investigating",
        ),
        ("2026-01-30", investigator, order.Respond(findings=findings, letter=letter("stage-one-response")), "answered"),
        ("2026-03-03", desk, order.RequestNextStage(channel="letter", made_on=date(2026, 3, 3)), "reasons-awaited"),
        ("2026-03-04", COMPLAINANT, order.GiveReasons(reasons="r" * 64), "requested"),
        ("2026-03-04", desk, order.BarPerson(bar=bar, ground="implicated"), "requested"),
        (
            "2026-03-05",
            "appointed-officer",
            order.AcceptRequest(
                finding="elements-not-considered", late_reason="l" * 64, letter=letter("stage-two-acceptance")
            ),
            "accepted",
        ),
        ("2026-03-06", "chief-executive", order.Appoint(to=holder(senior)), "investigating"),
        (
            "2026-03-30",
            senior,
            order.Extend(
                until=date(2026, 4, 20),
                reason_kind=office.policy.extension_reasons[0].id,
                letter=letter("stage-two-delay-notice"),
            ),
            "investigating",
        ),
        ("2026-04-17", "chief-executive", order.Agree(draft="a" * 64), "investigating"),
        (
            "2026-04-20",
            senior,
            order.Respond(findings=findings, letter=letter("stage-two-response"), draft="a" * 64),
            "final",
        ),
        ("2026-04-21", desk, order.Close(), "investigating"),
        ("2026-04-22", desk, order.Close(reason_kind="overtaken"), "closed"),
    ]


def kings_lynn_refused(office: Office) -> tuple[CaseFile, list[Step]]:
    """A request for Stage Two that is in its window and is refused with its reason."""
    letter, holder = office.letter, office.holder
    desk, investigator = "complaints-administrator", "stage-one-investigator"
    file = office.receives("2026-01-05", points=(Point("p1", service="housing-service", landlord="yes"),))
    findings = (Finding("p1", office.policy.outcomes[0].id),)
    refusal = order.RefuseRequest(
        finding="full-and-comprehensive", reason_kinds=("answered-in-full",), letter=letter("stage-two-refusal")
    )
    return file, [
        ("2026-01-06", desk, order.Register(), "awaiting-allocation"),
        ("2026-01-06", desk, order.Allocate(to=holder(investigator)), "awaiting-acknowledgement"),
        ("2026-01-07", desk, order.Acknowledge(letter=letter("stage-one-acknowledgement")), "investigating"),
        ("2026-01-30", investigator, order.Respond(findings=findings, letter=letter("stage-one-response")), "answered"),
        ("2026-03-02", COMPLAINANT, order.RequestNextStage(reasons="r" * 64, channel="web"), "requested"),
        ("2026-03-04", "appointed-officer", refusal, "refused"),
        ("2026-03-05", desk, order.Close(), "closed"),
    ]


def kings_lynn_late(office: Office) -> tuple[CaseFile, list[Step]]:
    """Raised more than twelve months on, every ground considered, and not taken."""
    file = office.receives("2026-03-16", happened_on=date(2025, 3, 14))
    grounds = tuple(ground.id for ground in office.policy.late.grounds)
    declines = order.DecideLateness(accepted=False, considered=grounds, reason="r" * 64)
    return file, [("2026-03-17", "appointed-officer", declines, "refused")]


def dartford_comment(office: Office) -> tuple[CaseFile, list[Step]]:
    """A comment, which is no complaint: nobody is put in charge of it, and whoever sees to it closes it."""
    file = office.receives("2026-06-01T10:00", track="comment")
    return file, [("2026-06-02", "corporate-services-team", order.Close(), "closed")]


Walk = Callable[[Office], tuple[CaseFile, list[Step]]]

WALKS: dict[Walk, tuple[str, str]] = {
    dartford_to_the_ombudsman: ("dartford", "new"),
    dartford_late: ("dartford", "lateness-to-decide"),
    dartford_review: ("dartford", "new"),
    dartford_comment: ("dartford", "to-do"),
    kings_lynn_to_the_final_response: ("kings-lynn", "awaiting-allocation"),
    kings_lynn_refused: ("kings-lynn", "new"),
    kings_lynn_late: ("kings-lynn", "lateness-to-decide"),
}
