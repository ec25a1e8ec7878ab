"""What does the page of a case say of an identity that is kept confidential, and of those who looked at it?"""

from __future__ import annotations

from dataclasses import dataclass

from redress.accounts.models import Staff
from redress.cases import find
from redress.cases.models import Case
from redress.cases.summary import staff_id
from redress.casework.identity import is_shown
from redress.casework.officers import sees_everything
from redress.records import looks
from redress.records.looks import IdentityLook
from redress.rules.actors import Actor
from redress.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class Who:
    """What the page of a case says of a confidential identity: whether it is shown now, and who looked at it."""

    shown: bool
    may_look: bool
    reason_needed: bool
    looks: list[tuple[IdentityLook, str]]


def who_it_is(row: Case, actor: Actor, policy: Policy) -> Who | None:
    """What to show of a confidential identity; none where nothing is confidential."""
    if not row.identity_confidential:
        return None
    rule = policy.identity
    seen = looks.looks_at(row) if sees_everything(actor, policy) else []
    return Who(
        shown=is_shown(row, actor),
        may_look=find.knows_identity(actor, row),
        reason_needed=rule is not None and rule.reason_needed,
        looks=named(seen),
    )


def named(found: list[IdentityLook]) -> list[tuple[IdentityLook, str]]:
    """Each look with the name of whoever looked: one query."""
    pks = {pk for pk in (staff_id(each.by) for each in found) if pk}
    names = {each.actor_id: each.name for each in Staff.objects.filter(pk__in=pks)} if pks else {}
    return [(each, names.get(each.by, each.by)) for each in found]
