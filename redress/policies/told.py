"""Can what the public is told be told: are its dates, numbers and standards there?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from redress.policies.names import Finding
from redress.policies.rows import rows, word
from redress.policies.shape import Table

_FILLED_IN = re.compile(r"\{([^{}]*)\}?")


def findings(said: Table) -> Iterator[Finding]:
    """Every sentence that cannot be filled in, and every date that no step asks for."""
    asked = _days_asked_with_matters(said)
    for path, matter in rows(said, "elsewhere"):
        for where, limit in rows(matter, "limits", path):
            yield from _fills((*where, "text"), word(limit, "text"), "date")
            question = word(limit, "question")
            if question and question not in asked:
                known = f" It asks for: {', '.join(sorted(asked))}." if asked else ""
                sentence = f"No step that picks from elsewhere asks for a day “{question}”.{known}"
                yield (*where, "question"), sentence
    for path, standard in rows(said, "standards"):
        if word(standard, "told"):
            yield from _fills((*path, "told"), word(standard, "told"), "minutes")


def _fills(path: tuple[str | int, ...], text: str, name: str) -> Iterator[Finding]:
    """The sentence has its place for the one thing that is filled in, and no other."""
    names = _FILLED_IN.findall(text)
    if text and name not in names:
        yield path, f"Write {{{name}}} where it is to stand in the sentence."
    for other in sorted(set(names) - {name}):
        yield path, f"{{{other}}} cannot be filled in here, only {{{name}}}."


def _days_asked_with_matters(said: Table) -> set[str]:
    """The days that are asked for beside a pick from the matters for others."""
    found: set[str] = set()
    for _path, step in rows(said, "steps"):
        for _where, option in rows(step, "options"):
            questions = [row for _, row in (*rows(step, "questions"), *rows(option, "questions"))]
            if any(word(row, "list") == "elsewhere" for row in questions):
                found |= {word(row, "id") for row in questions if word(row, "kind") == "day"}
    return found
