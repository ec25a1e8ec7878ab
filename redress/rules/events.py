"""What has happened on a case?

Events are history: facts with their instants, codes and opaque ids, and the salted digests of texts,
never the texts. They are written once and never changed. Each is stored as canonical JSON with its
kind and version; ``to_facts`` and ``from_facts`` are the only way in and out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime, time
from functools import cache
from types import UnionType
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

from redress.rules.moments import Moment
from redress.rules.policy import PolicyPin


@dataclass(frozen=True, slots=True)
class Point:
    """One point of complaint: which service, whose function, and so which Ombudsmen.

    ``landlord`` is no, yes, overlap or unknown. ``subject`` is an id of the policy's list of subjects, ``function``
    one of its list of jurisdiction: which of the council's functions it is about. ``organisation`` is the opaque id
    of the contractor or partner that provides the service. ``responsible`` is council, other or shared; ``body`` the
    other body, a key of the contacts list or an opaque id. ``heading`` is the digest of a few words. ``moved_to`` is
    the opaque id of the case to which the point went.
    """

    id: str
    service: str = ""
    landlord: str = "unknown"
    subject: str = ""
    provider: str = "council"
    function: str = ""
    organisation: str = ""
    responsible: str = "council"
    body: str = ""
    heading: str = ""  # digest
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one point, why, and what puts it right (ids of the policy's list of remedies)."""

    point: str
    outcome: str
    reason: str = ""  # digest
    remedies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterSent:
    """A letter as approved and queued: its kind, its opaque id and the digest of what it says.

    ``contents`` are the ids of the compulsory contents that it was found to carry; ``drafters`` the
    opaque ids of those who wrote on it.
    """

    kind: str
    id: str
    digest: str
    contents: tuple[str, ...] = ()
    drafters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """A date told to the complainant for one clock."""

    clock: str
    day: date


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one question of a step.

    ``value`` is a code, an ISO date, a number, yes or no, an opaque id, or the digest of words; several codes
    are parted by commas.
    """

    question: str
    value: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """Something that is to be done by a date, and who sees to it (an opaque id, or nobody by name)."""

    day: date
    owner: str = ""


# --- the events ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Received:
    """A run began: a complaint, request or enquiry reached the council.

    ``acknowledgeable`` is false when there is no address to send anything to.
    """

    track: str
    channel: str
    policy: PolicyPin
    calendar: str
    points: tuple[Point, ...]
    happened_on: date | None = None
    aware_on: date | None = None
    anonymous: bool = False
    acknowledgeable: bool = True
    flags: tuple[str, ...] = ()
    words: str = ""  # digest of the complaint in the person's own words


@dataclass(frozen=True, slots=True)
class LatenessDecided:
    accepted: bool
    grounds: tuple[str, ...]
    reason: str  # digest


@dataclass(frozen=True, slots=True)
class Registered:
    pass


@dataclass(frozen=True, slots=True)
class PointsSettled:
    """The points as they now stand: service, landlord flag and subject of each."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Allocated:
    """Someone was put in charge. ``position`` is the position they hold from now on."""

    to: str
    position: str


@dataclass(frozen=True, slots=True)
class Appointed:
    to: str
    position: str
    reason: str = ""  # digest; given where a warning was overridden
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Acknowledged:
    letter: LetterSent
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactMade:
    """The council spoke or wrote to someone, or tried to. ``result`` is reached, not-reached or not-possible."""

    method: str
    result: str
    note: str = ""  # digest


@dataclass(frozen=True, slots=True)
class Clarified:
    way_forward: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Extended:
    """More time, told to the complainant. ``late`` when the due date had passed: that miss stays missed."""

    clock: str
    days: int
    until: date
    reason_kind: str
    agreed: str  # yes, no-reply, refused, not-asked
    letter: LetterSent
    late: bool = False


@dataclass(frozen=True, slots=True)
class DelayNotified:
    """A new expected date, told to the complainant; the due date stays where it was."""

    clock: str
    expected: date
    reason_kind: str
    letter: LetterSent


@dataclass(frozen=True, slots=True)
class Agreed:
    """The final response was agreed in this draft."""

    draft: str


