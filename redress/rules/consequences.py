"""What follows from each kind of action, and what must be true of that kind alone?

One function per action, named as the sentence it makes true. Whether the move is legal at all (role,
stage, milestones) has been judged before by ``rules.decide``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from redress.rules import actions as order
from redress.rules import events as happened
from redress.rules.actors import Actor, Holder
from redress.rules.case import Case, Run
from redress.rules.clock import Deadline, answer_deadlines, deadline_of, declined_as_late, raised_late, rights
from redress.rules.independence import fit_to_hold
from redress.rules.letters import (
    check_letter,
    flags_of,
    function_of,
    names_ombudsmen,
    ombudsmen_of,
    required,
)
from redress.rules.merging import merged, unmerged
from redress.rules.moments import Moment
from redress.rules.points import FROM_THE_OTHER_END, LINK_KINDS, RESPONSIBLE, all_settled, another_bodys, follows
from redress.rules.policy import (
    AdvisoryWindow,
    AskPick,
    Choice,
    DiscretionWindow,
    Extension,
    HardWindow,
    Move,
    NextStageRequest,
    NoExtension,
    NoticeOnly,
    Outcome,
    Policy,
    Rulebook,
    WithinTotal,
)
from redress.rules.promises import promised_dates
from redress.rules.refusals import Refused
from redress.rules.steps import answers_are_fit, committed, flags_set, kept, options_open, settled
from redress.rules.working_days import BeyondCalendar, WorkingCalendar


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a rule may look at when it judges one action."""

    case: Case
    run: Run
    policy: Policy
    move: Move
    book: Rulebook
    by: Actor
    at: Moment
    now: Moment


Consequence = Callable[..., list]


def received(action: order.Receive, policy: Policy, book: Rulebook, at: Moment) -> happened.Received:
    """The first event of a run. It pins the policy and the calendar that will judge the run."""
    if not action.points:
        raise ValueError("a case has at least one point from its first event")
    _can_be_counted_from(at.day, book.calendar(policy.pin), policy.calendar.paragraph)
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


def _can_be_counted_from(day: date, calendar: WorkingCalendar, paragraph: str) -> None:
    """The calendar knows the day: a slip of the pen in the year must not break every date of the case."""
    if not calendar.first <= day <= calendar.last:
        raise Refused("beyond-calendar", paragraph, since=calendar.first, until=calendar.last)


# --- the matter itself: late or not, registered, its points --------------------------------------


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


# --- who is in charge ----------------------------------------------------------------------------


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


# --- acknowledging, contact, more time -----------------------------------------------------------


def letter_is_fit(
    letter: happened.LetterSent | None, on: Situation, *, kind: str = "", outcome: str = "", flags: Iterable[str] = ()
) -> None:
    """The letter the move asks for (or of the kind named) is there, is whole, and can name the right Ombudsmen.

    ``flags`` are those that the act itself brings.
    """
    kind = kind or on.move.letter
    flags = flags_of(on.case, on.run, on.policy) | frozenset(flags)
    if kind and names_ombudsmen(required(on.policy.letter(kind), outcome=outcome, flags=flags)):
        ombudsmen_of(on.case.points, on.policy)
    check_letter(letter, kind, on.policy, outcome=outcome, flags=flags, paragraph=on.move.paragraph)


def acknowledged(action: order.Acknowledge, on: Situation) -> list:
    letter_is_fit(action.letter, on)
    return [happened.Acknowledged(action.letter, promises_of(on, "acknowledged"))]


def promises_of(on: Situation, milestone: str, *, kind: str = "") -> tuple[happened.Promise, ...]:
    """The dates the letter prints, as they stand once this act is done."""
    kind = kind or on.move.letter
    if not kind:
        return ()
    letter = on.policy.letter(kind)
    return promised_dates(letter, on.case, on.run, milestone, at=on.at, by=on.by.id, book=on.book)


def contact_made(action: order.Contact, on: Situation) -> list:
    return [happened.ContactMade(action.method, action.result, action.note)]


def clarified(action: order.Clarify, on: Situation) -> list:
    return [happened.Clarified(action.way_forward, action.note)]


