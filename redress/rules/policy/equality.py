"""What may people tell of themselves after complaining, and who sees the figures?"""

from __future__ import annotations

from dataclasses import dataclass


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
