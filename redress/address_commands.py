"""What can be done from the command line with a council's addresses? Load a file of them, and show what is there."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

_OK, _WRONG = 0, 1
_MOST_TOLD = 200


def add(commands: Any, command: Callable[[argparse.Namespace], int]) -> None:
    """Add the commands. ``command`` readies Django and then calls what ``does`` names."""
    kinds = commands.add_parser("addresses", help="the addresses and wards that people choose theirs from")
    kinds = kinds.add_subparsers(required=True, metavar="load|show")
    load = kinds.add_parser("load", help="let a file of addresses (CSV) take the place of the council's old one")
    load.add_argument("council", help="the council, by its id")
    load.add_argument("file", help="a CSV file with columns for UPRN, address, postcode and ward")
    load.add_argument("--check", action="store_true", help="only read the file and tell its mistakes")
    load.set_defaults(command=command, does=_load)
    show = kinds.add_parser("show", help="which addresses are loaded, and how many in each ward")
    show.add_argument("council", nargs="?", default="", help="one council only, by its id")
    show.set_defaults(command=command, does=_show)


def _load(asked: argparse.Namespace, show: Callable[[str], Any], progress: Any) -> int:
    from redress.records import address_files, addresses

    try:
        reading = address_files.read(Path(asked.file).read_bytes())
    except address_files.BadFile as bad:
        count = len(bad.mistakes)
        show(f"{asked.file} cannot be used; nothing was changed. {'1 mistake' if count == 1 else f'{count} mistakes'}:")
        for mistake in bad.mistakes[:_MOST_TOLD]:
            show(f"  {mistake}")
        if count > _MOST_TOLD:
            show(f"  and {count - _MOST_TOLD} more")
        return _WRONG
    total = len(reading.rows)
    if reading.without_ward:
        show(f"{reading.without_ward} of {total} addresses have no ward.")
    if asked.check:
        show(f"{asked.file}: {total} addresses, no mistakes.")
        return _OK
    told = progress("Loading addresses")
    addresses.replace(
        asked.council,
        Path(asked.file).name,
        reading.rows,
        progress=(lambda there: told(there, total)) if told else None,
    )
    show(f"{total} addresses are in use for {asked.council}.")
    return _OK


def _show(asked: argparse.Namespace, show: Callable[[str], Any], progress: Any) -> int:
    from django.db.models import Count
    from django.utils import timezone

    from redress.accounts.models import Council
    from redress.records import addresses

    for council in Council.objects.filter(**({"pk": asked.council} if asked.council else {})):
        file = addresses.file_of(council)
        if file is None:
            show(f"{council.pk}: no addresses are loaded; people write theirs by hand.")
            continue
        loaded = timezone.localtime(file.loaded_at)
        show(f"{council.pk}: {file.rows} addresses from {file.name}, loaded {loaded:%Y-%m-%d %H:%M}.")
        wards = file.addresses.values_list("ward").annotate(Count("pk")).order_by("ward")
        for ward, count in wards:
            show(f"  {count:>7}  {ward or '(no ward)'}")
    return _OK
