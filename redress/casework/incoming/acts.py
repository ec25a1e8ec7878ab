"""How does an officer set aside what has come in, bring it back, send it on, confirm its text or its receipt?

Each act is one form. Of two officers who act at once, the second is told plainly what the first has done.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from redress.arrivals import settling
from redress.arrivals.models import Arrival, PostLetter, Source, State
from redress.arrivals.post import reading
from redress.casework.incoming.desk import arrival_for, must_act, must_place, stands
from redress.casework.incoming.forms import ReceiptForm, SendForm, SetAsideForm, TextForm
from redress.casework.incoming.page import first_came, how_first_came
from redress.casework.officers import for_officers
from redress.design.templatetags.design import long_moment


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def set_aside(request: Any, pk: int) -> HttpResponse:
    """Why it is no complaint of ours; it stays where it can be looked up, and can be brought back."""
    must_place(request)
    found = arrival_for(request, pk)
    form = SetAsideForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _asked(request, found, form, "casework/arrivals/set_aside.html")
    try:
        settling.set_aside(found, code=form.cleaned_data["reason"], more=form.cleaned_data["more"], by=request.user)
    except settling.Overtaken as overtaken:
        return _told(request, overtaken.arrival, State.SET_ASIDE)
    messages.success(request, _("It is set aside. It can be looked up and brought back."))
    return redirect("casework:arrivals")


@for_officers
@require_POST
def bring_back(request: Any, pk: int) -> HttpResponse:
    """Have it wait again."""
    must_place(request)
    found = arrival_for(request, pk)
    try:
        settling.bring_back(found, by=request.user)
    except settling.Overtaken as overtaken:
        return _told(request, overtaken.arrival, State.WAITING)
    messages.success(request, _("It waits again to be placed"))
    return redirect("casework:arrival", pk)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: Any, pk: int) -> HttpResponse:
    """The department that is to log it."""
    must_act(request)
    found = arrival_for(request, pk)
    form = SendForm(request.POST or None, arrival=found)
    if request.method != "POST" or not form.is_valid():
        return _asked(request, found, form, "casework/arrivals/send.html")
    try:
        settling.send_to(found, form.to, by=request.user)
    except settling.Overtaken as overtaken:
        return _told(request, overtaken.arrival)
    said = _("It is sent to %(name)s") % {"name": form.to.name} if form.to else _("It is with no department now")
    messages.success(request, said)
    return redirect("casework:arrivals")


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: Any, pk: int) -> HttpResponse:
    """What a scanned letter says, compared with the scan by the officer."""
    must_place(request)
    found = arrival_for(request, pk)
    if found.source != Source.POST:
        raise Http404
    form = TextForm(request.POST or None, initial={"text": found.text})
    if request.method != "POST" or not form.is_valid():
        return _asked(request, found, form, "casework/arrivals/text.html")
    reading.confirm(found, form.cleaned_data["text"], by=request.actor.id)
    messages.success(request, _("The text is confirmed: from now on it is what the letter says"))
    return redirect("casework:arrival", pk)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: Any, pk: int) -> HttpResponse:
    """An earlier moment at which it first reached an inbox of the council (DA 3.18(a), Q12)."""
    must_place(request)
    found = arrival_for(request, pk)
    form = ReceiptForm(request.POST or None, arrival=found, initial=_forwarded(found))
    if request.method != "POST" or not form.is_valid():
        return _asked(request, found, form, "casework/arrivals/receipt.html")
    moment = form.moment()
    try:
        settling.came_earlier(found, moment, reason=form.cleaned_data["reason"], by=request.user)
    except settling.Overtaken as overtaken:
        return _told(request, overtaken.arrival)
    except ValueError:  # somebody has set the same time meanwhile
        return _told(request, found, State.WAITING)
    at = long_moment(moment.instant or moment.day)
    messages.success(request, _("It counts as having reached us on %(day)s") % {"day": at})
    return redirect("casework:arrival", pk)


@for_officers
@require_POST
def evidence(request: Any, pk: int) -> HttpResponse:
    """Set the scan of a letter as the evidence of receipt on the case where it is."""
    must_place(request)
    found = arrival_for(request, pk)
    letter: PostLetter | None = getattr(found, "letter", None)
    if letter is None or found.case is None:
        raise Http404
    settling.is_evidence(letter, found.case, by=request.user)
    messages.success(request, _("The scan is the evidence of receipt on %(case)s") % {"case": found.case.reference})
    return redirect("casework:arrival", pk)


def _forwarded(found: Arrival) -> dict[str, Any]:
    """When it first came, as far as the message that was passed on says so itself."""
    moment = first_came(found)
    if moment is None:
        return {}
    how = how_first_came(found)
    return {"on": [moment.day.day, moment.day.month, moment.day.year], "at": moment.time or "", "reason": how}


def _asked(request: HttpRequest, found: Arrival, form: Any, template: str) -> HttpResponse:
    if found.state != State.WAITING:
        return _told(request, found)
    return render(request, template, {"arrival": found, "form": form})


def _told(request: HttpRequest, found: Arrival, wanted: str = "") -> HttpResponse:
    """Tell what has become of it; nothing was done, or it had been done just so by the same officer before."""
    if wanted and found.state == wanted and found.settled_by_id in (None, request.user.pk):
        messages.info(request, _("This had been done before, and was not done a second time"))
    else:
        messages.error(request, _("Nothing was done. %(how)s") % {"how": stands(found)})
    return redirect("casework:arrival", found.pk)
