"""What is there to know of one case, and what can be done about it now?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from redress import policies
from redress.accounts.models import Service
from redress.cases import find
from redress.cases.models import Case, ReadLog
from redress.cases.reading import log_read
from redress.casework.act_form import ActForm
from redress.casework.action_pages import PAGES
from redress.casework.desk import Desk
from redress.casework.explained import dates_of, rights_of
from redress.casework.officers import for_officers, only_reads, sees_everything, sees_figures_only
from redress.casework.possible import ways_of
from redress.casework.timeline import Beside, People, timeline_of
from redress.casework.wording import LANDLORD, named, stage_name, status_colour, status_words
from redress.correspondence.letters import letters_of
from redress.correspondence.models import Letter
from redress.correspondence.notices import messages_of
from redress.correspondence.showing import exactly_as_sent
from redress.records import documents, people, words
from redress.records.internal import notes_of
from redress.records.models import Document, Words
from redress.rules.actors import Actor
from redress.rules.irregularities import irregularities

READS_SHOWN = 50


@for_officers
@require_safe
def case(request: Any, reference: str) -> HttpResponse:
    """The whole of one case, for whoever may see it."""
    row = case_to_read(request, reference, "case")
    today = timezone.localdate()
    standing = find.standing(row, today=today)
    parties = people.parties_of(row)
    beside = Beside(words.of(row), list(notes_of(row)), letters_of(row), _services(row))
    reads = _reads(row, request.actor)
    known = People(standing, parties, *(note.by for note in beside.notes), *(read.actor for read in reads))
    shown = {
        "row": row,
        "standing": standing,
        "today": today,
        "status": (status_words(standing.status.code), status_colour(standing.status.code)),
        "stage": stage_name(standing.policy, standing.run.track, standing.status.stage),
        "dates": dates_of(standing, today),
        "ways": ways_of(row, standing, request.actor),
        "note_form": _note_form(row, request.actor, standing),
        "rights": rights_of(standing, today),
        "irregular": [(each.seq, each.sentence(_)) for each in irregularities(standing.case, standing.book)],
        "points": _points(standing, beside.services),
        "said": _said(beside.words),
        "parties": parties,
        "changes": not only_reads(request.actor, standing.policy),
        "timeline": timeline_of(standing, known, beside),
        "documents": [(each, documents.why_refused(each)) for each in documents.documents_of(row)],
        "letters": beside.letters,
        "notices": messages_of(row),
        "notes": [(note, known.names.get(note.by, "")) for note in reversed(beside.notes)],
        "channel": named(standing.policy.channels, standing.run.channel),
        "position": named(standing.policy.positions, standing.run.position) if standing.run.position else "",
        "reads": [(read, known.names.get(read.actor, read.actor)) for read in reads],
    }
    return render(request, "casework/case.html", shown)


@for_officers
@require_safe
def letter(request: Any, reference: str, pk: int) -> HttpResponse:
    """One letter of a case: where it went, how far it got, and its words."""
    row = case_to_read(request, reference, f"letter {pk}")
    found = get_object_or_404(Letter.objects.filter(case=row), pk=pk)
    return render(request, "casework/letter.html", {"row": row, "letter": found})


@for_officers
@require_safe
def letter_as_sent(request: Any, reference: str, pk: int) -> HttpResponse:
    """The letter by itself, as it was sent or is to be printed."""
    row = case_to_read(request, reference, f"letter {pk}")
    return exactly_as_sent(get_object_or_404(Letter.objects.filter(case=row), pk=pk).html)


@for_officers
@require_safe
def document(request: Any, reference: str, pk: int) -> HttpResponse:
    """One file of a case, as a download."""
    row = case_to_read(request, reference, f"document {pk}")
    found = get_object_or_404(Document.objects.filter(case=row), pk=pk)
    try:
        return documents.open_for_download(found)
    except documents.NotToBeOpened:
        raise Http404 from None


def case_to_read(request: Any, reference: str, page: str) -> Case:
    """The case whose page is asked for, its reading written down.

    404 where there is none that this person may see; 403 for those whose role sees figures only.
    """
    if sees_figures_only(request.actor, policies.current(request.council.pk)):
        raise PermissionDenied(_("Your role sees figures only, not cases."))
    row = find.case_for(request.actor, request.council, reference)
    log_read(row, request.actor, page)
    return row


@dataclass(frozen=True, slots=True)
class PointShown:
    """One point of complaint: what it is about, whose function, and what was found of it so far."""

    number: str
    subject: str
    service: str
    landlord: Any
    findings: list[tuple[str, str]]


def _points(standing: find.Standing, services: dict[str, str]) -> list[PointShown]:
    policy, run = standing.policy, standing.run
    found = {
        (finding.point, stage): finding.outcome for stage, findings in run.findings.items() for finding in findings
    }
    return [
        PointShown(
            number=point.id.removeprefix("p"),
            subject=named(policy.subjects, point.subject) if point.subject else "",
            service=services.get(point.service, point.service),
            landlord=LANDLORD[point.landlord],
            findings=[
                (stage_name(policy, run.track, stage), named(policy.outcomes, found[point.id, stage]))
                for stage in run.stages
                if (point.id, stage) in found
            ],
        )
        for point in standing.case.points
    ]


def _services(row: Case) -> dict[str, str]:
    return dict(Service.objects.filter(council=row.council_id).values_list("slug", "name"))


def _said(texts: list[Words]) -> dict[str, list[Words]]:
    """What the person said, apart: the complaint, what would put it right, and what came after."""
    return {
        "complaint": [each for each in texts if each.kind == "complaint"],
        "outcome": [each for each in texts if each.kind == "outcome-sought"],
        "more": [each for each in texts if each.kind in ("reasons", "information", "help")],
    }


def _note_form(row: Case, actor: Actor, standing: find.Standing) -> ActForm | None:
    """The form of a note, where this officer may write one; it is sent to the page of that act."""
    page, desk = PAGES["note"], Desk(row, actor, "note")
    desk.__dict__["standing"] = standing  # the page has worked it out already
    return None if desk.refused else page.form(desk=desk)


def _reads(row: Case, actor: Actor) -> list[ReadLog]:
    """Who has looked, latest first: for those who look over every case of the council."""
    if not sees_everything(actor, policies.current(row.council_id)):
        return []
    return list(ReadLog.objects.filter(case=row).order_by("-pk")[:READS_SHOWN])
