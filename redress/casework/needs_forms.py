"""What is asked when somebody's needs are put on record, looked at again, or end?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Staff
from redress.casework.act_form import LongText
from redress.design.fields import MemorableDateField
from redress.records import adjustments
from redress.records.adjustments import Adjustment, Given, Settled
from redress.rules.policy import Policy

LANGUAGE = "language"


class NeedForm(forms.Form):
    """A need and a support that meets it: what was agreed, in their own words, and when to ask again."""

    kind = forms.ChoiceField(
        label=_("What do they need help with?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what they need help with")},
    )
    support = forms.ChoiceField(label=_("What would help?"), error_messages={"required": _("Choose what would help")})
    language = forms.CharField(
        label=_("Which language?"),
        help_text=_("Where the need is a language. For example, Polish"),
        max_length=60,
        required=False,
    )
    settled = forms.ChoiceField(
        label=_("What is settled?"),
        choices=Settled.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what is settled")},
    )
    details = LongText(
        label=_("In their own words"),
        help_text=_("For example, when to telephone, or how to speak with them"),
        max_length=2000,
        required=False,
    )
    considered = LongText(
        label=_("What support was considered?"),
        help_text=_("Needed where English is not their first language."),
        max_length=2000,
        required=False,
    )
    visit_on = MemorableDateField(
        label=_("Date of a home visit, if there is one"), what=_("The date of the visit"), required=False
    )
    visit_by = forms.ModelChoiceField(
        queryset=Staff.objects.none(), label=_("Who visits them?"), empty_label=_("Nobody yet"), required=False
    )
    review_on = MemorableDateField(
        label=_("When should we ask again?"),
        what=_("The date to ask again"),
        help_text=_("Leave it empty for the date that the policy gives."),
        required=False,
    )

    def __init__(self, data: Any, *, policy: Policy, line: Adjustment | None = None) -> None:
        super().__init__(data, initial=_initial(line))
        self.policy, self.line = policy, line
        self.supports = adjustments.supports_in(policy)
        needs = adjustments.needs_in(policy)
        kind: Any = self.fields["kind"]
        kind.choices = [(need.id, need.name) for need in needs]
        kind.choice_hints = {need.id: need.hint for need in needs}
        support: Any = self.fields["support"]
        support.choices = [("", _("Choose one")), *((each.id, each.name) for each in self.supports)]
        visitors: Any = self.fields["visit_by"]
        visitors.queryset = Staff.objects.filter(council=policy.council.id, is_active=True).order_by("name")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        support = next((each for each in self.supports if each.id == given.get("support")), None)
        if support is not None and given.get("kind") and given["kind"] not in support.fits:
            told = {"support": support.name}
            self.add_error("support", say("“%(support)s” is not for that need. Choose another one") % told)
        if given.get("kind") == LANGUAGE:
            if not given.get("language"):
                self.add_error("language", say("Enter which language they need"))
            if not given.get("considered"):
                self.add_error("considered", say("Enter what support was considered"))
        if given.get("visit_by") and not given.get("visit_on"):
            self.add_error("visit_on", say("Enter the date of the visit"))
        if given.get("review_on") and given["review_on"] <= timezone.localdate():
            self.add_error("review_on", say("The date to ask again must be in the future"))
        return given

    def given(self) -> Given:
        """What was said, for the record."""
        return Given(**self.cleaned_data)


def _initial(line: Adjustment | None) -> dict[str, Any]:
    if line is None:
        return {"settled": Settled.ACCEPTED}
    names = ("kind", "support", "language", "settled", "details", "considered", "visit_on", "visit_by")
    return {name: getattr(line, name) for name in names}


class ReviewForm(forms.Form):
    """They were asked again, and it still holds: until when."""

    found = forms.CharField(
        label=_("What did they say?"), max_length=500, error_messages={"required": _("Enter what they said")}
    )
    again_on = MemorableDateField(label=_("When should we ask again?"), what=_("The date to ask again"), required=False)

    def clean_again_on(self) -> date | None:
        day: date | None = self.cleaned_data["again_on"]
        if day is not None and day <= timezone.localdate():
            raise forms.ValidationError(say("The date to ask again must be in the future"))
        return day


class EndForm(forms.Form):
    """It holds no longer, and why."""

    reason = forms.CharField(
        label=_("Why does it hold no longer?"),
        max_length=500,
        error_messages={"required": _("Enter why it holds no longer")},
    )


class CarryForm(forms.Form):
    """That it is the same person, and which of what was recorded before holds here as well."""

    lines = forms.MultipleChoiceField(
        label=_("Which of these still hold?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what still holds"), "invalid_choice": _("Choose from the list")},
    )
    same = forms.BooleanField(
        label=_("I have checked: it is the same person"),
        error_messages={"required": _("Tick the box if you have checked that it is the same person")},
    )

    def __init__(self, data: Any, *, found: list[Adjustment]) -> None:
        super().__init__(data)
        choices: Any = self.fields["lines"]
        choices.choices = [
            (
                str(line.pk),
                say("%(support)s (%(name)s, %(reference)s)")
                % {"support": line.support_name, "name": line.person.name, "reference": line.case.reference},
            )
            for line in found
        ]