def extended(action: order.Extend, on: Situation) -> list:
    deadline = extendable(on.case, on.run, on.book)
    letter_is_fit(action.letter, on)
    days, until = more_time(action, deadline)
    if isinstance(deadline.clock.extension, NoticeOnly):
        return [happened.DelayNotified(deadline.clock.id, until, action.reason_kind, action.letter)]
    return [
        happened.Extended(
            clock=deadline.clock.id,
            days=days,
            until=until,
            reason_kind=action.reason_kind,
            agreed=action.agreed,
            letter=action.letter,
            late=on.at.day > deadline.due,
        )
    ]


def extendable(case: Case, run: Run, book: Rulebook) -> Deadline:
    """The open deadline of the stage that more time can be taken for; refused where there is none."""
    in_stage = answer_deadlines(case, run, book)
    for deadline in in_stage:
        if deadline.open and not isinstance(deadline.clock.extension, NoExtension):
            return deadline
    paragraph = book.policy(run.policy).stage(run.track, run.stage).paragraph
    for deadline in in_stage:
        paragraph = getattr(deadline.clock.extension, "paragraph", "") or deadline.clock.paragraph
    raise Refused("no-extension", paragraph, stage=run.stage)


def more_time(action: order.Extend, deadline: Deadline) -> tuple[int, date]:
    """The days that an extension or delay notice adds, and the new date that its letter tells.

    They are working days, unless the extension is counted in calendar days.
    """
    rule = deadline.clock.extension
    if isinstance(rule, NoticeOnly):
        if action.until is None:
            due_date_can_move(deadline)
        until = _later_date(action, deadline)
        return deadline.working.calendar.working_days_between(deadline.due, until), until
    return time_gained(action, deadline, rule)


def due_date_can_move(deadline: Deadline) -> None:
    """Raises Refused where a delay notice may tell another date, but nothing adds days to the limit."""
    rule = deadline.clock.extension
    if isinstance(rule, NoticeOnly):
        raise Refused("due-date-stays", rule.paragraph, stage=deadline.stage)


def working_days_later(days: int, deadline: Deadline) -> date:
    """The date so many working days, one at least, after the due date. Raises Refused beyond the calendar."""
    calendar, paragraph = deadline.working.calendar, deadline.clock.extension.paragraph
    try:
        return calendar.nth_working_day_after(deadline.due, days)
    except BeyondCalendar:
        raise Refused("beyond-calendar", paragraph, since=calendar.first, until=calendar.last) from None


def _days_later(days: int, deadline: Deadline) -> date:
    """The date so many days after the due date, in the unit of the extension. Raises Refused beyond the calendar."""
    if not deadline.in_calendar_days:
        return working_days_later(days, deadline)
    calendar, paragraph = deadline.working.calendar, deadline.clock.extension.paragraph
    try:
        until = deadline.extends_from + timedelta(days=days)
        if getattr(deadline.working.length, "roll", "") == "previous-working-day":
            return calendar.last_working_day_to(until)
        return until
    except (BeyondCalendar, OverflowError):
        raise Refused("beyond-calendar", paragraph, since=calendar.first, until=calendar.last) from None


def _later_date(action: order.Extend, deadline: Deadline) -> date:
    calendar, paragraph = deadline.working.calendar, deadline.clock.extension.paragraph
    until = action.until
    if until is None and action.days > 0:
        until = _days_later(action.days, deadline)
    if until is None or until <= deadline.due:
        raise Refused("not-later", paragraph, due=deadline.due)
    _can_be_counted_from(until, calendar, paragraph)
    return until


def time_gained(action: order.Extend, deadline: Deadline, rule: Extension) -> tuple[int, date]:
    """Days gained and the new due date. The day after the due date is extension day one; a working day, if they count.

    An end that must be a working day is refused on any other.
    """
    calendar = deadline.working.calendar
    until = _later_date(action, deadline)
    any_day = deadline.in_calendar_days and getattr(deadline.working.length, "roll", "") != "previous-working-day"
    if not any_day and not calendar.is_working_day(until):
        raise Refused("not-a-working-day", getattr(rule, "paragraph", ""), until=until)
    if deadline.in_calendar_days:
        days = (until - deadline.extends_from).days
    else:
        days = calendar.working_days_between(deadline.due, until)
    _within_the_cap(days, until, deadline, rule)
    return days, until


