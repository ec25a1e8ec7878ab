"""What do the pages of acts show of a case, and how do they show a letter?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import gettext as _

from redress.casework import wording
from redress.casework.desk import Desk
from redress.casework.time_left import time_left
from redress.correspondence.letters import letters_of
from redress.correspondence.showing import words_of
from redress.records import words
from redress.rules import phrases

register = template.Library()

register.filter("letter_words", words_of)


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
def said_of(desk: Desk) -> dict[str, Any]:
    """What the complainant said and what we have written, oldest first: to be read before one acts."""
    return {"words": words.of(desk.row, *_THEIRS), "letters": letters_of(desk.row)}


_THEIRS = ("complaint", "outcome-sought", "information", "clarification", "reasons")


@register.simple_tag
def role_names(desk: Desk, roles: Iterable[str]) -> str:
    """The names of roles, as they begin a sentence: The Chief Executive."""
    names = phrases.either((phrases.role_name(desk.policy, role, _) for role in roles), _)
    return names[:1].upper() + names[1:]
