"""What must be true of a response, and what does it find of the whole?"""

from __future__ import annotations

from redress.rules import actions as order
from redress.rules import events as happened
from redress.rules.case import Run
from redress.rules.consequences.situation import Situation, letter_is_fit, promises_of
from redress.rules.points import another_bodys
from redress.rules.policy import AskPick, Choice, Outcome, Policy, Step
from redress.rules.refusals import Refused
from redress.rules.steps import settled


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
    _steps_of_the_outcome_are_taken(outcome, on)
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


def _steps_of_the_outcome_are_taken(outcome: str, on: Situation) -> None:
    """What must be on record before an answer with this outcome goes (KL 8: is any detriment or loss left?)."""
    step = step_of_outcome(outcome, on.run, on.policy)
    if step is not None:
        raise _first(step, step.paragraph, on)


def step_of_outcome(outcome: str, run: Run, policy: Policy) -> Step | None:
    """The step for which an answer with this outcome still waits, or none."""
    return next((step for step in policy.steps if outcome in step.with_outcomes and not settled(step, run)), None)


def _first(step: Step, paragraph: str, on: Situation) -> Refused:
    rows = on.policy.moves_for(on.run.track, f"step:{step.id}")
    by = dict.fromkeys(role for move in rows for role in move.by)
    return Refused("step-first", paragraph, action="respond", step=step.id, by=list(by))


def _nothing_waits_on_the_remedy(remedy: Choice, on: Situation) -> None:
    """A remedy that asks for a decision of its own (money, an offer of a service) is chosen by its step first.

    Only then is that decision owed before the response, and the letter says what it allows (DA 8.1.2(g), 11.3).
    """
    if set(remedy.flags) <= on.run.flags:
        return
    for step in on.policy.steps:
        asked = (question for option in step.options for question in (*step.questions, *option.questions))
        if any(isinstance(question, AskPick) and question.list == "remedies" for question in asked):
            raise _first(step, remedy.paragraph, on)


def _found_most(outcomes: list[Outcome], found: list[str]) -> str:
    """Of several outcomes of one degree, the one found of most points; of equals, the first in the policy."""
    return max(outcomes, key=lambda outcome: found.count(outcome.id)).id
