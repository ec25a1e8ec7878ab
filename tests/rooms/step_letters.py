"""Which case stands just before each letter that a decision of a council sends, and what was answered to it?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from redress import policies
from redress.cases.find import standing
from redress.correspondence.compose import Facts
from redress.rules import actions as order
from redress.rules.events import Answer, LetterSent, Point
from redress.rules.policy import AskPerson, AskWords, Option, Step
from redress.rules.steps import flags_set, questions_of
from redress.rules.stories.stand_ins import answers
from tests.rooms.case_files import CaseFile, Office, moment


@dataclass(frozen=True, slots=True)
class Sender:
    """How a case comes to the step that sends a letter, who takes the step then, and when.

    ``said`` gives the answers that are not the usual ones, by question.
    """

    prepare: Callable[..., CaseFile]
    who: str
    at: str
    said: Mapping[str, str] = field(default_factory=dict)


#: Who takes a complaint in, and who is put in charge of it.
DESKS = {
    "dartford": ("corporate-services-team", "service-manager"),
    "kings-lynn": ("complaints-administrator", "stage-one-investigator"),
}


def _received(office: Office, **facts: Any) -> CaseFile:
    return office.receives("2026-03-02T10:00", **facts)


def _late(office: Office, *, accepted: bool, **facts: Any) -> CaseFile:
    file = _received(office, happened_on=date(2025, 1, 2), **facts)
    known = tuple(ground.id for ground in office.policy.late.grounds)
    grounds = known[:1] if accepted else ()
    decided = order.DecideLateness(accepted=accepted, grounds=grounds, considered=known, reason="r" * 64)
    file.act("2026-03-03T09:00", "appointed-officer", decided)
    return file


def _flagged(*flags: str, **more: Any) -> Callable[..., CaseFile]:
    def prepare(office: Office, **facts: Any) -> CaseFile:
        return _received(office, **{**facts, **more, "flags": (*facts.get("flags", ()), *flags)})

    return prepare


def _mp(office: Office, **facts: Any) -> CaseFile:
    return office.receives("2026-03-02T10:00", by=office.actor("members-liaison"), track="mp-enquiry", **facts)


def _allocated(office: Office, **facts: Any) -> CaseFile:
    desk, investigator = DESKS[office.id]
    file = _received(office, **facts)
    file.act("2026-03-02T11:00", desk, order.Register())
    file.act("2026-03-02T12:00", desk, order.Allocate(to=office.holder(investigator)))
    return file


def _without_reasons(office: Office, **facts: Any) -> CaseFile:
    file = _received(office, **facts)
    desk, investigator = "complaints-administrator", "stage-one-investigator"
    file.act("2026-03-02T11:00", desk, order.Register())
    file.act("2026-03-02T12:00", desk, order.Allocate(to=office.holder(investigator)))
    file.act("2026-03-03", desk, order.Acknowledge(letter=office.letter("stage-one-acknowledgement")))
    file.act("2026-03-20", investigator, file.answer("stage-one-response"))
    file.act("2026-04-01T10:00", desk, order.RequestNextStage())
    return file


def _asked_by_lgsco(office: Office, **facts: Any) -> CaseFile:
    """An Ombudsman's enquiry, logged by whoever deals with them."""
    by = office.actor(CST if office.id == "dartford" else DESK)
    file = office.receives("2026-03-02T10:00", by=by, track="ombudsman", **facts)
    _taken(file, "ombudsman-details", "lgsco")
    return file


DESK, AT = "complaints-administrator", "2026-03-03T10:00"

KINGS_LYNN: dict[tuple[str, str], Sender] = {
    ("progress-update", "letter"): Sender(_allocated, "stage-one-investigator", AT),
    ("triage", "information-request"): Sender(_received, DESK, AT),
    ("exclusion", ""): Sender(_received, DESK, AT),
    ("first-contact", "resolved"): Sender(_received, DESK, AT),
    ("consent", ""): Sender(_flagged("consent-none"), DESK, AT),
    ("mp-permission", ""): Sender(_mp, "members-liaison", AT),
    ("lateness-told", "accepted"): Sender(
        lambda office, **facts: _late(office, accepted=True, **facts), "appointed-officer", AT
    ),
    ("lateness-told", "declined"): Sender(
        lambda office, **facts: _late(office, accepted=False, **facts), "appointed-officer", AT
    ),
    ("social-media", "form-asked"): Sender(_flagged(channel="social-media"), DESK, AT),
    ("reasons-asked", "by-letter"): Sender(_without_reasons, DESK, "2026-04-02T10:00"),
    ("persistent-status", "applied"): Sender(_received, DESK, AT),
    ("ombudsman-response", "lgsco"): Sender(_asked_by_lgsco, DESK, AT),
}

