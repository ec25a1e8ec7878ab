"""What is asked of somebody who complains for another: whom they help, how to reach them, and what they are?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from redress.intake.answers import COMPLAINT, ENQUIRY
from redress.intake.forms import QuestionForm, choice, line, telephone_number
from redress.intake.languages import said
from redress.intake.wording import CONSENTS, PARTS
from redress.rules.policy import Policy

COUNCILLOR, MP, ORGANISATIONS = "councillor", "mp", ("support-organisation", "advocate", "professional")


def parts_of(policy: Policy) -> list[tuple[str, Any]]:
    """What somebody may be to the person they complain for: the policy's list, as they say it themselves."""
    listed = policy.lists.get("representatives", ())
    if not listed:
        return [(id, says) for id, (says, _read) in PARTS.items()]
    return [(each.id, PARTS[each.id][0] if each.id in PARTS else said(each.name)) for each in listed]


class ThemForm(QuestionForm):
    title = _("Who are you helping?")
    template = "intake/question_them.html"

    their_name = line(_("Their full name"), _("Enter the name of the person you are helping"), required=True)
    part = choice(_("What is your part?"), (), _("Choose what your part is"))
    consent = choice(
        _("Have they agreed that you complain for them?"),
        [*CONSENTS.items()],
        _("Choose whether they have agreed"),
        hint=_(
            "We can start now. We may need their agreement in writing before we can tell you things about them. "
            "You can add a letter or a photo of one later in this form."
        ),
    )
    their_email = forms.EmailField(
        label=_("Their e-mail address"),
        required=False,
        max_length=254,
        error_messages={
            "invalid": _("Enter an e-mail address in the right format, like name@example.com"),
            "max_length": _("Use %(limit_value)d characters or fewer"),
        },
    )
    their_telephone = line(_("Their telephone number"), limit=40)
    their_address = forms.CharField(label=_("Their address"), required=False, max_length=500, widget=forms.Textarea)
    their_postcode = line(_("Their postcode"), limit=10)

    def prepare(self) -> None:
        field: Any = self.fields["part"]
        field.choices = parts_of(self.policy)

    def clean_their_telephone(self) -> str:
        return telephone_number(self.cleaned_data["their_telephone"])


class YourPartForm(QuestionForm):
    """A councillor, an MP, or somebody from an organisation says from where they come."""

    title = _("About your part")

    acting_ward = line(_("Your ward"), _("Enter your ward"), required=True)
    acting_matter = choice(
        _("What are you sending us?"),
        [
            (ENQUIRY, _("A constituent asked me to take this up")),
            (COMPLAINT, _("A formal complaint that no constituent asked me to make")),
        ],
        _("Choose what you are sending us"),
    )
    acting_organisation = line(_("The name of your organisation"), hint=_("Leave this empty if there is none."))

    def prepare(self) -> None:
        part = self.answers.part
        if part == COUNCILLOR:
            self.fields["acting_matter"].label = _("Is this a formal complaint or an enquiry?")
            matter: Any = self.fields["acting_matter"]
            matter.choices = [(COMPLAINT, _("A formal complaint")), (ENQUIRY, _("An enquiry"))]
        if part == MP:
            self.fields["acting_ward"].label = _("Your constituency")
            self.fields["acting_ward"].error_messages["required"] = _("Enter your constituency")
        if part in (COUNCILLOR, MP):
            del self.fields["acting_organisation"]
        else:
            del self.fields["acting_ward"], self.fields["acting_matter"]
