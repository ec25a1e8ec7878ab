"""What is asked of a talk with somebody, beside how it was held and what came of it?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.cases.models import Case
from redress.casework.contacts.facts import YES_NO
from redress.casework.contacts.note_confirming import when
from redress.design.fields import MemorableDateField
from redress.records import contact_notes
from redress.records.contacts import ContactNote, NoteKind, Standing
from redress.records.models import Part

#: How an officer may be in contact; a transcript and what was taken down at first come another way.
WAYS = [
    (kind.value, kind.label)
    for kind in (
        NoteKind.TELEPHONE,
        NoteKind.MEETING,
        NoteKind.INFORMAL,
        NoteKind.VISIT,
        NoteKind.EMAIL,
        NoteKind.LETTER,
        NoteKind.TEXT,
    )
]
AT_ONCE, SEND = "at-once", "send"


class OfTheNote(forms.Form):
    """Who took part, whether it was understood and read back, and whether it is to be confirmed in writing."""

    participants = forms.CharField(
        label=_("Who took part?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    understood = forms.ChoiceField(
        label=_("Did you check that it was understood?"), choices=YES_NO, widget=forms.RadioSelect, required=False
    )
    read_back = forms.ChoiceField(
        label=_("Did you read it back, and did they confirm it?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        required=False,
    )
    confirm = forms.ChoiceField(
        label=_("Is it confirmed in writing?"),
        choices=[("", _("Not now")), (SEND, _("Send the note to them now, to be confirmed"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def offer_corrections(self, case: Case) -> None:
        """Let it set an earlier note right, where there is one."""
        notes = contact_notes.notes_of(case)
        if notes:
            self.fields["corrects"] = forms.TypedChoiceField(
                label=_("Does it correct an earlier note?"),
                help_text=_("The earlier note stays as it is, and says where it is corrected."),
                choices=[("", _("No")), *((note.pk, called(note)) for note in notes)],
                coerce=int,
                empty_value=None,
                required=False,
            )

    def of_the_note(self) -> dict[str, Any]:
        """What the act is told of the note."""
        given = self.cleaned_data
        names = ("participants", "understood", "read_back", "confirm")
        return {**{name: given.get(name, "") for name in names}, "corrects": given.get("corrects")}


def called(note: ContactNote) -> str:
    """What a note is called on a list: its kind and when it was."""
    return str(say("%(kind)s, %(when)s") % {"kind": note.get_kind_display(), "when": when(note)})


class HeardForm(forms.Form):
    """What somebody said of a note: that it is right, or what is wrong; who said so, when and how."""

    what = forms.ChoiceField(
        label=_("What did they say?"),
        choices=[(Standing.CONFIRMED.value, _("It is right")), (Standing.WRONG.value, _("Something is wrong"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what they said")},
    )
    part = forms.ChoiceField(
        label=_("Who said so?"),
        choices=[
            (Part.COMPLAINANT.value, Part.COMPLAINANT.label),
            (Part.REPRESENTATIVE.value, Part.REPRESENTATIVE.label),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say who said so")},
    )
    on = MemorableDateField(label=_("When?"), what=_("The date"), today=timezone.localdate)
    how = forms.ChoiceField(label=_("How?"), choices=WAYS)
    wrong = forms.CharField(
        label=_("If something is wrong: what, in their words"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("what") == Standing.WRONG and not given.get("wrong"):
            self.add_error("wrong", say("Enter what is wrong"))
        return given
