"""How is a note of a talk sent to be confirmed, and what somebody said of it put on record?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from redress import policies
from redress.cases.models import Case
from redress.casework.case_page import case_to_read
from redress.casework.contacts.note_confirming import send_for_confirmation
from redress.casework.contacts.note_form import HeardForm, called
from redress.casework.officers import for_officers, only_reads
from redress.correspondence.recipients import may_be_told
from redress.records import contact_notes, keep
from redress.records.contacts import ContactNote, Standing
from redress.records.models import Words


@for_officers
@require_POST
def send(request: Any, reference: str, pk: int) -> HttpResponse:
    """Send a note to whoever the council writes to, to be confirmed."""
    row, note = _note(request, reference, pk)
    party = may_be_told(row)
    with transaction.atomic():
        sent = party and send_for_confirmation(note, party, by=request.actor, key=f"note:{timezone.now():%Y%m%d%H%M}")
    if sent:
        messages.success(request, _("The note is on its way to be confirmed"))
    else:
        messages.error(request, _("There is no way to send it to them. Read it to them, and say what they said."))
    return redirect(_address(row, note))


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def heard(request: Any, reference: str, pk: int) -> HttpResponse:
    """Put on record what somebody said of a note, or who approved a transcript and when."""
    row, note = _note(request, reference, pk)
    today = timezone.localdate()
    begin = {"on": [str(today.day), str(today.month), str(today.year)], "part": "complainant", "how": "telephone"}
    form = HeardForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_valid():
        _kept(request, note, form.cleaned_data)
        messages.success(request, _("It is on record"))
        return redirect(_address(row, note))
    return render(request, "casework/note_heard.html", {"row": row, "note": note, "called": called(note), "form": form})


@transaction.atomic
def _kept(request: Any, note: ContactNote, given: dict[str, Any]) -> None:
    words = None
    if given["what"] == Standing.WRONG:
        words = Words.objects.get(pk=keep.words(note.case, "contact", given["wrong"], by=request.actor).id)
    said = {name: given[name] for name in ("on", "how", "part")}
    contact_notes.has_become(note, given["what"], by=request.actor, words=words, **said)


def _note(request: Any, reference: str, pk: int) -> tuple[Case, ContactNote]:
    """The note, for whoever may see its case and change something there."""
    row = case_to_read(request, reference, f"contact note {pk}")
    if only_reads(request.actor, policies.current(row.council_id)):
        raise PermissionDenied(_("Your role changes nothing here."))
    return row, get_object_or_404(ContactNote.objects.filter(case=row).select_related("case", "words"), pk=pk)


def _address(row: Case, note: ContactNote) -> str:
    return f"{reverse('casework:case', args=[row.reference])}#contact-{note.pk}"
