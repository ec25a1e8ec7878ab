"""What was said and written in a case, in whose words?"""

from __future__ import annotations

from redress.cases.models import Case
from redress.records.models import Words


def of(case: Case, *kinds: str) -> list[Words]:
    """The texts of a case, oldest first, each with its translations; with kinds, only those."""
    found = Words.objects.filter(case=case).prefetch_related("translations").order_by("id")
    return list(found.filter(kind__in=kinds) if kinds else found)
