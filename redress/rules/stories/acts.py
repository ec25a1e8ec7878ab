"""Which order does a line of a story give, by whom, and what must be done before it?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from redress.rules import actions as order
from redress.rules.actions import Action
from redress.rules.actors import Actor, Holder
from redress.rules.case import Case, Run
from redress.rules.consequences import due_date_can_move, extendable
from redress.rules.entry import begun_by, entered_at
from redress.rules.events import Finding, LetterSent, Point
from redress.rules.letters import applies, flags_named, flags_of
from redress.rules.moments import Moment, day_in_words
from redress.rules.nearest import did_you_mean
from redress.rules.policy import (
    AskDay,
    AskPick,
    Move,
    NextStageRequest,
    Option,
    Policy,
    Question,
    Rulebook,
    Step,
)
from redress.rules.refusals import Refused
from redress.rules.steps import COMMITMENTS, questions_of
from redress.rules.stories.cast import Cast, Person
from redress.rules.stories.parsing import Line, Mistake, Said, read_day, read_time
from redress.rules.stories.stand_ins import answers, letter_of, other_of, usual_option
from redress.rules.working_days import BeyondCalendar

_WORDS = "digest of words"
_DRAFT = "the draft"


@dataclass(slots=True)
class Scene:
    """What a story is told against: the policy, the people, and where the case stands."""

    policy: Policy
    book: Rulebook
    zone: dt.tzinfo
    cast: Cast
    case: Case = field(default_factory=Case)

    def moment(self, day: dt.date, time: dt.time | None) -> Moment:
        """A local day, or a local time on it, as the story's zone reads it. Raises Mistake and BeyondCalendar."""
        self.known(day)
        if time is None:
            return Moment.on(day)
        moment = Moment.local(dt.datetime.combine(day, time), self.zone)
        if moment.time != time:
            raise Mistake(f"There is no {time:%H:%M} on {day_in_words(day)}: the clocks go forward over it.")
        return moment

    def known(self, day: dt.date) -> dt.date:
        """The day, if it does not lie beyond all known holidays: nothing could be counted from it."""
        calendar = self.book.calendar(self.policy.pin)
        if day > calendar.last:
            raise BeyondCalendar(day, calendar.first, calendar.last)
        return day


@dataclass(frozen=True, slots=True)
class Order:
    """An action, whose it is and when; ``barred`` is somebody who is to be kept away instead."""

    action: Action | None
    by: Actor
    at: Moment
    barred: Person | None = None


Maker = Callable[[Scene], Order]


def order_of(line: Line) -> Maker:
    """What makes the order of a line; made again when something else had to come first."""
    return lambda scene: _ORDERS[line.said.phrase](_Act(line.said, _at(line, scene), scene))


def usual_order(said: Said, at: Moment, scene: Scene, *, run: str) -> Order:
    """The order of a phrase on one run, with stand-ins for all that the phrase leaves open. Raises Mistake."""
    return _ORDERS[said.phrase](_Act(said, at, scene, run))


def preparation(refused: Refused, *, tried: bool, under: str = "") -> Callable[[Moment], Maker] | None:
    """What would have to be done first, if that is something a short story leaves out.

    ``tried``: the act is expected to be refused, so that nobody agrees a response for it; ``under``: the
    paragraph under which it is expected to be.
    """
    if refused.code == "step-first":
        if tried and under in ("", refused.paragraph):
            return None
        step = str(refused.parameters["step"])
        return lambda at: lambda scene: _usual_step(_Act(Said("step"), at, scene), step)
    name = _FIRST.get(str(refused.parameters.get("milestone", ""))) if refused.code == "not-yet" else None
    if refused.code == "not-agreed" and not tried and not refused.parameters.get("stale"):
        name = "agree"
    if name is None:
        return None
    said = Said(name)
    return lambda at: lambda scene: _ORDERS[said.phrase](_Act(said, at, scene))


_FIRST = {"registered": "register", "allocated": "allocate", "appointed": "appoint", "accepted": "accept"}


def resolved(written: str, things: Iterable[Any], what: str) -> str:
    """The id of something of the policy, named by its id or its name. Raises :class:`Mistake`."""
    plain = written.casefold().strip()
    known = list(things)
    for thing in known:
        name = str(thing.name).casefold()
        if plain in (thing.id, thing.id.replace("-", " "), name, name.partition(" (")[0]):
            return str(thing.id)
    names = [*(str(thing.name) for thing in known), *(str(thing.id).replace("-", " ") for thing in known)]
    raise Mistake(f"The policy has no {what} “{written}”{did_you_mean(plain, names)}")


