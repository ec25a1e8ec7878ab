"""How does the redacted document look beside the original, who reviews it, and how does it leave?

The reviewer is somebody else than whoever drafted any of it. They approve exactly the file that they see.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from redress.casework.redacting.desk import Desk, at_desk, names_of
from redress.casework.redacting.forms import CommentForm
from redress.records import redaction_files
from redress.records.redaction import TROUBLES, approved_of, last_reader, redacted_copy
from redress.records.redaction_drafts import MovedOn
from redress.records.redaction_models import Redaction, RedactionState
from redress.records.redaction_review import (
    NotYet,
    approve,
    ask_for_result,
    is_being_made,
    is_made,
    may_review,
    send_back,
    submit,
    take_back,
    why_not_submitted,
)
from redress.records.redaction_schedule import lines_of, schedule_pdf

_OPEN = (RedactionState.DRAFT, RedactionState.SUBMITTED)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("redacted version of document")
def result(request: Any, desk: Desk) -> HttpResponse:
    """The result beside the original, and what can be done with it."""
    redaction = desk.redaction
    if redaction is None or redaction.state not in _OPEN:
        return desk.to()
    if request.method != "POST":
        return _shown(request, desk, redaction, CommentForm())
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _shown(request, desk, redaction, form)
    try:
        return _done(request, desk, redaction, form)
    except MovedOn:
        messages.warning(request, _("Somebody else has changed this since you opened it. Look at it as it is now."))
    except NotYet as wanting:
        messages.warning(request, _WANTING[wanting.code])
    return desk.to("redact-result")


def _done(request: Any, desk: Desk, redaction: Redaction, form: CommentForm) -> HttpResponse:
    """One of the acts of this page."""
    do, by, comment = request.POST.get("do"), request.user, form.cleaned_data["comment"].strip()
    seen = int(version) if (version := request.POST.get("version", "")).isdecimal() else -1
    if do == "submit":
        submit(redaction, by, seen=seen, comment=comment)
        messages.success(request, _("It waits for a reviewer: somebody who marked none of it."))
    elif do == "take-back":
        take_back(redaction, by, seen=seen)
        return desk.to()
    elif do == "return" and not comment:
        form.add_error("comment", _("Say what must be changed"))
        return _shown(request, desk, redaction, form)
    elif do == "return":
        send_back(redaction, by, comment, seen=seen)
        messages.success(request, _("It is sent back, with what you said."))
        return desk.to()
    elif do == "approve":
        approve(redaction, by, seen=seen, comment=comment)
        messages.success(request, _("Approved. This file is now the redacted version of the document."))
        return desk.to()
    elif do == "again":
        ask_for_result(redaction)
    return desk.to("redact-result")


def _shown(request: Any, desk: Desk, redaction: Redaction, form: CommentForm) -> HttpResponse:
    asked = request.GET.get("page", "1")
    number = min(max(int(asked) if asked.isdecimal() and len(asked) < 6 else 1, 1), len(redaction.pages))
    wanting, names = why_not_submitted(redaction), names_of(redaction)
    shown = {
        "row": desk.row,
        "document": desk.document,
        "redaction": redaction,
        "form": form,
        "number": number,
        "elsewhere": redaction.elsewhere,
        "pages": range(1, len(redaction.pages) + 1),
        "made": is_made(redaction),
        "being_made": is_being_made(redaction),
        "trouble": TROUBLES.get(redaction.made_trouble, ""),
        "wanting": _WANTING[wanting] if wanting else "",
        "lines": lines_of(redaction),
        "steps": [(step, STEPS[step.what], names.get(step.by, "")) for step in redaction.steps.all()],
        "mine": not may_review(redaction, request.user),
        "has_approved": desk.has_approved,
    }
    return render(request, "casework/redact_result.html", shown)


_WANTING = {
    "nothing-marked": gettext_lazy("Nothing is marked to be removed."),
    "reason-wanting": gettext_lazy("One of the boxes has no reason."),
    "not-made": gettext_lazy("The redacted version is not made yet. Try again in a moment."),
    "document-changed": gettext_lazy("The document has changed since. It must be redacted anew."),
    "own-draft": gettext_lazy("You marked some of this. Somebody else must review it."),
}
STEPS = {
    "begun": gettext_lazy("Begun"),
    "submitted": gettext_lazy("Sent to a reviewer"),
    "taken-back": gettext_lazy("Taken back to be changed"),
    "returned": gettext_lazy("Sent back by the reviewer"),
    "approved": gettext_lazy("Approved"),
    "discarded": gettext_lazy("Discarded"),
    "withdrawn": gettext_lazy("Withdrawn"),
}


# --- files -----------------------------------------------------------------------------------------


@require_safe
@at_desk("picture of document")
def picture(request: Any, desk: Desk, which: str, number: int) -> HttpResponse:
    """The picture of one page: as it is, or as it will be."""
    redaction = desk.redaction
    if redaction is None or redaction.state not in _OPEN:
        raise Http404
    kept = redaction.result_pictures_as if which == "after" else redaction.pictures_as
    try:
        content = redaction_files.picture(kept, number)
    except KeyError:
        raise Http404 from None
    return private(HttpResponse(content, content_type="image/png"))


@require_safe
@at_desk("draft of redacted version of document")
def draft(request: Any, desk: Desk) -> HttpResponse:
    """The file as it was made of what is marked now, for whoever reviews it."""
    redaction = desk.redaction
    if redaction is None or redaction.state not in _OPEN or not is_made(redaction):
        raise Http404
    name = f"{desk.row.reference}-{desk.document.pk}-draft.pdf"
    stored = default_storage.open(redaction.result_as)
    return private(FileResponse(stored, as_attachment=True, filename=name, content_type="application/pdf"))


@require_safe
@at_desk("approved redacted version of document")
def approved(request: Any, desk: Desk) -> HttpResponse:
    """The approved redacted version, as a download."""
    content = redacted_copy(desk.document, reader=last_reader(desk.document))
    if content is None:
        raise Http404
    return _download(content, f"{desk.row.reference}-{desk.document.pk}-redacted.pdf")


@require_safe
@at_desk("schedule of redactions of document")
def schedule(request: Any, desk: Desk) -> HttpResponse:
    """What was removed on which page and why, to go with the redacted version."""
    found = approved_of(desk.document, reader=last_reader(desk.document))
    if found is None:
        raise Http404
    return _download(schedule_pdf([found]), f"{desk.row.reference}-{desk.document.pk}-redactions.pdf")


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return private(response)


def private(response: Any) -> Any:
    """For whoever asked and nobody else, and kept nowhere on the way."""
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
