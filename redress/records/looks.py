"""Who has looked at whom a confidential case is about, when and why?"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from redress.cases.models import Case
from redress.cases.reading import log_read
from redress.records.consents import IdentityLook
from redress.rules.actors import Actor

__all__ = ["IdentityLook"]

#: For so long whoever looked goes on seeing the name on the pages of the case, without another line.
LASTS = timedelta(minutes=30)


def look(case: Case, actor: Actor, *, why: str = "") -> IdentityLook:
    """Write down that somebody looks at who complains, in the list of looks and in the read log."""
    log_read(case, actor, "who it is")
    return IdentityLook.objects.create(
        council_id=case.council_id,
        case=case,
        by=actor.id,
        role=",".join(sorted(actor.roles))[:200],
        why=why.strip(),
    )


def looks_now(case: Case, actor: Actor, *, now: datetime | None = None) -> bool:
    """Whether this person looked a short while ago, and so still sees who it is."""
    since = (now or timezone.now()) - LASTS
    return IdentityLook.objects.filter(case=case, by=actor.id, at__gt=since).exists()


def looks_at(case: Case) -> list[IdentityLook]:
    """Everybody who looked at who complains in this case, latest first."""
    return list(IdentityLook.objects.filter(case=case).order_by("-id"))
