"""How does somebody who complained tell of themselves, if they like, without its being known by whom?

These pages know no complaint, no reference and no name: only that a code is one of ours and was not used before.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from redress.accounts.models import Council
from redress.accounts.rate_limits import limited
from redress.intake.councils import no_store, of_a_council
from redress.intake.languages import said
from redress.records import equality, equality_codes
from redress.rules.policy import EqualityMonitoring, Policy

HOUR = 60 * 60
TRIES_IN_AN_HOUR = 60  # from one network address: enough for a library, not for guessing


class CodeForm(forms.Form):
    """The code that somebody was given."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("16 letters and numbers, like ABCD-EFGH-JKMN-PQRS"),
        max_length=60,
        error_messages={"required": _("Enter your code")},
    )

    def __init__(self, *arguments: Any, council: str, weeks: int, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._council, self._weeks = council, weeks

    def clean_code(self) -> str:
        try:
            return equality_codes.read(self._council, self.cleaned_data["code"], timezone.localdate(), self._weeks)
        except equality_codes.WrongCode as wrong:
            raise forms.ValidationError(_why(wrong)) from None


class AboutYouForm(forms.Form):
    """Every question of the policy. None must be answered, and each can be answered by not saying."""

    def __init__(self, *arguments: Any, asked: EqualityMonitoring, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        for question in asked.questions:
            answers = [(answer.id, said(answer.name)) for answer in question.answers]
            self.fields[question.id] = forms.ChoiceField(
                label=said(question.label),
                help_text=said(question.hint),
                choices=[*answers, (equality.NOT_SAID, _("Prefer not to say"))],
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": _("Choose one of these answers")},
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not any(given.values()):
            raise forms.ValidationError(say("Answer a question, or close this page"))
        return given


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("equality-code", limit=TRIES_IN_AN_HOUR, seconds=HOUR)
@of_a_council
def enter_code(request: Any, council: Council) -> HttpResponse:
    """Where somebody goes who was handed a code on paper or told it."""
    asked = _asked(request.policy)
    data = request.POST if request.method == "POST" else None
    form = CodeForm(data, council=council.pk, weeks=asked.open_weeks)
    if form.is_valid():
        return redirect("intake:about-you", council.pk, form.cleaned_data["code"])
    return no_store(request, render(request, "intake/about_you_code.html", {"form": form}))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("equality-answers", limit=TRIES_IN_AN_HOUR, seconds=HOUR)
@of_a_council
def about_you(request: Any, council: Council, code: str) -> HttpResponse:
    """The questions, once for each code."""
    asked, today = _asked(request.policy), timezone.localdate()
    try:
        known = equality_codes.read(council.pk, code, today, asked.open_weeks)
    except equality_codes.WrongCode as wrong:
        return _closed(request, _why(wrong))
    if equality.is_used(council.pk, known):
        return _closed(request, say("This link has been used. Thank you for your answers."))
    form = AboutYouForm(request.POST if request.method == "POST" else None, asked=asked)
    if form.is_valid():
        equality.count(council.pk, asked, form.cleaned_data, code=known, on=today)
        return redirect("intake:about-you-thanks", council.pk)
    return no_store(request, render(request, "intake/about_you.html", {"form": form, "asked": asked}))


@require_safe
@of_a_council
def thanks(request: Any, council: Council) -> HttpResponse:
    """That the answers were counted."""
    _asked(request.policy)
    return no_store(request, render(request, "intake/about_you_thanks.html"))


def _asked(policy: Policy) -> EqualityMonitoring:
    if policy.equality_monitoring is None:
        raise Http404
    return policy.equality_monitoring


def _closed(request: Any, why: str) -> HttpResponse:
    return no_store(request, render(request, "intake/about_you_closed.html", {"why": why}, status=410))


def _why(wrong: equality_codes.WrongCode) -> str:
    if wrong.ran_out:
        return say("This code is too old. It cannot be used any more.")
    return say("We do not know this code. Check that you typed all 16 letters and numbers.")
