"""How does somebody change how we reach them, and how do we know that it is them?

A new e-mail address is used when it is confirmed with the link sent to it, a new postal address with the code posted
to it. The address used so far is told at once, and can stop it.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from redress.accounts.models import Council
from redress.accounts.rate_limits import allowed, limited, too_many_tries
from redress.cases.reading import log_read
from redress.correspondence import contact_changes
from redress.intake import acts
from redress.intake.access import follow, followed
from redress.intake.councils import no_store, of_a_council
from redress.intake.forms import line, telephone_number
from redress.intake.models import new_key
from redress.records import changes, tracking
from redress.records.models import Party

HOUR, QUARTER_OF_AN_HOUR = 60 * 60, 15 * 60
CHANGES_IN_AN_HOUR, CODES_IN_A_QUARTER = 12, 12
METHODS = ["GET", "HEAD", "POST"]
#: What is changed at once, because nothing is sent there and whoever follows the case has shown who they are.
AT_ONCE = ("telephone",)


class DetailsForm(forms.Form):
    """How we can reach the person."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": gettext_lazy("Enter an e-mail address in the right format, like name@example.com"),
            "max_length": gettext_lazy("Use %(limit_value)d characters or fewer"),
        },
    )
    telephone = line(gettext_lazy("Telephone number"), limit=40, autocomplete="tel", inputmode="tel")
    address = forms.CharField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"autocomplete": "street-address"}),
    )
    postcode = line(gettext_lazy("Postcode"), limit=10, autocomplete="postal-code", spellcheck="false")

    def clean_telephone(self) -> str:
        return telephone_number(self.cleaned_data["telephone"])


class CodeForm(forms.Form):
    """The code from the letter to the new address."""

    code = line(
        gettext_lazy("Code from our letter"),
        gettext_lazy("Enter the code from our letter"),
        required=True,
        limit=40,
        autocomplete="off",
        spellcheck="false",
        autocapitalize="characters",
    )


@require_http_methods(METHODS)
@limited("contact-details", limit=CHANGES_IN_AN_HOUR, seconds=HOUR)
@followed
def details(request: Any, council: Council, party: Party) -> HttpResponse:
    """The details we have, to be changed; what waits to be confirmed."""
    if party.case.anonymous:
        return redirect("intake:case", council.pk)
    log_read(party.case, acts.actor_of(party), "contact details")
    posted = request.POST if request.method == "POST" and "code" not in request.POST else None
    form = _known(party, posted)
    code = CodeForm(request.POST if "code" in request.POST else None)
    if code.is_bound and code.is_valid():
        return _coded(request, council, party, code)
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in changes.REACHING}
        if not any(given[name] for name in ("email", "telephone", "address")):
            form.add_error("email", _("Leave us at least one way to reach you"))
        else:
            _asked(request, party, given, key=f"details:{form.cleaned_data['key']}")
            return redirect("intake:details", council.pk)
    return _shown(request, party, form, code)


def _known(party: Party, posted: Any = None) -> DetailsForm:
    """The form with the details we have: one left empty takes away what stood there."""
    known = {name: getattr(party.person, name) for name in changes.REACHING}
    return DetailsForm(posted, initial={**known, "key": new_key()})


def _shown(request: Any, party: Party, form: Any, code: Any) -> HttpResponse:
    waiting = changes.open_change(party)
    by_post = waiting is not None and "email" not in waiting.after
    page = {"form": form, "code": code, "case": party.case, "waiting": waiting, "by_post": by_post}
    return render(request, "intake/details.html", page)


@transaction.atomic
def _asked(request: Any, party: Party, given: dict[str, str], *, key: str) -> None:
    """Use at once what needs no confirming; put the rest aside, and tell both addresses. Sent twice, it is one act."""
    by, party = acts.actor_of(party), changes.locked(party)
    if contact_changes.was_asked(party.case, key=key):
        return  # another question would end the link that is on its way
    differing = changes.differing(party, given)
    at_once = {name: value for name, value in differing.items() if name in AT_ONCE or not value}
    rest = {name: value for name, value in differing.items() if name not in at_once}
    if at_once:
        change = changes.use_at_once(party, at_once, by=by, verified="own-page", reason="")
        contact_changes.used(change, key=f"{key}:now")
        if "email" in at_once:
            follow(request, party.case.council_id, tracking.secret_made(party))
    if rest:
        made = changes.ask(party, rest, by=by)
        contact_changes.asked(made, key=key)
        messages.success(request, _("Nearly done. We use the new details when they are confirmed."))
    elif at_once:
        messages.success(request, _("Thank you. We have changed your details"))
    else:
        messages.info(request, _("Nothing was changed"))


def _coded(request: Any, council: Council, party: Party, form: CodeForm) -> HttpResponse:
    """Confirm with the code that was posted to the new address."""
    bucket, now = f"contact-code:{party.pk}", timezone.now()
    if not allowed(bucket, limit=CODES_IN_A_QUARTER, seconds=QUARTER_OF_AN_HOUR, now=now):
        return too_many_tries(request, seconds=QUARTER_OF_AN_HOUR, now=now)
    change = changes.open_change(party)
    if change is None or not changes.has_this_code(change, form.cleaned_data["code"]):
        form.add_error("code", _("This is not the code from our letter"))
        return _shown(request, party, _known(party), form)
    with transaction.atomic():
        if changes.confirm(change, verified="code", by=party.actor_id):
            contact_changes.used(change, key=f"contact:{change.pk}")
    messages.success(request, _("Thank you. We now use your new address"))
    return redirect("intake:case", council.pk)


@never_cache
@require_http_methods(METHODS)
@limited("contact-confirm", limit=60, seconds=HOUR)
@of_a_council
def confirm(request: Any, council: Council, secret: str) -> HttpResponse:
    """The new address says that it is theirs: with a button, for mail programmes open links by themselves."""
    change = changes.by_link(council.pk, secret)
    is_open = change is not None and changes.can_be_confirmed(change)
    done = False
    if request.method == "POST" and is_open and change is not None:
        with transaction.atomic():
            done = changes.confirm(change, verified="link", by=change.party.actor_id)
            if done:
                contact_changes.used(change, key=f"contact:{change.pk}")
    page = {"change": change, "open": is_open and not done, "done": done, "policy": request.policy}
    response = no_store(request, render(request, "intake/details_confirm.html", page))
    response["Referrer-Policy"] = "no-referrer"
    return response


@never_cache
@require_http_methods(METHODS)
@limited("contact-stop", limit=60, seconds=HOUR)
@of_a_council
def stop(request: Any, council: Council, token: str) -> HttpResponse:
    """The old address says that it was not them."""
    change = contact_changes.to_stop(token)
    if change is not None and change.council_id != council.pk:
        change = None
    stopped = False
    if request.method == "POST" and change is not None:
        with transaction.atomic():
            stopped = changes.stop(change, by=change.party.actor_id)
            contact_changes.was_not_them(change, key=f"contact-stop:{change.pk}")
    page = {"change": change, "stopped": stopped, "sent": request.method == "POST", "policy": request.policy}
    response = no_store(request, render(request, "intake/details_stop.html", page))
    response["Referrer-Policy"] = "no-referrer"
    return response