def _within_the_cap(days: int, until: date, deadline: Deadline, rule: Extension) -> None:
    """Raises Refused for more extra time than there may be, or for a stage that would last too long."""
    unit = "calendar-days" if deadline.in_calendar_days else "working-days"
    used, left = deadline.working.gained, deadline.left
    cap = deadline.cap if isinstance(rule, WithinTotal) else None
    most = None if isinstance(rule, WithinTotal) else deadline.working.most
    if most is not None and days > left:
        paragraph = getattr(rule, "paragraph", "")
        raise Refused("over-cap", paragraph, asked=days, most=most, used=used, left=left, unit=unit)
    if cap is not None and until > cap:
        raise Refused("over-total", rule.paragraph, asked=days, cap=cap, used=used, left=left, unit=unit)


# --- answering -----------------------------------------------------------------------------------


def agreed(action: order.Agree, on: Situation) -> list:
    return [happened.Agreed(action.draft)]


def responded(action: order.Respond, on: Situation) -> list:
    agreement = on.policy.agreement_for(on.run.stage)
    if agreement and (not on.run.agreed_draft or on.run.agreed_draft != action.draft):
        raise Refused(
            "not-agreed",
            agreement.paragraph,
            by=list(agreement.by),
            stale=bool(on.run.agreed_draft),
        )
    outcome = overall_outcome(action.findings, on)
    _each_point_is_explained(action.findings, on)
    letter_is_fit(action.letter, on, outcome=outcome)
    stage = on.policy.stage(on.run.track, on.run.stage)
    return [
        happened.Responded(
            findings=action.findings,
            outcome=outcome,
            letter=action.letter,
            final=not stage.next,
            promises=promises_of(on, "answered"),
        )
    ]


def overall_outcome(findings: tuple[happened.Finding, ...], on: Situation) -> str:
    """The outcome of the whole, from the finding of every point; a point without one is refused.

    There is none on a track whose answer finds nothing: an enquiry is answered, not upheld.
    """
    if not on.policy.track(on.run.track).findings:
        if findings:
            raise ValueError("an answer on this track finds nothing")
        return ""
    found = {finding.point: finding.outcome for finding in findings if not _left_to_another_body(finding, on)}
    everyone = {finding.point for finding in findings}
    if everyone - {point.id for point in on.case.points}:
        raise ValueError("a finding is about a point of the case")
    known = {outcome.id: outcome for outcome in on.policy.outcomes}
    for point in on.case.points:
        if found.get(point.id) not in known and point.id not in everyone - set(found):
            raise Refused("point-unanswered", on.policy.outcomes[0].paragraph, point=point.id)
    if not found:
        raise Refused("nothing-ours", on.policy.outcomes[0].paragraph)
    degrees = {known[outcome].justified for outcome in found.values()}
    degree = degrees.pop() if len(degrees) == 1 else "partly"
    of_degree = [outcome for outcome in on.policy.outcomes if outcome.justified == degree]
    return _found_most(of_degree, list(found.values()))


def _left_to_another_body(finding: happened.Finding, on: Situation) -> bool:
    point = next((each for each in on.case.points if each.id == finding.point), None)
    return point is not None and another_bodys(point, finding)


def _each_point_is_explained(findings: tuple[happened.Finding, ...], on: Situation) -> None:
    """Of several points each has its own reason, and every remedy is one that the policy lists."""
    remedies = {remedy.id: remedy for remedy in on.policy.lists.get("remedies", ())}
    for finding in findings:
        if len(on.case.points) > 1 and not finding.reason:
            raise Refused("point-reason-needed", on.move.paragraph, point=finding.point)
        if set(finding.remedies) - set(remedies):
            raise ValueError(f"{sorted(set(finding.remedies) - set(remedies))} are no remedies of this policy")
        for id in finding.remedies:
            _nothing_waits_on_the_remedy(remedies[id], on)


