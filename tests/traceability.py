"""Which rows of the requirements catalogue do the tests show, and where?

Reads the `requirement` marks out of the tests' source, so that it needs neither browser nor database. A mark that
unpacks a table of the module (`@requirement(*(row for row, *_ in ROWS))`) names the first entry of each of its lines,
or each key where it is a dictionary; one in a function of the module names what that function is called with.
Rows that no test can show carry a written reason in `docs/reasons.toml`.
`.venv/bin/python -m tests.traceability` prints `docs/traceability.md` and raises the ratchet
`docs/shown.txt`, which never goes down by itself: a row that stands there must stay shown.
"""

from __future__ import annotations

import ast
import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "docs" / "requirements.csv"
PAGE = ROOT / "docs" / "traceability.md"
RATCHET = ROOT / "docs" / "shown.txt"
REASONS = ROOT / "docs" / "reasons.toml"
KINDS = ("rule", "config", "access", "record", "document", "guide", "report")

#: Every row of these kinds is shown by a test or has a written reason.
ANSWERED_FOR = ("rule", "config", "access", "guide")

# The catalogue's other tables: counting rules, clocks, letters, questions, decisions.
OTHER_TABLES = (
    {"COUNT-KL", "RECEIPT-DA", "COUNT-DA", "EXTEND-DA", "MONTH", "END-OF-DAY"}
    | {f"C{number}" for number in (*range(1, 12), *range(20, 43))}
    | {f"L{number}" for number in (*range(1, 21), *range(30, 65))}
    | {f"Q{number}" for number in range(1, 55)}
    | {f"D{number}" for number in (*range(1, 14), *range(20, 53))}
)


@dataclass(frozen=True)
class Row:
    """One row of the catalogue."""

    id: str
    kind: str
    requirement: str


@dataclass(frozen=True)
class Shown:
    """One test that shows one row."""

    row: str
    test: str
    file: str


def catalogue() -> dict[str, Row]:
    with CATALOGUE.open(newline="") as lines:
        return {entry["id"]: Row(**entry) for entry in csv.DictReader(lines)}


def shown() -> list[Shown]:
    """Every mark of every test, in the order of files and lines."""
    files = sorted((ROOT / "tests").rglob("*.py"))
    return [mark for file in files for mark in _marks(file)]


def _marks(file: Path) -> Iterator[Shown]:
    name = file.relative_to(ROOT).as_posix()
    tree = ast.parse(file.read_text())
    if name == "tests/requirement.py":
        return
    enclosing: dict[ast.AST, str] = {}
    for node in ast.walk(tree):
        owner = node.name if isinstance(node, ast.FunctionDef | ast.ClassDef) else enclosing.get(node, "")
        for child in ast.iter_child_nodes(node):
            enclosing[child] = owner
        if isinstance(node, ast.Call) and _is_mark(node.func):
            for row in _named(node, tree):
                yield Shown(row, enclosing.get(node) or "module", name)


def _named(mark: ast.Call, tree: ast.Module) -> Iterator[str]:
    """The rows that a mark names: as they stand, or by what of the module it names them."""
    for argument in mark.args:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value
        if isinstance(argument, ast.Name):
            yield from _called_with(argument.id, mark, tree)
        if isinstance(argument, ast.Starred):
            names = {node.id for node in ast.walk(argument) if isinstance(node, ast.Name)}
            yield from (row for name in sorted(names) for row in _first_of_each_line(name, tree))


def _first_of_each_line(name: str, tree: ast.Module) -> Iterator[str]:
    for statement in tree.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        table = getattr(statement, "value", None)
        if not any(isinstance(target, ast.Name) and target.id == name for target in targets):
            continue
        if isinstance(table, ast.Dict):
            yield from _texts(table.keys)
        if isinstance(table, ast.Tuple | ast.List):
            yield from _texts(line.elts[0] for line in table.elts if isinstance(line, ast.Tuple | ast.List))


def _called_with(name: str, mark: ast.Call, tree: ast.Module) -> Iterator[str]:
    """What stands at the place of that name wherever the function that holds the mark is called."""
    for function in (each for each in tree.body if isinstance(each, ast.FunctionDef) and mark in ast.walk(each)):
        names = [argument.arg for argument in function.args.args]
        if name in names:
            calls = (call for call in ast.walk(tree) if isinstance(call, ast.Call))
            mine = (call for call in calls if getattr(call.func, "id", "") == function.name)
            yield from _texts(call.args[names.index(name)] for call in mine if len(call.args) > names.index(name))


def _texts(nodes: Iterable[ast.expr | None]) -> Iterator[str]:
    yield from (each.value for each in nodes if isinstance(each, ast.Constant) and isinstance(each.value, str))


