"""How is a case walked through the rules, one act after another, by people of a policy?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from redress import policies
from redress.rules import actions as order
from redress.rules.actors import Actor, Holder
from redress.rules.case import Case, replay
from redress.rules.clock import Deadline, deadline_of
from redress.rules.decide import decide
from redress.rules.events import Finding, LetterSent, Point, Recorded
from redress.rules.moments import Moment
from redress.rules.policy import Policy, Rulebook

LONDON = ZoneInfo("Europe/London")
COMPLAINANT = Actor("complainant", "party:1")
SYSTEM = Actor("system", "system")
FAR_AHEAD = Moment.on(date(2030, 1, 1))


def moment(written: str) -> Moment:
    return Moment.parse(written, LONDON)


@dataclass
class Walk:
    """One case of one council on its way; ``book`` may be another than the installed one."""

    council: str = "dartford"
    book: Rulebook = field(default_factory=policies.rulebook)
    history: list[Recorded] = field(default_factory=list)

    @property
    def case(self) -> Case:
        return replay(self.history)

    @property
    def policy(self) -> Policy:
        return self.book.newest[self.council]

    def staff(self, *roles: str, name: str = "", **facts: Any) -> Actor:
        """Somebody who holds these roles, called by the first of them where no name is given."""
        return Actor("staff", f"staff:{name or roles[0]}", frozenset(roles), **facts)

    def holder(self, *roles: str, name: str = "", **facts: Any) -> Holder:
        return Holder(f"staff:{name or roles[0]}", frozenset(roles), **facts)

    def letter(self, kind: str, *, without: str = "", drafters: tuple[str, ...] = ()) -> LetterSent:
        contents = tuple(content.id for content in self.policy.letter(kind).contents if content.id != without)
        return LetterSent(kind, f"letter:{len(self.history)}", "digest", contents, drafters)

    def does(self, at: str | Moment, by: Actor, action: order.Action, *, now: str | Moment = "") -> Walk:
        """Decide on the action and keep what follows. Raises Refused."""
        happened = moment(at) if isinstance(at, str) else at
        known = (moment(now) if isinstance(now, str) else now) if now else happened
        decided = decide(self.case, action, by=by, at=happened, now=known, book=self.book)
        for event in decided.events:
            envelope = (decided.run, decided.stage, happened, "", by.kind, by.id, decided.role, by.covering_for)
            self.history.append(Recorded(len(self.history) + 1, *envelope, event))
        return self

    def receives(self, at: str, **facts: Any) -> Walk:
        given = {"policy": self.council, "channel": "letter", "points": (Point("p1", landlord="no"),), **facts}
        return self.does(at, COMPLAINANT, order.Receive(**given))

    def due(self, clock: str) -> Deadline:
        """The deadline of a clock in the run that is at hand."""
        case = self.case
        found = deadline_of(case, case.main_run, clock, self.book)
        assert found is not None, f"{clock} has no date yet"
        return found

    # --- Dartford, step by step --------------------------------------------------------------------

    def allocated(self, at: str = "2026-06-01", name: str = "manager") -> Walk:
        desk = self.staff("corporate-services-team")
        self.does(at, desk, order.Register())
        return self.does(at, desk, order.Allocate(to=self.holder("service-manager", name=name)))

    def acknowledged(self, at: str = "2026-06-03", name: str = "manager") -> Walk:
        manager = self.staff("service-manager", name=name)
        return self.does(at, manager, order.Acknowledge(letter=self.letter("stage-one-acknowledgement")))

    def answered(self, at: str = "2026-06-16", outcome: str = "not-upheld", name: str = "manager") -> Walk:
        findings = tuple(Finding(point.id, outcome) for point in self.case.points)
        action = order.Respond(findings=findings, letter=self.letter("stage-one-response"))
        return self.does(at, self.staff("service-manager", name=name), action)

    def to_answer(self) -> Walk:
        return self.receives("2026-06-01T10:00").allocated().acknowledged().answered()

    def extends(self, at: str, *, days: int = 0, until: date | None = None) -> Walk:
        action = order.Extend(days=days, until=until, reason_kind="other", letter=self.letter("extension-notice"))
        return self.does(at, self.staff("service-manager", name="manager"), action)


def book_with(council: str, **changes: Any) -> Rulebook:
    """The installed rulebook, with some parts of one council's policy changed."""
    book = policies.rulebook()
    policy = replace(book.newest[council], **changes)
    return replace(book, policies={**book.policies, policy.pin: policy})


def later(day: date, days: int) -> str:
    return (day + timedelta(days=days)).isoformat()