def _nothing_waits_on_the_remedy(remedy: Choice, on: Situation) -> None:
    """A remedy that asks for a decision of its own (money, an offer of a service) is chosen by its step first.

    Only then is that decision owed before the response, and the letter says what it allows (DA 8.1.2(g), 11.3).
    """
    if set(remedy.flags) <= on.run.flags:
        return
    for step in on.policy.steps:
        asked = (question for option in step.options for question in (*step.questions, *option.questions))
        if any(isinstance(question, AskPick) and question.list == "remedies" for question in asked):
            rows = on.policy.moves_for(on.run.track, f"step:{step.id}")
            by = dict.fromkeys(role for move in rows for role in move.by)
            raise Refused("step-first", remedy.paragraph, action="respond", step=step.id, by=list(by))


def _found_most(outcomes: list[Outcome], found: list[str]) -> str:
    """Of several outcomes of one degree, the one found of most points; of equals, the first in the policy."""
    return max(outcomes, key=lambda outcome: found.count(outcome.id)).id


# --- the next stage ------------------------------------------------------------------------------


def next_stage_requested(action: order.RequestNextStage, on: Situation) -> list:
    stage = on.policy.stage(on.run.track, on.run.stage)
    rule = on.policy.request_for(stage.next)
    _made_when_it_could_be(action.made_on, on)
    if rule and rule.reasons_compulsory and not action.reasons and on.by.kind != "staff":
        raise Refused("reasons-needed", rule.reasons_paragraph, stage=stage.next)
    return [
        happened.NextStageRequested(
            stage=stage.next,
            reasons=action.reasons,
            made_on=action.made_on,
            channel=action.channel,
            late=_request_is_late(action, on, rule),
        )
    ]


def there_is_a_next_stage(case: Case, run: Run, policy: Policy) -> None:
    """Raises Refused at the last stage: from there the way leads to the Ombudsmen of the case."""
    stage = policy.stage(run.track, run.stage)
    if stage.next:
        return
    try:
        ombudsmen = ombudsmen_of(case.points, policy)
    except Refused:
        ombudsmen = ()
    raise Refused("no-further-stage", stage.paragraph, ombudsmen=list(ombudsmen))


def _made_when_it_could_be(made: date | None, on: Situation) -> None:
    """The date that a request bears lies between the answer it challenges (or the stage's begin) and its receipt."""
    if made is None:
        return
    answered = on.run.milestone("answered")
    since = answered.at.day if answered else on.run.current.opened.day
    if made > on.at.day:
        raise Refused("dated-later", on.move.paragraph, made=made, at=on.at.day)
    if made < since:
        raise Refused("dated-earlier", on.move.paragraph, made=made, since=since)


def _request_is_late(action: order.RequestNextStage, on: Situation, rule: NextStageRequest | None) -> bool:
    """Counted by the date it was made if that is known, otherwise by the date it was received (Q14).

    A request by a right is never late: the time for asking runs from an answer, and there was none.
    """
    window = deadline_of(on.case, on.run, rule.window, on.book) if rule and rule.window else None
    if window is None or on.move.right or isinstance(window.clock.binds, AdvisoryWindow):
        return False
    if (action.made_on or on.at.day) <= window.due:
        return False
    if isinstance(window.clock.binds, HardWindow):
        raise Refused("window-closed", window.clock.paragraph, due=window.due)
    return True


def reasons_given(action: order.GiveReasons, on: Situation) -> list:
    return [happened.ReasonsGiven(action.reasons)]


def request_accepted(action: order.AcceptRequest, on: Situation) -> list:
    rule = _request_rule(on)
    _decider_is_independent(on)
    _finding_is_known(action.finding, rule)
    if rule.reasons_compulsory and not on.run.reasons_given:
        raise Refused("reasons-needed", rule.reasons_paragraph, stage=on.run.stage)
    if on.run.request_late and not action.late_reason:
        raise Refused("late-reason-needed", rule.paragraph)
    letter_is_fit(action.letter, on)
    return [happened.RequestAccepted(action.finding, action.letter, action.late_reason, promises_of(on, "accepted"))]


