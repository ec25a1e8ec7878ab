"""How does a matter begin: is it in time, what is it about, and who is in charge?"""

from __future__ import annotations

from dataclasses import replace

from redress.rules import actions as order
from redress.rules import events as happened
from redress.rules.case import Case, Run
from redress.rules.clock import deadline_of, declined_as_late, raised_late
from redress.rules.consequences.situation import Situation, can_be_counted_from
from redress.rules.independence import fit_to_hold
from redress.rules.letters import function_of
from redress.rules.moments import Moment
from redress.rules.points import FROM_THE_OTHER_END, LINK_KINDS, RESPONSIBLE, all_settled
from redress.rules.policy import HardWindow, Policy, Rulebook
from redress.rules.refusals import Refused


def received(action: order.Receive, policy: Policy, book: Rulebook, at: Moment) -> happened.Received:
    """The first event of a run. It pins the policy and the calendar that will judge the run."""
    if not action.points:
        raise ValueError("a case has at least one point from its first event")
    can_be_counted_from(at.day, book.calendar(policy.pin), policy.calendar.paragraph)
    return happened.Received(
        track=action.track,
        channel=action.channel,
        policy=policy.pin,
        calendar=book.calendar_version,
        points=action.points,
        happened_on=action.happened_on,
        aware_on=action.aware_on,
        anonymous=action.anonymous,
        acknowledgeable=action.acknowledgeable,
        flags=action.flags,
        words=action.words,
    )


def lateness_is_decided(case: Case, run: Run, book: Rulebook) -> None:
    """A late complaint goes no further until someone has decided, with reasons, whether it may."""
    rule = book.policy(run.policy).late
    if run.lateness_accepted is None and raised_late(case, run, book):
        raise Refused("lateness-undecided", rule.paragraph, decided_by=list(rule.decided_by))
    if declined_as_late(case, run, book):
        raise Refused("declined-as-late", rule.paragraph)


def there_is_lateness_to_decide(case: Case, run: Run, book: Rulebook) -> None:
    """Raises Refused for a complaint that was made in time."""
    if not raised_late(case, run, book):
        raise Refused("not-late", book.policy(run.policy).late.paragraph)


def lateness_decided(action: order.DecideLateness, on: Situation) -> list:
    rule = on.policy.late
    if not action.reason:
        raise Refused("reason-needed", rule.paragraph, action=action.name)
    known = {ground.id for ground in rule.grounds}
    if action.accepted and isinstance(on.policy.clock(rule.window).binds, HardWindow):
        window = deadline_of(on.case, on.run, rule.window, on.book)
        raise Refused("too-late-to-complain", rule.paragraph, due=window.due if window else None)
    if action.accepted and not set(action.grounds) & known:
        raise Refused("ground-needed", rule.paragraph, grounds=sorted(known))
    if not action.accepted and rule.never_lateness_alone and not known <= set(action.considered):
        raise Refused("lateness-alone", rule.paragraph, grounds=sorted(known - set(action.considered)))
    return [happened.LatenessDecided(action.accepted, action.grounds, action.reason)]


def registered(action: order.Register, on: Situation) -> list:
    return [happened.Registered()]


def points_settled(action: order.SettlePoints, on: Situation) -> list:
    kept = {point.id for point in on.case.points}
    if kept - {point.id for point in action.points}:
        raise Refused("point-dropped", on.move.paragraph)
    for point in action.points:
        if point.responsible not in RESPONSIBLE or point.moved_to:
            raise ValueError(f"{point.id}: a point is the council's, another body's or shared, and stays here")
        if point.responsible != "council" and not point.body:
            raise Refused("body-needed", on.move.paragraph, point=point.id)
    return [all_settled((_by_function(point, on) for point in action.points), on.case)]


def linked(action: order.Link, on: Situation) -> list:
    if action.kind not in (*LINK_KINDS, *FROM_THE_OTHER_END.values()):
        raise ValueError(f"{action.kind} is no way in which cases belong together")
    if not action.reason:
        raise Refused("reason-needed", on.move.paragraph, action=action.name)
    return [happened.Linked(action.kind, action.other, action.reason)]


def _by_function(point: happened.Point, on: Situation) -> happened.Point:
    """The point with the landlord flag that its function brings; overlap is for an officer to see, no to yes is not."""
    function = function_of(point, on.policy)
    if point.function and function is None:
        raise Refused("unknown-function", on.policy.ombudsmen.paragraph, function=point.function)
    if function is None or not function.landlord or point.landlord in (function.landlord, "overlap"):
        return point
    if point.landlord == "unknown":
        return replace(point, landlord=function.landlord)
    raise Refused("function-leads-elsewhere", function.paragraph, function=function.name, landlord=function.landlord)


def allocated(action: order.Allocate, on: Situation) -> list:
    fit_to_hold(action.to, on.policy.position(on.move.position), on.case, on.run, on.policy)
    return [happened.Allocated(action.to.id, on.move.position)]


def appointed(action: order.Appoint, on: Situation) -> list:
    position = on.policy.position(on.move.position)
    warned = fit_to_hold(action.to, position, on.case, on.run, on.policy)
    if warned and not action.reason:
        raise Refused("warning-needs-reason", position.paragraph, act=warned[0].act, position=position.id)
    acts = tuple(dict.fromkeys(warning.act for warning in warned))
    return [happened.Appointed(action.to.id, on.move.position, action.reason, acts)]