def _is_mark(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name == "requirement"


def unknown(marks: list[Shown]) -> list[str]:
    """Marks that name no row of any table."""
    known = catalogue().keys() | OTHER_TABLES
    return [f"{mark.file}: {mark.test} names {mark.row}" for mark in marks if mark.row not in known]


def reasons() -> dict[str, str]:
    """Why a row is not shown by a test here: it is met outside the software, or with a later part of it."""
    return tomllib.loads(REASONS.read_text())


def mistaken(marks: list[Shown]) -> list[str]:
    """Reasons for rows that are not in the catalogue, that a test shows after all, or that say nothing."""
    marked, known = {mark.row for mark in marks}, catalogue()
    return [row for row, why in reasons().items() if row not in known or row in marked or not why.strip()]


def unanswered(marks: list[Shown]) -> list[Row]:
    """Rows of the kinds to answer for that neither a test shows nor a reason explains."""
    answered = {mark.row for mark in marks} | reasons().keys()
    return [row for row in catalogue().values() if row.kind in ANSWERED_FOR and row.id not in answered]


def lost(marks: list[Shown]) -> list[str]:
    """Rows that were shown once and are shown no longer."""
    if not RATCHET.exists():
        return []
    return sorted(set(RATCHET.read_text().split()) - {mark.row for mark in marks})


def page(marks: list[Shown]) -> str:
    """The traceability page: counts by kind, then every shown row with its tests, then the other tables."""
    rows = catalogue()
    tests: dict[str, list[str]] = defaultdict(list)
    for mark in marks:
        where = f"`{mark.file.removeprefix('tests/')}::{mark.test}`"
        if where not in tests[mark.row]:
            tests[mark.row].append(where)
    lines = [
        "# Traceability",
        "",
        "Printed by `.venv/bin/python -m tests.traceability` from the marks of the tests; compared by the tests.",
        "A row counts as shown when at least one test names it. Rows not listed are not shown yet.",
        "A row that no test can show has its reason further down, from `docs/reasons.toml`.",
        "",
        "| kind | rows | shown | of them King's Lynn | of them Dartford | with a reason |",
        "|---|---|---|---|---|---|",
    ]
    why = reasons()
    for kind in KINDS:
        of_kind = [row for row in rows.values() if row.kind == kind]
        found = [row.id for row in of_kind if row.id in tests]
        kings_lynn = sum(id.startswith("KL-") for id in found)
        told = sum(row.id in why for row in of_kind)
        lines.append(f"| {kind} | {len(of_kind)} | {len(found)} | {kings_lynn} | {len(found) - kings_lynn} | {told} |")
    all_found = [id for id in rows if id in tests]
    kings_lynn = sum(id.startswith("KL-") for id in all_found)
    dartford = len(all_found) - kings_lynn
    lines.append(f"| **all** | {len(rows)} | {len(all_found)} | {kings_lynn} | {dartford} | {len(why)} |")
    lines += ["", "## Rows shown", "", "| row | kind | requirement | tests |", "|---|---|---|---|"]
    lines += [
        f"| {row.id} | {row.kind} | {row.requirement.replace('|', '/')} | {'<br>'.join(tests[row.id])} |"
        for row in rows.values()
        if row.id in tests
    ]
    lines += ["", "## Rows with a written reason", "", "| row | kind | requirement | reason |", "|---|---|---|---|"]
    lines += [
        f"| {row.id} | {row.kind} | {row.requirement.replace('|', '/')} | {why[row.id]} |"
        for row in rows.values()
        if row.id in why
    ]
    if left := unanswered(marks):
        kinds = ", ".join(ANSWERED_FOR)
        lines += ["", f"## Rows of {kinds} neither shown nor explained", "", "| row | kind | requirement |"]
        lines += ["|---|---|---|"]
        lines += [f"| {row.id} | {row.kind} | {row.requirement.replace('|', '/')} |" for row in left]
    others = sorted((id for id in tests if id in OTHER_TABLES), key=_natural)
    lines += ["", "## Clocks, letters, decisions and open questions shown", "", "| id | tests |", "|---|---|"]
    lines += [f"| {id} | {'<br>'.join(tests[id])} |" for id in others]
    return "\n".join(lines) + "\n"


def _natural(id: str) -> tuple[str, int, str]:
    digits = id[1:]
    return (id[0], int(digits), "") if digits.isdigit() else ("~", 0, id)


def main() -> None:
    marks = shown()
    PAGE.write_text(page(marks))
    before = set(RATCHET.read_text().split()) if RATCHET.exists() else set()
    RATCHET.write_text("\n".join(sorted(before | {mark.row for mark in marks}, key=_natural)) + "\n")


if __name__ == "__main__":
    main()
