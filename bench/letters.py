"""How many letters a second can be composed and made, in each format?

    .venv/bin/python -m bench.letters [--letters 50]

One process and one letter after the other, as the worker and a page make them. The letter is an upheld Stage One
answer of Dartford's, from a database in memory; nothing is kept.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django


def main() -> None:
    """Print a line for each format."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--letters", type=int, default=50, help="how many letters in each format")
    number = asked.parse_args().letters
    django.setup()
    from django.test.runner import DiscoverRunner

    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        for name, make in makers().items():
            make(0)  # what is read once is read before the clock runs
            begun = time.perf_counter()
            for count in range(1, number + 1):
                make(count)
            seconds = time.perf_counter() - begun
            print(f"{name:<28} {number / seconds:8.1f} letters a second  ({seconds / number * 1000:6.1f} ms each)")
    finally:
        runner.teardown_databases(databases)


def makers() -> dict[str, Callable[[int], object]]:
    """What makes one letter in each format; the number makes each of them another letter."""
    from dataclasses import replace
    from pathlib import Path

    from redress.correspondence.blocks import Paragraph, Sheet, Translated
    from redress.correspondence.making.as_braille_text import braille_text
    from redress.correspondence.making.as_docx import docx_of
    from redress.correspondence.making.layouts import in_both_languages, in_easy_read
    from redress.correspondence.making.letterhead import letterhead_of
    from redress.correspondence.making.on_letterhead import printed
    from redress.demonstration import logos
    from redress.design.pictures import safe
    from tests.rooms.letter_cases import ready

    case = ready("dartford", "stage-one-response", "upheld")
    whole = case.composed().sheet
    logo = safe((Path(logos.FOLDER) / "dartford.svg").read_bytes())
    head = replace(letterhead_of("dartford"), logo=logo, logo_alt="A bridge")
    polish = Translated(tuple(Paragraph(f"Dzień dobry, {number}.") for number in range(20)), "Polish", "pl")

    def sheet(number: int) -> Sheet:
        return replace(whole, subject=f"Our answer {number}")

    return {
        "compose (HTML and text)": lambda _number: case.composed(),
        "PDF, 14 points": lambda number: printed(sheet(number), head, 14),
        "PDF, 18 points": lambda number: printed(sheet(number), head, 18),
        "PDF, 24 points": lambda number: printed(sheet(number), head, 24),
        "PDF, easy read": lambda number: in_easy_read(sheet(number), head),
        "PDF, both languages": lambda number: in_both_languages(replace(sheet(number), translation=polish), head),
        "DOCX": lambda number: docx_of(sheet(number), head),
        "text for Braille": lambda number: braille_text(sheet(number)),
    }


if __name__ == "__main__":
    main()
