"""What does the page ask that marks what is to be removed of a document?

Lengths are in millimetres from the upper left corner of the page, as on a ruler laid on the printed sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import keep_lazy_text
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.records.models import Party
from redress.records.redaction_drafts import MOST_ON_A_PAGE, Marked
from redress.records.redaction_models import Ground

POINTS = 72 / 25.4  # in a millimetre
_LONGEST = 7000  # millimetres: no page is longer
_MOST_SHOWN_AGAIN = 600  # rows of a form that has too many, so that nothing typed is lost


#: A document with more is more black than white.
TOO_MANY = _("That is too many boxes: a page can have 300, a document 2000. Draw fewer, larger ones.")


def _length(label: Any, name: Any, wanting: Any, least: float = 0) -> forms.DecimalField:
    """A length in millimetres; ``name`` is what its errors call it, ``wanting`` what is said where there is none."""
    told = {
        "required": wanting,
        "invalid": wanting,
        "min_value": _named(_("%(name)s must be %(least)s mm or more"), name=name, least=f"{least:g}"),
        "max_value": _named(_("%(name)s must be %(most)s mm or less"), name=name, most=_LONGEST),
        "max_decimal_places": _named(_("%(name)s can have one figure after the point, such as 12.5"), name=name),
    }
    return forms.DecimalField(
        label=label, min_value=Decimal(str(least)), max_value=_LONGEST, decimal_places=1, error_messages=told
    )


@keep_lazy_text
def _named(said: str, **what: Any) -> str:
    return said % what


class BoxForm(forms.Form):
    """One box on the page: where it is, and why what is under it is removed."""

    left = _length(
        _("From the left, mm"), _("The distance from the left"), _("Enter how far it is from the left, in millimetres")
    )
    top = _length(
        _("From the top, mm"), _("The distance from the top"), _("Enter how far it is from the top, in millimetres")
    )
    width = _length(_("Width, mm"), _("The width"), _("Enter how wide it is, in millimetres"), 0.5)
    height = _length(_("Height, mm"), _("The height"), _("Enter how high it is, in millimetres"), 0.5)
    reason = forms.ChoiceField(label=_("Reason"), choices=Ground.choices, initial=Ground.THIRD_PARTY)
    why = forms.CharField(label=_("If another reason, which?"), max_length=300, required=False)
    about = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, sheet: Mapping[str, Any] | None = None, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._sheet = sheet or {}

    def clean(self) -> dict[str, Any]:
        """Another reason needs words, and a box is somewhere on its page."""
        given = super().clean() or {}
        if given.get("DELETE"):
            return given
        if given.get("reason") == Ground.OTHER and not given.get("why"):
            self.add_error("why", say("Enter the reason for this box"))
        for side, size, told in (
            ("left", "width", say("It begins beside the page, which is %(length)s mm wide")),
            ("top", "height", say("It begins under the page, which is %(length)s mm high")),
        ):
            length = self._sheet.get(size, 0) / POINTS
            if length and float(given.get(side) or 0) >= length:
                self.add_error(side, told % {"length": f"{length:.0f}"})
        return given

    def marked(self) -> Marked:
        """The box in points."""
        given = self.cleaned_data
        left, top = float(given["left"]) * POINTS, float(given["top"]) * POINTS
        right, bottom = left + float(given["width"]) * POINTS, top + float(given["height"]) * POINTS
        return Marked(left, top, right, bottom, given["reason"], given["why"], given["about"])


class BoxRows(forms.BaseFormSet):
    """The boxes of one page."""

    default_error_messages = {
        "missing_management_form": _("What was sent is not complete. Save it again."),
        "too_many_forms": TOO_MANY,
    }

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """A box is taken away by a tick of its own."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Take this box away")


def _rows(blank: int) -> Any:
    return forms.formset_factory(
        BoxForm,
        formset=BoxRows,
        extra=blank,
        can_delete=True,
        max_num=MOST_ON_A_PAGE,
        validate_max=True,
        absolute_max=_MOST_SHOWN_AGAIN,
    )


Boxes, BoxesAndOneMore = _rows(0), _rows(1)


def as_typed(box: Mapping[str, Any]) -> dict[str, Any]:
    """A box as its form shows it."""
    sides = {"left": box["x0"], "top": box["y0"], "width": box["x1"] - box["x0"], "height": box["y1"] - box["y0"]}
    lengths = {name: max(Decimal("0.0"), round(Decimal(points / POINTS), 1)) for name, points in sides.items()}
    return {**lengths, "reason": box["reason"], "why": box["why"], "about": box["about"]}


class BeginForm(forms.Form):
    """Whom the redacted version is meant for: what is about them is not suggested."""

    meant_for = forms.ChoiceField(
        label=_("Who is the redacted version for?"),
        help_text=_("What is about them is not suggested for removal."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who it is for")},
    )

    def __init__(self, data: Any = None, *, parties: Iterable[Party]) -> None:
        super().__init__(data)
        self.parties = {str(each.pk): each for each in parties}
        people = [(key, each.person.name or each.get_part_display()) for key, each in self.parties.items()]
        self.fields["meant_for"].choices = [*people, ("nobody", _("Somebody else"))]

    def party(self) -> Party | None:
        """The party it is for; none where it is for somebody else."""
        return self.parties.get(self.cleaned_data["meant_for"])


class ChoosingForm(forms.Form):
    """What was found on the page and is chosen, why, and words to look for."""

    taken = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, label=_("What must go?"))
    everywhere = forms.BooleanField(label=_("Also where the same words stand on other pages"), required=False)
    taken_reason = forms.ChoiceField(
        label=_("Reason for what is chosen"), choices=Ground.choices, initial=Ground.THIRD_PARTY, required=False
    )
    taken_why = forms.CharField(label=_("If another reason, what is it?"), max_length=300, required=False)
    words = forms.CharField(
        label=_("Look for other words"),
        help_text=_("Such as a name or a street. Capitals and accents make no difference."),
        max_length=100,
        required=False,
    )

    def __init__(self, data: Any = None, *, found: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["taken"].choices = list(found)

    def clean(self) -> dict[str, Any]:
        """Another reason needs words."""
        given = super().clean() or {}
        if given.get("taken") and "taken_reason" in given and not given["taken_reason"]:
            self.add_error("taken_reason", say("Choose the reason for what is chosen"))
        if given.get("taken") and given.get("taken_reason") == Ground.OTHER and not given.get("taken_why"):
            self.add_error("taken_why", say("Enter the reason"))
        return given


class CommentForm(forms.Form):
    """Words between whoever drafts and whoever reviews."""

    comment = forms.CharField(
        label=_("Comment"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False
    )
