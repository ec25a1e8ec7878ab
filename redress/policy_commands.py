"""What can be done from the command line with versions of policies and lists of bank holidays?

Read a version, see how it differs from another and what it would change, adopt it from a day; let open cases adopt a
list of bank holidays. Nothing here imports Django before a command needs it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from redress.rules.policy import Policy, Rulebook

_OK, _WRONG = 0, 1


class Impossible(Exception):
    """What was asked for cannot be done; its sentence says why."""


@dataclass(frozen=True)
class Tools:
    """What the command line lends to these commands."""

    show: Callable[[str], Any]
    text_in: Callable[[str], str]
    policy_named: Callable[[str], tuple[Policy, Rulebook]]
    with_django: Callable[..., None]
    progress: Callable[[str], Callable[[int, int], None] | None]


def add(policy: Any, commands: Any, command: Callable[[argparse.Namespace], int]) -> None:
    """Add the commands: those about policies to ``policy``, the others to ``commands``."""
    for name, does, said, names in (
        ("read", _read, "the whole policy, clause by clause, in words", ("policy",)),
        ("diff", _diff, "what changes from one version to another, clause by clause", ("old", "new")),
        ("preview", _preview, "what a new version would change: clauses, dates, open cases", ("file",)),
    ):
        each = policy.add_parser(name, help=said)
        for argument in names:
            said = "a policy file" if argument == "file" else "a policy file, or the id of an installed policy"
            each.add_argument(argument, help=said)
        each.set_defaults(command=command, does=does)
    adopt = policy.add_parser("adopt", help="adopt a version for what begins on a day or later; it never changes after")
    adopt.add_argument("file", help="a policy file")
    adopt.add_argument(
        "--from", dest="on", metavar="DATE", required=True, type=_day, help="as the file says, 2026-12-01"
    )
    adopt.add_argument("--by", metavar="NAME", required=True, help="who adopts it")
    adopt.set_defaults(command=command, does=_adopt)
    kinds = commands.add_parser("calendar", help="lists of bank holidays").add_subparsers(
        required=True, metavar="adopt"
    )
    calendar = kinds.add_parser("adopt", help="let the open cases count by the newest list; promised dates stay")
    calendar.add_argument("version", help="the version that stands in the list")
    calendar.add_argument("--council", help="one council only, by its id")
    calendar.add_argument("--dry-run", action="store_true", help="only say which dates would move")
    calendar.add_argument("--by", metavar="NAME", default="", help="who adopts it")
    calendar.set_defaults(command=command, does=_adopt_calendar)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{written}” is not a date such as 2026-12-01") from None


def _read(asked: argparse.Namespace, tools: Tools) -> int:
    from redress.policies.document import plain

    tools.show(plain(tools.policy_named(asked.policy)[0]))
    return _OK


def _diff(asked: argparse.Namespace, tools: Tools) -> int:
    from redress.policies.differences import differences, plain

    old, new = (tools.policy_named(name)[0] for name in (asked.old, asked.new))
    found = differences(old, new)
    tools.show(plain(found) or f"Version {new.version} says what version {old.version} says.")
    return _OK


def _preview(asked: argparse.Namespace, tools: Tools) -> int:
    """The differences from the version before, the dates that would be others, and the open cases that stay."""
    tools.with_django()
    from django.utils import timezone

    from redress import policies
    from redress.cases.pinned import of_council, open_by_version
    from redress.policies import adoption
    from redress.policies.differences import differences, plain

    policy = _policy_in(asked.file, tools)
    book = policies.rulebook()
    old = adoption.before(policy, book)
    for reason in adoption.reasons_against(policy, book, today=timezone.localdate()):
        tools.show(reason)
    if old is None:
        raise Impossible(f"There is no version of the policy “{policy.id}” before {policy.in_force_from}.")
    tools.show(plain(differences(old, policy)))
    tools.show("")
    for line in _dates(old, policy):
        tools.show(line)
    tools.show("")
    tools.show("Open cases keep the version they began under, and no date of theirs moves:")
    for version, count in open_by_version(of_council(policy.id)).items():
        tools.show(f"  {version}: {count}")
    return _OK


def _dates(old: Policy, new: Policy) -> list[str]:
    from redress import policies
    from redress.rules.last_days import compared

    book = policies.book_of([old, new])
    day = new.in_force_from
    found = compared(old, new, day, book)
    if not found:
        return [f"For something received on {day} every date would be the same."]
    lines = [f"For something received on {day}, everything done on its last day:"]
    for each in found:
        what = ", ".join(filter(None, (each.track, each.stage, each.name)))
        lines.append(f"  {what}: {each.before or 'no date'} → {each.after or 'no date'}")
    return lines


def _adopt(asked: argparse.Namespace, tools: Tools) -> int:
    tools.with_django()
    from django.db import transaction
    from django.utils import timezone

    from redress.policies import PolicyMistakes, adoption

    text = tools.text_in(asked.file)
    try:
        with transaction.atomic():
            row = adoption.adopt(
                text, on=asked.on, by="command", name=asked.by.strip() or "command", today=timezone.localdate()
            )
    except (PolicyMistakes, adoption.NotAdoptable) as reasons:
        tools.show(str(reasons))
        return _WRONG
    tools.show(
        f"Version {row.version} of the policy {row.policy_id} is adopted from {row.in_force_from} by {asked.by}."
    )
    return _OK


def _policy_in(name: str, tools: Tools) -> Policy:
    from pathlib import Path

    from redress.policies import PolicyMistakes
    from redress.policies.loader import policy_in

    try:
        return policy_in(tools.text_in(name), Path(name))
    except PolicyMistakes as mistakes:
        raise Impossible(str(mistakes)) from None


def _adopt_calendar(asked: argparse.Namespace, tools: Tools) -> int:
    tools.with_django(council=asked.council or "")
    from redress import policies
    from redress.accounts.models import Council
    from redress.policies import bank_holidays

    newest = policies.rulebook().calendar_version
    if asked.version != newest:
        there = {edition.version for edition in policies.editions()}
        why = "there is a newer one" if asked.version in there else "there is no such list"
        raise Impossible(
            f"Open cases cannot adopt the list “{asked.version}”: {why}. The newest is {newest}; docs/operations.md "
            f"says how {bank_holidays.LIST.name} is replaced."
        )
    councils = Council.objects.filter(pk=asked.council) if asked.council else Council.objects.all()
    worst = _OK
    for council in councils.order_by("pk"):
        worst = max(worst, (_shown if asked.dry_run else _carried_out)(council, asked, tools))
    return worst


def _shown(council: Any, asked: argparse.Namespace, tools: Tools) -> int:
    from redress import policies
    from redress.cases import calendars

    book = policies.rulebook()
    waiting = calendars.open_cases(council, asked.version)
    days = calendars.differing(council, asked.version, book)
    tools.show(f"{council.name}: open cases that count by another list: {waiting.count()}")
    for day in days:
        tools.show(f"  {day.day} {day.name}")
    for effect in calendars.effects(calendars.touched(waiting, days), asked.version, book):
        for each in effect.dates:
            what = f"{effect.case.reference}  {each.clock.name}: {each.printed}"
            tools.show(f"{what} → {each.new_printed}" if each.moves else f"{what}, promised date stays")
    return _OK


def _carried_out(council: Any, asked: argparse.Namespace, tools: Tools) -> int:
    from redress.cases import calendars

    adoption = calendars.order(council, asked.version, by="command", name=asked.by.strip())
    done = calendars.carry_out(adoption, progress=tools.progress("Adopting"))
    tools.show(f"{council.name}: open cases that count by {asked.version} from now on: {done.cases}")
    for reference, code in done.refused:
        tools.show(f"  {reference}: refused ({code})")
    return _WRONG if done.refused else _OK