@dataclass(frozen=True, slots=True)
class Responded:
    """The stage was answered, with a finding for every point."""

    findings: tuple[Finding, ...]
    outcome: str
    letter: LetterSent
    final: bool
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class NextStageRequested:
    """The complainant asked for the next stage. ``late``: after the window that the letter printed."""

    stage: str
    reasons: str  # digest; empty when none were given
    made_on: date | None = None
    channel: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class ReasonsGiven:
    """Reasons that were missing from a request have come."""

    reasons: str


@dataclass(frozen=True, slots=True)
class RequestAccepted:
    finding: str
    letter: LetterSent | None = None
    late_reason: str = ""  # digest
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class RequestRefused:
    finding: str
    reason_kinds: tuple[str, ...]
    letter: LetterSent


@dataclass(frozen=True, slots=True)
class Signposted:
    """The complainant was told of the Ombudsmen."""

    ombudsmen: tuple[str, ...]
    right: str = ""
    letter: LetterSent | None = None


@dataclass(frozen=True, slots=True)
class OmbudsmanResponded:
    letter: str = ""


@dataclass(frozen=True, slots=True)
class InformationAdded:
    """The complainant, or someone for them, sent more."""

    words: str
    documents: int = 0


@dataclass(frozen=True, slots=True)
class HelpAsked:
    words: str


@dataclass(frozen=True, slots=True)
class ActionPlanRecorded:
    plan: str


@dataclass(frozen=True, slots=True)
class ActionPlanCompleted:
    plan: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    reason_kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    note: str


@dataclass(frozen=True, slots=True)
class PersonBarred:
    """Someone is complained about or implicated. ``bar`` is an opaque id; who it is stands elsewhere.

    ``released``: the runs that have nobody in charge from now on, because it was this person.
    """

    bar: str
    ground: str
    released: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeliveryFailed:
    letter: str


@dataclass(frozen=True, slots=True)
class CalendarAdopted:
    """A later version of the calendar counts for this case from now on."""

    calendar: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """An earlier event bore a wrong time or date. Both stay visible; clocks use the corrected one."""

    supersedes: int
    at: Moment | None = None  # the corrected time; none when it is unchanged
    happened_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Disposed:
    """Words, files and people were destroyed under the retention schedule."""

    schedule: str


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A decision of the policy was taken, or something seen to. What follows from the option stands here too.

    ``flags`` and ``lifts``: what the run carries from now on, and no longer. ``ends``: the reason for which the
    run ended by it. ``enters``: the stage in which the run goes on. ``commits``: what is to be done by a date because
    of it. ``keeps``: the commitments that are kept by it, each named by the number of the event that made it.
    """

    step: str
    option: str
    answers: tuple[Answer, ...] = ()
    letter: LetterSent | None = None
    flags: tuple[str, ...] = ()
    lifts: tuple[str, ...] = ()
    ends: str = ""
    enters: str = ""
    promises: tuple[Promise, ...] = ()
    commits: Commitment | None = None
    keeps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """It was said how this case and another belong together, or that they do not. ``other`` is an opaque id.

    What is said of the same case later takes the place of what was said before.
    """

    kind: str
    other: str
    reason: str = ""  # digest


@dataclass(frozen=True, slots=True)
class Merged:
    """The case is the same complaint as another (an opaque id) and goes on there. ``runs`` are those it ended."""

    into: str
    reason: str  # digest
    runs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unmerged:
    """The case was put together with another by mistake: ``runs`` stand open again, each from its own receipt."""

    reason: str  # digest
    runs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody was asked for information or their part of the answer, by a day. ``ask`` is its opaque id.

    ``kind``: the complainant (or whoever acts for them), a service, a contractor or partner, or another body. ``to``:
    the opaque id of whoever it is, where they have one. ``points``: those it is about. ``words``: the digest of what
    was asked. ``documents``: how many went with it. ``again``: the earlier asking whose answer was not enough.
    """

    ask: str
    kind: str
    to: str
    due: date
    points: tuple[str, ...] = ()
    words: str = ""  # digest
    documents: int = 0
    again: str = ""


