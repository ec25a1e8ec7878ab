"""Which arrivals may this person see? What comes in has its own sieve until a case's sieve takes over."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from redress import policies
from redress.accounts.models import Council, RoleHeld
from redress.arrivals.models import Arrival, Source
from redress.cases import find
from redress.cases.models import council_key
from redress.cases.summary import staff_id
from redress.rules.actors import Actor
from redress.rules.policy import Policy

#: How far the roles look that see no person's words once they are on a case: where it stands, or figures only.
_NO_WORDS = {"status", "aggregates"}


def visible_to(actor: Actor, council: Council | str, *, on: date | None = None) -> QuerySet[Arrival]:
    """The arrivals of a council that an actor may see on a day (local; today if none is given).

    Those that have no case yet: as far as the policy lets a role of theirs look at what comes in (``arrivals``), but
    not one that may belong to a case of which they may know nothing. Those on a case: whoever sees the case, and may
    know who complains. Nobody else sees any, and nobody but staff.
    """
    council_id = council_key(council)
    arrivals = Arrival.objects.filter(council_id=council_id)
    policy = policies.current(council_id)
    roles = [role for role in policy.roles if role.id in actor.roles]
    if actor.kind != "staff" or not roles:
        return arrivals.none()
    seen = Q(pk__in=[])
    if any(role.sees not in _NO_WORDS for role in roles):
        cases = find.visible_to(actor, council_id, on=on).filter(find.identity_known(actor, council_id))
        seen |= Q(case__in=cases.order_by().values("pk"))
    if handles(actor, policy):
        may_know = find.not_hidden_from(actor, council_id).order_by().values("pk")
        unknown = Q(suggested=None) | Q(suggested__in=may_know)
        seen |= Q(case=None) & unknown & _reach(actor, policy, on or timezone.localdate())
    return arrivals.filter(seen)


def handles(actor: Actor, policy: Policy) -> bool:
    """Whether the policy lets a role of theirs look at anything that has come in: no query."""
    return bool(_seen_by(actor, policy))


def handles_post(actor: Actor, policy: Policy) -> bool:
    """Whether a role of theirs stamps, scans and registers post: no query."""
    return bool(_seen_by(actor, policy) & {"post", "everything"})


def only_post(actor: Actor, policy: Policy) -> bool:
    """Whether all they do with what comes in is to stamp, scan and send on post: no query."""
    return _seen_by(actor, policy) == {"post"}


def _seen_by(actor: Actor, policy: Policy) -> set[str]:
    """What their roles see of that which has come in.

    Under a policy that says so of no role at all, whoever sees every case sees it: nothing lies where nobody looks.
    """
    roles = [role for role in policy.roles if role.id in actor.roles]
    if any(role.arrivals for role in policy.roles):
        return {role.arrivals for role in roles if role.arrivals}
    return {"everything"} if any(role.sees == "everything" for role in roles) else set()


def _reach(actor: Actor, policy: Policy, on: date) -> Q:
    """What of that which is on no case their roles let them see."""
    reach = _seen_by(actor, policy)
    if "everything" in reach:
        return Q()
    seen = Q(source=Source.POST) if "post" in reach else Q(pk__in=[])
    if "department" in reach:
        roles = {role.id for role in policy.roles if role.arrivals == "department" and role.id in actor.roles}
        seen |= _of_their_departments(actor, roles, on)
    return seen


def _of_their_departments(actor: Actor, roles: set[str], on: date) -> Q:
    """What was sent to the departments for which the roles are held; without a place, to the holder's own."""
    people = [pk for pk in (staff_id(actor.id), staff_id(actor.covering_for)) if pk is not None]
    held = RoleHeld.objects.on(on).filter(staff__in=people, role__in=roles)
    seen = Q(pk__in=[])
    for department, directorate, own in held.values_list("department", "directorate", "staff__department"):
        if department or not directorate:
            seen |= Q(department=department or own) if department or own else Q(pk__in=[])
        else:
            seen |= Q(department__directorate=directorate)
    return seen
