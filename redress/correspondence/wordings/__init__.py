"""In which words of the council's own does a letter go on a day, beside what its policy makes compulsory?

A council may give a letter its own subject, opening and closing, and each of its contents a heading, some words before
it and, where an officer writes it, something to begin with. What the contents say, their order, and that they are
compulsory stands in the policy and nowhere else: words can be added before a content, and nothing can take its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from redress.correspondence.wordings.models import AdoptedWording


@dataclass(frozen=True, slots=True)
class ContentWording:
    """The council's words for one content: its heading, what stands before it, and what an officer begins with."""

    heading: str = ""
    before: str = ""
    starter: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """The council's own words for one letter; whatever is empty is as the policy has it."""

    subject: str = ""
    opening: str = ""
    closing: str = ""
    contents: Mapping[str, ContentWording] = field(default_factory=dict)

    def content(self, id: str) -> ContentWording:
        """The words for one content."""
        return self.contents.get(id, NOTHING)

    def kept(self) -> dict[str, Any]:
        """The words as JSON takes them, what is empty left out: the same words are always kept the same."""
        whole = {"subject": self.subject, "opening": self.opening, "closing": self.closing}
        parts = {
            id: {name: text for name in ("heading", "before", "starter") if (text := getattr(each, name))}
            for id, each in sorted(self.contents.items())
        }
        kept: dict[str, Any] = {name: text for name, text in whole.items() if text}
        said = {id: each for id, each in parts.items() if each}
        return {**kept, "contents": said} if said else kept

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """The words that were kept so."""
        parts = {id: ContentWording(**each) for id, each in kept.get("contents", {}).items()}
        return cls(kept.get("subject", ""), kept.get("opening", ""), kept.get("closing", ""), parts)


NOTHING = ContentWording()

#: The policy's words and no others.
AS_THE_POLICY = Wording()


def in_force(council_id: str, kind: str, day: date) -> Wording:
    """The council's words for a letter that is composed on a local day: one query.

    Of the versions whose day has come, the one that was adopted last.
    """
    adopted = AdoptedWording.objects.filter(council_id=council_id, kind=kind, in_force_from__lte=day)
    words = adopted.order_by("-in_force_from", "-version").values_list("words", flat=True).first()
    return Wording.read(words) if words else AS_THE_POLICY


def standing(council_id: str, day: date) -> dict[str, AdoptedWording]:
    """The version in force of every letter that has one, by the letter's kind: one query."""
    rows = AdoptedWording.objects.filter(council_id=council_id, in_force_from__lte=day)
    return {row.kind: row for row in rows.order_by("in_force_from", "version")}


#: What an officer must still fill in, as it stands in the words they begin with: [the date of the visit].
_GAP = re.compile(r"\[[^\[\]]+\]")


def gaps(starter: str, written: str) -> tuple[str, ...]:
    """What was to be filled in and still stands there."""
    return tuple(gap for gap in dict.fromkeys(_GAP.findall(starter)) if gap in written)


def without_gaps(wording: Wording, written: Mapping[str, str], contents: Iterable[str]) -> dict[str, str]:
    """What the officer wrote, less every content in which something is still to be filled in: it is missing yet."""
    open_still = {id for id in contents if gaps(wording.content(id).starter, written.get(id, ""))}
    return {id: text for id, text in written.items() if id not in open_still}