@dataclass(frozen=True, slots=True)
class AskAnswered:
    """What was asked for has come, or whoever was asked cannot give it (``declined``). ``way``: how it came."""

    ask: str
    way: str
    words: str = ""  # digest
    documents: int = 0
    declined: bool = False


@dataclass(frozen=True, slots=True)
class AskClosed:
    """Nothing more is waited for: the answer is enough, it was asked again, or the case goes on without it."""

    ask: str
    reason_kind: str
    reason: str = ""  # digest


Event = (
    Received
    | LatenessDecided
    | Registered
    | PointsSettled
    | Allocated
    | Appointed
    | Acknowledged
    | ContactMade
    | Clarified
    | Extended
    | DelayNotified
    | Agreed
    | Responded
    | NextStageRequested
    | ReasonsGiven
    | RequestAccepted
    | RequestRefused
    | Signposted
    | OmbudsmanResponded
    | InformationAdded
    | HelpAsked
    | ActionPlanRecorded
    | ActionPlanCompleted
    | Withdrawn
    | Closed
    | Noted
    | PersonBarred
    | DeliveryFailed
    | CalendarAdopted
    | Corrected
    | Disposed
    | StepTaken
    | Linked
    | Merged
    | Unmerged
    | Asked
    | AskAnswered
    | AskClosed
)

KINDS: Mapping[str, type] = {kind.__name__: kind for kind in get_args(Event)}
VERSIONS: Mapping[str, int] = dict.fromkeys(KINDS, 1)

#: The milestone of its stage that each event is.
MILESTONES: Mapping[str, str] = {
    "Received": "received",
    "LatenessDecided": "lateness-decided",
    "Registered": "registered",
    "Allocated": "allocated",
    "Appointed": "appointed",
    "Acknowledged": "acknowledged",
    "ContactMade": "contacted",
    "Clarified": "clarified",
    "Extended": "extended",
    "DelayNotified": "delay-notified",
    "Agreed": "agreed",
    "Responded": "answered",
    "NextStageRequested": "requested",
    "RequestAccepted": "accepted",
    "RequestRefused": "refused",
    "Signposted": "signposted",
    "OmbudsmanResponded": "ombudsman-answered",
    "ActionPlanRecorded": "action-plan-recorded",
    "ActionPlanCompleted": "action-plan-completed",
    "Withdrawn": "withdrawn",
    "Closed": "closed",
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event with its envelope: where it stands in the case, when, and by whom.

    ``at`` is when it happened, ``recorded_at`` when it was written (ISO, UTC). ``run`` and ``stage``
    say which run of which stage it belongs to. ``role`` is the role in which the actor acted.
    """

    seq: int
    run: str
    stage: str
    at: Moment
    recorded_at: str
    by_kind: str
    by: str
    role: str
    covering_for: str
    event: Any
    schema: ClassVar[int] = 1

    @property
    def kind(self) -> str:
        return type(self.event).__name__


def to_facts(event: Any) -> str:
    """The event's facts as canonical JSON text: sorted keys, no spaces, UTF-8."""
    return json.dumps(_plain(event), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def from_facts(kind: str, facts: str) -> Any:
    """The event that ``facts`` describe. An unknown kind or key is a KeyError or TypeError: never dropped."""
    return _revived(KINDS[kind], json.loads(facts))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, (date, time)):
        return value.isoformat()
    return value


@cache
def _shape(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _revived(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        (kind,) = [arg for arg in get_args(kind) if arg is not type(None)]
        return _revived(kind, value)
    if origin is tuple:
        return tuple(_revived(get_args(kind)[0], item) for item in value)
    if isinstance(kind, type) and is_dataclass(kind):
        shape = _shape(kind)
        unknown = set(value) - set(shape)
        missing = {f.name for f in fields(kind) if f.default is MISSING} - set(value)
        if unknown or missing:
            raise TypeError(f"{kind.__name__}: unknown {sorted(unknown)}, missing {sorted(missing)}")
        return kind(**{name: _revived(shape[name], item) for name, item in value.items()})
    if kind in (date, time, datetime):
        return kind.fromisoformat(value)
    return value
