"""In which ways can each act be tried on a made-up case, and with what for its words, letters and people?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from redress.rules import actions as order
from redress.rules.actions import Action
from redress.rules.actors import Actor, Holder
from redress.rules.consequences import extendable, working_days_later
from redress.rules.events import Finding
from redress.rules.phrases import PARTS
from redress.rules.policy import Condition, Move, Policy, WhenOutcome
from redress.rules.procedure.states import Form, Sample
from redress.rules.stories.acts import usual_order
from redress.rules.stories.parsing import Said
from redress.rules.stories.scene import Scene
from redress.rules.stories.stand_ins import ANOTHER_CASE, WORDS, answers, letter_of, other_of

_REASON = {"reason": WORDS}

#: The phrase of the story book that stands for each form of an act, with what it must say.
_TOLD: Mapping[str, Mapping[str, Said]] = {
    "decide-lateness": {"accepted": Said("accept-late", _REASON), "declined": Said("decline-late", _REASON)},
    "register": {"": Said("register")},
    "settle-points": {"": Said("settle")},
    "allocate": {"": Said("allocate")},
    "appoint": {"": Said("appoint", _REASON)},
    "acknowledge": {"": Said("acknowledge")},
    "contact": {"": Said("contact")},
    "clarify": {"": Said("clarify")},
    "extend": {"": Said("delay")},
    "agree": {"": Said("agree")},
    "respond": {"": Said("respond")},
    "request-next-stage": {
        "with-reasons": Said("request"),
        "without-reasons": Said("request", {"text": "without reasons"}),
    },
    "give-reasons": {"": Said("reasons")},
    "accept-request": {"": Said("accept", _REASON)},
    "refuse-request": {"": Said("refuse", _REASON)},
    "signpost": {"": Said("signpost")},
    "answer-ombudsman": {"": Said("answer-ombudsman")},
    "add-information": {"": Said("information")},
    "ask-for-help": {"": Said("help")},
    "record-action-plan": {"": Said("plan")},
    "complete-action-plan": {"": Said("plan-done")},
    "withdraw": {"": Said("withdraw")},
    "close": {"": Said("close")},
    "note": {"": Said("note")},
    "report-delivery-failure": {"": Said("undelivered")},
}

#: What no story says in a phrase of its own: the order itself.
_ORDERED: Mapping[str, Callable[[Sample, Policy, str], Action]] = {
    "bar-person": lambda sample, policy, calendar: order.BarPerson(
        run=sample.run, bar="staff:complained-about", ground="complained-about"
    ),
    "adopt-calendar": lambda sample, policy, calendar: order.AdoptCalendar(run=sample.run, calendar=calendar),
    "correct": lambda sample, policy, calendar: order.Correct(run=sample.run, supersedes=1, reason=WORDS),
    "link": lambda sample, policy, calendar: order.Link(
        run=sample.run, kind="same-matter", other=ANOTHER_CASE, reason=WORDS
    ),
    "merge": lambda sample, policy, calendar: order.Merge(
        run=sample.run,
        into=ANOTHER_CASE,
        into_received=sample.case.run(sample.run).received,
        same_person=True,
        reason=WORDS,
    ),
    "unmerge": lambda sample, policy, calendar: order.Unmerge(run=sample.run, reason=WORDS),
    "ask": lambda sample, policy, calendar: order.Ask(
        run=sample.run, ask=f"ask:{sample.case.seq + 1}", kind="service", due=sample.at.day, words=WORDS
    ),
    "answer-ask": lambda sample, policy, calendar: order.AnswerAsk(
        run=sample.run, ask=_waiting(sample), way="letter", words=WORDS
    ),
    "close-ask": lambda sample, policy, calendar: order.CloseAsk(
        run=sample.run, ask=_waiting(sample), reason_kind="without", reason=WORDS
    ),
}


def _waiting(sample: Sample) -> str:
    """What was asked first and is open still."""
    return next((ask.id for ask in sample.case.asks.values() if not ask.closed), "")


def can_be_tried(act: str) -> bool:
    """Whether there are stand-ins for this kind of act."""
    return act.startswith("step:") or act == "receive" or act in _TOLD or act in _ORDERED


def forms_of(act: str, policy: Policy) -> tuple[Form, ...]:
    """Every way in which an act is tried: a step by each of its options, an answer by each outcome that matters."""
    if act.startswith("step:"):
        return tuple(Form(act, option.id) for option in policy.step(act.removeprefix("step:")).options)
    if act == "respond":
        return tuple(Form(act, outcome) for outcome in ("", *_outcomes_that_matter(policy)))
    return tuple(Form(act, option) for option in _TOLD.get(act, {"": None}))


def _outcomes_that_matter(policy: Policy) -> list[str]:
    """One outcome for each condition on the outcome that a move, a step or an option has."""
    return list(dict.fromkeys(when.any_of[0] for when in conditions(policy) if isinstance(when, WhenOutcome)))


def conditions(policy: Policy) -> Iterator[Condition]:
    """Every condition on which it depends what may be done."""
    yield from (move.when for move in policy.moves)
    for step in policy.steps:
        if step.owed is not None:
            yield step.owed
        yield from (option.when for option in step.options)


@dataclass(frozen=True, slots=True)
class Trial:
    """An order to be tried, and who might give it, the likeliest first."""

    action: Action
    by: tuple[Actor, ...]


def trials_of(form: Form, sample: Sample, rows: tuple[Move, ...], scene: Scene) -> Iterator[Trial]:
    """The orders that a form of an act can take on a case; several where somebody is put in charge."""
    by = tuple(_actors(rows, sample))
    for action in _actions(form, sample, rows, scene):
        yield Trial(action, by)


def _actors(rows: tuple[Move, ...], sample: Sample) -> Iterator[Actor]:
    """Whoever is in charge, in each role that may do it, then somebody new in each role."""
    roles = dict.fromkeys(role for move in rows for role in move.by)
    if sample.on.holder:
        yield from (Actor("staff", sample.on.holder, frozenset((role,))) for role in roles)
    yield from (somebody(role) for role in roles)


def somebody(role: str) -> Actor:
    """Somebody in a role, or a part by nature, who has done nothing else on the case."""
    if role in PARTS:
        return Actor(role, f"{role}:1")
    return Actor("staff", f"staff:a-{role}", frozenset((role,)))


def _actions(form: Form, sample: Sample, rows: tuple[Move, ...], scene: Scene) -> Iterator[Action]:
    policy = scene.policy
    if form.act.startswith("step:"):
        yield _step(form, sample, policy)
    elif form.act in _ORDERED:
        yield _ORDERED[form.act](sample, policy, scene.book.calendar_version)
    else:
        said = _TOLD[form.act].get(form.option) or Said("respond")
        yield from _told(form, said, sample, rows, scene)


def _step(form: Form, sample: Sample, policy: Policy) -> Action:
    step = policy.step(form.act.removeprefix("step:"))
    option = policy.option(step.id, form.option)
    letter = letter_of(option, policy, number=sample.case.seq + 1, drafter="staff:drafter")
    answered = answers(step, option, case=sample.case, run=sample.on, policy=policy, at=sample.at)
    return order.TakeStep(
        run=sample.run, step=step.id, option=option.id, answers=answered, letter=letter, other=other_of(option)
    )


def _told(form: Form, said: Said, sample: Sample, rows: tuple[Move, ...], scene: Scene) -> Iterator[Action]:
    action = usual_order(said, sample.at, scene, run=sample.run).action
    if isinstance(action, order.Extend):
        deadline = extendable(sample.case, sample.on, scene.book)
        yield replace(action, days=0, until=working_days_later(1, deadline))
    elif isinstance(action, order.Respond) and form.option:
        yield replace(action, findings=tuple(Finding(point.id, form.option, WORDS) for point in sample.case.points))
    elif isinstance(action, (order.Allocate, order.Appoint)):
        for row in rows:
            for holder in _holders(row, sample, scene.policy):
                yield replace(action, to=holder)
    elif action is not None:
        yield action


def _holders(row: Move, sample: Sample, policy: Policy) -> Iterator[Holder]:
    """Somebody in each role fit for the position; somebody new in every stage, so that they are independent."""
    expertise = frozenset(each.id for each in policy.expertise)
    for role in policy.position(row.position).roles:
        yield Holder(f"staff:{role}-{sample.on.stage}", frozenset((role,)), expertise=expertise)
