"""Which procedure, numbers and words has each council decided for itself?

The answer is a policy file for each council and version: those that come with the product, those in the
folders named by ``REDRESS_POLICIES``, and those that were adopted on the pages and are kept in the
database. They are read and checked once; whether another was adopted since is asked once a request.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from redress.policies import bank_holidays
from redress.policies.bank_holidays import BankHolidayList
from redress.policies.loader import load
from redress.policies.mistakes import Mistake, PolicyMistakes
from redress.rules.decide import policy_in_force
from redress.rules.moments import Moment
from redress.rules.policy import Policy, PolicyPin, Rulebook
from redress.rules.working_days import Closure, WorkingCalendar

__all__ = [
    "Mistake",
    "PolicyClash",
    "PolicyMistakes",
    "ask_again",
    "book_of",
    "current",
    "editions",
    "from_files",
    "installed",
    "load",
    "refresh",
    "reload",
    "rulebook",
]

#: Folders with further policy files, parted as the system parts its own lists of folders (: or ;).
FOLDERS = "REDRESS_POLICIES"

#: The zone by which a policy comes into force.
LONDON = ZoneInfo("Europe/London")

_BUNDLED = Path(__file__).parent
_NO_POLICY = bank_holidays.LIST.stem  # so begin the names of the lists of bank holidays


class PolicyClash(ValueError):
    """Two policy files claim to be the same version of the same policy."""


def installed(environment: Mapping[str, str] = os.environ) -> dict[str, Path]:
    """The policy files in use, by file name without ending.

    A file in a folder of ``REDRESS_POLICIES`` takes the place of a bundled one of the same name.
    Raises NotADirectoryError for a folder that is not there.
    """
    found = {}
    for folder in (_BUNDLED, *_folders(environment)):
        if not folder.is_dir():
            raise NotADirectoryError(f"{FOLDERS} names {folder}, which is not a folder.")
        for path in sorted(folder.glob("*.toml")):
            if not path.stem.startswith(_NO_POLICY):
                found[path.stem] = path
    return found


def _folders(environment: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    return tuple(Path(name) for name in environment.get(FOLDERS, "").split(os.pathsep) if name)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """What was read: the last version that had been adopted then (its row and digest), and the book made of all."""

    mark: tuple[int, str] | None
    book: Rulebook


_shelf: _Shelf | None = None

#: Whether the next who asks for the rulebook must look for versions adopted since: a request has begun.
_ASK_AGAIN: ContextVar[bool] = ContextVar("ask_again", default=False)


def rulebook() -> Rulebook:
    """Every policy in use with the calendars it counts by, read once; in a request, one small question is asked.

    Raises :class:`PolicyMistakes` for the first file that has any, and :class:`PolicyClash`.
    """
    global _shelf
    if _ASK_AGAIN.get():
        refresh()
    if _shelf is None:
        _shelf = _Shelf(None, book_of(from_files()))
    return _shelf.book


def ask_again(again: bool = True) -> None:
    """Let the next call of :func:`rulebook` in this request look for versions that were adopted since."""
    _ASK_AGAIN.set(again)


def refresh() -> None:
    """Look in the database for versions that were adopted since, and take them in: one small query."""
    global _shelf
    from redress.policies import adoption  # which needs the models, and so Django

    ask_again(False)
    mark = adoption.last()
    if _shelf is None or mark != _shelf.mark:
        files = from_files()
        known = {policy.pin for policy in files}
        adopted = [policy for policy in adoption.adopted_policies() if policy.pin not in known]
        _shelf = _Shelf(mark, book_of([*files, *adopted]))


@cache
def from_files() -> tuple[Policy, ...]:
    """The policies that are files in use. Raises :class:`PolicyMistakes` and :class:`PolicyClash`."""
    files: dict[PolicyPin, Path] = {}
    loaded = []
    for path in installed().values():
        policy = load(path)
        before = files.setdefault(policy.pin, path)
        if before != path:
            raise PolicyClash(
                f"{before} and {path} both claim to be version {policy.version} of the policy {policy.id}: "
                "give one of them another version, or take it away."
            )
        loaded.append(policy)
    return tuple(loaded)


def book_of(policies: Iterable[Policy], lists: tuple[BankHolidayList, ...] = ()) -> Rulebook:
    """These policies with the calendars they count by, of every edition (of those installed, if none are given).

    The last edition is the one that new cases are pinned to. Raises :class:`PolicyClash`.
    """
    found: dict[PolicyPin, Policy] = {}
    for policy in policies:
        if policy.pin in found:
            raise PolicyClash(f"Two files claim to be version {policy.version} of the policy {policy.id}.")
        found[policy.pin] = policy
    lists = lists or editions()
    version = lists[-1].version
    calendars = {
        (pin, edition.version): _calendar(policy, edition) for pin, policy in found.items() for edition in lists
    }
    return Rulebook(found, calendars, version)


def editions() -> tuple[BankHolidayList, ...]:
    """Every list of bank holidays in use, the newest last. Raises BankHolidayMistakes."""
    return bank_holidays.editions_in(_folders())


def current(id: str, *, on: date | None = None) -> Policy:
    """The version of a policy in force on a day (local; today if none is given); before the first, the first.

    Raises KeyError for an id that no file has.
    """
    book = rulebook()
    if id not in book.newest:
        raise KeyError(id)
    return policy_in_force(book, id, Moment.on(on or datetime.now(LONDON).date()))


def reload() -> None:
    """Forget what was read, so that changed files are read again."""
    global _shelf
    _shelf = None
    from_files.cache_clear()


def _calendar(policy: Policy, edition: BankHolidayList) -> WorkingCalendar:
    """The calendar of a version of a policy: its own closures only, so that a later version moves none of its dates."""
    closures = {Closure(period.first, period.last, period.reason) for period in policy.calendar.closures}
    return edition.calendar_for(
        policy.calendar.nation,
        tuple(sorted(closures, key=lambda closure: (closure.first, closure.last, closure.reason))),
        closures_are_working_days=policy.calendar.closures_are_working_days,
    )
