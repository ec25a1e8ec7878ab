"""What does somebody have before them who checks a letter?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from redress.cases.models import Case
from redress.correspondence.checking.concerns import Passage
from redress.correspondence.compose import Composed
from redress.correspondence.contents import Telling
from redress.records import people, words
from redress.records.models import Part, Party
from redress.rules.policy import AskWords, Content, FromStep, Policy, Written
from redress.rules.steps import questions_of


@dataclass(frozen=True)
class LookedAt:
    """One composed letter on one case. ``written`` is what the officer typed, by content."""

    case: Case
    letter: Composed
    on: Telling
    written: Mapping[str, str]

    @property
    def policy(self) -> Policy:
        return self.on.policy

    @cached_property
    def contents(self) -> tuple[Content, ...]:
        """The contents that this letter has or should have, in order."""
        wanted = {*self.letter.carried, *(content.id for content in self.letter.missing)}
        return tuple(content for content in self.on.letter.contents if content.id in wanted)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Everything that an officer wrote in it, in the order in which it is printed."""
        return tuple(passage for passage in self._passages() if passage.text.strip())

    def _passages(self) -> Iterator[Passage]:
        for content in self.contents:
            if isinstance(content.source, Written):
                text = self.written.get(content.id, "")
            elif isinstance(content.source, FromStep):
                text = self._answered(content.source)
            else:
                continue
            yield Passage(content.id, content.heading, text, content.paragraph)
        for point in self.on.case.points:
            called = _("Point %(number)s") % {"number": point.id.removeprefix("p")}
            yield Passage(point.id, called, self.on.facts.get("why", {}).get(point.id, ""), self.on.letter.paragraph)

    def _answered(self, source: FromStep) -> str:
        """What was answered in words to a question of the step that sends the letter."""
        told = self.on.facts
        if "step" not in told:
            return ""
        asked = questions_of(self.policy.step(told["step"]), self.policy.option(told["step"], told["option"]))
        in_words = any(isinstance(each, AskWords) and each.id == source.question for each in asked)
        return told.get("answers", {}).get(source.question, "") if in_words else ""

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """Everybody with a part in the case."""
        return tuple(people.parties_of(self.case))

    @cached_property
    def theirs(self) -> str:
        """What the complainant, or whoever acts for them, said in the case."""
        said = words.of(self.case, "complaint", "outcome-sought", "reasons", "information", "help")
        return "\n".join(each.text for each in said)

    @cached_property
    def known_to_reader(self) -> tuple[Party, ...]:
        """Those whose own particulars the letter may give: whoever gets it, and whose complaint it is."""
        reader = self.letter.to
        return tuple(
            party
            for party in self.parties
            if party.part == Part.COMPLAINANT or (reader is not None and party.pk == reader.pk)
        )
