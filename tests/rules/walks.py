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
from redress.rules.decide import Decided, decide
from redress.rules.events import Finding, LetterSent, Point, Recorded
from redress.rules.moments import Moment
from redress.rules.policy import Policy, Rulebook
from redress.rules.refusals import Refused
from redress.rules.stories.stand_ins import answers, letter_of, usual_option

LONDON = ZoneInfo("Europe/London")
COMPLAINANT = Actor("complainant", "party:1")
SYSTEM = Actor("system", "system")
FAR_AHEAD = Moment.on(date(2030, 1, 1))


def moment(written: str) -> Moment:
    return Moment.parse(written, LONDON)


@dataclass
class Walk:
    """One case of one council on its way; ``book`` may be another than the installed one.

    What an act must wait for is seen to in the usual way first, unless the walk is ``strict``.
    """

    council: str = "dartford"
    book: Rulebook = field(default_factory=policies.rulebook)
    history: list[Recorded] = field(default_factory=list)
    strict: bool = False

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
        decided = self._decided(action, by, happened, known)
        for run, stage, at_moment, event in decided.entries(happened):
            envelope = (run, stage, at_moment, "", by.kind, by.id, decided.role, by.covering_for)
            self.history.append(Recorded(len(self.history) + 1, *envelope, event))
        return self

    def _decided(self, action: order.Action, by: Actor, at: Moment, now: Moment) -> Decided:
        """What is decided, once the steps that the act waits for have been taken in the usual way."""
        for _ in range(8):
            try:
                return decide(self.case, action, by=by, at=at, now=now, book=self.book)
            except Refused as refused:
                if refused.code != "step-first" or self.strict:
                    raise
                before = now if now.is_before(at) else at
                self._takes(str(refused.parameters["step"]), before, now, run=getattr(action, "run", ""))
        raise AssertionError("too many steps stand before this act")

    def _takes(self, id: str, at: Moment, now: Moment, *, run: str) -> None:
        case, step = self.case, self.policy.step(id)
        of = case.run(run)
        option = usual_option(step, case, of, self.policy)
        rows = self.policy.moves_for(of.track, f"step:{id}")
        move = next(row for row in rows if not row.stages or of.stage in row.stages)
        roles = [role for role in move.by if role in {one.id for one in self.policy.roles}]
        by = Actor("staff", of.holder if move.holder else f"staff:{roles[0]}", frozenset(move.by))
        action = order.TakeStep(
            run=of.id,
            step=id,
            option=option.id,
            answers=answers(step, option, case=case, run=of, policy=self.policy, at=at),
            letter=letter_of(option, self.policy, number=case.seq + 1, drafter=by.id),
        )
        self.does(at, by, action, now=now)

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
        findings = tuple(Finding(point.id, outcome, "digest of words") for point in self.case.points)
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