# --- Dartford ------------------------------------------------------------------------------------


def _of(track: str, *reply: tuple[str, str]) -> Callable[..., CaseFile]:
    """A case of a track, after these steps (each with its option)."""

    def prepare(office: Office, **facts: Any) -> CaseFile:
        file = office.receives("2026-03-02T10:00", track=track, **facts)
        for step, option in reply:
            _taken(file, step, option)
        return file

    return prepare


def _about(subject: str, *steps: tuple[str, str]) -> Callable[..., CaseFile]:
    def prepare(office: Office, **facts: Any) -> CaseFile:
        points = tuple(replace(point, subject=subject) for point in facts.pop("points", (Point("p1", landlord="no"),)))
        file = _received(office, points=points, **facts)
        for step, option in steps:
            _taken(file, step, option)
        return file

    return prepare


def _taken(file: CaseFile, id: str, chosen: str) -> None:
    """The step taken so, by the first role that may take it, its questions answered in the usual way."""
    policy, case = file.office.policy, standing(file.case).case
    step, option = policy.step(id), policy.option(id, chosen)
    given = answers(step, option, case=case, policy=policy, at=moment("2026-03-02T11:00"))
    who = policy.moves_for(case.main_run.track, f"step:{id}")[0].by[0]
    letter = file.office.letter(option.letter) if option.letter else None
    file.act("2026-03-02T11:00", who, order.TakeStep(step=id, option=chosen, answers=given, letter=letter))


def _declined(office: Office, **facts: Any) -> CaseFile:
    file = _received(office, happened_on=date(2025, 1, 2), **facts)
    known = tuple(ground.id for ground in office.policy.late.grounds)
    decided = order.DecideLateness(accepted=False, considered=known, reason="r" * 64)
    file.act("2026-03-03T09:00", "departmental-complaints-officer", decided)
    return file


def _answered_once(office: Office, **facts: Any) -> CaseFile:
    file = _received(office, **facts)
    manager = "service-manager"
    file.act("2026-03-02T11:00", CST, order.Register())
    file.act("2026-03-02T12:00", CST, order.Allocate(to=office.holder(manager)))
    file.act("2026-03-03", manager, order.Acknowledge(letter=office.letter("stage-one-acknowledgement")))
    file.act("2026-03-10", manager, file.answer("stage-one-response"))
    return file


def _at_stage_two(office: Office, **facts: Any) -> CaseFile:
    file, investigator = _answered_once(office, **facts), "investigating-officer"
    file.act("2026-03-16T10:00", CST, order.RequestNextStage(reasons="d" * 64))
    file.act("2026-03-17", "corporate-complaints-officer", order.Allocate(to=office.holder("director")))
    file.act("2026-03-18", "director", order.Appoint(to=office.holder(investigator)))
    return file


def _sent_back(office: Office, **facts: Any) -> CaseFile:
    """Sent back by an Ombudsman, and answered at Stage One."""
    file = _received(office, **{**facts, "channel": "ombudsman-referral"})
    _taken(file, "premature-referral", "lgsco")
    manager = "service-manager"
    file.act("2026-03-02T11:00", CST, order.Register())
    file.act("2026-03-02T12:00", CST, order.Allocate(to=office.holder(manager)))
    file.act("2026-03-03", manager, order.Acknowledge(letter=office.letter("stage-one-acknowledgement")))
    file.act("2026-03-10", manager, file.answer("stage-one-response"))
    return file


CST, DCO = "corporate-services-team", "departmental-complaints-officer"
HIGHWAYS = {"matter": "highways"}

ASKED = ("behaviour-request", "request")
ADVISED = (ASKED, ("behaviour-consultation", "apply"), ("behaviour-advice", "apply"))
DESIGNATED = (*ADVISED, ("behaviour-warning", "no-warning"), ("behaviour-decision", "designate"))

