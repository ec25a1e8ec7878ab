"""Who gets the letter, and which documents go with it, where somebody acts for the complainant?"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from redress.casework.desk import Desk
from redress.correspondence.recipients import (
    Sends,
    Way,
    default_of,
    documents_offered,
    must_choose_documents,
    ways_of,
)
from redress.records.models import Document

GOES_TO, GOES_WITH, CHOSEN = "goes-to", "goes-with", "goes-chosen"


class Sending:
    """The fields of one letter's page that say who gets it; none where nobody acts for the complainant."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @cached_property
    def ways(self) -> list[Way]:
        """Every way this letter could go, those that are closed included."""
        letter, desk = self.desk.letter, self.desk
        option = getattr(desk, "option", None)
        if letter is None or (option is not None and option.to_another):
            return []
        return ways_of(desk.row, letter, desk.standing.case, desk.run, desk.policy)

    @cached_property
    def offered(self) -> list[Document]:
        """The documents that may go with it."""
        return documents_offered(self.desk.row) if self.ways else []

    @property
    def blocked(self) -> list[str]:
        """Why it cannot go in some ways, each reason once."""
        return list(dict.fromkeys(way.why_not(self.desk.policy) for way in self.ways if not way.is_open))

    def fields(self) -> dict[str, forms.Field]:
        """The fields to ask, by name."""
        found: dict[str, forms.Field] = {}
        still_open = [way for way in self.ways if way.is_open]
        if still_open:
            usual = default_of(self.ways)
            found[GOES_TO] = forms.ChoiceField(
                label=_("Who gets the letter?"),
                choices=[(way.id, named(way)) for way in still_open],
                initial=usual.id if usual else None,
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": _("Choose who gets the letter")},
            )
        if self.offered:
            found[GOES_WITH] = self._documents()
            if self._must_choose:
                found[CHOSEN] = forms.ChoiceField(
                    label=_("May the councillor have these documents?"),
                    help_text=_("Only what is reasonably necessary for the complaint may go."),
                    choices=[
                        ("ticked", _("Those that are ticked go with the letter")),
                        ("none", _("None goes with the letter")),
                    ],
                    widget=forms.RadioSelect,
                    error_messages={"required": _("Say which documents go with the letter")},
                )
        return found

    @property
    def _must_choose(self) -> bool:
        return must_choose_documents(self.desk.standing.case, self.desk.run, self.desk.policy)

    def _documents(self) -> forms.Field:
        field: Any = forms.MultipleChoiceField(
            label=_("Which documents go with it?"),
            choices=[(str(each.pk), each.name) for each in self.offered],
            initial=[str(each.pk) for each in self.offered if not each.mark] if self._must_choose else [],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        field.choice_hints = {str(each.pk): each.get_mark_display() for each in self.offered if each.mark}
        return field

    def why_blocked(self, typed: str) -> str:
        """Why a way that was asked for all the same is closed; nothing for one that is open or unknown."""
        way = next((way for way in self.ways if way.id == typed and not way.is_open), None)
        return way.why_not(self.desk.policy) if way is not None else ""

    def chosen(self, given: dict[str, Any]) -> Sends:
        """What was chosen."""
        if not self.ways:
            return Sends()
        none = given.get(CHOSEN) == "none"
        documents = () if none else tuple(int(pk) for pk in given.get(GOES_WITH) or ())
        return Sends(way=given.get(GOES_TO) or "", documents=documents, chosen=bool(self.offered))


def named(way: Way) -> str:
    """A way as it is offered: who gets the letter, and who has a copy."""
    to = _who(way.to)
    return say("%(name)s, with a copy to %(copy)s") % {"name": to, "copy": _who(way.copy)} if way.copy else to


def _who(party: Any) -> str:
    if party.part == "representative":
        return say("%(name)s, who acts for the complainant") % {"name": party.person.name}
    return say("%(name)s, the complainant") % {"name": party.person.name or say("No name")}