def outcome_named(written: str, policy: Policy) -> str:
    """The id of an outcome; where the policy has no "partly" of its own, "partially" is meant by it. Raises Mistake."""
    try:
        return resolved(written, policy.outcomes, "outcome")
    except Mistake as unknown:
        try:
            return resolved(written.casefold().replace("partly", "partially"), policy.outcomes, "outcome")
        except Mistake:
            raise unknown from None


def _at(line: Line, scene: Scene) -> Moment:
    for circumstance in line.said.circumstances:
        if circumstance.phrase == "first":
            return _told_moment(circumstance, scene)
    if line.day is None:
        raise Mistake("This line needs its day.")
    return scene.moment(line.day, line.time)


def _told_moment(said: Said, scene: Scene) -> Moment:
    return scene.moment(read_day(said["date"]), read_time(said["time"]) if said["time"] else None)


class _Act:
    """One act of a story on its way to an order."""

    def __init__(self, said: Said, at: Moment, scene: Scene, run: str = "") -> None:
        self.said, self.at, self.scene, self.run = said, at, scene, run
        self.policy, self.cast, self.case = scene.policy, scene.cast, scene.case

    def run_for(self, action: str) -> Run:
        """The run that the act is about: the one named, else the open one that knows the act there, else another."""
        if self.run:
            return self.case.runs[self.run]
        if not self.case.runs:
            raise Mistake("Nothing has been received yet.")
        main = self.case.main_run
        for run in (main, *reversed(list(self.case.runs.values()))):
            if self._rows(action, run):
                return run
        return main

    def _rows(self, action: str, run: Run) -> list[Move]:
        moves = self.policy.moves_for(run.track, action)
        return [move for move in moves if not move.stages or run.stage in move.stages]

    def move_for(self, action: str, run: Run) -> Move | None:
        """The row of the table of moves that is nearest to allowing the act."""
        rows = self._rows(action, run) or list(self.policy.moves_for(run.track, action))
        flags = flags_of(self.case, run, self.policy)
        ready = [
            move
            for move in rows
            if all(map(run.has, move.after))
            and not any(map(run.milestone, move.unless))
            and applies(move.when, outcome=run.outcomes.get(run.stage, ""), flags=flags)
        ]
        return next(iter(ready or rows), None)

    def given(self, kind: Any, **parts: Any) -> Order:
        """The order of an action on the case, by whoever the story says or whoever usually would."""
        run = self.run_for(kind.name)
        return self.ordered(kind(run=run.id, **parts), kind.name, run)

    def ordered(self, action: Action, name: str, run: Run) -> Order:
        return Order(action, self.actor(name, run), self.at)

    def actor(self, name: str, run: Run) -> Actor:
        if self.said["name"]:
            return self.cast.actor(self.said["name"])
        move = self.move_for(name, run)
        return self.cast.usual_actor(move, run) if move else Actor("staff", "staff:nobody")

    def letter(self, action: str) -> LetterSent | None:
        """The letter that the move asks for, with everything in it but what the story leaves out."""
        run = self.run_for(action)
        move = self.move_for(action, run)
        if move is None or not move.letter:
            return None
        letter = self.policy.letter(move.letter)
        contents = [content.id for content in letter.contents]
        if self.said["content"]:
            named = [_Titled(content.id, content.heading) for content in letter.contents]
            contents.remove(resolved(self.said["content"], named, f"content of “{letter.name}” called"))
        drafter = self.cast.called(self.said["other"]).id if self.said["other"] else self.actor(action, run).id
        return LetterSent(letter.id, f"letter:{self.case.seq + 1}", _WORDS, tuple(contents), (drafter,))

    def holder(self, action: str) -> Holder:
        """Whoever is to be put in charge: named, or fit for the position that the move asks for."""
        if self.said["other"]:
            return self.cast.as_holder(self.cast.called(self.said["other"]))
        run = self.run_for(action)
        move = self.move_for(action, run)
        if move is None or not move.position:
            raise Mistake("The policy does not say who can be put in charge here.")
        return self.cast.as_holder(self.cast.usual_holder(self.policy.position(move.position), self.case, run))

    def day(self, said: Said) -> dt.date:
        """The date in a phrase."""
        return self.scene.known(read_day(said["date"]))

    @property
    def reason(self) -> str:
        return _WORDS if self.said["reason"] else ""

    def request_rule(self) -> NextStageRequest:
        rule = self.policy.request_for(self.run_for("accept-request").stage)
        if rule is None:
            raise Mistake("The policy does not say how a request for this stage is decided.")
        return rule


