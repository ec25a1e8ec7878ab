"""What does docs/procedure/ hold? A page for every track of every council, and who is permitted what."""

from __future__ import annotations

from collections.abc import Mapping

from redress import policies
from redress.rules.procedure.printing import pages


def all_pages() -> Mapping[str, str]:
    """Every page by file name, for the newest version of each policy that comes with the product."""
    book = policies.rulebook()
    return {name: text for policy in book.newest.values() for name, text in pages(policy, book).items()}
