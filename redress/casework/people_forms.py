"""What do the pages ask that put somebody in charge of a case, or keep somebody away from it?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Department, Staff
from redress.casework.act_form import ActForm, LongText
from redress.casework.involvement import Earlier, earlier_of
from redress.casework.people import Candidate, candidates
from redress.rules import phrases
from redress.rules.refusals import Refused


class PickerForm(ActForm):
    """Who is put in charge: only people who are fit to be. The others are shown with the reason why not."""

    department_only = False
    from_elsewhere = False  # nobody of the department can take it, so people of other departments are offered

    def ask(self) -> None:
        self.candidates = self._candidates()
        fit = [one for one in self.candidates if one.refused is None]
        self.fields["to"] = forms.ChoiceField(
            label=_("Who will deal with it?"),
            choices=[(str(one.person.pk), _titled(one.person)) for one in fit],
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Choose who will deal with it"),
                "invalid_choice": self.desk.sentence(
                    Refused("person-cannot-take-this-case", self.desk.policy.conflicts_paragraph)
                ),
            },
        )
        earlier = earlier_of(self.desk.row, [one.person for one in fit], self.desk.actor, on=self.desk.today)
        self.fields["to"].choice_hints = {  # type: ignore[attr-defined]
            str(one.person.pk): " ".join(filter(None, (_warning(one), _had_a_part(earlier.get(one.person.pk, [])))))
            for one in fit
            if one.warned or any(each.same_person for each in earlier.get(one.person.pk, []))
        }

    def _candidates(self) -> list[Candidate]:
        """Those of the department; where none of them can take it, whoever can elsewhere, so that nobody is stuck."""
        if not self.department_only:
            return self._candidates_of(None)
        near = self._candidates_of(self.desk.row.department)
        if any(one.refused is None for one in near):
            return near
        known = {one.person.pk for one in near}
        elsewhere = [one for one in self._candidates_of(None) if one.refused is None and one.person.pk not in known]
        self.from_elsewhere = bool(elsewhere)
        return [*near, *elsewhere]

    def _candidates_of(self, department: Department | None) -> list[Candidate]:
        desk = self.desk
        if desk.move is None or not desk.move.position:
            return []
        return candidates(
            desk.row,
            desk.standing.case,
            desk.run,
            desk.policy.position(desk.move.position),
            desk.policy,
            on=desk.today,
            department=department,
        )

    @property
    def unfit(self) -> list[tuple[Staff, str]]:
        """Those who hold a fitting role and still cannot be chosen, each with the reason."""
        return [(one.person, self.desk.sentence(one.refused)) for one in self.candidates if one.refused is not None]

    def refuse(self, refused: Refused) -> None:
        if refused.code in _ABOUT_THE_PERSON:
            blank = Refused("person-cannot-take-this-case", refused.paragraph)
            self.add_error("to", self.desk.sentence(blank))
        else:
            super().refuse(refused)

    def answers(self) -> dict[str, Any]:
        return {"to": Staff.objects.get(pk=self.cleaned_data["to"], council=self.desk.row.council_id)}


_ABOUT_THE_PERSON = ("person-cannot-take-this-case", "not-independent", "role-not-fit", "role-never-decides")


def _warning(one: Candidate) -> str:
    """What the policy warns of in choosing this person."""
    if not one.warned:
        return ""
    acts = phrases.all_of((phrases.said(phrases.EARLIER_ACTS, w.act, say) for w in one.warned), say)
    return say("%(acts)s: if you choose this person, say why below") % {"acts": acts}


def _had_a_part(earlier: list[Earlier]) -> str:
    """A hint that somebody dealt with the same complainant before; the same service is their daily work."""
    again = [each.reference for each in earlier if each.same_person]
    return say("Dealt with the same complainant before: %(cases)s.") % {"cases": ", ".join(again)} if again else ""


def _titled(person: Staff) -> str:
    return f"{person.name}, {person.job_title}" if person.job_title else person.name


class AllocateForm(PickerForm):
    """Who deals with the complaint: at the first stage only people of the department it is about (KL 3)."""

    @property
    def department_only(self) -> bool:  # type: ignore[override]
        return self.desk.run.stage == self.desk.policy.stages(self.desk.run.track)[0].id


class AppointForm(PickerForm):
    """Who investigates, and why all the same where an earlier act warns."""

    field_of_refusal = {"warning-needs-reason": "reason"}

    reason = LongText(
        label=_("Reason for the choice"),
        help_text=_("Needed only for somebody with an earlier part in the case, or who manages one who had."),
        required=False,
    )

    def ask(self) -> None:
        super().ask()
        self.order_fields(["to", "reason"])

    def answers(self) -> dict[str, Any]:
        return {**super().answers(), "reason": self.cleaned_data["reason"]}


class BarForm(ActForm):
    """Who is complained about or implicated."""

    person = forms.ModelChoiceField(
        queryset=Staff.objects.none(),
        label=_("Who must keep away from this case?"),
        empty_label=_("Choose a person"),
        error_messages={
            "required": _("Choose who must keep away"),
            "invalid_choice": _("Choose somebody who works here"),
        },
    )
    ground = forms.ChoiceField(
        label=_("Why?"),
        choices=[
            ("complained-about", _("They are complained about")),
            ("implicated", _("They are implicated in another way")),
            ("personal-interest", _("They know the people or have an interest")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say why they must keep away")},
    )

    def ask(self) -> None:
        people = Staff.objects.filter(council=self.desk.row.council_id, is_active=True)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    def answers(self) -> dict[str, Any]:
        return {"person": self.cleaned_data["person"], "ground": self.cleaned_data["ground"]}
