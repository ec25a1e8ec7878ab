"""Which decisions and checks go on record, what do they ask, and what follows from each?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from redress.rules.policy.conditions import Always, Condition


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
    ``letter_to_name`` and ``letter_to_address``: the questions that ask for the name and the e-mail address of another
    person that it goes to, such as a member of staff.
    ``tells``: the roles whose holders for the department of the case are sent what was written.
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
    tells: tuple[str, ...] = ()
    letter_to_name: str = ""
    letter_to_address: str = ""
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

    @property
    def to_another(self) -> bool:
        """Whether its letter goes to somebody other than whoever complains."""
        return bool(self.letter_to or self.letter_to_name)


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
    ``with_outcomes``: an answer that finds one of these waits for the step, which is asked for beside it.
    ``promises``: it puts on record what an answer says will be done.
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
    with_outcomes: tuple[str, ...] = ()
    promises: bool = False
