"""What in the file does not have the shape of a policy: which keys are missing, unknown or of the wrong kind?

The checking is done by pydantic's engine, by a schema made from the dataclasses of ``rules.policy``. It
finds everything at once; its findings are put into words here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic_core import SchemaValidator, ValidationError, core_schema

from redress.policies.lines import KeyPath
from redress.policies.mistakes import did_you_mean, nearest
from redress.policies.reading import Fault, Reading
from redress.policies.shape import MOST, Table, chosen, entry, hints, is_compulsory, kinds, tables
from redress.rules.codes import Code
from redress.rules.policy import Anchor, Policy

#: What the whole of a file is called in a sentence.
_WHOLE: Mapping[type, str] = {Policy: "the policy", Code: "the Code"}


def mend_keys(reading: Reading) -> list[Fault]:
    """Every unknown key. One that is nearly right is read as the one that was meant from here on."""
    faults: list[Fault] = []
    for path, cls, table in tables(reading.said, reading.shape):
        for key in [key for key in table if key not in hints(cls)]:
            free = [known for known in hints(cls) if known not in table]
            meant = nearest(key, free)
            rest = did_you_mean(key, free if meant else hints(cls), otherwise="The keys are")
            sentence = f"“{key}” is not a key of {_heading(path, cls)}.{rest}"
            faults.append(Fault(reading.index.line((*path, key)), (*path, key), sentence))
            value = table.pop(key)
            known = nearest(key, hints(cls))
            if not meant and isinstance(value, dict) and isinstance(table.get(known), dict):
                meant, value = known, {**value, **table[known]}  # written once so and once so
            if meant:
                table[meant] = value
                reading.index.also_known_as((*path, key), (*path, meant))
    return [*faults, *_mend_dots(reading)]


def _mend_dots(reading: Reading) -> Iterator[Fault]:
    """Paragraphs such as 3.1 whose quotation marks are missing, which TOML takes for tables within tables."""
    written = reading.said.get("paragraphs")
    if not isinstance(written, dict):
        return
    for first, value in list(written.items()):
        if not isinstance(value, dict) or not value:
            continue
        del written[first]
        for rest, words in _dotted_keys(value):
            path, name = ("paragraphs", first, *rest), ".".join((first, *rest))
            written[name] = words
            reading.index.also_known_as(path, ("paragraphs", name))
            sentence = f'Put the key in quotation marks, because it has a dot in it: "{name}" = …'
            yield Fault(reading.index.line(path), ("paragraphs", name), sentence)


def _dotted_keys(table: Table) -> Iterator[tuple[tuple[str, ...], Any]]:
    waiting: list[tuple[tuple[str, ...], Any]] = [((), table)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict) and value:
            waiting += [((*path, key), inner) for key, inner in value.items()]
        else:
            yield path, value


def policy_from(reading: Reading) -> tuple[Policy | None, list[Fault]]:
    """The policy the file describes, or every way in which it does not have the shape of one."""
    return made_from(reading)


def made_from(reading: Reading) -> tuple[Any, list[Fault]]:
    """What the file describes, a thing of the shape it was read for, or every way in which it is not that."""
    try:
        return _validator(reading.shape).validate_python(reading.said), []
    except ValidationError as found:
        errors = found.errors(include_url=False, include_context=False)
    faults = [_worded(error["loc"], error["type"], reading) for error in errors]
    return None, [fault for fault in faults if fault is not None]


# --- the schema ----------------------------------------------------------------------------------


@cache
def _validator(shape: type) -> SchemaValidator:
    return SchemaValidator(_schema(shape))


def _schema(hint: Any, *, empty: bool = True, most: int | None = None) -> core_schema.CoreSchema:
    """What pydantic's engine is to accept. ``empty``: words and lists may be left empty."""
    least = 0 if empty else 1
    plain = {
        str: core_schema.str_schema(strict=True, pattern=r"^$|\S" if empty else r"\S"),
        bool: core_schema.bool_schema(strict=True),
        int: core_schema.int_schema(strict=True, gt=0, le=most),
        dt.date: core_schema.date_schema(strict=True),
        dt.time: core_schema.time_schema(strict=True),
    }
    if hint in plain:
        return plain[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return core_schema.literal_schema(list(arguments))
    if origin is tuple:
        return core_schema.tuple_schema([_schema(arguments[0], empty=False)], variadic_item_index=0, min_length=least)
    if NoneType in arguments:
        several = len(kinds(hint)) > 1
        return core_schema.nullable_schema(_one_of(kinds(hint)) if several else _schema(arguments[0]))
    if entry(hint) is not None:
        name = core_schema.str_schema(strict=True, pattern=r"\S")
        return core_schema.dict_schema(name, _schema(arguments[1], empty=False), min_length=least)
    if is_dataclass(hint) and isinstance(hint, type):
        return _table_schema(hint)
    return _one_of(kinds(hint))


def _one_of(classes: Mapping[str, type]) -> core_schema.CoreSchema:
    return core_schema.tagged_union_schema({kind: _table_schema(cls) for kind, cls in classes.items()}, "kind")


def _table_schema(cls: type) -> core_schema.CoreSchema:
    keys = []
    for each in fields(cls):
        most, _ = MOST.get((cls, each.name), (None, ""))
        schema = _schema(hints(cls)[each.name], empty=not is_compulsory(each), most=most)
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


def _worded(location: tuple[str | int, ...], error: str, reading: Reading) -> Fault | None:
    if location[-1] == "[key]":  # pydantic's way to say that the fault is in the key itself
        path, *_ = _found_at(location[:-1], reading)
        return Fault(reading.index.line(path), path, "A key here has no name: write it between the quotation marks.")
    path, hint, cls, value = _found_at(location, reading)
    if error == "too_short" and value:
        return None  # its entries are there and are at fault themselves
    if error != "missing":
        return Fault(reading.index.line(path), path, _unfit(path, hint, cls, value, reading))
    if reading.headings_lost or any(path[:depth] in reading.left_out for depth in range(1, len(path) + 1)):
        return None
    assert cls is not None
    return Fault(reading.index.line(path[:-1]), path, _missing(cls, path))


def _found_at(location: tuple[str | int, ...], reading: Reading) -> tuple[KeyPath, Any, type | None, Any]:
    """The path in the file of a finding, what belongs there, the table around it, and what stands there."""
    path: KeyPath = ()
    hint: Any = reading.shape
    around: type | None = None
    value: Any = reading.said
    parts = list(location)
    while parts:
        cls = chosen(hint, value)
        if cls is not None and len(kinds(hint)) > 1:
            parts.pop(0)  # pydantic names the kind before the key
        part = parts.pop(0)
        if cls is not None:
            around, hint = cls, hints(cls)[str(part)]
            value = value.get(part)
        else:
            hint, value = entry(hint), value[part]
        path = (*path, part)
    return path, hint, around, value


def _missing(cls: type, path: KeyPath) -> str:
    key, hint = path[-1], hints(cls)[str(path[-1])]
    if entry(hint) is not None and kinds(entry(hint)):
        shown = f"[[{_dotted(path)}]]" if get_origin(hint) is tuple else f"[{_dotted(path)}.…]"
        return f"{_beginning(_heading(path[:-1], cls, this=True))} needs at least one {shown}."
    if len(path) == 1 and (kinds(hint) or entry(hint)):
        return f"{_beginning(_WHOLE[cls])} needs a table [{key}]."
    return f"“{key}” is missing from {_heading(path[:-1], cls, this=True)}. Write {key} = {_example(hint)}."


def _heading(path: KeyPath, cls: type, *, this: bool = False) -> str:
    """What a table is called in a sentence."""
    if not path:
        return _WHOLE[cls]
    if "kind" in hints(cls):
        return f"{'this' if this else 'a'} table of kind “{get_args(hints(cls)['kind'])[0]}”"
    if isinstance(path[-1], int):
        return f"{'this entry of ' if this else ''}[[{_dotted(path)}]]"
    return f"[{_dotted(path)}]"


def _beginning(words: str) -> str:
    """Words as they begin a sentence."""
    return words[0].upper() + words[1:]


def _dotted(path: KeyPath) -> str:
    return ".".join(part for part in path if isinstance(part, str))


def _unfit(path: KeyPath, hint: Any, cls: type | None, value: Any, reading: Reading) -> str:
    classes = kinds(hint)
    if isinstance(value, dict) and len(classes) > 1:
        kind = value.get("kind")
        known = f"The kinds are: {', '.join(classes)}."
        if not isinstance(kind, str):
            return f"This needs a kind in quotation marks. {known}"
        if "of" in path and kind in kinds(Anchor):
            return f"The anchors to choose from are simple ones: {', '.join(classes)}."
        meant = nearest(kind, classes)
        offered = f" Did you mean '{meant}'?" if meant else ""
        return f"“{kind}” is not a kind of {_last_name(path)}.{offered} {known}"
    if value in ("", [], {}) or (isinstance(value, str) and not value.strip()):
        return "This must not be empty."
    if isinstance(value, dict) and get_origin(hint) is tuple and kinds(entry(hint)):
        return f"This is a list of tables, each with its heading in double brackets: [[{_dotted(path)}]]."
    if isinstance(value, list) and classes and reading.index.has_heading(path):
        return f"There is one table of this name, with its heading in single brackets: [{_dotted(path)}]."
    if hint is int and isinstance(value, int) and not isinstance(value, bool):
        if value <= 0:
            return f"This must be more than 0; it is {value}."
        most, about = MOST[cls, str(path[-1])] if cls else (value, "")
        return f"This must be {most} at most ({about}); it is {value}."
    if get_origin(hint) is Literal and isinstance(value, str):
        words = [str(word) for word in get_args(hint)]
        return f"“{value}” is not possible here.{did_you_mean(value, words, otherwise='Possible are')}"
    return f"This must be {_must_be(hint)}; it is {_shown(value)}."


def _last_name(path: KeyPath) -> str:
    return next(part for part in reversed(path) if isinstance(part, str))


def _must_be(hint: Any) -> str:
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
    if NoneType in arguments and len(kinds(hint)) < 2:
        return _must_be(arguments[0])
    if origin is tuple:
        return 'a list in square brackets, such as ["one", "two"]' if arguments[0] is str else "a list of tables"
    if len(kinds(hint)) > 1:
        return f'a table with a kind, such as {{ kind = "{next(iter(kinds(hint)))}" }}'
    return "a table"


def _example(hint: Any) -> str:
    """How a value of this kind is written."""
    plain = {str: '"…"', bool: "true", int: "10", dt.date: "2026-04-01", dt.time: "08:45:00"}
    if hint in plain:
        return plain[hint]
    if get_origin(hint) is Literal:
        return f'"{get_args(hint)[0]}"'
    if get_origin(hint) is tuple:
        return '["…"]'
    kind = next(iter(kinds(hint)), "")
    return f'{{ kind = "{kind}", … }}' if kind else "{ … }"


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
