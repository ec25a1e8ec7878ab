"""What can be wrong with a letter, and where does it stand?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from redress.rules import phrases
from redress.rules.policy import Policy
from redress.rules.refusals import Refused
from redress.rules.wording import sentence


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing to put right, or to look at, before a letter goes.

    ``where`` is the id of a content of the letter or of a point of complaint, empty for the letter as a whole;
    ``called`` what that place is called. ``sentence`` says what is the matter and ends with ``paragraph``,
    its authority.
    ``refused``: what whoever sends the letter all the same is refused with; none for what only warns.
    """

    code: str
    blocks: bool
    where: str
    sentence: str
    paragraph: str = ""
    called: str = ""
    refused: Refused | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an officer as they stand in a letter: where, what that place is called, and its paragraph.

    ``part``: which part of the answer to a point they are (apology, remedy and so on), where the policy says so.
    ``tells_contacts``: they say how to reach somebody.
    """

    where: str
    called: str
    text: str
    paragraph: str = ""
    part: str = ""
    tells_contacts: bool = False

    @property
    def sentences(self) -> tuple[str, ...]:
        """The text parted at the ends of its sentences and lines."""
        parts = re.split(r"(?<=[.!?])[”’\"')]*\s+|\n+", self.text)
        return tuple(" ".join(part.split()) for part in parts if part.strip())

    def blocks(self, refused: Refused, policy: Policy) -> Concern:
        """What may not stand here."""
        return blocking(refused, policy, where=self.where, called=self.called)

    def warns(self, code: str, told: str, paragraph: str = "") -> Concern:
        """What is to be looked at here."""
        return warning(code, told, paragraph, where=self.where, called=self.called)


def blocking(refused: Refused, policy: Policy, *, where: str = "", called: str = "") -> Concern:
    """A refusal as a concern: said in the same words."""
    return Concern(refused.code, True, where, sentence(refused, policy, _), refused.paragraph, called, refused)


def warning(code: str, told: str, paragraph: str = "", *, where: str = "", called: str = "") -> Concern:
    """Something to look at; what is told ends without a full stop."""
    authority = phrases.under(paragraph, _)
    return Concern(code, False, where, f"{told} {authority}." if authority else f"{told}.", paragraph, called)
