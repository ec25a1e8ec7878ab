"""What do the pages of acts show of a case, and how do they show a letter?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from redress import policies
from redress.cases.models import Case
from redress.casework import wording
from redress.casework.desk import Desk
from redress.casework.restricted_people import Applies, applies_on, reading_step
from redress.casework.time_left import time_left
from redress.correspondence.checking.warned import warned_of
from redress.correspondence.formats import code_of
from redress.correspondence.letters import letters_of
from redress.correspondence.making.made_as import first_file
from redress.correspondence.showing import message_words, words_of
from redress.records import adjustments, words
from redress.records.models import Party
from redress.rules import phrases

register = template.Library()

register.filter("letter_words", words_of)
register.filter("message_words", message_words)
register.simple_tag(first_file, name="first_file")
register.filter("language_code", code_of)
register.filter("warned_of", warned_of)


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


@register.simple_tag(takes_context=True)
def what_applies(context: template.Context, row: Case, parties: list[Party] | None = None) -> Applies:
    """What is decided about the contacts of the people of a case, and which warnings there are."""
    return applies_on(row, context["request"].actor, on=timezone.localdate(), parties=parties)


@register.simple_tag
def needs_of(row: Case) -> adjustments.Needs:
    """What the people of a case need, to be gone by on whatever page this is."""
    return adjustments.shown(row, timezone.localdate())


@register.filter
def read_at(row: Case) -> str:
    """The address at which somebody says that they have read what was filed without a reply."""
    return reverse("casework:step", args=[row.reference, reading_step(policies.current(row.council_id))])


@register.simple_tag
def role_names(desk: Desk, roles: Iterable[str]) -> str:
    """The names of roles, as they begin a sentence: The Chief Executive."""
    names = phrases.either((phrases.role_name(desk.policy, role, _) for role in roles), _)
    return names[:1].upper() + names[1:]
