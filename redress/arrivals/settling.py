"""What else becomes of an arrival than a place on a case: set aside, brought back, sent to a department to be logged?

Nothing is ever deleted. Every step is kept with who took it and when; of two officers who act at once, the second is
told what the first has done.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Department, Staff
from redress.arrivals.models import Arrival, PostLetter, State
from redress.cases.models import Case
from redress.rules.moments import Moment

#: Why something is set aside.
SPAM, BY_MISTAKE, TWICE, ANSWERED = "spam", "by-mistake", "twice", "answered"
REASONS = {
    SPAM: _("It is spam"),
    BY_MISTAKE: _("It was sent to us by mistake"),
    TWICE: _("The same message came twice"),
    ANSWERED: _("It is answered elsewhere"),
}


class Overtaken(Exception):
    """Somebody has settled it meanwhile; ``arrival`` says how it stands now."""

    def __init__(self, arrival: Arrival) -> None:
        super().__init__(str(arrival))
        self.arrival = arrival


def set_aside(arrival: Arrival, *, code: str, more: str, by: Staff) -> None:
    """Set something aside, with one of :data:`REASONS`; ``more`` says where it is answered. Raises Overtaken."""
    with _settling(arrival, {State.WAITING}):
        arrival.state, arrival.reason = State.SET_ASIDE, code
        arrival.details = {**arrival.details, "more": more}
        arrival.settled_by, arrival.settled_at = by, timezone.now()
        _noted(arrival, "set-aside", by, reason=code, more=more)
        arrival.save(update_fields=["state", "reason", "details", "settled_by", "settled_at"])


def bring_back(arrival: Arrival, *, by: Staff) -> None:
    """Have something wait again that was set aside, or taken for the work of a programme. Raises Overtaken.

    The case that a programme's message was about is only suggested from now on: nothing of it is placed there yet.
    """
    with _settling(arrival, {State.SET_ASIDE, State.AUTOMATIC}):
        arrival.state, arrival.reason = State.WAITING, ""
        arrival.suggested, arrival.case = arrival.case or arrival.suggested, None
        arrival.settled_by, arrival.settled_at = None, None
        _noted(arrival, "brought-back", by)
        arrival.save(update_fields=["state", "reason", "case", "suggested", "details", "settled_by", "settled_at"])


def send_to(arrival: Arrival, department: Department | None, *, by: Staff) -> None:
    """Send something to a department to be logged there, or take it back from there. Raises Overtaken."""
    if department is not None and department.council_id != arrival.council_id:
        raise ValueError("councils never share an arrival")
    with _settling(arrival, {State.WAITING}):
        arrival.department = department
        _noted(arrival, "sent-to", by, department=department.name if department else "")
        arrival.save(update_fields=["department", "details"])


def came_earlier(arrival: Arrival, at: Moment, *, reason: str, by: Staff) -> None:
    """Take an earlier moment as that of receipt: that of its first coming to an inbox of the council (Q12).

    The moment that was known before is kept. Raises Overtaken, and ValueError for a moment that is not earlier.
    """
    with _settling(arrival, {State.WAITING}):
        if not (at.day, at.sort_key()) < (arrival.received_day, _known(arrival).sort_key()):
            raise ValueError("what came first did not come later")
        _noted(arrival, "came-earlier", by, before=arrival.received_text, after=at.iso(), reason=reason)
        arrival.received_text, arrival.received_day = at.iso(), at.day
        arrival.save(update_fields=["received_text", "received_day", "details"])


def is_evidence(letter: PostLetter, case: Case, *, by: Staff) -> None:
    """The scan of a letter is the evidence of receipt on a case (DA 3.17(a)); the same again changes nothing."""
    if letter.arrival is None or letter.arrival.case_id != case.pk:
        raise ValueError("only a letter that is on the case is its evidence")
    if letter.evidence_on_id != case.pk:
        letter.evidence_on, letter.evidence_by, letter.evidence_at = case, by, timezone.now()
        letter.save(update_fields=["evidence_on", "evidence_by", "evidence_at"])


def history_of(arrival: Arrival) -> list[dict[str, Any]]:
    """What was done with it before it had its place, in order: ``what``, ``by`` (a name), ``at`` and more."""
    history: list[dict[str, Any]] = arrival.details.get("history", [])
    return history


def _known(arrival: Arrival) -> Moment:
    return Moment.parse(arrival.received_text, timezone.get_default_timezone())


@contextmanager
def _settling(arrival: Arrival, states: set[State]) -> Iterator[None]:
    with transaction.atomic():
        arrival.refresh_from_db(from_queryset=Arrival.objects.select_for_update())
        if arrival.state not in states:
            raise Overtaken(arrival)
        yield


def _noted(arrival: Arrival, what: str, by: Staff, **more: str) -> None:
    entry = {"what": what, "by": by.name, "by_id": by.actor_id, "at": timezone.now().isoformat(), **more}
    arrival.details = {**arrival.details, "history": [*history_of(arrival), entry]}
