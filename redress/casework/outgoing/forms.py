"""What is somebody asked who makes a batch of post, takes a letter out of it, or says that it was posted?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.arrivals.post import uploads
from redress.correspondence.post.models import Postage, Proof
from redress.design.fields import MemorableDateField
from redress.records import antivirus, kinds
from redress.records.documents import safe_name

LEFT_OUT, SPOILED = "left-out", "spoiled"
KEY = r"^[0-9a-f]{32}$"


class MakeForm(forms.Form):
    """One batch: of which letters, and how fast it goes."""

    key = forms.RegexField(regex=KEY, widget=forms.HiddenInput)
    print = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    postage = forms.ChoiceField(
        label=_("How fast does it go?"),
        choices=Postage.choices,
        initial=Postage.SECOND,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how fast it goes"), "invalid_choice": _("Say how fast it goes")},
    )
    letter = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, *given: Any, letters: list[int], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["letter"].choices = [(str(pk), str(pk)) for pk in letters]  # type: ignore[attr-defined]


class LineForm(forms.Form):
    """What happened to one letter of a batch."""

    what = forms.ChoiceField(
        label=_("What happened to it?"),
        choices=[
            (SPOILED, _("A copy was spoiled: I destroyed it and print the letter again")),
            (LEFT_OUT, _("It does not go with this batch: it waits for another")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what happened to the letter")},
    )
    because = forms.CharField(
        label=_("Why?"),
        max_length=300,
        error_messages={
            "required": _("Say why"),
            "max_length": _("Use %(limit_value)d characters or fewer"),
        },
    )


class PostedForm(forms.Form):
    """When a batch was put in the post, and what proves it."""

    posted_on = MemorableDateField(
        label=_("When was it posted?"), what=_("The date it was posted"), today=timezone.localdate
    )
    proof = forms.ChoiceField(
        label=_("What proves it?"),
        choices=Proof.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what proves that it was posted")},
    )
    number = forms.CharField(
        label=_("Number on it"),
        help_text=_("For example the line in the post book, or the number on the certificate."),
        required=False,
        max_length=100,
        error_messages={"max_length": _("Use %(limit_value)d characters or fewer")},
    )
    scan = forms.FileField(
        label=_("A scan or photo of it"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": uploads.ACCEPT}),
        error_messages={"empty": _("The file is empty")},
    )

    def __init__(self, *given: Any, earliest: date | None, **more: Any) -> None:
        super().__init__(*given, **more)
        self.earliest = earliest

    def clean_posted_on(self) -> date:
        day: date = self.cleaned_data["posted_on"]
        if self.earliest is not None and day < self.earliest:
            raise forms.ValidationError(say("A letter of this batch was approved after that day"))
        return day

    def clean_scan(self) -> Any:
        """The name of the scan and its bytes, looked at as every file is; nothing where none was chosen."""
        file = self.cleaned_data["scan"]
        if not file:
            return None
        if why := uploads.why_not_taken(file):
            raise forms.ValidationError(why)
        content = file.read()
        name = safe_name(file.name)
        try:
            if antivirus.in_use() and antivirus.found_in(content):
                raise forms.ValidationError(say("“%(name)s” cannot be used: it is not safe") % {"name": name})
            kept = kinds.examine(content, name.rpartition(".")[2])[1]
        except kinds.NotThatKind:
            raise forms.ValidationError(
                say("“%(name)s” cannot be read. Save it again, or scan it again") % {"name": name}
            ) from None
        except antivirus.ScannerAway:
            raise forms.ValidationError(
                say("Files cannot be checked just now. Type the number, or try again later")
            ) from None
        return kinds.kept_name(name), kept

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("number") and not given.get("scan") and "scan" not in self.errors:
            self.add_error("number", say("Enter the number, or choose a scan of the proof"))
        return given
