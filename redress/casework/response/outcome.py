"""What is decided of the whole complaint, and why, when this is found of its points?"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from redress.casework.desk import Desk
from redress.rules import phrases
from redress.rules.consequences import Situation, overall_outcome
from redress.rules.events import Finding
from redress.rules.moments import Moment
from redress.rules.points import NOT_OURS
from redress.rules.refusals import Refused


def overall(desk: Desk, findings: Mapping[str, str]) -> str:
    """The outcome of the whole; empty while a point has none, or where such an answer finds nothing."""
    if desk.move is None:
        return ""
    now = Moment.of(timezone.now(), timezone.get_default_timezone())
    standing = desk.standing
    on = Situation(standing.case, desk.run, desk.policy, desk.move, standing.book, desk.actor, now, now)
    try:
        return overall_outcome(tuple(Finding(point, found) for point, found in findings.items() if found), on)
    except Refused:
        return ""


def explained(desk: Desk, findings: Mapping[str, str]) -> str:
    """How the decision of the whole follows from its points; nothing for a single one."""
    found = [id for id in findings.values() if id and id != NOT_OURS]
    if len(found) < 2:
        return ""
    told = []
    for outcome in desk.policy.outcomes:
        many = found.count(outcome.id)
        if many:
            words = ngettext("%(many)s point is “%(outcome)s”", "%(many)s points are “%(outcome)s”", many)
            told.append(words % {"many": many, "outcome": outcome.name})
    return _("It follows from the points: %(points)s.") % {"points": phrases.all_of(told, _)}
