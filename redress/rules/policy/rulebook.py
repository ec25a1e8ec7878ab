"""What does a policy say as a whole, and which version of it governs a run?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar

from redress.rules.policy.asks import Asks
from redress.rules.policy.channels import Channel
from redress.rules.policy.clocks import Clock, Right
from redress.rules.policy.consents import ConsentRule, IdentityRule, LawfulBasis
from redress.rules.policy.council import CalendarRules, Contact, Council, ReceiptRule, ServiceGroup
from redress.rules.policy.elsewhere import Elsewhere, OmbudsmanRoutes
from redress.rules.policy.equality import EqualityMonitoring
from redress.rules.policy.guidance import Guidance, LocalGuidance
from redress.rules.policy.letters import CopyRule, Letter, LetterCheck, PlainWord
from redress.rules.policy.lists import Choice, Outcome
from redress.rules.policy.public import PublicWords
from redress.rules.policy.roles import Expertise, Position, Role, StandIn
from redress.rules.policy.steps import Option, Step
from redress.rules.policy.tracks import Agreement, LateRule, Move, NextStageRequest, Stage, Track
from redress.rules.policy.upkeep import Administration, Duty, Explanation, Improvement, LateEntries, Reminders, Standard
from redress.rules.working_days import WorkingCalendar


@dataclass(frozen=True, kw_only=True)
class Policy:
    """One council's policy in one version: everything the council decided for itself."""

    id: str
    version: str
    title: str
    in_force_from: date
    council: Council
    paragraphs: Mapping[str, str]  # reference -> what it says, in our own words
    calendar: CalendarRules
    receipt: ReceiptRule
    roles: tuple[Role, ...]
    tracks: tuple[Track, ...]
    clocks: tuple[Clock, ...]
    rights: tuple[Right, ...] = ()
    moves: tuple[Move, ...]
    positions: tuple[Position, ...]
    conflicts_paragraph: str  # who is implicated keeps away
    letters: tuple[Letter, ...]
    outcomes: tuple[Outcome, ...]
    requests: tuple[NextStageRequest, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    late: LateRule
    channels: tuple[Channel, ...]
    subjects: tuple[Choice, ...]
    extension_reasons: tuple[Choice, ...]
    ways_forward: tuple[Choice, ...] = ()
    elsewhere: tuple[Elsewhere, ...]
    ombudsmen: OmbudsmanRoutes
    contacts: Mapping[str, Contact]
    public: PublicWords
    steps: tuple[Step, ...] = ()
    lists: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    guidance: tuple[Guidance, ...] = ()
    administration: Administration | None = None  # without one, versions are adopted at the command line only
    expertise: tuple[Expertise, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    service_groups: tuple[ServiceGroup, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    late_entries: LateEntries | None = None
    standards: tuple[Standard, ...] = ()
    duties: tuple[Duty, ...] = ()
    reminders: Reminders | None = None  # without them nobody is sent reminders
    local_guidance: LocalGuidance | None = None
    improvement: Improvement | None = None
    equality_monitoring: EqualityMonitoring | None = None
    consents: tuple[ConsentRule, ...] = ()
    copies: tuple[CopyRule, ...] = ()
    identity: IdentityRule | None = None
    bases: tuple[LawfulBasis, ...] = ()
    letter_check: LetterCheck | None = None
    plain_words: tuple[PlainWord, ...] = ()
    asks: Asks | None = None  # without it nobody is asked for anything by link or letter

    def track(self, id: str) -> Track:
        return _one(self.tracks, id)

    def stage(self, track: str, id: str) -> Stage:
        return _one(self.stages(track), id)

    def stages(self, track: str) -> tuple[Stage, ...]:
        """The stages of a track in order; of one without stages, the whole of it as one stage without an id."""
        found = self.track(track)
        return found.stages or (Stage(id="", name=found.name, paragraph=found.paragraph),)

    def service_group(self, id: str) -> ServiceGroup:
        return _one(self.service_groups, id)

    def right(self, id: str) -> Right:
        return _one(self.rights, id)

    def clock(self, id: str) -> Clock:
        return _one(self.clocks, id)

    def letter(self, id: str) -> Letter:
        return _one(self.letters, id)

    def role(self, id: str) -> Role:
        return _one(self.roles, id)

    def outcome(self, id: str) -> Outcome:
        return _one(self.outcomes, id)

    def channel(self, id: str) -> Channel | None:
        """A way in by its id; none where this version does not have it (any more)."""
        return next((channel for channel in self.channels if channel.id == id), None)

    def position(self, id: str) -> Position:
        return _one(self.positions, id)

    def step(self, id: str) -> Step:
        return _one(self.steps, id)

    def option(self, step: str, id: str) -> Option:
        return _one(self.step(step).options, id)

    def choices(self, list: str) -> tuple[Choice, ...]:
        """The entries of a list that a question picks from. Raises Unknown."""
        if list == "elsewhere":
            return tuple(
                Choice(id=one.id, name=one.name, paragraph=one.paragraph, hint=one.advice) for one in self.elsewhere
            )
        if list == "channels":
            return tuple(
                Choice(id=one.id, name=one.name, paragraph=one.paragraph, hint=one.hint) for one in self.channels
            )
        if list in ("subjects", "extension_reasons", "ways_forward"):
            found: tuple[Choice, ...] = getattr(self, list)
            return found
        if list not in self.lists:
            raise Unknown(list)
        return self.lists[list]

    def request_for(self, stage: str) -> NextStageRequest | None:
        return next((request for request in self.requests if request.stage == stage), None)

    def agreement_for(self, stage: str) -> Agreement | None:
        return next((agreement for agreement in self.agreements if agreement.stage == stage), None)

    def moves_for(self, track: str, act: str) -> tuple[Move, ...]:
        """The rows of the table of moves for an act: an action, or ``step:`` and a step."""
        return self._rows.get((track, act), ())

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str], tuple[Move, ...]]:
        """The table of moves by track and act: it is asked for many times on every page."""
        found: dict[tuple[str, str], tuple[Move, ...]] = {}
        for move in self.moves:
            found[move.track, move.act] = (*found.get((move.track, move.act), ()), move)
        return found

    @property
    def pin(self) -> PolicyPin:
        return PolicyPin(id=self.id, version=self.version)


@dataclass(frozen=True, slots=True)
class PolicyPin:
    """Which policy, in which version, governs a run from the day it began."""

    id: str
    version: str


@dataclass(frozen=True)
class Rulebook:
    """Every policy version in use, and the working calendars they count by.

    ``calendars`` are keyed by (policy pin, calendar version): the proclaimed holidays of the council's
    nation with the closures that this version of the policy stores, so that a later version moves no date of a
    case that began under an earlier one.
    """

    policies: Mapping[PolicyPin, Policy]
    calendars: Mapping[tuple[PolicyPin, str], WorkingCalendar]
    calendar_version: str  # the version that new cases are pinned to

    def policy(self, pin: PolicyPin) -> Policy:
        return self.policies[pin]

    def calendar(self, pin: PolicyPin, version: str = "") -> WorkingCalendar:
        return self.calendars[(pin, version or self.calendar_version)]

    @cached_property
    def newest(self) -> Mapping[str, Policy]:
        """The policy in force last, by policy id."""
        ordered = sorted(self.policies.values(), key=lambda policy: policy.in_force_from)
        return {policy.id: policy for policy in ordered}


class Unknown(LookupError):
    """A policy was asked for something it does not have; a fault of ours, never of the user's."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Thing = TypeVar("_Thing", bound=_Named)


def _one(things: tuple[_Thing, ...], id: str) -> _Thing:
    for thing in things:
        if thing.id == id:
            return thing
    raise Unknown(id)
