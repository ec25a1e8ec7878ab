"""How is a letter shown exactly as it was sent, without trusting what stands in it?"""

from __future__ import annotations

import nh3
from django.http import Http404, HttpResponse
from django.utils.safestring import SafeString, mark_safe

from redress.correspondence.models import Letter
from redress.correspondence.on_letterhead import NoSheet, pdf_of
from redress.design.paper import PRINTS, Unprintable


def exactly_as_sent(html: str) -> HttpResponse:
    """The HTML of a letter or message by itself, byte for byte, where nothing in it can act or load anything.

    It has an address of its own and may be framed by our own pages. Its styles stand in its tags, as mail
    needs them, so that this one response allows them.
    """
    response = HttpResponse(html.encode(), content_type="text/html; charset=utf-8")
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
    )
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Cache-Control"] = "private, no-store"
    return response


def letter_as_pdf(letter: Letter, print: str) -> HttpResponse:
    """A letter in a print of :data:`redress.design.paper.PRINTS`. Raises Http404 for a print that there is not.

    A letter that cannot be printed so (of an earlier version, or with signs that our fonts lack) is never printed with
    holes: its page is shown instead, which every browser can print.
    """
    if print not in PRINTS:
        raise Http404
    try:
        made = pdf_of(letter, PRINTS[print].size)
    except (NoSheet, Unprintable):
        return exactly_as_sent(letter.html)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{letter.case.reference}-{letter.pk}-{print}-print.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


_TAGS = {"div", "p", "br", "h2", "h3", "h4", "h5", "strong", "em", "a", "ul", "ol", "li"}
_HEADINGS = [(f"{mark}h{level}", f"{mark}h{level + 1}") for level in (4, 3, 2, 1) for mark in ("<", "</")]


def words_of(html: str) -> SafeString:
    """The words of a letter as its HTML has them, without its own styles, headed to fit under a page's heading."""
    for ours, theirs in _HEADINGS:
        html = html.replace(ours, theirs)
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "div": {"lang", "dir"}},  # a translation says which language it is in
        clean_content_tags={"style", "title", "script"},
        link_rel=None,
    )
    return mark_safe(cleaned)  # noqa: S308 - nh3 has let through nothing but words and headings
