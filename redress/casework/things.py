"""Which things are records of a case, where is each of them now, and where has it been?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from redress import policies
from redress.casework.case_page import case_to_read
from redress.casework.officers import for_officers, only_reads
from redress.design.fields import MemorableDateField
from redress.records import contact_notes, people
from redress.records.contacts import PhysicalItem
from redress.records.models import Part, Party

NOBODY = "nobody"


class ThingForm(forms.Form):
    """A thing that is new on record, or the new place of one that is known."""

    item = forms.ChoiceField(label=_("Which thing?"), widget=forms.RadioSelect)
    what = forms.CharField(
        label=_("What is it?"),
        help_text=_("For example, one cassette, or a letter in Braille of three pages"),
        max_length=200,
        required=False,
    )
    whose = forms.ChoiceField(
        label=_("Who gave it, or is told of in it?"),
        help_text=_("Whoever asks to see what is held about them is told of it. Leave it open if you do not know."),
        widget=forms.RadioSelect,
        required=False,
    )
    place = forms.CharField(
        label=_("Where is it kept now?"),
        help_text=_("So that somebody else can find it"),
        max_length=200,
        error_messages={"required": _("Enter where it is kept")},
    )
    on = MemorableDateField(label=_("Since when?"), what=_("The date"), today=timezone.localdate)
    why = forms.CharField(label=_("Why was it moved?"), max_length=500, required=False)

    def __init__(self, *arguments: Any, items: list[PhysicalItem], parties: Iterable[Party], **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.parties = {str(each.pk): each for each in parties}
        people = [(pk, each.person.name or each.get_part_display()) for pk, each in self.parties.items()]
        whose: Any = self.fields["whose"]
        whose.choices = [*people, (NOBODY, say("Nobody of these"))]
        self.items = {str(item.pk): item for item in items}
        chosen: Any = self.fields["item"]
        chosen.choices = [*((pk, item.what) for pk, item in self.items.items()), ("new", say("Another thing"))]
        if not items:
            del self.fields["item"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.known() is None and "item" not in self.errors and not given.get("what"):
            self.add_error("what", say("Enter what it is"))
        return given

    def known(self) -> PhysicalItem | None:
        """The thing that was moved; none for a new one."""
        return self.items.get(self.cleaned_data.get("item", ""))


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def things(request: Any, reference: str) -> HttpResponse:
    """The things of a case with every place they have been; put one on record, or say where it is now."""
    row = case_to_read(request, reference, "things")
    changes = not only_reads(request.actor, policies.current(row.council_id))
    items = list(contact_notes.items_of(row))
    today = timezone.localdate()
    begin = {"on": [str(today.day), str(today.month), str(today.year)], "item": "" if items else "new"}
    parties = [each for each in people.parties_of(row) if each.part != Part.BODY]
    form = ThingForm(request.POST if request.method == "POST" else None, items=items, parties=parties, initial=begin)
    if request.method == "POST":
        if not changes:
            raise PermissionDenied(say("Your role changes nothing here."))
        if form.is_valid():
            _kept(request, row, form)
            messages.success(request, say("It is on record"))
            return redirect("casework:things", row.reference)
    return render(request, "casework/things.html", {"row": row, "items": items, "form": form, "changes": changes})


@transaction.atomic
def _kept(request: Any, row: Any, form: ThingForm) -> None:
    given, item = form.cleaned_data, form.known()
    put = {"place": given["place"], "on": given["on"], "by": request.actor}
    if item is None:
        item = contact_notes.register_item(row, what=given["what"], **put)
    elif contact_notes.place_of(item) != given["place"].strip():
        contact_notes.move_item(item, why=given["why"], **put)
    if given["whose"]:
        contact_notes.whose(item, form.parties.get(given["whose"]))
