"""Is what we noted of a talk right? The person it was with says so, or says what is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from redress.accounts.models import Council
from redress.accounts.rate_limits import too_many_tries
from redress.cases.reading import log_read
from redress.design.templatetags.design import long_moment
from redress.intake import acts
from redress.intake.access import QUARTER_OF_AN_HOUR, TooManyTries, followed, opened
from redress.intake.councils import no_store, of_a_council
from redress.intake.views_acts import in_reason
from redress.records import contact_notes, keep
from redress.records.contacts import ContactNote, Standing
from redress.records.models import Party, Words
from redress.rules.moments import Moment


class NoteForm(forms.Form):
    """Right, or what is wrong."""

    right = forms.ChoiceField(
        label=_("Is our note right?"),
        choices=[("yes", _("Yes, it is right")), ("no", _("No, something is wrong or missing"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say if our note is right")},
    )
    wrong = forms.CharField(
        label=_("If something is wrong or missing, tell us what"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("right") == "no" and not given.get("wrong"):
            self.add_error("wrong", say("Tell us what is wrong or missing"))
        return given


@never_cache
@sensitive_variables("secret")
@require_safe
@of_a_council
def note_link(request: HttpRequest, council: Council, reference: str, secret: str, number: int) -> HttpResponse:
    """Open the case by its link, and go on to the note at an address that gives nothing away."""
    try:
        party = opened(request, council, reference, secret)
    except TooManyTries:
        return too_many_tries(request, seconds=QUARTER_OF_AN_HOUR, now=timezone.now())
    onward = redirect("intake:note", council.pk, number)
    if party is None:
        onward = redirect(reverse("intake:track", args=[council.pk]) + "?link=wrong")
    no_store(request, onward)["Referrer-Policy"] = "no-referrer"
    return onward


@require_http_methods(["GET", "HEAD", "POST"])
@in_reason
@followed
def note(request: Any, council: Council, party: Party, number: int) -> HttpResponse:
    """The note as it was taken, and whether it is right."""
    sent = contact_notes.sent_to(party)
    found = get_object_or_404(sent.select_related("words", "case"), pk=number)
    log_read(party.case, acts.actor_of(party), "contact note")
    waits = contact_notes.waits_for_an_answer(found)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if waits and form.is_valid():
        _answered(found, party, form.cleaned_data)
        messages.success(request, say("Thank you. We have kept what you told us"))
        return redirect("intake:case", council.pk)
    at = Moment.parse(found.at_text, timezone.get_default_timezone())
    shown = {"note": found, "when": long_moment(at.instant or at.day), "waits": waits, "form": form, "case": party.case}
    return render(request, "intake/note.html", shown)


@transaction.atomic
def _answered(found: ContactNote, party: Party, given: dict[str, Any]) -> None:
    """Keep the answer beside the note, once; the note itself stays as it was."""
    found = ContactNote.objects.select_for_update().get(pk=found.pk)
    if not contact_notes.waits_for_an_answer(found):
        return  # a second click
    if given["right"] == "yes":
        contact_notes.has_become(found, Standing.CONFIRMED, by=party, how="link", part=party.part)
        return
    kept = keep.words(party.case, "contact", given["wrong"], by=acts.actor_of(party))
    words = Words.objects.get(pk=kept.id)
    contact_notes.has_become(found, Standing.WRONG, by=party, how="link", part=party.part, words=words)
