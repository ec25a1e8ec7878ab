"""Which dates move when a later list of bank holidays counts, and how do the open cases adopt it?

A holiday announced late is an event on every open case. A date promised in a letter stays. A case that has ended is
left alone; if its next stage is asked for afterwards, it adopts the list then (:func:`carry_out` runs every day).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from redress import policies
from redress.accounts.models import Council
from redress.cases import chain
from redress.cases.models import CalendarAdoption, Case, Event, OpenDeadline, council_key
from redress.cases.record import record
from redress.cases.summary import counting
from redress.rules.actions import AdoptCalendar
from redress.rules.actors import Actor
from redress.rules.case import replay
from redress.rules.clock import Deadline, deadlines
from redress.rules.events import Recorded
from redress.rules.moments import Moment
from redress.rules.policy import Clock, Policy, Rulebook
from redress.rules.refusals import Refused
from redress.rules.working_days import Holiday

Progress = Callable[[int, int], None]

#: The programme in whose name the events stand; who ordered them stands in the adoption.
SYSTEM = Actor(kind="system", id="system:calendar")


@dataclass(frozen=True, slots=True)
class Moved:
    """What becomes of one date that was still to come: as printed, and as judged, before and after.

    ``promised``: it was given in a letter, so it stays, though it would be ``counted`` otherwise.
    """

    run: str
    clock: Clock
    printed: date
    new_printed: date
    due: date
    new_due: date
    promised: bool
    counted: date

    @property
    def moves(self) -> bool:
        return (self.printed, self.due) != (self.new_printed, self.new_due)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a list of bank holidays does to one case: nothing where ``dates`` is empty."""

    case: Case
    dates: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """How many cases have adopted the list now, and those that could not, with the code of the refusal."""

    cases: int
    refused: tuple[tuple[str, str], ...]


def may_order(roles: Iterable[str], policy: Policy) -> bool:
    """Whether somebody with these roles may adopt a calendar: the moves of the policy say who."""
    held = set(roles)
    return any(held & set(move.by) for move in policy.moves if move.action == AdoptCalendar.name)


def open_cases(council: Council | str, version: str) -> QuerySet[Case]:
    """The open cases of a council that count by another list than this one."""
    return behind(Case.objects.filter(council_id=council_key(council)), version)


def behind(cases: QuerySet[Case], version: str) -> QuerySet[Case]:
    """Those of the cases that are open and count by another list, for example among those that somebody may see."""
    return cases.filter(ended="").exclude(calendar__in=(version, "")).order_by("pk")


def touched(cases: QuerySet[Case], differing: tuple[Holiday, ...]) -> QuerySet[Case]:
    """Those of the cases with a date still to come that these days could move: begun before the last of them,
    and due on the first or later.
    """
    if not differing:
        return cases.none()
    first, last = min(day.day for day in differing), max(day.day for day in differing)
    due = OpenDeadline.objects.filter(case=OuterRef("pk"), due__gte=first)
    begun = Q(received_day__lte=last) | Q(opened_at__date__lte=last)
    return cases.filter(Exists(due), begun)


def differing(council: Council | str, version: str, book: Rulebook) -> tuple[Holiday, ...]:
    """The days that are holidays in this list but not in an earlier one, or the other way round, in order."""
    council_id = council_key(council)
    nations = {
        pin: each for (pin, edition), each in book.calendars.items() if pin.id == council_id and edition == version
    }
    found: dict[date, Holiday] = {}
    for (pin, edition), other in book.calendars.items():
        if pin in nations and edition != version:
            one, two = ({day.day: day for day in each.holidays} for each in (nations[pin], other))
            found |= {day: (one | two)[day] for day in one.keys() ^ two.keys()}
    return tuple(found[day] for day in sorted(found))


