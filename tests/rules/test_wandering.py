"""Whatever is tried on a case of either council, does it stay whole, explained and in somebody's hands?"""

from __future__ import annotations

import copy
import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redress import policies
from redress.rules import actions as order
from redress.rules import events as happened
from redress.rules.actors import Actor, Holder
from redress.rules.case import Case, continued, replay
from redress.rules.clock import deadlines, rights
from redress.rules.decide import decide, refusal_of
from redress.rules.events import LetterSent, Point, Recorded
from redress.rules.moments import Moment
from redress.rules.policy import Policy, Rulebook
from redress.rules.refusals import Refused
from redress.rules.status import AT_REST, AWAITED, status
from redress.rules.steps import owed
from redress.rules.wording import picture, sentence, working_lines
from tests.rules.wandering import Tried, try_something

#: How many orders are tried on the rules, over both councils, and how many on each case.
TRIED = 20_000
ON_EACH_CASE = 80

#: The events by which a date may come to lie earlier than it did; no other act can do that.
MAY_BRING_FORWARD = (
    happened.Acknowledged,  # an answer counts from the acknowledgement if that comes before its own last day
    happened.Responded,  # the window of the answer begins again from a second answer of the stage
    happened.CalendarAdopted,
    happened.Corrected,
)


@dataclass
class RulesWanderer:
    """One case of one council, kept as it goes."""

    policy: Policy
    book: Rulebook
    history: list[Recorded] = field(default_factory=list)
    case: Case = field(default_factory=Case)

    @property
    def calendar_version(self) -> str:
        return self.book.calendar_version

    def somebody(self, role: str, number: int) -> Actor:
        return self._actor(f"staff:{role}-{number}", frozenset((role,)))

    def actor_called(self, id: str) -> Actor:
        return self._actor(id, frozenset(role.id for role in self.policy.roles))

    def _actor(self, id: str, roles: frozenset[str]) -> Actor:
        return Actor("staff", id, roles, barred=id in self.case.bars)

    def as_holder(self, role: str, number: int) -> Holder:
        id = f"staff:{role}-{number}"
        skills = frozenset(skill.id for skill in self.policy.expertise)
        return Holder(id, frozenset((role,)), barred=id in self.case.bars, expertise=skills)

    def whole_letter(self, kind: str, *, without: str = "") -> LetterSent:
        contents = tuple(content.id for content in self.policy.letter(kind).contents if content.id != without)
        return LetterSent(kind, f"letter:{len(self.history)}", "digest", contents)

    def does(self, by: Actor, action: order.Action, at: Moment) -> tuple[Recorded, ...]:
        """Decide and keep what follows. Raises Refused."""
        decided = decide(self.case, action, by=by, at=at, now=_FAR_AHEAD, book=self.book)
        new = []
        for run, stage, moment, event in decided.entries(at):
            envelope = (run, stage, moment, "", by.kind, by.id, decided.role, by.covering_for)
            new.append(Recorded(len(self.history) + 1, *envelope, event))
            self.history.append(new[-1])
            if isinstance(event, happened.Corrected):
                self.case = replay(self.history)
            else:
                self.case = continued(self.case, new[-1])
        return tuple(new)


_FAR_AHEAD = Moment.on(date(2030, 1, 1))


def begun(council: str, chance: random.Random) -> RulesWanderer:
    """A case that has just been received, in circumstances that vary."""
    book = policies.rulebook()
    wanderer = RulesWanderer(book.newest[council], book)
    action = order.Receive(
        policy=council,
        channel=chance.choice(wanderer.policy.channels).id,
        points=tuple(
            Point(f"p{number}", landlord=chance.choice(["no", "yes", "unknown"]), subject=_subject(wanderer, chance))
            for number in range(1, chance.randrange(2, 4))
        ),
        happened_on=chance.choice([None, date(2026, 5, 1), date(2025, 1, 1)]),
        anonymous=(anonymous := chance.random() < 0.1),
        acknowledgeable=not anonymous,
    )
    wanderer.does(Actor("complainant", "party:1"), action, Moment.on(date(2026, 6, 1)))
    return wanderer


def _subject(on: RulesWanderer, chance: random.Random) -> str:
    return chance.choice(["", *(subject.id for subject in on.policy.subjects)])


