"""On which line of a TOML file does each key stand, and which keys are written twice?

The reader of the standard library gives values without their lines and stops at the first fault. This
one keeps no values but every line, and reads on after a fault at the next line that begins something.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

KeyPath = tuple[str | int, ...]

#: A line that begins a table or a key, whatever stands before it.
BEGINS = re.compile(r"""\[|[ \t]*(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[^=\n]*)?[ \t]*=""")

_BLANK = re.compile(r"[ \t]*")
_BLANK_LINES = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY_PART = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'',
    re.DOTALL,
)
_PLAIN = re.compile(r"[^,\]}#\n]+")
_REST_OF_LINE = re.compile(r"[^\n]*")

_DEEPEST = 50  # deeper than any policy goes, and far from where the reading itself would break


@dataclass(frozen=True, slots=True)
class Statement:
    """A table heading or a key with its value: its first and last line, and what it is about."""

    first: int
    last: int
    path: KeyPath
    heading: bool


@dataclass(frozen=True, slots=True)
class Twice:
    """Something written a second time: where, where it stood first, and within which statement."""

    path: KeyPath
    line: int
    before: int
    statement: int  # the line on which the statement begins
    whole: bool  # the statement says nothing but this


@dataclass(slots=True)
class Index:
    """What stands where. Entries of arrays are numbered from 0 in a path."""

    lines: dict[KeyPath, int] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    twice: list[Twice] = field(default_factory=list)

    def line(self, path: KeyPath) -> int:
        """The line of a key, or of the nearest thing around it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def has_heading(self, path: KeyPath) -> bool:
        """Whether a table at this path, or within it, is written under a heading rather than on one line."""
        return any(each.heading and each.path[: len(path)] == path for each in self.statements)

    def also_known_as(self, written: KeyPath, meant: KeyPath) -> None:
        """Find everything under a misspelt key under the key that was meant as well."""
        depth = len(written)
        for path, line in list(self.lines.items()):
            if path[:depth] == written:
                self.lines[meant + path[depth:]] = line


def index(text: str) -> Index:
    """Where each key of this text stands. Never fails: what cannot be followed is passed over."""
    return _Scan(text).through()


class _Lost(Exception):
    """The text at this place is not TOML."""


class _Scan:
    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self.found = Index()
        self.table: KeyPath = ()
        self.entries: dict[KeyPath, int] = {}  # how many entries each array of tables has so far
        self.headed: dict[KeyPath, int] = {}
        self.given: dict[KeyPath, int] = {}
        self.statement = 1
        self.about: KeyPath = ()  # what the statement being read is about, as far as it could be read

    @property
    def line(self) -> int:
        return bisect_right(self.starts, self.at)

    def through(self) -> Index:
        while True:
            self.skip(_BLANK_LINES)
            if self.at >= len(self.text):
                return self.found
            self.statement, begun = self.line, self.at
            self.about = ()
            heading = self.text[self.at] == "["
            try:
                if heading:
                    self.heading()
                else:
                    self.pair(self.table, whole=True)
                self.skip(_REST_OF_LINE)
            except _Lost:
                self.read_on(begun)
            self.found.statements.append(Statement(self.statement, self.line, self.about, heading))

    def read_on(self, begun: int) -> None:
        """Go to the end of the line before the next one that begins something."""
        for start in self.starts[bisect_right(self.starts, begun) :]:
            if BEGINS.match(self.text, start):
                self.at = start - 1
                return
        self.at = len(self.text)

    def heading(self) -> None:
        array = self.text.startswith("[[", self.at)
        self.at += 2 if array else 1
        self.table = (f"!{self.statement}",)  # until the heading has been read to its end
        self.about = parts = self.key()
        self.expect("]]" if array else "]")
        path = self.reached(parts[:-1])
        path += (parts[-1],)
        if array:
            number = self.entries.get(path, 0)
            self.entries[path] = number + 1
            self.found.lines.setdefault(path, self.statement)
            path += (number,)
        elif path in self.headed:
            self.say_twice(path, self.headed[path], whole=True)
            return  # its keys are not judged against those of the first
        else:
            self.headed[path] = self.statement
        self.found.lines[path] = self.statement
        self.about = self.table = path

    def reached(self, parts: tuple[str, ...]) -> KeyPath:
        path: KeyPath = ()
        for part in parts:
            path += (part,)
            self.found.lines.setdefault(path, self.statement)
            if path in self.entries:
                path += (self.entries[path] - 1,)
        return path

    def pair(self, table: KeyPath, *, whole: bool) -> None:
        line = self.line
        parts = self.key()
        path = table + parts
        if whole:
            self.about = path
        self.expect("=")
        for depth in range(len(table) + 1, len(path)):
            self.found.lines.setdefault(path[:depth], line)
        if path in self.given:
            self.say_twice(path, self.given[path], whole=whole)
            path = (f"!{self.statement}", *path)
        self.given[path] = self.found.lines[path] = line
        self.skip(_BLANK)
        self.value(path)

    def say_twice(self, path: KeyPath, before: int, *, whole: bool) -> None:
        self.found.twice.append(Twice(path, self.line, before, self.statement, whole))

    def key(self) -> tuple[str, ...]:
        parts = []
        while True:
            self.skip(_BLANK)
            found = self.match(_KEY_PART)
            parts.append(_unquoted(found))
            self.skip(_BLANK)
            if not self.text.startswith(".", self.at):
                return tuple(parts)
            self.at += 1

    def value(self, path: KeyPath) -> None:
        if len(path) > _DEEPEST:
            raise _Lost
        self.found.lines.setdefault(path, self.line)
        sign = self.text[self.at : self.at + 1]
        if sign in ("'", '"'):
            self.match(_STRING)
        elif sign == "[":
            self.array(path)
        elif sign == "{":
            self.inline_table(path)
        else:
            self.match(_PLAIN)

    def array(self, path: KeyPath) -> None:
        self.at += 1
        number = 0
        while not self.closed("]"):
            self.value((*path, number))
            number += 1
            self.separated("]")

    def inline_table(self, path: KeyPath) -> None:
        self.at += 1
        while not self.closed("}"):
            self.pair(path, whole=False)
            self.separated("}")

    def closed(self, sign: str) -> bool:
        self.skip(_BLANK_LINES)
        if self.text.startswith(sign, self.at):
            self.at += 1
            return True
        return False

    def separated(self, sign: str) -> None:
        self.skip(_BLANK_LINES)
        if self.text.startswith(",", self.at):
            self.at += 1
        elif not self.text.startswith(sign, self.at):
            raise _Lost

    def expect(self, sign: str) -> None:
        self.skip(_BLANK)
        if not self.text.startswith(sign, self.at):
            raise _Lost
        self.at += len(sign)

    def skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()

    def match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if found is None:
            raise _Lost
        self.at = found.end()
        return found[0]


def _unquoted(part: str) -> str:
    if part.startswith("'"):
        return part[1:-1]
    if part.startswith('"'):
        try:
            return str(json.loads(part))
        except ValueError:
            return part[1:-1]
    return part


def in_words(path: KeyPath, said: Any) -> str:
    """A path as people read it: entries by their id where they have one, otherwise by their number from 1."""
    words = []
    for part in path:
        if isinstance(part, str):
            said = said.get(part) if isinstance(said, dict) else None
            words.append(part)
            continue
        said = said[part] if isinstance(said, list) and part < len(said) else None
        id = said.get("id") if isinstance(said, dict) else None
        if isinstance(said, dict):
            words.append(id if isinstance(id, str) and id else str(part + 1))
    return ".".join(words)
