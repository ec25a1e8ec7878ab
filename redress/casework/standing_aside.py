"""How does somebody keep away from a case of their own accord, and who is told?

A call about the person on the line goes to the complaints officer of the department, and is out of that person's
sight from then on (DA 6.2.5); whoever declares an interest is treated the same (DA 2.4). The event names nobody: it
is recorded as the system's, and who it is stands in the bar alone.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from redress.accounts.actors import actor_for, officer_for, people_with_role
from redress.accounts.models import Staff
from redress.cases import find
from redress.cases.bars import keep_away
from redress.cases.models import Case
from redress.cases.record import record
from redress.correspondence.notices import notify
from redress.rules.actions import BarPerson
from redress.rules.actors import SYSTEM, Actor
from redress.rules.moments import Moment
from redress.rules.policy import Policy

ABOUT_ME = "complained-about"
PERSONAL_INTEREST = "personal-interest"


def stand_aside(
    case: Case, person: Staff, *, ground: str, at: Moment, key: str, run: str = "", recorded_at: datetime | None = None
) -> Case:
    """Keep somebody away from a case from now on, inside the caller's transaction; gives the case as it then stands."""
    bar = keep_away(case, person, ground=ground)
    by = Actor(SYSTEM, "system:declaration")
    order = BarPerson(run=run, bar=bar, ground=ground)
    return record(case.pk, order, by=by, at=at, seen=case.last_seq, key=key, recorded_at=recorded_at).case


def hand_over(case: Case, policy: Policy, *, key: str) -> None:
    """Tell whoever looks after complaints about the service that a case about a colleague is theirs to see to."""
    today = timezone.localdate()
    for person in _responsible(case, policy):
        seen = find.visible_to(actor_for(person, today), case.council_id, on=today)
        if seen.filter(pk=case.pk).exists():
            notify(case, person.email, "casework/notices/handed-over.txt", {}, key, to_name=person.name)


def _responsible(case: Case, policy: Policy) -> list[Staff]:
    """The one officer for the department, where the policy has one; otherwise those who register complaints."""
    today = timezone.localdate()
    for role in (role.id for role in policy.roles if role.one_for_each_place):
        officer = officer_for(case.council_id, role, today, case.department)
        if officer is not None:
            return [officer]
    register = [role for move in policy.moves_for("complaint", "register") for role in move.by]
    found = [person for role in register for person in people_with_role(case.council_id, role, today)]
    return list(dict.fromkeys(found))
