"""How many seconds and how much memory does a bundle of six hundred pages take, from its order to its files?

Run from the repository: .venv/bin/python bench/bundle.py [PAGES]
It uses a database of its own: SQLite, or the PostgreSQL of REDRESS_DATABASE_URL, which must be empty.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SCANNED = 4  # of ten files so many are scans: a picture of a whole page in grey, 150 dots to the inch
MOST_SECONDS = 60


@cache
def scan(pages: int, seed: int) -> bytes:
    """A scan: on each page a picture that cannot be packed small."""
    from PIL import Image

    sheets = [Image.effect_noise((1240, 1754), 40 + (seed + number) % 40) for number in range(pages)]
    kept = io.BytesIO()
    sheets[0].save(kept, "PDF", save_all=True, append_images=sheets[1:], resolution=150)
    return kept.getvalue()


def report(pages: int, seed: int) -> bytes:
    """A tagged report of somebody's: words on each page."""
    from redress.design import paper
    from redress.design.parts import Heading, NewPage, Words

    parts = [
        part
        for number in range(pages)
        for part in (Heading(f"Page {number}"), Words(f"Report {seed} says much. " * 40), NewPage())
    ][:-1]
    look = paper.Look(name="A surveyor", colour="#333333")
    return paper.document(
        parts, look=look, title=f"Report {seed}", lang="en-GB", page_of="Page {page} of {pages}", personal=True
    )


def ordered(pages: int) -> int:
    """A case with letters and so many pages of documents, and the order of its bundle; gives its number."""
    from redress.jobs.models import Job
    from tests.rooms import bundle_cases, casework_desks
    from tests.rooms.case_files import Office

    file = casework_desks.answered(casework_desks.complaint(Office("dartford")))
    files = []
    left, number = pages, 0
    while left > 0:
        long = min(left, 15)
        content = scan(long, number % 3) if number % 10 < SCANNED else report(long, number)
        files.append(bundle_cases.put_on(file, f"Paper {number}.pdf", content))
        left, number = left - long, number + 1
    bundle = bundle_cases.ordered(file, "corporate-services-team", "other", dict.fromkeys(files, "papers"))
    Job.objects.exclude(kind="make-bundle").delete()
    print(f"{len(files)} files of {pages} pages, {sum(each.size for each in files) / 1e6:.0f} MB")
    return int(bundle.pk)


def memory(*, afresh: bool = False) -> float:
    """The most memory that this process has held, in megabytes; ``afresh``: what it holds now, and count from here."""
    if afresh:
        Path("/proc/self/clear_refs").write_text("5")
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(told["VmRSS" if afresh else "VmHWM"].split()[0]) / 1024


def main() -> int:
    """Set up a database, order a bundle, and let the worker make it: 0 where that took less than a minute."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    with tempfile.TemporaryDirectory(prefix="redress-bench-") as data:
        os.environ |= {
            "REDRESS_DATA": data,
            "REDRESS_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "redress.settings",
        }
        subprocess.run([sys.executable, "-m", "redress.cli", "manage", "migrate", "-v", "0"], cwd=ROOT, check=True)
        import django

        django.setup()
        from redress.jobs import run_all_due
        from redress.records.models import Bundle

        pk = ordered(pages)
        before = memory(afresh=True)
        began = time.perf_counter()
        run_all_due()
        took = time.perf_counter() - began
        after = memory()
        bundle = Bundle.objects.get(pk=pk)
        made = bundle.files.get()
        print(f"{bundle.state}: {made.pages} pages, {made.size / 1e6:.0f} MB in {took:.1f} s", end="; ")
        print(f"at most {after:.0f} MB of memory, {after - before:.0f} MB more than before")
    return 0 if took < MOST_SECONDS and made.pages >= pages else 1


if __name__ == "__main__":
    sys.exit(main())
