"""How does an officer put what has come in on a case that is there already?

First which case, then who of the case sent it. Nothing is guessed: what is offered is a suggestion with its reason.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from redress.arrivals import filing
from redress.arrivals.models import Arrival, Source, State
from redress.arrivals.post import reading
from redress.cases.models import Case
from redress.cases.reading import log_read
from redress.casework.desk import Desk
from redress.casework.identity import parties_shown
from redress.casework.incoming.desk import arrival_for, must_place, policy_of, stands
from redress.casework.incoming.forms import PlaceForm, WhichCaseForm, case_seen
from redress.casework.incoming.page import earlier_of, suggested_case
from redress.casework.officers import for_officers
from redress.casework.wording import status_words
from redress.rules.refusals import Refused
from redress.rules.wording import sentence

NEXT_STAGE = "request-next-stage"


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: Any, pk: int) -> HttpResponse:
    """Which case, and then who sent it; the address says which case was chosen."""
    must_place(request)
    found = arrival_for(request, pk)
    if found.state != State.WAITING:
        return _settled(request, found)
    reference = request.POST.get("chosen") or request.GET.get("chosen", "")
    case = case_seen(request.actor, found.council_id, reference) if reference else None
    if case is None:
        return _which(request, found)
    log_read(case, request.actor, f"place arrival {pk}")
    return _who(request, found, case)


def _which(request: Any, found: Arrival) -> HttpResponse:
    suggested = suggested_case(found, request.actor)
    likely = [*([suggested] if suggested else []), *earlier_of(found, request.actor)]
    offered = [(each["reference"], _offered(each)) for each in likely]
    asked = request.GET if {"case", "reference"} & request.GET.keys() else None
    form = WhichCaseForm(asked, offered=offered, actor=request.actor, council=found.council_id)
    if asked is not None and form.is_valid() and form.chosen is not None:
        return redirect(f"{request.path}?{urlencode({'chosen': form.chosen.reference})}")
    return render(request, "casework/arrivals/which_case.html", {"arrival": found, "form": form})


def _offered(each: dict[str, Any]) -> str:
    case: Case = each["case"]
    parts = [case.reference, case.service.name if case.service else "", str(each["stands"])]
    return ", ".join(part for part in parts if part)


def _who(request: Any, found: Arrival, case: Case) -> HttpResponse:
    desk = Desk(case, request.actor, NEXT_STAGE)
    parties = parties_shown(case, request.actor)
    asks = found.source == Source.POST and not reading.is_confirmed(found)
    given: dict[str, Any] = {
        "parties": parties,
        "asks_for_text": asks,
        "next_stage": _next_stage(desk),
        "initial": {"sender": _likely(found, parties), "text": found.text},
    }
    form = PlaceForm(request.POST or None, **given)
    if request.method == "POST" and form.is_valid():
        try:
            return _placed(request, found, case, form)
        except Refused as refused:
            form.add_error(None, sentence(refused, policy_of(request), _))
        except filing.Settled:
            return _settled(request, found)
    shown = {"arrival": found, "case": case, "form": form, "stands": status_words(case.status)}
    return render(request, "casework/arrivals/who.html", shown)


def _placed(request: Any, found: Arrival, case: Case, form: PlaceForm) -> HttpResponse:
    with transaction.atomic():
        if "text" in form.fields:
            reading.confirm(found, form.cleaned_data["text"], by=request.actor.id)
        filing.put_on_case(found, case, by=request.actor, key=f"arrival:{found.pk}", party=form.party)
    messages.success(
        request,
        _("It is on %(reference)s, with the time at which it reached us") % {"reference": case.reference},
    )
    if form.cleaned_data.get("next_stage"):
        address = reverse("casework:act", kwargs={"reference": case.reference, "action": NEXT_STAGE})
        return redirect(f"{address}?{urlencode({'arrival': found.pk})}")
    return redirect("casework:case", case.reference)


def _next_stage(desk: Desk) -> str:
    """The name of the stage that can be asked for on the case now; nothing where none can."""
    if desk.refused is not None or not desk.stage.next:
        return ""
    return desk.policy.stage(desk.run.track, desk.stage.next).name


def _likely(found: Arrival, parties: list[Any]) -> str:
    """The party whose e-mail address it came from: chosen beforehand, for the officer to look at."""
    sender = found.sender_address.strip().casefold()
    if not sender:
        return ""
    return next((str(party.pk) for party in parties if party.person.email.strip().casefold() == sender), "")


def _settled(request: HttpRequest, found: Arrival) -> HttpResponse:
    """Somebody has placed it meanwhile, or this officer has sent the form twice."""
    found.refresh_from_db()
    mine = found.state == State.FILED and found.settled_by_id == request.user.pk
    if mine and request.method == "POST" and found.case is not None:
        messages.info(request, _("This had been done before, and was not done a second time"))
        return redirect("casework:case", found.case.reference)
    messages.error(request, _("Nothing was done. %(how)s") % {"how": stands(found)})
    return redirect("casework:arrival", found.pk)
