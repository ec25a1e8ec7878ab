"""What can somebody read about complaining, and take away on paper?"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from redress.accounts.models import Council, Service
from redress.correspondence import assistance
from redress.design.paper import PRINTS
from redress.design.parts import Part
from redress.intake.councils import of_a_council
from redress.intake.languages import said_plainly
from redress.intake.papers import expected, leaflet, privacy, procedure
from redress.intake.papers.printed import PAPERS, printed


@require_safe
@of_a_council
def read_leaflet(request: Any, council: Council) -> HttpResponse:
    """The leaflet, with the notes in other languages at its end."""
    parts = (*leaflet.leaflet(request.policy), *leaflet.languages(request.policy))
    return _page(request, leaflet.title(request.policy), parts, paper="leaflet")


@require_safe
@of_a_council
def read_standards(request: Any, council: Council) -> HttpResponse:
    """What people can expect: times, treatment, what is learnt, and equality."""
    return _page(request, expected.title(), expected.page(council, request.policy), paper="standards")


@require_safe
@of_a_council
def read_service_standards(request: Any, council: Council, service: str) -> HttpResponse:
    """What people can expect of one service, where it has published it."""
    if not request.policy.public.services_paragraph:
        raise Http404
    found = get_object_or_404(Service.objects.filter(council=council).exclude(standards=""), slug=service)
    return _page(request, said_plainly(found.name), expected.of_service(found))


@require_safe
@of_a_council
def read_help(request: Any, council: Council) -> HttpResponse:
    """Who can help somebody to complain."""
    return _page(request, assistance.title(), assistance.sheet(request.policy), paper="help")


@require_safe
@of_a_council
def read_procedure(request: Any, council: Council) -> HttpResponse:
    """The whole procedure."""
    return _page(request, procedure.title(request.policy), procedure.procedure(request.policy), paper="procedure")


@require_safe
@of_a_council
def read_privacy(request: Any, council: Council) -> HttpResponse:
    """What is done with personal information."""
    return _page(request, privacy.title(), privacy.on_a_page(request.policy), paper="privacy")


@require_safe
@of_a_council
def papers(request: Any, council: Council) -> HttpResponse:
    """Everything that can be downloaded and printed."""
    listed = [(paper.slug, paper.title(request.policy)) for paper in PAPERS.values()]
    return render(
        request, "intake/papers.html", {"policy": request.policy, "papers": listed, "prints": PRINTS.values()}
    )


@require_safe
@of_a_council
def download(request: Any, council: Council, paper: str, print: str) -> HttpResponse:
    """One paper as a PDF."""
    if paper not in PAPERS or print not in PRINTS:
        raise Http404
    made = printed(PAPERS[paper], PRINTS[print].size, council, request.policy)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{council.pk}-{paper}-{print}-print.pdf"'
    return response


def _page(request: Any, title: str, parts: tuple[Part, ...], *, paper: str = "") -> HttpResponse:
    shown = {
        "policy": request.policy,
        "title": title,
        "parts": parts,
        "contents": [part for part in parts if part.kind == "heading" and part.level == 2],
        "paper": paper,
        "prints": PRINTS.values(),
    }
    return render(request, "intake/reading.html", shown)
