"""How does a command read what it is given, name a policy, and show its answer at a terminal?"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from redress.rules.policy import Policy, Rulebook

BYTE_ORDER_MARK = "\ufeff"  # some editors put it before the first line

#: Exit codes: done and right; done and something is wrong; what was named cannot be used.
OK, WRONG, UNREADABLE = 0, 1, 2


class Unusable(Exception):
    """Something named on the command line, or a setting, cannot be used; its sentence says why."""


def show(text: str) -> bool:
    """Print it, and say whether anybody reads on; if not, the command still ends as it would have. Raises Unusable."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        write_no_more()
        return False
    except OSError as trouble:
        write_no_more()
        raise Unusable(f"The answer cannot be written: {trouble.strerror}.") from None
    return True


def write_no_more() -> None:
    """What could not be written is not tried once more, with a complaint, when the program ends."""
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def policy_named(named: str) -> tuple[Policy, Rulebook]:
    """The policy of a file, or the newest of an installed id, with the rulebook to judge by. Raises Unusable."""
    from redress import policies
    from redress.policies.mistakes import nearest

    try:
        if named.endswith(".toml") or os.sep in named:
            policy = policies.load(Path(named))
            return policy, policies.book_of([policy])
    except policies.PolicyMistakes as mistakes:
        raise Unusable(str(mistakes)) from None
    except OSError as trouble:
        raise Unusable(f"{named} cannot be read: {trouble.strerror}.") from None
    book = rulebook()
    if named not in book.newest:
        known = ", ".join(sorted(book.newest))
        meant = nearest(named, book.newest)
        offered = f"did you mean “{meant}”? Otherwise " if meant else ""
        raise Unusable(f"There is no policy “{named}”: {offered}name a file that ends in .toml, or one of {known}.")
    return book.newest[named], book


def rulebook() -> Rulebook:
    """The policies in use. Raises Unusable where a file or a folder of REDRESS_POLICIES cannot be used."""
    from redress import policies

    try:
        return policies.rulebook()
    except (policies.PolicyMistakes, policies.PolicyClash) as refused:
        raise Unusable(str(refused)) from None
    except OSError as trouble:
        raise Unusable(
            f"{trouble.filename} cannot be read: {trouble.strerror}." if trouble.filename else str(trouble)
        ) from None


def text_of(name: str) -> str:
    """The text of a file, or of standard input for "-". Raises Unusable."""
    if name != "-":
        return text_in(name)
    try:
        return standard_input().read().removeprefix(BYTE_ORDER_MARK)
    except OSError as trouble:
        raise Unusable(f"Standard input cannot be read: {trouble.strerror}.") from None


def standard_input() -> TextIO:
    if sys.stdin is None:
        raise Unusable("There is no standard input to read from.")
    return sys.stdin


def text_in(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except OSError as trouble:
        raise Unusable(f"{name} cannot be read: {trouble.strerror}.") from None
    except UnicodeDecodeError:
        raise Unusable(f"{name} is not saved as UTF-8.") from None
