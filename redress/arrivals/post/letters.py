"""How do the sheets of an upload become letters, each with the day on which it came, and each an arrival?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from redress import jobs, policies
from redress.accounts.models import Department
from redress.arrivals import searching
from redress.arrivals.models import Arrival, PostLetter, PostPage, PostScan, PostUpload, Source, UploadState
from redress.arrivals.post import apart, uploads
from redress.arrivals.register import register
from redress.rules.moments import Moment
from redress.rules.unknown_receipt import Choice, DayTaken, day_taken
from redress.rules.working_days import WorkingCalendar

MOST_LETTERS = 200  # of one upload


class TooManyLetters(Exception):
    """More letters than one upload may hold."""


class AlreadyParted(Exception):
    """The upload has been taken apart meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamped:
    """What is known of the day on which a letter came, and where the letter goes.

    Either ``on``, the day of its stamp, with who stamped it; or the days between which it came, with which of them
    is taken and why.
    """

    on: date | None = None
    by: str = ""
    shown: bool = False
    first: date | None = None
    last: date | None = None
    choice: Choice = "earliest"
    reason: str = ""
    sender: str = ""
    about: str = ""
    department: Department | None = None


def suggested_beginnings(pages: Sequence[PostPage], *, one_each: bool) -> set[int]:
    """The numbers of the pages with which a letter may begin: the first of a file, or after a separator sheet.

    Where every file is one letter, only the first page of each.
    """
    away = suggested_away(pages)
    begins, scan, parted = set[int](), None, False
    for page in pages:
        parted = parted or page.scan_id != scan or (page.separator and not one_each)
        if parted and page.number not in away:
            begins.add(page.number)
            parted = False
        scan = page.scan_id
    return begins


def suggested_away(pages: Sequence[PostPage]) -> set[int]:
    """The numbers of the pages that belong to no letter: separator sheets, and blank backs.

    A file in which nothing else is found is not left out as a whole: somebody scanned it for a reason.
    """
    written = {page.scan_id for page in pages if not (page.separator or page.blank)}
    return {page.number for page in pages if page.separator or (page.blank and page.scan_id in written)}


def part(upload: PostUpload, begins: set[int], away: set[int]) -> int:
    """Say where each letter begins and which pages belong to none; gives how many letters there are.

    The first page that is not left out always begins a letter. Raises :class:`AlreadyParted`, and
    :class:`TooManyLetters`.
    """
    with transaction.atomic():
        _in_state(upload, UploadState.READY, UploadState.STAMPS)
        upload.letters.all().delete()
        letters: list[PostLetter] = []
        for page in upload.pages.order_by("number"):
            if page.number in away:
                continue
            if not letters or page.number in begins:
                if len(letters) == MOST_LETTERS:
                    raise TooManyLetters
                letters.append(PostLetter.objects.create(upload=upload, number=len(letters) + 1))
            page.letter = letters[-1]
            page.save(update_fields=["letter"])
        upload.state = UploadState.STAMPS if letters else UploadState.READY
        upload.save(update_fields=["state"])
    return len(letters)


def part_again(upload: PostUpload) -> None:
    """Go back from the stamps to where letters begin. Raises :class:`AlreadyParted`."""
    with transaction.atomic():
        _in_state(upload, UploadState.READY, UploadState.STAMPS)
        upload.state = UploadState.READY
        upload.save(update_fields=["state"])


def stamp(upload: PostUpload, stamps: dict[int, Stamped]) -> int:
    """Keep what is known of these letters, by number; gives how many are left of which nothing is known yet.

    When none is left, the letters are made. Raises :class:`AlreadyParted`.
    """
    with transaction.atomic():
        _in_state(upload, UploadState.STAMPS)
        for letter in unstamped(upload):
            if letter.number in stamps:
                _keep(letter, stamps[letter.number])
        left = len(unstamped(upload))
        if not left:
            upload.state = UploadState.PARTING
            upload.save(update_fields=["state"])
            jobs.enqueue("part-post", {"upload": upload.pk}, key=f"post-{upload.pk}-parts", council=upload.council_id)
    return left


