"""What do the pages ask about whoever acts for a complainant?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.casework.act_form import LongText
from redress.casework.consenting import BY_EMAIL, BY_LETTER
from redress.design.fields import MemorableDateField
from redress.records.documents import ACCEPT, KINDS_IN_WORDS
from redress.records.models import Person
from redress.rules.policy import Option, Policy, Question, Step
from redress.rules.steps import questions_of

REACH = ("email", "telephone", "address")


class NoteForm(forms.Form):
    """A note that the person signed, and the date on it."""

    file = forms.FileField(
        label=_("The signed note"),
        help_text=KINDS_IN_WORDS,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": _("Choose the signed note"), "empty": _("The file is empty. Choose another one")},
    )
    dated = MemorableDateField(
        label=_("Date of the note"), what=_("The date of the note"), required=True, today=timezone.localdate
    )


class AskForm(forms.Form):
    """How the person is asked, and what it is about."""

    covers = LongText(
        label=_("What we may have to tell whoever acts for them"),
        help_text=_(
            "In general words: the person reads it in the message. Write nothing they would not want others to see."
        ),
        max_length=2_000,
        error_messages={"required": _("Say what we may have to tell them")},
    )

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data)
        ways = []
        if person.email:
            ways.append((BY_EMAIL, say("By e-mail to %(address)s, with a link") % {"address": person.email}))
        if person.address_lines:
            ways.append((BY_LETTER, say("By a letter to print now, with a link and a code")))
        self.fields["way"] = forms.ChoiceField(
            label=_("How do we ask them?"),
            choices=ways,
            widget=forms.RadioSelect,
            initial=ways[0][0] if len(ways) == 1 else None,
            error_messages={"required": _("Say how we ask them")},
        )
        self.order_fields(["way", "covers"])

    @property
    def possible(self) -> bool:
        """Whether there is any way to ask them."""
        field: Any = self.fields["way"]
        return bool(field.choices)


class ChangeForm(forms.Form):
    """Who acts from now on, why, and how to reach them."""

    reason = LongText(
        label=_("Why does it change?"), max_length=2_000, error_messages={"required": _("Say why it changes")}
    )
    name = forms.CharField(label=_("Full name"), max_length=200, required=False)
    ward = forms.CharField(label=_("Ward or constituency, if they have one"), max_length=200, required=False)
    organisation = forms.CharField(label=_("Organisation, if they come from one"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    telephone = forms.CharField(label=_("Telephone"), max_length=60, required=False)
    address = forms.CharField(label=_("Postal address"), widget=forms.Textarea, max_length=1000, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=12, required=False)

    def __init__(self, data: Any = None, *, step: Step, policy: Policy) -> None:
        super().__init__(data)
        self.step = step
        field = forms.ChoiceField(
            label=step.question,
            choices=[(option.id, option.name) for option in step.options],
            widget=forms.RadioSelect,
            error_messages={"required": _("Say who acts from now on")},
        )
        field.choice_hints = {option.id: option.hint for option in step.options}  # type: ignore[attr-defined]
        self.fields["option"] = field
        kinds = [(each.id, each.name) for each in policy.lists.get("representatives", ())]
        self.fields["capacity"] = forms.ChoiceField(
            label=_("What are they to the complainant?"), choices=[("", _("Choose one")), *kinds], required=False
        )
        for option, question in self._of_options():
            self.fields[f"more-{question.id}"] = forms.CharField(
                label=question.label,
                help_text=say("For: %(option)s") % {"option": option.name},
                max_length=500,
                required=False,
            )
        asked = [name for name in self.fields if name.startswith("more-")]
        self.order_fields(["option", *asked, "reason", "name", "capacity"])

    def _of_options(self) -> list[tuple[Option, Question]]:
        own = {question.id for question in self.step.questions}
        return [
            (option, question)
            for option in self.step.options
            for question in questions_of(self.step, option)
            if question.id not in own
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("option") in (None, "", "nobody"):
            return given
        if not given.get("name"):
            self.add_error("name", say("Enter the name of whoever acts from now on"))
        if not given.get("capacity"):
            self.add_error("capacity", say("Say what they are to the complainant"))
        if not any(given.get(way) or way in self.errors for way in REACH):
            self.add_error("email", say("Enter at least one way to reach them: e-mail, telephone or address"))
        for option, question in self._of_options():
            if option.id == given["option"] and question.required and not given.get(f"more-{question.id}"):
                self.add_error(f"more-{question.id}", say("Answer “%(question)s”") % {"question": question.label})
        return given

    def more(self) -> dict[str, str]:
        """The answers to what the option chosen asks beside the reason."""
        chosen = self.cleaned_data["option"]
        asked = [question.id for option, question in self._of_options() if option.id == chosen]
        return {id: self.cleaned_data.get(f"more-{id}", "") for id in asked}

    def person(self) -> dict[str, str]:
        """Who acts from now on; nothing where nobody does."""
        if self.cleaned_data["option"] == "nobody":
            return {}
        names = ("name", "capacity", "ward", "organisation", "email", "telephone", "address", "postcode")
        return {name: self.cleaned_data.get(name, "") for name in names}
