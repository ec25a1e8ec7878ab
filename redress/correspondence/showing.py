"""How is a letter shown exactly as it was sent, without trusting what stands in it?"""

from __future__ import annotations

import nh3
from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe


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


_TAGS = {"div", "p", "br", "h2", "h3", "strong", "em", "a", "ul", "ol", "li"}
_HEADINGS = (("<h2", "<h3"), ("</h2>", "</h3>"), ("<h1", "<h2"), ("</h1>", "</h2>"))


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
