"""May this officer see what has come in, may they act on it, and which arrival is it that they ask for?"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from redress import policies
from redress.arrivals import find
from redress.arrivals.models import Arrival, State
from redress.cases.reading import log_read
from redress.casework.identity import must_know_identity
from redress.casework.officers import for_officers, may_take_in, only_reads
from redress.rules.actors import Actor
from redress.rules.policy import Policy

View = Callable[..., HttpResponse]


def for_arrivals(view: View) -> View:
    """Let only those see a page who see anything of what comes in; the others are told that it is not their work."""

    @wraps(view)
    def guarded(request: Any, *arguments: Any, **keywords: Any) -> HttpResponse:
        if not find.handles(request.actor, policies.current(request.council.pk)):
            raise PermissionDenied(_("Your role does not deal with what comes in."))
        return view(request, *arguments, **keywords)

    return for_officers(guarded)


def arrival_for(request: HttpRequest, pk: int, page: str = "") -> Arrival:
    """The arrival, if this officer may see it; else a 404. One on a case is read like the case, and tells who it is."""
    seen = find.visible_to(request.actor, request.council)  # type: ignore[attr-defined]
    related = ("case", "suggested", "department", "settled_by", "letter", "letter__upload")
    arrival: Arrival = get_object_or_404(seen.select_related(*related), pk=pk)
    if arrival.case is not None:
        log_read(arrival.case, request.actor, page or f"arrival {pk}")  # type: ignore[attr-defined]
        must_know_identity(arrival.case, request.actor, page or f"arrival {pk}")  # type: ignore[attr-defined]
    return arrival


def must_act(request: HttpRequest) -> None:
    """Only for those who do more than read."""
    if only_reads(request.actor, policy_of(request)):  # type: ignore[attr-defined]
        raise PermissionDenied(_("Your role reads and changes nothing."))


def must_place(request: HttpRequest) -> None:
    """Only for those who may decide what becomes of it: not for whoever only stamps, scans and sends on."""
    must_act(request)
    if not may_place(request.actor, policy_of(request)):  # type: ignore[attr-defined]
        raise PermissionDenied(_("Your role sends post on. Somebody else decides what becomes of it."))


def may_place(actor: Actor, policy: Policy) -> bool:
    """Whether they may put it on a case, make a case of it, or set it aside."""
    return may_take_in(actor, policy) and not find.only_post(actor, policy) and find.handles(actor, policy)


def policy_of(request: HttpRequest) -> Policy:
    """The policy of the council as it is now."""
    return policies.current(request.council.pk)  # type: ignore[attr-defined]


def stands(arrival: Arrival) -> str:
    """How an arrival stands, in a sentence for somebody who wanted to do something else with it."""
    who = arrival.settled_by.name if arrival.settled_by else _("Somebody else")
    if arrival.state == State.FILED and arrival.case is not None:
        return _("%(who)s has put it on the case %(reference)s meanwhile.") % {
            "who": who,
            "reference": arrival.case.reference,
        }
    if arrival.state == State.SET_ASIDE:
        return _("%(who)s has set it aside meanwhile.") % {"who": who}
    if arrival.state == State.AUTOMATIC:
        return _("It is listed as written by a programme.")
    return _("Somebody has brought it back meanwhile: it waits to be placed.")
