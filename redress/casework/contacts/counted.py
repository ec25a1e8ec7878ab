"""How many complaints and contacts has this person made, on which case and in which time?

Evidence beside the question whether behaviour is unreasonable (DA 3.10). It is shown to whoever asks for advice on
that, and decides nothing. It looks only at cases that they may see, and of which they may know who complains.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from redress.cases import find
from redress.cases.hints import days_of
from redress.cases.models import Case
from redress.records import people
from redress.records.known_by import cases_of_the_same
from redress.records.models import Part
from redress.rules.actors import Actor

#: What counts as a contact: everything that came from them, and every contact with them that was noted.
CONTACTS = (
    "Received",
    "InformationAdded",
    "HelpAsked",
    "NextStageRequested",
    "ReasonsGiven",
    "Withdrawn",
    "ContactMade",
)
QUARTER, YEAR = timedelta(days=91), timedelta(days=365)


@dataclass(frozen=True, slots=True)
class OnCase:
    """The contacts on one case: in the last three months, in the last year, and in all."""

    reference: str
    quarter: int
    year: int
    all: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The complaints and contacts of a person, case by case, latest first."""

    cases: tuple[OnCase, ...]

    @property
    def sentence(self) -> str:
        """All of it in one sentence."""
        cases, contacts = len(self.cases), sum(each.year for each in self.cases)
        of_cases = ngettext("%(number)s case", "%(number)s cases", cases) % {"number": cases}
        of_contacts = ngettext("%(number)s contact", "%(number)s contacts", contacts) % {"number": contacts}
        return _("On record: %(contacts)s in the last 12 months, on %(cases)s in all.") % {
            "contacts": of_contacts,
            "cases": of_cases,
        }


def contacts_counted(row: Case, actor: Actor, *, on: date) -> Counted:
    """What the people of a case sent or said, on this case and on others of theirs, up to a local day."""
    if not find.knows_identity(actor, row):
        return Counted(())
    theirs = [party.person for party in people.parties_of(row) if party.part != Part.BODY]
    alike = {row.pk, *cases_of_the_same(row.council_id, theirs)}
    seen = find.visible_to(actor, row.council_id, on=on).filter(find.identity_known(actor, row.council_id))
    cases = {case.pk: case for case in seen.filter(pk__in=alike).order_by("-received_day", "-pk")}
    contacts = days_of(cases, CONTACTS)
    return Counted(tuple(_counted(cases[pk].reference, days, on) for pk, days in contacts.items()))


def _counted(reference: str, days: list[date], on: date) -> OnCase:
    within = [sum(on - each <= span for each in days) for span in (QUARTER, YEAR)]
    return OnCase(reference, *within, len(days))