def unstamped(upload: PostUpload) -> list[PostLetter]:
    """The letters of which nobody has said yet on which day they came, in order."""
    return list(upload.letters.filter(stamped_on=None, first_day=None).order_by("number"))


def _keep(letter: PostLetter, known: Stamped) -> None:
    letter.stamped_on, letter.stamped_by, letter.stamp_shown = known.on, known.by, known.shown
    if known.on is None:
        letter.first_day, letter.last_day = known.first, known.last
        letter.choice, letter.reason = known.choice, known.reason
    letter.sender, letter.about, letter.department = known.sender, known.about, known.department
    letter.save()


def _in_state(upload: PostUpload, *states: UploadState) -> None:
    upload.refresh_from_db(from_queryset=PostUpload.objects.select_for_update())
    if upload.state not in states:
        raise AlreadyParted


def day_of(letter: PostLetter, calendar: WorkingCalendar) -> tuple[date, DayTaken | None]:
    """The day on which a letter counts as having come; how it was taken, where nobody could tell it.

    Raises BeyondCalendar, and the mistakes of :func:`~redress.rules.unknown_receipt.day_taken`.
    """
    if letter.stamped_on is not None:
        return letter.stamped_on, None
    if letter.first_day is None or letter.last_day is None:
        raise ValueError("a letter has a stamp, or days between which it came")
    choice: Choice = "middle" if letter.choice == "middle" else "earliest"
    taken = day_taken(letter.first_day, letter.last_day, calendar, choice=choice, reason=letter.reason)
    return taken.day, taken


def calendar_of(council_id: str) -> WorkingCalendar:
    """The working days by which the council counts now."""
    book = policies.rulebook()
    return book.calendar(policies.current(council_id).pin)


# --- what the worker does ------------------------------------------------------------------------


def made(letter: PostLetter, folder: Path) -> Arrival:
    """Make a letter of its sheets and take it in; once, however often it is asked for. Raises CannotBeRead."""
    if letter.arrival is not None:
        return letter.arrival
    upload = letter.upload
    pages = list(letter.pages.select_related("scan").order_by("number"))
    day, _taken = day_of(letter, calendar_of(upload.council_id))
    content = _bound(pages, folder)
    with transaction.atomic():
        arrival, _new = register(
            upload.council_id,
            source=Source.POST,
            key=f"post-{upload.pk}-{letter.number}",
            received=Moment.on(day),
            sender_name=letter.sender,
            subject=letter.about,
            files=[(f"letter-{upload.pk}-{letter.number}.pdf", content)],
            details={"pages": len(pages)},
        )
        arrival.department = letter.department
        arrival.folded = searching.folded_of(arrival)
        arrival.save(update_fields=["department", "folded"])
        letter.arrival = arrival
        letter.save(update_fields=["arrival"])
        jobs.enqueue("read-post", {"arrival": arrival.pk}, key=f"read-{arrival.pk}", council=upload.council_id)
    return arrival


def _bound(pages: Sequence[PostPage], folder: Path) -> bytes:
    """The sheets of one letter as a PDF."""
    copies: dict[int, str] = {}
    for page in pages:
        if page.scan_id not in copies:
            copies[page.scan_id] = str(_copied(page.scan, folder))
    target = folder / "letter.pdf"
    plan = json.dumps([(copies[page.scan_id], page.place) for page in pages])
    list(apart.lines_of("letter", target, told=plan))
    content = target.read_bytes()
    target.unlink()
    return content


def _copied(scan: PostScan, folder: Path) -> Path:
    """The PDF of a scan, copied once for all letters that are made of it."""
    copy = folder / f"scan-{scan.pk}.pdf"
    if not copy.exists():
        uploads.copied_to(folder, scan.pdf_as or scan.stored_as, "pdf").rename(copy)
    return copy
