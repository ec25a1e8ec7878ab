"""Which council is this page of, and what does its policy say?"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from redress import policies
from redress.accounts.models import Council
from redress.rules.policy import Contact, Policy

View = Callable[..., HttpResponse]


def of_a_council(view: View) -> View:
    """Turn the id in the address into a council that is served here, and tell the page frame about it.

    The view is given the :class:`Council`; it finds its policy in ``request.policy``.
    """

    @wraps(view)
    def introduced(request: Any, council_id: str, *arguments: Any, **keywords: Any) -> HttpResponse:
        policy = policies.rulebook().newest.get(council_id)
        if policy is None:
            raise Http404
        council = get_object_or_404(Council, pk=council_id)
        request.council, request.policy = council, policy
        request.council_colour = policy.council.colour
        request.council_home = reverse("intake:start", args=[council_id])
        return view(request, council, *arguments, **keywords)

    return introduced


def served() -> list[tuple[Council, Policy]]:
    """The councils that have both a place in this installation and a policy, by name."""
    installed = policies.rulebook().newest
    return [(council, installed[council.pk]) for council in Council.objects.order_by("name") if council.pk in installed]


def contacts(policy: Policy, keys: tuple[str, ...]) -> list[Contact]:
    """The bodies of the contacts list with these keys, in this order."""
    return [policy.contacts[key] for key in keys]


def ombudsman_keys(policy: Policy) -> tuple[str, ...]:
    """The keys of every Ombudsman that a complaint under this policy can go to, each once."""
    routes = policy.ombudsmen
    return tuple(dict.fromkeys(routes.no + routes.yes + routes.overlap))


def ombudsmen(policy: Policy) -> list[Contact]:
    """Every Ombudsman that a complaint under this policy can go to."""
    return contacts(policy, ombudsman_keys(policy))


def no_store(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A page about somebody's complaint: nobody keeps a copy, and its address is told to no other site.

    Not ``no-referrer``: under that a browser sends forms from nowhere, which the CSRF check must refuse.
    """
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
