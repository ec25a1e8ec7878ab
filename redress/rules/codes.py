"""What does an Ombudsman's Code ask of a council, how strongly, and where can that be seen in a policy?

These frozen dataclasses are the shape of a Code once its file has been read and checked. Every number stands
in the Code's file beside its provision. A provision is measured by small classes told apart by ``kind``; each
finds what it looks at by what that does (the first stage of a complaint, what stops a clock, which act sends a
letter), never by the name a council gave it. A provision without a measure is for the council to explain.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Strength = Literal["must", "should", "may"]
WhichStage = Literal["first", "second"]

# --- how a provision is measured -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class StagesExactly:
    """A complaint has so many stages."""

    kind: Literal["stages-exactly"] = "stages-exactly"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoStageCalled:
    """No stage of any track is called by one of these words (an informal stage, a stage nought)."""

    kind: Literal["no-stage-called"] = "no-stage-called"
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockAtMost:
    """Something is done in a stage within so many working days, counted from no later than ``start``.

    ``done`` are milestones, any of which will do, and ``instead`` further ones that end the wait as well;
    ``what`` names the thing in a sentence.
    """

    kind: Literal["clock-at-most"] = "clock-at-most"
    stage: WhichStage
    done: tuple[str, ...]
    instead: tuple[str, ...] = ()
    what: str
    working_days: int
    start: Literal["receipt", "acknowledgement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionAtMost:
    """What is done in a stage (its answer) can be put off by so many working days in all."""

    kind: Literal["extension-at-most"] = "extension-at-most"
    stage: WhichStage
    done: tuple[str, ...]
    instead: tuple[str, ...] = ()
    working_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowAtLeast:
    """People have at least so many months to complain."""

    kind: Literal["window-at-least"] = "window-at-least"
    months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowFrom:
    """The time to complain can also be counted from this dated fact of the case."""

    kind: Literal["window-from"] = "window-from"
    fact: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LateIsDecided:
    """A late complaint is for somebody to decide upon; it is not refused out of hand."""

    kind: Literal["late-is-decided"] = "late-is-decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonsNotDemanded:
    """The second stage can be asked for without giving reasons."""

    kind: Literal["reasons-not-demanded"] = "reasons-not-demanded"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestGoesAhead:
    """Nobody decides first whether a request for the second stage goes ahead."""

    kind: Literal["request-goes-ahead"] = "request-goes-ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnotherPerson:
    """Whoever did any of these earlier acts is barred from the second stage."""

    kind: Literal["another-person"] = "another-person"
    bars: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSays:
    """The letter of an act has a part about something.

    ``acts``: the letter of any of these. ``stage``: only in that stage; in every stage if none is named. ``facts``
    and ``words``: it has such a part if it takes one of the facts from the case, or if a heading or fixed text
    has one of the words ({stage} stands for the name of the stage). ``ombudsmen``: it prints the Ombudsmen.
    ``sometimes``: a part that depends on the outcome will do. ``if_sent``: where no such act is possible there is
    no letter to look at.
    """

    kind: Literal["letter-says"] = "letter-says"
    acts: tuple[str, ...]
    stage: Literal["", "first", "second"] = ""
    what: str
    facts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    ombudsmen: bool = False
    sometimes: bool = False
    if_sent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalsSay:
    """Every letter that turns a complaint away prints the Ombudsmen.

    ``acts``: acts that refuse. An option of a step refuses too if it ends a complaint, begins nothing in its
    place and sends a letter, unless its name has one of the words of ``but``: what is settled is not refused.
    """

    kind: Literal["refusals-say"] = "refusals-say"
    acts: tuple[str, ...]
    but: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalsGiveReasons:
    """Refusing a request for the second stage needs a listed reason and a letter with words of the officer's own."""

    kind: Literal["refusals-give-reasons"] = "refusals-give-reasons"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTo:
    """Somebody may do something: a representative may bring a complaint."""

    kind: Literal["open-to"] = "open-to"
    act: str
    who: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelsAtLeast:
    """There are at least so many ways to complain."""

    kind: Literal["channels-at-least"] = "channels-at-least"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OmbudsmanCanBeReached:
    """The Ombudsman for these matters is named, with an address of some kind."""

    kind: Literal["ombudsman-can-be-reached"] = "ombudsman-can-be-reached"


Measure = (
    StagesExactly
    | NoStageCalled
    | ClockAtMost
    | ExtensionAtMost
    | WindowAtLeast
    | WindowFrom
    | LateIsDecided
    | ReasonsNotDemanded
    | RequestGoesAhead
    | AnotherPerson
    | LetterSays
    | RefusalsSay
    | RefusalsGiveReasons
    | OpenTo
    | ChannelsAtLeast
    | OmbudsmanCanBeReached
)

# --- the Code ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One provision of a Code, in our own words.

    ``paragraph`` is its number in the Code. ``confirmed``: whether what it asks was read on a public page;
    ``numbered``: whether its number was. ``source`` says where, or what is missing. ``reading``: how we read it
    where it leaves something open. Without ``measures`` it cannot be seen in a policy file.
    """

    id: str
    paragraph: str
    strength: Strength
    text: str
    confirmed: bool
    numbered: bool = True
    source: str = ""
    reading: str = ""
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of a Code: its provisions in their order, and the page its text was read on."""

    id: str
    title: str
    source: str
    provisions: tuple[Provision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One Ombudsman's Code: whose it is, what it binds, and everything it asks."""

    id: str
    title: str
    short_title: str
    ombudsman: str
    version: str
    in_force_from: date
    standing: Literal["advice", "binding"]
    about: Literal["landlord", "not-landlord"]  # which complaints it covers
    status: str  # what it is in law, in our own words
    link: str
    sections: tuple[Section, ...]

    @property
    def provisions(self) -> tuple[Provision, ...]:
        return tuple(provision for section in self.sections for provision in section.provisions)
