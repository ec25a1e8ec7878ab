"""Which outcome does the person want, as far as they said?"""

from __future__ import annotations

from django.utils.translation import gettext as _

from redress.cases.models import Case
from redress.records import contact_notes, words
from redress.records.contacts import OutcomeSaid


def begun_with(case: Case) -> str:
    """What stands in a letter to begin with: the outcome in their words, or that they did not say when asked."""
    said = [text.text for text in words.of(case, "outcome-sought")]
    if said:
        return "\n\n".join(said)
    first = contact_notes.first_contact_of(case)
    return _("You did not say when we asked you.") if first and first.outcome_said == OutcomeSaid.NOT_STATED else ""
