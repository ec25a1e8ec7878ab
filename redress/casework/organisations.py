"""With which contractors, partners and other bodies does the council work, and on what terms? Seen and changed here.

Whoever may settle what a complaint is about may add one; contracts without a complaints clause are listed first.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from redress import policies
from redress.casework.officers import for_officers
from redress.records import organisations
from redress.records.organisations import Organisation
from redress.rules.actions import SettlePoints
from redress.rules.actors import Actor
from redress.rules.policy import Policy


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is known of one organisation."""

    class Meta:
        model = Organisation
        fields = ["name", "kind", "contract", "has_clause", "clause", "protocol", "may_share", "contact"]
        labels = {
            "name": _("Name"),
            "kind": _("What is it?"),
            "contract": _("Contract, for a contractor"),
            "has_clause": _("The contract has a complaints clause"),
            "clause": _("Reference of the clause"),
            "protocol": _("Protocol or agreement, for a partner"),
            "may_share": _("What may be shared with them"),
            "contact": _("Contact for complaints"),
        }
        widgets = {"kind": forms.RadioSelect, "may_share": forms.Textarea, "contact": forms.Textarea}
        error_messages = {
            "name": {"required": _("Enter the name")},
            "kind": {"required": _("Say what it is")},
        }

    def __init__(self, *arguments: Any, council: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.instance.council = council
        self.fields["kind"].choices = organisations.OrganisationKind.choices  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """No two of one council are called the same."""
        name = str(self.cleaned_data["name"]).strip()
        others = Organisation.objects.filter(council=self.instance.council, name__iexact=name)
        if others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(say("There is one with this name already"))
        return name


def may_keep(actor: Actor, policy: Policy) -> bool:
    """Whether one of the roles held may settle what a complaint is about, and so name an organisation."""
    return any(actor.role_names & set(move.by) for move in policy.moves if move.action == SettlePoints.name)


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Any) -> HttpResponse:
    """Every organisation of the council, and the form to add or change one."""
    allowed = may_keep(request.actor, policies.current(request.council.pk))
    if request.method == "POST" and not allowed:
        raise PermissionDenied(say("Your role does not change these."))
    every = organisations.of(request.council.pk)
    wanted = request.GET.get("change", "")
    changing = next((each for each in every if str(each.pk) == wanted), None)
    data = request.POST if request.method == "POST" else None
    form = OrganisationForm(data, instance=changing, council=request.council) if allowed else None
    if form is not None and form.is_bound and form.is_valid():
        form.save()
        messages.success(request, say("Saved: %(what)s") % {"what": form.instance.name})
        return redirect("casework:organisations")
    lacking = [each for each in every if each.lacks_clause]
    shown = {"organisations": every, "lacking": lacking, "form": form, "changing": changing}
    return render(request, "casework/organisations.html", shown)
