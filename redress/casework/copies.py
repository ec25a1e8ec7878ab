"""Who is told when somebody is put in charge of a case?

Whoever is put in charge, and the roles that the policy's clocks of the stage alert: in Dartford the
Departmental and the Corporate Complaints Officer (DA 8.1.1(a), 8.1.2(a)).
"""

from __future__ import annotations

from redress.accounts.actors import actor_for, people_with_role
from redress.accounts.models import Staff
from redress.cases import find
from redress.casework.acting import Doing
from redress.correspondence.notices import notify


def send_copies(on: Doing, holder: Staff) -> None:
    """Tell the new holder, and send the copies. Nobody is told of a case that they may not see."""
    owed = [deadline for deadline in find.standing(on.row).deadlines if deadline.open and deadline.binds_council]
    told = {
        "holder": holder.name,
        "stage": on.policy.stage(on.run.track, on.run.stage).name,
        "dates": sorted(owed, key=lambda deadline: deadline.due),
    }
    for person in dict.fromkeys((holder, *_alerted(on))):
        if _may_see(on, person):
            words = "allocated" if person == holder else "allocated-copy"
            template = f"casework/notices/{words}.txt"
            notify(on.row, person.email, template, told, on.envelope["key"], to_name=person.name)


def _alerted(on: Doing) -> list[Staff]:
    """Everyone who holds a role that a clock of the stage alerts, for the department of the case."""
    clocks = [clock for clock in on.policy.clocks if clock.track == on.run.track and clock.stage == on.run.stage]
    roles = dict.fromkeys(role for clock in clocks for role in clock.alerts)
    return [
        person
        for role in roles
        for person in people_with_role(on.row.council_id, role, on.day, department=on.row.department)
    ]


def _may_see(on: Doing, person: Staff) -> bool:
    seen = find.visible_to(actor_for(person, on.day), on.row.council_id, on=on.day)
    return seen.filter(pk=on.row.pk).exists()
