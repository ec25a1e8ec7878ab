"""What may somebody order to be done?

Actions are orders. ``rules.decide.decide`` turns one into events, or refuses it with a paragraph.
Texts never come here: an action carries the digest of a text that ``records`` keeps.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, get_args

from redress.rules.actors import Holder
from redress.rules.events import Answer, Finding, LetterSent, Point
from redress.rules.moments import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Receive:
    """Take in a complaint, request or enquiry: the first event of a run.

    On a case that exists already it begins a further run beside the others. ``policy`` is the id of
    the council's policy; the version in force is pinned by ``decide``. ``stage``: where it begins, if not in the
    first stage of the track.
    """

    name: ClassVar[str] = "receive"
    policy: str
    track: str = "complaint"
    stage: str = ""
    channel: str
    points: tuple[Point, ...]
    happened_on: date | None = None
    aware_on: date | None = None
    anonymous: bool = False
    acknowledgeable: bool = True
    flags: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideLateness:
    """Decide whether a matter raised after the limit goes ahead. ``considered``: every ground looked at."""

    name: ClassVar[str] = "decide-lateness"
    run: str = ""
    accepted: bool
    grounds: tuple[str, ...] = ()
    considered: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    name: ClassVar[str] = "register"
    run: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlePoints:
    """Say for each point which service it is about, whose function, and what subject."""

    name: ClassVar[str] = "settle-points"
    run: str = ""
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocate:
    name: ClassVar[str] = "allocate"
    run: str = ""
    to: Holder


@dataclass(frozen=True, slots=True, kw_only=True)
class Appoint:
    """Put an investigator in charge of a later stage. ``reason`` is needed where a warning applies."""

    name: ClassVar[str] = "appoint"
    run: str = ""
    to: Holder
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge:
    name: ClassVar[str] = "acknowledge"
    run: str = ""
    letter: LetterSent


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    name: ClassVar[str] = "contact"
    run: str = ""
    method: str
    result: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarify:
    name: ClassVar[str] = "clarify"
    run: str = ""
    way_forward: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extend:
    """Take more time for the stage's response: by ``days`` working days, or to a date.

    What that means (moves the due date up to a cap, tells a new date only, any new date) is the
    policy's to say.
    """

    name: ClassVar[str] = "extend"
    run: str = ""
    days: int = 0
    until: date | None = None
    reason_kind: str
    agreed: str = "not-asked"
    letter: LetterSent


@dataclass(frozen=True, slots=True, kw_only=True)
class Agree:
    """Agree the final response in one draft; ``draft`` is the digest of that draft."""

    name: ClassVar[str] = "agree"
    run: str = ""
    draft: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Respond:
    """Answer the stage. In the last stage this is the council's final response.

    ``draft`` is the digest of the draft that was agreed, where the policy asks for agreement.
    """

    name: ClassVar[str] = "respond"
    run: str = ""
    findings: tuple[Finding, ...]
    letter: LetterSent
    draft: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestNextStage:
    name: ClassVar[str] = "request-next-stage"
    run: str = ""
    reasons: str = ""
    made_on: date | None = None
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveReasons:
    name: ClassVar[str] = "give-reasons"
    run: str = ""
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptRequest:
    name: ClassVar[str] = "accept-request"
    run: str = ""
    finding: str = ""
    letter: LetterSent | None = None
    late_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseRequest:
    name: ClassVar[str] = "refuse-request"
    run: str = ""
    finding: str = ""
    reason_kinds: tuple[str, ...]
    letter: LetterSent


@dataclass(frozen=True, slots=True, kw_only=True)
class Signpost:
    """Tell the complainant of the Ombudsmen, or record that one has the matter."""

    name: ClassVar[str] = "signpost"
    run: str = ""
    right: str = ""
    letter: LetterSent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOmbudsman:
    name: ClassVar[str] = "answer-ombudsman"
    run: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddInformation:
    name: ClassVar[str] = "add-information"
    run: str = ""
    words: str
    documents: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForHelp:
    name: ClassVar[str] = "ask-for-help"
    run: str = ""
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordActionPlan:
    name: ClassVar[str] = "record-action-plan"
    run: str = ""
    plan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteActionPlan:
    name: ClassVar[str] = "complete-action-plan"
    run: str = ""
    plan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    name: ClassVar[str] = "withdraw"
    run: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    name: ClassVar[str] = "close"
    run: str = ""
    reason_kind: str = "completed"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    name: ClassVar[str] = "note"
    run: str = ""
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarPerson:
    """Keep someone who is complained about, or implicated, away from the case. ``bar`` is opaque.

    ``person`` is who it is, known while it is decided and written nowhere: what they have in hand is released.
    """

    name: ClassVar[str] = "bar-person"
    run: str = ""
    bar: str
    ground: str
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDeliveryFailure:
    name: ClassVar[str] = "report-delivery-failure"
    run: str = ""
    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptCalendar:
    name: ClassVar[str] = "adopt-calendar"
    run: str = ""
    calendar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correct:
    """Set right the time of an earlier event, or the date on which the matter occurred."""

    name: ClassVar[str] = "correct"
    run: str = ""
    supersedes: int
    at: Moment | None = None
    happened_on: date | None = None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeStep:
    """Take a decision that the policy names, or record that something was seen to, with every answer it asks for.

    ``other`` is the opaque id of the case that was opened for it, where the option has one of its own.
    """

    name: ClassVar[str] = "take-step"
    run: str = ""
    step: str
    option: str
    answers: tuple[Answer, ...] = ()
    letter: LetterSent | None = None
    other: str = ""

    @property
    def act(self) -> str:
        """How the table of moves calls it."""
        return f"step:{self.step}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Say how this case and another (an opaque id) belong together, or that they do not. ``reason`` is a digest."""

    name: ClassVar[str] = "link"
    run: str = ""
    kind: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Go on with this case in another one (an opaque id), because it is the same complaint of the same person.

    ``into_received`` is when the other came, ``into_merged`` whether it went on in a further one itself.
    ``reason`` is a digest.
    """

    name: ClassVar[str] = "merge"
    run: str = ""
    into: str
    into_received: Moment
    into_merged: bool = False
    same_person: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmerge:
    """Take this case apart from the one it was put together with. ``reason`` is a digest."""

    name: ClassVar[str] = "unmerge"
    run: str = ""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Ask somebody for information or a contribution by a day. ``ask``: its opaque id; ``words`` is a digest.

    ``again``: the opaque id of an earlier asking whose answer was not enough; it is closed by it.
    """

    name: ClassVar[str] = "ask"
    run: str = ""
    ask: str
    kind: str
    to: str = ""
    due: date
    points: tuple[str, ...] = ()
    words: str
    documents: int = 0
    again: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAsk:
    """Give what was asked for, or say that it cannot be given (``declined``). ``words`` is a digest."""

    name: ClassVar[str] = "answer-ask"
    run: str = ""
    ask: str
    way: str
    words: str
    documents: int = 0
    declined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseAsk:
    """Wait for it no longer: the answer is enough (accepted), or the case goes on without. ``reason`` is a digest."""

    name: ClassVar[str] = "close-ask"
    run: str = ""
    ask: str
    reason_kind: str
    reason: str = ""


Action = (
    Receive
    | DecideLateness
    | Register
    | SettlePoints
    | Allocate
    | Appoint
    | Acknowledge
    | Contact
    | Clarify
    | Extend
    | Agree
    | Respond
    | RequestNextStage
    | GiveReasons
    | AcceptRequest
    | RefuseRequest
    | Signpost
    | AnswerOmbudsman
    | AddInformation
    | AskForHelp
    | RecordActionPlan
    | CompleteActionPlan
    | Withdraw
    | Close
    | Note
    | BarPerson
    | ReportDeliveryFailure
    | AdoptCalendar
    | Correct
    | TakeStep
    | Link
    | Merge
    | Unmerge
    | Ask
    | AnswerAsk
    | CloseAsk
)


def act_of(action: Action) -> str:
    """How the table of moves calls what is ordered: the action's name, or ``step:`` and the step."""
    return action.act if isinstance(action, TakeStep) else action.name


ACTIONS: dict[str, type] = {action.name: action for action in get_args(Action)}
