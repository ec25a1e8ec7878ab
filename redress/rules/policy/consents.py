"""What must be shown before somebody is told of a case, sees who complains, or holds a sensitive fact?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from redress.rules.policy.conditions import Always, Condition


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
