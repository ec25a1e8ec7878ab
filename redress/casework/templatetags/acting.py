"""What do the pages of acts show of a case, and how do they show a letter?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import nh3
from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from redress.casework import wording
from redress.casework.desk import Desk
from redress.casework.time_left import time_left
from redress.rules import phrases

register = template.Library()

_TAGS = {"p", "br", "h2", "h3", "strong", "em", "a", "ul", "ol", "li"}
_HEADINGS = (("<h2", "<h3"), ("</h2>", "</h3>"), ("<h1", "<h2"), ("</h1>", "</h2>"))


@register.filter
def letter_words(html: str) -> SafeString:
    """The words of a letter as its HTML has them, without its own styles, headed to fit under the page's heading."""
    for ours, theirs in _HEADINGS:
        html = html.replace(ours, theirs)
    cleaned = nh3.clean(
        html, tags=_TAGS, attributes={"a": {"href"}}, clean_content_tags={"style", "title", "script"}, link_rel=None
    )
    return mark_safe(cleaned)  # noqa: S308 - nh3 has let through nothing but words and headings


@register.simple_tag
def standing_of(desk: Desk) -> dict[str, Any]:
    """The status of the case in words, and what the council owes on it, soonest first."""
    code = desk.standing.status.code
    calendar = desk.standing.book.calendar(desk.run.policy, desk.run.calendar)
    return {
        "words": wording.status_words(code),
        "colour": wording.status_colour(code),
        "dates": [
            {"name": one.clock.name, "due": one.due, "left": time_left(one.due, desk.today, calendar)}
            for one in desk.next_dates
        ],
    }


@register.simple_tag
def role_names(desk: Desk, roles: Iterable[str]) -> str:
    """The names of roles, as they stand in a sentence: the Chief Executive."""
    return phrases.either((phrases.role_name(desk.policy, role, _) for role in roles), _).capitalize()
