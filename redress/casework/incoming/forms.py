"""What is an officer asked when they settle something that has come in?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Department
from redress.arrivals.models import Arrival
from redress.arrivals.settling import ANSWERED, REASONS
from redress.cases import find
from redress.cases.models import Case
from redress.casework.act_form import LongText, moment_of
from redress.design.fields import MemorableDateField, TimeOfDayField
from redress.records.models import Part, Party
from redress.rules.actors import Actor
from redress.rules.moments import Moment

SOMEBODY_ELSE = "somebody-else"
ANOTHER_CASE = "another"


class SetAsideForm(forms.Form):
    """Why it is set aside, and where it is answered if it is."""

    reason = forms.ChoiceField(
        label=_("Why is it set aside?"),
        choices=list(REASONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say why it is set aside")},
    )
    more = forms.CharField(
        label=_("If it is answered elsewhere, where and by whom?"),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("reason") == ANSWERED and not given.get("more"):
            self.add_error("more", say("Say where it is answered, and by whom"))
        return given


class SendForm(forms.Form):
    """The department that is to log it."""

    department = forms.ChoiceField(
        label=_("Which department is to log it?"), error_messages={"required": _("Choose a department")}
    )

    def __init__(self, *arguments: Any, arrival: Arrival, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.found = {str(each.pk): each for each in Department.objects.filter(council=arrival.council_id)}
        named = sorted(((pk, each.name) for pk, each in self.found.items()), key=lambda entry: entry[1])
        first = [] if arrival.department_id is None else [("none", _("None: take it back"))]
        fields: Any = self.fields
        fields["department"].choices = [("", _("Choose one")), *first, *named]

    @property
    def to(self) -> Department | None:
        """The department that was chosen; none to take it back."""
        return self.found.get(self.cleaned_data["department"])


class WhichCaseForm(forms.Form):
    """On which case does it belong: one of those that are offered, or another."""

    case = forms.ChoiceField(
        label=_("Which case does it belong to?"),
        widget=forms.RadioSelect,
        required=False,
    )
    reference = forms.CharField(label=_("Reference of the case"), max_length=40, required=False)

    def __init__(
        self, *arguments: Any, offered: list[tuple[str, Any]], actor: Actor, council: str, **more: Any
    ) -> None:
        super().__init__(*arguments, **more)
        self.actor, self.council, self.chosen = actor, council, None
        fields: Any = self.fields
        fields["case"].choices = [*offered, (ANOTHER_CASE, _("Another case"))]
        if not offered:
            del fields["case"]

    chosen: Case | None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        picked = given.get("case", ANOTHER_CASE) or (ANOTHER_CASE if given.get("reference") else "")
        if not picked:
            self.add_error("case", say("Choose the case, or enter its reference"))
            return given
        wanted = given.get("reference", "").strip() if picked == ANOTHER_CASE else picked
        if not wanted:
            self.add_error("reference", say("Enter the reference of the case"))
            return given
        self.chosen = case_seen(self.actor, self.council, wanted)
        if self.chosen is None:
            self.add_error("reference", say("You can see no case with this reference"))
        return given


def case_seen(actor: Actor, council: str, reference: str) -> Case | None:
    """The case with this reference, if they may see it and know who complains."""
    seen = find.visible_to(actor, council).filter(find.identity_known(actor, council))
    return seen.select_related("service", "owner", "department").filter(reference__iexact=reference.strip()).first()


class PlaceForm(forms.Form):
    """Who of the case sent it; for a scan, what it says; and whether it asks for the next stage."""

    sender = forms.ChoiceField(
        label=_("Who sent it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say who sent it")},
    )
    text = LongText(
        label=_("What it says"),
        help_text=_("Read by a machine. Compare it with the scan and put right what is wrong, or write what it says."),
        error_messages={"required": _("Write what it says, or in short what it is")},
    )
    next_stage = forms.BooleanField(required=False)

    def __init__(
        self, *arguments: Any, parties: list[Party], asks_for_text: bool, next_stage: str, **keywords: Any
    ) -> None:
        """``next_stage``: the name of the stage that can be asked for on the case now, or nothing."""
        super().__init__(*arguments, **keywords)
        self.parties = {str(party.pk): party for party in parties if party.part != Part.BODY}
        fields: Any = self.fields
        fields["sender"].choices = [
            *((pk, _named(party)) for pk, party in self.parties.items()),
            (SOMEBODY_ELSE, _("Somebody else")),
        ]
        if not asks_for_text:
            del fields["text"]
        fields["next_stage"].label = say("It asks for %(stage)s") % {"stage": next_stage}
        fields["next_stage"].help_text = say("The page of the request opens next, with the time at which this came.")
        if not next_stage:
            del fields["next_stage"]

    @property
    def party(self) -> Party | None:
        """The party who sent it; none for somebody else."""
        return self.parties.get(self.cleaned_data["sender"])


def _named(party: Party) -> str:
    part = str(party.get_part_display())
    return f"{party.person.name} ({part})" if party.person.name else part


class TextForm(forms.Form):
    """What a scanned letter says, confirmed by somebody who has compared it."""

    text = LongText(label=_("What it says"), error_messages={"required": _("Write what it says")})


class ReceiptForm(forms.Form):
    """When it first reached an inbox of the council."""

    on = MemorableDateField(
        label=_("On which day did it first reach the council?"),
        what=_("The date it first came"),
        today=timezone.localdate,
    )
    at = TimeOfDayField(
        label=_("At what time?"),
        help_text=_("For example, 9am or 5:30pm. Leave it empty if it is not known."),
        required=False,
    )
    reason = forms.CharField(
        label=_("How is that known?"),
        help_text=_("For example: the e-mail that was forwarded shows it."),
        max_length=200,
        error_messages={"required": _("Say how it is known")},
    )

    def __init__(self, *arguments: Any, arrival: Arrival, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.known = Moment.parse(arrival.received_text, timezone.get_default_timezone())

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        day: date | None = given.get("on")
        if day is not None and not self.errors:
            moment = moment_of(day, given.get("at"))
            if not (day < self.known.day or (day == self.known.day and moment.sort_key() < self.known.sort_key())):
                self.add_error("on", say("It must be earlier than the time that is known now"))
        return given

    def moment(self) -> Moment:
        """The day, with its time if that is known."""
        return moment_of(self.cleaned_data["on"], self.cleaned_data.get("at"))
