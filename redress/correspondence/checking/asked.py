"""Are questions to somebody fit to go, and if not, what is the matter with them?

They are looked at by the rules of letters. Of whoever complains nobody outside need know more than the officer decides
to tell; where their identity is kept confidential, nobody may.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from redress.cases.models import Case
from redress.correspondence.checking import arriving, kept_private, plain, promised, whole
from redress.correspondence.checking.concerns import Concern, Passage
from redress.correspondence.checking.dates import mentions
from redress.correspondence.checking.looked_at import Writing
from redress.correspondence.contents import in_words
from redress.correspondence.formats import EASY_READ, TRANSLATION
from redress.correspondence.models import AskKind
from redress.records.models import Part, Party, Person
from redress.records.particulars import bare
from redress.rules.policy import Policy
from redress.rules.refusals import Refused

ABOUT = "about"
_WHOEVER_COMPLAINS = (Part.COMPLAINANT, Part.REPRESENTATIVE)
_ANSWER = re.compile(r"\b(?:answer|reply|respond|response|hear|tell|send|let)\b", re.I)


def question_id(number: int) -> str:
    """Where one question stands, by its number from 1."""
    return f"question_{number}"


@dataclass(frozen=True)
class Question(Writing):
    """What somebody is asked: what they are told, the questions, and what they need beside them (``beside``).

    ``by_post``: it goes as a letter. ``knows``: the reader may know who complains. ``by`` is the opaque id of the
    officer who asks.
    """

    case: Case
    policy: Policy
    kind: str
    about: str
    questions: tuple[str, ...]
    beside: Mapping[str, str]
    due: date
    day: date
    by: str
    reader: Party | None = None
    to_email: str = ""
    by_post: bool = False
    knows: bool = True
    suggesting: bool = True

    @property
    def to_complainant(self) -> bool:
        """Whether it goes to whoever complains, or acts for them."""
        return self.kind == AskKind.COMPLAINANT

    @property
    def paragraph(self) -> str:
        """The paragraph under which they are asked."""
        message = self.policy.asks.message(self.kind) if self.policy.asks else None
        return message.paragraph if message else ""

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        asked = [Passage(ABOUT, _("What they need to know"), self.about)]
        for number, question in enumerate(self.questions, start=1):
            asked.append(Passage(question_id(number), _("Question %(number)s") % {"number": number}, question))
        asked.append(Passage(EASY_READ, _("The letter in easy words"), self.beside.get(EASY_READ, "")))
        return tuple(passage for passage in asked if passage.text.strip())

    @property
    def with_translation(self) -> tuple[Passage, ...]:
        translated = self.beside.get(TRANSLATION, "")
        return (*self.passages, *([Passage(TRANSLATION, _("The translation"), translated)] if translated else ()))

    @property
    def handling(self) -> frozenset[str]:
        owner = self.case.owner
        return frozenset(filter(None, (self.by, owner.actor_id if owner else "")))

    @cached_property
    def theirs(self) -> str:
        """What the reader said in the case before: nothing where somebody else is asked."""
        return super().theirs if self.to_complainant else ""

    @cached_property
    def known_to_reader(self) -> tuple[Party, ...]:
        return super().known_to_reader if self.to_complainant else ()

    @cached_property
    def parties_told(self) -> tuple[Party, ...]:
        return super().parties_told if self.to_complainant else ()

    @cached_property
    def others(self) -> tuple[Person, ...]:
        if self.to_complainant:
            return super().others
        return tuple(party.person for party in self.parties if party.part != Part.BODY)

    @cached_property
    def known_emails(self) -> frozenset[str]:
        return super().known_emails | {bare(self.to_email)}


def names_nobody_on_the_case(at: Question) -> Iterator[Concern]:
    """Somebody outside is told who has a part in the case only where an officer looked at it, or not at all."""
    if at.to_complainant:
        yield from kept_private.names_officers_as_the_policy_does(at)
        yield from kept_private.names_no_others(at)
        return
    for passage in at.passages:
        for party in at.parties:
            if party.part != Part.BODY and kept_private.is_named(party.person.name, passage.text):
                yield _named(passage, party, at)


def _named(passage: Passage, party: Party, at: Question) -> Concern:
    name = party.person.name
    if party.part not in _WHOEVER_COMPLAINS:
        told = _("“%(name)s” has a part in this case. Look whether they must know the name")
        return passage.warns("names-of-others", told % {"name": name}, at.private)
    if not at.knows:
        refused = Refused("ask-names-complainant", at.private, found=name, where=passage.where)
        return passage.blocks(refused, at.policy)
    told = _("“%(name)s” is who complains, or acts for them. Look whether they must know the name")
    return passage.warns("names-complainant", told % {"name": name}, at.private)


def names_nobody_complained_about(at: Question) -> Iterator[Concern]:
    """Nobody outside learns by chance which officer is complained about."""
    if at.to_complainant or not at.passages:
        return
    about = [bar.staff.name for bar in at.case.bars.select_related("staff")]
    told = _("“%(name)s” is complained about. Look whether the name has to be here")
    for passage in at.passages:
        for name in dict.fromkeys(about):
            if kept_private.is_named(name, passage.text):
                yield passage.warns("names-complained-about", told % {"name": name}, at.private)


def copies_no_notes(at: Question) -> Iterator[Concern]:
    """Nothing is copied from a note that only staff read, except to staff."""
    if at.kind != AskKind.SERVICE:
        yield from kept_private.copies_no_notes(at)


def is_due_on_one_day(at: Question) -> Iterator[Concern]:
    """The day by which they are to answer is written as it is printed, if it is written at all."""
    told = _("These words ask for an answer by %(written)s, and the day to answer by is %(printed)s")
    for passage in at.passages:
        for mention in mentions(passage.text, near=at.day):
            said = promised.before(passage, mention)
            if mention.day in (None, at.due) or not (promised.LIMIT.search(said) and _ANSWER.search(said)):
                continue
            yield passage.warns(
                "another-day", told % {"written": mention.text.rstrip("."), "printed": in_words(at.due)}
            )


def is_plain(at: Question) -> Iterator[Concern]:
    """Words are spelt as they are spelt and not in jargon; for whoever complains they are easy to read as well."""
    yield from plain.has_no_jargon(at)
    yield from plain.is_spelt_right(at)
    if at.to_complainant:
        yield from plain.is_easy_to_read(at)


def reaches_its_reader(at: Question) -> Iterator[Concern]:
    """A letter does not go unwarned to an address from which post came back."""
    if at.by_post and at.reader is not None:
        yield from arriving.came_back_from_there(at.reader)


RULES: tuple[Callable[[Question], Iterator[Concern]], ...] = (
    reaches_its_reader,
    whole.has_holes,
    kept_private.tells_no_secret_numbers,
    names_nobody_on_the_case,
    names_nobody_complained_about,
    kept_private.tells_no_particulars_of_others,
    copies_no_notes,
    promised.weekdays_fit,
    is_due_on_one_day,
    is_plain,
)


def looked_at(question: Question) -> tuple[Concern, ...]:
    """What is the matter with questions as they would go now: what blocks them first, each in the order of reading."""
    found = dict.fromkeys(concern for rule in RULES for concern in rule(question))
    order = {passage.where: number for number, passage in enumerate(question.with_translation)}
    return tuple(sorted(found, key=lambda concern: (not concern.blocks, order.get(concern.where, -1))))
