"""Which reference does the next case get?"""

from __future__ import annotations

from redress.cases.models import Reference


class Series:
    """One council's series of references for one year, locked until the caller's transaction ends.

    Whoever opens a case waits here for the one before: no number is given twice, and a number is only
    used up by a case that is kept.
    """

    def __init__(self, council_id: str, series: str, year: int) -> None:
        self._counter, _ = Reference.objects.select_for_update().get_or_create(
            council_id=council_id, series=series, year=year
        )

    def take_next(self) -> str:
        """The next reference, for example ``DBC-2026-0042``."""
        counter = self._counter
        counter.last += 1
        counter.save(update_fields=["last"])
        return f"{counter.series}-{counter.year}-{counter.last:04d}"
