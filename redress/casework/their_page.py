"""How does the council talk with somebody who gave no address: on their own page, which they open with a code?

A question stands there until they come back; what they answer is added to the case like anything they send.
"""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from redress.cases import find
from redress.cases.models import Case
from redress.casework.act_form import LongText
from redress.casework.acting import Done, done
from redress.casework.case_page import case_to_read
from redress.casework.officers import for_officers
from redress.records import people, tracking, words
from redress.records.models import Party
from redress.rules import actions as order
from redress.rules.decide import refusal_of
from redress.rules.moments import Moment
from redress.rules.refusals import Refused
from redress.rules.wording import sentence

OWN_PAGE, WAITS = "own-page", "not-reached"


class QuestionForm(forms.Form):
    """A question for their page."""

    question = LongText(
        label=gettext_lazy("What do you want to ask or tell them?"),
        help_text=gettext_lazy(
            "They read it on their page when they come back. Write nothing that would tell who they are."
        ),
        max_length=4_000,
        error_messages={"required": gettext_lazy("Write what you want to ask or tell them")},
    )


def ask(case: Case, *, question: str, **envelope: Any) -> Done:
    """Put a question on the person's own page; the event vouches for its words."""
    return done(
        case,
        "contact",
        lambda on: order.Contact(run=on.run.id, method=OWN_PAGE, result=WAITS, note=on.words("question", question)),
        envelope,  # type: ignore[arg-type]
    )


@never_cache
@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def their_page(request: Any, reference: str) -> HttpResponse:
    """What was asked and answered on their page, a new question, and a new code for somebody who rang."""
    row = case_to_read(request, reference, "their page")
    party = _somebody_without_an_address(row)
    form, code = QuestionForm(), ""
    refused = _refusal(request, row)
    if request.method == "POST" and refused is not None:
        raise PermissionDenied(refused)
    if request.method == "POST" and request.POST.get("step") == "code":
        with transaction.atomic():
            code = tracking.new_code(row, party)
    elif request.method == "POST":
        form = QuestionForm(request.POST)
        if form.is_valid():
            trouble = _asked(request, row, form)
            if not trouble:
                return redirect("casework:their-page", row.reference)
            form.add_error(None, trouble)
    shown = {
        "row": row,
        "form": form,
        "code": code,
        "has_code": tracking.has_code(row),
        "said": words.of(row, "question", "information"),
        "refused": refused,
        "key": secrets.token_hex(16),
    }
    return render(request, "casework/their_page.html", shown)


def _asked(request: Any, row: Case, form: QuestionForm) -> str:
    """Put the question there; why not where it cannot be."""
    key = (request.POST.get("key") or secrets.token_hex(16))[:32]
    standing = find.standing(row)
    try:
        ask(
            row,
            question=form.cleaned_data["question"],
            by=request.actor,
            at=Moment.of(timezone.now(), timezone.get_default_timezone()),
            seen=standing.seq,
            key=f"{key}:their-page",
        )
    except Refused as refused:
        return sentence(refused, standing.policy, _)
    messages.success(request, _("It stands on their page."))
    return ""


def _refusal(request: Any, row: Case) -> str | None:
    """Why this officer cannot be in contact with them here, in a sentence; none where they can."""
    standing, today = find.standing(row), timezone.localdate()
    refused = refusal_of(
        standing.case, "contact", by=request.actor, book=standing.book, run=standing.run.id, today=today
    )
    return None if refused is None else sentence(refused, standing.policy, _)


def _somebody_without_an_address(row: Case) -> Party:
    """Whoever complains without saying who they are. 404 where they can be written to."""
    party = people.complainant_of(row)
    if party is None or not (row.anonymous or not people.can_be_reached(party.person)):
        raise Http404
    return party
