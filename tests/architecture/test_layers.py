"""Does every room stand only on what lies below it?"""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.printed import ROOT

RULES = sorted((ROOT / "redress" / "rules").rglob("*.py"))
# From the foundations up; rooms of one line do not know each other.
LAYERS = (
    {"rules"},
    {"accounts", "design", "jobs", "policies"},
    {"cases"},
    {"records"},
    {"correspondence"},
    {"learning", "arrivals", "suggestions"},
    {"intake", "casework", "reporting", "api"},
    {"demonstration"},
)
FORBIDDEN_ROOMS = {"utils", "common", "core", "helpers", "services", "calendar"}
# Pure rules ask for nothing: no file, no clock of the machine, no chance, no network.
IMPURE_MODULES = {
    "os",
    "io",
    "pathlib",
    "random",
    "secrets",
    "socket",
    "sqlite3",
    "subprocess",
    "sys",
    "time",
    "tomllib",
}
IMPURE_CALLS = {"open", "input", "print", "exec", "eval", "now", "today", "utcnow", "fromtimestamp"}


def height(room: str) -> int:
    return next(level for level, rooms in enumerate(LAYERS) if room in rooms)


def imported(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add("." * node.level + (node.module or ""))
    return names


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_the_rules_import_only_the_standard_library_and_themselves(path):
    for name in imported(ast.parse(path.read_text())):
        top = name.split(".")[0]
        own = name == "redress.rules" or name.startswith("redress.rules.")
        assert own or (top in sys.stdlib_module_names and top not in IMPURE_MODULES), f"{path.name} imports {name}"


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_the_rules_never_ask_the_time_nor_touch_a_file(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            assert name not in IMPURE_CALLS, f"{path.name}:{node.lineno} calls {name}"


def test_no_foreign_key_points_up_the_layers():
    """A foreign key may be written as a string, which import-linter cannot see; Django can."""
    wrong = []
    for model in apps.get_models():
        if not model.__module__.startswith("redress."):
            continue
        for field in model._meta.get_fields():
            other = field.related_model if field.is_relation and not field.auto_created else None
            if other is None or other == "self" or not other.__module__.startswith("redress."):
                continue
            own_room, other_room = model._meta.app_label, other._meta.app_label
            if own_room != other_room and height(other_room) >= height(own_room):
                wrong.append(f"{own_room}.{model.__name__}.{field.name} points to {other_room}")
    assert wrong == []


def test_only_the_room_of_cases_reads_the_table_of_events():
    reading = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "redress").rglob("*.py")
        if "cases" not in path.relative_to(ROOT).parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
        and node.module == "redress.cases.models"
        and "Event" in {each.name for each in node.names}
    ]
    assert reading == []


def test_every_room_has_its_place_and_none_has_a_name_that_means_nothing():
    rooms = {path.parent.name for path in (ROOT / "redress").glob("*/__init__.py")}
    assert rooms <= set().union(*LAYERS)
    modules = {path.stem for path in (ROOT / "redress").rglob("*.py")}
    assert not (rooms | modules) & FORBIDDEN_ROOMS


def test_the_import_contracts_hold():
    checker = Path(sys.executable).with_name("lint-imports")
    told = subprocess.run([checker, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


def test_every_module_opens_with_the_question_it_answers():
    without = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "redress").rglob("*.py")
        if "migrations" not in path.parts
        and path.read_text().strip()
        and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert without == []
