"""Whose complaint may this browser look at?

Reference and secret are looked at once; from then on the session remembers the case and the party, so
that the secret stays in no address, history or log. When the session has ended, what was typed waits
on a page that asks for the two again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from redress.accounts.models import Council
from redress.accounts.rate_limits import allowed, forget, network_address, too_many_tries
from redress.design import languages
from redress.intake.councils import no_store, of_a_council
from redress.intake.track_forms import ProofForm
from redress.records.models import Party, TrackingSecret
from redress.records.tracking import WrongLink, opened_by, secret_for

QUARTER_OF_AN_HOUR = 15 * 60
TRIES_OF_AN_ADDRESS = 100  # a library may help many people follow their complaints
TRIES_OF_A_REFERENCE = 20
FOLLOWING = "following"

View = Callable[..., HttpResponse]


class TooManyTries(Exception):
    """Reference and secret were tried too often just now."""


def opened(request: HttpRequest, council: Council, reference: str, secret: str) -> Party | None:
    """Let this browser follow the case, if reference and secret are right. Raises :class:`TooManyTries`."""
    buckets = (
        (f"track:address {network_address(request)}", TRIES_OF_AN_ADDRESS),
        (f"track:reference {council.pk} {reference.strip().upper()}", TRIES_OF_A_REFERENCE),
    )
    now = timezone.now()
    if not all(allowed(name, limit=limit, seconds=QUARTER_OF_AN_HOUR, now=now) for name, limit in buckets):
        raise TooManyTries
    try:
        held = secret_for(council, reference, secret.strip())
    except WrongLink:
        return None
    forget(buckets[1][0], seconds=QUARTER_OF_AN_HOUR, now=now)
    request.session.cycle_key()
    follow(request, council.pk, held)
    return held.party


def follow(request: HttpRequest, council: str, held: TrackingSecret) -> None:
    """Let this session follow the case to which a secret belongs, for as long as that secret opens anything."""
    followed = request.session.get(FOLLOWING, {})
    own = {"case": held.case_id, "party": held.party_id, "secret": held.pk}
    request.session[FOLLOWING] = {**followed, council: own}


def party_followed(request: HttpRequest, council: Council) -> Party | None:
    """The party as whom this browser follows a case of this council."""
    followed = request.session.get(FOLLOWING, {}).get(council.pk)
    if not followed:
        return None
    party = opened_by(followed.get("secret", 0), council=council.pk)
    return party if party is not None and party.pk == followed["party"] else None


def leave(request: HttpRequest, council: Council) -> None:
    """Follow no case of this council any more."""
    followed = request.session.get(FOLLOWING, {})
    request.session[FOLLOWING] = {known: value for known, value in followed.items() if known != council.pk}


def followed(view: View) -> View:
    """Let only somebody who has proved it see a page of their case; nothing they typed is lost meanwhile.

    The view is given the council and the :class:`Party`. The page is kept nowhere and found by no search engine.
    """

    @wraps(view)
    def guarded(request: Any, council: Council, *arguments: Any, **keywords: Any) -> HttpResponse:
        party = party_followed(request, council)
        if party is not None:
            languages.use(request, party.person.language)
            return no_store(request, view(request, council, party, *arguments, **keywords))
        if request.method != "POST":
            return redirect("intake:track", council.pk)
        return no_store(request, _proved_first(request, council, view, arguments, keywords))

    return never_cache(sensitive_post_parameters()(of_a_council(guarded)))


def _proved_first(
    request: Any, council: Council, view: View, arguments: tuple[Any, ...], keywords: dict[str, Any]
) -> HttpResponse:
    """Ask for reference and secret beside what was typed, and go on with it once they are right."""
    form = ProofForm(request.POST if "proof-secret" in request.POST else None, prefix="proof")
    if form.is_valid():
        try:
            party = opened(request, council, form.cleaned_data["reference"], form.cleaned_data["secret"])
        except TooManyTries:
            return too_many_tries(request, seconds=QUARTER_OF_AN_HOUR, now=timezone.now())
        if party is not None:
            return view(request, council, party, *arguments, **keywords)
        form.wrong()
    hidden = ("csrfmiddlewaretoken", "proof-reference", "proof-secret")
    typed = [(name, value) for name, values in request.POST.lists() if name not in hidden for value in values]
    page = {"form": form, "typed": typed, "had_files": bool(request.FILES)}
    return render(request, "intake/prove_again.html", page, status=403)
