"""Where does a case stand, given everything that has happened on it?

``replay`` folds the events in sequence into a :class:`Case`. Nothing else makes one, and nobody
changes one afterwards. Corrections are looked up first, so that every event is folded with the time
that is now held to be right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from redress.rules import events as happened
from redress.rules.events import MILESTONES, Finding, Point, Recorded
from redress.rules.moments import Moment
from redress.rules.policy import PolicyPin

#: The flag of a case that is hidden from all but those whom the policy names (DA 7.4).
CONFIDENTIAL = "confidential"

#: The flag of a case that repeats what was reported before and not put right (KL 2).
REPEATED = "repeat-report"

#: Why a run ended whose case goes on in another.
MERGED = "merged"

#: The flag of a case whose complainant is known to none but those whom the policy names (DA 3.8).
IDENTITY_CONFIDENTIAL = "identity-confidential"


@dataclass(slots=True)
class Mark:
    """A milestone: which event, when, by whom."""

    seq: int
    at: Moment
    by: str


@dataclass(slots=True)
class StepMark:
    """The latest taking of one step: with which option and answers, when, by whom, in which stage."""

    option: str
    answers: tuple[happened.Answer, ...]
    seq: int
    at: Moment
    by: str
    stage: str
    covering_for: str = ""
    letters: int = 0  # how many letters had gone in the run, that of the step itself included

    @property
    def mark(self) -> Mark:
        return Mark(self.seq, self.at, self.by)


@dataclass(slots=True)
class Committed:
    """A commitment as it stands: made by which taking of which step, due when, whose, and when it was kept."""

    id: str
    step: str
    day: date
    owner: str
    made: Mark
    stage: str
    kept: Mark | None = None


@dataclass(slots=True)
class StageRecord:
    """One stage of a run as it went: what opened it, and the first of each milestone.

    ``left``: when the run went on to another stage, by a decision or a right, without an answer here.
    """

    id: str
    opened: Moment
    milestones: dict[str, Mark] = field(default_factory=dict)
    left: Moment | None = None

    @property
    def concluded_at(self) -> Moment | None:
        """When it was answered, its request refused, or it was left: nothing more is owed in this stage."""
        marks = (self.milestones.get(name) for name in ("answered", "refused"))
        moments = [*(mark.at for mark in marks if mark), *([self.left] if self.left else [])]
        return min(moments, key=Moment.sort_key, default=None)


@dataclass(slots=True)
class TimeGained:
    """One extension of one clock. ``late``: it came after the date it was to extend.

    ``promised`` is the date that had been promised before it, if any: that is the date it extended.
    """

    clock: str
    days: int
    until: date
    seq: int
    at: Moment
    late: bool
    stage: str
    promised: date | None = None


@dataclass(slots=True)
class DelayTold:
    """A new expected date that moved no due date."""

    clock: str
    expected: date
    seq: int
    stage: str


@dataclass(slots=True)
class Run:
    """One track followed on a case, under the policy version pinned when it began."""

    id: str
    track: str
    policy: PolicyPin
    calendar: str
    channel: str
    received: Moment
    recorded_received: Moment
    stage: str
    happened_on: date | None = None
    aware_on: date | None = None
    anonymous: bool = False
    acknowledgeable: bool = True
    flags: frozenset[str] = frozenset()
    stages: dict[str, StageRecord] = field(default_factory=dict)
    holder: str = ""
    position: str = ""
    allocated_to: str = ""
    extensions: list[TimeGained] = field(default_factory=list)
    delays: list[DelayTold] = field(default_factory=list)
    promises: dict[str, date] = field(default_factory=dict)
    findings: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    agreed_draft: str = ""
    reasons_given: bool = False
    request_late: bool = False
    request_made_on: date | None = None
    lateness_accepted: bool | None = None
    ended: str = ""
    ended_at: Moment | None = None
    letters: dict[str, str] = field(default_factory=dict)  # letter id -> kind
    failed_letters: tuple[str, ...] = ()
    steps: dict[str, StepMark] = field(default_factory=dict)
    ended_by_step: str = ""
    begun_by: tuple[str, str] = ("", "")  # the run and the step by which this run began, if it was one
    commitments: dict[str, Committed] = field(default_factory=dict)

    @property
    def current(self) -> StageRecord:
        return self.stages[self.stage]

    def milestone(self, name: str, stage: str = "") -> Mark | None:
        """The mark of a milestone in a stage, the current one if none is named; ``stage-two.requested`` names one.

        ``step:triage`` is the latest taking of a step in the whole run, ``step:triage=complaint`` only if it was
        taken so.
        """
        if name.startswith("step:"):
            return self._step_mark(name.removeprefix("step:"), stage)
        if "." in name:
            stage, name = name.split(".", 1)
        record = self.stages.get(stage or self.stage)
        return record.milestones.get(name) if record else None

    def _step_mark(self, name: str, stage: str) -> Mark | None:
        step, _, option = name.partition("=")
        taken = self.steps.get(step)
        if taken is None or (option and taken.option != option) or (stage and taken.stage != stage):
            return None
        return taken.mark

    def open_commitments(self, step: str = "") -> tuple[Committed, ...]:
        """What is still to be done by a date and proved; of one step, or of all."""
        return tuple(each for each in self.commitments.values() if each.kept is None and step in ("", each.step))

    def has(self, name: str, stage: str = "") -> bool:
        """Whether a milestone counts as reached. Nobody can acknowledge to someone without an address."""
        if name == "acknowledged" and not self.acknowledgeable:
            return True
        return self.milestone(name, stage) is not None


@dataclass(slots=True)
class Involvement:
    """One thing one person did on the case, or had done to them; the independence rules read it."""

    person: str
    act: str
    seq: int
    run: str
    stage: str


@dataclass(slots=True)
class LinkMark:
    """What was said last of another case: how it belongs to this one, why (a digest), when and by whom."""

    other: str
    kind: str
    reason: str
    mark: Mark


@dataclass(slots=True)
class Case:
    """Everything the rules know of a case. ``points`` are those it has; ``moved`` went to other cases."""

    seq: int = 0
    runs: dict[str, Run] = field(default_factory=dict)
    points: tuple[Point, ...] = ()
    moved: tuple[Point, ...] = ()
    links: dict[str, LinkMark] = field(default_factory=dict)
    involvements: list[Involvement] = field(default_factory=list)
    bars: tuple[str, ...] = ()
    times: dict[int, Moment] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    plans: dict[str, Moment] = field(default_factory=dict)
    disposed: bool = False
    merged_into: str = ""  # the opaque id of the case in which this one goes on
    stepped: tuple[str, str, int] = ("", "", 0)  # the last step taken: its run, its name and its event

    @property
    def main_run(self) -> Run:
        """The run that began last among those still open, else the last of all."""
        still_open = [run for run in self.runs.values() if not run.ended]
        return (still_open or list(self.runs.values()))[-1]

    def run(self, id: str = "") -> Run:
        return self.runs[id] if id else self.main_run

    @property
    def ombudsman_flags(self) -> frozenset[str]:
        return frozenset(point.landlord for point in self.points)


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
        fold = _FOLDS.get(type(event))
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
        for id in event.released:
            case.runs[id].holder = case.runs[id].position = ""
    elif isinstance(event, happened.ActionPlanRecorded):
        case.plans[event.plan] = at
    elif isinstance(event, happened.Disposed):
        case.disposed = True
    _note_involvement(case, entry)


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


# --- what each event changes on its run ----------------------------------------------------------


def _put_in_charge(run: Run, entry: Recorded, event: happened.Allocated | happened.Appointed, at: Moment) -> None:
    run.holder, run.position = event.to, event.position
    if isinstance(event, happened.Allocated):
        run.allocated_to = event.to


def _acknowledged(run: Run, entry: Recorded, event: happened.Acknowledged, at: Moment) -> None:
    _keep_letter(run, event.letter)
    _promise(run, event.promises)


def _extended(run: Run, entry: Recorded, event: happened.Extended, at: Moment) -> None:
    run.extensions.append(
        TimeGained(
            clock=event.clock,
            days=event.days,
            until=event.until,
            seq=entry.seq,
            at=at,
            late=event.late,
            stage=entry.stage,
            promised=run.promises.get(event.clock),
        )
    )
    run.promises[event.clock] = event.until
    _keep_letter(run, event.letter)


def _delay_notified(run: Run, entry: Recorded, event: happened.DelayNotified, at: Moment) -> None:
    run.delays.append(DelayTold(event.clock, event.expected, entry.seq, entry.stage))
    _keep_letter(run, event.letter)


def _agreed(run: Run, entry: Recorded, event: happened.Agreed, at: Moment) -> None:
    run.agreed_draft = event.draft


def _responded(run: Run, entry: Recorded, event: happened.Responded, at: Moment) -> None:
    run.findings[entry.stage] = event.findings
    run.outcomes[entry.stage] = event.outcome
    _keep_letter(run, event.letter)
    _promise(run, event.promises)


def _accepted(run: Run, entry: Recorded, event: happened.RequestAccepted, at: Moment) -> None:
    _keep_letter(run, event.letter)
    _promise(run, event.promises)


def _letter_went(run: Run, entry: Recorded, event: happened.RequestRefused | happened.Signposted, at: Moment) -> None:
    _keep_letter(run, event.letter)


def _reasons_given(run: Run, entry: Recorded, event: happened.ReasonsGiven, at: Moment) -> None:
    run.reasons_given = True


def _lateness_decided(run: Run, entry: Recorded, event: happened.LatenessDecided, at: Moment) -> None:
    run.lateness_accepted = event.accepted


def _calendar_adopted(run: Run, entry: Recorded, event: happened.CalendarAdopted, at: Moment) -> None:
    run.calendar = event.calendar


def _delivery_failed(run: Run, entry: Recorded, event: happened.DeliveryFailed, at: Moment) -> None:
    run.failed_letters += (event.letter,)


def _withdrawn(run: Run, entry: Recorded, event: happened.Withdrawn, at: Moment) -> None:
    run.ended, run.ended_at = "withdrawn", at


def _closed(run: Run, entry: Recorded, event: happened.Closed, at: Moment) -> None:
    run.ended, run.ended_at = event.reason_kind, at


def _step_taken(run: Run, entry: Recorded, event: happened.StepTaken, at: Moment) -> None:
    run.steps[event.step] = StepMark(
        event.option, event.answers, entry.seq, at, entry.by, entry.stage, entry.covering_for
    )
    run.flags = (run.flags | frozenset(event.flags)) - frozenset(event.lifts)
    _keep_letter(run, event.letter)
    run.steps[event.step].letters = len(run.letters)
    _promise(run, event.promises)
    _commitments(run, entry, event, at)
    if event.ends:
        run.ended, run.ended_at, run.ended_by_step = event.ends, at, event.step
    elif run.ended_by_step == event.step:
        run.ended, run.ended_at, run.ended_by_step = "", None, ""  # a changed mind: the run goes on
    if event.enters:
        _enter_stage(run, event.enters, at)


def _commitments(run: Run, entry: Recorded, event: happened.StepTaken, at: Moment) -> None:
    """What is to be done by a date because of it, and what is done by it; a commitment is called by its event."""
    mark = Mark(entry.seq, at, entry.by)
    if event.commits is not None:
        id = str(entry.seq)
        made = Committed(id, event.step, event.commits.day, event.commits.owner, mark, entry.stage)
        run.commitments[id] = made
    for id in event.keeps:
        run.commitments[id].kept = mark


def _enter_stage(run: Run, stage: str, at: Moment) -> None:
    """The run goes on in a later stage, whose clocks count from the run's own receipt (Q31)."""
    run.current.left = at
    run.stage = stage
    run.stages[stage] = StageRecord(stage, run.received)
    run.holder = run.position = run.allocated_to = run.agreed_draft = ""


def _keep_letter(run: Run, letter: happened.LetterSent | None) -> None:
    if letter is not None:
        run.letters[letter.id] = letter.kind


def _promise(run: Run, promises: tuple[happened.Promise, ...]) -> None:
    for promise in promises:
        run.promises[promise.clock] = promise.day


_FOLDS: Mapping[type, Callable[..., None]] = {
    happened.Allocated: _put_in_charge,
    happened.Appointed: _put_in_charge,
    happened.Acknowledged: _acknowledged,
    happened.Extended: _extended,
    happened.DelayNotified: _delay_notified,
    happened.Agreed: _agreed,
    happened.Responded: _responded,
    happened.RequestAccepted: _accepted,
    happened.RequestRefused: _letter_went,
    happened.Signposted: _letter_went,
    happened.ReasonsGiven: _reasons_given,
    happened.LatenessDecided: _lateness_decided,
    happened.CalendarAdopted: _calendar_adopted,
    happened.DeliveryFailed: _delivery_failed,
    happened.Withdrawn: _withdrawn,
    happened.Closed: _closed,
    happened.StepTaken: _step_taken,
}
