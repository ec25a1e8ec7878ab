"""What do the lists need to know of a case, derived from its events alone?

``derive`` computes it, ``write`` keeps it, and ``differences`` says where what is kept is not what the
events make. Which department and team a case is filed under also depends on who works where today, so
those columns are told apart (``FILED``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from redress.accounts.models import Service, Staff
from redress.cases.models import Asked, Binds, Case, Holding, OpenDeadline
from redress.rules.actions import AdoptCalendar
from redress.rules.case import CONFIDENTIAL, IDENTITY_CONFIDENTIAL, Run, replay
from redress.rules.case import Case as Fold
from redress.rules.clock import Deadline, deadlines
from redress.rules.events import Allocated, Appointed, Point, Received, Recorded, StepTaken
from redress.rules.policy import Rulebook
from redress.rules.status import HOLDER, asked, status, waiting
from redress.rules.steps import referred_to

#: The position under which someone who did an absent colleague's work is noted.
COVERING = "covering"

#: The position under which a member of staff who logged a case for somebody is noted.
LOGGED = "logged"

#: The position under which somebody to whom a case was referred by name is noted.
REFERRED = "referred"

#: Columns that follow from who works where, as well as from the events.
FILED = ("service_id", "department_id", "team_id")


class Filing:
    """Where the cases of one council are filed; asks the database once for each person and service."""

    def __init__(self, council_id: str) -> None:
        self.council_id = council_id
        self._teams: dict[int, int | None] = {}

    def team_of(self, staff_id: int | None) -> int | None:
        """The team of a member of staff; none for nobody."""
        if staff_id is None:
            return None
        if staff_id not in self._teams:
            self._teams[staff_id] = Staff.objects.values_list("team_id", flat=True).get(pk=staff_id)
        return self._teams[staff_id]

    @cached_property
    def _services(self) -> dict[str, tuple[int, int]]:
        services = Service.objects.filter(council=self.council_id).values_list("slug", "id", "department_id")
        return {slug: (id, department) for slug, id, department in services}

    def service_of(self, point: Point | None) -> tuple[int | None, int | None]:
        """The ids of the service a point is about and of its department; none while that is not settled."""
        if point is None or not point.service:
            return None, None
        return self._services.get(point.service, (None, None))


@dataclass(frozen=True, slots=True)
class Derived:
    """The columns of the summary row, and the rows that stand beside it."""

    columns: dict[str, Any]
    open_deadlines: list[dict[str, Any]]
    holdings: set[tuple[int, str, Any]]
    asked: frozenset[str]
    fold: Fold = field(repr=False)
    deadlines: tuple[Deadline, ...] = field(repr=False)


def derive(history: list[Recorded], *, filing: Filing, book: Rulebook) -> Derived:
    """Everything that lists and counts know of the case these events make."""
    fold = replay(history)
    worked = deadlines(fold, book)
    return Derived(
        columns=_columns(fold, worked, history, filing, book),
        open_deadlines=[_row(deadline, fold.runs[deadline.run], filing, book) for deadline in worked if deadline.open],
        holdings=_holdings(fold, history, book),
        asked=asked(fold, book=book),
        fold=fold,
        deadlines=worked,
    )


def staff_id(opaque: str) -> int | None:
    """The primary key behind ``staff:12``; none for anybody who is not staff, and for nobody."""
    kind, _, number = opaque.partition(":")
    return int(number) if kind == "staff" and number.isdecimal() else None


def _columns(
    fold: Fold, worked: tuple[Deadline, ...], history: list[Recorded], filing: Filing, book: Rulebook
) -> dict[str, Any]:
    run = fold.main_run
    stands = status(fold, run, book=book)
    owner = staff_id(run.holder)
    owed = min((d for d in worked if d.open and d.binds_council), key=lambda d: d.due, default=None)
    window = _window(run, worked, book) if stands.code == "answered" else None
    service, department = filing.service_of(fold.points[0] if fold.points else None)
    steps = waiting(fold, book=book)
    return {
        "run": run.id,
        "track": run.track,
        "stage": run.stage,
        "status": stands.code,
        "policy_id": run.policy.id,
        "policy_version": run.policy.version,
        "calendar": ",".join(sorted({each.calendar for each in counting(fold, book)})),
        "channel": run.channel,
        "landlord": _landlord(fold),
        "anonymous": run.anonymous,
        "confidential": any(CONFIDENTIAL in each.flags for each in fold.runs.values()),
        "identity_confidential": any(IDENTITY_CONFIDENTIAL in each.flags for each in fold.runs.values()),
        "received_at": run.received.instant,
        "received_day": run.received.day,
        "ended": run.ended,
        "ended_day": run.ended_at.day if run.ended_at else None,
        "owner_id": owner,
        "position": run.position,
        "service_id": service,
        "department_id": department,
        "team_id": filing.team_of(owner),
        "next_due": owed.due if owed else None,
        "next_clock": owed.clock.id if owed else "",
        "window_due": window.due if window else None,
        "waiting": [[step, list(by)] for step, by in steps],
        "owner_decides": any(HOLDER in by for _step, by in steps),
        "last_seq": fold.seq,
    }


def counting(fold: Fold, book: Rulebook) -> list[Run]:
    """The open runs whose policy lets them adopt a later calendar: those that count working days at all."""
    open_runs = (run for run in fold.runs.values() if not run.ended)
    return [run for run in open_runs if book.policy(run.policy).moves_for(run.track, AdoptCalendar.name)]


def _window(run: Run, worked: tuple[Deadline, ...], book: Rulebook) -> Deadline | None:
    policy = book.policy(run.policy)
    request = policy.request_for(policy.stage(run.track, run.stage).next)
    if request is None or not request.window:
        return None
    return next((d for d in worked if d.run == run.id and d.clock.id == request.window), None)


def _landlord(fold: Fold) -> str:
    """One word for all points: unknown if any is, overlap if they go to different Ombudsmen."""
    flags = fold.ombudsman_flags
    if "unknown" in flags or not flags:
        return "unknown"
    return next(iter(flags)) if len(flags) == 1 else "overlap"


def _row(deadline: Deadline, run: Run, filing: Filing, book: Rulebook) -> dict[str, Any]:
    owner = staff_id(deadline.owner or (run.holder if _falls_to_the_holder(deadline, run, book) else ""))
    return {
        "run": deadline.run,
        "stage": deadline.stage,
        "clock": deadline.clock.id,
        "binds": Binds.COUNCIL if deadline.binds_council else Binds.COMPLAINANT,
        "due": deadline.due,
        "printed": deadline.printed,
        "original": deadline.original,
        "role": deadline.clock.responsible,
        "owner_id": owner,
        "team_id": filing.team_of(owner),
        "provisional": deadline.provisional,
        "item": deadline.item,
    }


def _falls_to_the_holder(deadline: Deadline, run: Run, book: Rulebook) -> bool:
    """Whether the role that is responsible is one for the holder's position; else it falls to that role."""
    if not run.position:
        return False
    return deadline.clock.responsible in book.policy(run.policy).position(run.position).roles


