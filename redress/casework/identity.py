"""How is somebody called who asked that their identity stay confidential, to those who may not know it? (DA 3.8)

Whoever takes complaints in, investigates this one or oversees the procedure reads the name; the policy says who
they are. To everybody else the case shows a code, and neither letters nor files that would tell.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from redress.cases import find
from redress.cases.models import Case
from redress.records import people
from redress.records.models import Party, Person
from redress.rules.actors import Actor


def code_of(case: Case) -> str:
    """What stands in place of the name."""
    return _("Identity confidential (%(reference)s)") % {"reference": case.reference}


def parties_shown(case: Case, actor: Actor) -> list[Party]:
    """Everyone with a part in the case, as this officer may know them: by a code where the identity is confidential."""
    parties = people.parties_of(case)
    if not find.knows_identity(actor, case):
        for party in parties:
            party.person = Person(council_id=case.council_id, name=code_of(case), adjustments=party.person.adjustments)
    return parties


def must_know_identity(case: Case, actor: Actor) -> None:
    """Raises PermissionDenied for a page that would tell who complains to somebody who may not know."""
    if not find.knows_identity(actor, case):
        raise PermissionDenied(_("Who complains is kept confidential, and this page would tell."))
