"""Who is kept away from a case, without the record saying who it is?"""

from __future__ import annotations

import secrets

from redress.accounts.models import Staff
from redress.cases.models import Bar, Case


def keep_away(case: Case, person: Staff, *, ground: str) -> str:
    """Keep a member of staff away from a case they are complained about or implicated in (DA 2.4).

    From now on the case is hidden from them, and nobody can put them in charge of it. Gives back the opaque id
    that ``BarPerson`` must carry, which is to be recorded in the same transaction. Raises ValueError for a person
    of another council, who has no part in the case anyway.
    """
    if person.council_id != case.council_id:
        raise ValueError("a person of another council has no part in this case")
    return Bar.objects.create(case=case, staff=person, opaque=f"bar:{secrets.token_hex(8)}", ground=ground).opaque


def barred(case: Case, *, but: str = "") -> frozenset[str]:
    """The actor ids of those who are kept away from a case; without the bar whose opaque id is ``but``."""
    return frozenset(f"staff:{pk}" for pk in case.bars.exclude(opaque=but).values_list("staff_id", flat=True))
