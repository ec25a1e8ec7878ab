"""When can the next stage be asked for, and who decides how upon the request?"""

from __future__ import annotations

from datetime import date

from redress.rules import actions as order
from redress.rules import events as happened
from redress.rules.actors import Actor, Holder
from redress.rules.case import Case, Run
from redress.rules.clock import deadline_of
from redress.rules.consequences.situation import Situation, letter_is_fit, promises_of
from redress.rules.independence import fit_to_hold
from redress.rules.letters import ombudsmen_of
from redress.rules.policy import AdvisoryWindow, DiscretionWindow, HardWindow, NextStageRequest, Policy, Rulebook
from redress.rules.refusals import Refused


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
