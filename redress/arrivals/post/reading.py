"""What is written on a letter, as far as a programme can read it?

The text that the PDF carries is taken where there is any; otherwise ``tesseract`` reads the pictures, if it is
installed and not switched off. What was read so is for finding a letter again. It is nobody's own words until an
officer has compared it with the scan and confirmed it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from redress.arrivals import searching, storing
from redress.arrivals.models import Arrival
from redress.arrivals.post import apart
from redress.arrivals.register import MOST_LETTERS, storable

SECONDS_A_PAGE = 60
MOST_PAGES = 40  # of one letter; the rest of a longer one is found by its beginning
ENOUGH = 20  # letters on a page by which the PDF itself says what is written there

TEXT_LAYER, TESSERACT = "text-layer", "tesseract"


def reader() -> str:
    """The path of the programme that reads pictures; nothing where there is none, or reading is switched off."""
    wanted: str = settings.READING_PROGRAMME
    return (shutil.which(wanted) or "") if wanted else ""


def read(letter: Path, folder: Path, renew: Callable[[], object] = lambda: None) -> tuple[str, str]:
    """The text of a PDF, and by what it was read; both empty where nothing could be read.

    ``renew`` is called before each page. Raises :class:`~redress.arrivals.post.apart.CannotBeRead`.
    """
    layer = {line["page"]: line["text"].strip() for line in apart.lines_of("text", letter)}
    programme, pages, by = reader(), [], ""
    for number in sorted(layer)[:MOST_PAGES]:
        renew()
        if len(layer[number]) >= ENOUGH:
            pages.append(layer[number])
            by = by or TEXT_LAYER
        elif programme and (found := _read_by(programme, letter, number, folder)):
            pages.append(found)
            by = TESSERACT
    return "\n\n".join(pages), by


def _read_by(programme: str, letter: Path, number: int, folder: Path) -> str:
    """What the programme reads on one page; nothing where it fails or takes too long: it is a help, not a record."""
    (drawn,) = apart.lines_of("draw", letter, folder, str(number))
    picture = Path(drawn["picture"])
    try:
        done = subprocess.run(  # noqa: S603 (no shell; the path is ours, and so is the name of the picture)
            [programme, str(picture), "stdout", "-l", settings.READING_LANGUAGES, "--psm", "3"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath, "OMP_THREAD_LIMIT": "1"},
            timeout=SECONDS_A_PAGE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ""
    finally:
        picture.unlink(missing_ok=True)
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""


def keep(arrival: Arrival, text: str, by: str) -> None:
    """Keep what a programme read, unless somebody has confirmed or typed a text meanwhile."""
    with transaction.atomic():
        _locked(arrival)
        if is_confirmed(arrival):
            return
        arrival.text = storable(text)[:MOST_LETTERS]
        arrival.details = {**arrival.details, "read": {"by": by, "at": timezone.now().isoformat()}}
        _saved(arrival)


def confirm(arrival: Arrival, text: str, *, by: str) -> None:
    """Somebody (an opaque id) has compared the text with the scan, or typed it: from now on it is what was written."""
    with transaction.atomic():
        _locked(arrival)
        before: dict[str, Any] = arrival.details.get("read", {})
        arrival.text = storable(text)[:MOST_LETTERS]
        confirmed = {"confirmed_by": by, "confirmed_at": timezone.now().isoformat()}
        arrival.details = {**arrival.details, "read": {**before, **confirmed}}
        _saved(arrival)


def is_machines(arrival: Arrival) -> bool:
    """Whether its text was read by a machine and nobody has confirmed it."""
    return bool(arrival.details.get("read")) and not is_confirmed(arrival)


def is_confirmed(arrival: Arrival) -> bool:
    """Whether somebody has confirmed what was read off a scan."""
    return bool(arrival.details.get("read", {}).get("confirmed_by"))


def content_of(arrival: Arrival) -> bytes:
    """The PDF of a letter."""
    return storing.content_of(arrival.files.get().stored_as)


def _locked(arrival: Arrival) -> None:
    arrival.refresh_from_db(from_queryset=Arrival.objects.select_for_update())


def _saved(arrival: Arrival) -> None:
    arrival.folded = searching.folded_of(arrival)
    arrival.save(update_fields=["text", "details", "folded"])