@dataclass(frozen=True, slots=True)
class _Titled:
    id: str
    name: str


# --- the orders ----------------------------------------------------------------------------------


def _receive(act: _Act) -> Order:
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
        words=_WORDS,
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
    return resolved(written, [_Titled(flag, flag.replace("-", " ")) for flag in sorted(known)], "flag")


def _channel(said: Said | None, policy: Policy) -> str:
    if said is None:
        return next((channel.id for channel in policy.channels if channel.id == "letter"), policy.channels[0].id)
    return resolved(said["channel"], policy.channels, "channel")


def _accept_late(act: _Act) -> Order:
    grounds = act.policy.late.grounds
    ground = resolved(act.said["ground"], grounds, "ground") if act.said["ground"] else grounds[0].id
    considered = tuple(known.id for known in grounds)
    return act.given(order.DecideLateness, accepted=True, grounds=(ground,), considered=considered, reason=act.reason)


def _decline_late(act: _Act) -> Order:
    considered = tuple(known.id for known in act.policy.late.grounds)
    return act.given(order.DecideLateness, accepted=False, considered=considered, reason=act.reason)


def _decline_only_late(act: _Act) -> Order:
    return act.given(order.DecideLateness, accepted=False, reason=_WORDS)


def _settle(act: _Act) -> Order:
    text = act.said["text"]
    ends = {"both": "overlap", "a landlord matter": "yes", "an open question": "unknown"}
    landlord = next((flag for words, flag in ends.items() if text.endswith(words)), "no")
    return act.given(order.SettlePoints, points=tuple(replace(point, landlord=landlord) for point in act.case.points))


def _extend(act: _Act) -> Order:
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


def _can_be_extended(act: _Act) -> None:
    """A later date alone could be a delay notice; who writes "extended" means that the due date moves."""
    try:
        deadline = extendable(act.case, act.run_for("extend"), act.scene.book)
    except Refused:
        return  # the act itself is refused, and says why
    due_date_can_move(deadline)


def _is_told_as_counted(act: _Act) -> None:
    """Working days where the policy counts extensions in them, plain days where it does not. Raises Mistake."""
    try:
        deadline = extendable(act.case, act.run_for("extend"), act.scene.book)
    except Refused:
        return  # the act itself is refused, and says why
    working = re.search(r" by \d+ working days?\b", act.said["text"], re.IGNORECASE) is not None
    if working == deadline.in_calendar_days:
        unit = "working days" if not working else "days, working or not"
        raise Mistake(f"The policy counts this extension in {unit}: write it so.")


