"""Until when must something be done, counted from what, for whom, and can there be more time?

What comes in several kinds (anchors, lengths, ends, extensions, bindings) is a union of small classes told apart by
``kind``: a clock is made of one of each.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

# --- where a clock starts ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class AtReceipt:
    """From the receipt of what opened the stage, moved by the council's receipt rule if it has one."""

    kind: Literal["receipt"] = "receipt"


@dataclass(frozen=True, slots=True, kw_only=True)
class AtMilestone:
    """From the day something was done in the stage (for example ``acknowledged``)."""

    kind: Literal["milestone"] = "milestone"
    milestone: str
    stage: str = ""  # empty: the clock's own stage


@dataclass(frozen=True, slots=True, kw_only=True)
class AtDue:
    """From the due date of another clock of the same track."""

    kind: Literal["due"] = "due"
    clock: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AtFact:
    """From a dated fact of the case, such as ``happened_on``."""

    kind: Literal["fact"] = "fact"
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AtAnswer:
    """From the date that was answered to a question of a step, such as the day by which a body wants a reply.

    The latest taking of the step counts; of a step that ``commits``, every taking has a deadline of its own.
    """

    kind: Literal["answer"] = "answer"
    step: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierOf:
    """From the earliest of those that are known."""

    kind: Literal["earlier-of"] = "earlier-of"
    of: tuple[AtReceipt | AtMilestone | AtDue | AtFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterOf:
    """From the latest; unknown until all are known."""

    kind: Literal["later-of"] = "later-of"
    of: tuple[AtReceipt | AtMilestone | AtDue | AtFact, ...]


Anchor = AtReceipt | AtMilestone | AtDue | AtFact | AtAnswer | EarlierOf | LaterOf


# --- how long it runs ----------------------------------------------------------------------------

FirstDay = Literal["anchor", "next"]
Roll = Literal["none", "next-working-day", "previous-working-day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDays:
    """So many working days. ``first_day`` says whether the anchor's own day is day one.

    If the anchor falls on a day that is not a working day, day one is the next working day.
    ``paragraph`` is the authority for the day-one rule; ``reading`` says it in words where the text is silent.
    """

    kind: Literal["working-days"] = "working-days"
    count: int
    first_day: FirstDay
    paragraph: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDays:
    """So many days, working or not.

    ``roll`` moves a last day that is no working day: to the next working day, where an act is still in time
    although people are told the day before it is moved, or to the working day before, which people are told too.
    """

    kind: Literal["calendar-days"] = "calendar-days"
    count: int
    first_day: FirstDay
    roll: Roll = "none"
    paragraph: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMonths:
    """To the corresponding date so many months on, or the last day of a month that has no such date.

    ``roll`` moves a last day that is no working day: to the next working day, where an act is still in time
    although people are told the day before it is moved, or to the working day before, which people are told too.
    """

    kind: Literal["calendar-months"] = "calendar-months"
    count: int
    roll: Roll = "none"
    paragraph: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThatDay:
    """No length at all: the date it starts from is the date itself. For dates that somebody else sets."""

    kind: Literal["that-day"] = "that-day"
    paragraph: str = ""
    reading: str = ""


Length = WorkingDays | CalendarDays | CalendarMonths | ThatDay


# --- several lengths, each with its own start ----------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One further length of time and what it is counted from. ``paragraph``: where that is said, if elsewhere."""

    anchor: Anchor
    length: Length
    paragraph: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEnd:
    """The clock ends where its own length ends."""

    kind: Literal["own"] = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestEnd:
    """The clock ends with its own length or with one of these, whichever ends last.

    While the start of one is unknown: ``ignore`` counts by those that are known, ``wait`` by none.
    """

    kind: Literal["latest"] = "latest"
    of: tuple[Span, ...]
    unknown: Literal["ignore", "wait"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarliestEnd:
    """The clock ends with its own length or with one of these, whichever ends first.

    While the start of one is unknown: ``ignore`` counts by those that are known, ``wait`` by none.
    """

    kind: Literal["earliest"] = "earliest"
    of: tuple[Span, ...]
    unknown: Literal["ignore", "wait"]


Ends = OwnEnd | LatestEnd | EarliestEnd


# --- whether it can be made longer ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class NoExtension:
    """The text allows none, and no notice is provided for."""

    kind: Literal["none"] = "none"
    paragraph: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeOnly:
    """A delay notice tells the person a new expected date; the due date does not move."""

    kind: Literal["notice-only"] = "notice-only"
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraWorkingDays:
    """Up to so many extra working days in all over the stage, added after the original due date."""

    kind: Literal["extra-working-days"] = "extra-working-days"
    most: int
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraCalendarDays:
    """Up to so many extra days in all over the stage, working or not, added after the original due date."""

    kind: Literal["extra-calendar-days"] = "extra-calendar-days"
    most: int
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithinTotal:
    """More time as long as the whole stays within a total length, counted from what the clock itself starts from.

    ``counted``: whether the extra time is counted in working days or in calendar days.
    """

    kind: Literal["within-total"] = "within-total"
    total: Length
    counted: Literal["working-days", "calendar-days"]
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyNewDate:
    """Any later date, told to the person; the original date is kept for reports. ``most``: the council's own cap."""

    kind: Literal["any-new-date"] = "any-new-date"
    paragraph: str
    most: int = 0  # extra working days in all; 0: the text sets no maximum


Extension = NoExtension | NoticeOnly | ExtraWorkingDays | ExtraCalendarDays | WithinTotal | AnyNewDate


# --- whom it binds, and how hard -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilLimit:
    """The council must act by then; later is late and is counted."""

    kind: Literal["council-limit"] = "council-limit"


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilTarget:
    """The council aims to act by then; missing it prompts something, it is no breach."""

    kind: Literal["council-target"] = "council-target"


@dataclass(frozen=True, slots=True, kw_only=True)
class HardWindow:
    """The complainant must act by then; a later request is refused."""

    kind: Literal["hard-window"] = "hard-window"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscretionWindow:
    """The complainant should act by then; a later request is for someone to decide, with reasons."""

    kind: Literal["discretion-window"] = "discretion-window"
    decided_by: str  # role id


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisoryWindow:
    """Good advice to the complainant; passing it has no effect."""

    kind: Literal["advisory-window"] = "advisory-window"


Binds = CouncilLimit | CouncilTarget | HardWindow | DiscretionWindow | AdvisoryWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class SameLength:
    """The clock's own length."""

    kind: Literal["same"] = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What is different about a clock for a group of services: its length, who is responsible, or both."""

    group: str
    length: WorkingDays | CalendarDays | CalendarMonths | SameLength = field(default_factory=SameLength)
    responsible: str = ""
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One dated limit of the policy.

    ``met_by`` are the milestones that stop it, the first of them to happen; one of another stage is
    written ``stage-two.requested``. ``unless``: milestones after which nothing is owed under it, if they
    come by its date. ``ends``: further lengths that it is compared with. ``overrides``: what is different
    for some services; ``several`` says which length counts where the points are of services that differ.
    """

    id: str
    name: str
    number: str = ""  # the catalogue's number, for example C21
    track: str
    stage: str = ""
    paragraph: str
    also: tuple[str, ...] = ()
    anchor: Anchor
    length: Length
    binds: Binds = field(default_factory=CouncilLimit)
    met_by: tuple[str, ...]
    responsible: str  # role id, or complainant
    alerts: tuple[str, ...] = ()
    extension: Extension = field(default_factory=NoExtension)
    unless: tuple[str, ...] = ()
    ends: Ends = field(default_factory=OwnEnd)
    overrides: tuple[Override, ...] = ()
    several: Literal["shorter", "longer"] = "shorter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """Something the complainant may do from the day after a clock has run out unanswered.

    ``after``: the due date as it stands, or the ``cap``: the last day to which it could ever be extended.
    ``opens``: the way to the Ombudsman, or the next stage, as if the stage had been refused.
    """

    id: str
    name: str
    clock: str
    paragraph: str
    after: Literal["due", "cap"] = "due"
    opens: Literal["ombudsman", "request-next-stage"] = "ombudsman"
