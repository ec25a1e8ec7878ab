"""Is somebody on a case the same person as somebody on another, and who says so?

The page tells by what two people look like one and leaves it to the officer. What is said is on record with its
reason and can be taken back; what either of them said and gave stays as it is. Only cases that the officer may see,
and of which they may know who complains, are told of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from redress import policies
from redress.cases import find
from redress.cases.models import Case
from redress.cases.reading import log_read
from redress.casework.case_page import case_to_read
from redress.casework.identity import must_know_identity
from redress.casework.officers import for_officers, only_reads
from redress.records import same_person as joining
from redress.records.joined import SamePerson, Verdict
from redress.records.known_by import known_by, likely, shared
from redress.records.models import Part, Party, Person
from redress.rules.actors import Actor

#: So many of the latest people who may be the same are told.
TOLD = 20

BECAUSE: Mapping[str, Any] = {
    "email": _("the same e-mail address and initial"),
    "telephone": _("the same telephone number and initial"),
    "name": _("the same name and postcode"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody on another case who may be the same person, and by what they look so."""

    party: Party
    because: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of this person and another, and on which case the other stands; ``taken_back`` when it was."""

    word: SamePerson
    other: Person
    reference: str


class VerdictForm(forms.Form):
    """Whether two people on record are one, and how that is known."""

    other = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=_("Are they the same person?"),
        choices=[(Verdict.SAME, _("Yes, the same person")), (Verdict.DIFFERENT, _("No, two people"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether they are the same person")},
    )
    reason = forms.CharField(
        label=_("How do you know?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say how you know")},
    )


class TakeBackForm(forms.Form):
    """Why a word on two people is taken back."""

    word = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why do you take it back?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Enter the reason")},
    )


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def same_person(request: Any, reference: str, pk: int) -> HttpResponse:
    """Who may be the same person as this one, what was said of it, and the two buttons that say so or take it back."""
    row = case_to_read(request, reference, f"same person {pk}")
    find_or_refuse(request.actor, row)
    mine = get_object_or_404(Party.objects.filter(case=row).exclude(part=Part.BODY).select_related("person"), pk=pk)
    found = candidates(mine, request.actor)
    said = said_of(mine.person, request.actor)
    for each in found:
        must_know_identity(each.party.case, request.actor, f"same person {pk}")
    if request.method == "POST":
        done, form = _act(request, row, mine, found, said)
        if done:
            return redirect("casework:same-person", row.reference, pk)
        return render(request, "casework/same_person.html", _page(row, mine, found, said, form))
    return render(request, "casework/same_person.html", _page(row, mine, found, said, None))


def find_or_refuse(actor: Actor, row: Case) -> None:
    """Raises PermissionDenied for whoever only reads, or may not know who complains."""
    if only_reads(actor, policies.current(row.council_id)) or not find.knows_identity(actor, row):
        raise PermissionDenied(say("Your role does not settle who people are."))


def candidates(mine: Party, actor: Actor) -> list[Candidate]:
    """Who looks like this person on other cases, latest first; nobody of whom a word stands already."""
    settled = {id for word in joining.words_on(mine.person) if not word.ended_at for id in (word.one_id, word.other_id)}
    council = mine.case.council_id
    cases = find.visible_to(actor, council, on=timezone.localdate()).filter(find.identity_known(actor, council))
    parties = Party.objects.filter(likely([mine.person]), person__council=council, case__in=cases)
    others = parties.exclude(person=mine.person_id).exclude(person__in=settled - {mine.person_id})
    marks, found = known_by(mine.person), []
    for party in others.exclude(part=Part.BODY).select_related("person", "case").order_by("-pk"):
        kinds = sorted(shared(marks, known_by(party.person)))
        if kinds:
            found.append(Candidate(party, tuple(BECAUSE[kind] for kind in kinds)))
    return found[:TOLD]


def said_of(person: Person, actor: Actor) -> list[Said]:
    """Every word on this person whose other person stands on a case that the officer may know of."""
    words = joining.words_on(person)
    others = {word.other_id if word.one_id == person.pk else word.one_id for word in words}
    cases = find.visible_to(actor, person.council_id, on=timezone.localdate())
    cases = cases.filter(find.identity_known(actor, person.council_id))
    rows = Party.objects.filter(person__in=others, case__in=cases).values_list("person", "case__reference")
    references = dict(rows)
    told = [(word, word.other if word.one_id == person.pk else word.one) for word in words]
    return [Said(word, other, references[other.pk]) for word, other in told if other.pk in references]


def _act(
    request: Any, row: Case, mine: Party, found: list[Candidate], said: list[Said]
) -> tuple[bool, VerdictForm | TakeBackForm]:
    """Do what the button says; whether it was done, and the form with what was typed."""
    if "word" in request.POST:
        back = TakeBackForm(request.POST)
        return (back.is_valid() and _taken_back(request, row, said, back)), back
    form = VerdictForm(request.POST)
    return (form.is_valid() and _said(request, row, mine, found, form)), form


def _said(request: Any, row: Case, mine: Party, found: list[Candidate], form: VerdictForm) -> bool:
    given = form.cleaned_data
    other = next((each.party.person for each in found if each.party.person_id == given["other"]), None)
    if other is None:
        messages.success(request, say("That has been said already"))  # by a colleague, or by a second click
        return True
    try:
        joining.say(mine.person, other, given["verdict"], reason=given["reason"], by=request.actor)
    except joining.AlreadySaid:
        messages.success(request, say("That has been said already"))
        return True
    log_read(row, request.actor, f"person {mine.pk}: said {given['verdict']} as person {other.pk}")
    messages.success(request, say("It is on record. You can take it back at any time."))
    return True


def _taken_back(request: Any, row: Case, said: list[Said], form: TakeBackForm) -> bool:
    word = next((each.word for each in said if each.word.pk == form.cleaned_data["word"]), None)
    if word is None:
        raise Http404
    if joining.take_back(word, reason=form.cleaned_data["reason"], by=request.actor):
        log_read(row, request.actor, f"word {word.pk} on two people taken back")
    messages.success(request, say("It is taken back. What had been said stays on record."))
    return True


def _page(
    row: Case, mine: Party, found: list[Candidate], said: list[Said], form: VerdictForm | TakeBackForm | None
) -> dict[str, Any]:
    """What the page shows: a form for everybody that may be the same, in error where that was the one sent."""
    wrong = str(form.data.get("other") or form.data.get("word") or "") if form is not None else ""
    kind = type(form)

    def own(of: type[forms.Form], name: str, pk: int) -> forms.Form:
        if kind is of and wrong == str(pk) and form is not None:
            return form
        return of(initial={name: pk}, prefix=None, auto_id=f"id_{name}{pk}_%s")

    return {
        "row": row,
        "party": mine,
        "candidates": [(each, own(VerdictForm, "other", each.party.person_id)) for each in found],
        "said": [(each, None if each.word.ended_at else own(TakeBackForm, "word", each.word.pk)) for each in said],
        "form": form,
    }
