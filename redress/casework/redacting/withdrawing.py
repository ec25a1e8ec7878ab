"""How does an officer withdraw a redacted version that should not have been approved?

Anybody who may redact may withdraw, also whoever drafted or approved it: it only ever holds back.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from redress.casework.redacting.desk import Desk, at_desk, names_of
from redress.records.bundled import BundleFile
from redress.records.redaction_drafts import MovedOn
from redress.records.redaction_models import Redaction
from redress.records.redaction_withdrawal import approved_last, withdraw


class WithdrawForm(forms.Form):
    """Which version is withdrawn, and why."""

    redaction = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("Why is it withdrawn?"),
        help_text=_("It goes on record with your name. Do not repeat what should have been removed."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Say why it is withdrawn")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("withdrawal of redacted version of document")
def withdrawal(request: Any, desk: Desk) -> HttpResponse:
    """What withdrawing means, and the reason for it."""
    approved = approved_last(desk.document)
    if approved is None:
        if request.method == "POST":
            messages.info(request, say("There is no approved version of it any more."))
        return desk.to()
    form = WithdrawForm(request.POST if request.method == "POST" else None, initial={"redaction": approved.pk})
    if not form.is_valid() or form.cleaned_data["redaction"] != approved.pk:
        return _shown(request, desk, approved, form)
    try:
        withdraw(approved, request.user, form.cleaned_data["why"])
    except MovedOn:
        messages.warning(request, say("Somebody else has changed this since you opened it. Look at it as it is now."))
        return desk.to("redact-withdraw")
    messages.success(request, say("Withdrawn. The document leaves in no form until a new version is approved."))
    return desk.to()


def _shown(request: Any, desk: Desk, approved: Redaction, form: WithdrawForm) -> HttpResponse:
    """The page; where another version has been approved since it was opened, it says so and asks about that one."""
    if form.is_bound and form.data.get("redaction") != str(approved.pk):
        told = say("Another version has been approved since you opened this page. Say again whether it is withdrawn.")
        messages.warning(request, told)
        form.data = {**form.data.dict(), "redaction": approved.pk}
    shown = {
        "row": desk.row,
        "document": desk.document,
        "approved": approved,
        "approver": names_of(approved).get(approved.approved_by, ""),
        "form": form,
        "bundles": _carrying(approved),
    }
    return render(request, "casework/redact_withdraw.html", shown)


def _carrying(approved: Redaction) -> list[str]:
    """The bundles of the case that carry this version, by their numbers."""
    files = BundleFile.objects.filter(bundle__case=approved.case_id).select_related("bundle")
    return list(dict.fromkeys(each.bundle.code for each in files if approved.pk in each.redactions))
