"""Where does one case stand, with its history, its dates and the complainant's rights?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from redress import policies
from redress.cases import chain
from redress.cases.models import Case, Event
from redress.rules.case import Case as Fold
from redress.rules.case import Run, replay
from redress.rules.clock import Deadline, RightOpened, deadlines, rights
from redress.rules.events import Recorded
from redress.rules.policy import Policy, Rulebook
from redress.rules.status import Status, status


@dataclass(frozen=True, slots=True)
class Standing:
    """A case as the rules see it: the fold of its events and everything derived from it."""

    case: Fold
    history: tuple[Recorded, ...]
    deadlines: tuple[Deadline, ...]
    rights: tuple[RightOpened, ...]
    status: Status
    book: Rulebook

    @property
    def run(self) -> Run:
        """The run the case is at: the last begun among those still open."""
        return self.case.main_run

    @property
    def policy(self) -> Policy:
        """The policy version that governs that run."""
        return self.book.policy(self.run.policy)

    @property
    def seq(self) -> int:
        """The number of the last event: what a page passes on as ``seen``."""
        return self.case.seq


def history(case: Case) -> list[Recorded]:
    """Everything that happened on a case, in sequence: one query."""
    return [chain.recorded_of(row) for row in case.events.order_by("seq")]


def standing(case: Case, *, today: date | None = None) -> Standing:
    """Where the case stands: one query. With ``today`` (a local day) a window can be seen to have passed."""
    return _stands(history(case), today)


def standings(cases: Iterable[int], *, until: date) -> dict[int, Standing]:
    """Where several cases stood at the end of a local day, by their numbers: one query.

    What happened after the last event of that day is left out; of a case that began later, nothing is.
    """
    histories: dict[int, list[Recorded]] = {}
    for row in Event.objects.filter(case__in=list(cases)).order_by("case", "seq"):
        histories.setdefault(row.case_id, []).append(chain.recorded_of(row))
    return {number: _stands(_until(until, happened), None) for number, happened in histories.items()}


def _until(day: date, happened: list[Recorded]) -> list[Recorded]:
    last = max((place for place, entry in enumerate(happened, start=1) if entry.at.day <= day), default=0)
    return happened[:last] if last else happened


def _stands(happened: list[Recorded], today: date | None) -> Standing:
    book = policies.rulebook()
    fold = replay(happened)
    return Standing(
        case=fold,
        history=tuple(happened),
        deadlines=deadlines(fold, book),
        rights=rights(fold, book),
        status=status(fold, fold.main_run, book=book, today=today),
        book=book,
    )
