"""Which procedure, numbers and words has each council decided for itself?

The answer is a policy file for each council and version: those that come with the product, and those
in the folders named by ``REDRESS_POLICIES``. They are read and checked once.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
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

__all__ = ["Mistake", "PolicyClash", "PolicyMistakes", "book_of", "current", "installed", "load", "reload", "rulebook"]

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
    for folder in (_BUNDLED, *map(Path, filter(None, environment.get(FOLDERS, "").split(os.pathsep)))):
        if not folder.is_dir():
            raise NotADirectoryError(f"{FOLDERS} names {folder}, which is not a folder.")
        for path in sorted(folder.glob("*.toml")):
            if not path.stem.startswith(_NO_POLICY):
                found[path.stem] = path
    return found


@cache
def rulebook() -> Rulebook:
    """Every policy in use with the calendars it counts by, read once.

    Raises :class:`PolicyMistakes` for the first file that has any, and :class:`PolicyClash`.
    """
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
    return book_of(loaded)


def book_of(policies: Iterable[Policy], editions: tuple[BankHolidayList, ...] = ()) -> Rulebook:
    """These policies with the calendars they count by, of every edition (of those installed, if none are given).

    The last edition is the one that new cases are pinned to. Raises :class:`PolicyClash`.
    """
    found: dict[PolicyPin, Policy] = {}
    for policy in policies:
        if policy.pin in found:
            raise PolicyClash(f"Two files claim to be version {policy.version} of the policy {policy.id}.")
        found[policy.pin] = policy
    editions = editions or bank_holidays.editions()
    version = editions[-1].version
    newest = Rulebook(found, {}, version).newest
    calendars = {
        (id, edition.version): _calendar(policy, found.values(), edition)
        for id, policy in newest.items()
        for edition in editions
    }
    return Rulebook(found, calendars, version)


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
    rulebook.cache_clear()


def _calendar(newest: Policy, policies: Iterable[Policy], edition: BankHolidayList) -> WorkingCalendar:
    """The calendar of a council: closures of every version of its policy, counted as the newest says."""
    closures = {
        Closure(period.first, period.last, period.reason)
        for policy in policies
        if policy.id == newest.id
        for period in policy.calendar.closures
    }
    return edition.calendar_for(
        newest.calendar.nation,
        tuple(sorted(closures, key=lambda closure: (closure.first, closure.last, closure.reason))),
        closures_are_working_days=newest.calendar.closures_are_working_days,
    )