def request_refused(action: order.RefuseRequest, on: Situation) -> list:
    rule = _request_rule(on)
    _decider_is_independent(on)
    _finding_is_known(action.finding, rule)
    if action.finding not in rule.refusable_findings:
        raise Refused("finding-forbids-refusal", rule.paragraph, finding=action.finding)
    if not set(action.reason_kinds) & {reason.id for reason in rule.refusal_reasons}:
        raise Refused("reason-needed", rule.paragraph, action=action.name)
    letter_is_fit(action.letter, on)
    return [happened.RequestRefused(action.finding, action.reason_kinds, action.letter)]


def _request_rule(on: Situation) -> NextStageRequest:
    rule = on.policy.request_for(on.run.stage)
    if rule is None:
        raise Refused("wrong-stage", on.move.paragraph, action=on.move.action, stage=on.run.stage)
    return rule


def a_late_request_is_theirs_to_decide(case: Case, run: Run, book: Rulebook, by: Actor) -> None:
    """A request after the window is for the one whom the window names to decide upon (Q18)."""
    rule = book.policy(run.policy).request_for(run.stage)
    window = deadline_of(case, run, rule.window, book) if rule and rule.window else None
    if not run.request_late or window is None or not isinstance(window.clock.binds, DiscretionWindow):
        return
    if window.clock.binds.decided_by not in by.role_names:
        raise Refused("late-request-not-yours", window.clock.paragraph, by=[window.clock.binds.decided_by])


def _decider_is_independent(on: Situation) -> None:
    """Whoever decides on the request took no part in what it challenges (Q41)."""
    if on.move.position:
        decider = Holder(on.by.id, on.by.roles, barred=on.by.barred)
        fit_to_hold(decider, on.policy.position(on.move.position), on.case, on.run)


def _finding_is_known(finding: str, rule: NextStageRequest) -> None:
    if finding not in {choice.id for choice in rule.findings}:
        raise Refused("finding-needed", rule.paragraph, findings=[choice.id for choice in rule.findings])


# --- the Ombudsman, information, plans, endings --------------------------------------------------


def signposted(action: order.Signpost, on: Situation) -> list:
    if action.right:
        opened = [r for r in rights(on.case, on.book) if r.right.id == action.right and r.run == on.run.id]
        if not opened or opened[0].from_day > on.at.day:
            day = opened[0].from_day if opened else None
            raise Refused("right-not-open", on.move.paragraph, right=action.right, from_day=day)
    letter_is_fit(action.letter, on)
    return [happened.Signposted(ombudsmen_of(on.case.points, on.policy), action.right, action.letter)]


def ombudsman_answered(action: order.AnswerOmbudsman, on: Situation) -> list:
    return [happened.OmbudsmanResponded(action.letter)]


def information_added(action: order.AddInformation, on: Situation) -> list:
    return [happened.InformationAdded(action.words, action.documents)]


def help_asked(action: order.AskForHelp, on: Situation) -> list:
    return [happened.HelpAsked(action.words)]


def plan_recorded(action: order.RecordActionPlan, on: Situation) -> list:
    return [happened.ActionPlanRecorded(action.plan)]


def plan_completed(action: order.CompleteActionPlan, on: Situation) -> list:
    if action.plan not in on.case.plans:
        raise Refused("not-yet", on.move.paragraph, action=action.name, milestone="action-plan-recorded")
    return [happened.ActionPlanCompleted(action.plan)]


def withdrawn(action: order.Withdraw, on: Situation) -> list:
    return [happened.Withdrawn(action.reason)]


def closed(action: order.Close, on: Situation) -> list:
    return [happened.Closed(action.reason_kind, action.note)]


def noted(action: order.Note, on: Situation) -> list:
    return [happened.Noted(action.note)]


def person_barred(action: order.BarPerson, on: Situation) -> list:
    them = (action.person or action.bar,)
    released = tuple(run.id for run in on.case.runs.values() if run.holder in them)
    return [happened.PersonBarred(action.bar, action.ground, released)]


