"""What would the dates be of something received on a day, if everything were done on its last day?

So two versions of a policy are compared before one of them is adopted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from redress.rules.case import Case, Mark, Run, StageRecord, replay
from redress.rules.clock import Deadline, deadlines_of
from redress.rules.events import Point, Received, Recorded
from redress.rules.moments import Moment
from redress.rules.policy import Policy, Rulebook, Track


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day for one thing: the ids of its track, stage and clock, and what it is called."""

    track: str
    stage: str
    clock: str
    name: str
    day: date


def last_days(policy: Policy, received: date, book: Rulebook) -> tuple[LastDay, ...]:
    """The last day of everything that binds the council, and of the windows of the complainant, on every track.

    ``received`` is a local day. Raises BeyondCalendar.
    """
    return tuple(day for track in policy.tracks for day in _on_track(policy, track, received, book))


def _on_track(policy: Policy, track: Track, received: date, book: Rulebook) -> list[LastDay]:
    case = _begun(policy, track, received, book)
    run = case.main_run
    for stage in policy.stages(track.id):
        if stage.id != run.stage:
            _next_stage(run, stage.id, _last(run) or received)
        _everything_done(case, run, book)
    found = deadlines_of(case, run, book)
    return [LastDay(track.id, each.stage, each.clock.id, each.clock.name, each.printed) for each in found]


def _begun(policy: Policy, track: Track, received: date, book: Rulebook) -> Case:
    event = Received(
        track=track.id, channel="", policy=policy.pin, calendar=book.calendar_version, points=(Point("p1"),)
    )
    stage = policy.stages(track.id)[0].id
    return replay([Recorded(1, "r1", stage, Moment.on(received), "", "system", "", "", "", event)])


def _next_stage(run: Run, stage: str, on: date) -> None:
    run.stage = stage
    run.stages[stage] = StageRecord(stage, Moment.on(on), {"requested": Mark(1, Moment.on(on), "")})


def _everything_done(case: Case, run: Run, book: Rulebook) -> None:
    """Each limit that binds the council is kept on its last day, one after another: later ones may start from it."""
    for _each in book.policy(run.policy).clocks:
        waiting = [each for each in deadlines_of(case, run, book) if _is_owed(each, run)]
        if not waiting:
            return
        first = min(waiting, key=lambda each: each.due)
        milestone = next(name for name in first.clock.met_by if _plain(name))
        run.current.milestones[milestone] = Mark(1, Moment.on(first.due), "")


def _is_owed(deadline: Deadline, run: Run) -> bool:
    here = deadline.stage in ("", run.stage)
    return here and deadline.open and deadline.binds_council and any(map(_plain, deadline.clock.met_by))


def _plain(milestone: str) -> bool:
    """Whether it is a milestone of the stage itself: not of another one, nor the taking of a step."""
    return "." not in milestone and not milestone.startswith("step:")


def _last(run: Run) -> date | None:
    """The last day of the stage that is over."""
    return max((mark.at.day for mark in run.current.milestones.values()), default=None)


@dataclass(frozen=True, slots=True)
class Compared:
    """The last day for one thing under two versions; none where a version does not know of it."""

    track: str  # in words
    stage: str  # in words, empty for the whole track
    name: str
    before: date | None
    after: date | None


def compared(old: Policy, new: Policy, received: date, book: Rulebook) -> tuple[Compared, ...]:
    """What would be different for something received on a day: only the days that differ. Raises BeyondCalendar."""
    before, after = (
        {(each.track, each.stage, each.clock): each for each in last_days(policy, received, book)}
        for policy in (old, new)
    )
    found = []
    for key in dict.fromkeys((*after, *before)):
        one, other = before.get(key), after.get(key)
        named = (new, other) if other else (old, one)
        if named[1] is not None and (one.day if one else None) != (other.day if other else None):
            track, stage = _names(named[0], named[1])
            days = (one.day if one else None, other.day if other else None)
            found.append(Compared(track, stage, named[1].name, *days))
    return tuple(found)


def _names(policy: Policy, last: LastDay) -> tuple[str, str]:
    stages = policy.track(last.track).stages
    stage = next((each.name for each in stages if each.id == last.stage), "")
    return policy.track(last.track).name, stage if len(stages) > 1 else ""
