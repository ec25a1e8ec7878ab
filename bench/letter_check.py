"""How long does the check of an ordinary letter take: the first of a process, and those that follow?

Run from the repository: .venv/bin/python bench/letter_check.py [HOW_MANY]
It makes a database of its own for it, in SQLite.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOW_MANY = 200

#: About as much as an officer writes in an answer on one complaint.
WORDS = {
    "how-and-why": "We read the log of the crew and spoke with the driver and his manager. We looked at your photos. "
    * 3,
    "findings-of-fact": "The street was missed on Tuesday 2 June 2026 and again a week later. Nobody told you why. "
    * 4,
    "reasons": "The log shows it. The lorry had broken down, and nobody looked at the list of streets left out. " * 4,
    "apology": "We are sorry that we did not come, and that you had to ask us twice before anybody answered you.",
    "remedies": "The crew will come on Friday 19 June 2026. From now on the list is read every evening by the manager.",
}


def main() -> None:
    """Make a case that is about to be answered, and check the answer again and again."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else HOW_MANY
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="redress-bench-") as data:
        os.environ |= {"REDRESS_DATA": data, "REDRESS_LOG_LEVEL": "ERROR", "DJANGO_SETTINGS_MODULE": "tests.settings"}
        import django

        django.setup()
        from django.test.utils import setup_databases, teardown_databases

        made = setup_databases(verbosity=0, interactive=False)
        try:
            _told(many)
        finally:
            teardown_databases(made, verbosity=0)


def _told(many: int) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from redress.correspondence.checking import checked
    from tests.rooms.letter_cases import ready

    one = ready("dartford", "stage-one-response")
    composed = one.composed(written=WORDS)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        first = _took(lambda: checked(one.file.case, composed))
    again = sorted(_took(lambda: checked(one.file.case, composed)) for _ in range(many))
    spelt = one.composed(written={**WORDS, "reasons": "We recieve the definately neccessary form, acommodated thier."})
    suggesting = _took(lambda: checked(one.file.case, spelt))
    quick = _took(lambda: checked(one.file.case, spelt, suggesting=False))
    words = sum(len(text.split()) for text in WORDS.values())
    print(f"A letter in which an officer wrote {words} words; {len(asked)} questions to the database")
    print(f"The first check of a process, which reads the dictionary: {first * 1000:.0f} ms")
    print(f"Those that follow: {again[many // 2] * 1000:.1f} ms (half of them less), {again[-1] * 1000:.1f} ms at most")
    print(
        f"With five misspelt words: {suggesting * 1000:.0f} ms when better ones are offered, {quick * 1000:.1f} ms not"
    )


def _took(act: object) -> float:
    began = time.perf_counter()
    act()  # type: ignore[operator]
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
