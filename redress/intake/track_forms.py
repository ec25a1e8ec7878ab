"""What do the pages of somebody's own complaint ask?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from redress.intake.forms import LONGEST_NOTE, LONGEST_TELLING, ManyFilesField, line, telling


class ProofForm(forms.Form):
    """Reference and secret: whoever has both may follow the complaint."""

    reference = line(
        _("Reference"),
        _("Enter the reference of your complaint"),
        required=True,
        limit=40,
        autocomplete="off",
        spellcheck="false",
    )
    secret = line(
        _("Secret code"),
        _("Enter the secret code"),
        required=True,
        limit=500,
        hint=_("It is the last part of the link we gave you, after the reference, or the code you wrote down."),
        autocomplete="off",
        spellcheck="false",
        autocapitalize="none",
    )

    def clean_secret(self) -> str:
        """Only the code, where somebody pasted the whole link."""
        return self.cleaned_data["secret"].strip().rstrip("/").rsplit("/", 1)[-1]

    def wrong(self) -> None:
        """Say that the two do not belong together, and nothing more."""
        self.add_error("reference", _("We cannot find a complaint with this reference and secret code"))


class ActForm(forms.Form):
    """What every act on a complaint carries: what was seen, and which submission it is."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)


class InformationForm(ActForm):
    text = telling(_("What do you want to add?"), "", required=False)
    files = ManyFilesField(
        label=_("Choose files"),
        required=False,
        error_messages={"empty": _("The file is empty. Choose another one")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("text", "").strip() and not cleaned.get("files"):
            self.add_error("text", _("Write something, or choose a file to send"))
        return cleaned


class WithdrawForm(ActForm):
    text = telling(
        _("Why do you want to withdraw it?"),
        "",
        required=False,
        limit=LONGEST_NOTE,
        hint=_("You do not have to say."),
    )
    sure = forms.BooleanField(
        label=_("I want to withdraw my complaint"),
        error_messages={"required": _("Tick the box to show that you want to withdraw your complaint")},
    )


class NextStageForm(ActForm):
    """``compulsory``: whether the policy demands reasons; ``advice``: what it says about them."""

    text = telling(_("Why are you not happy with our answer?"), "", limit=LONGEST_TELLING)

    def __init__(self, *arguments: Any, compulsory: bool, advice: str, **more: Any) -> None:
        super().__init__(*arguments, **more)
        field: Any = self.fields["text"]
        field.required, field.help_text = compulsory, advice
        field.error_messages["required"] = _("Tell us why you are not happy with our answer")


class HelpForm(ActForm):
    text = telling(
        _("What help do you need?"),
        _("Tell us what help you need"),
        limit=LONGEST_NOTE,
        hint=_("For example, large print, a translator, or a talk on the telephone."),
    )
