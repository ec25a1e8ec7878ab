"""How long do the rules take? `.venv/bin/python bench/rules.py` prints seconds by the wall clock."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from pathlib import Path

from redress import policies
from redress.policies.bank_holidays import calendar_for

COUNTS = 60_000


def seconds(work: Callable[[], object]) -> float:
    """The quickest of three goes: the one that other programmes disturbed least."""
    goes = []
    for _ in range(3):
        begun = time.perf_counter()
        work()
        goes.append(time.perf_counter() - begun)
    return min(goes)


def load_both_policies() -> None:
    for name, path in policies.installed().items():
        assert policies.load(Path(path)), name


def count_working_days() -> None:
    england = calendar_for("england-and-wales")
    for number in range(COUNTS):
        england.nth_working_day_from(dt.date(2026, 1, 1) + dt.timedelta(days=number % 365), 20)


if __name__ == "__main__":
    print(f"Reading and checking the bundled policy files: {seconds(load_both_policies):.2f} s")
    print(f"Counting {COUNTS:,} times 20 working days: {seconds(count_working_days):.2f} s")
