"""How do the tests write a further version of a council's policy?"""

from __future__ import annotations

import re

from redress import policies


def version_of(council: str, *changes: tuple[str, str], version: str = "2027-01", day: str = "2026-07-01") -> str:
    """The text of the installed policy as a new version, in force from a day, with these changes."""
    text = policies.installed()[council].read_text(encoding="utf-8")
    text = re.sub(r'^version = ".*"$', f'version = "{version}"', text, count=1, flags=re.M)
    text = re.sub(r"^in_force_from = .*$", f"in_force_from = {day}", text, count=1, flags=re.M)
    for before, after in changes:
        assert text.count(before) >= 1, before
        text = text.replace(before, after, 1)
    return text


def clock_of(council: str, clock: str, count: int) -> tuple[str, str]:
    """The change that gives a clock another number of days."""
    text = policies.installed()[council].read_text(encoding="utf-8")
    begun = text.index(f'[[clocks]]\nid = "{clock}"')
    length = text.index("count = ", begun)
    old = text[begun : text.index("\n", length)]
    return old, re.sub(r"count = \d+", f"count = {count}", old)
