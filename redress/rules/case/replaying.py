"""Which case do these events make, taken in sequence with their corrections?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from redress.rules import events as happened
from redress.rules.case.folding import FOLDS
from redress.rules.case.standing import (
    COMPLAINED_ABOUT,
    MERGED,
    AskMark,
    Case,
    Involvement,
    LinkMark,
    Mark,
    Run,
    StageRecord,
)
from redress.rules.events import MILESTONES, Recorded
from redress.rules.moments import Moment

#: What the actor of each event did, as the independence rules name it.
ACTS_OF_ACTOR: Mapping[str, str] = {
    "Registered": "registered",
    "PointsSettled": "settled-points",
    "LatenessDecided": "decided-lateness",
    "Allocated": "allocated",
    "Appointed": "appointed",
    "Acknowledged": "acknowledged",
    "ContactMade": "contacted",
    "Clarified": "clarified",
    "Extended": "extended",
    "DelayNotified": "extended",
    "Agreed": "agreed",
    "Responded": "answered",
    "RequestAccepted": "decided-request",
    "RequestRefused": "decided-request",
    "Signposted": "signposted",
    "OmbudsmanResponded": "answered-ombudsman",
    "Noted": "noted",
    "Closed": "closed",
    "Corrected": "corrected",
    "Received": "received",
    "NextStageRequested": "logged-request",
    "ReasonsGiven": "logged-request",
    "InformationAdded": "logged-information",
    "ActionPlanRecorded": "planned",
    "ActionPlanCompleted": "planned",
    "StepTaken": "took-step",
}


def replay(recorded: Iterable[Recorded]) -> Case:
    """The case these events make. Events must be whole and in sequence; anything else is our fault."""
    history = list(recorded)
    corrected = _corrections(history)
    case = Case()
    for entry in history:
        _take(case, entry, corrected)
    return case


def continued(case: Case, entry: Recorded) -> Case:
    """The same case, taken one event further in place: for whoever builds a case as it goes.

    ValueError for a correction, which changes what was folded before: that takes a replay.
    """
    if isinstance(entry.event, happened.Corrected):
        raise ValueError("a correction needs the whole history: replay it")
    _take(case, entry, _UNCORRECTED)
    return case


def _take(case: Case, entry: Recorded, corrected: _Corrections) -> None:
    if entry.seq != case.seq + 1:
        raise ValueError(f"event {entry.seq} follows event {case.seq}: the sequence is not whole")
    case.seq = entry.seq
    at = corrected.at.get(entry.seq, entry.at)
    case.times[entry.seq] = at
    case.kinds[entry.seq] = entry.kind
    _fold(case, entry, at, corrected)


@dataclass(slots=True)
class _Corrections:
    at: dict[int, Moment]
    happened_on: dict[int, date]


_UNCORRECTED = _Corrections({}, {})


def _corrections(history: list[Recorded]) -> _Corrections:
    corrections = _Corrections({}, {})
    for entry in history:
        if isinstance(entry.event, happened.Corrected):
            if entry.event.at:
                corrections.at[entry.event.supersedes] = entry.event.at
            if entry.event.happened_on:
                corrections.happened_on[entry.event.supersedes] = entry.event.happened_on
    return corrections


def _fold(case: Case, entry: Recorded, at: Moment, corrected: _Corrections) -> None:
    event = entry.event
    if isinstance(event, happened.Received):
        _begin(case, entry, at, corrected)
    run = case.runs.get(entry.run)
    if run is not None:
        if isinstance(event, happened.NextStageRequested):
            _open_stage(run, event, at)
        milestone = MILESTONES.get(entry.kind)
        if milestone:
            run.stages[entry.stage].milestones.setdefault(milestone, Mark(entry.seq, at, entry.by))
        fold = FOLDS.get(type(event))
        if fold:
            fold(run, entry, event, at)
    if isinstance(event, happened.PointsSettled):
        case.points = tuple(point for point in event.points if not point.moved_to)
        case.moved = tuple(point for point in event.points if point.moved_to)
    elif isinstance(event, happened.Linked):
        case.links[event.other] = LinkMark(event.other, event.kind, event.reason, Mark(entry.seq, at, entry.by))
    elif isinstance(event, happened.Merged):
        case.merged_into = event.into
        for id in event.runs:
            case.runs[id].ended, case.runs[id].ended_at = MERGED, at
    elif isinstance(event, happened.Unmerged):
        case.merged_into = ""
        for id in event.runs:
            case.runs[id].ended, case.runs[id].ended_at = "", None
    elif isinstance(event, happened.StepTaken):
        case.stepped = (entry.run, event.step, entry.seq)
    elif isinstance(event, happened.PersonBarred):
        case.bars += (event.bar,)
        case.complained_about |= event.ground == COMPLAINED_ABOUT
        for id in event.released:
            case.runs[id].holder = case.runs[id].position = ""
    elif isinstance(event, happened.ActionPlanRecorded):
        case.plans[event.plan] = at
    elif isinstance(event, happened.Disposed):
        case.disposed = True
    elif isinstance(event, (happened.Asked, happened.AskAnswered, happened.AskClosed)):
        _fold_ask(case, entry, event, at)
    _note_involvement(case, entry)


def _fold_ask(
    case: Case, entry: Recorded, event: happened.Asked | happened.AskAnswered | happened.AskClosed, at: Moment
) -> None:
    """What was asked of others, and what became of it."""
    mark = Mark(entry.seq, at, entry.by)
    if isinstance(event, happened.Asked):
        case.asks[event.ask] = AskMark(event.ask, event.kind, event.to, event.due, event.points, entry.run, mark)
    elif isinstance(event, happened.AskAnswered):
        case.asks[event.ask].answered, case.asks[event.ask].declined = mark, event.declined
    else:
        case.asks[event.ask].closed = event.reason_kind


def _begin(case: Case, entry: Recorded, at: Moment, corrected: _Corrections) -> None:
    event = entry.event
    case.runs[entry.run] = Run(
        id=entry.run,
        track=event.track,
        policy=event.policy,
        calendar=event.calendar,
        channel=event.channel,
        received=at,
        recorded_received=entry.at,
        stage=entry.stage,
        happened_on=corrected.happened_on.get(entry.seq, event.happened_on),
        aware_on=event.aware_on,
        anonymous=event.anonymous,
        acknowledgeable=event.acknowledgeable,
        flags=frozenset(event.flags),
        stages={entry.stage: StageRecord(entry.stage, at)},
    )
    run, step, seq = case.stepped
    if seq == entry.seq - 1:
        case.runs[entry.run].begun_by = (run, step)
    case.points = case.points or event.points


def _open_stage(run: Run, event: happened.NextStageRequested, at: Moment) -> None:
    if run.current.concluded_at is None:
        run.current.left = at  # by a right of the complainant's: no answer had come
    run.stage = event.stage
    run.ended, run.ended_at = "", None  # a closed complaint may still be taken to the next stage
    run.stages[event.stage] = StageRecord(event.stage, at)
    run.holder = run.position = run.allocated_to = run.agreed_draft = ""
    run.reasons_given = bool(event.reasons)
    run.request_late = event.late
    run.request_made_on = event.made_on


def _note_involvement(case: Case, entry: Recorded) -> None:
    def involve(person: str, act: str) -> None:
        case.involvements.append(Involvement(person, act, entry.seq, entry.run, entry.stage))

    act = ACTS_OF_ACTOR.get(entry.kind)
    if act and entry.by_kind == "staff":
        involve(entry.by, act)
    if isinstance(entry.event, (happened.Allocated, happened.Appointed)):
        involve(entry.event.to, "held")
    letter = getattr(entry.event, "letter", None)
    if isinstance(letter, happened.LetterSent) and isinstance(entry.event, happened.Responded):
        for drafter in letter.drafters:
            involve(drafter, "drafted")
