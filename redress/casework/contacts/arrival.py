"""How does something that has come in become a case through the page that logs a contact, or a request for a stage?

The address of the page names the arrival (``?arrival=7``). The form begins with what is known of it; its receipt is
the true one and cannot be changed there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from redress.arrivals import filing, find
from redress.arrivals.models import Arrival, Source, State
from redress.arrivals.post import reading
from redress.arrivals.settling import is_evidence
from redress.cases.models import Case
from redress.casework.incoming.desk import may_place, policy_of, stands
from redress.rules.moments import Moment
from redress.rules.policy import Policy

#: By which channel of a policy something came that came so.
CHANNELS: Mapping[str, str] = {
    Source.EMAIL: "email",
    Source.POST: "letter",
    Source.TEXT: "text-message",
    Source.SOCIAL: "social-media",
}
FormKind = TypeVar("FormKind", bound=forms.Form)

MOST_WORDS = 20_000  # letters that the box takes

#: What of the form is known and cannot be changed.
KNOWN = ("received_on", "received_at", "time_unknown")


def arrival_of(request: HttpRequest) -> Arrival | None:
    """The arrival that the address names, if it names one.

    Raises Http404 for one that this officer may not see and place: nothing may be typed that would go elsewhere.
    """
    named = request.GET.get("arrival")
    if named is None:
        return None
    actor, council = request.actor, request.council  # type: ignore[attr-defined]
    seen = find.visible_to(actor, council).select_related("case", "settled_by", "letter")
    is_number = named.isascii() and named.isdecimal() and len(named) < 18
    found = seen.filter(pk=named).first() if is_number and may_place(actor, policy_of(request)) else None
    if found is None:
        raise Http404
    return found


def begun(arrival: Arrival | None, policy: Policy) -> dict[str, Any]:
    """What the form that logs a contact begins with."""
    if arrival is None:
        return {}
    known = _received(arrival)
    return {
        "channel": _channel(arrival, policy),
        "received_on": [known.day.day, known.day.month, known.day.year],
        "received_at": known.time.strftime("%H:%M") if known.time else "",
        "time_unknown": known.time is None,
        "name": arrival.sender_name,
        "email": arrival.sender_address if arrival.source == Source.EMAIL else "",
        "telephone": arrival.sender_address if arrival.source == Source.TEXT else "",
        "words": _words(arrival),
    }


def known_from(arrival: Arrival | None, form: FormKind) -> FormKind:
    """The receipt of an arrival is known: whatever a browser sends for it is left out of account."""
    form.arrival = arrival  # type: ignore[attr-defined]
    if arrival is not None:
        for name in KNOWN:
            form.fields[name].disabled = True
        form.moment = lambda: _received(arrival)  # type: ignore[attr-defined]
    return form


def became(arrival: Arrival | None, opened: Callable[[], Case], request: HttpRequest) -> Case:
    """Open the case and say that it came of this arrival, or neither. Raises :class:`Settled`."""
    with transaction.atomic():
        if arrival is None:
            return opened()
        arrival.refresh_from_db(from_queryset=Arrival.objects.select_for_update())
        if arrival.state not in (State.WAITING, State.FILED):
            raise filing.Settled
        case = opened()
        filing.became_case(arrival, case, by=request.actor)  # type: ignore[attr-defined]
        letter = getattr(arrival, "letter", None)
        if letter is not None:
            is_evidence(letter, case, by=request.user)  # type: ignore[arg-type]
    return case


def settled_before(request: HttpRequest, arrival: Arrival | None) -> HttpResponse | None:
    """Back to the arrival, if nobody is to make a case of it any more."""
    return None if arrival is None or arrival.state == State.WAITING else told_settled(request, arrival)


def told_settled(request: HttpRequest, arrival: Arrival | None) -> HttpResponse:
    """Tell plainly what somebody has made of it meanwhile; no case was opened."""
    assert arrival is not None
    arrival.refresh_from_db()
    messages.error(request, _("No case was opened. %(how)s") % {"how": stands(arrival)})
    return redirect("casework:arrival", arrival.pk)


def request_begun(request: HttpRequest, policy: Policy) -> dict[str, Any]:
    """What the page of a request for the next stage begins with, where an arrival on the case asks for it."""
    try:
        arrival = arrival_of(request)
    except Http404:  # the page is that of the case, and open without it
        return {}
    if arrival is None or arrival.state != State.FILED:
        return {}
    known = _received(arrival)
    return {
        "channel": _channel(arrival, policy),
        "reasons": _words(arrival),
        "happened_on": [known.day.day, known.day.month, known.day.year],
        "happened_at": known.time.strftime("%H:%M") if known.time else "",
    }


def _words(arrival: Arrival) -> str:
    """What they wrote, as far as the form takes it; nothing that only a machine has read."""
    words = "" if reading.is_machines(arrival) else filing.words_of(arrival)
    if len(words) <= MOST_WORDS:
        return words
    return words[: MOST_WORDS - 200] + "\n\n" + _("[It goes on: the whole of it is in the original.]")


def _channel(arrival: Arrival, policy: Policy) -> str:
    wanted = CHANNELS.get(arrival.source, "")
    return wanted if any(channel.id == wanted for channel in policy.channels) else ""


def _received(arrival: Arrival) -> Moment:
    return Moment.parse(arrival.received_text, timezone.get_default_timezone())
