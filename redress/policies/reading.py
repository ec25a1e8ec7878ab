"""What does a TOML text say, and what of it cannot be read?

The reader of the standard library stops at the first fault. Here the statement at fault is noted and
left out, and the rest is read again, so that every fault is found and the rest can be judged too.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from redress.policies.lines import BEGINS, Index, KeyPath, Statement, index

_PLACE = re.compile(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)

_QUOTED = re.compile(r"""\"[^"]*\"|'[^']*'|#.*""")
_HALF_A_TIME = re.compile(r"(?<![\d:])(?:\d:\d\d(?::\d\d)?|\d\d:\d\d)(?![\d:])")
_OTHER_DATE = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?!\d)")

#: Faults that the reader notices only where the next statement begins.
_NOTICED_LATE = ("Unclosed array", "Invalid value", "Unclosed inline table", "Invalid initial character")

_SENTENCES: tuple[tuple[str, str], ...] = (
    ("Illegal character '\\n'", "The closing quotation mark is missing."),
    ("Illegal character", "There is a sign here that cannot be written in a file of this kind."),
    ("Unterminated string", "The closing quotation mark is missing."),
    ("Unclosed array", "The list needs a closing ] and a comma between every two of its entries."),
    ("Unclosed inline table", "The table in curly brackets needs a closing } and commas, all on one line."),
    ("Invalid initial character", "A key belongs here, written in small letters: key = value."),
    ("Expected '='", "After a key comes an equals sign and its value: key = value."),
    ("Expected ']", "The heading of a table needs its closing square brackets, alone on its line."),
    ("Expected newline", "There is something after the end of the value; each key has a line of its own."),
    ("Invalid date or datetime", "There is no such date or time. Write 2026-04-01 for a date, 08:45:00 for a time."),
    ("Invalid value", "The value cannot be read. Words stand in quotation marks, numbers and dates without."),
    ("Unescaped", "A backslash is written twice inside quotation marks."),
    ("Cannot", "This was given in another form further up and cannot be given again."),
    ("Duplicate inline table key", "A key stands twice in this table in curly brackets."),
    ("", "This line cannot be read. It should be a [table] or a key = value."),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake as it is found: its line, the path of the key in the file, and the sentence."""

    line: int
    path: KeyPath
    sentence: str


@dataclass(slots=True)
class Reading:
    """What could be read. ``left_out`` are the keys that could not; ``broken``: so much that keys may be missed."""

    index: Index
    said: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    left_out: set[KeyPath] = field(default_factory=set)
    broken: bool = False
    headings_lost: bool = False


def read(text: str) -> Reading:
    """Everything the text says, and every mistake in how it is written."""
    reading = Reading(index(text))
    lines = text.split("\n")
    _note_twice(reading, lines)
    for _ in lines:  # at least one line goes at each turn, so this ends
        try:
            said = tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError as fault:
            _leave_out(reading, lines, str(fault))
        else:
            reading.said = {key: value for key, value in said.items() if not key.startswith("!")}
            break
    return reading


def _note_twice(reading: Reading, lines: list[str]) -> None:
    statements = {statement.first: statement for statement in reading.index.statements}
    for twice in reading.index.twice:
        name = twice.path[-1]
        statement = statements[twice.statement]
        what = f"The table [{'.'.join(map(str, twice.path))}]" if statement.heading else f"“{name}”"
        sentence = f"{what} stands twice: it was given on line {twice.before} already. Take one of them away."
        reading.faults.append(Fault(twice.line, twice.path, sentence))
        _strike(lines, statement.first, statement.last, heading=statement.heading)
        if not twice.whole:
            reading.left_out.add(statement.path)
            reading.broken = True


def _leave_out(reading: Reading, lines: list[str], fault: str) -> None:
    place = _PLACE.fullmatch(fault)
    what, line, column = (place["what"], place["line"], place["column"]) if place else (fault, None, None)
    noticed = int(line) if line else len(lines)
    first = _beginning(lines, noticed, int(column or 0), what)
    following = (number for number in range(first + 1, len(lines) + 1) if BEGINS.match(lines[number - 1]))
    last = max(first, next(following, len(lines) + 1) - 1)
    statement = next(
        (each for each in reading.index.statements if each.first <= first <= each.last),
        Statement(first, last, (), False),
    )
    heading = lines[first - 1].startswith("[")
    sentence = _sentence(what, "\n".join(lines[first - 1 : last]))
    shown = noticed if first <= noticed <= last and line else first
    reading.faults.append(Fault(shown, statement.path, sentence))
    reading.left_out.add(statement.path)
    reading.broken = True
    reading.headings_lost |= heading
    _strike(lines, first, last, heading=heading)


def _sentence(what: str, written: str) -> str:
    unquoted = _QUOTED.sub("", written)
    if _HALF_A_TIME.search(unquoted):
        return "A time is written with two figures each for hours, minutes and seconds, such as 08:45:00."
    if _OTHER_DATE.search(unquoted):
        return "A date is written year, month and day with hyphens, such as 2026-04-01."
    return next(sentence for start, sentence in _SENTENCES if what.startswith(start))


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
    except tomllib.TOMLDecodeError:
        return True
    return False


def _strike(lines: list[str], first: int, last: int, *, heading: bool) -> None:
    lines[first - 1 : last] = [""] * (last - first + 1)
    if heading:
        lines[first - 1] = f'["!{first}"]'  # what follows belongs to no table that is known
