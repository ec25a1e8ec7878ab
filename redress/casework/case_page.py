"""What is there to know of one case, and what can be done about it now?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
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
from redress.casework import ombudsman
from redress.casework.act_form import ActForm
from redress.casework.action_pages import PAGES
from redress.casework.advice import advised
from redress.casework.asks.shown import asks_of, not_the_complainants
from redress.casework.bundling import kinds
from redress.casework.contacts import talks_shown
from redress.casework.contacts.first_contact import told_of
from redress.casework.decided import Decision, decisions_of, marks_of
from redress.casework.deciding import Checklist
from redress.casework.desk import Desk
from redress.casework.documents_shown import documents_shown
from redress.casework.explained import dates_of, rights_of
from redress.casework.guidance_notes import notes_for
from redress.casework.identity import is_shown, must_know_identity, parties_shown
from redress.casework.linking import links_shown, references_of
from redress.casework.looks_shown import who_it_is
from redress.casework.officers import (
    for_officers,
    only_reads,
    roles_that_see_drafts,
    sees_everything,
    sees_figures_only,
    sees_where_it_stands_only,
)
from redress.casework.points_shown import points_shown
from redress.casework.possible import Ways, run_name, ways_of
from redress.casework.taken_people import lead_of
from redress.casework.timeline import Beside, People, timeline_of
from redress.casework.timeline import shown as shown_at
from redress.casework.wording import named, stage_name, status_colour, status_words
from redress.correspondence.last_word import last_of
from redress.correspondence.letters import letters_of
from redress.correspondence.making.made_as import offered
from redress.correspondence.models import Letter, LetterDraft
from redress.correspondence.notices import messages_of
from redress.correspondence.showing import exactly_as_sent
from redress.records import contact_notes, documents, packages, words
from redress.records.contacts import ContactNote
from redress.records.internal import notes_of
from redress.records.models import Document, Words
from redress.rules.actors import Actor
from redress.rules.irregularities import irregularities
from redress.rules.letters import flags_of
from redress.rules.moments import Moment
from redress.rules.status import status

READS_SHOWN = 50


@for_officers
@require_safe
def case(request: Any, reference: str) -> HttpResponse:
    """The whole of one case, for whoever may see it; where it stands, for those who only took it in."""
    row = case_to_read(request, reference, "case", whole=False)
    today = timezone.localdate()
    if sees_where_it_stands_only(request.actor, policies.current(row.council_id)):
        return _where_it_stands(request, row, today)
    return render(request, "casework/case.html", _shown(_opened(row, request.actor, today)))


@dataclass(frozen=True, slots=True)
class Opened:
    """One case as its reader finds it: what every part of the page is made of, asked for once."""

    row: Case
    actor: Actor
    today: date
    standing: find.Standing
    parties: list[Any]
    linked: dict[str, str]
    beside: Beside
    talks: list[ContactNote]
    reads: list[ReadLog]
    known: People
    ways: list[Ways]


def _opened(row: Case, actor: Actor, today: date) -> Opened:
    standing = find.standing(row, today=today)
    parties = parties_shown(row, actor)
    linked = references_of(standing, actor, row.council_id)
    beside = Beside(words.of(row), list(notes_of(row)), letters_of(row), _services(row), linked)
    reads = _reads(row, actor)
    talks = contact_notes.notes_of(row)
    known = People(standing, parties, *(note.by for note in (*beside.notes, *talks)), *(read.actor for read in reads))
    ways = ways_of(row, standing, actor, known.names)
    return Opened(row, actor, today, standing, parties, linked, beside, talks, reads, known, ways)


def _shown(case: Opened) -> dict[str, Any]:
    return {
        "row": case.row,
        "today": case.today,
        **_where_shown(case),
        **_matter_shown(case),
        **_people_shown(case),
        **_record_shown(case),
        **_acts_shown(case),
    }


def _where_shown(case: Opened) -> dict[str, Any]:
    """Where it stands: status, stage, clocks, rights and what is irregular."""
    standing, today = case.standing, case.today
    position = standing.run.position
    return {
        "standing": standing,
        "status": (status_words(standing.status.code), status_colour(standing.status.code)),
        "stage": stage_name(standing.policy, standing.run.track, standing.status.stage),
        "dates": dates_of(standing, today),
        "rights": rights_of(standing, today),
        "irregular": [(each.seq, each.sentence(_)) for each in irregularities(standing.case, standing.book)],
        "runs": _runs(standing, today),
        "marks": marks_of(standing),
        "position": named(standing.policy.positions, position) if position else "",
        "decided": _decided(standing, case.known, case.beside, case.ways),
    }


def _matter_shown(case: Opened) -> dict[str, Any]:
    """What it is about: points, what was said, cases beside it and what the Ombudsman asks."""
    row, standing, beside = case.row, case.standing, case.beside
    enquiries = ombudsman.enquiries_of(standing, beside.words, case.known, case.today, row.reference)
    first = next(iter(standing.case.runs.values()))
    return {
        "first": first,
        "channel": named(standing.policy.channels, first.channel),
        "points": points_shown(standing, beside.services, beside.words, case.linked, row.council_id),
        "goes_on_in": case.linked.get(standing.case.merged_into, ""),
        "links": links_shown(standing, case.linked, beside.words, case.known.names),
        "said": _said(beside.words, standing),
        "came": told_of(row, standing.policy, case.actor),
        "enquiries": enquiries,
        "contact_is_theirs": ombudsman.contact_is_theirs(standing),
        "packs": packages.packed_of(row) if enquiries else [],
        "packs_for_others": bool(kinds.open_to(case.actor, row, standing)),
    }


def _people_shown(case: Opened) -> dict[str, Any]:
    """Who is part of it, who read it, and what was said to whom."""
    names, identity = case.known.names, is_shown(case.row, case.actor)
    return {
        "parties": case.parties,
        "lead": lead_of(case.parties),
        "who": who_it_is(case.row, case.actor, case.standing.policy),
        "talks": talks_shown.shown(case.talks, names, identity=identity),
        "last_word": last_of(case.beside.letters, case.talks),
        "notices": messages_of(case.row) if identity else [],
        "reads": [(read, names.get(read.actor, read.actor)) for read in case.reads],
    }


def _record_shown(case: Opened) -> dict[str, Any]:
    """What is on record: timeline, documents, letters, notes and things handed in."""
    row, actor = case.row, case.actor
    return {
        "timeline": timeline_of(case.standing, case.known, case.beside),
        "documents": documents_shown(row, actor, case.standing.policy),
        "letters": case.beside.letters,
        "notes": [(note, case.known.names.get(note.by, "")) for note in reversed(case.beside.notes)],
        "things": contact_notes.items_of(row),
        "asks": asks_of(row, actor, case.today),
    }


def _acts_shown(case: Opened) -> dict[str, Any]:
    """What the reader may do now, and what the policy advises."""
    row, actor, standing = case.row, case.actor, case.standing
    asked_at = ("page:case", f"stage:{standing.run.stage}")
    return {
        "ways": case.ways,
        "drafting": _drafting(row, standing, actor),
        "note_form": _note_form(row, actor, standing),
        "changes": not only_reads(actor, standing.policy),
        "advice": advised(standing.policy, asked_at, flags=_flags(standing), case=row),
        "local_notes": notes_for(row),
    }


@dataclass(frozen=True, slots=True)
class Decided:
    """The checks and decisions of one run; ``name`` where there are several runs."""

    name: str
    checklists: list[Checklist]
    decisions: list[Decision]


def _decided(standing: find.Standing, known: People, beside: Beside, ways: list[Ways]) -> list[Decided]:
    taken = decisions_of(standing, known, beside)
    found = [Decided(way.name if len(ways) > 1 else "", way.checks, taken.get(way.run, [])) for way in ways]
    return [each for each in found if each.checklists or each.decisions]


@for_officers
@require_safe
def letter(request: Any, reference: str, pk: int) -> HttpResponse:
    """One letter of a case: where it went, how far it got, and its words."""
    row = case_to_read(request, reference, f"letter {pk}")
    found = get_object_or_404(Letter.objects.filter(case=row), pk=pk)
    return render(request, "casework/letter.html", {"row": row, "letter": found, "files": offered(found)})


@for_officers
@require_safe
def letter_as_sent(request: Any, reference: str, pk: int) -> HttpResponse:
    """The letter by itself, as it was sent or is to be printed."""
    row = case_to_read(request, reference, f"letter {pk} as sent")
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


def case_to_read(request: Any, reference: str, page: str, *, whole: bool = True) -> Case:
    """The case whose page is asked for, its reading written down.

    404 where there is none that this person may see; 403 for those whose role sees figures only, for a page that
    shows more than where the case stands to those who see only that (unless not the ``whole`` is shown), and for
    one that would tell who complains to those who may not know. Being turned away is written down too.
    """
    policy = policies.current(request.council.pk)
    if sees_figures_only(request.actor, policy):
        raise PermissionDenied(_("Your role sees figures only, not cases."))
    row = find.case_for(request.actor, request.council, reference)
    try:
        if whole and sees_where_it_stands_only(request.actor, policy):
            raise PermissionDenied(_("Your role sees where this case stands, and no more of it."))
        if whole:
            must_know_identity(row, request.actor, page)
    except PermissionDenied:
        log_read(row, request.actor, page, refused=True)
        raise
    log_read(row, request.actor, page)
    return row


def _flags(standing: find.Standing) -> frozenset[str]:
    return flags_of(standing.case, standing.run, standing.policy)


def _drafting(row: Case, standing: find.Standing, actor: Actor) -> str:
    """The run whose answer is being drafted, for whoever may read it before it goes; empty where there is none."""
    run = standing.run
    if not actor.role_names & roles_that_see_drafts(standing.policy, run.track):
        return ""
    return run.id if LetterDraft.objects.filter(case=row, letter=None, version__gt=0).exists() else ""


def _where_it_stands(request: Any, row: Case, today: date) -> HttpResponse:
    """That the case is there and where it stands, without a word of what was decided."""
    standing = find.standing(row, today=today)
    shown = {
        "row": row,
        "status": (status_words(standing.status.code), status_colour(standing.status.code)),
        "stage": stage_name(standing.policy, standing.run.track, standing.status.stage),
        "received": shown_at(standing.run.received),
        "came": told_of(row, standing.policy, request.actor),
        "ways": ways_of(row, standing, request.actor, {}),
    }
    return render(request, "casework/case_standing.html", shown)


def _services(row: Case) -> dict[str, str]:
    return dict(Service.objects.filter(council=row.council_id).values_list("slug", "name"))


@dataclass(frozen=True, slots=True)
class Said:
    """A text of the case and when it was said."""

    text: Words
    at: date | datetime


def _said(texts: list[Words], standing: find.Standing) -> dict[str, list[Said]]:
    """What the person said, apart: the complaint, what would put it right, and what came after."""
    not_theirs = ombudsman.digests_of(standing) | not_the_complainants(standing)
    said = [Said(each, _when(each)) for each in texts if each.digest not in not_theirs]
    return {
        "complaint": [each for each in said if each.text.kind == "complaint"],
        "outcome": [each for each in said if each.text.kind == "outcome-sought"],
        "more": [each for each in said if each.text.kind in ("reasons", "information", "help")],
    }


def _when(text: Words) -> date | datetime:
    if not text.at_text:
        return text.created_at
    return shown_at(Moment.parse(text.at_text, timezone.get_default_timezone()))


def _runs(standing: find.Standing, today: date) -> list[tuple[str, Any, str]]:
    """Where each run stands, where there are several side by side: its name, the words, the colour."""
    runs = standing.case.runs.values()
    if len(runs) < 2:
        return []
    stands = [(run, status(standing.case, run, book=standing.book, today=today)) for run in runs]
    return [
        (run_name(standing.book.policy(run.policy), run), status_words(each.code), status_colour(each.code))
        for run, each in stands
    ]


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