def wander(council: str, seed: int, *, tries: int) -> int:
    """Walk one case and hold it to everything that must be true of it; how many acts were done."""
    chance = random.Random(seed)
    on = begun(council, chance)
    day, done = date(2026, 6, 1), 0
    for _ in range(tries):
        tried = try_something(on, chance)
        if chance.random() < 0.3:
            day += timedelta(days=chance.randrange(5))
        before = _dues(on)
        try:
            new = on.does(tried.by, tried.action, Moment.on(day))
        except Refused as refused:
            _is_explained(refused, on.policy)
            continue
        done += 1
        _nothing_came_forward(before, _dues(on), new)
        _nobody_barred_is_in_charge(on.case)
        _nobody_is_forgotten(on.case, on.book, day)
    assert on.case == replay(on.history)
    _can_be_explained(on, day)
    return done


def _can_be_explained(on: RulesWanderer, today: date) -> None:
    """Every date can be worked out and drawn, and no cap is broken."""
    rights(on.case, on.book)
    for deadline in deadlines(on.case, on.book):
        working_lines(deadline, on.policy)
        picture(deadline)
        run = on.case.run(deadline.run)
        gained = sum(extension.days for extension in run.extensions if extension.clock == deadline.clock.id)
        assert deadline.working.most is None or gained <= deadline.working.most


def _dues(on: RulesWanderer) -> dict[tuple[str, str], date]:
    return {(due.run, due.clock.id): due.due for due in deadlines(on.case, on.book) if due.open}


def _is_explained(refused: Refused, policy: Policy) -> None:
    assert refused.paragraph in policy.paragraphs, f"{refused.code} under {refused.paragraph!r}"
    assert sentence(refused, policy)


def _nothing_came_forward(
    before: dict[tuple[str, str], date], after: dict[tuple[str, str], date], new: tuple[Recorded, ...]
) -> None:
    named = any(isinstance(entry.event, MAY_BRING_FORWARD) for entry in new)
    for key in before.keys() & after.keys():
        assert after[key] >= before[key] or named, f"{key} came forward by {[entry.kind for entry in new]}"


def _nobody_barred_is_in_charge(case: Case) -> None:
    for run in case.runs.values():
        assert run.holder not in case.bars


def _nobody_is_forgotten(case: Case, book: Rulebook, today: date) -> None:
    """Every open run has an owner and a date ahead of it, or stands in a named wait, or has a step that is owed."""
    for run in case.runs.values():
        if run.ended:
            continue
        code = status(case, run, book=book, today=today).code
        waits = code in AT_REST or code in AWAITED or owed(case, run, book.policy(run.policy))
        dated = any(due.open and due.run == run.id for due in deadlines(case, book))
        assert waits or (run.holder and dated), f"{run.id} is {code}, held by {run.holder!r}, with a date: {dated}"


@pytest.mark.slow
@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_twenty_thousand_orders_leave_every_case_whole_explained_and_in_somebodys_hands(council: str) -> None:
    done = sum(wander(council, seed, tries=ON_EACH_CASE) for seed in range(TRIED // 2 // ON_EACH_CASE))
    assert done > TRIED // 2 // 20, "so many orders were refused that little was walked"


@pytest.mark.parametrize("council", ["dartford", "kings-lynn"])
def test_a_short_walk_leaves_every_case_whole(council: str) -> None:
    assert sum(wander(council, seed, tries=ON_EACH_CASE) for seed in range(1000, 1005)) > 10


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), council=st.sampled_from(["dartford", "kings-lynn"]))
def test_a_button_that_is_disabled_stays_refused_when_it_is_pressed(seed: int, council: str) -> None:
    chance = random.Random(seed)
    on, day = begun(council, chance), date(2026, 6, 1)
    for _ in range(40):
        tried = try_something(on, chance)
        run = getattr(tried.action, "run", "")
        known = refusal_of(on.case, tried.act, by=tried.by, book=on.book, run=run)
        day += timedelta(days=chance.randrange(3))
        no = _refused(on, tried, Moment.on(day))
        assert known is None or (no is not None and (no.code, no.paragraph) == (known.code, known.paragraph))


def _refused(on: RulesWanderer, tried: Tried, at: Moment) -> Refused | None:
    """Why it was refused, or none if it was done."""
    try:
        on.does(tried.by, tried.action, at)
    except Refused as no:
        return no
    return None


def test_a_walk_is_the_same_each_time_for_one_seed() -> None:
    chance = random.Random(7)
    on = begun("dartford", chance)
    again = random.Random(7)
    twin = begun("dartford", again)
    assert try_something(on, chance) == try_something(copy.deepcopy(twin), again)
