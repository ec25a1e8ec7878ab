"""What does a version of a policy say, read aloud clause by clause?

Made from the checked policy, not from its file: parts, entries and facts, every one of them in words. The pages show
it, the command prints it, and :mod:`redress.policies.differences` compares two of them. The function that
translates is passed in as ``_``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import Field, dataclass, fields, is_dataclass
from datetime import date, time
from typing import Any

from redress.policies.labels import LABELS, SECTIONS, VALUES
from redress.policies.names import refers_to
from redress.rules import phrases
from redress.rules.explanation import length_in_words
from redress.rules.moments import day_in_words
from redress.rules.phrases import Translate
from redress.rules.policy import (
    Always,
    AtAnswer,
    AtDue,
    AtFact,
    AtMilestone,
    AtReceipt,
    CalendarDays,
    CalendarMonths,
    EarlierOf,
    LaterOf,
    Move,
    Policy,
    ThatDay,
    WorkingDays,
)

_LENGTHS = (WorkingDays, CalendarDays, CalendarMonths, ThatDay)
_ANCHORS = (AtReceipt, AtMilestone, AtDue, AtFact, AtAnswer, EarlierOf, LaterOf)
_EMPTY: tuple[Any, ...] = ("", None, (), {})

#: The kinds of things that a policy finds by their id.
_NAMED = frozenset(("track", "clock", "position", "outcome", "step"))

#: The keys whose words stand in the title of an entry already.
_IN_THE_TITLE = frozenset(("name", "action", "track", "stages"))

#: What an entry is called by, the first of these that it has.
_TITLES = ("name", "heading", "label", "title", "reason", "provision", "stage", "role", "text")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that an entry says. ``key`` tells facts of an entry apart, whatever they are called."""

    key: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A clause: one time limit, move, letter, content of a letter, entry of a list.

    ``key`` is the same for the same clause of another version; several may share it. ``depth`` is how far it stands
    within others, and ``within`` the titles of those.
    """

    key: str
    title: str
    facts: tuple[Fact, ...]
    depth: int = 0
    within: tuple[str, ...] = ()

    @property
    def spoken(self) -> tuple[Fact, ...]:
        """What is left to be said under the title."""
        return tuple(fact for fact in self.facts if fact.key not in _IN_THE_TITLE and fact.value != self.title)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the policy."""

    key: str
    title: str
    entries: tuple[Entry, ...]


def document(policy: Policy, _: Translate = str) -> tuple[Section, ...]:
    """Every part of a policy that says anything, in the order of the file."""
    reader = _Reader(policy, _)
    sections = (reader.section(each.name) for each in fields(Policy))
    head = Section("", _(SECTIONS[""]), (Entry("", policy.title, tuple(reader.head())),))
    return (head, *(section for section in sections if section.entries))


def plain(policy: Policy, _: Translate = str) -> str:
    """The whole document as plain text."""
    lines = [policy.council.name, policy.title]
    for section in document(policy, _):
        lines += ["", section.title.upper()]
        for entry in section.entries:
            margin = "  " * entry.depth
            lines += ["", f"{margin}{entry.title}"]
            lines += [f"{margin}  {fact.label}: {fact.value}" for fact in entry.spoken]
    return "\n".join(lines)


def label(key: str, _: Translate = str) -> str:
    """What a key of an entry is called."""
    return _(LABELS[key]) if key in LABELS else _spaced(key).capitalize()