def _holdings(fold: Fold, history: list[Recorded], book: Rulebook) -> set[tuple[int, str, Any]]:
    """Who holds or held the case or had a hand in it, in which position, since when; the first time counts."""
    since: dict[tuple[int, str], Any] = {}
    for entry in history:
        hands = []
        if isinstance(entry.event, (Allocated, Appointed)):
            hands.append((entry.event.to, entry.event.position))
        if isinstance(entry.event, Received):
            hands.append((entry.by, LOGGED))
        if isinstance(entry.event, StepTaken):
            policy = book.policy(fold.runs[entry.run].policy)
            hands += [(person, REFERRED) for person in referred_to(entry.event, policy)]
        if entry.covering_for:
            hands.append((entry.by, COVERING))
        for person, position in hands:
            known = staff_id(person)
            if known is not None:
                since.setdefault((known, position), fold.times[entry.seq].day)
    return {(*who, day) for who, day in since.items()}


def write(row: Case, derived: Derived) -> None:
    """Keep what was derived on a case that is already in the database; the caller holds its lock."""
    for name, value in derived.columns.items():
        setattr(row, name, value)
    row.save()
    write_beside(row, derived)


def write_beside(row: Case, derived: Derived) -> None:
    """Keep the open deadlines, holdings and roles asked of a case, in place of those that stand there."""
    OpenDeadline.objects.filter(case=row).delete()
    OpenDeadline.objects.bulk_create(
        OpenDeadline(council_id=row.council_id, case=row, **values) for values in derived.open_deadlines
    )
    Holding.objects.filter(case=row).delete()
    Holding.objects.bulk_create(
        Holding(case=row, staff_id=staff, position=position, since=since)
        for staff, position, since in sorted(derived.holdings)
    )
    Asked.objects.filter(case=row).delete()
    Asked.objects.bulk_create(Asked(case=row, role=role) for role in sorted(derived.asked))


def differences(row: Case, derived: Derived, *, filed: bool) -> list[str]:
    """The columns and rows that are not what the events make; with ``filed``, where it is filed as well."""
    left_out = () if filed else FILED
    found = [name for name, value in derived.columns.items() if name not in left_out and getattr(row, name) != value]
    if _open_deadlines_kept(row, left_out) != _comparable(derived.open_deadlines, left_out):
        found.append("open_deadlines")
    kept = {(each.staff_id, each.position, each.since) for each in row.holdings.all()}
    if kept != derived.holdings:
        found.append("holdings")
    if {each.role for each in row.asked.all()} != derived.asked:
        found.append("asked")
    return found


def _open_deadlines_kept(row: Case, left_out: tuple[str, ...]) -> set[tuple[Any, ...]]:
    names = _DEADLINE_COLUMNS
    return _comparable([{name: getattr(each, name) for name in names} for each in row.open_deadlines.all()], left_out)


def _comparable(rows: list[dict[str, Any]], left_out: tuple[str, ...]) -> set[tuple[Any, ...]]:
    return {tuple(str(row[name]) for name in _DEADLINE_COLUMNS if name not in left_out) for row in rows}


_DEADLINE_COLUMNS = (
    "run",
    "stage",
    "clock",
    "binds",
    "due",
    "printed",
    "original",
    "role",
    "owner_id",
    "team_id",
    "provisional",
    "item",
)
