"""Who is reminded that an answer is awaited, and who is told that it did not come?

Each kind of word goes once for one question, on working days in office hours, and none once it is answered or settled.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from redress import policies
from redress.accounts.actors import actor_for, people_with_role
from redress.accounts.models import Staff
from redress.cases import find
from redress.correspondence.asks.asking import named
from redress.correspondence.asks.links import can_be_answered, without_a_part
from redress.correspondence.asks.sending import remind
from redress.correspondence.models import Ask, AskKind, AskState
from redress.correspondence.notices import heard_by, notify, tell_whoever_has_it
from redress.rules.asks import Nudge, nudge_on
from redress.rules.moments import Moment
from redress.rules.policy import Asks
from redress.rules.reminders import is_sent_at
from redress.rules.working_days import WorkingCalendar

#: Nobody is reminded earlier than so long before the day, whatever the working days in between.
LOOK_AHEAD = timedelta(days=31)


def owed(now: datetime) -> list[tuple[Ask, Nudge]]:
    """The questions of which a word is owed at this instant, and which; whether they can still be answered is looked
    at by :func:`chased`, each by itself."""
    at = Moment.of(now, timezone.get_default_timezone())
    found = []
    for ask in _waiting().filter(due__lte=at.day + LOOK_AHEAD):
        rule, calendar = _rule(ask)
        if rule is None or not is_sent_at(at, calendar, rule.hours):
            continue
        nudge = _owed(ask, at.day, rule, calendar)
        if nudge is not None:
            found.append((ask, nudge))
    return found


def chased(pk: int, *, now: datetime) -> None:
    """Send what is owed of one question at this instant, in the caller's transaction; nothing where nothing is owed."""
    at = Moment.of(now, timezone.get_default_timezone())
    ask = _waiting().filter(pk=pk).first()
    rule, calendar = _rule(ask) if ask is not None else (None, None)
    if ask is None or rule is None or calendar is None or not is_sent_at(at, calendar, rule.hours):
        return
    nudge = _owed(ask, at.day, rule, calendar)
    if nudge is None or not can_be_answered(ask):
        return
    if without_a_part(ask.case, [ask]):
        ask.escalated_at = now
        tell_whoever_has_it(ask.case, "ask-no-part", {"who": named(ask)}, f"{ask.opaque_id}:no-part")
    else:
        _nudged(ask, nudge, rule, now)
    ask.save(update_fields=["reminded_at", "chased_at", "escalated_at"])


def _nudged(ask: Ask, nudge: Nudge, rule: Asks, now: datetime) -> None:
    """Send the word that is owed; what cannot go, for there is no e-mail address, is not said to have gone."""
    if nudge is Nudge.REMINDER:
        ask.reminded_at = now if remind(ask, "ask-reminder", key=f"{ask.opaque_id}:ask-reminder") else None
    elif ask.chased_at is None:
        ask.chased_at = now if remind(ask, "ask-late", key=f"{ask.opaque_id}:ask-late") else None
    if nudge is Nudge.ESCALATION:
        ask.escalated_at = now
        _told_others(ask, rule)


def _waiting() -> QuerySet[Ask]:
    """What is waited for, on cases that go on, and nobody has been told of as not answered."""
    waiting = Ask.objects.filter(state=AskState.WAITING, escalated_at=None, case__ended="")
    return waiting.select_related("case__owner", "party__person", "staff", "organisation").order_by("id")


def _rule(ask: Ask) -> tuple[Asks | None, WorkingCalendar]:
    policy = policies.current(ask.council_id)
    return policy.asks, policies.rulebook().calendar(policy.pin)


def _owed(ask: Ask, day: date, rule: Asks, calendar: WorkingCalendar) -> Nudge | None:
    """The word that is owed on this day and has not gone yet."""
    nudge = nudge_on(ask.due, day, rule, calendar)
    if nudge is Nudge.REMINDER and (ask.reminded_at is not None or timezone.localdate(ask.asked_at) == day):
        return None
    return None if nudge is Nudge.CHASER and ask.chased_at is not None else nudge


def _told_others(ask: Ask, rule: Asks) -> None:
    """Tell whoever has the case, and of a contractor those who manage its contract, where they may see the case."""
    told = {"who": named(ask), "due": ask.due}
    key = f"{ask.opaque_id}:escalated"
    tell_whoever_has_it(ask.case, "ask-not-answered", told, key)
    if ask.kind != AskKind.CONTRACTOR:
        return
    today = timezone.localdate()
    for role in rule.contract_managers:
        for holder in _may_see(people_with_role(ask.council_id, role, today, department=ask.case.department), ask):
            for person in heard_by(ask.case, holder):
                notify(ask.case, person.email, "ask-not-answered", told, key, to_name=person.name)


def _may_see(people: Iterable[Staff], ask: Ask) -> list[Staff]:
    today = timezone.localdate()
    return [
        person
        for person in people
        if find.visible_to(actor_for(person, today), ask.council_id, on=today).filter(pk=ask.case_id).exists()
    ]