def delivery_failed(action: order.ReportDeliveryFailure, on: Situation) -> list:
    return [happened.DeliveryFailed(action.letter)]


def calendar_adopted(action: order.AdoptCalendar, on: Situation) -> list:
    if (on.policy.pin, action.calendar) not in on.book.calendars:
        raise ValueError(f"no calendar {action.calendar} for {on.policy.id}")
    return [happened.CalendarAdopted(action.calendar)]


def corrected(action: order.Correct, on: Situation) -> list:
    if not 1 <= action.supersedes <= on.case.seq:
        raise Refused("nothing-to-correct", on.move.paragraph, seq=action.supersedes)
    if not action.reason:
        raise Refused("reason-needed", on.move.paragraph, action=action.name)
    if action.at is not None and action.at.day > on.now.day:
        raise Refused("in-the-future", on.move.paragraph, action=action.name, at=action.at.iso())
    if action.at is not None:
        _can_be_counted_from(action.at.day, on.book.calendar(on.run.policy, on.run.calendar), on.move.paragraph)
    return [happened.Corrected(action.supersedes, action.at, action.happened_on, action.reason)]


def step_taken(action: order.TakeStep, on: Situation) -> list:
    """A step is taken whole: an option that is open here, every answer, and the letter of that option.

    Where there is no address to send it to, there is no letter.
    """
    step = on.policy.step(action.step)
    option = next((one for one in options_open(step, on.case, on.run, on.policy) if one.id == action.option), None)
    if option is None:
        raise Refused("option-closed", step.paragraph, step=step.id, option=action.option)
    if not step.again and settled(step, on.run):
        raise Refused("step-taken", step.paragraph, step=step.id)
    answers_are_fit(
        action.answers,
        step,
        option,
        case=on.case,
        run=on.run,
        policy=on.policy,
        today=on.now.day,
        calendar=on.book.calendar(on.run.policy, on.run.calendar),
    )
    flags = flags_set(step, option, action.answers, on.policy)
    promises: tuple[happened.Promise, ...] = ()
    if option.letter and (on.run.acknowledgeable or action.letter or option.letter_to):
        brought = (*flags, f"step-{step.id}-{option.id}")
        letter_is_fit(action.letter, on, kind=option.letter, flags=brought)
        promises = promises_of(on, f"{action.act}={option.id}", kind=option.letter)
    taken = happened.StepTaken(
        step=step.id,
        option=option.id,
        answers=action.answers,
        letter=action.letter if option.letter else None,
        flags=flags,
        lifts=tuple(flag for flag in option.lifts if flag in on.run.flags),
        ends=option.ends,
        enters=option.enters,
        promises=promises,
        commits=committed(step, action.answers),
        keeps=kept(step, option, action.answers),
    )
    return [taken, *follows(option, action.answers, action.other, on.case, step.paragraph)]


CONSEQUENCES: dict[type, Consequence] = {
    order.DecideLateness: lateness_decided,
    order.Register: registered,
    order.SettlePoints: points_settled,
    order.Allocate: allocated,
    order.Appoint: appointed,
    order.Acknowledge: acknowledged,
    order.Contact: contact_made,
    order.Clarify: clarified,
    order.Extend: extended,
    order.Agree: agreed,
    order.Respond: responded,
    order.RequestNextStage: next_stage_requested,
    order.GiveReasons: reasons_given,
    order.AcceptRequest: request_accepted,
    order.RefuseRequest: request_refused,
    order.Signpost: signposted,
    order.AnswerOmbudsman: ombudsman_answered,
    order.AddInformation: information_added,
    order.AskForHelp: help_asked,
    order.RecordActionPlan: plan_recorded,
    order.CompleteActionPlan: plan_completed,
    order.Withdraw: withdrawn,
    order.Close: closed,
    order.Note: noted,
    order.BarPerson: person_barred,
    order.ReportDeliveryFailure: delivery_failed,
    order.AdoptCalendar: calendar_adopted,
    order.Correct: corrected,
    order.TakeStep: step_taken,
    order.Link: linked,
    order.Merge: merged,
    order.Unmerge: unmerged,
}
