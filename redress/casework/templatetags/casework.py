"""What does the frame of every staff page show?"""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from redress import policies
from redress.arrivals import find as arrivals
from redress.arrivals.models import Arrival
from redress.cases.calendars import may_order
from redress.cases.models import Case
from redress.casework.officers import (
    may_change_people,
    may_take_in,
    sees_figures_only,
    sees_where_it_stands_only,
)
from redress.casework.policy.pages import may_look_after
from redress.casework.timeline import shown
from redress.design.templatetags.design import long_moment
from redress.rules.moments import Moment

register = template.Library()


@register.filter
def moment_in_words(written: str) -> str:
    """A moment as it is written down, in words: with the time where it is known."""
    return long_moment(shown(Moment.parse(written, timezone.get_default_timezone()))) if written else ""


@register.filter
def moment_or_text(written: str) -> str:
    """A moment in words, or what is written there instead of one: a sender's clock says what it likes."""
    try:
        return moment_in_words(written)
    except ValueError:
        return written


@register.simple_tag
def came_in(row: Case) -> list[Arrival]:
    """What came in and has its place on a case, oldest first, with the stamp of a letter: one query."""
    return list(Arrival.objects.filter(case=row).select_related("letter").order_by("received_day", "pk"))


@register.simple_tag(takes_context=True)
def staff_navigation(context: template.Context) -> list[dict[str, Any]]:
    """The places of the staff site that this officer's roles lead to; the one they are at is marked."""
    request = context["request"]
    policy = policies.current(request.council.pk)
    places = [("work", _("My work"), True)]
    places.append(("log", _("Log a contact"), may_take_in(request.actor, policy)))
    places.append(("arrivals", _("What has come in"), arrivals.handles(request.actor, policy)))
    sees_letters = not (sees_figures_only(request.actor, policy) or sees_where_it_stands_only(request.actor, policy))
    places.append(("dates", _("Dates"), not sees_figures_only(request.actor, policy)))
    places.append(("undelivered", _("Undelivered letters"), sees_letters))
    looks_after = may_look_after(request.actor, policy) or may_order(request.actor.roles, policy)
    places.append(("policy", _("Policy"), looks_after))
    places.append(("staffing", _("People"), may_change_people(request.actor, policy)))
    return [_item(request.path, name, text) for name, text, open_to_them in places if open_to_them]


#: The places that are not part of "My work".
_OTHERS = ("log", "arrivals", "dates", "undelivered", "post-out", "policy", "staffing")


def _item(here: str, name: str, text: str) -> dict[str, Any]:
    href = reverse(f"casework:{name}")
    exactly = here == href
    others = tuple(reverse(f"casework:{other}") for other in _OTHERS)
    theirs = (href, reverse("casework:post-out")) if name == "undelivered" else (href,)
    within = exactly or (not here.startswith(others) if name == "work" else here.startswith(theirs))
    return {"text": text, "href": href, "active": within, "current": "page" if exactly else "true"}
