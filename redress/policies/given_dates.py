"""Is every date that somebody else sets asked for, watched by a clock, and kept by something?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from redress.policies.lines import KeyPath
from redress.policies.rows import rows, word
from redress.policies.shape import Table

Finding = tuple[KeyPath, str]


def findings(said: Table) -> Iterator[Finding]:
    """Clocks that start from an answer which is no date, and commitments that nothing watches or keeps."""
    steps = {word(step, "id"): (path, step) for path, step in rows(said, "steps")}
    anchors = [(path, anchor) for path, clock in rows(said, "clocks") for anchor in [_answer(clock)] if anchor]
    for path, anchor in anchors:
        _path, step = steps.get(word(anchor, "step"), ((), {}))
        asked = [each for each in _questions(step) if word(each, "id") == word(anchor, "question")]
        if any(word(each, "kind") != "day" for each in asked):
            yield (*path, "anchor", "question"), "That question asks for no date: a clock starts from one of kind day."
    watched = {word(anchor, "step") for _path, anchor in anchors}
    kept = {word(step, "keeps") for _path, step in steps.values()}
    for id, (path, step) in steps.items():
        if "commits" in step and id not in watched:
            yield path, "Nothing watches what this step commits to: add a clock whose anchor is an answer to it."
        if "commits" in step and id not in kept:
            yield path, "Nothing keeps what this step commits to: add a step with “keeps”."
        if word(step, "keeps") and not any(word(each, "list") == "commitments" for each in _questions(step)):
            yield path, 'This step keeps commitments, so it asks which: a pick from list = "commitments".'
    yield from _starting_from_many(said, {id for id, (_path, step) in steps.items() if "commits" in step})


def _starting_from_many(said: Table, committing: set[str]) -> Iterator[Finding]:
    """Clocks that start from the due date of one that has a deadline for each commitment: which would it be?"""
    many = {word(clock, "id") for _, clock in rows(said, "clocks") if word(_answer(clock), "step") in committing}
    for path, clock in rows(said, "clocks"):
        anchor = clock.get("anchor")
        if isinstance(anchor, dict) and anchor.get("kind") == "due" and word(anchor, "clock") in many:
            yield (*path, "anchor", "clock"), "That clock has a deadline for each commitment; none can start from it."


def _answer(clock: Table) -> Table:
    anchor = clock.get("anchor")
    return anchor if isinstance(anchor, dict) and anchor.get("kind") == "answer" else {}


def _questions(step: Table) -> list[dict[str, Any]]:
    """Everything that a step or one of its options asks."""
    found = [question for _, question in rows(step, "questions")]
    return found + [each for _, option in rows(step, "options") for _, each in rows(option, "questions")]
