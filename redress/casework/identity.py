"""How is somebody called who asked that their identity stay confidential, and who has looked at who it is? (DA 3.8)

Whoever takes complaints in, investigates this one or oversees the procedure may know the name; the policy says who
they are. Even to them the case shows a code until they ask to be shown, and every look is written down. To everybody
else the case shows the code, and neither letters nor files that would tell.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from redress.cases import find
from redress.cases.models import Case
from redress.records import looks, people
from redress.records.models import Part, Party, Person
from redress.rules.actors import Actor


def code_of(case: Case) -> str:
    """What stands in place of the name."""
    return _("Identity confidential (%(reference)s)") % {"reference": case.reference}


def is_shown(case: Case, actor: Actor) -> bool:
    """Whether this officer sees who complains now: nothing is kept confidential, or they may know and have looked."""
    if not case.identity_confidential:
        return True
    return find.knows_identity(actor, case) and looks.looks_now(case, actor)


def parties_shown(case: Case, actor: Actor) -> list[Party]:
    """Everyone with a part in the case, as this officer sees them now: by a code where the identity is confidential."""
    parties = people.parties_of(case)
    if not is_shown(case, actor):
        for party in parties:
            party.person = Person(council_id=case.council_id, name=code_of(case), adjustments=party.person.adjustments)
            party.ward = party.organisation = ""  # not saved: it is only what is shown
            party.capacity = "" if party.part == Part.COMPLAINANT else party.capacity  # the name of an organisation
    return parties


def must_know_identity(case: Case, actor: Actor, page: str) -> None:
    """For a page that tells who complains: PermissionDenied for those who may not know; a look of those who may."""
    if not find.knows_identity(actor, case):
        raise PermissionDenied(_("Who complains is kept confidential, and this page would tell."))
    if case.identity_confidential and not looks.looks_now(case, actor):
        looks.look(case, actor, why=_("To open a page: %(page)s") % {"page": page})
