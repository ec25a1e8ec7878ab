"""What do the pages ask on which roles, nominations, training and cover are seen and changed?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Cover, Department, Directorate, RoleHeld, Staff
from redress.design.fields import MemorableDateField
from redress.rules.policy import Policy

COUNCIL_WIDE = "council"


class RoleForm(forms.Form):
    """A role given to somebody: for which place, from when to when, and who nominated them."""

    role = forms.ChoiceField(label=_("Role"), error_messages={"required": _("Choose a role")})
    place = forms.ChoiceField(
        label=_("For which part of the council?"),
        help_text=_("A department comes before its directorate where both have somebody in the role."),
        error_messages={"required": _("Choose a part of the council")},
    )
    first = MemorableDateField(label=_("First day"), what=_("The first day"))
    last = MemorableDateField(label=_("Last day, if it is known"), what=_("The last day"), required=False)
    nominated_by = forms.ModelChoiceField(
        label=_("Nominated by"),
        help_text=_("Only for a role whose holders are nominated."),
        queryset=Staff.objects.none(),
        empty_label=_("Nobody"),
        required=False,
    )
    nominated_on = MemorableDateField(label=_("Nominated on"), what=_("The date of nomination"), required=False)

    def __init__(self, *arguments: Any, staff: Staff, policy: Policy, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.staff, self.policy = staff, policy
        fields: Any = self.fields
        fields["role"].choices = [("", say("Choose a role")), *((role.id, role.name) for role in policy.roles)]
        fields["place"].choices = _places(staff.council_id)
        nominators = [role.nominated_by for role in policy.roles if role.nominated_by]
        held = RoleHeld.objects.filter(role__in=nominators).values("staff")
        fields["nominated_by"].queryset = Staff.objects.filter(council=staff.council_id, pk__in=held, is_active=True)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        _in_order(self, given)
        role = next((each for each in self.policy.roles if each.id == given.get("role")), None)
        if role is not None and role.nominated_by:
            who = self.policy.role(role.nominated_by).name
            told = {"role": role.name, "who": who, "paragraph": role.paragraph}
            for name in ("nominated_by", "nominated_on"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(
                        name, say("%(role)s: say which %(who)s nominated them and when (%(paragraph)s)") % told
                    )
        return given

    def given(self) -> RoleHeld:
        """The role as it is given, not saved yet."""
        kind, _colon, number = self.cleaned_data["place"].partition(":")
        place = {f"{kind}_id": int(number)} if number else {}
        facts = {name: self.cleaned_data[name] for name in ("role", "first", "last", "nominated_by", "nominated_on")}
        return RoleHeld(staff=self.staff, **place, **facts)


class AbsenceForm(forms.Form):
    """When somebody is away, and who decides and signs for them."""

    first = MemorableDateField(label=_("First day away"), what=_("The first day away"))
    last = MemorableDateField(label=_("Last day away"), what=_("The last day away"))
    covering = forms.ModelChoiceField(
        label=_("Who covers?"), queryset=Staff.objects.none(), empty_label=_("Nobody yet"), required=False
    )
    reason = forms.CharField(label=_("Reason, if it matters"), max_length=200, required=False)

    def __init__(self, *arguments: Any, staff: Staff, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.staff = staff
        colleagues = Staff.objects.filter(council=staff.council_id, is_active=True).exclude(pk=staff.pk)
        self.fields["covering"].queryset = colleagues  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        _in_order(self, given)
        return given

    def given(self) -> Cover:
        """The absence as it is recorded, not saved yet."""
        return Cover(absent=self.staff, **self.cleaned_data)


class TrainingForm(forms.Form):
    """What somebody has recorded training or expertise in, of what the policy asks for."""

    expertise = forms.MultipleChoiceField(
        label=_("Training and expertise on record"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *arguments: Any, policy: Policy, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        fields: Any = self.fields
        fields["expertise"].choices = [(each.id, each.name.capitalize()) for each in policy.expertise]


class EndForm(forms.Form):
    """The last day on which somebody holds a role."""

    held = forms.ModelChoiceField(queryset=RoleHeld.objects.none())

    def __init__(self, *arguments: Any, staff: Staff, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.fields["held"].queryset = RoleHeld.objects.on(timezone.localdate()).filter(staff=staff)  # type: ignore[attr-defined]


def _in_order(form: forms.Form, given: dict[str, Any]) -> None:
    first, last = given.get("first"), given.get("last")
    if isinstance(first, date) and isinstance(last, date) and last < first:
        form.add_error("last", say("The last day must be the first day or after it"))


def _places(council_id: str) -> list[tuple[str, str]]:
    departments = Department.objects.filter(council=council_id).order_by("name").values_list("pk", "name")
    directorates = Directorate.objects.filter(council=council_id).order_by("name").values_list("pk", "name")
    return [
        (COUNCIL_WIDE, say("The whole council")),
        *((f"directorate:{pk}", say("Directorate: %(name)s") % {"name": name}) for pk, name in directorates),
        *((f"department:{pk}", say("Department: %(name)s") % {"name": name}) for pk, name in departments),
    ]
