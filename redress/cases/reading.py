"""Who has looked at which case, and who tried to?"""

from __future__ import annotations

from redress.cases.models import Case, ReadLog
from redress.rules.actors import Actor


def log_read(case: Case, actor: Actor, what: str, *, refused: bool = False) -> ReadLog:
    """Write down that somebody read a page about a case (DA 2.2; KL 14.1); ``what`` names the page.

    ``refused`` when they were not let in. Such a line is never changed or deleted.
    """
    return ReadLog.objects.create(
        council_id=case.council_id,
        case=case,
        actor=actor.id,
        role=(",".join(sorted(actor.roles)) or actor.kind)[:200],
        page=what[:100],
        refused=refused,
    )
