"""How is a letter shown exactly as it was sent, without trusting what stands in it?"""

from __future__ import annotations

import nh3
from django.http import Http404, HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from redress.correspondence.making.made_as import FILES, made, name_of
from redress.correspondence.making.on_letterhead import can_be_printed
from redress.correspondence.models import Letter
from redress.correspondence.secret_links import LINK


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


def letter_as_file(letter: Letter, slug: str, ending: str) -> HttpResponse:
    """A letter as one of the files of :mod:`redress.correspondence.making.made_as`. Http404 if it cannot be made.

    A letter that cannot be printed (of an earlier version, or with signs that our fonts lack) is never printed with
    holes: its page is shown instead, which every browser can print. A file is made anew each time: a copy that lay
    about would be one more that somebody has to destroy.
    """
    file = FILES.get(slug)
    if file is None or file.ending != ending:
        raise Http404
    if file.is_a_print and not can_be_printed(letter):
        return exactly_as_sent(letter.html)
    try:
        content = made(letter, slug)
    except KeyError:
        raise Http404 from None
    response = HttpResponse(content, content_type=file.media_type)
    way = "inline" if file.shown_in_place else "attachment"
    response["Content-Disposition"] = f'{way}; filename="{name_of(letter, slug)}"'
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


def message_words(html: str) -> SafeString:
    """The words of a message before it goes: its secret link is made only then."""
    return words_of(html.replace(LINK, _("(the link is made when it goes)")))
