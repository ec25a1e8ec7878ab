"""What can be asked from the command line of a bundle that has come back: is it as it was made, and as on record?"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from redress.records.bundling import checking
from redress.terminal import OK, WRONG, Unusable, show


def add(commands: Any, command: Callable[[argparse.Namespace], int]) -> None:
    """Add the command."""
    verify = commands.add_parser(
        "verify-bundle", help="whether the archive of a bundle is as it was made; needs no database"
    )
    verify.add_argument("files", nargs="+", metavar="FILE", help="an archive (.zip) that Redress made")
    verify.add_argument(
        "--record",
        action="store_true",
        help="also compare it with this installation's database: who sealed it, the events, letters and documents",
    )
    verify.set_defaults(command=command)


def verified(asked: argparse.Namespace) -> int:
    """Check each archive named: 0 where all are whole, 1 where something was changed. Raises Unusable."""
    worst = OK
    for name in asked.files:
        try:
            found = checking.checked(name)
        except checking.NotABundle as trouble:
            raise Unusable(f"{name}: {trouble}.") from None
        if asked.record:
            found.wrong += _against_the_record(name, found)
        for line in checking.said(found):
            show(line)
        if asked.record:
            _show_the_record(found)
        worst = max(worst, WRONG if found.wrong else OK)
    return worst


def _against_the_record(name: str, found: checking.Checked) -> list[str]:
    from redress.casework.bundling import recorded

    return list(recorded.differing(found, name))


def _show_the_record(found: checking.Checked) -> None:
    from redress.casework.bundling import recorded

    if not found.wrong:
        show("It is what this installation has on record.")
    for line in recorded.withdrawn_since(found):
        show(line)
