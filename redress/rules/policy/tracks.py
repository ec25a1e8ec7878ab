"""Which ways can a matter go, through which stages, and by whose moves?"""

from __future__ import annotations

from dataclasses import dataclass, field

from redress.rules.policy.conditions import Always, Condition
from redress.rules.policy.lists import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of a track. ``next`` is the stage a request leads to; the last stage has none.

    ``entry``: a matter may begin here directly, where a ``receive`` move names the stage.
    """

    id: str
    name: str
    next: str = ""
    entry: bool = False
    what_happens: str = ""
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStage:
    """Where a matter begins whose points are all of one group of services, unless it is said where."""

    group: str
    stage: str
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One way a matter can be dealt with. A track without stages is gone through in one."""

    id: str
    name: str
    paragraph: str
    stages: tuple[Stage, ...] = ()
    first: tuple[FirstStage, ...] = ()
    counts_as_complaint: bool = False
    findings: bool = True  # whether its answer says of every point what was found
    series: str = ""  # the prefix of references, where a track has a series of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A legal move: who may do what, in which stage, after and before what.

    ``after``: milestones of the stage that must have happened. ``unless``: milestones after which it
    is too late. ``letter``: the letter without which the act does not happen. ``position``: the
    position that the named person must be fit to hold. ``holder``: only whoever is in charge (or
    covers for them). ``ended`` allows the move on a closed run. ``step``: which step, where the action is
    ``take-step``. ``when``: only on cases of which this is true. ``right``: only by this right, from the
    day on which it opens.
    """

    action: str
    step: str = ""
    track: str = "complaint"
    stages: tuple[str, ...] = ()  # empty: any stage of the track
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    by: tuple[str, ...]
    paragraph: str
    letter: str = ""
    position: str = ""
    holder: bool = False
    ended: bool = False
    when: Condition = field(default_factory=Always)
    right: str = ""

    @property
    def act(self) -> str:
        """What is done: the action, or ``step:`` and the step that is taken."""
        return f"step:{self.step}" if self.step else self.action


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStageRequest:
    """How a later stage is asked for and decided upon."""

    stage: str  # the stage asked for
    paragraph: str
    reasons_compulsory: bool
    reasons_paragraph: str
    window: str = ""  # clock id
    accepted_first: bool = False  # whether someone decides if it goes ahead
    findings: tuple[Choice, ...] = ()  # what the decision finds
    refusable_findings: tuple[str, ...] = ()
    refusal_reasons: tuple[Choice, ...] = ()
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A final response that someone must agree before it goes."""

    stage: str
    by: tuple[str, ...]
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRule:
    """What happens when a matter is raised after the limit for complaining."""

    window: str  # clock id
    decided_by: tuple[str, ...]
    paragraph: str
    grounds: tuple[Choice, ...]
    never_lateness_alone: bool
    exempt_channels: tuple[str, ...] = ()
