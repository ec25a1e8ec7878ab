"""How are states, acts and what they need said in words?"""

from __future__ import annotations

from collections.abc import Iterator

from redress.rules import phrases
from redress.rules.explanation import length_in_words
from redress.rules.phrases import Translate, all_of, either, gettext_noop, milestone_name, name_of, role_name
from redress.rules.policy import (
    Clock,
    Condition,
    Move,
    Policy,
    WhenFlag,
    WhenFlags,
    WhenOutcome,
)
from redress.rules.procedure.states import Form, Procedure, State, Way
from redress.rules.status import AT_REST, AWAITED

#: What tells two forms of one act apart, where that is not an option or an outcome of the policy.
_FORMS = {
    "accepted": gettext_noop("it goes ahead"),
    "declined": gettext_noop("it does not go ahead"),
    "with-reasons": gettext_noop("with reasons"),
    "without-reasons": gettext_noop("without reasons"),
}


def state_name(state: State, _: Translate = str) -> str:
    """What is awaited in a state, without its stage."""
    return phrases.said(phrases.STATUSES, state.code, _)


def stage_name(procedure: Procedure, stage: str) -> str:
    """The name of a stage, empty in a track that has but one."""
    stages = procedure.policy.stages(procedure.track)
    return next(each.name for each in stages if each.id == stage) if len(stages) > 1 else ""


def place(procedure: Procedure, state: State, _: Translate = str) -> str:
    """A state with its stage: "Stage One: To be registered"."""
    stage = stage_name(procedure, state.stage)
    return f"{stage}: {state_name(state, _)}" if stage else state_name(state, _)


def form_name(policy: Policy, form: Form, _: Translate = str) -> str:
    """An act as a heading: "Register this", or a step with the option by which it is taken."""
    if not form.act:
        return _("Time passes")
    name = act_name(policy, form.act, _)
    if not form.option:
        return name
    return f"{name}: {option_name(policy, form, _)}"


def act_name(policy: Policy, act: str, _: Translate = str) -> str:
    """An act without what tells its forms apart."""
    if act.startswith("step:"):
        return name_of(policy.step, act.removeprefix("step:"))
    name = phrases.act_name(policy, act, _)
    return name[:1].upper() + name[1:]


def option_name(policy: Policy, form: Form, _: Translate = str) -> str:
    """What tells a form from the others of its act."""
    if form.act.startswith("step:"):
        return name_of(lambda id: policy.option(form.act.removeprefix("step:"), id), form.option)
    if form.option in _FORMS:
        return _(_FORMS[form.option])
    return name_of(policy.outcome, form.option)


def who(policy: Policy, way: Way, _: Translate = str) -> str:
    """Whoever may do it: "the Service manager, if in charge", or what goes by where nobody does anything."""
    if way.clock is not None:
        return _("nobody: “{clock}” has run out").format(clock=way.clock.name)
    names = either((role_name(policy, part, _) for part in way.by), _)
    if way.move is not None and way.move.holder:
        return _("{names}, if in charge").format(names=names)
    return names


def needs(policy: Policy, way: Way, _: Translate = str) -> tuple[str, ...]:
    """What an act needs beside somebody who may do it, each as a clause of its own."""
    if way.move is None:
        return ()
    return tuple(dict.fromkeys(_needs(policy, way.form, way.move, _)))


def _needs(policy: Policy, form: Form, move: Move, _: Translate) -> Iterator[str]:
    for milestone in move.after:
        yield clause(policy, milestone, _)
    for milestone in move.unless:
        if milestone.startswith("step:"):  # the other milestones are told by the states it is open in
            yield _("not once {clause}").format(clause=clause(policy, milestone, _))
    if form.act != "receive":
        for step in policy.steps:
            if form.act in step.before and policy.moves_for(move.track, f"step:{step.id}"):
                yield _("“{step}” on record, where it is called for").format(step=step.name)
    letter = move.letter
    if move.step and form.option:
        option = policy.option(move.step, form.option)
        letter = option.letter or letter
        yield from _on_such_cases(policy, option.when, _)
    yield from _on_such_cases(policy, move.when, _)
    if move.right:
        yield _("the right “{right}” has opened").format(right=name_of(policy.right, move.right))
    if move.position:
        yield _("somebody fit to be {position}").format(position=name_of(policy.position, move.position))
    if letter:
        yield _("the letter “{letter}”").format(letter=name_of(policy.letter, letter))