class _Reader:
    def __init__(self, policy: Policy, _: Translate) -> None:
        self.policy, self._ = policy, _
        self._letters = {letter.id: letter.name for letter in policy.letters}
        self._channels = {choice.id: choice.name for choice in policy.channels}
        self._stages = {stage.id: stage.name for track in policy.tracks for stage in track.stages}

    # --- parts and entries ---

    def head(self) -> Iterator[Fact]:
        """What stands at the top of the file."""
        for each in fields(Policy):
            value = getattr(self.policy, each.name)
            if isinstance(value, (str, date)) and each.name != "id":
                yield from self.facts_of_value(Policy, each.name, value)

    def section(self, key: str) -> Section:
        value = getattr(self.policy, key)
        title = self._(SECTIONS[key]) if key in SECTIONS else label(key, self._)
        return Section(key, title, tuple(self._entries_of(value, key, title)))

    def _entries_of(self, value: Any, key: str, title: str) -> Iterator[Entry]:
        if is_dataclass(value):
            yield from self._entry(value, key, title, ())
        elif isinstance(value, Mapping):
            for name, each in value.items():
                yield from self._free_entry(str(name), each, key)
        elif isinstance(value, tuple):
            for number, each in enumerate(value, start=1):
                yield from self._entry(each, f"{key}/{_identity(each, number)}", self._title(each, number), ())

    def _free_entry(self, name: str, value: Any, key: str) -> Iterator[Entry]:
        """An entry under a free name, such as a paragraph or a contact."""
        if is_dataclass(value):
            yield from self._entry(value, f"{key}/{name}", self._title(value, 0) or name, ())
        elif isinstance(value, tuple):
            yield Entry(f"{key}/{name}", _spaced(name).capitalize(), ())
            for number, each in enumerate(value, start=1):
                title = self._title(each, number)
                yield from self._entry(each, f"{key}/{name}/{_identity(each, number)}", title, (_spaced(name),))
        else:
            yield Entry(f"{key}/{name}", name, (Fact("text", self._(LABELS["text"]), str(value)),))

    def _entry(self, thing: Any, key: str, title: str, within: tuple[str, ...]) -> Iterator[Entry]:
        """The entry of a table, then those of the tables listed in it."""
        facts: list[Fact] = []
        below: list[tuple[str, Any]] = []
        for each in fields(thing):
            value = getattr(thing, each.name)
            if _is_list_of_tables(value):
                below += [(each.name, one) for one in value]
            elif each.name != "id" and not _goes_without_saying(each, value):
                facts += self.facts_of_value(type(thing), each.name, value)
        yield Entry(key, title, tuple(facts), len(within), within)
        for number, (name, one) in enumerate(below, start=1):
            child = f"{label(name, self._)}: {self._title(one, number)}"
            yield from self._entry(one, f"{key}/{name}/{_identity(one, number)}", child, (*within, title))

    def _title(self, thing: Any, number: int) -> str:
        if isinstance(thing, Move):
            return self._move(thing)
        for key in _TITLES:
            value = getattr(thing, key, None)
            if isinstance(value, str) and value:
                return self._words(type(thing), key, value) if key in ("stage", "role") else _brief(value)
        return str(number)

    def _move(self, move: Move) -> str:
        """What is done, on which track and at which stages."""
        words = phrases.act_name(self.policy, move.act, self._)
        places = [self._named("stage", stage) for stage in move.stages]
        track = phrases.name_of(self.policy.track, move.track)
        return f"{words[:1].upper()}{words[1:]} ({': '.join(filter(None, (track, ', '.join(places))))})"

    # --- facts ---

    def facts_of_value(self, cls: type, key: str, value: Any, before: tuple[str, str] = ("", "")) -> Iterator[Fact]:
        """The facts of one key; ``before`` is the key and label of what it stands in."""
        path = f"{before[0]}.{key}" if before[0] else key
        called = label(key, self._)
        said = f"{before[1]}, {called[:1].lower()}{called[1:]}" if before[1] else called
        if isinstance(value, _ANCHORS):
            yield Fact(path, said, self._anchor(value))
        elif isinstance(value, _LENGTHS):
            yield Fact(path, said, length_in_words(value, self._))
            yield from self._facts_within(value, path, said, but=("kind", "count"))
        elif is_dataclass(value):
            if hasattr(value, "kind"):
                yield Fact(path, said, self._words(type(value), "kind", value.kind))
            yield from self._facts_within(value, path, said, but=("kind", "id"))
        elif isinstance(value, Mapping):
            for name, each in value.items():
                yield from self.facts_of_value(cls, str(name), each, (path, said))
        else:
            yield Fact(path, said, self._words(cls, key, value))

    def _facts_within(self, thing: Any, path: str, said: str, *, but: tuple[str, ...]) -> Iterator[Fact]:
        for each in fields(thing):
            value = getattr(thing, each.name)
            if each.name in but or _goes_without_saying(each, value):
                continue
            if _is_list_of_tables(value):
                for number, one in enumerate(value, start=1):
                    yield from self._facts_within(one, f"{path}.{each.name}.{number}", f"{said} {number}", but=())
            else:
                yield from self.facts_of_value(type(thing), each.name, value, (path, said))

    def _words(self, cls: type, key: str, value: Any) -> str:
        """A value as people read it; what names another part of the policy, by the name of that."""
        if isinstance(value, bool):
            return self._("yes") if value else self._("no")
        if isinstance(value, date):
            return day_in_words(value)
        if isinstance(value, time):
            return f"{value:%H:%M}"
        if isinstance(value, (tuple, frozenset)):
            listed = value if isinstance(value, tuple) else sorted(value)
            return ", ".join(self._words(cls, key, each) for each in listed)
        kind = refers_to(cls, key)
        if kind and isinstance(value, str):
            return self._named(kind, value)
        return phrases.said(VALUES[key], str(value), self._) if key in VALUES else str(value)

    def _named(self, kind: str, id: str) -> str:
        policy, _ = self.policy, self._
        if kind in ("role", "actor", "responsible"):
            return phrases.role_name(policy, id, _)
        if kind == "milestone":
            return phrases.milestone_name(policy, id, _) if "." not in id else self._milestone_elsewhere(id)
        if kind in ("action", "doing"):
            return phrases.act_name(policy, id, _)
        if kind == "act":
            return phrases.said(phrases.EARLIER_ACTS, id, _)
        if kind == "contact":
            return policy.contacts[id].name if id in policy.contacts else id
        if kind == "paragraph":
            return id
        listed = {"letter": self._letters, "channel": self._channels, "stage": self._stages}
        if kind in listed:
            return listed[kind].get(id, _spaced(id))
        return phrases.name_of(getattr(policy, kind), id) if kind in _NAMED else _spaced(id)

    def _milestone_elsewhere(self, id: str) -> str:
        stage, _dot, milestone = id.partition(".")
        return f"{self._named('stage', stage)}: {phrases.milestone_name(self.policy, milestone, self._)}"

    def _anchor(self, anchor: Any) -> str:
        if isinstance(anchor, (EarlierOf, LaterOf)):
            parts = "; ".join(self._anchor(part) for part in anchor.of)
            which = (
                self._("whichever is earlier: {days}")
                if isinstance(anchor, EarlierOf)
                else self._("whichever is later: {days}")
            )
            return which.format(days=parts)
        if isinstance(anchor, AtDue):
            clock = phrases.name_of(self.policy.clock, anchor.clock)
            return self._("the due date of “{clock}”").format(clock=clock)
        if isinstance(anchor, AtAnswer):
            return self._("the date given in “{step}”").format(step=phrases.name_of(self.policy.step, anchor.step))
        start = "received" if isinstance(anchor, AtReceipt) else getattr(anchor, "milestone", "") or anchor.fact
        words = phrases.said(phrases.STARTS, start, self._)
        if getattr(anchor, "stage", ""):
            return self._("{start} at {stage}").format(start=words, stage=self._named("stage", anchor.stage))
        return words


def _identity(thing: Any, number: int) -> str:
    """By what the same entry is known in another version."""
    if isinstance(thing, Move):
        return f"{thing.act}:{thing.track}"
    for key in ("id", "stage", "role", "provision", "reason"):
        value = getattr(thing, key, None)
        if isinstance(value, str) and value:
            return value
    return str(number)


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and is_dataclass(value[0])


def _goes_without_saying(field: Field[Any], value: Any) -> bool:
    """Whether a key says nothing: it is empty, or says no where that is what holds without it."""
    return value in _EMPTY or value == Always() or (value is False and field.default is False)


def _spaced(words: str) -> str:
    return words.replace("-", " ").replace("_", " ")


def _brief(words: str) -> str:
    """The beginning of a long text, to call an entry by."""
    return words if len(words) <= 90 else f"{words[:80].rsplit(' ', 1)[0]} …"


def entries_by_key(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The entries of a part by the key that they share with those of another version."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.key, []).append(entry)
    return found