def effects(cases: Iterable[Case], version: str, book: Rulebook) -> list[Effect]:
    """What the list does to each of these cases: one query for all of them."""
    rows = list(cases)
    histories: dict[int, list[Recorded]] = {row.pk: [] for row in rows}
    for event in Event.objects.filter(case__in=rows).order_by("case", "seq"):
        histories[event.case_id].append(chain.recorded_of(event))
    return [Effect(row, tuple(_moved(histories[row.pk], version, book))) for row in rows]


def _moved(history: list[Recorded], version: str, book: Rulebook) -> Iterator[Moved]:
    """Counted twice from the same events: as it stands, and as if the list had been adopted."""
    stands, would = replay(history), replay(history)
    for run in counting(would, book):
        run.calendar = version
    after = {(each.run, each.clock.id, each.item): each for each in deadlines(would, book)}
    for each in deadlines(stands, book):
        new = after.get((each.run, each.clock.id, each.item))
        if each.open and new is not None:
            found = _difference(each, new)
            if found.moves or found.promised:
                yield found


def _difference(old: Deadline, new: Deadline) -> Moved:
    counted = new.working.computed or new.printed
    return Moved(
        run=old.run,
        clock=old.clock,
        printed=old.printed,
        new_printed=new.printed,
        due=old.due,
        new_due=new.due,
        promised=new.working.promised is not None and old.working.computed != new.working.computed,
        counted=counted,
    )


# --- adopting it ---------------------------------------------------------------------------------


def order(council: Council | str, version: str, *, by: str, name: str) -> CalendarAdoption:
    """Put down that a council adopts a list; the same again gives back what was put down before.

    Raises LookupError for a list that is not the newest one in use.
    """
    if version != policies.rulebook().calendar_version:
        raise LookupError(version)
    council_id = council_key(council)
    given = {"ordered_by": by, "ordered_name": name[:200], "cases": open_cases(council_id, version).count()}
    return CalendarAdoption.objects.get_or_create(council_id=council_id, version=version, defaults=given)[0]


def adoption_of(council: Council | str, version: str) -> CalendarAdoption | None:
    """What was ordered for this list, or none."""
    return CalendarAdoption.objects.filter(council_id=council_key(council), version=version).first()


def carry_out(adoption: CalendarAdoption, *, progress: Progress | None = None) -> CarriedOut:
    """Record on every open case that it counts by the list from now on; each case is a transaction of its own.

    Whatever stopped it half-way, it goes on where it was: a case that has adopted the list is never touched again.
    ``progress`` is told after each case how many are done, of how many.
    """
    waiting = list(open_cases(adoption.council_id, adoption.version).values_list("pk", flat=True))
    refused = []
    for done, pk in enumerate(waiting, start=1):
        code = _adopt(pk, adoption.version)
        if code:
            refused.append((Case.objects.values_list("reference", flat=True).get(pk=pk), code))
        if progress is not None:
            progress(done, len(waiting))
    if adoption.finished_at is None:
        adoption.finished_at = timezone.now()
        adoption.save(update_fields=["finished_at"])
    return CarriedOut(len(waiting) - len(refused), tuple(refused))


def left_to_do(adoption: CalendarAdoption) -> int:
    """How many open cases still count by another list."""
    return open_cases(adoption.council_id, adoption.version).count()


def _adopt(pk: int, version: str) -> str:
    """One case: an event on each of its open runs, all or none. Gives back the code of a refusal."""
    book = policies.rulebook()
    try:
        with transaction.atomic():
            case = Case.objects.select_for_update().get(pk=pk)
            fold = replay([chain.recorded_of(row) for row in case.events.order_by("seq")])
            now = Moment.of(timezone.now(), chain.local_zone())
            for run in counting(fold, book):
                if run.calendar != version:
                    action = AdoptCalendar(run=run.id, calendar=version)
                    key = f"calendar:{version}:{run.id}"
                    record(pk, action, by=SYSTEM, at=now, seen=case.last_seq, key=key)
    except Refused as refusal:
        return refusal.code
    return ""
