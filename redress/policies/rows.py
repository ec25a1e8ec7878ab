"""How are tables read out of a file that may have any mistake in it?"""

from __future__ import annotations

from typing import Any

from redress.policies.lines import KeyPath
from redress.policies.shape import Table

Rows = list[tuple[KeyPath, Table]]


def rows(said: Any, key: str, path: KeyPath = ()) -> Rows:
    """The tables of a list with their paths; what is no table is passed over."""
    listed = said.get(key) if isinstance(said, dict) else None
    if not isinstance(listed, list):
        return []
    return [((*path, key, number), row) for number, row in enumerate(listed) if isinstance(row, dict)]


def word(row: Table, key: str, otherwise: str = "") -> str:
    """The words under a key, if there are any."""
    value = row.get(key)
    return value if isinstance(value, str) else otherwise


def words(row: Table, key: str) -> list[str]:
    """The words in a list under a key."""
    value = row.get(key)
    return [word for word in value if isinstance(word, str)] if isinstance(value, list) else []
