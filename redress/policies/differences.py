"""What changes from one version of a policy to another, clause by clause and in plain words?

Two documents are compared (:mod:`redress.policies.document`), so that everything that can be read can be seen to
change: which time limit, move, letter content or entry of a list, from what to what.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from redress.policies.document import Entry, Fact, Section, document, entries_by_key
from redress.rules.phrases import Translate
from redress.rules.policy import Policy

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One fact of a clause: what it was and what it becomes; empty where it was not said, or is no longer."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One clause that is new, gone or says something else."""

    section: str
    title: str
    within: tuple[str, ...]
    kind: Kind
    changes: tuple[Change, ...]


def differences(old: Policy, new: Policy, _: Translate = str) -> tuple[Difference, ...]:
    """Every clause that differs, in the order of the new version; those that are gone come last in their part."""
    before = {section.key: section for section in document(old, _)}
    after = {section.key: section for section in document(new, _)}
    keys = dict.fromkeys((*after, *before))
    return tuple(found for key in keys for found in _in_section(before.get(key), after.get(key)))


def plain(found: tuple[Difference, ...], _: Translate = str) -> str:
    """The differences as plain text."""
    marks = {"added": _("New"), "removed": _("Gone"), "changed": _("Changed")}
    lines = []
    for each in found:
        lines.append(f"{marks[each.kind]}: {' › '.join((each.section, *each.within, each.title))}")
        lines += [f"  {change.label}: {_sides(change, _)}" for change in each.changes]
    return "\n".join(lines)


def _sides(change: Change, _: Translate) -> str:
    nothing = _("nothing")
    return _("{before} → {after}").format(before=change.before or nothing, after=change.after or nothing)


def _in_section(old: Section | None, new: Section | None) -> Iterator[Difference]:
    title = new.title if new else old.title if old else ""
    before = entries_by_key(old.entries if old else ())
    after = entries_by_key(new.entries if new else ())
    for key in dict.fromkeys((*after, *before)):
        for one, other in _paired(before.get(key, []), after.get(key, [])):
            yield from _between(title, one, other)


def _paired(before: list[Entry], after: list[Entry]) -> Iterator[tuple[Entry | None, Entry | None]]:
    """Entries that share a key: those that say the same go together, the rest in their order."""
    left, right = list(before), list(after)
    for one in before:
        same = next((other for other in right if _said(other) == _said(one)), None)
        if same is not None:
            left.remove(one)
            right.remove(same)
    for number in range(max(len(left), len(right))):
        yield (left[number] if number < len(left) else None, right[number] if number < len(right) else None)


def _said(entry: Entry) -> tuple[str, tuple[Fact, ...]]:
    return entry.title, entry.facts


def _between(section: str, old: Entry | None, new: Entry | None) -> Iterator[Difference]:
    entry = new or old
    if entry is None:
        return
    changes = tuple(_changes(old.facts if old else (), new.facts if new else ()))
    kind: Kind = "changed" if old and new else "added" if new else "removed"
    if changes or kind != "changed":
        yield Difference(section, entry.title, entry.within, kind, changes)


def _changes(old: tuple[Fact, ...], new: tuple[Fact, ...]) -> Iterator[Change]:
    before, after = ({fact.key: fact for fact in facts} for facts in (old, new))
    for key in dict.fromkeys((*after, *before)):
        one, other = before.get(key), after.get(key)
        fact = other or one
        if fact is not None and (one.value if one else "") != (other.value if other else ""):
            yield Change(fact.label, one.value if one else "", other.value if other else "")
