"""How long do ten thousand questions to `redress deadline --json-lines` take, start included?

Run from the repository: .venv/bin/python bench/deadlines.py [HOW_MANY]
"""

import json
import random
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def questions(many: int, seed: int = 1) -> list[dict[str, object]]:
    """Complaints of every length, at any hour of the years 2015 to 2028, the same ones every time."""
    chance = random.Random(seed)  # noqa: S311 (the same questions every time)
    asked = []
    for number in range(many):
        received = _later(date(2015, 1, 2), chance, 13 * 365)
        time_of_day = f"{chance.randrange(24):02}:{chance.randrange(60):02}"
        question: dict[str, object] = {"received": f"{received}T{time_of_day}"}
        if number % 5:
            question["acknowledged"] = str(_later(received + timedelta(days=1), chance, 9))
        if number % 5 > 1:
            question["responded"] = str(_later(received + timedelta(days=9), chance, 20))
        if number % 5 > 2:
            question["stage_two_requested"] = str(_later(received + timedelta(days=29), chance, 40))
        if number % 5 > 3:
            question["stage_two_acknowledged"] = str(_later(received + timedelta(days=69), chance, 9))
        asked.append(question)
    return asked


def _later(day: date, chance: random.Random, most: int) -> date:
    return day + timedelta(days=chance.randrange(most))


def main() -> None:
    """Ask both councils and print how long each took."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    lines = "".join(json.dumps(question) + "\n" for question in questions(many))
    command = [sys.executable, "-m", "redress.cli", "deadline", "--json-lines", "--policy"]
    for policy in ("dartford", "kings-lynn"):
        began = time.perf_counter()
        done = subprocess.run(  # noqa: S603 (our own command)
            [*command, policy], input=lines, capture_output=True, text=True, check=True, cwd=ROOT
        )
        took = time.perf_counter() - began
        errors = sum('"error"' in line for line in done.stdout.splitlines())
        print(f"{policy}: {many} questions in {took:.2f} seconds ({errors} could not be answered)")


if __name__ == "__main__":
    main()
