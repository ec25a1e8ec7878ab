"""What has a council decided for itself?

These frozen dataclasses are the shape of a policy once its file has been read and checked. They hold
facts only. A number that a council could have chosen differently stands in the policy file beside its
paragraph, never in Python. Everything that comes in several kinds (anchors, lengths, extensions,
windows, contents, conditions) is a union of small classes told apart by ``kind``, so that a new kind
is added beside the others without touching them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property
from typing import Literal, Protocol, TypeVar

from redress.rules.working_days import WorkingCalendar

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


# --- when something applies ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Always:
    kind: Literal["always"] = "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhenOutcome:
    """When the overall outcome is one of these."""

    kind: Literal["outcome"] = "outcome"
    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhenFlag:
    """When the case or the act carries a flag (for example ``discrimination``, ``late-request``)."""

    kind: Literal["flag"] = "flag"
    flag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhenFlags:
    """When the case or the act carries all of some flags, one at least of others, and none of the last."""

    kind: Literal["flags"] = "flags"
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()


Condition = Always | WhenOutcome | WhenFlag | WhenFlags


# --- tracks, stages and moves --------------------------------------------------------------------


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
class Position:
    """A place in the procedure that a person holds, and who is fit to hold it.

    ``roles``: one of these is needed. ``never``: none of these is allowed. ``bars``, ``warns`` and
    ``neither`` sort every kind of earlier act on the case (see ``rules.independence.ACTS``).
    """

    id: str
    name: str
    roles: tuple[str, ...]
    never: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()
    warns: tuple[str, ...] = ()
    neither: tuple[str, ...] = ()
    paragraph: str
    never_paragraph: str = ""


# --- steps: decisions and checks that are recorded -----------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWords:
    """Words to be written; kept in the records, with only their digest in the event.

    ``needed_with``: compulsory where this entry is picked in answer to another question of the step.
    """

    kind: Literal["words"] = "words"
    id: str
    label: str
    hint: str = ""
    required: bool = True
    needed_with: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskDay:
    """A date. ``future``: it may lie ahead (a date to comply by).

    ``after``: another question of the step, from whose date at least so many working days must have passed.
    ``needed_with``: compulsory where this entry is picked in answer to another question of the step.
    """

    kind: Literal["day"] = "day"
    id: str
    label: str
    hint: str = ""
    required: bool = True
    future: bool = False
    after: str = ""
    working_days: int = 0
    needed_with: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPick:
    """One entry, or several, of a list of the policy: one of its ``lists`` or a built-in one (``elsewhere``)."""

    kind: Literal["pick"] = "pick"
    id: str
    label: str
    hint: str = ""
    required: bool = True
    list: str
    many: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskYesNo:
    """Yes or no. ``must_be``: the answer without which the step cannot be taken."""

    kind: Literal["yes-no"] = "yes-no"
    id: str
    label: str
    hint: str = ""
    required: bool = True
    must_be: Literal["", "yes", "no"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPerson:
    """A member of staff in one of these roles; recorded as an opaque id. ``refers``: the case is theirs to see."""

    kind: Literal["person"] = "person"
    id: str
    label: str
    hint: str = ""
    required: bool = True
    roles: tuple[str, ...]
    refers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AskNumber:
    """A whole number, of ``unit`` (pence, contacts, working days)."""

    kind: Literal["number"] = "number"
    id: str
    label: str
    hint: str = ""
    required: bool = True
    unit: str = ""


Question = AskWords | AskDay | AskPick | AskYesNo | AskPerson | AskNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class Begins:
    """A run of another track begins in the same case: received now, or when the run it comes from was received."""

    track: str
    stage: str = ""
    received: Literal["now", "same"] = "now"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commits:
    """Each taking of the step is a commitment of its own: what is to be done by a date, and to be proved.

    ``day``: the question that asks for the date. ``owner``: the one that asks who sees to it. ``what``: the one in
    whose words it is told apart from others.
    """

    day: str
    owner: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restricts:
    """From then on the council's contacts with a person are limited, or staff are warned of them, for a time.

    It belongs to the person, never to the complaint, and bars nobody from complaining. Each field names a question of
    the step. ``what``: a restriction, or a warning to staff. ``who``: complainant or representative. ``terms``: what
    applies. ``named``: whom they can contact. ``since``: the first day; without it that of the decision. ``until``:
    the day of the review, after which it lapses unless it is decided anew. ``words``: what staff are told.
    """

    until: str
    what: Literal["restriction", "warning"] = "restriction"
    who: str = ""
    terms: str = ""
    named: str = ""
    since: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherPoint:
    """The complaint gets one more point. ``words``: the question that says what it is, ``subject`` of what kind."""

    words: str
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCase:
    """A case of its own is opened, linked with this one, with its own receipt and dates.

    ``received``: when it counts as received, now or with this case. ``points``: the question that picks the points
    that go there; ``words`` the one that says what it is about, ``subject`` of what kind; ``reason`` the one that
    says why.
    """

    received: Literal["now", "same"] = "now"
    points: str = ""
    words: str = ""
    subject: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way in which a step can be taken, and what follows from it.

    ``flags`` are carried by the run from then on, ``lifts`` no longer. ``ends``: the run ends, for this
    reason. ``begins``: another run begins. ``enters``: the run goes on in another stage, counted from its
    own receipt. ``letter``: the letter without which it does not happen. ``when``: offered only on such cases.
    ``letter_to``: the body of the contacts list that the letter goes to, instead of whoever complains.
    ``in_the_post_to``: the question that asks for an e-mail address, which is told only that the letter is in the post.
    ``stands_aside``: whoever takes it so keeps away from the case from then on.
    ``public``: what the person is told of it on the page where they follow their case.
    ``restricts``: what applies to the person from then on. ``frees``: what applies to them no longer.
    ``reads``: what was filed without a reply has been read. ``adds``: the complaint gets a further point. ``opens``: a
    case of its own is opened.
    """

    id: str
    name: str
    hint: str = ""
    paragraph: str = ""
    note: str = ""
    public: str = ""
    questions: tuple[Question, ...] = ()
    letter: str = ""
    letter_to: str = ""
    in_the_post_to: str = ""
    when: Condition = field(default_factory=Always)
    flags: tuple[str, ...] = ()
    lifts: tuple[str, ...] = ()
    ends: str = ""
    begins: Begins | None = None
    enters: str = ""
    stands_aside: bool = False
    restricts: Restricts | None = None
    frees: Literal["", "restriction", "warning"] = ""
    reads: bool = False
    adds: FurtherPoint | None = None
    opens: OwnCase | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A decision to be taken, or something to be seen to, that goes on record with its answers.

    ``owed``: when somebody must take it; without it the step is open to be taken but nobody waits for it.
    ``owed_after``: milestones of the stage before which it is not owed yet. ``before``: the acts that wait
    for it while it is owed. ``owed_unless``: milestones of the stage after which nobody owes it any more.
    ``settled_by``: the options that settle it; any if none is named. ``each_stage``:
    owed anew in every stage. ``each_letter``: to be taken anew before every letter, and owed by nobody until then.
    ``each_holder``: owed anew, by them alone, from everybody who is put in charge.
    ``each_time``: steps after each taking of which it is owed anew.
    ``again``: it can be taken again, as a changed mind or, with ``items``, as a further item beside the earlier ones.
    ``checklist``: the heading under which checks stand together. ``commits``: each taking is a commitment with a
    date. ``keeps``: the step whose commitments are kept by it, one or more each time; it is settled while none is open.
    ``reading`` says in words how the text is read where it is silent.
    """

    id: str
    name: str
    question: str = ""
    paragraph: str
    reading: str = ""
    also: tuple[str, ...] = ()
    options: tuple[Option, ...]
    questions: tuple[Question, ...] = ()
    owed: Condition | None = None
    owed_after: tuple[str, ...] = ()
    owed_unless: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    settled_by: tuple[str, ...] = ()
    each_stage: bool = False
    each_letter: bool = False
    each_holder: bool = False
    each_time: tuple[str, ...] = ()
    again: bool = True
    items: bool = False
    checklist: str = ""
    commits: Commits | None = None
    keeps: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """Short advice shown where it is needed. ``at``: acts, steps, stages or pages; ``when``: only on such cases.

    ``roles``: on a case its holders for the department of the case are named, with how to reach them. ``step``: on a
    case it leads to this step.
    """

    id: str
    text: str
    paragraph: str
    at: tuple[str, ...]
    when: Condition = field(default_factory=Always)
    contacts: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    step: str = ""
    link: str = ""
    link_text: str = ""


# --- letters -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The officer writes it; empty means missing. ``begins_with``: what stands there when they begin."""

    kind: Literal["written"] = "written"
    hint: str = ""
    begins_with: Literal["", "outcome-sought"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FromCase:
    """It is taken from the case: ``reference``, ``officer``, ``outcome``, ``due-date`` and so on.

    For a date, ``clock`` says which; that date is then promised to whoever gets the letter.
    """

    kind: Literal["from-case"] = "from-case"
    fact: str
    clock: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """Words of the policy that always stand there. May use {window_end}, {council} and other merge fields."""

    kind: Literal["fixed"] = "fixed"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDetails:
    """The printed details of bodies from the contacts list; ``ombudsmen`` means those of the case's points."""

    kind: Literal["contacts"] = "contacts"
    contacts: tuple[str, ...] = ()
    ombudsmen: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FromStep:
    """What was answered to a question of the step that sends the letter.

    A choice prints its name and hint; an entry of ``elsewhere`` its advice, contacts and time limit.
    """

    kind: Literal["from-step"] = "from-step"
    question: str


ContentSource = Written | FromCase | Fixed | ContactDetails | FromStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One thing a letter must contain, with its authority."""

    id: str
    heading: str
    paragraph: str
    source: ContentSource
    when: Condition = field(default_factory=Always)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter or notice and its compulsory contents, in the order in which they are printed.

    ``post_only``: it is posted and never goes by e-mail, whatever address there is. ``addressee``: whom it goes to and
    nobody else, where somebody acts for the complainant; either of the two may have it where nothing is said.
    """

    id: str
    name: str
    number: str = ""  # the catalogue's number, for example L35
    subject: str
    paragraph: str
    contents: tuple[Content, ...]
    post_only: bool = False
    addressee: Literal["", "complainant", "representative"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRule:
    """What somebody who acts for another may be told on one track, and how it is put on record that they may.

    ``needed``: on which cases it has to be shown that the complainant agrees; ``implied``: on which nothing has to be.
    ``step`` records it: by one of ``given`` it stands, by one of ``closed`` nothing goes that way any more. Until it
    stands only ``letters`` go to whoever acts; once it is closed only ``closing_letters``. ``written``, ``confirmed``,
    ``asked``, ``refused``, ``not_known`` and ``withdrawn`` are the options by which a signed note, a yes with the
    link or code, the question, a no, “I did not know” and an end of the consent go on record. ``method`` is the entry
    of a list that stands for the link. ``days``: how long link and code can be used.
    """

    track: str
    paragraph: str
    step: str
    needed: Condition = field(default_factory=Always)
    implied: Condition | None = None
    given: tuple[str, ...]
    days: int
    closed: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    closing_letters: tuple[str, ...] = ()
    written: str = ""
    confirmed: str = ""
    asked: str = ""
    refused: str = ""
    not_known: str = ""
    withdrawn: str = ""
    method: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityRule:
    """How who complains is looked at where that is kept confidential. ``reason_needed``: only with a reason."""

    paragraph: str
    reason_needed: bool = False
    reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LawfulBasis:
    """The law that lets the council hold one kind of sensitive fact, and the fields that hold such facts."""

    id: Literal["special-category", "offences"]
    name: str
    text: str
    paragraph: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRule:
    """Who must have a copy of a letter to somebody who acts for another: whoever holds a role."""

    letters: tuple[str, ...]
    when: Condition = field(default_factory=Always)
    role: str
    paragraph: str


# --- the council ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A body as the policy prints it, mistakes included; ``remark`` says what to check."""

    name: str
    lines: tuple[str, ...] = ()
    telephone: str = ""
    textphone: str = ""
    fax: str = ""
    email: str = ""
    website: str = ""
    purpose: str = ""
    remark: str = ""
    last_verified: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """The council's own name, address and look."""

    id: str
    name: str
    short_name: str
    website: str
    complaints_email: str
    complaints_contact: str  # key of [contacts]
    accepted_emails: tuple[str, ...] = ()
    colour: str = "#1d3c5c"
    reference_prefix: str
    privacy_notice: str = ""
    find_councillor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningHours:
    """Office hours on one weekday."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosurePeriod:
    """Days on which the council is shut to the public."""

    first: date
    last: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRules:
    """Which days are working days."""

    nation: Literal["england-and-wales", "scotland", "northern-ireland"]
    paragraph: str
    closures_are_working_days: bool
    closures_paragraph: str = ""
    closures: tuple[ClosurePeriod, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyTimeReceipt:
    """Whatever arrives is received when it arrives."""

    kind: Literal["any-time"] = "any-time"
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHoursReceipt:
    """What arrives after closing, or on a day that is not a working day, is received at the next opening."""

    kind: Literal["office-hours"] = "office-hours"
    paragraph: str
    hours: Mapping[str, OpeningHours]  # monday .. sunday; a missing day is a closed day


ReceiptRule = AnyTimeReceipt | OfficeHoursReceipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role of the council. ``sees`` is how far its holders may look.

    ``everything``: every case of the council; ``directorate`` and ``department``: the cases of theirs;
    ``held``: cases they hold, held, logged or are asked to do something on; ``referred``: only cases they hold
    or that were referred to them by name; ``status``: of the cases they logged, only that and where they
    stand; ``aggregates``: figures only. ``sees_confidential`` and ``sees_identity``: whether that reach takes in
    cases classed as confidential, and who complains where that is kept confidential. ``one_for_each_place``: every
    case has exactly one holder of the role. ``nominated_by``: the role that names its holders. ``changes_people``:
    whether they may change who works here, in which roles, and who covers. ``arrivals``: what they see of that which
    has come in (e-mails, post, texts) and is on no case yet: ``everything``; for ``department`` only what was sent to
    theirs to be logged; for ``post`` only what came by post, which they stamp, scan and send on.
    """

    id: str
    name: str
    sees: Literal["everything", "directorate", "department", "held", "referred", "status", "aggregates"]
    paragraph: str = ""
    duties: str = ""
    sees_confidential: bool = False
    sees_identity: bool = False
    one_for_each_place: bool = False
    nominated_by: str = ""
    changes_people: bool = False
    arrivals: Literal["", "everything", "department", "post"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expertise:
    """What somebody must have learnt to hold a position on certain cases: those that carry one of the flags."""

    id: str
    name: str
    flags: tuple[str, ...]
    positions: tuple[str, ...]
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """Who acts in place of those who hold a role where they may take no part in the case.

    ``step``: the step by which one of those in ``by`` is named for the case.
    """

    role: str
    by: tuple[str, ...]
    step: str
    paragraph: str
    reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What can be found of a point of complaint."""

    id: str
    name: str
    meaning: str
    justified: Literal["wholly", "partly", "no"]
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An entry of a list the council keeps (subjects, channels, reasons).

    ``flags``: what a case carries from the moment the entry is chosen for it. ``landlord``: whether a
    point of this subject is about the council as a landlord. ``note``: what an officer is told on choosing it.
    ``officers_only``: officers can choose it, the public pages do not offer it. ``chosen_when``: it is chosen
    beforehand on such cases; ``chosen_by``: and where one of these rights has opened. ``leads_to``: the bodies of the
    contacts list that the entry leads to, where that is not told by ``landlord``. ``effect``: what the entry means
    for somebody on whose contacts it is a restriction, or for whose needs it is a support. ``counts``: shown beside
    how often the person was in contact. ``organisation``: for a capacity in which somebody complains: it is that of an
    organisation, which is named. ``fits``: for a support: the needs it is for. ``print_points``: for a support: the
    size in which letters are printed. ``review_months``: for a need: how many months until it is looked at again.
    """

    id: str
    name: str
    paragraph: str
    hint: str = ""
    flags: tuple[str, ...] = ()
    landlord: Literal["", "no", "yes", "overlap"] = ""
    note: str = ""
    officers_only: bool = False
    chosen_when: Condition | None = None
    chosen_by: tuple[str, ...] = ()
    leads_to: tuple[str, ...] = ()
    effect: Literal[
        "",
        "single-contact",
        "written-only",
        "no-reply",
        "large-print",
        "another-format",
        "translation",
        "visit",
        "no-telephone",
        "telephone-only",
        "no-email",
    ] = ""
    counts: bool = False
    organisation: bool = False
    fits: tuple[str, ...] = ()
    print_points: int = 0
    review_months: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ElsewhereLimit:
    """A date that a letter about a matter for others works out, from the answer to a question of its step.

    ``text`` is the sentence that tells it; {date} stands for the date.
    """

    question: str
    length: CalendarDays | CalendarMonths | WorkingDays
    text: str
    paragraph: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOnRecord:
    """A step that is taken at once with what was said on the log page, so that nobody is asked for it twice.

    ``what``: how many minutes a visitor waited, that the note was read back and confirmed, or that it was sent to be
    confirmed. ``question`` of the step gets the number, or the day. Whoever may not take the step leaves it to be
    taken.
    """

    what: Literal["wait", "read-back", "sent"]
    step: str
    option: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way in which people reach the council, and what is special about it.

    ``conversation``: somebody talks with the person, who is asked whether they need help to write it, and to whom the
    note is read back. ``written``: what comes so counts as in writing. ``original``: it comes as a thing, such as a
    tape or a letter in Braille, that is kept somewhere and transcribed. ``public``: it stands where anybody can read
    it. ``counts_from``: the day of receipt is the day it came, or the day on which staff saw it. ``ahead``: what comes
    so stands before all else on the lists until somebody has taken it in. ``asks``: what the log page asks of this
    way alone. ``records``: the steps that are taken with it. ``reading``: how the text is read where it is silent.
    """

    id: str
    name: str
    paragraph: str
    hint: str = ""
    reading: str = ""
    conversation: bool = False
    written: bool = False
    original: bool = False
    public: bool = False
    counts_from: Literal["arrival", "seen"] = "arrival"
    ahead: bool = False
    asks: tuple[Literal["wait", "wanted-person", "re-routed", "public-post", "survey", "mp-choice"], ...] = ()
    records: tuple[PutOnRecord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A matter that another process deals with, and where to take it.

    ``words`` are what people say of it: who uses them in the form is shown the matter there and then.
    """

    id: str
    name: str
    paragraph: str
    advice: str
    contacts: tuple[str, ...] = ()
    window: str = ""
    words: tuple[str, ...] = ()
    limits: tuple[ElsewhereLimit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTold:
    """What the public is told of an Ombudsman's Code, with a link to it."""

    code: str  # id of the Code
    text: str
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalField:
    """Whether the public form asks for something about a person, beside the name and the e-mail address.

    ``needed``: it cannot be left out; ``optional``: it can; ``hidden``: it is not asked. Without an entry: optional.
    """

    id: Literal["telephone", "address", "postcode"]
    asked: Literal["needed", "optional", "hidden"]
    paragraph: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    """One way to complain, as the public pages and the leaflet tell of it."""

    id: str
    name: str
    text: str
    contact: str = ""  # key of [contacts]
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardTold:
    """What everybody can expect, in plain words. ``entry``: what officers cite where it was not kept."""

    text: str
    entry: str = ""
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialHelper:
    """Who helps with complaints of one kind. ``when``: the cases that are of it."""

    contact: str  # key of [contacts]
    when: Condition
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageNote:
    """A note at the end of the leaflet for those who read another language; the id is the tag of the language.

    ``rtl``: it is read from right to left. ``remark``: what the council should check. Never shown to the public.
    """

    id: str
    name: str
    text: str
    rtl: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualityStatement:
    """What the council says of equality. ``policies``: keys of [contacts], with links to the policies behind it."""

    text: tuple[str, ...]
    paragraph: str
    policies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicWords:
    """What the public pages say, in plain words."""

    commitment: str
    invitation: str
    definition: str
    definition_paragraph: str
    before_you_complain: str = ""
    who_may_complain: tuple[str, ...]
    helpers: tuple[str, ...] = ()  # keys of [contacts]
    help_text: str = ""
    ombudsman_text: str
    privacy: str
    officer_named: bool = True
    officer_named_paragraph: str = ""
    fields: tuple[PersonalField, ...] = ()
    codes: tuple[CodeTold, ...] = ()
    other_policies: tuple[str, ...] = ()  # keys of [contacts]: policies of the council that stand beside this one
    ways: tuple[WayIn, ...] = ()
    form_to: str = ""  # key of [contacts]: where the paper form is sent; without it council.complaints_contact
    councillors: tuple[str, ...] = ()  # keys of [contacts]: where people find out who their councillors are
    standards: tuple[StandardTold, ...] = ()
    learning: str = ""
    special_helpers: tuple[SpecialHelper, ...] = ()
    social_reply: str = ""  # the standard reply on social media; {form} is the link of the form
    equality: EqualityStatement | None = None
    languages: tuple[LanguageNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OmbudsmanRoutes:
    """Which Ombudsmen a point goes to by its landlord flag: keys of [contacts].

    ``settled_before``: the acts on a complaint that wait until the flag of every point is settled.
    """

    paragraph: str
    no: tuple[str, ...]
    yes: tuple[str, ...]
    overlap: tuple[str, ...]
    settled_before: tuple[str, ...] = ()
    settled_paragraph: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why the council departs from a provision of an Ombudsman's Code, or how it keeps one that no file can show.

    Comply or explain: the council's own words, with who approved them and when.
    """

    code: str  # id of the Code
    provision: str  # id of its provision
    text: str
    approved_by: str
    approved_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceGroup:
    """Services for which something is different. ``services``: the council's own codes for them."""

    id: str
    name: str
    services: tuple[str, ...]
    paragraph: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Administration:
    """Who looks after the policy: may change its settings, letters and guidance by adopting a new version."""

    by: tuple[str, ...]
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalGuidance:
    """Who may add guidance of a directorate's own to what the policy advises, for its cases."""

    by: tuple[str, ...]
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """That each service has somebody who sees to the changes that arise from complaints, and how often they review."""

    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualityAnswer:
    """One answer that can be given to a question of equality monitoring."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualityQuestion:
    """One question about a protected characteristic; not to say is always among its answers."""

    id: str
    label: str
    hint: str = ""
    answers: tuple[EqualityAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualityMonitoring:
    """What people may tell of themselves after complaining, apart from their complaint, and who sees the figures.

    ``smallest``: no smaller figure is shown. ``enough``: so many people at least stand behind the figures of one
    period. ``open_weeks``: for how many weeks a link or a code can be used. ``handed_over_by``: the roles that may hand
    a code to somebody who complains on paper or by telephone.
    """

    text: str
    smallest: int
    enough: int
    open_weeks: int
    seen_by: tuple[str, ...]
    handed_over_by: tuple[str, ...]
    questions: tuple[EqualityQuestion, ...]
    paragraph: str
    reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LateEntries:
    """What is entered more than this many working days after it happened is marked as entered late."""

    days: int
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """How long somebody waits at most, or on average, where that is no clock of a case.

    ``step`` and ``question`` (a number) are where what was measured is put on record.
    """

    id: str
    name: str
    measure: Literal["most", "average"]
    minutes: int
    step: str
    question: str
    paragraph: str
    told: str = ""  # the same for the public; {minutes} stands for the number


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What somebody sees to from time to time, outside any case: who, how often, and what."""

    id: str
    name: str
    text: str
    by: tuple[str, ...]
    every_months: int
    paragraph: str


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
    local_guidance: LocalGuidance | None = None
    improvement: Improvement | None = None
    equality_monitoring: EqualityMonitoring | None = None
    consents: tuple[ConsentRule, ...] = ()
    copies: tuple[CopyRule, ...] = ()
    identity: IdentityRule | None = None
    bases: tuple[LawfulBasis, ...] = ()

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
