"""How does a policy owner bring in a new version: check it, see what it changes, adopt it from a day?

One page in two steps. The text goes with the form from the first to the second, so that what is adopted is what was
checked, to the letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from redress import policies
from redress.cases import find
from redress.cases.pinned import open_by_version
from redress.casework.advice import advised
from redress.casework.officers import for_officers
from redress.casework.policy.pages import must_look_after
from redress.design.templatetags.design import long_date
from redress.policies import Mistake, PolicyMistakes, adoption
from redress.policies.differences import Difference, differences
from redress.policies.loader import policy_in
from redress.rules.last_days import Compared, compared
from redress.rules.policy import Policy
from redress.rules.working_days import BeyondCalendar

#: More than any policy holds.
LARGEST = 1024 * 1024


class TextForm(forms.Form):
    """The new version: a file, or its text typed or pasted."""

    file = forms.FileField(
        label=gettext_lazy("Choose a policy file"),
        help_text=gettext_lazy("A file that ends in .toml"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".toml,text/plain"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste its text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"spellcheck": "false", "autocapitalize": "none"}),
    )

    def clean_file(self) -> str:
        """The text of the file, if one was chosen."""
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        if file.size > LARGEST:
            raise forms.ValidationError(_("The selected file must be smaller than 1MB"))
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError(_("The selected file is not saved as UTF-8: save it again")) from None

    def clean(self) -> None:
        """One of the two is given."""
        given = self.cleaned_data.get("file") or self.cleaned_data.get("text", "")
        if "file" in self.cleaned_data and not given.strip():
            self.add_error("file", _("Choose a policy file, or paste its text"))
        self.cleaned_data["policy"] = adoption.as_kept(given)


class AdoptForm(forms.Form):
    """The text that was checked, and the confirmation."""

    text = forms.CharField(strip=False, widget=forms.HiddenInput)
    confirmed = forms.BooleanField(
        label=gettext_lazy("I have read what changes, and the council has approved this version"),
        error_messages={"required": gettext_lazy("Confirm that this version has been approved")},
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake of a file, with the line it stands on as it is written."""

    mistake: Mistake
    written: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A sound version: what it changes, which dates would be others, and what stands against adopting it."""

    policy: Policy
    before: Policy
    differences: tuple[Difference, ...]
    dates: tuple[Compared, ...] | None  # none where the calendar does not reach so far
    open_cases: dict[str, int]
    against: tuple[str, ...]


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    """Check a new version, or adopt one that was checked."""
    must_look_after(request, "policy/new")
    if request.method == "POST":
        return _adopted(request) if "adopt" in request.POST else _checked(request)
    return _shown(request, TextForm())


def _shown(request: Any, form: TextForm, **more: Any) -> HttpResponse:
    """The page, with what the policy in force advises whoever changes it."""
    advice = advised(policies.current(request.council.pk), ("page:policy",))
    return render(request, "casework/policy/new.html", {"form": form, "advice": advice, **more})


def _checked(request: Any) -> HttpResponse:
    form = TextForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, form)
    text = form.cleaned_data["policy"]
    try:
        policy = policy_in(text, Path("policy.toml"))
    except PolicyMistakes as mistakes:
        return _mistaken(request, text, mistakes)
    if policy.id != request.council.pk:
        return _mistaken(request, text, None, _not_ours(request, policy))
    return _previewed(request, text, policy, AdoptForm(initial={"text": text}))


def _mistaken(request: Any, text: str, mistakes: PolicyMistakes | None, sentence: str = "") -> HttpResponse:
    """The page again, with every mistake beside its line, and the text as it was given."""
    lines = text.splitlines()
    found = mistakes.mistakes if mistakes else ()
    faults = [Fault(each, lines[each.line - 1].strip()[:200] if each.line <= len(lines) else "") for each in found]
    form = TextForm(data={"text": text})
    form.is_valid()
    form.add_error("text", sentence or _count(len(faults)))
    return _shown(request, form, faults=faults)


def _count(mistakes: int) -> str:
    if mistakes == 1:
        return _("The file has 1 mistake: mend it, or choose a mended file")
    return _("The file has %(count)s mistakes: mend them, or choose a mended file") % {"count": mistakes}


def _not_ours(request: Any, policy: Policy) -> str:
    said = {"other": policy.council.name, "own": request.council.name}
    return _("This is the policy of %(other)s, not of %(own)s") % said


def _previewed(request: Any, text: str, policy: Policy, form: AdoptForm) -> HttpResponse:
    book = policies.rulebook()
    before = adoption.before(policy, book) or policies.current(policy.id)
    preview = Preview(
        policy=policy,
        before=before,
        differences=differences(before, policy, _),
        dates=_dates(before, policy),
        open_cases=open_by_version(find.visible_to(request.actor, request.council)),
        against=adoption.reasons_against(policy, book, today=timezone.localdate()),
    )
    return render(request, "casework/policy/checked.html", {"preview": preview, "form": form, "text": text})


def _dates(before: Policy, policy: Policy) -> tuple[Compared, ...] | None:
    book = policies.book_of([before, policy] if before.pin != policy.pin else [policy])
    try:
        return compared(before, policy, policy.in_force_from, book)
    except BeyondCalendar:
        return None


def _adopted(request: Any) -> HttpResponse:
    """Adopt what was checked; whoever clicks twice sees the version that the first click adopted."""
    form = AdoptForm(request.POST)
    text = adoption.as_kept(request.POST.get("text", ""))
    try:
        policy = policy_in(text, Path("policy.toml"))
    except PolicyMistakes as mistakes:
        return _mistaken(request, text, mistakes)
    if policy.id != request.council.pk:
        return _mistaken(request, text, None, _not_ours(request, policy))
    if not form.is_valid():
        return _previewed(request, text, policy, form)
    row = adoption.row_of(policy.pin)
    if row is None or (row.adopted_by, row.sha256) != (request.actor.id, adoption.digest(text)):
        try:
            with transaction.atomic():
                adoption.adopt(
                    text,
                    on=policy.in_force_from,
                    by=request.actor.id,
                    name=request.user.name,
                    today=timezone.localdate(),
                )
        except adoption.NotAdoptable:
            return _previewed(request, text, policy, form)
    said = {"version": policy.version, "day": long_date(policy.in_force_from)}
    messages.success(request, _("Version %(version)s is adopted and counts from %(day)s") % said)
    return redirect("casework:policy")
