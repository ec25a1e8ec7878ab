"""How is what is known of a person set right: a name misheard, an address that mail cannot reach?

A new way to reach somebody is used when they have confirmed it, or when an officer says how it was checked. The
address used so far is told, and what was known before stays to be read.
"""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from redress import policies
from redress.accounts.models import Staff
from redress.cases.models import Case
from redress.cases.reading import log_read
from redress.cases.summary import staff_id
from redress.casework.bundling import kinds
from redress.casework.case_page import case_to_read
from redress.casework.officers import for_officers, only_reads
from redress.correspondence import contact_changes, preferences
from redress.correspondence.preferences import Wish
from redress.correspondence.showing import exactly_as_sent
from redress.correspondence.texts import mobile
from redress.correspondence.transports import texts_offered
from redress.records import changes, people
from redress.records.changes import Asked, ContactChange
from redress.records.models import Party, Person

FIELDS = ["name", "email", "telephone", "address", "postcode", "preferred"]
CORRECTION, SPOKEN, LINK = "correction", "spoken", "link"


class PersonForm(forms.ModelForm):
    """What is known of somebody; letters already sent stay as they were."""

    texts = forms.BooleanField(
        label=gettext_lazy("Tell them by text message when there is a letter"),
        help_text=gettext_lazy("Only if they asked for it. The text says nothing of what is in the letter."),
        required=False,
    )
    verified = forms.ChoiceField(
        label=gettext_lazy("If you change how to reach them: how do we know that it is right?"),
        choices=[
            (LINK, gettext_lazy("They are asked to confirm it, with a link or a code sent to the new address")),
            (SPOKEN, gettext_lazy("I checked it with them by telephone or in person")),
            (CORRECTION, gettext_lazy("We had written it down wrongly")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("How did you check it, or what was wrong?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
    )

    class Meta:
        model = Person
        fields = FIELDS
        labels = {
            "name": gettext_lazy("Full name"),
            "address": gettext_lazy("Postal address"),
            "preferred": gettext_lazy("How would they like to hear from us?"),
        }

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        wanted = self.fields["texts"].initial = preferences.texts_wanted(self.instance)
        if not wanted and not texts_offered(self.instance.council_id):
            del self.fields["texts"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("texts") and "telephone" in given and not mobile(given["telephone"]):
            self.add_error("texts", _("No text can go to this telephone number"))
        if not any(name in self.changed_data for name in changes.REACHING):
            return given
        if not given.get("verified"):
            self.add_error("verified", _("Say how we know that the new details are right"))
        elif given["verified"] != LINK and not given.get("reason"):
            self.add_error("reason", _("Say how you checked it, or what was wrong"))
        elif given["verified"] == LINK and not (self.new("email") or self.new("address")):
            self.add_error("verified", _("Nothing can be sent there to confirm it. Choose how you checked it"))
        return given

    def new(self, name: str) -> str:
        """What becomes of a field that was changed; empty where it was not, or was emptied."""
        return str(self.cleaned_data.get(name) or "") if name in self.changed_data else ""


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: Any, reference: str, pk: int) -> HttpResponse:
    """The details of one person of a case, to be set right, and how they became what they are."""
    row = case_to_read(request, reference, f"person {pk}")
    _must_change(request, row)
    party = _party(row, pk)
    form = PersonForm(request.POST if request.method == "POST" else None, instance=party.person)
    if form.is_valid():
        with transaction.atomic():
            letter = _changed(_party(row, pk), form, request.actor)
            log_read(row, request.actor, f"person {pk}: {', '.join(_fields(form)) or 'nothing'} changed")
        if letter:
            return exactly_as_sent(letter)
        messages.success(request, _("The details are saved. Letters already sent stay as they were."))
        return redirect("casework:case", row.reference)
    shown = {
        "row": row,
        "party": party,
        "form": form,
        "history": _history(row, party),
        "discloses": kinds.discloses(request.actor, row.council_id),
        "wishes": _wishes(party),
        "by_post_because": preferences.why_by_post(party),
        **_waiting(party),
    }
    return render(request, "casework/person.html", shown)


@for_officers
@require_POST
def waiting(request: Any, reference: str, pk: int) -> HttpResponse:
    """A change that waits: print its letter with a code, say that it was checked by telephone, or stop it."""
    row = case_to_read(request, reference, f"person {pk}")
    _must_change(request, row)
    party, doing = _party(row, pk), request.POST.get("step", "")
    change, reason = changes.open_change(party), request.POST.get("reason", "").strip()
    if change is None:
        messages.info(request, _("Nothing waits to be confirmed any more."))
    elif doing == "print" and "address" in change.after:
        with transaction.atomic():
            made = changes.ask(party, change.after, by=request.actor, reason=change.reason)
            return exactly_as_sent(_letter(made))
    elif doing == "stop":
        changes.stop(change, by=request.actor.id)
        messages.success(request, _("The change is stopped. The details stay as they were."))
    elif not reason:
        messages.error(request, _("Say how you checked it."))
    else:
        with transaction.atomic():
            if changes.confirm(change, verified=SPOKEN, by=request.actor.id, reason=reason):
                contact_changes.used(change, key=f"contact:{change.pk}")
        messages.success(request, _("The new details are in use."))
    return redirect("casework:person", row.reference, pk)


def _changed(party: Party, form: PersonForm, actor: Any) -> str:
    """Save what was changed; gives the letter to print where a new postal address is to be confirmed with a code."""
    given = {name: form.cleaned_data[name] for name in _fields(form) if name != "preferred"}
    wish = Wish(form.cleaned_data["preferred"], bool(form.cleaned_data.get("texts")))
    preferences.wished(party, wish, by=actor)
    reach = {name: given.pop(name) for name in changes.REACHING if name in given}
    if given:
        people.correct(party, **given)
    if not reach:
        return ""
    verified, reason, key = form.cleaned_data["verified"], form.cleaned_data["reason"], secrets.token_hex(16)
    if verified != LINK:
        change = changes.use_at_once(party, reach, by=actor, verified=verified, reason=reason)
        contact_changes.used(change, key=key)
        return ""
    made = changes.ask(party, reach, by=actor, reason=reason)
    contact_changes.asked(made, key=key)
    return "" if reach.get("email") else _letter(made)


def _letter(made: Asked) -> str:
    return contact_changes.letter_with_code(made.change, made.code, key=secrets.token_hex(16))


def _fields(form: PersonForm) -> list[str]:
    return [name for name in form.changed_data if name in FIELDS]


def _party(row: Case, pk: int) -> Party:
    return get_object_or_404(Party.objects.filter(case=row).select_related("person"), pk=pk)


def _waiting(party: Party) -> dict[str, Any]:
    """The change that waits, as the page shows it."""
    change = changes.open_change(party)
    if change is None:
        return {"waiting": None}
    return {"waiting": change, "by_post": "address" in change.after, "waiting_lines": _lines(change)}


def _history(row: Case, party: Party) -> list[tuple[ContactChange, list[tuple[str, str, str]], str]]:
    """Every change of this person's details: what it was and became, and who made it."""
    found = [each for each in changes.history_of(row) if each.party_id == party.pk]
    pks = {pk for pk in (staff_id(each.by) for each in found) if pk}
    names = {each.actor_id: each.name for each in Staff.objects.filter(pk__in=pks)} if pks else {}
    return [(each, _lines(each), names.get(each.by, party.get_part_display())) for each in found]


def _wishes(party: Party) -> list[tuple[preferences.Preference, str]]:
    """How they wanted to be written to, latest first, each with who put it on record."""
    found = preferences.history_of(party.person)
    pks = {pk for pk in (staff_id(each.by) for each in found) if pk}
    names = {each.actor_id: each.name for each in Staff.objects.filter(pk__in=pks)} if pks else {}
    return [(each, names.get(each.by, party.get_part_display())) for each in found]


def _lines(change: ContactChange) -> list[tuple[str, str, str]]:
    """Each detail that changes: what it is called, what it was and what it becomes."""
    labels = {name: str(Person._meta.get_field(name).verbose_name) for name in changes.REACHING}
    return [(labels[name], change.before.get(name, ""), value) for name, value in change.after.items()]


def _must_change(request: Any, row: Case) -> None:
    if only_reads(request.actor, policies.current(row.council_id)):
        raise PermissionDenied(_("Your role reads and changes nothing."))
