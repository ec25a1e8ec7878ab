"""What is due of mine, how often do I want to be reminded of it, and how does my own calendar show it?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from redress import policies
from redress.accounts import reminding
from redress.accounts.rate_limits import allowed, network_address, too_many_tries
from redress.accounts.reminding import ReminderChoice
from redress.casework.dates.reminders import dates_of
from redress.casework.dates.subscribed import as_calendar
from redress.casework.officers import for_officers, sees_figures_only
from redress.rules.reminders import How

WRONG_ADDRESSES, HOUR = 30, 3600


class ReminderForm(forms.Form):
    """How often somebody wants to be reminded."""

    how = forms.ChoiceField(
        label=_("When do you want to be reminded?"),
        choices=ReminderChoice.WAYS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose when you want to be reminded")},
    )


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def dates(request: Any) -> HttpResponse:
    """Everything with a day that falls to me; how often I am reminded; the address of my calendar."""
    policy = policies.current(request.council.pk)
    if sees_figures_only(request.actor, policy):
        raise PermissionDenied(say("Your role has no cases of its own."))
    act = request.POST.get("act", "") if request.method == "POST" else ""
    form = ReminderForm(request.POST if act == "choose" else None, initial={"how": reminding.chosen_by(request.user)})
    address = ""
    if act == "choose" and form.is_valid():
        reminding.choose(request.user, How(form.cleaned_data["how"]))
        messages.success(request, say("Your choice is saved."))
        return redirect("casework:dates")
    if act == "open":
        address = settings.PUBLIC_URL + reverse("casework:calendar", args=[reminding.open_calendar(request.user)])
    if act == "close":
        reminding.close_calendar(request.user)
        messages.success(request, say("The address of your calendar leads nowhere now."))
        return redirect("casework:dates")
    today = timezone.localdate()
    hours = policy.reminders.hours if policy.reminders else None
    shown = {
        "dates": dates_of(request.user, today),
        "form": form,
        "rule": policy.reminders,
        "hours": [datetime.combine(today, each) for each in (hours.opens, hours.closes)] if hours else [],
        "choice": ReminderChoice.objects.filter(staff=request.user).first(),
        "shown_address": address,
    }
    return render(request, "casework/dates.html", shown)


@never_cache
@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """Somebody's dates as a calendar programme reads them; 404 for an address that is nobody's or has ended."""
    staff = reminding.whose_calendar(secret)
    if staff is None:
        now = timezone.now()
        if not allowed(f"calendar:{network_address(request)}", limit=WRONG_ADDRESSES, seconds=HOUR, now=now):
            return too_many_tries(request, seconds=HOUR, now=now)
        raise Http404
    policy = policies.current(staff.council_id)
    found = dates_of(staff, timezone.localdate())
    response = HttpResponse(as_calendar(found, policy.council, timezone.now()), content_type="text/calendar")
    response["Content-Disposition"] = 'attachment; filename="dates.ics"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
