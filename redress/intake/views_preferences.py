"""How does somebody say how they want to be written to, and whether we may text them?

It is used at once: nothing goes to an address that was not known and confirmed before.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from redress.accounts.models import Council
from redress.accounts.rate_limits import limited
from redress.cases.reading import log_read
from redress.correspondence import preferences
from redress.correspondence.preferences import Wish
from redress.correspondence.texts import mobile
from redress.correspondence.transports import texts_offered
from redress.intake import acts
from redress.intake.access import followed
from redress.records import people
from redress.records.models import Party, Preferred

HOUR = 60 * 60
CHANGES_IN_AN_HOUR = 20


class WishForm(forms.Form):
    """By which way letters go, and whether a text says that one is there."""

    way = forms.ChoiceField(
        label=gettext_lazy("How should we send you letters?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose how we should send you letters"),
            "invalid_choice": gettext_lazy("Choose how we should send you letters"),
        },
    )
    texts = forms.BooleanField(
        label=gettext_lazy("Send me a text when there is a letter for me"),
        help_text=gettext_lazy("The text does not say what is in the letter. You can stop it here at any time."),
        required=False,
    )

    def __init__(self, *given: Any, party: Party, **more: Any) -> None:
        super().__init__(*given, **more)
        self.party, person = party, party.person
        ways = {
            Preferred.EMAIL: _("By e-mail to %(email)s") % {"email": person.email} if person.email else "",
            Preferred.LETTER: _("By post to your address") if person.address_lines else "",
        }
        way: Any = self.fields["way"]
        way.choices = [(str(each), said) for each, said in ways.items() if said]
        if len(way.choices) < 2:  # there is nothing to choose
            del self.fields["way"]
        if not texts_offered(person.council_id):
            del self.fields["texts"]

    def clean_texts(self) -> bool:
        wanted: bool = self.cleaned_data["texts"]
        if wanted and not mobile(self.party.person.telephone):
            raise forms.ValidationError(_("We do not have a mobile number for you. Add one first, then come back"))
        return wanted


@require_http_methods(["GET", "HEAD", "POST"])
@limited("how-we-write", limit=CHANGES_IN_AN_HOUR, seconds=HOUR)
@followed
def how_we_write(request: Any, council: Council, party: Party) -> HttpResponse:
    """How this person is written to; what they choose counts from the next letter on."""
    if party.case.anonymous:
        return redirect("intake:case", council.pk)
    log_read(party.case, acts.actor_of(party), "how we write to them")
    holds = preferences.wish_of(party.person)
    by_post = people.goes_by_post(party.person)
    initial = {"way": Preferred.LETTER if by_post else Preferred.EMAIL, "texts": holds.texts}
    form = WishForm(request.POST if request.method == "POST" else None, party=party, initial=initial)
    if form.is_valid():
        chosen = form.cleaned_data.get("way", initial["way"])
        # Whoever asked to be telephoned, and leaves the way of letters as it is, is still telephoned.
        way = holds.way if chosen == initial["way"] else chosen
        with transaction.atomic():
            wish = Wish(str(way), bool(form.cleaned_data.get("texts", holds.texts)))
            changed = preferences.wished(party, wish, by=acts.actor_of(party))
        messages.success(request, _("Thank you. We have changed it")) if changed else messages.info(
            request, _("Nothing was changed")
        )
        return redirect("intake:case", council.pk)
    page = {"form": form, "case": party.case, "need": preferences.need_for_post(party), "by_post": by_post}
    return render(request, "intake/how_we_write.html", page)
