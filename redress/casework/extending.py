"""To which date would this extension lead, before anybody has written a word of its letter?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from redress.casework.act_form import ActForm
from redress.casework.desk import Desk, desk_for
from redress.casework.officers import for_officers
from redress.rules.actions import Extend
from redress.rules.case import replay
from redress.rules.clock import Deadline, deadline_of
from redress.rules.consequences import extendable, more_time, working_days_later
from redress.rules.events import Extended, LetterSent, Recorded
from redress.rules.moments import Moment
from redress.rules.picture import Week, picture
from redress.rules.policy import NoticeOnly
from redress.rules.refusals import Refused


@dataclass(frozen=True)
class Ahead:
    """An extension as it would turn out: the days it adds, the new date, and the sum of it."""

    days: int
    until: date
    moves_the_limit: bool
    deadline: Deadline

    @property
    def left(self) -> int | None:
        """Days that could still be taken afterwards; none where the policy has no cap."""
        return self.deadline.left if self.moves_the_limit and self.deadline.working.most is not None else None

    @property
    def weeks(self) -> tuple[Week, ...]:
        return picture(self.deadline, _)


def told_time(desk: Desk, days: int, until: date | None) -> dict[str, Any]:
    """The days or the date for the act. A delay notice tells a date, so days are counted on to it. May be Refused."""
    deadline = extendable(desk.standing.case, desk.run, desk.standing.book)
    if days and until is None and isinstance(deadline.clock.extension, NoticeOnly):
        return {"days": 0, "until": working_days_later(days, deadline)}
    return {"days": days, "until": until}


def looked_ahead(desk: Desk, *, days: int = 0, until: date | None = None) -> Ahead:
    """The extension as the rules would have it now. Raises Refused: over the cap, not later, no working day."""
    fold, run, book = desk.standing.case, desk.run, desk.standing.book
    deadline = extendable(fold, run, book)
    letter = LetterSent("", "", "")
    action = Extend(run=run.id, **told_time(desk, days, until), reason_kind="", letter=letter)
    gained, new = more_time(action, deadline)
    if isinstance(deadline.clock.extension, NoticeOnly):
        return Ahead(gained, new, False, deadline)
    event = Extended(deadline.clock.id, gained, new, "", "", letter)
    then = replay([*desk.standing.history, _as_if_recorded(event, desk)])
    moved = deadline_of(then, then.run(run.id), deadline.clock.id, book)
    assert moved is not None
    return Ahead(gained, new, True, moved)


def _as_if_recorded(event: Extended, desk: Desk) -> Recorded:
    now = Moment.of(timezone.now(), timezone.get_default_timezone())
    return Recorded(
        seq=desk.standing.seq + 1,
        run=desk.run.id,
        stage=desk.run.stage,
        at=now,
        recorded_at=now.iso(),
        by_kind=desk.actor.kind,
        by=desk.actor.id,
        role="",
        covering_for="",
        event=event,
    )


def counted_in_calendar_days(desk: Desk) -> bool:
    """Whether more time is counted in days of any kind here, not in working days."""
    try:
        return extendable(desk.standing.case, desk.run, desk.standing.book).in_calendar_days
    except Refused:
        return False


def beside(desk: Desk, form: ActForm) -> dict[str, Any]:
    """What the page shows beside its form: the date as it stands, how much may be taken, and where it would lead."""
    try:
        deadline = extendable(desk.standing.case, desk.run, desk.standing.book)
    except Refused as refused:
        return {"no_extension": desk.sentence(refused)}
    rule = deadline.clock.extension
    typed = ahead_of(desk, form["days"].value(), _typed_date(form)) if form.is_bound else {}
    return {
        "deadline": deadline,
        "notice_only": isinstance(rule, NoticeOnly),
        "most": deadline.working.most,
        "in_days": deadline.in_calendar_days,
        **typed,
    }


def _typed_date(form: ActForm) -> date | None:
    try:
        day: date | None = form.fields["until"].clean(form["until"].value())
    except Exception:
        return None
    return day


def ahead_of(desk: Desk, days: Any, until: date | None) -> dict[str, Any]:
    """The extension that was typed, as far as it can be read: where it leads, or why it may not be."""
    number = int(days) if str(days or "").strip().isdecimal() and len(str(days)) < 5 else 0
    if not number and until is None:
        return {}
    try:
        return {"ahead": looked_ahead(desk, days=0 if until else number, until=until)}
    except Refused as refused:
        return {"not_possible": desk.sentence(refused)}


@for_officers
@require_GET
def dates(request: HttpRequest, reference: str) -> HttpResponse:
    """Where an extension of so many ``days`` would lead, as JSON with the piece of the page that shows it."""
    desk = desk_for(request, reference, "extend")
    if desk.refused:
        return JsonResponse({"refused": desk.sentence(desk.refused)}, status=403)
    found = ahead_of(desk, request.GET.get("days"), _day(request.GET.get("until", "")))
    ahead = found.get("ahead")
    return JsonResponse(
        {
            "until": ahead.until.isoformat() if ahead else None,
            "days": ahead.days if ahead else None,
            "left": ahead.left if ahead else None,
            "refused": found.get("not_possible", ""),
            "html": render_to_string("casework/actions/ahead.html", {**found, "desk": desk}, request),
        }
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
