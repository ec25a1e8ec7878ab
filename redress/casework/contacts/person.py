"""Is there something to know of the person who is being logged, before anything is saved?

A hint beside the form: what applies to somebody's contacts, and warnings to staff. It is asked for with a POST, so
that no name stands in an address, and it never keeps anybody from saving.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from redress import policies
from redress.casework.officers import for_officers, may_take_in
from redress.casework.restricted_people import Applies, applies_to
from redress.records.models import Person
from redress.rules.actors import Actor

#: How somebody is in contact who is not writing.
SPOKEN = ("telephone", "visit")


@for_officers
@require_POST
@sensitive_post_parameters()
def person(request: Any) -> HttpResponse:
    """The piece of the page that says what applies to whoever is typed so far."""
    if not may_take_in(request.actor, policies.current(request.council.pk)):
        raise PermissionDenied(_("Your role does not take complaints in."))
    return render(request, "casework/log_applies.html", known_of(request.POST, request.actor, request.council.pk))


def known_of(given: Mapping[str, Any], actor: Actor, council: str) -> dict[str, Any]:
    """What the piece shows: what applies, and whether they telephone or visit although they are to write."""
    helped = given.get("behalf") == "yes"
    caller = Person(
        council_id=council,
        name=str(given.get("their_name" if helped else "name", "")).strip(),
        email=str(given.get("email", "")).strip(),
        telephone=str(given.get("telephone", "")).strip(),
        postcode=str(given.get("postcode", "")).strip(),
    )
    applies = applies_to(caller, actor, on=timezone.localdate())
    spoken = given.get("channel", "") in SPOKEN
    return {"applies": applies, "should_write": spoken and applies.written_only, "asked": True}


NOTHING: dict[str, Any] = {"applies": Applies(), "should_write": False, "asked": False}
