"""Does every number and every paragraph stand in a policy file, and none in the rules?"""

import ast
import re
from pathlib import Path

RULES = Path(__file__).resolve().parents[2] / "redress" / "rules"

#: These say things in words, draw, tell stories, or know the common calendar; no council decides any of it.
NOT_JUDGING = {
    "explanation",
    "moments",
    "office_hours",
    "phrases",
    "picture",
    "procedure",
    "stories",
    "wording",
    "working_days",
}

#: Whole numbers above 2 that are no lengths of time, and why.
ALLOWED = {
    ("decide", 3): "how close a refused move came to being allowed",
    ("decide", 4): "the same",
    ("decide", 5): "the same",
}

SHAPED_LIKE_A_PARAGRAPH = re.compile(r"\b\d+\.\d+|\b\d+\([a-z]+\)|^\d+[A-Z]?$")


def judging_modules() -> list[Path]:
    return [path for path in sorted(RULES.rglob("*.py")) if room(path) not in NOT_JUDGING]


def room(path: Path) -> str:
    """The module of the rules that a file is, or the package that it is a part of."""
    return path.relative_to(RULES).with_suffix("").parts[0]


def constants(path: Path) -> list[ast.Constant]:
    """Every constant that is not a docstring."""
    tree = ast.parse(path.read_text())
    blocks = [node.body for node in ast.walk(tree) if isinstance(getattr(node, "body", None), list)]
    bare = {id(line.value) for block in blocks for line in block if isinstance(line, ast.Expr)}
    return [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in bare]


def test_the_modules_that_judge_are_looked_at():
    assert {"policy", "clock", "decide", "consequences", "independence", "letters", "case"} <= {
        room(path) for path in judging_modules()
    }


def test_no_paragraph_is_named_in_python():
    found = [
        f"{path.name}:{constant.lineno} {constant.value!r}"
        for path in judging_modules()
        for constant in constants(path)
        if isinstance(constant.value, str) and SHAPED_LIKE_A_PARAGRAPH.search(constant.value)
    ]
    assert found == []


def test_no_length_of_time_is_written_in_python():
    found = {
        (room(path), constant.value)
        for path in judging_modules()
        for constant in constants(path)
        if type(constant.value) is int and constant.value > 2
    }
    assert found == set(ALLOWED)
