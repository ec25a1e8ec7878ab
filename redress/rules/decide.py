"""Is this act allowed here and now, and what follows from it?

``decide`` turns an action into events or raises :class:`Refused`. ``refusal_of`` asks the same
question before anybody has filled in a form, so that a page can disable a button with the reason.
Both read the table of legal moves of the policy; what only one kind of action must satisfy stands in
``rules.consequences``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from redress.rules.actions import (
    AcceptRequest,
    Action,
    Allocate,
    DecideLateness,
    Receive,
    RefuseRequest,
    Register,
    RequestNextStage,
    TakeStep,
    act_of,
)
from redress.rules.actors import Actor
from redress.rules.asks import something_is_asked
from redress.rules.case import Case, Run
from redress.rules.clock import rights
from redress.rules.consequences import (
    CONSEQUENCES,
    Situation,
    a_late_request_is_theirs_to_decide,
    lateness_is_decided,
    received,
    there_is_a_next_stage,
    there_is_lateness_to_decide,
)
from redress.rules.entry import begun_by, entered_at, first_stage
from redress.rules.events import Closed, Event
from redress.rules.letters import flags_of, landlord_is_settled
from redress.rules.merging import must_be_merged
from redress.rules.moments import Moment
from redress.rules.moves import has_its_place, has_its_time
from redress.rules.policy import Always, Move, Policy, Rulebook
from redress.rules.refusals import Refused
from redress.rules.standing_in import stand_ins_of, standing_in
from redress.rules.steps import flags_set, nothing_waits


@dataclass(frozen=True, slots=True)
class Decided:
    """The events that follow, the run and stage they belong to, and the role the actor acted in."""

    run: str
    stage: str
    role: str
    events: tuple[Event, ...]
    begun: tuple[Begun, ...] = ()

    def entries(self, at: Moment) -> Iterator[tuple[str, str, Moment, Event]]:
        """Everything to be written, in order: the run, its stage, the moment and the event; ``at`` is the act's own."""
        for event in self.events:
            yield self.run, self.stage, at, event
        for begun in self.begun:
            yield begun.run, begun.stage, begun.at, begun.event


@dataclass(frozen=True, slots=True)
class Begun:
    """A further run that begins by the same act, with the moment at which it counts as received."""

    run: str
    stage: str
    at: Moment
    event: Event


def decide(case: Case, action: Action, *, by: Actor, at: Moment, now: Moment, book: Rulebook) -> Decided:
    """The events that follow from an action.

    ``at`` is when it happened, ``now`` when it is being recorded. Raises :class:`Refused` when the
    policy, the state of the case, or the actor's part in it stands against it.
    """
    if isinstance(action, Receive):
        return _taken_in(case, action, by=by, at=at, now=now, book=book)
    run = case.run(action.run)
    policy = book.policy(run.policy)
    by = standing_in(by, case, policy)
    move = _open_way(case, run, policy, act_of(action), by, book, at.day)
    _not_in_the_future(at, now, move)
    _not_before_it_came(run, at, move)
    situation = Situation(case, run, policy, move, book, by, at, now)
    events = CONSEQUENCES[type(action)](action, situation)
    begun = _begun(action, situation) if isinstance(action, TakeStep) else ()
    return Decided(run.id, _stage_of(action, events, run), _acting_role(move, by), tuple(events), begun)


def _begun(action: TakeStep, on: Situation) -> tuple[Begun, ...]:
    """The run of another track that begins when a step is taken so; it keeps the points and what is known of them."""
    begins = on.policy.option(action.step, action.option).begins
    if begins is None:
        return ()
    earlier = [run for run in on.case.runs.values() if run.begun_by == (on.run.id, action.step) and not run.ended]
    if any(run.track == begins.track for run in earlier):
        return ()  # the same decision a second time begins nothing twice
    at = on.run.received if begins.received == "same" else on.at
    policy = policy_in_force(on.book, on.policy.id, at)
    take_in = Receive(
        policy=policy.id,
        track=begins.track,
        channel=on.run.channel,
        points=on.case.points,
        happened_on=on.run.happened_on,
        aware_on=on.run.aware_on,
        anonymous=on.run.anonymous,
        acknowledgeable=on.run.acknowledgeable,
        flags=tuple(sorted(_flags_after(action, on))),
    )
    stage = begins.stage or first_stage(policy, begins.track, on.case.points)
    begun = Begun(f"r{len(on.case.runs) + 1}", stage, at, received(take_in, policy, on.book, at))
    taken_back = (Begun(run.id, run.stage, on.at, Closed(TAKEN_BACK)) for run in earlier if _untouched(run))
    return (begun, *taken_back)


