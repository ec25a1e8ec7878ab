"""Which arrivals may this person see? What comes in has its own sieve until a case's sieve takes over."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from redress import policies
from redress.accounts.models import Council
from redress.arrivals.models import Arrival
from redress.cases import find
from redress.cases.models import council_key
from redress.rules.actors import Actor
from redress.rules.policy import Policy

#: How far the roles look that see no person's words: where a case stands, or figures only.
_NO_WORDS = {"status", "aggregates"}


def visible_to(actor: Actor, council: Council | str, *, on: date | None = None) -> QuerySet[Arrival]:
    """The arrivals of a council that an actor may see on a day (local; today if none is given).

    Those that have no case yet: whoever may take complaints in sees them, but not one that may belong to a case of
    which they may know nothing. Those on a case: whoever sees the case, and may know who complains. Nobody else
    sees any, and nobody but staff.
    """
    council_id = council_key(council)
    arrivals = Arrival.objects.filter(council_id=council_id)
    policy = policies.current(council_id)
    if actor.kind != "staff" or not _reads_words(actor, policy):
        return arrivals.none()
    cases = find.visible_to(actor, council_id, on=on).filter(find.identity_known(actor, council_id))
    placed = Q(case__in=cases.order_by().values("pk"))
    if not _takes_in(actor, policy):
        return arrivals.filter(placed)
    may_know = find.not_hidden_from(actor, council_id).order_by().values("pk")
    return arrivals.filter(placed | Q(case=None) & (Q(suggested=None) | Q(suggested__in=may_know)))


def _takes_in(actor: Actor, policy: Policy) -> bool:
    """Whether a role of theirs may take a complaint in."""
    return any(
        actor.role_names & set(move.by)
        for move in policy.moves
        if move.action == "receive" and policy.track(move.track).counts_as_complaint
    )


def _reads_words(actor: Actor, policy: Policy) -> bool:
    return any(role.sees not in _NO_WORDS for role in policy.roles if role.id in actor.roles)
