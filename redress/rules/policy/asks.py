"""What may be asked of others on a case, in which words, and when are they reminded?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from redress.rules.policy.council import OpeningHours

AskedKind = Literal["complainant", "service", "contractor", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskMessage:
    """How the council writes to one kind of people whom it asks: the complainant, a service, a contractor, others.

    ``opening`` stands before the facts and the questions, ``closing`` after them; ``opening_after`` and
    ``closing_after`` stand there where the complainant has their answer, so that none is on its way.
    """

    to: AskedKind
    name: str
    number: str = ""
    subject: str
    opening: str
    closing: str = ""
    opening_after: str = ""
    closing_after: str = ""
    paragraph: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """By when others are asked to answer, and when they hear from the council again if they do not.

    ``days``: working days that are suggested for the answer. ``remind``: so many working days before the day they are
    reminded. ``chase``: so many after it they are told that it is late. ``escalate``: so many after it whoever has the
    case is told, and of a contractor or partner those in the roles of ``contract_managers``. ``hours``: on working days
    between these times. ``link_days``: how long after the day the link can still be used. ``quiet_days``: after so many
    working days without a word to the complainant the case stands on a list.
    """

    days: int
    remind: int
    chase: int
    escalate: int
    hours: OpeningHours
    link_days: int
    quiet_days: int
    contract_managers: tuple[str, ...] = ()
    messages: tuple[AskMessage, ...]
    paragraph: str
    reading: str = ""

    def message(self, kind: str) -> AskMessage | None:
        """How one kind of people is written to; none where the policy has no words for them."""
        return next((each for each in self.messages if each.to == kind), None)
