"""What does a TOML text say, and what of it cannot be read?

The reader of the standard library stops at the first fault. Here the statement at fault is noted and
left out, and the rest is read again, so that every fault is found and the rest can be judged too.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from redress.policies import slips
from redress.policies.lines import BEGINS, Index, KeyPath, Statement, index
from redress.policies.shape import is_list_of_tables
from redress.rules.policy import Policy

_PLACE = re.compile(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)

#: Faults that the reader notices only where the next statement begins.
_NOTICED_LATE = ("Unclosed array", "Invalid value", "Unclosed inline table", "Invalid initial character")


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake as it is found: its line, the path of the key in the file, and the sentence."""

    line: int
    path: KeyPath
    sentence: str


@dataclass(slots=True)
class Reading:
    """What could be read. ``left_out`` are the keys that could not; ``broken``: so much that keys may be missed.

    ``shape`` is the dataclass that the file describes.
    """

    index: Index
    shape: type = Policy
    said: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    left_out: set[KeyPath] = field(default_factory=set)
    broken: bool = False
    headings_lost: bool = False


def read(text: str, shape: type = Policy) -> Reading:
    """Everything the text says, and every mistake in how it is written."""
    reading = Reading(index(text), shape)
    lines = text.split("\n")
    _note_twice(reading, lines)
    for _ in lines:  # at least one line goes at each turn, so this ends
        try:
            said = tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError as fault:
            _leave_out(reading, lines, str(fault))
        except RecursionError:
            _leave_out_depths(reading, lines)
        else:
            reading.said = {key: value for key, value in said.items() if not key.startswith("!")}
            break
    return reading


def _note_twice(reading: Reading, lines: list[str]) -> None:
    statements = {statement.first: statement for statement in reading.index.statements}
    for twice in reading.index.twice:
        name = twice.path[-1]
        statement = statements[twice.statement]
        dotted = ".".join(part for part in twice.path if isinstance(part, str))
        what = f"The table [{dotted}]" if statement.heading else f"“{name}”"
        sentence = f"{what} stands twice: it was given on line {twice.before} already. Take one of them away."
        if statement.heading and is_list_of_tables(twice.path, reading.shape):
            sentence = f"There are several tables of this name, each with its heading in double brackets: [[{dotted}]]."
        reading.faults.append(Fault(twice.line, twice.path, sentence))
        if statement.heading:
            reading.left_out.add(twice.path)  # what the first lacks may stand in the second
        _strike(lines, statement.first, statement.last, heading=statement.heading)
        if not twice.whole:
            reading.left_out.add(statement.path)
            reading.broken = True


def _leave_out(reading: Reading, lines: list[str], fault: str) -> None:
    place = _PLACE.fullmatch(fault)
    what, line, column = (place["what"], place["line"], place["column"]) if place else (fault, None, None)
    noticed = int(line) if line else len(lines)
    run_on = slips.where_words_run_on(lines, noticed if line else None)
    if run_on:
        what, line = "Unterminated string", None
    first = run_on or _beginning(lines, noticed, int(column or 0), what)
    following = (number for number in range(first + 1, len(lines) + 1) if BEGINS.match(lines[number - 1]))
    last = max(first, next(following, len(lines) + 1) - 1)
    statement = _statement_at(reading, first, last)
    written = "\n".join(lines[first - 1 : last])
    if slips.table_goes_on(what, written):
        last, line = max(last, statement.last), None
    shown = noticed if first <= noticed <= last and line else first
    _take_away(reading, lines, statement, first, last, shown, slips.sentence(what, written))


def _leave_out_depths(reading: Reading, lines: list[str]) -> None:
    first, last = slips.where_too_deep(lines)
    _take_away(reading, lines, _statement_at(reading, first, last), first, last, first, slips.TOO_DEEP)


def _statement_at(reading: Reading, first: int, last: int) -> Statement:
    found = (each for each in reading.index.statements if each.first <= first <= each.last)
    return next(found, Statement(first, last, (), False))


def _take_away(
    reading: Reading, lines: list[str], statement: Statement, first: int, last: int, shown: int, sentence: str
) -> None:
    heading = lines[first - 1].startswith("[")
    reading.faults.append(Fault(shown, statement.path, sentence))
    reading.left_out.add(statement.path)
    reading.broken = True
    reading.headings_lost |= heading
    _strike(lines, first, last, heading=heading)


def _beginning(lines: list[str], noticed: int, column: int, what: str) -> int:
    """The line on which the statement at fault begins."""
    begins = [number for number in range(1, noticed + 1) if BEGINS.match(lines[number - 1])]
    own_line = lines[noticed - 1]
    at_its_start = column == len(own_line) - len(own_line.lstrip()) + 1
    if len(begins) > 1 and begins[-1] == noticed and at_its_start and what.startswith(_NOTICED_LATE):
        return begins[-2]
    if not begins or not own_line.strip() or column == 0:
        return begins[-1] if begins else noticed
    return begins[-1] if _is_within(lines, begins[-1], noticed) else noticed


def _is_within(lines: list[str], begun: int, noticed: int) -> bool:
    """Whether a line carries on what an earlier one began, rather than being a stray line of its own."""
    if begun == noticed:
        return True
    try:
        tomllib.loads("\n".join(lines[begun - 1 : noticed - 1]))
    except (tomllib.TOMLDecodeError, RecursionError):
        return True
    return False


def _strike(lines: list[str], first: int, last: int, *, heading: bool) -> None:
    lines[first - 1 : last] = [""] * (last - first + 1)
    if heading:
        lines[first - 1] = f'["!{first}"]'  # what follows belongs to no table that is known
