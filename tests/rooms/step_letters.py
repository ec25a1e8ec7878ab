"""Which case stands just before each letter that a decision of King's Lynn sends, and what was answered to it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from redress import policies
from redress.cases.find import standing
from redress.correspondence.compose import Facts
from redress.rules import actions as order
from redress.rules.events import Answer, LetterSent
from redress.rules.policy import AskWords, Option, Step
from redress.rules.steps import flags_set, questions_of
from redress.rules.stories.stand_ins import answers
from tests.rooms.case_files import CaseFile, Office, moment


@dataclass(frozen=True, slots=True)
class Sender:
    """How a case comes to the step that sends a letter, who takes the step then, and when."""

    prepare: Callable[..., CaseFile]
    who: str
    at: str


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


def _without_reasons(office: Office, **facts: Any) -> CaseFile:
    file = _received(office, **facts)
    desk, investigator = "complaints-administrator", "stage-one-investigator"
    file.act("2026-03-02T11:00", desk, order.Register())
    file.act("2026-03-02T12:00", desk, order.Allocate(to=office.holder(investigator)))
    file.act("2026-03-03", desk, order.Acknowledge(letter=office.letter("stage-one-acknowledgement")))
    file.act("2026-03-20", investigator, file.answer("stage-one-response"))
    file.act("2026-04-01T10:00", desk, order.RequestNextStage())
    return file


DESK, AT = "complaints-administrator", "2026-03-03T10:00"

SENDERS: dict[tuple[str, str], Sender] = {
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
}


def senders_of(council: str, letter: str) -> list[tuple[Step, Option]]:
    """Every decision that sends this letter, where it is one of those prepared here."""
    steps = policies.current(council).steps if council == "kings-lynn" else ()
    found = [(step, option) for step in steps for option in step.options if option.letter == letter]
    return [(step, option) for step, option in found if {(step.id, option.id), (step.id, "")} & set(SENDERS)]


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
    sender = SENDERS.get((step.id, option.id)) or SENDERS[step.id, ""]
    file = sender.prepare(office, **facts)
    given = answers(step, option, case=standing(file.case).case, policy=office.policy, at=moment(sender.at))
    words = {question.id for question in questions_of(step, option) if isinstance(question, AskWords)}
    people = {"decided-by": office.staff["chief-executive"].actor_id}
    kept = tuple(Answer(one.question, people.get(one.question, one.value)) for one in given)
    told = {
        one.question: f"What was answered to “{one.question}”." if one.question in words else one.value for one in kept
    }

    def act(sent: LetterSent) -> order.Action:
        return order.TakeStep(step=step.id, option=option.id, answers=kept, letter=sent)

    return file, sender, Facts(step=step.id, option=option.id, answers=told), act
