"""What does somebody have before them who checks a letter?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _

from redress.accounts.models import Staff
from redress.cases.models import Case
from redress.correspondence.answer import PointTold
from redress.correspondence.checking.concerns import Passage
from redress.correspondence.compose import Composed
from redress.correspondence.contents import Telling
from redress.correspondence.formats import EASY_READ, TRANSLATION
from redress.records import people, words
from redress.records.models import Part, Party, Person
from redress.records.particulars import bare, emails, postcodes, same_number, telephones
from redress.rules.events import Point
from redress.rules.policy import AskWords, Content, FromStep, Policy, Written
from redress.rules.steps import questions_of


class Colleague(NamedTuple):
    """What is to be known of somebody who works for the council."""

    pk: int
    name: str
    telephone: str
    email: str

    @property
    def actor_id(self) -> str:
        """Their opaque id as somebody who acts."""
        return f"staff:{self.pk}"


class Writing:
    """Words that somebody of the council wrote on one case to one reader, and what bears on them.

    ``passages``: everything that an officer wrote, in the order in which it is read; ``reader``: who reads it, where
    that is somebody with a part in the case; ``day``: the local day on which it goes; ``handling``: the opaque ids of
    the officers who have the case or sign. ``suggesting``: better words are to be offered, for somebody reads what is
    found.
    """

    case: Case
    suggesting: bool
    policy: Policy
    passages: tuple[Passage, ...]
    reader: Party | None
    day: date
    handling: frozenset[str]

    @property
    def with_translation(self) -> tuple[Passage, ...]:
        """All its passages, and what was translated: for what is wrong in any language."""
        return self.passages

    @cached_property
    def everything(self) -> str:
        """All that an officer wrote in it, in small letters."""
        return "\n".join(passage.text for passage in self.passages).casefold()

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """Everybody with a part in the case."""
        return tuple(people.parties_of(self.case))

    @cached_property
    def theirs(self) -> str:
        """What the complainant, or whoever acts for them, said in the case."""
        said = words.of(self.case, "complaint", "outcome-sought", "reasons", "information", "help")
        return "\n".join(each.text for each in said)

    @property
    def private(self) -> str:
        """The paragraph under which what is private is kept out of letters."""
        return self.policy.letter_check.private_paragraph if self.policy.letter_check else ""

    @property
    def people(self) -> tuple[Person, ...]:
        """Whoever has a part in the case, as a person."""
        return tuple(party.person for party in self.parties)

    @cached_property
    def known_to_reader(self) -> tuple[Party, ...]:
        """Those whose own particulars the letter may give: whoever gets it, and whose complaint it is."""
        reader = self.reader
        return tuple(
            party
            for party in self.parties
            if party.part == Part.COMPLAINANT or (reader is not None and party.pk == reader.pk)
        )

    @cached_property
    def others(self) -> tuple[Person, ...]:
        """Everybody else with a part in the case; not a body, nor whoever acts for the complainant who reads it."""
        told = {party.pk for party in self.known_to_reader}
        return tuple(
            party.person
            for party in self.parties
            if party.pk not in told
            and party.part != Part.BODY
            and (party.part != Part.REPRESENTATIVE or party.until is not None)
        )

    @cached_property
    def staff(self) -> tuple[Colleague, ...]:
        """Everybody who works for the council: not the whole rows, for there may be thousands."""
        known = Staff.objects.filter(council_id=self.case.council_id)
        return tuple(Colleague(*row) for row in known.values_list("pk", "name", "telephone", "email"))

    @cached_property
    def known_numbers(self) -> frozenset[str]:
        """Telephone numbers that the letter may give: the reader's, the council's, of bodies, and what they told us."""
        numbers = [party.person.telephone for party in self.parties_told]
        numbers += [number for each in self.policy.contacts.values() for number in (each.telephone, each.textphone)]
        numbers += [officer.telephone for officer in self.staff]
        theirs = (found.text for found in telephones(self.theirs))
        return frozenset(map(same_number, (*numbers, *theirs)))

    @cached_property
    def known_emails(self) -> frozenset[str]:
        """E-mail addresses that the letter may give, and the domains of the council and of bodies."""
        council = self.policy.council
        known = [council.complaints_email, *council.accepted_emails]
        known += [each.email for each in self.policy.contacts.values()] + [officer.email for officer in self.staff]
        theirs = [party.person.email for party in self.parties_told] + [found.text for found in emails(self.theirs)]
        return frozenset(map(bare, (*known, *theirs, *(each.partition("@")[2] for each in known))))

    @cached_property
    def known_places(self) -> frozenset[str]:
        """Postcodes and lines of addresses that the letter may give."""
        lines = [line for party in self.parties_told for line in (*party.person.address_lines, party.person.postcode)]
        lines += [line for each in self.policy.contacts.values() for line in each.lines]
        codes = [found.text for text in (*lines, self.theirs) for found in postcodes(text)]
        return frozenset(map(bare, (*lines, *codes)))

    @cached_property
    def parties_told(self) -> tuple[Party, ...]:
        """Those whose particulars the letter may give: its reader, the complainant, and whoever acts for them now."""
        acting = (party for party in self.parties if party.part == Part.REPRESENTATIVE and party.until is None)
        return (*self.known_to_reader, *acting)


@dataclass(frozen=True)
class LookedAt(Writing):
    """One composed letter on one case. ``written`` is what the officer typed, by content.

    ``suggesting``: better words are to be offered, for somebody reads what is found.
    """

    case: Case
    letter: Composed
    on: Telling
    written: Mapping[str, str]
    suggesting: bool = True

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
            source, called = content.source, (content.id, content.heading)
            if isinstance(source, Written):
                yield Passage(*called, self.written.get(content.id, ""), content.paragraph, part=source.points)
            elif isinstance(source, FromStep):
                text, contacts = self._answered(source), source.tells_contacts
                yield Passage(*called, text, content.paragraph, tells_contacts=contacts)
        for point in self.on.case.points:
            told, why = self.told(point.id), self.on.facts.get("why", {}).get(point.id, "")
            remedies = (remedy.what for remedy in told.remedies)
            parts = (told.evidence, told.facts, why, told.relied, told.apology, *remedies)
            text = "\n\n".join(part for part in parts if part.strip())
            yield Passage(point.id, point_called(point), text, self.on.letter.paragraph)
        if self.letter.fit.easy_read:
            easy = self.written.get(EASY_READ, "")
            yield Passage(EASY_READ, _("The letter in easy words"), easy, self.on.letter.paragraph)

    @cached_property
    def with_translation(self) -> tuple[Passage, ...]:
        """The same, and the translation that goes with it: for what is wrong in any language."""
        if not self.letter.fit.translation:
            return self.passages
        translated = self.written.get(TRANSLATION, "")
        return (*self.passages, Passage(TRANSLATION, _("The translation"), translated, self.on.letter.paragraph))

    def told(self, point: str) -> PointTold:
        """What is answered to a point beside its finding and its reason."""
        return self.on.facts.get("told", {}).get(point, PointTold())

    def _answered(self, source: FromStep) -> str:
        """What was answered in words to a question of the step that sends the letter."""
        told = self.on.facts
        if "step" not in told:
            return ""
        asked = questions_of(self.policy.step(told["step"]), self.policy.option(told["step"], told["option"]))
        in_words = any(isinstance(each, AskWords) and each.id == source.question for each in asked)
        return told.get("answers", {}).get(source.question, "") if in_words else ""

    @property
    def reader(self) -> Party | None:
        return self.letter.to

    @property
    def day(self) -> date:
        return self.letter.at.day

    @property
    def handling(self) -> frozenset[str]:
        return frozenset(each.actor_id for each in (self.on.officer, self.on.signed_by) if each is not None)


def point_called(point: Point) -> str:
    """What a point of complaint is called."""
    return _("Point %(number)s") % {"number": point.id.removeprefix("p")}
