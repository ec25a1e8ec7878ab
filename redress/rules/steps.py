"""Which decisions and checks of the policy wait to be taken, and what follows when one is?

Steps are data of the policy (:class:`~redress.rules.policy.Step`). A step is open where the table of
moves says so; it is owed where its own condition holds and nothing has settled it yet, and the acts
named in ``before`` wait for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from redress.rules.case import Case, Run
from redress.rules.events import Answer, Commitment, StepTaken
from redress.rules.letters import applies, flags_of, flags_sought
from redress.rules.moves import open_rows
from redress.rules.policy import (
    AskDay,
    AskNumber,
    AskPerson,
    AskPick,
    AskWords,
    AskYesNo,
    Move,
    Option,
    Policy,
    Question,
    Step,
    Unknown,
)
from redress.rules.refusals import Refused
from redress.rules.working_days import WorkingCalendar

#: The list of what is still to be done by a date on the run: what a step that ``keeps`` commitments picks from.
COMMITMENTS = "commitments"

#: On what was declined as late nothing is owed any more but what that decision itself asks for.
DECLINED = "lateness-declined"


def owed(case: Case, run: Run, policy: Policy) -> tuple[Step, ...]:
    """The steps that somebody must take now on this run, in the order of the policy; none once it has ended.

    What has to be confirmed before each letter is asked for when there is a letter, and owed by nobody until then.
    """
    if run.ended or not policy.steps:
        return ()
    flags = flags_of(case, run, policy)
    return tuple(step for step in policy.steps if not step.each_letter and _is_owed(step, run, policy, flags))


def _is_owed(step: Step, run: Run, policy: Policy, flags: frozenset[str]) -> bool:
    if step.owed is None or not applies(step.owed, outcome=_outcome_of(run), flags=flags):
        return False
    if step.each_holder and not run.holder:
        return False
    if not all(map(run.has, step.owed_after)) or any(map(run.milestone, step.owed_unless)):
        return False
    if DECLINED in flags and DECLINED not in flags_sought(step.owed):
        return False
    return not settled(step, run) and bool(rows_of(step, run, policy, flags))


def rows_of(step: Step, run: Run, policy: Policy, flags: frozenset[str]) -> tuple[Move, ...]:
    """The rows of the table of moves by which the step can be taken on the run as it stands."""
    return open_rows(f"step:{step.id}", run, policy, flags)


def settled(step: Step, run: Run) -> bool:
    """Whether the step has been taken, by an option that settles it, in the run or (``each_stage``) in its stage.

    With ``each_holder`` it was whoever is in charge now that took it, or a colleague covering for them.
    """
    if step.keeps:
        return not run.open_commitments(step.keeps)
    mark = run.steps.get(step.id)
    if mark is None or (step.each_stage and mark.stage != run.stage):
        return False
    if step.each_letter and len(run.letters) != mark.letters:
        return False
    if step.each_holder and run.holder not in (mark.by, mark.covering_for):
        return False
    if any(run.steps[other].seq > mark.seq for other in step.each_time if other in run.steps):
        return False
    return not step.settled_by or mark.option in step.settled_by


def waits_for(act: str, case: Case, run: Run, policy: Policy) -> Step | None:
    """The first owed step for which this act has to wait, or none."""
    waited = [step for step in policy.steps if act in step.before]
    if run.ended or not waited:
        return None
    flags = flags_of(case, run, policy)
    return next((step for step in waited if _is_owed(step, run, policy, flags)), None)


def confirmations(case: Case, run: Run, policy: Policy) -> tuple[Step, ...]:
    """What has to be confirmed before every letter on this case as it stands, whether there is a letter or not."""
    if run.ended:
        return ()
    flags = flags_of(case, run, policy)
    return tuple(
        step
        for step in policy.steps
        if step.each_letter and step.owed is not None and applies(step.owed, outcome=_outcome_of(run), flags=flags)
    )


def nothing_waits(act: str, case: Case, run: Run, policy: Policy) -> None:
    """Raises Refused while the act must wait for a decision or a check."""
    step = waits_for(act, case, run, policy)
    if step is None:
        return
    rows = rows_of(step, run, policy, flags_of(case, run, policy))
    by = dict.fromkeys(role for move in rows for role in move.by)
    raise Refused("step-first", step.paragraph, action=act, step=step.id, by=list(by))


def options_open(step: Step, case: Case, run: Run, policy: Policy) -> tuple[Option, ...]:
    """The options that are offered on this case, as it stands."""
    flags = flags_of(case, run, policy)
    return tuple(option for option in step.options if applies(option.when, outcome=_outcome_of(run), flags=flags))


def questions_of(step: Step, option: Option) -> tuple[Question, ...]:
    """Everything asked when the step is taken with this option."""
    return (*step.questions, *option.questions)


def answers_are_fit(
    answers: Iterable[Answer],
    step: Step,
    option: Option,
    *,
    case: Case,
    run: Run,
    policy: Policy,
    today: date,
    calendar: WorkingCalendar,
) -> None:
    """Raises Refused for a question without an answer or with an unfit one; ValueError for an unknown question."""
    given = {answer.question: answer.value for answer in answers}
    asked = {question.id: question for question in questions_of(step, option)}
    if set(given) - set(asked):
        raise ValueError(f"{step.id} does not ask {sorted(set(given) - set(asked))}")
    paragraph = option.paragraph or step.paragraph
    open_now = tuple(each.id for each in run.open_commitments(step.keeps)) if step.keeps else ()
    for question in asked.values():
        value = given.get(question.id, "")
        if not value and (question.required or _needed_with(question, asked.values(), given)):
            raise Refused("answer-needed", paragraph, question=question.label)
        if value and not _fits(question, value, case, policy, today, open_now):
            raise Refused("answer-unfit", paragraph, question=question.label)
    days = [each for each in asked.values() if isinstance(each, AskDay) and given.get(each.id)]
    for day in days:
        _can_be_counted_from(day, given[day.id], calendar, paragraph)
    for day in days:
        if day.after and given.get(day.after):
            _long_enough_after(day, given, calendar, paragraph)


def _needed_with(question: Question, asked: Iterable[Question], given: dict[str, str]) -> bool:
    """Whether an entry has been picked with which this question has to be answered."""
    entry = question.needed_with if isinstance(question, (AskDay, AskWords)) else ""
    picks = (each.id for each in asked if isinstance(each, AskPick))
    return bool(entry) and any(entry in given.get(id, "").split(",") for id in picks)


def _can_be_counted_from(question: AskDay, value: str, calendar: WorkingCalendar, paragraph: str) -> None:
    """The calendar knows the day: a slip of the pen in the year must break no date that is counted from it."""
    if not calendar.first <= date.fromisoformat(value) <= calendar.last:
        since, until = calendar.first, calendar.last
        raise Refused("beyond-calendar", paragraph, question=question.label, since=since, until=until)


def _long_enough_after(question: AskDay, given: dict[str, str], calendar: WorkingCalendar, paragraph: str) -> None:
    """Raises Refused for a date that comes too soon after the one it must follow."""
    since, day = date.fromisoformat(given[question.after]), date.fromisoformat(given[question.id])
    earliest = calendar.nth_working_day_after(since, question.working_days) if question.working_days else since
    if day < earliest:
        raise Refused("answer-too-soon", paragraph, question=question.label, since=earliest)


def _fits(question: Question, value: str, case: Case, policy: Policy, today: date, open_now: tuple[str, ...]) -> bool:
    if isinstance(question, AskPick):
        picked = value.split(",")
        pickable = set(open_now) if question.list == COMMITMENTS else _pickable(question, case, policy)
        return set(picked) <= pickable and (question.many or len(picked) == 1)
    if isinstance(question, AskDay):
        return _is_day(value, question, today)
    if isinstance(question, AskYesNo):
        return value in ("yes", "no") and question.must_be in ("", value)
    if isinstance(question, AskNumber):
        return value.isascii() and value.isdigit()
    if isinstance(question, AskPerson):
        return value.startswith("staff:")
    return True


def _pickable(question: AskPick, case: Case, policy: Policy) -> set[str]:
    """The ids that can be picked; ``points`` are those of the case, ``contacts`` the keys of the contacts list."""
    if question.list == "points":
        return {point.id for point in case.points}
    if question.list == "contacts":
        return set(policy.contacts)
    try:
        return {choice.id for choice in policy.choices(question.list)}
    except Unknown:
        return set()


def _is_day(value: str, question: AskDay, today: date) -> bool:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return False
    return question.future or day <= today


def flags_set(step: Step, option: Option, answers: Iterable[Answer], policy: Policy) -> tuple[str, ...]:
    """What the run carries once the step is taken so: the flags of the option and of every entry picked."""
    flags = dict.fromkeys(option.flags)
    given = {answer.question: answer.value for answer in answers}
    for question in questions_of(step, option):
        if isinstance(question, AskPick) and question.list not in ("points", "contacts", COMMITMENTS):
            picked = given.get(question.id, "").split(",")
            flags |= dict.fromkeys(
                flag for choice in policy.choices(question.list) if choice.id in picked for flag in choice.flags
            )
    return tuple(flags)


def committed(step: Step, answers: Iterable[Answer]) -> Commitment | None:
    """What is to be done by a date because the step is taken so, and by whom; none if it commits nobody."""
    given = {answer.question: answer.value for answer in answers}
    if step.commits is None or not given.get(step.commits.day):
        return None
    return Commitment(date.fromisoformat(given[step.commits.day]), given.get(step.commits.owner, ""))


def kept(step: Step, option: Option, answers: Iterable[Answer]) -> tuple[str, ...]:
    """The commitments that are kept when the step is taken so."""
    picking = {each.id for each in questions_of(step, option) if isinstance(each, AskPick) and each.list == COMMITMENTS}
    return tuple(id for answer in answers if answer.question in picking for id in answer.value.split(",") if id)


def chosen_beforehand(
    question: AskPick, case: Case, run: Run, policy: Policy, opened: frozenset[str]
) -> tuple[str, ...]:
    """The entries that are chosen beforehand on this case; ``opened`` are the ids of the rights that have opened."""
    try:
        entries = policy.choices(question.list)
    except Unknown:
        return ()
    flags = flags_of(case, run, policy)
    outcome = _outcome_of(run)
    return tuple(
        entry.id
        for entry in entries
        if opened & set(entry.chosen_by)
        or (entry.chosen_when is not None and applies(entry.chosen_when, outcome=outcome, flags=flags))
    )


def referred_to(taken: StepTaken, policy: Policy) -> tuple[str, ...]:
    """The ids of the people to whom the case is referred by this taking of a step: from then on it is theirs to see."""
    step = next((each for each in policy.steps if each.id == taken.step), None)
    option = next((each for each in step.options if each.id == taken.option), None) if step else None
    if step is None or option is None:
        return ()
    asking = {each.id for each in questions_of(step, option) if isinstance(each, AskPerson) and each.refers}
    return tuple(answer.value for answer in taken.answers if answer.question in asking and answer.value)


def _outcome_of(run: Run) -> str:
    """The outcome of the stage the run is in, once it is answered."""
    return run.outcomes.get(run.stage, "")
