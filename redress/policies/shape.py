"""What may stand where in a policy file?

The answer is read from the dataclasses of ``rules.policy``, so that the shape is written down once. The files of
the Ombudsmen's Codes are read in the same way, from ``rules.codes``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from redress.policies.lines import KeyPath
from redress.rules.policy import (
    CalendarDays,
    CalendarMonths,
    ExtraCalendarDays,
    ExtraWorkingDays,
    Policy,
    WorkingDays,
)

Table = dict[str, Any]

#: The most that a number may be, and what that comes to. More is a slip of the keyboard, and no calendar holds it.
MOST: Mapping[tuple[type, str], tuple[int, str]] = {
    (WorkingDays, "count"): (2500, "about ten years"),
    (CalendarDays, "count"): (3650, "about ten years"),
    (CalendarMonths, "count"): (120, "ten years"),
    (ExtraWorkingDays, "most"): (2500, "about ten years"),
    (ExtraCalendarDays, "most"): (3650, "about ten years"),
}


@cache
def hints(cls: type) -> Mapping[str, Any]:
    """The keys of a table and what each may hold."""
    return get_type_hints(cls)


@cache
def compulsory(cls: type) -> tuple[str, ...]:
    """The keys that a table must have."""
    return tuple(each.name for each in fields(cls) if is_compulsory(each))


def is_compulsory(each: Field[Any]) -> bool:
    return each.name == "kind" or (each.default is MISSING and each.default_factory is MISSING)


@cache
def kinds(hint: Any) -> Mapping[str, type]:
    """The classes a value may belong to, by the word that ``kind`` must hold; one class has no word."""
    if is_dataclass(hint) and isinstance(hint, type):
        return {get_args(hints(hint)["kind"])[0] if "kind" in hints(hint) else "": hint}
    if get_origin(hint) in (Union, UnionType):
        found: dict[str, type] = {}
        for member in get_args(hint):
            found |= kinds(member)
        return found
    return {}


def chosen(hint: Any, value: Any) -> type | None:
    """The class that a table belongs to by its ``kind``, or none if that cannot be told."""
    if not isinstance(value, dict):
        return None
    classes = kinds(hint)
    if "" in classes:
        return classes[""]
    kind = value.get("kind")
    return classes.get(kind) if isinstance(kind, str) else None


def entry(hint: Any) -> Any:
    """What each entry of a list, or each value under free names, may hold; none for anything else."""
    origin = get_origin(hint)
    if origin is tuple:
        return get_args(hint)[0]
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return get_args(hint)[1]
    return None


def is_list_of_tables(path: KeyPath, shape: type = Policy) -> bool:
    """Whether a list of tables belongs at a path of a file of that shape."""
    hint: Any = shape
    for part in path:
        inner = entry(hint)
        cls = kinds(hint).get("")
        hint = inner if inner is not None else hints(cls).get(str(part)) if cls else None
    return get_origin(hint) is tuple and bool(kinds(entry(hint)))


@dataclass(frozen=True, slots=True)
class Place:
    """One value of the file: where it stands, which key of which kind of table it is, and what is around it."""

    path: KeyPath
    cls: type
    key: str
    value: Any
    around: tuple[Table, ...]  # the tables it stands in, the innermost last


def places(table: Table, cls: type, path: KeyPath = (), around: tuple[Table, ...] = ()) -> Iterator[Place]:
    """Every single value that stands where the policy has room for one; what has no place is passed over."""
    for key, value in table.items():
        if key in hints(cls):
            yield from _within(Place((*path, key), cls, key, value, (*around, table)), hints(cls)[key])


def tables(table: Table, cls: type, path: KeyPath = ()) -> Iterator[tuple[KeyPath, type, Table]]:
    """Every table whose kind is known, the outermost first."""
    yield path, cls, table
    for key, value in table.items():
        if key in hints(cls):
            yield from _tables_within(value, hints(cls)[key], (*path, key))


def _tables_within(value: Any, hint: Any, path: KeyPath) -> Iterator[tuple[KeyPath, type, Table]]:
    inner = entry(hint)
    if inner is not None:
        for key, item in _items(value):
            yield from _tables_within(item, inner, (*path, key))
        return
    cls = chosen(hint, value)
    if cls is not None:
        yield from tables(value, cls, path)


def _within(place: Place, hint: Any) -> Iterator[Place]:
    inner = entry(hint)
    if inner is not None:
        for key, item in _items(place.value):
            yield from _within(Place((*place.path, key), place.cls, place.key, item, place.around), inner)
        return
    cls = chosen(hint, place.value)
    if cls is not None:
        yield from places(place.value, cls, place.path, place.around)
    elif not isinstance(place.value, (dict, list)):
        yield place


def _items(value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)
