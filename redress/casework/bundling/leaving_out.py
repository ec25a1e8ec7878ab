"""What can be left out of the copy for a person one by one, what is left out unless somebody says so, and what was?

Notices, messages, notes of talks and internal notes: each may be about somebody else. What went to somebody else, or
came from them, stays out unless it is ticked. The index of the copy says what is not in it, and names nobody by that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from redress.casework.bundling import others, told_letters
from redress.casework.bundling.gathered import Gathered
from redress.casework.bundling.kinds import KINDS, PARTS
from redress.design.parts import Heading, Items, Part, Words
from redress.design.templatetags.design import long_date
from redress.records.bundled import Bundle
from redress.records.bundling.items import Item, Section
from redress.records.folding import folded
from redress.records.models import Part as InTheCase
from redress.records.models import Person


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that goes or stays. ``called`` names people, for the officer; ``kind`` does not, for the index."""

    key: str
    called: str
    kind: str
    day: date | None
    is_others: bool
    text: str
    about: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What the officer reads beside its box."""
        name = _("%(name)s, %(day)s") % {"name": self.called, "day": long_date(self.day)} if self.day else self.called
        if not self.about:
            return name
        return _("%(name)s (may be about others: %(what)s)") % {"name": name, "what": "; ".join(self.about)}


def things_of(cases: Iterable[Gathered], people: Collection[Person], known: others.Known) -> list[Thing]:
    """Everything on these cases that goes to the person or stays, in order, with what in it may be about others."""
    found = [each for case in cases for each in _things(case, _Theirs(people))]
    return [replace(each, about=tuple(others.found_in(each.text, known))) for each in found]


class _Theirs:
    """Whether something went to the person, or came from them."""

    def __init__(self, people: Collection[Person]) -> None:
        self._emails = {folded(each.email) for each in people if each.email}
        self._names = {folded(each.name) for each in people if each.name}

    def has(self, email: str, name: str) -> bool:
        """Theirs by the address; where there is none, by the name."""
        return folded(email) in self._emails if email else folded(name) in self._names


def _things(case: Gathered, theirs: _Theirs) -> Iterator[Thing]:
    for message in case.messages:
        mine = theirs.has(message.to_email, message.to_name)
        kind = _("A notice") if mine else _("A notice to somebody else")
        yield _thing(f"notice-{message.pk}", told_letters.notice(message), kind, is_others=not mine)
    for arrival in case.arrivals:
        if not told_letters.stands_elsewhere(arrival, case):
            mine = theirs.has(arrival.sender_address, arrival.sender_name)
            kind = _("Something that came in") if mine else _("Something that came from somebody else")
            yield _thing(f"arrival-{arrival.pk}", told_letters.arrived(arrival), kind, is_others=not mine)
    for talk in told_letters.talks_of(case):
        yield _thing(f"talk-{talk.pk}", told_letters.talk(talk, case), _("A note of a talk"))
    for note in case.notes:
        told = tuple(told_letters.note(note, case))
        day, name = timezone.localdate(note.created_at), _("Internal note: %(words)s") % {"words": note.text[:80]}
        yield _thing(f"note-{note.pk}", Item(name=name, day=day, said=told), _("An internal note"))


def _thing(key: str, item: Item, kind: str, *, is_others: bool = False) -> Thing:
    text = "\n".join([item.name, *others.texts(item.said)])
    return Thing(key, item.name, kind, item.day, is_others, text)


def is_theirs(letter: told_letters.Letter, people: Collection[Person]) -> bool:
    """Whether a letter went to the person, or to whoever acts for them."""
    return letter.recipient.part == InTheCase.REPRESENTATIVE or letter.recipient.person_id in {
        each.pk for each in people
    }


# --- what the copy says of it ------------------------------------------------------------------------


def left_out(bundle: Bundle, cases: list[Gathered], people: Collection[Person]) -> Iterator[Section]:
    """A page at the end of the copy for the person that says what is not in it, by kind and day."""
    if "left_out" not in bundle.chosen or bundle.chosen.get("for_review"):
        return
    lines = [*_parts(bundle), *(line for case in cases for line in _lines(bundle, case, people))]
    if lines:
        said: tuple[Part, ...] = (
            Heading(_("What was left out of this copy")),
            Words(_("It may be about somebody else, or is not given for another reason. You can ask us why.")),
            Items(tuple(lines)),
        )
        yield Section(_("What was left out"), (Item(name=_("What was left out of this copy"), said=said),))


def _parts(bundle: Bundle) -> Iterator[str]:
    kind = KINDS[bundle.kind]
    for part in kind.parts:
        if part not in bundle.chosen["parts"] and part not in kind.left_out:
            yield _("The whole part: %(part)s") % {"part": PARTS[part]}


def _lines(bundle: Bundle, case: Gathered, people: Collection[Person]) -> Iterator[str]:
    """What of one case is not in the copy, the oldest first."""
    whole = replace(case, left_out=frozenset())
    out, letters = set(bundle.chosen["left_out"]), set(bundle.chosen.get("letters") or [])
    found = [(each.day, each.kind) for each in _things(whole, _Theirs(people)) if each.key in out]
    for letter in case.letters if bundle.chosen.get("letters") is not None else ():
        if letter.pk not in letters:
            kind = _("A letter") if is_theirs(letter, people) else _("A letter to somebody else")
            found.append((timezone.localdate(letter.approved_at), kind))
    for document in case.documents:
        if str(document.pk) not in bundle.chosen.get("documents", {}):
            found.append((timezone.localdate(document.created_at), _("A document")))
    for day, kind in sorted(found, key=lambda each: each[0] or date.min):
        told = {"case": case.row.reference, "kind": kind, "day": long_date(day)}
        yield _("%(case)s: %(kind)s, %(day)s") % told