def _respond(act: _Act) -> Order:
    outcome = outcome_named(act.said["outcome"], act.policy) if act.said["outcome"] else _least(act.policy)
    points = act.case.points[:1] if act.said.phrase == "findings" else act.case.points
    run = act.run_for("respond")
    if not act.policy.track(run.track).findings:
        points = ()
    _stage_is_open(act.said["text"], run, act.policy)
    return act.given(
        order.Respond,
        findings=tuple(Finding(point.id, outcome, _WORDS) for point in points),
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


def _request(act: _Act) -> Order:
    return act.given(
        order.RequestNextStage,
        reasons="" if "without reasons" in act.said["text"] else _WORDS,
        made_on=act.day(act.said) if act.said["date"] else None,
        channel="",
    )


def _accept(act: _Act) -> Order:
    rule = act.request_rule()
    open_findings = [finding for finding in rule.findings if finding.id not in rule.refusable_findings]
    finding = open_findings[0].id if open_findings else ""
    if act.said["finding"]:
        finding = resolved(act.said["finding"], rule.findings, "finding")
    return act.given(order.AcceptRequest, finding=finding, letter=act.letter("accept-request"), late_reason=act.reason)


def _refuse(act: _Act) -> Order:
    rule = act.request_rule()
    finding = rule.refusable_findings[0] if rule.refusable_findings else ""
    if act.said["finding"]:
        finding = resolved(act.said["finding"], rule.findings, "finding")
    kinds = tuple(reason.id for reason in rule.refusal_reasons[:1]) if act.reason else ()
    return act.given(order.RefuseRequest, finding=finding, reason_kinds=kinds, letter=act.letter("refuse-request"))


def _signpost(act: _Act) -> Order:
    right = ""
    if "for want" in act.said["text"]:
        run = act.run_for("signpost")
        clocks = {clock.id for clock in act.policy.clocks if clock.stage == run.stage}
        ways = (right for right in act.policy.rights if right.opens == "ombudsman")
        right = next((right.id for right in ways if right.clock in clocks), "")
    return act.given(order.Signpost, right=right, letter=act.letter("signpost"))


def _usual_step(act: _Act, id: str) -> Order:
    """The step as it is usually taken, where a story leaves it out."""
    step = act.policy.step(id)
    option = usual_option(step, act.case, act.run_for(f"step:{id}"), act.policy)
    return _taken(act, step, option, {})


def _step(act: _Act) -> Order:
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
        question = resolved(named, [_Titled(one.id, one.label) for one in asked], "question of this step called")
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


def _taken(act: _Act, step: Step, option: Option, said: dict[str, str]) -> Order:
    run = act.run_for(f"step:{step.id}")
    by = act.actor(f"step:{step.id}", run)
    sent = letter_of(option, act.policy, number=act.case.seq + 1, drafter=by.id)
    letter = sent if run.acknowledgeable or option.letter_to else None
    if letter and act.said["content"]:
        named = [_Titled(one.id, one.heading) for one in act.policy.letter(letter.kind).contents]
        left_out = resolved(act.said["content"], named, f"content of “{letter.kind}” called")
        letter = replace(letter, contents=tuple(one for one in letter.contents if one != left_out))
    answered = answers(step, option, case=act.case, run=run, policy=act.policy, at=act.at, said=said)
    action = order.TakeStep(
        run=run.id, step=step.id, option=option.id, answers=answered, letter=letter, other=other_of(option)
    )
    return Order(action, by, act.at)


def _bar(act: _Act) -> Order:
    run = act.run_for("bar-person")
    return Order(None, act.actor("bar-person", run), act.at, barred=act.cast.called(act.said["other"]))


def _undelivered(act: _Act) -> Order:
    letters = list(act.run_for("report-delivery-failure").letters)
    return act.given(order.ReportDeliveryFailure, letter=letters[-1] if letters else "")


_CORRECTED = {
    "complaint": "Received",
    "request": "NextStageRequested",
    "acknowledgement": "Acknowledged",
    "response": "Responded",
}


def _correct(act: _Act) -> Order:
    said = act.said["text"].removeprefix("corrected: ")
    kind = "Received"
    right = None
    if act.said.phrase == "correct":
        kind, right = _CORRECTED[said.split()[0]], _told_moment(act.said, act.scene)
    seqs = [seq for seq, name in act.case.kinds.items() if name == kind]
    happened_on = act.day(act.said) if act.said.phrase == "correct-matter" else None
    return act.given(
        order.Correct, supersedes=seqs[-1] if seqs else 0, at=right, happened_on=happened_on, reason=_WORDS
    )


_ORDERS: dict[str, Callable[[_Act], Order]] = {
    "receive": _receive,
    "accept-late": _accept_late,
    "decline-late": _decline_late,
    "decline-only-late": _decline_only_late,
    "register": lambda act: act.given(order.Register),
    "settle": _settle,
    "allocate": lambda act: act.given(order.Allocate, to=act.holder("allocate")),
    "appoint": lambda act: act.given(order.Appoint, to=act.holder("appoint"), reason=act.reason),
    "acknowledge": lambda act: act.given(order.Acknowledge, letter=act.letter("acknowledge")),
    "contact": lambda act: act.given(order.Contact, method="telephone", result="reached", note=_WORDS),
    "clarify": lambda act: act.given(order.Clarify, way_forward="investigate", note=_WORDS),
    "extend": _extend,
    "extend-to": _extend,
    "delay": _extend,
    "agree": lambda act: act.given(order.Agree, draft=act.said["draft"] or _DRAFT),
    "respond": _respond,
    "findings": _respond,
    "request": _request,
    "reasons": lambda act: act.given(order.GiveReasons, reasons=_WORDS),
    "accept": _accept,
    "refuse": _refuse,
    "signpost": _signpost,
    "answer-ombudsman": lambda act: act.given(order.AnswerOmbudsman, letter="letter:ombudsman"),
    "information": lambda act: act.given(order.AddInformation, words=_WORDS),
    "help": lambda act: act.given(order.AskForHelp, words=_WORDS),
    "plan": lambda act: act.given(order.RecordActionPlan, plan=f"plan:{len(act.case.plans) + 1}"),
    "plan-done": lambda act: act.given(order.CompleteActionPlan, plan=next(reversed(act.case.plans), "plan:0")),
    "step": _step,
    "withdraw": lambda act: act.given(order.Withdraw, reason=_WORDS),
    "close": lambda act: act.given(order.Close),
    "note": lambda act: act.given(order.Note, note=_WORDS),
    "bar": _bar,
    "undelivered": _undelivered,
    "correct": _correct,
    "correct-matter": _correct,
}
