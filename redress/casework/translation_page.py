"""How does somebody put the translation of a person's words beside them?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from redress import policies
from redress.cases.reading import log_read
from redress.casework.act_form import LongText
from redress.casework.case_page import case_to_read
from redress.casework.officers import for_officers, only_reads
from redress.design.fields import MemorableDateField
from redress.records.models import Words
from redress.records.translations import translate

ENGLISH = gettext_lazy("English")


class TranslationForm(forms.Form):
    """The translation of one text: from which language, into which, by whom, when, and whether it is certified."""

    from_language = forms.CharField(
        label=gettext_lazy("Which language is the original in?"),
        help_text=gettext_lazy("For example, Polish"),
        max_length=60,
        error_messages={"required": gettext_lazy("Enter the language of the original")},
    )
    into_language = forms.CharField(
        label=gettext_lazy("Into which language is it translated?"),
        max_length=60,
        initial=ENGLISH,
        error_messages={"required": gettext_lazy("Enter the language of the translation")},
    )
    text = LongText(
        label=gettext_lazy("The translation"),
        error_messages={"required": gettext_lazy("Enter the translation")},
    )
    translator = forms.CharField(
        label=gettext_lazy("Who translated it?"),
        help_text=gettext_lazy("A person, an agency, or the name of a programme"),
        max_length=200,
        error_messages={"required": gettext_lazy("Enter who translated it")},
    )
    translated_on = MemorableDateField(
        label=gettext_lazy("When was it translated?"),
        what=gettext_lazy("The date it was translated"),
        today=timezone.localdate,
    )
    certified = forms.BooleanField(
        label=gettext_lazy("It is certified: somebody answers for it by profession"), required=False
    )


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def translation(request: Any, reference: str, pk: int) -> HttpResponse:
    """The original, the translations there are, and a form for another one."""
    row = case_to_read(request, reference, f"translation {pk}")
    if only_reads(request.actor, policies.current(row.council_id)):
        raise PermissionDenied(_("Your role reads and changes nothing."))
    original = get_object_or_404(Words.objects.filter(case=row).prefetch_related("translations"), pk=pk)
    form = TranslationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        with transaction.atomic():
            translate(
                original,
                given["text"],
                from_language=given["from_language"],
                into_language=given["into_language"],
                translator=given["translator"],
                on=given["translated_on"],
                certified=given["certified"],
                by=request.actor.id,
            )
            log_read(row, request.actor, f"translation {pk}: kept")
        messages.success(request, _("The translation is kept beside the original, which stays as it is"))
        return redirect("casework:case", row.reference)
    return render(request, "casework/translation.html", {"row": row, "original": original, "form": form})