DARTFORD: dict[tuple[str, str], Sender] = {
    ("progress-update", "letter"): Sender(_allocated, "service-manager", AT),
    ("behaviour-warning", "warned"): Sender(_of("complaint", ASKED), DCO, AT),
    ("behaviour-decision", "designate"): Sender(_of("complaint", *DESIGNATED[:-1]), DCO, AT),
    ("behaviour-review", "ended"): Sender(_of("complaint", *DESIGNATED), DCO, AT),
    ("behaviour-appeal", "stands"): Sender(_of("complaint", *DESIGNATED), "director", AT),
    ("triage", "appeal"): Sender(_received, CST, AT, {"matter": "homelessness-decision"}),
    ("redirect", "elsewhere"): Sender(_received, CST, AT, HIGHWAYS),
    ("hr-referral", "split"): Sender(_of("complaint", ("about-staff", "discrimination")), DCO, AT),
    ("redirect", "third-party"): Sender(_received, CST, AT),
    ("redirect", "councillor-conduct"): Sender(_received, CST, AT),
    ("redirect", "mp-conduct"): Sender(_received, CST, AT),
    ("exclusion", "everyone"): Sender(_received, DCO, AT),
    ("exclusion", "appeal"): Sender(_received, DCO, AT, {"route": "planning-refusal"}),
    ("exclusion", "malpractice"): Sender(_received, DCO, AT),
    ("exclusion", "benefit-level"): Sender(_received, DCO, AT),
    ("late-refusal", "told"): Sender(_declined, DCO, AT),
    ("late-explanation", "asked"): Sender(_received, CST, AT),
    ("contractor-handling", "agreed"): Sender(
        _about("contractor", ("contractor-referral", "referred")), DCO, AT, {"by": "2026-03-16"}
    ),
    ("policy-reply", "external"): Sender(_of("policy-issue"), "service-manager", AT),
    ("policy-reply", "external-considered"): Sender(_of("policy-issue"), "service-manager", AT),
    ("policy-reply", "internal"): Sender(_of("policy-issue"), "service-manager", AT),
    ("oral-note", "sent"): Sender(_flagged(channel="telephone"), CST, AT),
    ("statement", "sent"): Sender(_at_stage_two, "investigating-officer", "2026-03-19T10:00"),
    ("discontinue", "discontinued"): Sender(_of("complaint", ("fast-track", "parallel")), "director", AT),
    ("comment-reply", "answered"): Sender(_of("comment", ("comment", "reply")), CST, AT),
    ("comment-reply", "considered"): Sender(_of("comment", ("comment", "reply")), CST, AT),
    ("early-referral", "refer"): Sender(_received, "director", AT),
    ("outcome-to-ombudsman", "lgsco"): Sender(_sent_back, CST, "2026-03-11"),
    ("ombudsman-response", "lgsco"): Sender(_asked_by_lgsco, CST, AT),
    ("section-32-3", "ask"): Sender(_asked_by_lgsco, CST, AT),
    ("staff-told", "by-letter"): Sender(_received, DCO, AT),
    ("staff-interview", "invited"): Sender(_received, DCO, AT, {"on": "2026-03-16"}),
    ("staff-told-outcome", "by-letter"): Sender(_answered_once, DCO, "2026-03-11T10:00"),
}

SENDERS = {"kings-lynn": KINGS_LYNN, "dartford": DARTFORD}


def senders_of(council: str, letter: str) -> list[tuple[Step, Option]]:
    """Every decision that sends this letter, where it is one of those prepared here."""
    steps = policies.current(council).steps
    found = [(step, option) for step in steps for option in step.options if option.letter == letter]
    return [(step, option) for step, option in found if {(step.id, option.id), (step.id, "")} & set(SENDERS[council])]


def chosen(council: str, letter: str, variant: str) -> tuple[Step, Option]:
    """The decision of a variant: an option by its id, the only one there is without."""
    return next((step, option) for step, option in senders_of(council, letter) if variant in ("", option.id))


def brought(council: str, letter: str, variant: str) -> frozenset[str]:
    """What the decision that sends the letter makes special of the case."""
    if not senders_of(council, letter):
        return frozenset()
    step, option = chosen(council, letter, variant)
    return frozenset((*flags_set(step, option, (), policies.current(council)), f"step-{step.id}-{option.id}"))


Act = Callable[[LetterSent], order.Action]


def before(office: Office, letter: str, variant: str, **facts: Any) -> tuple[CaseFile, Sender, Facts, Act]:
    """The case just before, who acts and when, what the letter is told of the answers, and the order of the step."""
    step, option = chosen(office.id, letter, variant)
    senders = SENDERS[office.id]
    sender = senders.get((step.id, option.id)) or senders[step.id, ""]
    file = sender.prepare(office, **facts)
    case, at = standing(file.case).case, moment(sender.at)
    given = answers(step, option, case=case, policy=office.policy, at=at, said=sender.said)
    words = {question.id for question in questions_of(step, option) if isinstance(question, AskWords)}
    people = {
        question.id: office.staff[question.roles[0]].actor_id
        for question in questions_of(step, option)
        if isinstance(question, AskPerson)
    }
    kept = tuple(Answer(one.question, people.get(one.question, one.value)) for one in given)
    told = {
        one.question: f"What was answered to “{one.question}”." if one.question in words else one.value for one in kept
    }

    def act(sent: LetterSent) -> order.Action:
        return order.TakeStep(step=step.id, option=option.id, answers=kept, letter=sent)

    return file, sender, Facts(step=step.id, option=option.id, answers=told), act
