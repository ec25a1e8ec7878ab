"""What was said and written in a case, in whose words?"""

from __future__ import annotations

from collections.abc import Iterable

from redress.cases.models import Case
from redress.records.models import Words


def of(case: Case, *kinds: str) -> list[Words]:
    """The texts of a case, oldest first; with kinds, only those."""
    found = Words.objects.filter(case=case).order_by("id")
    return list(found.filter(kind__in=kinds) if kinds else found)


def by_digest(case: Case, digests: Iterable[str]) -> dict[str, Words]:
    """The texts that events of the case vouch for, by the digest that stands in the event."""
    wanted = {digest for digest in digests if digest}
    return {row.digest: row for row in Words.objects.filter(case=case, digest__in=wanted)}