def clause(policy: Policy, milestone: str, _: Translate = str) -> str:
    """What has happened, with the stage where another than the current one is meant."""
    if milestone.startswith("step:") or "." not in milestone:
        return milestone_name(policy, milestone, _)
    stage, name = milestone.split(".", 1)
    named = next((each.name for track in policy.tracks for each in track.stages if each.id == stage), stage)
    return _("in {stage} {clause}").format(stage=named, clause=milestone_name(policy, name, _))


def _on_such_cases(policy: Policy, when: Condition, _: Translate) -> Iterator[str]:
    if isinstance(when, WhenOutcome):
        outcomes = either((name_of(policy.outcome, id) for id in when.any_of), _)
        yield _("the outcome is {outcomes}").format(outcomes=outcomes)
    elif isinstance(when, WhenFlag):
        yield _("only where: {flag}").format(flag=flag_name(policy, when.flag, _))
    elif isinstance(when, WhenFlags):
        if when.all_of:
            yield _("only where: {flags}").format(flags=all_of((flag_name(policy, id, _) for id in when.all_of), _))
        if when.any_of:
            yield _("only where: {flags}").format(flags=either((flag_name(policy, id, _) for id in when.any_of), _))
        if when.none_of:
            yield _("not where: {flags}").format(flags=either((flag_name(policy, id, _) for id in when.none_of), _))


def flag_name(policy: Policy, flag: str, _: Translate = str) -> str:
    """What is special about a case: a subject, a channel, a taking of a step, or the words of the flag itself."""
    named = {subject.id: subject.name for subject in policy.subjects}
    named |= {f"channel-{channel.id}": channel.name for channel in policy.channels}
    for step in policy.steps:
        named |= {f"step-{step.id}-{option.id}": f"{step.name}: {option.name}" for option in step.options}
    return f"“{named[flag]}”" if flag in named else flag.replace("-", " ")


def turn(procedure: Procedure, state: State, _: Translate = str) -> str:
    """Whose turn it is in a state: whoever is asked, whoever is in charge, or nobody in one of the named waits."""
    policy = procedure.policy
    asked = [role_name(policy, role, _) for role in procedure.asked[state]]
    if state.code in AT_REST:
        return _("nobody: nothing is owed")
    if asked and (state.code in AWAITED or not procedure.held[state]):
        return either(asked, _)
    if procedure.held[state]:
        held = either((position.name for position in procedure.held[state]), _)
        return _("whoever is in charge: {position}").format(position=held)
    return _("whoever takes it up")


def waits(procedure: Procedure, state: State, _: Translate = str) -> str:
    """What kind of wait a state is, empty where somebody has the matter in hand."""
    if state.code in AT_REST:
        return _("at rest")
    return _("waits for a role") if state.code in AWAITED else ""


def clock_name(clock: Clock, _: Translate = str) -> str:
    """A clock with its length and paragraph: "Stage One response, 10 working days (2.7(iii))"."""
    return f"{clock.name}, {length_in_words(clock.length, _)} {phrases.under(clock.paragraph, _)}".strip()


#: What stood against a row of the table on every case that was walked.
UNREACHED = {
    "": gettext_noop("no case that was walked came so far"),
    "no-further-stage": gettext_noop("there is no further stage: the row is there to refuse a request under it"),
    "not-here": gettext_noop("no case that was walked was such a case"),
    "not-yet": gettext_noop("what must have happened first did not come to pass"),
    "already": gettext_noop("by then it is too late for it"),
    "run-ended": gettext_noop("by then it has ended"),
    "right-not-open": gettext_noop("the right that it rests on did not open"),
    "not-late": gettext_noop("nothing is made late in this track"),
    "answer-needed": gettext_noop("a case of one point has nothing that it could be answered with"),
    "answer-unfit": gettext_noop("a case of one point has nothing that it could be answered with"),
    "last-point": gettext_noop("a case of one point has nothing to divide"),
    "option-closed": gettext_noop("none of its options was offered"),
}


def why_unreached(code: str, _: Translate = str) -> str:
    """Why a row of the table was never open on a case that was walked."""
    if code in UNREACHED:
        return _(UNREACHED[code])
    return _("it was refused on every case that was walked: {code}").format(code=code.replace("-", " "))
