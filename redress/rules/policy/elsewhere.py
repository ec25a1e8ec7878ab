"""Which matters are for somebody else, and where do they go?"""

from __future__ import annotations

from dataclasses import dataclass

from redress.rules.policy.clocks import CalendarDays, CalendarMonths, WorkingDays


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
