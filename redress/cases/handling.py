"""Does somebody handle a case, or may they only look at it?"""

from __future__ import annotations

from redress import policies
from redress.cases.models import Case, Holding
from redress.cases.summary import staff_id
from redress.rules.actors import Actor

#: Acts that make whoever may do them one of those who handle a complaint.
HANDLING = ("register", "allocate", "acknowledge")


def handles(actor: Actor, case: Case) -> bool:
    """Whether the actor handles the case: has or had it, took it in, or registers, allocates or acknowledges such.

    One query at most. An auditor, who sees every case, handles none.
    """
    people = [pk for pk in (staff_id(actor.id), staff_id(actor.covering_for)) if pk is not None]
    if not people:
        return False
    policy = policies.current(case.council_id)
    if any(actor.role_names & set(move.by) for act in HANDLING for move in policy.moves_for(case.track, act)):
        return True
    return case.owner_id in people or Holding.objects.filter(case=case, staff__in=people).exists()
