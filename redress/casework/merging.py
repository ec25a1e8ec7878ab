"""How is a case put together with an earlier one that is the same complaint again, and taken apart?

The later case stays as a tombstone: it keeps its reference, its words and its history, and says where it goes on. The
earlier one says that it was made again. Whoever complained is told by e-mail, where there is an address.
"""

from __future__ import annotations

from typing import Any, Unpack

from django import forms
from django.db import transaction
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.cases import find
from redress.cases.find import standing
from redress.cases.models import Case
from redress.casework.act_form import ActForm, LongText
from redress.casework.acting import Doing, Done, Envelope, done
from redress.casework.desk import Desk
from redress.casework.own_case import link_back, number_of, opaque
from redress.correspondence.notices import notify
from redress.records import people
from redress.rules import actions as order
from redress.rules.moments import Moment


class MergeForm(ActForm):
    """Into which case, that both are of the same person, and why."""

    field_of_refusal = {
        "reason-needed": "reason",
        "not-the-same-person": "same_person",
        "merged-later": "reference",
        "merged-itself": "reference",
    }

    reference = forms.CharField(
        label=_("Reference of the earlier case"),
        help_text=_("The complaint goes on there, with the dates of that case."),
        max_length=40,
        error_messages={"required": _("Enter the reference of the earlier case")},
    )
    same_person = forms.BooleanField(
        label=_("Both complaints are of the same person"),
        help_text=_("If two people complain of the same thing, link the two cases. Each of them gets an answer."),
        required=False,
    )
    reason = LongText(
        label=_("How do you know that it is the same complaint?"), error_messages={"required": _("Say how you know")}
    )

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
        return {"other": given["reference"], "same_person": given["same_person"], "reason": given["reason"]}


class UnmergeForm(ActForm):
    """Why the two are taken apart."""

    field_of_refusal = {"reason-needed": "reason"}

    reason = LongText(label=_("Why is it a complaint of its own?"), error_messages={"required": _("Enter the reason")})

    def answers(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"]}


def merge(case: Case, *, other: Case, same_person: bool, reason: str, **envelope: Unpack[Envelope]) -> Done:
    """Go on with this case in the other one; both say so. Raises Refused, and ValueError for another council's case."""
    if other.council_id != case.council_id or other.pk == case.pk:
        raise ValueError("a case is put together with another case of the same council")

    def action(on: Doing) -> order.Action:
        there = standing(other).case
        return order.Merge(
            run=on.run.id,
            into=opaque(other),
            into_received=min((run.received for run in there.runs.values()), key=Moment.sort_key),
            into_merged=bool(there.merged_into),
            same_person=same_person,
            reason=on.words("decision", reason),
        )

    def then(on: Doing) -> None:
        link_back(on, other, "duplicated-by", reason, key=f"{on.envelope['key']}:back")
        _told(on, other, "merged")

    with transaction.atomic():
        # Both are locked, the older row first: of two officers who put the same two together, the second is told.
        list(Case.objects.select_for_update().filter(pk__in=(case.pk, other.pk)).order_by("pk"))
        return done(case, "merge", action, envelope, then=then)


def unmerge(case: Case, *, reason: str, **envelope: Unpack[Envelope]) -> Done:
    """Take this case apart again: it goes on from its own receipt, and both cases say so. Raises Refused."""

    def action(on: Doing) -> order.Action:
        return order.Unmerge(run=on.run.id, reason=on.words("decision", reason))

    def then(on: Doing) -> None:
        other = Case.objects.get(pk=number_of(on.fold.merged_into))
        link_back(on, other, "separate", reason, key=f"{on.envelope['key']}:back")
        _told(on, other, "unmerged")

    return done(case, "unmerge", action, envelope, then=then)


def who_is_told(desk: Desk, form: ActForm) -> dict[str, Any]:
    """Whom the act tells by e-mail; nobody where there is no address, and then an officer tells them."""
    to = people.correspondent_of(desk.row)
    return {"told": to.person if to is not None and to.person.email else None}


def _told(on: Doing, other: Case, template: str) -> None:
    """Tell whoever the council writes to on this case, by e-mail; the page says where nobody could be told."""
    to = people.correspondent_of(on.row)
    if to is not None:
        context = {"other": other.reference}
        notify(on.row, to.person.email, template, context, on.envelope["key"], to_name=to.person.name)
