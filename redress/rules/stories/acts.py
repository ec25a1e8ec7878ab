"""Which order does a line of a story give, by whom, and what must be done before it?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from redress.rules import actions as order
from redress.rules.actors import Actor
from redress.rules.case import Run
from redress.rules.consequences import due_date_can_move, extendable
from redress.rules.entry import begun_by, entered_at
from redress.rules.events import Finding, Point
from redress.rules.letters import flags_named
from redress.rules.moments import Moment
from redress.rules.nearest import did_you_mean
from redress.rules.policy import AskDay, AskPick, Move, Option, Policy, Question, Step
from redress.rules.refusals import Refused
from redress.rules.steps import COMMITMENTS, questions_of
from redress.rules.stories.parsing import Line, Mistake, Said, read_day, read_time
from redress.rules.stories.scene import Act, Order, Scene, Titled, outcome_named, resolved
from redress.rules.stories.stand_ins import WORDS, answers, letter_of, other_of, usual_option

_DRAFT = "the draft"

Maker = Callable[[Scene], Order]


def order_of(line: Line) -> Maker:
    """What makes the order of a line; made again when something else had to come first."""
    return lambda scene: _ORDERS[line.said.phrase](Act(line.said, _at(line, scene), scene))


def usual_order(said: Said, at: Moment, scene: Scene, *, run: str) -> Order:
    """The order of a phrase on one run, with stand-ins for all that the phrase leaves open. Raises Mistake."""
    return _ORDERS[said.phrase](Act(said, at, scene, run))


def preparation(refused: Refused, *, tried: bool, under: str = "") -> Callable[[Moment], Maker] | None:
    """What would have to be done first, if that is something a short story leaves out.

    ``tried``: the act is expected to be refused, so that nobody agrees a response for it; ``under``: the
    paragraph under which it is expected to be.
    """
    if refused.code == "step-first":
        if tried and under in ("", refused.paragraph):
            return None
        step = str(refused.parameters["step"])
        return lambda at: lambda scene: _usual_step(Act(Said("step"), at, scene), step)
    name = _FIRST.get(str(refused.parameters.get("milestone", ""))) if refused.code == "not-yet" else None
    if refused.code == "not-agreed" and not tried and not refused.parameters.get("stale"):
        name = "agree"
    if name is None:
        return None
    said = Said(name)
    return lambda at: lambda scene: _ORDERS[said.phrase](Act(said, at, scene))


_FIRST = {"registered": "register", "allocated": "allocate", "appointed": "appoint", "accepted": "accept"}


def _at(line: Line, scene: Scene) -> Moment:
    for circumstance in line.said.circumstances:
        if circumstance.phrase == "first":
            return _told_moment(circumstance, scene)
    if line.day is None:
        raise Mistake("This line needs its day.")
    return scene.moment(line.day, line.time)


def _told_moment(said: Said, scene: Scene) -> Moment:
    return scene.moment(read_day(said["date"]), read_time(said["time"]) if said["time"] else None)


# --- the orders ----------------------------------------------------------------------------------


def _receive(act: Act) -> Order:
    told = {circumstance.phrase: circumstance for circumstance in act.said.circumstances}
    track = resolved(act.said["track"].casefold().removeprefix("a "), act.policy.tracks, "track")
    landlord = next((flag for phrase, flag in _LANDLORD.items() if phrase in told), "no")
    services = told["service"]["service"].split(" and ") if "service" in told else [""]
    many = int(told["points"]["n"]) if "points" in told else len(services)
    if many == 0:
        raise Mistake("A complaint has at least one point.")
    about = Point("p1", landlord=landlord, subject=_subject(told, act.policy), provider=_provider(told))
    action = order.Receive(
        policy=act.policy.id,
        track=track,
        stage=resolved(told["entry"]["stage"], act.policy.stages(track), "stage") if "entry" in told else "",
        channel=_channel(told.get("channel"), act.policy),
        points=tuple(
            replace(about, id=f"p{number}", service=services[(number - 1) % len(services)])
            for number in range(1, many + 1)
        ),
        happened_on=act.day(told["happened"]) if "happened" in told else None,
        aware_on=act.day(told["aware"]) if "aware" in told else None,
        anonymous="anonymous" in told,
        acknowledgeable="anonymous" not in told and "no-address" not in told,
        flags=tuple(_flag(said["flag"], act.policy) for said in act.said.circumstances if said.phrase == "flag"),
        words=WORDS,
    )
    rows = _ways_in(action, act.policy)
    if "logged" in told:
        by = act.cast.actor(told["logged"]["name"])
    else:
        by = act.cast.usual_actor(rows[0], None) if rows else Actor("staff", "staff:nobody")
    return Order(action, by, act.at)


def _subject(told: Mapping[str, Said], policy: Policy) -> str:
    return resolved(told["subject"]["subject"], policy.subjects, "subject") if "subject" in told else ""


def _provider(told: Mapping[str, Said]) -> str:
    return told["provider"]["text"].rpartition(" ")[2].casefold() if "provider" in told else "council"


_LANDLORD = {"landlord": "yes", "overlap": "overlap", "open": "unknown"}


def _ways_in(action: order.Receive, policy: Policy) -> tuple[Move, ...]:
    """The rows by which it can be taken in where the story says; any at all, if it cannot begin there."""
    try:
        stage = entered_at(policy, action.track, action.points, action.stage)
    except Refused:
        return policy.moves_for(action.track, action.name)
    return begun_by(policy, action.track, stage, action.points)


def _flag(written: str, policy: Policy) -> str:
    """A flag that a letter or a step of the policy looks at, or a subject, which is a flag too."""
    conditions = [content.when for letter in policy.letters for content in letter.contents]
    conditions += [step.owed for step in policy.steps if step.owed is not None]
    known = {flag for when in conditions for flag in flags_named(when)} | {one.id for one in policy.subjects}
    return resolved(written, [Titled(flag, flag.replace("-", " ")) for flag in sorted(known)], "flag")


def _channel(said: Said | None, policy: Policy) -> str:
    if said is None:
        return next((channel.id for channel in policy.channels if channel.id == "letter"), policy.channels[0].id)
    return resolved(said["channel"], policy.channels, "channel")


def _accept_late(act: Act) -> Order:
    grounds = act.policy.late.grounds
    ground = resolved(act.said["ground"], grounds, "ground") if act.said["ground"] else grounds[0].id
    considered = tuple(known.id for known in grounds)
    return act.given(order.DecideLateness, accepted=True, grounds=(ground,), considered=considered, reason=act.reason)


def _decline_late(act: Act) -> Order:
    considered = tuple(known.id for known in act.policy.late.grounds)
    return act.given(order.DecideLateness, accepted=False, considered=considered, reason=act.reason)


def _decline_only_late(act: Act) -> Order:
    return act.given(order.DecideLateness, accepted=False, reason=WORDS)


def _settle(act: Act) -> Order:
    text = act.said["text"]
    ends = {"both": "overlap", "a landlord matter": "yes", "an open question": "unknown"}
    landlord = next((flag for words, flag in ends.items() if text.endswith(words)), "no")
    return act.given(order.SettlePoints, points=tuple(replace(point, landlord=landlord) for point in act.case.points))


def _extend(act: Act) -> Order:
    kinds = act.policy.extension_reasons
    if act.said.phrase == "extend-to":
        _can_be_extended(act)
    elif act.said.phrase == "extend":
        _is_told_as_counted(act)
    until = read_day(act.said["date"]) if act.said["date"] else None
    return act.given(
        order.Extend,
        days=int(act.said["n"]) if act.said["n"] else 0,
        until=until,
        reason_kind=kinds[-1].id if kinds else "other",
        letter=act.letter("extend"),
    )


def _can_be_extended(act: Act) -> None:
    """A later date alone could be a delay notice; who writes "extended" means that the due date moves."""
    try:
        deadline = extendable(act.case, act.run_for("extend"), act.scene.book)
    except Refused:
        return  # the act itself is refused, and says why
    due_date_can_move(deadline)


def _is_told_as_counted(act: Act) -> None:
    """Working days where the policy counts extensions in them, plain days where it does not. Raises Mistake."""
    try:
        deadline = extendable(act.case, act.run_for("extend"), act.scene.book)
    except Refused:
        return  # the act itself is refused, and says why
    working = re.search(r" by \d+ working days?\b", act.said["text"], re.IGNORECASE) is not None
    if working == deadline.in_calendar_days:
        unit = "working days" if not working else "days, working or not"
        raise Mistake(f"The policy counts this extension in {unit}: write it so.")


def _respond(act: Act) -> Order:
    outcome = outcome_named(act.said["outcome"], act.policy) if act.said["outcome"] else _least(act.policy)
    points = act.case.points[:1] if act.said.phrase == "findings" else act.case.points
    run = act.run_for("respond")
    if not act.policy.track(run.track).findings:
        points = ()
    _stage_is_open(act.said["text"], run, act.policy)
    return act.given(
        order.Respond,
        findings=tuple(Finding(point.id, outcome, WORDS) for point in points),
        letter=act.letter("respond"),
        draft=act.said["draft"] or run.agreed_draft or _DRAFT,
    )


def _stage_is_open(text: str, run: Run, policy: Policy) -> None:
    """The stage that the line names is the one to be answered. Raises Mistake."""
    stages = policy.stages(run.track)
    open_now = policy.stage(run.track, run.stage)
    for number, words in enumerate(("stage one", "stage two", "stage three")):
        if text.startswith(words) and (number >= len(stages) or stages[number].id != run.stage):
            raise Mistake(f"The stage to be answered is {open_now.name}.")
    if text.startswith("final") and open_now.next:
        raise Mistake(f"The stage to be answered is {open_now.name}, and a further stage can follow it.")


def _least(policy: Policy) -> str:
    return next((outcome.id for outcome in policy.outcomes if outcome.justified == "no"), policy.outcomes[-1].id)


def _request(act: Act) -> Order:
    return act.given(
        order.RequestNextStage,
        reasons="" if "without reasons" in act.said["text"] else WORDS,
        made_on=act.day(act.said) if act.said["date"] else None,
        channel="",
    )


def _accept(act: Act) -> Order:
    rule = act.request_rule()
    open_findings = [finding for finding in rule.findings if finding.id not in rule.refusable_findings]
    finding = open_findings[0].id if open_findings else ""
    if act.said["finding"]:
        finding = resolved(act.said["finding"], rule.findings, "finding")
    return act.given(order.AcceptRequest, finding=finding, letter=act.letter("accept-request"), late_reason=act.reason)


def _refuse(act: Act) -> Order:
    rule = act.request_rule()
    finding = rule.refusable_findings[0] if rule.refusable_findings else ""
    if act.said["finding"]:
        finding = resolved(act.said["finding"], rule.findings, "finding")
    kinds = tuple(reason.id for reason in rule.refusal_reasons[:1]) if act.reason else ()
    return act.given(order.RefuseRequest, finding=finding, reason_kinds=kinds, letter=act.letter("refuse-request"))


def _signpost(act: Act) -> Order:
    right = ""
    if "for want" in act.said["text"]:
        run = act.run_for("signpost")
        clocks = {clock.id for clock in act.policy.clocks if clock.stage == run.stage}
        ways = (right for right in act.policy.rights if right.opens == "ombudsman")
        right = next((right.id for right in ways if right.clock in clocks), "")
    return act.given(order.Signpost, right=right, letter=act.letter("signpost"))


def _usual_step(act: Act, id: str) -> Order:
    """The step as it is usually taken, where a story leaves it out."""
    step = act.policy.step(id)
    option = usual_option(step, act.case, act.run_for(f"step:{id}"), act.policy)
    return _taken(act, step, option, {})


def _step(act: Act) -> Order:
    step = act.policy.step(resolved(act.said["step"], act.policy.steps, "step"))
    option = act.policy.option(step.id, resolved(act.said["option"], step.options, "option of this step called"))
    asked = questions_of(step, option)
    said: dict[str, str] = {}
    if act.said["choice"]:
        said |= _chosen(act.said["choice"], asked, act.policy)
    if act.said["date"]:
        given = read_day(act.said["date"]).isoformat()
        said |= {one.id: given for one in asked if isinstance(one, AskDay) and one.future}
    named = act.said["question"]
    if named:
        question = resolved(named, [Titled(one.id, one.label) for one in asked], "question of this step called")
        said[question] = "no" if "saying no" in act.said["text"] else ""
    return _taken(act, step, option, said)


def _chosen(written: str, asked: Iterable[Question], policy: Policy) -> dict[str, str]:
    """The question of the step whose list has this entry, and the entry."""
    picks = [one for one in asked if isinstance(one, AskPick) and one.list not in ("points", "contacts", COMMITMENTS)]
    for question in picks:
        try:
            return {question.id: resolved(written, policy.choices(question.list), "entry")}
        except Mistake:
            continue
    names = [choice.name for question in picks for choice in policy.choices(question.list)]
    raise Mistake(f"Nothing that the step asks has “{written}” to choose from{did_you_mean(written, names)}")


def _taken(act: Act, step: Step, option: Option, said: dict[str, str]) -> Order:
    run = act.run_for(f"step:{step.id}")
    by = act.actor(f"step:{step.id}", run)
    sent = letter_of(option, act.policy, number=act.case.seq + 1, drafter=by.id)
    letter = sent if run.acknowledgeable or option.to_another else None
    if letter and act.said["content"]:
        named = [Titled(one.id, one.heading) for one in act.policy.letter(letter.kind).contents]
        left_out = resolved(act.said["content"], named, f"content of “{letter.kind}” called")
        letter = replace(letter, contents=tuple(one for one in letter.contents if one != left_out))
    answered = answers(step, option, case=act.case, run=run, policy=act.policy, at=act.at, said=said)
    action = order.TakeStep(
        run=run.id, step=step.id, option=option.id, answers=answered, letter=letter, other=other_of(option)
    )
    return Order(action, by, act.at)


def _bar(act: Act) -> Order:
    run = act.run_for("bar-person")
    return Order(None, act.actor("bar-person", run), act.at, barred=act.cast.called(act.said["other"]))


def _undelivered(act: Act) -> Order:
    letters = list(act.run_for("report-delivery-failure").letters)
    return act.given(order.ReportDeliveryFailure, letter=letters[-1] if letters else "")


_CORRECTED = {
    "complaint": "Received",
    "request": "NextStageRequested",
    "acknowledgement": "Acknowledged",
    "response": "Responded",
}


def _correct(act: Act) -> Order:
    said = act.said["text"].removeprefix("corrected: ")
    kind = "Received"
    right = None
    if act.said.phrase == "correct":
        kind, right = _CORRECTED[said.split()[0]], _told_moment(act.said, act.scene)
    seqs = [seq for seq, name in act.case.kinds.items() if name == kind]
    happened_on = act.day(act.said) if act.said.phrase == "correct-matter" else None
    return act.given(order.Correct, supersedes=seqs[-1] if seqs else 0, at=right, happened_on=happened_on, reason=WORDS)


_ORDERS: dict[str, Callable[[Act], Order]] = {
    "receive": _receive,
    "accept-late": _accept_late,
    "decline-late": _decline_late,
    "decline-only-late": _decline_only_late,
    "register": lambda act: act.given(order.Register),
    "settle": _settle,
    "allocate": lambda act: act.given(order.Allocate, to=act.holder("allocate")),
    "appoint": lambda act: act.given(order.Appoint, to=act.holder("appoint"), reason=act.reason),
    "acknowledge": lambda act: act.given(order.Acknowledge, letter=act.letter("acknowledge")),
    "contact": lambda act: act.given(order.Contact, method="telephone", result="reached", note=WORDS),
    "clarify": lambda act: act.given(order.Clarify, way_forward="investigate", note=WORDS),
    "extend": _extend,
    "extend-to": _extend,
    "delay": _extend,
    "agree": lambda act: act.given(order.Agree, draft=act.said["draft"] or _DRAFT),
    "respond": _respond,
    "findings": _respond,
    "request": _request,
    "reasons": lambda act: act.given(order.GiveReasons, reasons=WORDS),
    "accept": _accept,
    "refuse": _refuse,
    "signpost": _signpost,
    "answer-ombudsman": lambda act: act.given(order.AnswerOmbudsman, letter="letter:ombudsman"),
    "information": lambda act: act.given(order.AddInformation, words=WORDS),
    "help": lambda act: act.given(order.AskForHelp, words=WORDS),
    "plan": lambda act: act.given(order.RecordActionPlan, plan=f"plan:{len(act.case.plans) + 1}"),
    "plan-done": lambda act: act.given(order.CompleteActionPlan, plan=next(reversed(act.case.plans), "plan:0")),
    "step": _step,
    "withdraw": lambda act: act.given(order.Withdraw, reason=WORDS),
    "close": lambda act: act.given(order.Close),
    "note": lambda act: act.given(order.Note, note=WORDS),
    "bar": _bar,
    "undelivered": _undelivered,
    "correct": _correct,
    "correct-matter": _correct,
}
