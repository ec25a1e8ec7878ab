"""What does each event change on the run that it happened to?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from redress.rules import events as happened
from redress.rules.case.standing import Committed, DelayTold, Mark, Run, StageRecord, StepMark, TimeGained
from redress.rules.events import Recorded
from redress.rules.moments import Moment


def _put_in_charge(run: Run, entry: Recorded, event: happened.Allocated | happened.Appointed, at: Moment) -> None:
    run.holder, run.position = event.to, event.position
    if isinstance(event, happened.Allocated):
        run.allocated_to = event.to


def _acknowledged(run: Run, entry: Recorded, event: happened.Acknowledged, at: Moment) -> None:
    _keep_letter(run, event.letter)
    _promise(run, event.promises)


def _extended(run: Run, entry: Recorded, event: happened.Extended, at: Moment) -> None:
    run.extensions.append(
        TimeGained(
            clock=event.clock,
            days=event.days,
            until=event.until,
            seq=entry.seq,
            at=at,
            late=event.late,
            stage=entry.stage,
            promised=run.promises.get(event.clock),
        )
    )
    run.promises[event.clock] = event.until
    _keep_letter(run, event.letter)


def _delay_notified(run: Run, entry: Recorded, event: happened.DelayNotified, at: Moment) -> None:
    run.delays.append(DelayTold(event.clock, event.expected, entry.seq, entry.stage))
    _keep_letter(run, event.letter)


def _agreed(run: Run, entry: Recorded, event: happened.Agreed, at: Moment) -> None:
    run.agreed_draft = event.draft


def _responded(run: Run, entry: Recorded, event: happened.Responded, at: Moment) -> None:
    run.findings[entry.stage] = event.findings
    run.outcomes[entry.stage] = event.outcome
    _keep_letter(run, event.letter)
    _promise(run, event.promises)


def _accepted(run: Run, entry: Recorded, event: happened.RequestAccepted, at: Moment) -> None:
    _keep_letter(run, event.letter)
    _promise(run, event.promises)


def _letter_went(run: Run, entry: Recorded, event: happened.RequestRefused | happened.Signposted, at: Moment) -> None:
    _keep_letter(run, event.letter)


def _reasons_given(run: Run, entry: Recorded, event: happened.ReasonsGiven, at: Moment) -> None:
    run.reasons_given = True


def _lateness_decided(run: Run, entry: Recorded, event: happened.LatenessDecided, at: Moment) -> None:
    run.lateness_accepted = event.accepted


def _calendar_adopted(run: Run, entry: Recorded, event: happened.CalendarAdopted, at: Moment) -> None:
    run.calendar = event.calendar


def _delivery_failed(run: Run, entry: Recorded, event: happened.DeliveryFailed, at: Moment) -> None:
    run.failed_letters += (event.letter,)


def _withdrawn(run: Run, entry: Recorded, event: happened.Withdrawn, at: Moment) -> None:
    run.ended, run.ended_at = "withdrawn", at


def _closed(run: Run, entry: Recorded, event: happened.Closed, at: Moment) -> None:
    run.ended, run.ended_at = event.reason_kind, at


def _step_taken(run: Run, entry: Recorded, event: happened.StepTaken, at: Moment) -> None:
    run.steps[event.step] = StepMark(
        event.option, event.answers, entry.seq, at, entry.by, entry.stage, entry.covering_for
    )
    run.flags = (run.flags | frozenset(event.flags)) - frozenset(event.lifts)
    _keep_letter(run, event.letter)
    run.steps[event.step].letters = len(run.letters)
    _promise(run, event.promises)
    _commitments(run, entry, event, at)
    if event.ends:
        run.ended, run.ended_at, run.ended_by_step = event.ends, at, event.step
    elif run.ended_by_step == event.step:
        run.ended, run.ended_at, run.ended_by_step = "", None, ""  # a changed mind: the run goes on
    if event.enters:
        _enter_stage(run, event.enters, at)


def _commitments(run: Run, entry: Recorded, event: happened.StepTaken, at: Moment) -> None:
    """What is to be done by a date because of it, and what is done by it; a commitment is called by its event."""
    mark = Mark(entry.seq, at, entry.by)
    if event.commits is not None:
        id = str(entry.seq)
        made = Committed(id, event.step, event.commits.day, event.commits.owner, mark, entry.stage)
        run.commitments[id] = made
    for id in event.keeps:
        run.commitments[id].kept = mark


def _enter_stage(run: Run, stage: str, at: Moment) -> None:
    """The run goes on in a later stage, whose clocks count from the run's own receipt (Q31)."""
    run.current.left = at
    run.stage = stage
    run.stages[stage] = StageRecord(stage, run.received)
    run.holder = run.position = run.allocated_to = run.agreed_draft = ""


def _keep_letter(run: Run, letter: happened.LetterSent | None) -> None:
    if letter is not None:
        run.letters[letter.id] = letter.kind


def _promise(run: Run, promises: tuple[happened.Promise, ...]) -> None:
    for promise in promises:
        run.promises[promise.clock] = promise.day


FOLDS: Mapping[type, Callable[..., None]] = {
    happened.Allocated: _put_in_charge,
    happened.Appointed: _put_in_charge,
    happened.Acknowledged: _acknowledged,
    happened.Extended: _extended,
    happened.DelayNotified: _delay_notified,
    happened.Agreed: _agreed,
    happened.Responded: _responded,
    happened.RequestAccepted: _accepted,
    happened.RequestRefused: _letter_went,
    happened.Signposted: _letter_went,
    happened.ReasonsGiven: _reasons_given,
    happened.LatenessDecided: _lateness_decided,
    happened.CalendarAdopted: _calendar_adopted,
    happened.DeliveryFailed: _delivery_failed,
    happened.Withdrawn: _withdrawn,
    happened.Closed: _closed,
    happened.StepTaken: _step_taken,
}
