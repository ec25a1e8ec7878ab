"""What is known of a case, its runs, their stages and steps?

They are made and changed by ``replaying`` alone, from events.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from redress.rules import events as happened
from redress.rules.events import Finding, Point
from redress.rules.moments import Moment
from redress.rules.policy import PolicyPin

#: The flag of a case that is hidden from all but those whom the policy names (DA 7.4).
CONFIDENTIAL = "confidential"

#: The flag of a case that repeats what was reported before and not put right (KL 2).
REPEATED = "repeat-report"

#: Why somebody is kept away who is complained about themselves.
COMPLAINED_ABOUT = "complained-about"

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
class AskMark:
    """Something that was asked of somebody: by when, in which run, and what became of it."""

    id: str
    kind: str
    to: str
    due: date
    points: tuple[str, ...]
    run: str
    made: Mark
    answered: Mark | None = None
    declined: bool = False
    closed: str = ""

    @property
    def waits(self) -> bool:
        """Whether it is still to be answered."""
        return self.answered is None and not self.closed


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
    complained_about: bool = False  # one of them is a member of staff about whom somebody complains
    times: dict[int, Moment] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    plans: dict[str, Moment] = field(default_factory=dict)
    disposed: bool = False
    merged_into: str = ""  # the opaque id of the case in which this one goes on
    asks: dict[str, AskMark] = field(default_factory=dict)
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
