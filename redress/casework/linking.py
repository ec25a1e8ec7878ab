"""With which other cases does a case belong together, for whoever may see both?

A link never tells of a case that is hidden from the reader: neither here nor on the timeline.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.cases import find
from redress.cases.models import Case
from redress.casework.act_form import ActForm, LongText
from redress.casework.own_case import number_of
from redress.casework.wording import Words
from redress.records.models import Words as Text
from redress.rules.actors import Actor
from redress.rules.points import LINK_KINDS

#: What each link says, read from the case on whose page it stands.
LINKS: Mapping[str, Words] = {
    "same-matter": _("About the same matter as"),
    "same-person": _("From the same person as"),
    "follows-from": _("Follows from"),
    "followed-by": _("Is followed by"),
    "duplicate": _("Is the same complaint again as"),
    "duplicated-by": _("Was made again as"),
    "split-off": _("Points went from here to"),
    "split-from": _("Its points came from"),
    "new-issue": _("A new issue went from here to"),
    "new-issue-of": _("A new issue raised in"),
    "separate": _("Is to be kept apart from"),
}


@dataclass(frozen=True, slots=True)
class LinkShown:
    """Another case as this one knows of it: how they belong together, why, since when, and who said so."""

    kind: str
    says: Words
    reference: str
    reason: str
    at: date | datetime
    by: str


def references_of(standing: find.Standing, actor: Actor, council_id: str) -> dict[str, str]:
    """The references of the other cases that this officer may see, by their opaque ids; a query where there are any."""
    ids = {*standing.case.links, standing.case.merged_into, *(point.moved_to for point in standing.case.moved)}
    numbers = [number for number in map(number_of, ids) if number is not None]
    if not numbers:
        return {}
    seen = find.visible_to(actor, council_id).filter(pk__in=numbers).values_list("pk", "reference")
    return {f"case:{pk}": reference for pk, reference in seen}


def links_shown(
    standing: find.Standing, references: Mapping[str, str], texts: list[Text], names: Mapping[str, str]
) -> list[LinkShown]:
    """The links with cases of which ``references`` knows, in the order in which they were made."""
    words = {each.digest: each.text for each in texts}
    return [
        LinkShown(
            kind=link.kind,
            says=LINKS[link.kind],
            reference=references[link.other],
            reason=words.get(link.reason, ""),
            at=link.mark.at.instant or link.mark.at.day,
            by=names.get(link.mark.by, ""),
        )
        for link in sorted(standing.case.links.values(), key=lambda link: link.mark.seq)
        if link.other in references
    ]


class LinkForm(ActForm):
    """Which other case, how the two belong together, and why."""

    field_of_refusal = {"reason-needed": "reason"}

    reference = forms.CharField(
        label=_("Reference of the other case"),
        max_length=40,
        error_messages={"required": _("Enter the reference of the other case")},
    )
    kind = forms.ChoiceField(
        label=_("How do they belong together? This case…"),
        choices=[(kind, LINKS[kind]) for kind in LINK_KINDS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how they belong together")},
    )
    reason = LongText(label=_("Why?"), error_messages={"required": _("Enter the reason")})

    def clean_reference(self) -> Case:
        """The other case, if this officer may see it."""
        wanted = self.cleaned_data["reference"].strip()
        seen = find.visible_to(self.desk.actor, self.desk.row.council_id)
        other = seen.filter(reference__iexact=wanted).exclude(pk=self.desk.row.pk).first()
        if other is None:
            raise forms.ValidationError(say("You can see no other case with this reference"))
        return other

    def answers(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"other": given["reference"], "kind": given["kind"], "reason": given["reason"]}