#: Why a run ended that a decision had begun, when that decision was changed before anybody worked on it.
TAKEN_BACK = "decided-otherwise"


def _untouched(run: Run) -> bool:
    """Nobody has done anything on it since it began."""
    return not run.steps and set(run.current.milestones) <= {"received"}


def _flags_after(action: TakeStep, on: Situation) -> frozenset[str]:
    """What the run carries once the step is taken so."""
    step, option = on.policy.step(action.step), on.policy.option(action.step, action.option)
    return (on.run.flags | frozenset(flags_set(step, option, action.answers, on.policy))) - frozenset(option.lifts)


def refusal_of(
    case: Case, action: str, *, by: Actor, book: Rulebook, run: str = "", today: date | None = None
) -> Refused | None:
    """Why this actor may not take this kind of action now, or none if the way is open.

    Without ``today`` (a local day) a right that opens on a day to come counts as open.

    ``action`` is a name of ``ACTIONS``, or ``step:`` and the id of a step.

    Looks at role, part in the case, stage and milestones: all that is known before a form is filled in.
    """
    try:
        way_open(case, action, by=by, book=book, run=run, today=today)
    except Refused as refused:
        return refused
    return None


def way_open(case: Case, action: str, *, by: Actor, book: Rulebook, run: str = "", today: date | None = None) -> Move:
    """The row of the table of moves by which this actor may take this kind of action now. Raises Refused."""
    on = case.run(run)
    policy = book.policy(on.policy)
    return _open_way(case, on, policy, action, standing_in(by, case, policy), book, today)


def _open_way(case: Case, run: Run, policy: Policy, action: str, by: Actor, book: Rulebook, day: date | None) -> Move:
    """The move by which the way is open, as far as can be told before a form is filled in."""
    move = _legal_move(case, run, policy, action, by, book, day)
    nothing_waits(action, case, run, policy)
    must_be_merged(case, action, move.paragraph)
    something_is_asked(case, action, move.paragraph)
    if action in policy.ombudsmen.settled_before and policy.track(run.track).counts_as_complaint:
        landlord_is_settled(case.points, policy)
    if action == RequestNextStage.name:
        there_is_a_next_stage(case, run, policy)
    elif action == DecideLateness.name:
        there_is_lateness_to_decide(case, run, book)
    elif action in (Register.name, Allocate.name):
        lateness_is_decided(case, run, book)
    elif action in (AcceptRequest.name, RefuseRequest.name):
        a_late_request_is_theirs_to_decide(case, run, book, by)
    return move


def _taken_in(case: Case, action: Receive, *, by: Actor, at: Moment, now: Moment, book: Rulebook) -> Decided:
    policy = policy_in_force(book, action.policy, at)
    stage = entered_at(policy, action.track, action.points, action.stage)
    move = _granted(begun_by(policy, action.track, stage, action.points), by, policy, action)
    _not_in_the_future(at, now, move)
    run = f"r{len(case.runs) + 1}"
    return Decided(run, stage, _acting_role(move, by), (received(action, policy, book, at),))


def policy_in_force(book: Rulebook, id: str, at: Moment) -> Policy:
    """The version in force on the day; the oldest there is for anything earlier still."""
    versions = sorted(
        (policy for pin, policy in book.policies.items() if pin.id == id),
        key=lambda policy: policy.in_force_from,
    )
    in_force = [policy for policy in versions if policy.in_force_from <= at.day]
    return (in_force or versions)[-1 if in_force else 0]


