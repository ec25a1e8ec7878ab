"""Has what the file says the shape of a policy: the right keys, of the right kinds?

The shape is read from the dataclasses of ``rules.policy``, so that it is written down once. The
checking is done by pydantic's engine, which finds everything at once; its findings are put into words
here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic_core import SchemaValidator, ValidationError, core_schema

from redress.policies.lines import KeyPath
from redress.policies.mistakes import Mistake, did_you_mean, nearest
from redress.policies.reading import Reading
from redress.rules.policy import Policy

Table = dict[str, Any]


# --- what the dataclasses say --------------------------------------------------------------------


@cache
def hints(cls: type) -> Mapping[str, Any]:
    """The keys of a table and what each may hold."""
    return get_type_hints(cls)


@cache
def compulsory(cls: type) -> tuple[str, ...]:
    """The keys that a table must have."""
    return tuple(each.name for each in fields(cls) if _is_compulsory(each))


def _is_compulsory(each: Field[Any]) -> bool:
    return each.name == "kind" or (each.default is MISSING and each.default_factory is MISSING)


@cache
def _key_field(cls: type, name: str) -> Field[Any]:
    return next(each for each in fields(cls) if each.name == name)


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


# --- keys that do not belong ---------------------------------------------------------------------


def mend_keys(reading: Reading) -> list[Mistake]:
    """Note every unknown key. One that is nearly right is read as the one that was meant from here on."""
    mistakes: list[Mistake] = []
    for path, cls, table in tables(reading.said, Policy):
        known = [key for key in hints(cls) if key not in table]
        for key in [key for key in table if key not in hints(cls)]:
            meant = nearest(key, known)
            rest = did_you_mean(key, known or list(hints(cls)), otherwise="The keys that may still stand here are")
            sentence = f"“{key}” is not a key of {named(cls)}.{rest}"
            mistakes.append(Mistake(reading.index.line((*path, key)), in_words((*path, key), reading.said), sentence))
            value = table.pop(key)
            if meant:
                known.remove(meant)
                table[meant] = value
                reading.index.also_known_as((*path, key), (*path, meant))
    return mistakes


def in_words(path: KeyPath, said: Any) -> str:
    """A path as people read it: entries by their id where they have one, otherwise by their number."""
    words = []
    for part in path:
        if isinstance(part, int):
            said = said[part] if isinstance(said, list) and part < len(said) else None
            if not isinstance(said, (dict, list)):
                continue
            id = said.get("id") if isinstance(said, dict) else None
            words.append(id if isinstance(id, str) and id else str(part + 1))
        else:
            said = said.get(part) if isinstance(said, dict) else None
            words.append(part)
    return ".".join(words)


# --- the check -----------------------------------------------------------------------------------


def policy_from(reading: Reading) -> tuple[Policy | None, list[Mistake]]:
    """The policy the file describes, or every way in which it is not the shape of one."""
    try:
        return _validator().validate_python(reading.said), []
    except ValidationError as found:
        errors = found.errors(include_url=False, include_context=False)
    mistakes = [_worded(error["loc"], error["type"], reading) for error in errors]
    return None, [mistake for mistake in mistakes if mistake is not None]


@cache
def _validator() -> SchemaValidator:
    return SchemaValidator(_schema(Policy))


def _schema(hint: Any, *, empty: bool = True) -> core_schema.CoreSchema:
    """What pydantic's engine is to accept. ``empty``: words and lists may be left empty."""
    least = 0 if empty else 1
    if hint is str:
        return core_schema.str_schema(strict=True, min_length=least)
    if hint is bool:
        return core_schema.bool_schema(strict=True)
    if hint is int:
        return core_schema.int_schema(strict=True, gt=0)
    if hint is dt.date:
        return core_schema.date_schema(strict=True)
    if hint is dt.time:
        return core_schema.time_schema(strict=True)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return core_schema.literal_schema(list(arguments))
    if origin is tuple:
        return core_schema.tuple_schema([_schema(arguments[0], empty=False)], variadic_item_index=0, min_length=least)
    if NoneType in arguments:
        return core_schema.nullable_schema(_schema(arguments[0]))
    if entry(hint) is not None:
        return core_schema.dict_schema(
            core_schema.str_schema(strict=True, min_length=1),
            _schema(arguments[1], empty=False),
            min_length=least,
        )
    if is_dataclass(hint) and isinstance(hint, type):
        return _table_schema(hint)
    return core_schema.tagged_union_schema({kind: _table_schema(cls) for kind, cls in kinds(hint).items()}, "kind")


def _table_schema(cls: type) -> core_schema.CoreSchema:
    keys = []
    for each in fields(cls):
        schema = _schema(hints(cls)[each.name], empty=not _is_compulsory(each))
        if each.default_factory is not MISSING:
            schema = core_schema.with_default_schema(schema, default_factory=each.default_factory)
        elif each.default is not MISSING:
            schema = core_schema.with_default_schema(schema, default=each.default)
        keys.append(core_schema.dataclass_field(each.name, schema, kw_only=True))
    return core_schema.dataclass_schema(
        cls,
        core_schema.dataclass_args_schema(cls.__name__, keys, extra_behavior="forbid"),
        [each.name for each in fields(cls)],
        slots=hasattr(cls, "__slots__"),
        frozen=True,
    )


