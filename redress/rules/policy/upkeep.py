"""Who looks after the policy, and what is held to, explained or seen to outside any one case?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from redress.rules.policy.council import OpeningHours


@dataclass(frozen=True, slots=True, kw_only=True)
class Administration:
    """Who looks after the policy: may change its settings, letters and guidance by adopting a new version."""

    by: tuple[str, ...]
    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """That each service has somebody who sees to the changes that arise from complaints, and how often they review."""

    paragraph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What somebody sees to from time to time, outside any case: who, how often, and what."""

    id: str
    name: str
    text: str
    by: tuple[str, ...]
    every_months: int
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
class Reminders:
    """How many working days before something is due its owner is reminded, and within which hours of a working day.

    ``week``: how many working days ahead those hear who want to hear once a week.
    """

    days: int
    week: int
    hours: OpeningHours


@dataclass(frozen=True, slots=True, kw_only=True)
class LateEntries:
    """What is entered more than this many working days after it happened is marked as entered late."""

    days: int
    paragraph: str


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
