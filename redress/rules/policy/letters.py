"""What must a letter contain, where is that taken from, and who has a copy?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from redress.rules.policy.conditions import Always, Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The officer writes it; empty means missing. ``begins_with``: what stands there when they begin.

    ``points``: the part of the answer to each point that says the same. Where every point that needs this part has it,
    nothing need be written here. The check of a letter knows by it which words say sorry and which say what is done.
    """

    kind: Literal["written"] = "written"
    hint: str = ""
    begins_with: Literal["", "outcome-sought"] = ""
    points: Literal["", "evidence", "facts", "reason", "apology", "remedy"] = ""


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
    ``tells_contacts``: the answer says how to reach somebody, so numbers and addresses in it are meant for the reader.
    """

    kind: Literal["from-step"] = "from-step"
    question: str
    tells_contacts: bool = False


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
class PlainWord:
    """A better word for jargon, as the check of a letter offers it. ``instead_of``: the words that it is to replace."""

    say: str
    instead_of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCheck:
    """What the check of a letter warns of. ``reading_age``: above which age an officer's words are hard to read.

    The paragraphs are the authorities for plain words, and for keeping what is private out of a letter.
    ``posted_within`` are the working days within which what was approved should be in the post: after that its date,
    and the time it gives, are looked at again.
    """

    reading_age: int
    posted_within: int = 2
    plain_paragraph: str = ""
    private_paragraph: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRule:
    """Who must have a copy of a letter to somebody who acts for another: whoever holds a role."""

    letters: tuple[str, ...]
    when: Condition = field(default_factory=Always)
    role: str
    paragraph: str
