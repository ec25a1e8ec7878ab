"""Are the rows that lists are made of what the events make, and if not, how are they made afresh?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from redress import policies
from redress.accounts.models import Council
from redress.cases import chain, summary
from redress.cases.models import Case, council_key
from redress.cases.verify import Finding, Progress
from redress.rules.policy import Rulebook


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many cases were replayed, and what was not as the events make it."""

    cases: int
    differing: tuple[Finding, ...]


def rebuild(check: bool = False, council: Council | str | None = None, *, progress: Progress | None = None) -> Rebuilt:
    """Replay every case of a council, or of all, and write afresh what differs; with ``check`` only compare.

    Compares where a case is filed (department, team) as well, which follows from who works where today. Each
    case is locked while it is compared, and is a transaction of its own. ``progress`` is told how many cases are
    done, of how many.
    """
    council_id = council_key(council) if council is not None else None
    cases = Case.objects.all() if council_id is None else Case.objects.filter(council_id=council_id)
    numbers = list(cases.order_by("pk").values_list("pk", flat=True))
    book = policies.rulebook()
    filings: dict[str, summary.Filing] = {}
    differing = []
    for done, pk in enumerate(numbers, start=1):
        finding = _rebuilt(pk, check, filings, book)
        if finding is not None:
            differing.append(finding)
        if progress is not None:
            progress(done, len(numbers))
    return Rebuilt(len(numbers), tuple(differing))


def _rebuilt(pk: int, check: bool, filings: dict[str, summary.Filing], book: Rulebook) -> Finding | None:
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=pk)
        rows = list(case.events.order_by("seq"))
        filing = filings.setdefault(case.council_id, summary.Filing(case.council_id))
        derived = summary.derive([chain.recorded_of(row) for row in rows], filing=filing, book=book)
        outside: dict[str, Any] = {"opened_at": rows[0].recorded_at, "head_hash": rows[-1].hash}
        different = summary.differences(case, derived, filed=True)
        different += [name for name, value in outside.items() if getattr(case, name) != value]
        if not different:
            return None
        if not check:
            for name, value in outside.items():
                setattr(case, name, value)
            summary.write(case, derived)
        return Finding(case.council_id, case.reference, 0, "summary", ", ".join(different))
