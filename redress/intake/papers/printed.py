"""Which papers are there to download, and what is on each?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from redress.accounts.models import Council
from redress.correspondence import assistance
from redress.design import paper
from redress.design.parts import Heading, NewPage, Part
from redress.intake.papers import expected, leaflet, paper_form, privacy, procedure
from redress.records.whose_paper import look_of
from redress.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: the word in the address, its title and what is on it, of a council and its policy."""

    slug: str
    title: Callable[[Policy], str]
    parts: Callable[[Council, Policy], tuple[Part, ...]]


def _leaflet_and_form(council: Council, policy: Policy) -> tuple[Part, ...]:
    """The leaflet, the form that belongs to it, and the other languages at the end of all."""
    form = paper_form.paper_form(council, policy)
    heading = Heading(paper_form.title(), id="form")
    return (*leaflet.leaflet(policy), NewPage(), heading, *form, NewPage(), *leaflet.languages(policy))


def _form_and_help(council: Council, policy: Policy) -> tuple[Part, ...]:
    """The form alone, with a page on who can help."""
    helping = assistance.sheet(policy)
    return (*paper_form.paper_form(council, policy), NewPage(), *helping, *leaflet.languages(policy))


PAPERS: Mapping[str, Paper] = {
    each.slug: each
    for each in (
        Paper("leaflet", leaflet.title, _leaflet_and_form),
        Paper("form", lambda policy: paper_form.title(), _form_and_help),
        Paper("help", lambda policy: assistance.title(), lambda council, policy: assistance.sheet(policy)),
        Paper("standards", lambda policy: expected.title(), expected.page),
        Paper("procedure", procedure.title, lambda council, policy: procedure.procedure(policy)),
        Paper("privacy", lambda policy: privacy.title(), lambda council, policy: privacy.notice(policy)),
    )
}


def printed(which: Paper, size: paper.Size, council: Council, policy: Policy) -> bytes:
    """The paper as a PDF, in the language of the page it was asked on."""
    return paper.document(
        which.parts(council, policy),
        look=look_of(policy.council.id),
        title=which.title(policy),
        lang=get_language() or "en",
        page_of=gettext("Page {page} of {pages}"),
        size=size,
    )
