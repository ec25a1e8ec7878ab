"""Whom can somebody who takes a call or a visit pass it on to: which manager, of which service, on which number?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from redress.accounts.actors import officers_by_department
from redress.accounts.models import Service, Staff
from redress.rules.policy import Guidance


@dataclass(frozen=True, slots=True)
class Entry:
    """One service and whoever answers for it today, if anybody does."""

    service: Service
    person: Staff | None


def directory(council_id: str, advice: Iterable[Guidance], today: date) -> list[Entry]:
    """Every service by name with the holder of the role that the advice names; nothing where it names none."""
    role = next((role for one in advice for role in one.roles), "")
    if not role:
        return []
    people = officers_by_department(council_id, role, today)
    services = Service.objects.filter(council=council_id).select_related("department").order_by("name")
    return [Entry(each, people.get(each.department)) for each in services]
