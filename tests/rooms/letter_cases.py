"""Which case stands just before each letter of both policies, and which act sends it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from redress import policies
from redress.accounts.models import Staff
from redress.cases.record import Recording
from redress.correspondence.compose import Composed, Facts, compose
from redress.records import people
from redress.records.models import Party
from redress.rules import actions as order
from redress.rules.events import Answer, Finding, LetterSent, Point
from redress.rules.policy import Written
from tests.rooms.case_files import COMPLAINANT, CaseFile, Office, moment
from tests.rooms.step_letters import before, senders_of

NAMES = {
    "service-manager": ("Sam Patel", "Housing Repairs Manager", "01322 343001"),
    "investigating-officer": ("Ines Okafor", "Head of Audit", "01322 343002"),
    "corporate-complaints-officer": ("Cora Lund", "Head of Legal Services", "01322 343004"),
    "corporate-services-team": ("Chris Long", "Corporate Services Officer", "01322 343003"),
    "stage-one-investigator": ("Jo Barker", "Waste and Recycling Manager", "01553 616001"),
    "appointed-officer": ("Alex Fenn", "Corporate Governance Manager", "01553 616002"),
    "senior-officer": ("Robin Marsh", "Assistant Director", "01553 616003"),
    "complaints-administrator": ("Kim Rose", "Democratic Services Officer", "01553 616004"),
    "members-liaison": ("Pat Wells", "Member Services Manager", "01553 616005"),
    "information-centre": ("Ola Reeve", "Customer Adviser", "01553 616006"),
}


@dataclass
class Ready:
    """A case just before the act that sends a letter: who acts, when, with which order."""

    kind: str
    file: CaseFile
    who: str
    at: str
    act: Callable[[LetterSent], order.Action]
    outcome: str = ""
    facts: Facts = field(default_factory=Facts)

    @property
    def office(self) -> Office:
        return self.file.office

    @property
    def staff(self) -> Staff:
        return self.office.staff[self.who]

    @property
    def letter(self) -> Any:
        return self.office.policy.letter(self.kind)

    @property
    def written(self) -> dict[str, str]:
        """Something for everything that the officer writes."""
        return {
            content.id: f"What the officer writes about “{content.heading}”.\n\nAnd a second paragraph."
            for content in self.letter.contents
            if isinstance(content.source, Written)
        }

    def composed(self, *, without: str = "", to: Party | None = None, **more: Any) -> Composed:
        written = {id: text for id, text in self.written.items() if id != without}
        return compose(
            self.file.case,
            self.kind,
            **{
                "written": written,
                "by_staff": self.staff,
                "outcome": self.outcome,
                "facts": self.facts,
                "at": moment(self.at),
                "to": to,
                **more,
            },
        )

    def record(self, sent: LetterSent) -> Recording:
        return self.file.act(self.at, self.who, self.act(sent))


def ready(council: str, kind: str, variant: str = "", *, landlord: str = "no", flags: tuple[str, ...] = ()) -> Ready:
    """The case that stands just before this letter; its people have names, and the complainant an address."""
    office = Office(council)
    for role, (name, title, telephone) in NAMES.items():
        if role in office.staff:
            Staff.objects.filter(pk=office.staff[role].pk).update(name=name, job_title=title, telephone=telephone)
            office.staff[role].refresh_from_db()
    for colleague in office.staff.values():
        colleague.expertise = [each.id for each in office.policy.expertise]
        colleague.save(update_fields=["expertise"])
    prepare = READY[council, kind]
    # Nothing is acknowledged while the landlord question is open (DA 2.8.3), but it may be opened again later.
    first = "no" if landlord == "unknown" else landlord
    if variant == "discrimination":
        flags = (*flags, variant)
    prepared = prepare(office, variant, points=(Point("p1", landlord=first),), flags=flags)
    if variant == "no-stage-two":
        _ends_at_stage_one(prepared.file)
    if landlord == "unknown":
        settles = next(move.by for move in office.policy.moves_for("complaint", "settle-points"))
        who = next(role for role in settles if role in office.staff)
        prepared.file.act(prepared.at, who, order.SettlePoints(points=(Point("p1", landlord="unknown"),)))
    people.add(
        prepared.file.case,
        name="Łucja O’Brien",
        email="lucja@example.org",
        address="12 High Street\nDartford",
        postcode="DA1 1DJ",
    )
    return prepared


@cache
def letter(
    council: str, kind: str, variant: str = "", *, landlord: str = "no", flags: tuple[str, ...] = ()
) -> Composed:
    """This letter, composed once however many tests read it: what it says depends on nothing else."""
    return ready(council, kind, variant, landlord=landlord, flags=flags).composed()


#: Variants that are no outcome of the policy: an answer that upholds, in a case of which this is special.
SPECIAL = ("no-stage-two", "discrimination")


def outcome_of(variant: str) -> str:
    """The outcome of an answer in this variant."""
    return "upheld" if variant in ("", *SPECIAL) else variant


def _finding(variant: str) -> tuple[str, tuple[Finding, ...]]:
    outcome = outcome_of(variant)
    return outcome, (Finding("p1", outcome),)


def _responding(kind: str, file: CaseFile, who: str, at: str, variant: str, *, draft: str = "") -> Ready:
    outcome, findings = ("", ()) if kind == "mp-enquiry-reply" else _finding(variant)
    return Ready(
        kind,
        file,
        who,
        at,
        lambda sent: order.Respond(findings=findings, letter=sent, draft=draft),
        outcome=outcome,
        facts={"findings": findings},
    )


def _signposting(file: CaseFile, who: str, at: str) -> Ready:
    return Ready("ombudsman-signpost", file, who, at, lambda sent: order.Signpost(letter=sent))


# --- Dartford ------------------------------------------------------------------------------------


def _dartford(office: Office, *, acknowledged: bool = True, **facts: Any) -> CaseFile:
    file = office.receives("2026-06-01", **facts)
    file.act("2026-06-01", "corporate-services-team", order.Register())
    file.act("2026-06-01", "corporate-services-team", order.Allocate(to=office.holder("service-manager")))
    if acknowledged:
        letter = office.letter("stage-one-acknowledgement")
        file.act("2026-06-03", "service-manager", order.Acknowledge(letter=letter))
    return file


def _ends_at_stage_one(file: CaseFile) -> None:
    """The Director has decided that the complaint does not go to Stage Two (DA 8.1.1(i))."""
    answers = (Answer("ground", file.office.policy.lists["no-stage-two-grounds"][0].id), Answer("reason", "e" * 64))
    file.act("2026-06-01T15:00", "director", order.TakeStep(step="no-stage-two", option="close-off", answers=answers))


def _dartford_stage_two(office: Office, *, acknowledged: bool = True, **facts: Any) -> CaseFile:
    file = _dartford(office, **facts)
    file.act("2026-06-15", "service-manager", file.answer("stage-one-response"))
    file.act("2026-06-22", COMPLAINANT, order.RequestNextStage(reasons="d" * 64))
    file.act("2026-06-22", "corporate-complaints-officer", order.Allocate(to=office.holder("director")))
    file.act("2026-06-23", "director", order.Appoint(to=office.holder("investigating-officer")))
    if acknowledged:
        letter = office.letter("stage-two-acknowledgement")
        file.act("2026-06-24", "investigating-officer", order.Acknowledge(letter=letter))
    return file


def _dartford_review(office: Office, *, acknowledged: bool = True, **facts: Any) -> CaseFile:
    file = office.receives("2026-06-01", track="information-review", **facts)
    file.act("2026-06-01", "corporate-services-team", order.Register())
    file.act("2026-06-01", "corporate-complaints-officer", order.Allocate(to=office.holder("director")))
    file.act("2026-06-02", "director", order.Appoint(to=office.holder("investigating-officer")))
    if acknowledged:
        letter = office.letter("internal-review-acknowledgement")
        file.act("2026-06-03", "investigating-officer", order.Acknowledge(letter=letter))
    return file


def _acknowledging(kind: str, file: CaseFile, who: str, at: str) -> Ready:
    return Ready(kind, file, who, at, lambda sent: order.Acknowledge(letter=sent))


def _extending(kind: str, file: CaseFile, who: str, at: str, **time: Any) -> Ready:
    def act(sent: LetterSent) -> order.Action:
        return order.Extend(**time, reason_kind=file.office.policy.extension_reasons[0].id, letter=sent)

    return Ready(kind, file, who, at, act, facts=Facts(**time))


def _dartford_extension(office: Office, variant: str, **facts: Any) -> Ready:
    if variant == "stage-two":
        file = _dartford_stage_two(office, **facts)
        return _extending("extension-notice", file, "investigating-officer", "2026-07-10T10:00", days=1)
    return _extending("extension-notice", _dartford(office, **facts), "service-manager", "2026-06-15T10:00", days=10)


def _dartford_answered_at_once(office: Office, variant: str, **facts: Any) -> Ready:
    file = _dartford(office, acknowledged=False, **facts)
    file.act("2026-06-02T09:00", "service-manager", order.TakeStep(step="answer-at-once", option="yes"))
    return _responding("acknowledgement-with-decision", file, "service-manager", "2026-06-02T10:00", variant)


# --- King's Lynn ---------------------------------------------------------------------------------


def _kings_lynn(office: Office, *, acknowledged: bool = True, **facts: Any) -> CaseFile:
    file = office.receives("2026-03-02T10:00", **facts)
    file.act("2026-03-02T11:00", "complaints-administrator", order.Register())
    if acknowledged:
        file.act("2026-03-02T12:00", "complaints-administrator", order.Allocate(to=_investigator(office)))
        letter = office.letter("stage-one-acknowledgement")
        file.act("2026-03-03", "complaints-administrator", order.Acknowledge(letter=letter))
    return file


def _investigator(office: Office) -> Any:
    return office.holder("stage-one-investigator")


def _kings_lynn_requested(office: Office, **facts: Any) -> CaseFile:
    file = _kings_lynn(office, **facts)
    file.act("2026-03-20", "stage-one-investigator", file.answer("stage-one-response"))
    file.act("2026-04-01T10:00", COMPLAINANT, order.RequestNextStage(reasons="d" * 64))
    return file


def _kings_lynn_accepted(office: Office, **facts: Any) -> CaseFile:
    file = _kings_lynn_requested(office, **facts)
    letter = office.letter("stage-two-acceptance")
    accept = order.AcceptRequest(finding="elements-not-considered", letter=letter)
    file.act("2026-04-02", "appointed-officer", accept)
    file.act("2026-04-02", "chief-executive", order.Appoint(to=office.holder("senior-officer")))
    return file


def _kings_lynn_acceptance(office: Office, variant: str, **facts: Any) -> Ready:
    def act(sent: LetterSent) -> order.Action:
        return order.AcceptRequest(finding="elements-not-considered", letter=sent)

    file = _kings_lynn_requested(office, **facts)
    return Ready("stage-two-acceptance", file, "appointed-officer", "2026-04-02T10:00", act)


def _kings_lynn_refusal(office: Office, variant: str, **facts: Any) -> Ready:
    finding = "full-and-comprehensive"

    def act(sent: LetterSent) -> order.Action:
        return order.RefuseRequest(finding=finding, reason_kinds=("answered-in-full",), letter=sent)

    file = _kings_lynn_requested(office, **facts)
    return Ready("stage-two-refusal", file, "appointed-officer", "2026-04-02T10:00", act, facts={"finding": finding})


def _kings_lynn_final(office: Office, variant: str, **facts: Any) -> Ready:
    file = _kings_lynn_accepted(office, **facts)
    file.act("2026-04-23", "chief-executive", order.Agree(draft="a" * 64))
    return _responding("stage-two-response", file, "senior-officer", "2026-04-24T10:00", variant, draft="a" * 64)


def _mp_enquiry(office: Office, variant: str, **facts: Any) -> Ready:
    by = office.actor("members-liaison")
    file = office.receives("2026-03-02", by=by, track="mp-enquiry", **facts)
    file.act("2026-03-02", "members-liaison", order.Allocate(to=office.holder("members-liaison")))
    return _responding("mp-enquiry-reply", file, "members-liaison", "2026-03-20T10:00", variant)


READY: dict[tuple[str, str], Callable[..., Ready]] = {
    ("dartford", "stage-one-acknowledgement"): lambda office, variant, **facts: _acknowledging(
        "stage-one-acknowledgement",
        _dartford(office, acknowledged=False, **facts),
        "service-manager",
        "2026-06-03T10:00",
    ),
    ("dartford", "extension-notice"): _dartford_extension,
    ("dartford", "stage-one-response"): lambda office, variant, **facts: _responding(
        "stage-one-response", _dartford(office, **facts), "service-manager", "2026-06-15T10:00", variant
    ),
    ("dartford", "acknowledgement-with-decision"): _dartford_answered_at_once,
    ("dartford", "stage-two-acknowledgement"): lambda office, variant, **facts: _acknowledging(
        "stage-two-acknowledgement",
        _dartford_stage_two(office, acknowledged=False, **facts),
        "investigating-officer",
        "2026-06-24T10:00",
    ),
    ("dartford", "stage-two-response"): lambda office, variant, **facts: _responding(
        "stage-two-response",
        _dartford_stage_two(office, **facts),
        "investigating-officer",
        "2026-07-14T10:00",
        variant,
    ),
    ("dartford", "internal-review-acknowledgement"): lambda office, variant, **facts: _acknowledging(
        "internal-review-acknowledgement",
        _dartford_review(office, acknowledged=False, **facts),
        "investigating-officer",
        "2026-06-03T10:00",
    ),
    ("dartford", "internal-review-extension-notice"): lambda office, variant, **facts: _extending(
        "internal-review-extension-notice",
        _dartford_review(office, **facts),
        "investigating-officer",
        "2026-06-24T10:00",
        days=5,
    ),
    ("dartford", "internal-review-response"): lambda office, variant, **facts: _responding(
        "internal-review-response",
        _dartford_review(office, **facts),
        "investigating-officer",
        "2026-06-24T10:00",
        variant,
    ),
    ("dartford", "ombudsman-signpost"): lambda office, variant, **facts: _signposting(
        _dartford(office, **facts), "corporate-services-team", "2026-06-22T10:00"
    ),
    ("kings-lynn", "stage-one-acknowledgement"): lambda office, variant, **facts: _acknowledging(
        "stage-one-acknowledgement",
        _kings_lynn(office, acknowledged=False, **facts),
        "complaints-administrator",
        "2026-03-03T10:00",
    ),
    ("kings-lynn", "stage-one-delay-notice"): lambda office, variant, **facts: _extending(
        "stage-one-delay-notice",
        _kings_lynn(office, **facts),
        "stage-one-investigator",
        "2026-03-20T10:00",
        until=date(2026, 3, 30),
    ),
    ("kings-lynn", "stage-one-response"): lambda office, variant, **facts: _responding(
        "stage-one-response", _kings_lynn(office, **facts), "stage-one-investigator", "2026-03-20T10:00", variant
    ),
    ("kings-lynn", "stage-two-acceptance"): _kings_lynn_acceptance,
    ("kings-lynn", "stage-two-refusal"): _kings_lynn_refusal,
    ("kings-lynn", "stage-two-delay-notice"): lambda office, variant, **facts: _extending(
        "stage-two-delay-notice",
        _kings_lynn_accepted(office, **facts),
        "senior-officer",
        "2026-04-24T10:00",
        until=date(2026, 5, 15),
    ),
    ("kings-lynn", "stage-two-response"): _kings_lynn_final,
    ("kings-lynn", "mp-enquiry-reply"): _mp_enquiry,
    ("kings-lynn", "ombudsman-signpost"): lambda office, variant, **facts: _signposting(
        _kings_lynn(office, **facts), "complaints-administrator", "2026-03-25T10:00"
    ),
}


def _taking_a_step(kind: str) -> Callable[..., Ready]:
    def prepare(office: Office, variant: str, **facts: Any) -> Ready:
        file, sender, told, act = before(office, kind, variant, **facts)
        return Ready(kind, file, sender.who, sender.at, act, facts=told)

    return prepare


READY |= {
    (council, each.id): _taking_a_step(each.id)
    for council in ("dartford", "kings-lynn")
    for each in policies.current(council).letters
    if senders_of(council, each.id)
}


def _options(council: str, kind: str) -> list[str]:
    """The options that send a letter, where there are several."""
    options = [option.id for _step, option in senders_of(council, kind)]
    return options if len(options) > 1 else [""]


def _variants(council: str, kind: str) -> list[str]:
    """What makes this letter say something else: the outcome, what is special of the case, or the decision."""
    outcomes = ["upheld", "partially-upheld", "not-upheld"]
    if kind == "extension-notice":
        return ["", "stage-two"]
    if kind in ("stage-one-response", "acknowledgement-with-decision"):
        return [*outcomes, "no-stage-two"] if council == "dartford" else outcomes
    if kind == "stage-two-response":
        return [*outcomes, "discrimination"] if council == "dartford" else outcomes
    return _options(council, kind)


#: Every letter of both policies, with the variants that say something else.
LETTERS: list[tuple[str, str, str]] = [
    (council, kind, variant) for council, kind in READY for variant in _variants(council, kind)
]
