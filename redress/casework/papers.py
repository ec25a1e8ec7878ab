"""Which papers go to the Ombudsman, in which of two packages, and what for?

What is confidential is packed apart from the rest, with the mark on every page of it (DA 8.1.3(d)).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from redress.cases import find
from redress.cases.models import Case
from redress.casework.acts import OMBUDSMAN_TRACK
from redress.casework.case_page import case_to_read
from redress.casework.officers import for_officers
from redress.correspondence.letters import letters_of
from redress.correspondence.models import Letter
from redress.records import documents, packages
from redress.records.models import Document, Part
from redress.records.packages import CONFIDENTIAL, PAPERS, Paper
from redress.records.watermark import CannotBeMarked, can_be_marked

OUT = "out"


class PapersForm(forms.Form):
    """For each document, into which package it goes; whether letters go with the papers; and what for."""

    purpose = forms.CharField(
        label=_("What are they sent for?"),
        help_text=_("It goes on record with your name and the list of what was packed."),
        max_length=500,
        error_messages={"required": _("Say what they are sent for")},
    )
    letters = forms.BooleanField(label=_("Put the letters that we sent with the case papers"), required=False)

    def __init__(self, data: Any = None, *, papers: list[Document]) -> None:
        super().__init__(data, initial={"letters": True})
        self.papers = papers
        for document in papers:
            ways = [(PAPERS, _("Case papers")), (OUT, _("Leave it out"))]
            if can_be_marked(document.media_type):
                ways.insert(1, (CONFIDENTIAL, _("Confidential: marked on every page, packed apart")))
            self.fields[self.name_of(document)] = forms.ChoiceField(
                label=document.name,
                help_text="" if len(ways) > 2 else _("Save it as a PDF first if it must be marked confidential."),
                choices=ways,
                widget=forms.RadioSelect,
                initial=PAPERS,
            )

    @staticmethod
    def name_of(document: Document) -> str:
        return f"document-{document.pk}"

    def asked(self) -> list[forms.BoundField]:
        """The questions, one for each document."""
        return [self[self.name_of(document)] for document in self.papers]

    def chosen(self, kind: str) -> list[Document]:
        """The documents that go into one of the packages."""
        return [each for each in self.papers if self.cleaned_data[self.name_of(each)] == kind]


@for_officers
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: HttpRequest, reference: str) -> HttpResponse:
    """Choose what goes into each package, and download the one or the other."""
    row = case_to_read(request, reference, "papers for the Ombudsman")
    _must_deal_with_the_ombudsman(request, row)
    ready = [each for each in documents.documents_of(row) if each.can_be_opened]
    form = PapersForm(request.POST if request.method == "POST" else None, papers=ready)
    if form.is_bound and form.is_valid():
        kind = CONFIDENTIAL if request.POST.get("package") == CONFIDENTIAL else PAPERS
        try:
            found = list(_papers(row, form, kind))
        except CannotBeMarked:
            found = []
            form.add_error(
                None, say("One of the files is locked, so its pages cannot be marked. Put an open copy on the case.")
            )
        else:
            if found:
                return _download(request, row, form, kind, found)
            form.add_error(None, say("Nothing is chosen for this package"))
    return render(request, "casework/papers.html", {"row": row, "form": form, "packs": packages.packed_of(row)})


def _must_deal_with_the_ombudsman(request: Any, row: Case) -> None:
    """404 where no Ombudsman is involved, 403 for those who do not answer them."""
    standing = find.standing(row)
    runs = [run for run in standing.case.runs.values() if run.track == OMBUDSMAN_TRACK]
    if not runs:
        raise Http404
    moves = standing.book.policy(runs[-1].policy).moves_for(OMBUDSMAN_TRACK, "answer-ombudsman")
    if not any(request.actor.role_names & set(move.by) for move in moves):
        raise PermissionDenied(say("Only those who answer the Ombudsman pack papers for them."))


def _papers(row: Case, form: PapersForm, kind: str) -> Iterator[Paper]:
    """What is packed: the documents chosen, and with the case papers the letters, in the order in which they came."""
    found = [packages.paper_of(each, confidential=kind == CONFIDENTIAL) for each in form.chosen(kind)]
    if kind == PAPERS and form.cleaned_data["letters"]:
        found += [_letter(each) for each in letters_of(row) if each.recipient.part != Part.BODY]
    yield from sorted(found, key=lambda paper: paper.day)


def _letter(letter: Letter) -> Paper:
    name = documents.safe_name(f"{letter.name}.html")
    return Paper(name, letter.approved_at.date(), letter.html.encode())


def _download(request: Any, row: Case, form: PapersForm, kind: str, found: list[Paper]) -> HttpResponse:
    """The package, once it is on record that it was made and what for."""
    purpose = form.cleaned_data["purpose"]
    confidential = kind == CONFIDENTIAL
    title = say("Confidential items") if confidential else say("Case papers")
    head = [f"{row.reference}: {title}", timezone.localdate().isoformat(), purpose]
    if confidential:
        head.append(say("CONFIDENTIAL. Covered by a notice under section 32(3) of the Local Government Act 1974."))
    packages.log(row, kind, purpose=purpose, names=[paper.name for paper in found], by=request.actor)
    name = f"{row.reference}-{'confidential' if confidential else 'case-papers'}.zip"
    response = HttpResponse(packages.packed(found, head=head), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
