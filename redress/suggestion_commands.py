"""What can be done from the command line with suggestions? Learn them from decided cases, measure them, forget them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

_OK, _WRONG = 0, 1


def add(commands: Any, command: Callable[[argparse.Namespace], int]) -> None:
    """Add the commands. ``command`` readies Django and then calls what ``does`` names."""
    kinds = commands.add_parser("suggestions", help="suggestions learnt from a council's own decided cases")
    kinds = kinds.add_subparsers(required=True, metavar="learn|measure|forget")
    for name, does, said in (
        ("learn", _learn, "learn anew what complaints are about, on this machine"),
        ("measure", _measure, "how often suggestions are right, on cases that are held back"),
        ("forget", _forget, "delete what was learnt"),
    ):
        each = kinds.add_parser(name, help=said)
        each.add_argument("council", help="the council, by its id")
        each.set_defaults(command=command, does=does)


def _learn(asked: argparse.Namespace, show: Callable[[str], Any], progress: Any) -> int:
    from redress.suggestions import learning

    try:
        lessons = learning.learn(asked.council, progress=progress("Reading"))
    except learning.CannotLearn as why:
        show(why.sentence)
        return _WRONG
    for lesson in lessons:
        if lesson.why_not:
            show(f"{lesson.what.capitalize()}: nothing was learnt, {lesson.why_not}.")
        else:
            learnt = f"learnt from {lesson.cases} cases of {lesson.classes} kinds"
            show(f"{lesson.what.capitalize()}: {learnt}, version {lesson.version}.")
    return _OK


def _measure(asked: argparse.Namespace, show: Callable[[str], Any], progress: Any) -> int:
    from redress.suggestions import measuring
    from redress.suggestions.learning import CannotLearn

    try:
        found = measuring.measure(asked.council, progress=progress("Reading"))
    except CannotLearn as why:
        show(why.sentence)
        return _WRONG
    for line in measuring.told(found, asked.council):
        show(line)
    return _OK


def _forget(asked: argparse.Namespace, show: Callable[[str], Any], progress: Any) -> int:
    from redress.suggestions import learning

    there = learning.forget(asked.council)
    show("What was learnt is deleted." if there else "There was nothing to delete.")
    return _OK
