"""Which rows of the requirements catalogue do the tests show, and where?

Reads the `requirement` marks out of the tests' source, so that it needs neither browser nor database.
`.venv/bin/python -m tests.traceability` prints `docs/traceability.md` and raises the ratchet
`docs/shown.txt`, which never goes down by itself: a row that stands there must stay shown.
"""

from __future__ import annotations

import ast
import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "docs" / "requirements.csv"
PAGE = ROOT / "docs" / "traceability.md"
RATCHET = ROOT / "docs" / "shown.txt"
KINDS = ("rule", "config", "access", "record", "document", "guide", "report")

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
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield Shown(argument.value, enclosing.get(node) or "module", name)


def _is_mark(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name == "requirement"


def unknown(marks: list[Shown]) -> list[str]:
    """Marks that name no row of any table."""
    known = catalogue().keys() | OTHER_TABLES
    return [f"{mark.file}: {mark.test} names {mark.row}" for mark in marks if mark.row not in known]


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
        "",
        "| kind | rows | shown | of them King's Lynn | of them Dartford |",
        "|---|---|---|---|---|",
    ]
    for kind in KINDS:
        of_kind = [row for row in rows.values() if row.kind == kind]
        found = [row.id for row in of_kind if row.id in tests]
        kings_lynn = sum(id.startswith("KL-") for id in found)
        lines.append(f"| {kind} | {len(of_kind)} | {len(found)} | {kings_lynn} | {len(found) - kings_lynn} |")
    all_found = [id for id in rows if id in tests]
    kings_lynn = sum(id.startswith("KL-") for id in all_found)
    lines.append(f"| **all** | {len(rows)} | {len(all_found)} | {kings_lynn} | {len(all_found) - kings_lynn} |")
    lines += ["", "## Rows shown", "", "| row | kind | requirement | tests |", "|---|---|---|---|"]
    lines += [
        f"| {row.id} | {row.kind} | {row.requirement.replace('|', '/')} | {'<br>'.join(tests[row.id])} |"
        for row in rows.values()
        if row.id in tests
    ]
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
