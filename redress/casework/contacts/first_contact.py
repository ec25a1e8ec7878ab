"""What is there to know of how a complaint came, and has the person been told that we have it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from redress.cases import find
from redress.cases.handling import handles
from redress.cases.models import Case
from redress.cases.reading import log_read
from redress.casework.contacts.facts import CAPACITIES, COMPLEXITY, STANDARDS
from redress.casework.identity import is_shown
from redress.casework.officers import for_officers, only_reads
from redress.casework.wording import named
from redress.records import contact_notes
from redress.records.contacts import FirstContact, OutcomeSaid
from redress.rules.actors import Actor
from redress.rules.policy import Policy

#: How somebody is told who cannot be written to: whoever took it down tells them there and then.
SPOKEN = "spoken"

#: What is told of a first contact as it was answered, in this order.
_PLAIN = (
    *("wanted_person", "passed_to", "passed_why", "told_why", "told_name", "tried", "out_of_scope"),
    *("platform", "link", "moved", "survey", "survey_told", "help_offered", "supporter_wanted", "supporter"),
    *("needs", "expects"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """How the complaint came, line by line; ``vulnerable`` and ``support`` only for those who handle the case."""

    row: FirstContact
    lines: list[tuple[str, str]]
    vulnerable: bool
    support: str
    to_be_told: bool
    unsendable: str


def told_of(case: Case, policy: Policy, actor: Actor) -> Told | None:
    """How the complaint came, for a page of the case; none where nobody took it down."""
    row = contact_notes.first_contact_of(case)
    if row is None:
        return None
    theirs = row.vulnerable and handles(actor, case)
    return Told(
        row=row,
        lines=_lines(row, policy) if is_shown(case, actor) else [],
        vulnerable=theirs,
        support=row.support if theirs else "",
        to_be_told=not row.told and not case.anonymous,
        unsendable=_unsendable(case),
    )


def _unsendable(case: Case) -> str:
    """Why nothing went to them by itself, said plainly."""
    if case.channel == "text-message":
        return _("Text messages cannot be sent from here. Answer from the telephone that it came to.")
    return _("Nothing can be sent to them from here.")


def _lines(row: FirstContact, policy: Policy) -> list[tuple[str, str]]:
    """Each answer under what was asked."""
    lines = []
    if row.waited is not None:
        lines.append((str(_label("waited")), str(row.waited)))
    for name in _PLAIN:
        value = getattr(row, name)
        shown = getattr(row, f"get_{name}_display", None)
        if value:
            lines.append((str(_label(name)), str(shown()) if shown else value))
    if row.outcome_said == OutcomeSaid.NOT_STATED:
        lines.append((str(_label("outcome_said")), str(OutcomeSaid.NOT_STATED.label)))
    if row.explanation:
        lines.append((str(_label("explanation")), _("Yes")))
    for name, listed in (("capacity", CAPACITIES), ("complexity", COMPLEXITY), ("standard", STANDARDS)):
        if getattr(row, name):
            lines.append((str(_label(name)), named(policy.lists.get(listed, ()), getattr(row, name))))
    if row.standard_words:
        lines.append((str(_label("standard_words")), row.standard_words))
    return [(label[:1].upper() + label[1:], value) for label, value in lines]


def _label(name: str) -> Any:
    return FirstContact._meta.get_field(name).verbose_name  # type: ignore[union-attr]


@for_officers
@require_POST
def told(request: Any, reference: str) -> HttpResponse:
    """Put on record that the person was told the reference there and then, by whoever took the complaint down."""
    row = find.case_for(request.actor, request.council, reference)
    log_read(row, request.actor, "told")
    first = get_object_or_404(FirstContact, case=row)
    if first.by != request.actor.id and only_reads(request.actor, find.standing(row).policy):
        raise PermissionDenied(_("Your role changes nothing here."))
    if not first.told:
        first.told = SPOKEN
        first.save(update_fields=["told"])
        messages.success(request, _("It is on record that they were told"))
    return redirect("casework:case", row.reference)
