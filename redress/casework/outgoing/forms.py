"""What is somebody asked who makes a batch of post, takes a letter out of it, or says that it was posted?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.arrivals.post import uploads
from redress.correspondence.post.models import Postage, Proof, Returned
from redress.design.fields import MemorableDateField
from redress.records import antivirus, kinds
from redress.records.documents import safe_name

LEFT_OUT, SPOILED = "left-out", "spoiled"
ANEW, WITHDRAW = "anew", "withdraw"
LONGEST = 300
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


def reason(label: Any, **more: Any) -> forms.CharField:
    """Why something is done, in a line."""
    messages = {"required": _("Say why"), "max_length": _("Use %(limit_value)d characters or fewer")}
    return forms.CharField(label=label, max_length=LONGEST, error_messages=messages, **more)


class AlthoughForm(forms.Form):
    """Why each of some letters goes although it no longer holds; needed of those that are ``going``."""

    def __init__(self, *given: Any, letters: Iterable[int], going: Iterable[int] = (), **more: Any) -> None:
        super().__init__(*given, **more)
        needed = set(going)
        for letter in letters:
            field = reason(_("Why does it go all the same?"), required=letter in needed)
            field.error_messages["required"] = _("Say why this letter goes although it no longer holds")
            self.fields[f"because-{letter}"] = field

    @property
    def reasons(self) -> dict[int, str]:
        """What was said, by letter."""
        given = getattr(self, "cleaned_data", {})
        return {int(name.removeprefix("because-")): text for name, text in given.items() if text}


class WayOutForm(forms.Form):
    """What becomes of a letter that waits for the post and no longer holds."""

    what = forms.ChoiceField(
        label=_("What becomes of it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what becomes of the letter")},
    )
    because = reason(_("Why?"), help_text=_("It is kept with the letter and on the case."))

    def __init__(self, *given: Any, can_be_dated_anew: bool, can_be_withdrawn: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        anew = (ANEW, _("Date it anew: the letter below waits for the post in its place"))
        withdraw = (WITHDRAW, _("Withdraw it from the post: it does not go"))
        choices = [*([anew] if can_be_dated_anew else []), *([withdraw] if can_be_withdrawn else [])]
        self.fields["what"].choices = choices  # type: ignore[attr-defined]


class CameBackForm(forms.Form):
    """When a letter came back, and what the carrier wrote on it."""

    came_on = MemorableDateField(
        label=_("When did it come back?"), what=_("The date it came back"), today=timezone.localdate
    )
    why = forms.ChoiceField(
        label=_("What is written on it?"),
        choices=Returned.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what is written on it")},
    )
    said = forms.CharField(
        label=_("Anything else that is known"),
        help_text=_("For example a new address on the envelope. It is told to whoever has the case."),
        required=False,
        max_length=200,
        error_messages={"max_length": _("Use %(limit_value)d characters or fewer")},
    )

    def __init__(self, *given: Any, posted_on: date | None, **more: Any) -> None:
        super().__init__(*given, **more)
        self.posted_on = posted_on

    def clean_came_on(self) -> date:
        day: date = self.cleaned_data["came_on"]
        if self.posted_on is not None and day < self.posted_on:
            raise forms.ValidationError(say("It was posted after that day"))
        return day


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
    because = reason(_("Why?"))


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
