"""What is due of what somebody has to do, and of what do they hear this morning?

It goes through the one sieve: nothing is told of a case that they may not see. While they are away, whoever covers for
them hears of it instead. A reminder names cases and dates; it names nobody who complains.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from redress import policies
from redress.accounts.actors import actor_for, covered_by, covering_today
from redress.accounts.models import Staff
from redress.cases import find
from redress.cases.models import Binds, Case, OpenDeadline
from redress.casework.rows import clock_name
from redress.casework.time_left import TimeLeft, time_left
from redress.correspondence.asks.asking import named
from redress.correspondence.models import Ask, AskKind, AskState
from redress.rules.actors import Actor
from redress.rules.policy import PolicyPin
from redress.rules.reminders import How, Nearness, told
from redress.rules.working_days import WorkingCalendar

#: So many dates of one person at most, the soonest: more is no list that anybody reads.
MOST = 200


@dataclass(frozen=True, slots=True)
class Item:
    """One thing with a day: of which case, what, whose it is where they are away, and whether others owe it."""

    id: str
    reference: str
    what: str
    due: date
    left: TimeLeft
    instead_of: str = ""
    theirs: bool = False  # the day by which the complainant may act


def dates_of(staff: Staff, today: date) -> list[Item]:
    """What has a day and falls to somebody now, theirs and that of those they cover for, soonest first.

    Some queries more for each colleague they cover for; none for each case.
    """
    away = list(covered_by(staff, today))
    found = _dates(staff, actor_for(staff, today), today, "")
    for colleague in away:
        found += _dates(colleague, actor_for(staff, today, covering_for=colleague), today, colleague.name)
    once = {each.id: each for each in reversed(found)}
    return sorted(once.values(), key=lambda each: (each.due, each.reference, each.what))


def told_today(staff: Staff, dates: Iterable[Item], how: How, today: date) -> dict[Nearness, list[Item]]:
    """Which of these somebody hears of on a day, by how near they are; nothing where their policy sends nothing."""
    policy = policies.current(staff.council_id)
    rule, calendar = policy.reminders, policies.rulebook().calendar(policy.pin)
    heard: dict[Nearness, list[Item]] = {near: [] for near in Nearness}
    for each in dates if rule is not None else ():
        near = told(each.due, today, calendar, how=how, rule=rule)
        if near is not None and not (each.theirs and near is Nearness.LATE):
            heard[near].append(each)
    return heard


def left_to_themselves(staff: Staff, dates: Iterable[Item], today: date) -> list[Item]:
    """Of somebody's dates, those of which nobody hears in their place today.

    While they are away these are the dates on cases that nobody who covers for them may see.
    """
    dates = list(dates)
    heard: set[str] = set()
    for cover in covering_today([staff], today):
        seen = find.visible_to(actor_for(cover, today, covering_for=staff), staff.council_id, on=today)
        theirs = seen.filter(reference__in={each.reference for each in dates})
        heard.update(theirs.values_list("reference", flat=True))
    return [each for each in dates if each.reference not in heard]


def _dates(whose: Staff, actor: Actor, today: date, instead_of: str) -> list[Item]:
    cases = find.visible_to(actor, whose.council_id, on=today).filter(ended="")
    book = policies.rulebook()
    found = []
    for each in _falling_to(whose, actor, cases):
        pin = PolicyPin(each.case.policy_id, each.case.policy_version)
        found.append(
            Item(
                id=f"{each.case_id}-{each.run}-{each.clock}-{each.item}".rstrip("-"),
                reference=each.case.reference,
                what=clock_name(book.policy(pin), each.clock),
                due=each.due,
                left=time_left(each.due, today, book.calendar(pin)),
                instead_of=instead_of,
                theirs=each.binds == Binds.COMPLAINANT,
            )
        )
    calendar = book.calendar(policies.current(whose.council_id).pin)
    return [*found, *_asked(whose, cases, today, calendar, instead_of)]


def _asked(
    whose: Staff, cases: QuerySet[Case], today: date, calendar: WorkingCalendar, instead_of: str
) -> Iterator[Item]:
    """What somebody asked others, or another asked on a case that they have, and what they were asked: one query."""
    mine = Q(by=whose.actor_id) | Q(case__owner=whose) | Q(staff=whose)
    for each in Ask.objects.filter(mine, case__in=cases, state=AskState.WAITING).select_related("case")[:MOST]:
        is_asked = each.staff_id == whose.pk
        what = _("Answer what you were asked") if is_asked else _asked_whom(each, whose)
        left = time_left(each.due, today, calendar)
        yield Item(f"ask-{each.pk}", each.case.reference, what, each.due, left, instead_of)


def _asked_whom(ask: Ask, whose: Staff) -> str:
    """Who was asked, by name unless it is whoever complains."""
    if ask.by != whose.actor_id:
        return _("What %(name)s was asked") % {"name": named(ask)}
    if ask.kind == AskKind.COMPLAINANT:
        return _("What you asked the complainant")
    return _("What you asked %(name)s") % {"name": ask.to_name}


def _falling_to(whose: Staff, actor: Actor, cases: QuerySet[Case]) -> QuerySet[OpenDeadline]:
    """The dates that fall to somebody: their own, what their role owes where nobody is named, and the end of waits.

    Whoever covers for them acts in their roles too.
    """
    theirs = Q(binds=Binds.COUNCIL, owner=whose) | Q(binds=Binds.COMPLAINANT, case__owner=whose)
    theirs |= Q(binds=Binds.COUNCIL, owner=None, role__in=actor.roles)
    found = OpenDeadline.objects.filter(theirs, case__in=cases).select_related("case")
    return found.order_by("due", "id")[:MOST]
