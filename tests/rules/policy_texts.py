"""Which policy files do the tests read, and how are they spoilt?"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from redress.policies import reading
from redress.policies.lines import Index, KeyPath
from redress.policies.loader import policy_in
from redress.policies.mistakes import Mistake, PolicyMistakes
from redress.policies.shape import tables
from redress.rules.policy import Policy

ROOT = Path(__file__).resolve().parents[2]
KINGS_LYNN = (ROOT / "redress" / "policies" / "kings-lynn.toml").read_text(encoding="utf-8")
DARTFORD = (ROOT / "redress" / "policies" / "dartford.toml").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "policy-files.md").read_text(encoding="utf-8")

_SIMPLE = r'(?:"[^"]*"|[A-Za-z0-9:.-]+|\[[^\[\]{}]*\])'


def marsh() -> str:
    """The whole small policy of docs/policy-files.md."""
    found = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert found, "docs/policy-files.md has lost its example"
    return found[1]


def mistakes(text: str) -> tuple[Mistake, ...]:
    """What is wrong in a text; nothing when it can be used."""
    try:
        policy_in(text, Path("policy.toml"))
    except PolicyMistakes as found:
        return found.mistakes
    return ()


def spoilt(text: str, old: str, new: str) -> str:
    """The text with the first place of something replaced."""
    assert old in text, f"there is no {old!r}"
    return text.replace(old, new, 1)


def line_of(text: str, words: str, nth: int = 1) -> int:
    """The line on which some words stand for the nth time."""
    found = [number for number, line in enumerate(text.splitlines(), start=1) if words in line]
    return found[nth - 1]


def keys(text: str) -> Iterator[tuple[KeyPath, type]]:
    """The path of every key whose name the policy prescribes, and the kind of table it stands in."""
    for path, cls, table in tables(reading.read(text).said, Policy):
        for key in table:
            yield (*path, key), cls


@cache
def index_of(text: str) -> Index:
    return reading.read(text).index


def lines_of(text: str, path: KeyPath) -> set[int]:
    """The line of a key and the line of the table it stands in."""
    index = index_of(text)
    return {index.line(path), index.line(path[:-1])}


def without_key(text: str, path: KeyPath) -> str | None:
    """The text without one key, its lines left blank; none for a key that cannot be cut out so simply."""
    found = index_of(text)
    lines = text.split("\n")
    whole = [each for each in found.statements if each.path[: len(path)] == path]
    if whole:
        for statement in whole:
            lines[statement.first - 1 : statement.last] = [""] * (statement.last - statement.first + 1)
        return "\n".join(lines)
    return _changed(text, path, rf"{path[-1]} = {_SIMPLE}(?:, )?", "")


def with_key_renamed(text: str, path: KeyPath, name: str) -> str | None:
    """The text with one key called something else."""
    index = index_of(text)
    if any(each.heading and each.path[: len(path)] == path for each in index.statements):
        dotted = r"\.".join(part for part in path if isinstance(part, str))
        kept = dotted.rpartition(r"\.")[0]
        renamed = f"{kept}.{name}".replace("\\", "").lstrip(".")
        return re.sub(rf"^(\[\[?){dotted}(?=[\].])", rf"\g<1>{renamed}", text, flags=re.MULTILINE)
    return _changed(text, path, rf"{path[-1]}(?= =)", name)


def _changed(text: str, path: KeyPath, pattern: str, new: str) -> str | None:
    """Change the key on its line: the nth of that name, where it is the nth that stands there."""
    index = index_of(text)
    line = index.line(path)
    same = [each for each, at in index.lines.items() if at == line and each[-1] == path[-1]]
    lines = text.split("\n")
    places = list(re.finditer(rf"(?<![A-Za-z_]){pattern}", lines[line - 1]))
    if len(places) != len(same):
        return None
    place = places[same.index(path)]
    lines[line - 1] = lines[line - 1][: place.start()] + new + lines[line - 1][place.end() :]
    return "\n".join(lines)


EXPLANATION = """
[[explanations]]
code = "lgsco"
provision = "6.3"
text = "Our services need the time."
approved_by = "Cabinet"
approved_on = 2026-03-03
"""


def with_explanation(council: str, explanation: str = EXPLANATION) -> str:
    """The policy of a council with an explanation of a departure from a Code."""
    return {"kings-lynn": KINGS_LYNN, "dartford": DARTFORD}[council] + explanation
