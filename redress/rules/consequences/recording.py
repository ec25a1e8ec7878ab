"""What follows when something is put on record, set right, carried out or ended?"""

from __future__ import annotations

from redress.rules import actions as order
from redress.rules import events as happened
from redress.rules.consequences.situation import Situation, can_be_counted_from, letter_is_fit, promises_of
from redress.rules.points import follows
from redress.rules.refusals import Refused
from redress.rules.steps import answers_are_fit, committed, flags_set, kept, options_open, settled


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
    if option.letter and (on.run.acknowledgeable or action.letter or option.to_another):
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


def plan_recorded(action: order.RecordActionPlan, on: Situation) -> list:
    return [happened.ActionPlanRecorded(action.plan)]


def plan_completed(action: order.CompleteActionPlan, on: Situation) -> list:
    if action.plan not in on.case.plans:
        raise Refused("not-yet", on.move.paragraph, action=action.name, milestone="action-plan-recorded")
    return [happened.ActionPlanCompleted(action.plan)]


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
        can_be_counted_from(action.at.day, on.book.calendar(on.run.policy, on.run.calendar), on.move.paragraph)
    return [happened.Corrected(action.supersedes, action.at, action.happened_on, action.reason)]


def withdrawn(action: order.Withdraw, on: Situation) -> list:
    return [happened.Withdrawn(action.reason)]


def closed(action: order.Close, on: Situation) -> list:
    return [happened.Closed(action.reason_kind, action.note)]
