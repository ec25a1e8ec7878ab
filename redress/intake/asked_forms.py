"""What does the page ask on which somebody answers the council's questions?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from redress.correspondence.models import Ask
from redress.intake.forms import LONGEST_NOTE, ManyFilesField, telling
from redress.records import documents

LONGEST_REPLY = 10_000


class RepliesForm(forms.Form):
    """A box for the answer to each question, and files. Without ``whole`` an answer may still be missing."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, ask: Ask, whole: bool = True, **more: Any) -> None:
        super().__init__(*arguments, **more)
        for number, question in enumerate(ask.questions, start=1):
            box = telling(question, _("Write your answer"), required=whole, limit=LONGEST_REPLY)
            box.initial = ask.wrote(number)
            self.fields[f"reply_{number}"] = box
        self.fields["files"] = ManyFilesField(label=_("Choose files"), required=False)
        self.fields["files"].widget.attrs["accept"] = documents.ACCEPT

    def boxes(self) -> list[forms.BoundField]:
        """The boxes for the answers, in the order of the questions."""
        return [self[name] for name in self.fields if name.startswith("reply_")]

    def replies(self) -> list[str]:
        """What was answered, in the order of the questions."""
        return [self.cleaned_data[name] for name in self.fields if name.startswith("reply_")]

    def typed(self) -> dict[str, str]:
        """What stands in the boxes, to be kept until it is sent."""
        return {str(number): text for number, text in enumerate(self.replies(), start=1)}


class CannotForm(forms.Form):
    """Why somebody cannot answer; whoever complains need not answer, and so need not say why (``theirs``)."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    why = telling(
        _("Why can you not answer?"),
        _("Tell us why you cannot answer"),
        limit=LONGEST_NOTE,
        hint=_("If somebody else can, tell us who."),
    )

    def __init__(self, *arguments: Any, theirs: bool, **more: Any) -> None:
        super().__init__(*arguments, **more)
        if theirs:
            self.fields["why"].required = False
            self.fields["why"].label = _("Why can you not answer? You do not have to tell us")
