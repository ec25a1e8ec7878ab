"""What has come in and waits for its place, oldest first, and what became of the rest?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from redress.accounts.models import Department
from redress.arrivals import find, searching, wording
from redress.arrivals.models import Arrival, Source, State
from redress.arrivals.post import reading
from redress.arrivals.settling import REASONS
from redress.casework.identity import code_of
from redress.casework.incoming.clock import Clock
from redress.casework.incoming.desk import for_arrivals, may_place, policy_of
from redress.rules.actors import Actor
from redress.rules.policy import Policy

PAGE_SIZE = 50

STATES: Mapping[str, Any] = {
    State.WAITING: gettext_lazy("Waiting"),
    State.FILED: gettext_lazy("On a case"),
    State.SET_ASIDE: gettext_lazy("Set aside"),
    State.AUTOMATIC: gettext_lazy("Written by a programme"),
}
NO_DEPARTMENT = "none"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of the list an address asks for. What it says that makes no sense is left out of account."""

    state: str
    text: str
    source: str
    department: str
    page: str

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Asked:
        """``given`` are the parameters of the address."""
        state, source = given.get("state", ""), given.get("source", "")
        department = given.get("department", "")
        return cls(
            state=state if state in STATES else State.WAITING,
            text=given.get("q", "").strip()[:200].replace("\x00", ""),
            source=source if source in Source.values else "",
            department=department if department == NO_DEPARTMENT or _is_number(department) else "",
            page=given.get("page", "1"),
        )

    @property
    def narrows(self) -> bool:
        """Whether less than the whole tab is shown."""
        return bool(self.text or self.source or self.department)

    def among(self, arrivals: QuerySet[Arrival]) -> QuerySet[Arrival]:
        """Those that pass the filters and in which the words stand."""
        if self.text:
            arrivals = searching.saying(arrivals, self.text)
        if self.source:
            arrivals = arrivals.filter(source=self.source)
        if self.department == NO_DEPARTMENT:
            arrivals = arrivals.filter(department=None)
        elif self.department:
            arrivals = arrivals.filter(department=int(self.department))
        return arrivals

    def address(self, **changes: Any) -> str:
        """The address of this list with something changed; from its first page unless one is given."""
        wanted = {"state": self.state, "q": self.text, "source": self.source, "department": self.department, **changes}
        kept = {name: value for name, value in wanted.items() if value and (name, value) != ("state", State.WAITING)}
        return f"{reverse('casework:arrivals')}?{urlencode(kept)}" if kept else reverse("casework:arrivals")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


@for_arrivals
@require_safe
def arrivals(request: Any) -> HttpResponse:
    """The list: what waits, with the date by which it would have to be acknowledged; and the rest, to look it up."""
    asked = Asked.of(request.GET.dict())
    seen = find.visible_to(request.actor, request.council)
    clock = Clock(request.council.pk, timezone.localdate())
    late = set(clock.late(seen.filter(state=State.WAITING)))
    found = asked.among(seen.filter(state=asked.state)).select_related("case", "department", "suggested", "settled_by")
    order = ("received_day", "received_text", "pk")
    if asked.state != State.WAITING:
        order = ("-received_day", "-received_text", "-pk")
    page = Paginator(found.order_by(*order), PAGE_SIZE).get_page(asked.page)
    departments = list(Department.objects.filter(council=request.council).order_by("name"))
    shown = {
        "asked": asked,
        "tabs": _tabs(asked, seen),
        "rows": [_row(arrival, clock, late) for arrival in page.object_list],
        "page": page,
        "pagination": _pagination(asked, page),
        "late": len(late),
        "sources": Source.choices,
        "departments": departments,
        "no_department": NO_DEPARTMENT,
        "places": may_place(request.actor, policy_of(request)),
        "posts": find.handles_post(request.actor, policy_of(request)),
        "reads_scans": bool(reading.reader()),
    }
    return render(request, "casework/arrivals/list.html", shown)


def _row(arrival: Arrival, clock: Clock, late: set[int]) -> dict[str, Any]:
    waits = arrival.state == State.WAITING
    case = arrival.case
    return {
        "arrival": arrival,
        "code": code_of(case) if case is not None and case.identity_confidential else "",
        "clock": clock.of(arrival) if waits else None,
        "late": arrival.pk in late,
        "reason": said_of(arrival),
        "machine": reading.is_machines(arrival),
    }


def said_of(arrival: Arrival) -> str:
    """Why it was set aside, or which programme wrote it, in words; nothing for what waits or is on a case."""
    return str(REASONS[arrival.reason]) if arrival.reason in REASONS else wording.reason_in_words(arrival)


def _tabs(asked: Asked, seen: QuerySet[Arrival]) -> list[dict[str, Any]]:
    """One tab for each state, with how many of those asked for are in it: one query."""
    sums = {state.replace("-", "_"): Count("pk", filter=Q(state=state)) for state in STATES}
    counted = asked.among(seen).order_by().aggregate(**sums)
    return [
        {
            "text": text,
            "count": counted[state.replace("-", "_")],
            "href": asked.address(state=state),
            "active": state == asked.state,
        }
        for state, text in STATES.items()
    ]


def _pagination(asked: Asked, page: Any) -> dict[str, Any]:
    links: dict[str, Any] = {}
    if page.has_previous():
        links["previous"] = {"href": asked.address(page=page.previous_page_number())}
    if page.has_next():
        links["next"] = {"href": asked.address(page=page.next_page_number())}
    return links


@dataclass(frozen=True, slots=True)
class Waits:
    """What "My work" says of that which waits: how much it is, and how much of it is late."""

    number: int
    late: int


def waits_for(actor: Actor, council: Any, policy: Policy, today: Any) -> Waits | None:
    """What waits for this officer to place; none for those who see nothing of it, or nothing waiting. One query."""
    if not find.handles(actor, policy):
        return None
    waiting = find.visible_to(actor, council, on=today).filter(state=State.WAITING)
    number = waiting.count()
    return Waits(number, len(Clock(council.pk, today).late(waiting)) if number else 0) if number else None
