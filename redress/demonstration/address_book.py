"""Which made-up addresses can people of the demonstration choose theirs from?

The streets, wards and UPRNs are invented, and the postcodes end as none of Royal Mail's does.
"""

from __future__ import annotations

from pathlib import Path

from redress.accounts.models import Council
from redress.records import address_files, addresses

FOLDER = Path(__file__).parent / "addresses"


def install() -> None:
    """Load the file of each council that has one."""
    for council in Council.objects.all():
        file = FOLDER / f"{council.pk}.csv"
        if file.exists():
            addresses.replace(council, file.name, address_files.read(file.read_bytes()).rows)