# --- what was found, in words --------------------------------------------------------------------


def _worded(location: tuple[str | int, ...], error: str, reading: Reading) -> Mistake | None:
    path, hint, cls, value = _found_at(location, reading.said)
    if error == "missing":
        if path in reading.left_out or reading.headings_lost:
            return None
        assert cls is not None
        sentence = _missing(cls, str(path[-1]), path[:-1])
        return Mistake(reading.index.line(path[:-1]), in_words(path, reading.said), sentence)
    return Mistake(reading.index.line(path), in_words(path, reading.said), _unfit(path, hint, value))


def _found_at(location: tuple[str | int, ...], said: Any) -> tuple[KeyPath, Any, type | None, Any]:
    """The path in the file of a finding, what belongs there, the table around it, and what stands there."""
    path: KeyPath = ()
    hint: Any = Policy
    around: type | None = None
    value = said
    parts = list(location)
    while parts:
        cls = chosen(hint, value)
        if cls is not None:
            if "" not in kinds(hint) and len(kinds(hint)) > 1:
                parts.pop(0)  # pydantic names the kind before the key
            part = parts.pop(0)
            around, hint = cls, hints(cls)[str(part)]
            value = value.get(part)
        else:
            part = parts.pop(0)
            hint = entry(hint)
            value = value[part]
        path = (*path, part)
    return path, hint, around, value


def _missing(cls: type, key: str, path: KeyPath) -> str:
    if path:
        return f"{named(cls).capitalize()} needs “{key}”. {example(hints(cls)[key], key)}"
    hint = hints(cls)[key]
    if entry(hint) is not None:
        heading = f"[[{key}]]" if get_origin(hint) is tuple else f"[{key}]"
        return f"The policy needs {heading}."
    if kinds(hint):
        return f"The policy needs a table [{key}]."
    return f"The policy needs “{key}” at the top. {example(hint, key)}"


def _unfit(path: KeyPath, hint: Any, value: Any) -> str:
    if value in ("", [], {}):
        return "This must not be empty."
    origin = get_origin(hint)
    if hint is int and isinstance(value, int) and not isinstance(value, bool):
        return f"This must be more than 0; it is {value}."
    if origin is Literal and isinstance(value, str):
        words = [str(word) for word in get_args(hint)]
        return f"“{value}” is not possible here.{did_you_mean(value, words, otherwise='It must be one of')}"
    if isinstance(value, dict) and len(kinds(hint)) > 1:
        words = list(kinds(hint))
        if "kind" not in value:
            return f"This needs a kind: one of {', '.join(words)}."
        return f"“{value['kind']}” is not a kind of {path[-1]}.{_kinds(str(value['kind']), words)}"
    return f"This must be {must_be(hint)}; it is {_shown(value)}."


def _kinds(word: str, words: list[str]) -> str:
    meant = nearest(word, words)
    known = f" The kinds are: {', '.join(words)}."
    return f" Did you mean '{meant}'?{known}" if meant else known


def must_be(hint: Any) -> str:
    """What belongs there, as the end of “This must be …”."""
    plain = {
        str: "words in quotation marks",
        bool: "true or false, without quotation marks",
        int: "a whole number, without quotation marks",
        dt.date: "a date without quotation marks, such as 2026-04-01",
        dt.time: "a time without quotation marks, such as 08:45:00",
    }
    if hint in plain:
        return plain[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return f"one of {', '.join(map(str, arguments))}, in quotation marks"
    if NoneType in arguments:
        return must_be(arguments[0])
    if origin is tuple:
        return 'a list in square brackets, such as ["one", "two"]' if arguments[0] is str else "a list of tables"
    if len(kinds(hint)) > 1:
        return f'a table with a kind, such as {{ kind = "{next(iter(kinds(hint)))}" }}'
    return "a table"


def example(hint: Any, key: str) -> str:
    """A sentence that shows how a missing key is written."""
    shown = {str: '"…"', bool: "true", int: "10", dt.date: "2026-04-01", dt.time: "08:45:00"}.get(hint)
    if get_origin(hint) is Literal:
        shown = f'"{get_args(hint)[0]}"'
    elif get_origin(hint) is tuple:
        shown = '["…"]' if get_args(hint)[0] is str else ""
    elif kinds(hint):
        kind = next(iter(kinds(hint)))
        shown = f'{{ kind = "{kind}", … }}' if kind else ""
    return f"Write {key} = {shown}." if shown else "It is a table of its own."


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"the words “{value}”" if len(value.split()) > 1 else f"the word “{value}”"
    if isinstance(value, dt.datetime):
        return f"the date and time {value}"
    if isinstance(value, (dt.date, dt.time)):
        return f"the {'date' if isinstance(value, dt.date) else 'time'} {value}"
    if isinstance(value, (int, float)):
        return f"the number {value}"
    return "a list" if isinstance(value, list) else "a table"


_NAMES: Mapping[str, str] = {"Policy": "the policy", "PublicWords": "the [public] table"}


def named(cls: type) -> str:
    """What a table of this kind is called in a sentence."""
    if cls.__name__ in _NAMES:
        return _NAMES[cls.__name__]
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in cls.__name__).strip()
    if "kind" in hints(cls):
        return f"a table of kind “{get_args(hints(cls)['kind'])[0]}”"
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
