"""Who is the officer in front of a page, and what may their roles do here at all?"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from redress import policies
from redress.accounts.access import staff_only
from redress.rules.actors import Actor
from redress.rules.policy import Policy

View = Callable[..., HttpResponse]


def for_officers(view: View) -> View:
    """Let only signed-in staff see a page, which then has the council's colour and leads home to the work list."""

    @wraps(view)
    def framed(request: HttpRequest, *arguments: Any, **keywords: Any) -> HttpResponse:
        council = request.council  # type: ignore[attr-defined]  # staff_only has put it there
        request.council_colour = policies.current(council.pk).council.colour  # type: ignore[attr-defined]
        request.council_home = reverse("casework:work")  # type: ignore[attr-defined]
        return view(request, *arguments, **keywords)

    return staff_only(framed)


def sees_figures_only(actor: Actor, policy: Policy) -> bool:
    """Whether none of the roles held lets them see any case: they are shown figures instead."""
    return all(role.sees == "aggregates" for role in policy.roles if role.id in actor.roles)


def sees_where_it_stands_only(actor: Actor, policy: Policy) -> bool:
    """Whether the roles held let them see of a case only that it is there and where it stands."""
    return {role.sees for role in policy.roles if role.id in actor.roles} in ({"status"}, {"status", "aggregates"})


def must_see_cases(actor: Actor, policy: Policy) -> None:
    """Refuse a list of what is said on cases to roles that see figures alone, or only where a case stands.

    Raises PermissionDenied.
    """
    if sees_figures_only(actor, policy) or sees_where_it_stands_only(actor, policy):
        raise PermissionDenied(_("Your role does not read cases."))


def sees_everything(actor: Actor, policy: Policy) -> bool:
    """Whether one of the roles held looks over every case of the council."""
    return any(role.sees == "everything" for role in policy.roles if role.id in actor.roles)


def may_change_people(actor: Actor, policy: Policy) -> bool:
    """Whether one of the roles held may change roles, nominations, training and cover."""
    return any(role.changes_people for role in policy.roles if role.id in actor.roles)


def may_take_in(actor: Actor, policy: Policy) -> bool:
    """Whether somebody with these roles may log a complaint that reached them."""
    return any(
        actor.role_names & set(move.by)
        for move in policy.moves
        if move.action == "receive" and policy.track(move.track).counts_as_complaint
    )


def only_reads(actor: Actor, policy: Policy) -> bool:
    """Whether the policy grants these roles no act at all: an auditor reads and changes nothing."""
    return not any(actor.role_names & set(move.by) for move in policy.moves)


#: Whoever may take one of these acts on a case may read the draft of its answer and say something of it.
_OF_COLLEAGUES = ("respond", "agree", "register", "allocate", "appoint", "acknowledge", "close")


def roles_that_see_drafts(policy: Policy, track: str) -> frozenset[str]:
    """The roles that read an answer before it goes: those of whoever writes, agrees or steers it."""
    moves = (move for move in policy.moves if move.track == track and move.action in _OF_COLLEAGUES)
    return frozenset(role for move in moves for role in move.by)