def _legal_move(case: Case, run: Run, policy: Policy, action: str, by: Actor, book: Rulebook, day: date | None) -> Move:
    """The row of the table that allows it, or the refusal that comes closest to allowing it."""
    if by.barred or by.id in case.bars:
        raise Refused("person-cannot-take-this-case", policy.conflicts_paragraph)
    rows = policy.moves_for(run.track, action)
    if not rows:
        raise Refused("no-such-move", policy.track(run.track).paragraph, action=action)
    refusals = []
    conditional = any(not isinstance(move.when, Always) for move in rows)
    flags = flags_of(case, run, policy) if conditional else frozenset()
    for move in rows:
        try:
            _is_theirs_to_make(move, run, by, flags, policy)
            _right_is_open(move, case, run, book, day)
        except Refused as refused:
            refusals.append(refused)
        else:
            return move
    raise max(refusals, key=lambda refused: _CLOSENESS[refused.code])


_CLOSENESS = {
    "wrong-stage": 0,
    "not-here": 0,
    "run-ended": 1,
    "not-your-role": 2,
    "not-yet": 3,
    "already": 4,
    "not-yours": 5,
    "right-not-open": 4,
}


def _is_theirs_to_make(move: Move, run: Run, by: Actor, flags: frozenset[str], policy: Policy) -> None:
    """The row stands open, and for this actor: what comes nearest to being allowed is said last."""
    has_its_place(move, run, flags)
    if not by.role_names & set(move.by):
        instead = list(stand_ins_of(move.by, policy))
        raise Refused("not-your-role", move.paragraph, action=move.act, by=list(move.by), instead=instead)
    has_its_time(move, run)
    if move.holder and by.kind == "staff" and run.holder not in (by.id, by.covering_for):
        raise Refused("not-yours", move.paragraph, action=move.act)


def _right_is_open(move: Move, case: Case, run: Run, book: Rulebook, day: date | None) -> None:
    """A move that is made by a right can be made from the day on which the right opens."""
    if not move.right:
        return
    opened = next((each for each in rights(case, book) if (each.run, each.right.id) == (run.id, move.right)), None)
    if opened is None or (day is not None and day < opened.from_day):
        from_day = opened.from_day if opened else None
        raise Refused("right-not-open", move.paragraph, right=move.right, from_day=from_day)


def _granted(rows: tuple[Move, ...], by: Actor, policy: Policy, action: Receive) -> Move:
    if not rows:
        raise Refused("no-such-move", policy.track(action.track).paragraph, action=action.name)
    for move in rows:
        if by.role_names & set(move.by):
            return move
    first = rows[0]
    instead = list(stand_ins_of(first.by, policy))
    raise Refused("not-your-role", first.paragraph, action=action.name, by=list(first.by), instead=instead)


def _not_in_the_future(at: Moment, now: Moment, move: Move) -> None:
    later_today = at.instant is not None and now.instant is not None and at.instant > now.instant
    if at.day > now.day or later_today:
        raise Refused("in-the-future", move.paragraph, action=move.action, at=at.iso())


#: What may have been said or done before the complaint itself arrived.
_MAY_COME_BEFORE = frozenset(("contact", "note", "add-information", "bar-person"))


def _not_before_it_came(run: Run, at: Moment, move: Move) -> None:
    """Nothing is acknowledged, extended or answered before it arrived: such a date is a slip of the pen."""
    since = run.current.opened
    earlier_today = at.instant is not None and since.instant is not None and at.instant < since.instant
    if move.action not in _MAY_COME_BEFORE and (at.day < since.day or earlier_today):
        raise Refused("before-it-came", move.paragraph, action=move.action, at=at.iso(), since=since.iso())


def _stage_of(action: Action, events: list[Event], run: Run) -> str:
    """The stage the events belong to: a request belongs to the stage it opens."""
    return (getattr(events[0], "stage", "") if isinstance(action, RequestNextStage) else "") or run.stage


def _acting_role(move: Move, by: Actor) -> str:
    """The first role of the move that the actor has: the capacity in which the act is recorded."""
    return next(role for role in move.by if role in by.role_names)
