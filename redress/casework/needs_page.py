"""What does this person need, what has been agreed, and is it time to ask again?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from redress import policies
from redress.cases import find
from redress.cases.models import Case
from redress.cases.reading import log_read
from redress.casework.case_page import case_to_read
from redress.casework.identity import code_of, must_know_identity
from redress.casework.needs_forms import CarryForm, EndForm, NeedForm, ReviewForm
from redress.casework.officers import (
    for_officers,
    only_reads,
    sees_figures_only,
    sees_where_it_stands_only,
)
from redress.records import adjustments
from redress.records.adjustments import Adjustment
from redress.records.models import Part, Party
from redress.rules.actors import Actor
from redress.rules.policy import Policy

SHOWN = 200


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def needs(request: Any, reference: str, pk: int) -> HttpResponse:
    """The needs of one person of a case: what holds, what held before, and forms to change it."""
    row = case_to_read(request, reference, f"needs {pk}")
    party = get_object_or_404(Party.objects.filter(case=row).exclude(part=Part.BODY).select_related("person"), pk=pk)
    page = Page(request, row, party)
    if request.method == "POST":
        page.must_change()
        if page.posted():
            return redirect("casework:needs", row.reference, pk)
    return render(request, "casework/needs.html", page.shown())


class Page:
    """The needs of one person before one officer, and the forms of the page."""

    def __init__(self, request: Any, row: Case, party: Party) -> None:
        self.request, self.row, self.party = request, row, party
        self.today = timezone.localdate()
        self.policy = policies.current(row.council_id)
        self.lines = adjustments.history_of(party.person)
        self.standing = [line for line in self.lines if line.stands(self.today)]
        others = find.visible_to(request.actor, request.council).exclude(pk=row.pk)
        known = others.filter(find.identity_known(request.actor, request.council)).order_by()
        self.elsewhere = adjustments.elsewhere(party.person, known, self.today)
        data = request.POST if request.method == "POST" else None
        self.does = data.get("do", "") if data else ""
        changed = self._line((data or request.GET).get("change", ""))
        self.form = NeedForm(data if self.does == "save" else None, policy=self.policy, line=changed)
        self.about = self._line((data or request.GET).get("line" if data else "about", ""))
        self.review = ReviewForm(data if self.does == "review" else None)
        self.ending = EndForm(data if self.does == "end" else None)
        self.carry = CarryForm(data if self.does == "carry" else None, found=self.elsewhere)

    def _line(self, pk: Any) -> Adjustment | None:
        return next((line for line in self.standing if str(line.pk) == str(pk)), None)

    def must_change(self) -> None:
        """Raises PermissionDenied for a role that reads and changes nothing."""
        if only_reads(self.request.actor, self.policy):
            raise PermissionDenied(_("Your role reads and changes nothing."))

    def posted(self) -> bool:
        """Do what was asked, if it can be done; whether it was."""
        done = {"save": self._saved, "review": self._reviewed, "end": self._ended, "carry": self._carried}
        act = done.get(self.does)
        if act is None:
            return False
        with transaction.atomic():
            said = act()
            if said:
                log_read(self.row, self.request.actor, f"needs {self.party.pk}: {self.does}")
        if said:
            messages.success(self.request, said)
        return bool(said)

    def _saved(self) -> str:
        if not self.form.is_valid():
            return ""
        given = self.form.given()
        same = (given.kind, given.support, given.language)
        before = self.form.line or next(
            (line for line in self.standing if (line.kind, line.support, line.language) == same), None
        )
        adjustments.record(
            self.party.person,
            self.row,
            self.policy,
            given,
            by=self.request.actor.id,
            on=self.today,
            replaces=before,
            reason=_("Changed"),
        )
        return _("The need is on record")

    def _reviewed(self) -> str:
        line = self.about
        if not self.review.is_valid() or line is None:
            return ""
        again = self.review.cleaned_data["again_on"] or adjustments.review_day(self.policy, line.kind, self.today)
        found = self.review.cleaned_data["found"]
        adjustments.review(line, again_on=again, by=self.request.actor.id, on=self.today, reason=found)
        return _("It still holds, and is on record so")

    def _ended(self) -> str:
        if not self.ending.is_valid() or self.about is None:
            return ""
        adjustments.end(self.about, on=self.today, reason=self.ending.cleaned_data["reason"])
        return _("The need is ended")

    def _carried(self) -> str:
        if not self.carry.is_valid():
            return ""
        chosen = [line for line in self.elsewhere if str(line.pk) in self.carry.cleaned_data["lines"]]
        adjustments.carry(chosen, self.party.person, self.row, by=self.request.actor.id, on=self.today)
        return _("What was recorded before now holds for this complaint too")

    def shown(self) -> dict[str, Any]:
        """What the page shows."""
        has = {(line.kind, line.support, line.language) for line in self.standing}
        new = any((line.kind, line.support, line.language) not in has for line in self.elsewhere)
        for line in self.elsewhere if new else ():
            must_know_identity(line.case, self.request.actor, f"needs {self.party.pk}")
        return {
            "row": self.row,
            "party": self.party,
            "standing": [(line, line.is_due(self.today)) for line in self.standing],
            "earlier": [line for line in self.lines if not line.stands(self.today)],
            "form": self.form,
            "wrong": next((form for form in (self.form, self.review, self.ending, self.carry) if form.is_bound), None),
            "about": self.about,
            "review": self.review,
            "ending": self.ending,
            "carry": self.carry if new else None,
            "changes": not only_reads(self.request.actor, self.policy),
        }


@for_officers
@require_safe
def needs_due(request: Any) -> HttpResponse:
    """The needs that are to be looked at again, on the cases that this officer may see."""
    if not _sees_needs(request.actor, policies.current(request.council.pk)):
        raise PermissionDenied(_("Your role does not see who complains."))
    due = list(due_for(request)[:SHOWN])
    cases, people = {line.case_id for line in due}, {line.person_id for line in due}
    parties = Party.objects.filter(case__in=cases, person__in=people).values_list("case", "person", "pk")
    places = {(case, person): pk for case, person, pk in parties}
    shown = [
        (line, places[line.case_id, line.person_id], _name(line))
        for line in due
        if (line.case_id, line.person_id) in places
    ]
    return render(request, "casework/needs_due.html", {"due": shown})


def _name(line: Adjustment) -> str:
    """Whose need it is, as a list tells it."""
    return code_of(line.case) if line.case.identity_confidential else line.person.name


def number_due(request: Any, policy: Policy) -> int:
    """How many needs are due to be looked at again, for those who may open the list: one query."""
    return due_for(request).count() if _sees_needs(request.actor, policy) else 0


def _sees_needs(actor: Actor, policy: Policy) -> bool:
    return not (sees_figures_only(actor, policy) or sees_where_it_stands_only(actor, policy))


def due_for(request: Any) -> Any:
    """What is due to be looked at again, as far as this officer may see it."""
    known = find.identity_known(request.actor, request.council)
    cases = find.visible_to(request.actor, request.council).filter(known).order_by()
    return adjustments.due(cases, timezone.localdate())
