"""What is written when somebody acts on a case? This is the one door to the events.

    with transaction.atomic():
        recording = record(case.pk, Register(), by=actor, at=moment, seen=7, key=form_key)

Both functions run inside the caller's transaction, so that the words, the letter and the act are kept
together or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.utils import timezone

from redress import policies
from redress.accounts.models import Council
from redress.cases import chain, summary
from redress.cases.bars import barred
from redress.cases.models import Case, Event, council_key
from redress.cases.references import Series
from redress.rules.actions import (
    Action,
    AddInformation,
    AdoptCalendar,
    Allocate,
    AnswerAsk,
    Appoint,
    AskForHelp,
    BarPerson,
    Contact,
    Link,
    Note,
    Receive,
    ReportDeliveryFailure,
)
from redress.rules.actors import Actor
from redress.rules.case import Case as Fold
from redress.rules.case import replay
from redress.rules.decide import Decided, decide, policy_in_force
from redress.rules.events import Recorded
from redress.rules.moments import Moment

#: Acts that are as right as ever when the case has moved on since the page was made.
TOLERANT = (Note, Contact, AddInformation, AskForHelp, BarPerson, ReportDeliveryFailure, AdoptCalendar, Link, AnswerAsk)

_SEEDING: ContextVar[bool] = ContextVar("seeding", default=False)


class MovedOn(Exception):
    """The case has moved on since the page was made, and nothing was written. ``since``: what happened."""

    def __init__(self, since: tuple[Recorded, ...]) -> None:
        super().__init__(len(since))
        self.since = since


@dataclass(frozen=True, slots=True)
class Recording:
    """What an act left behind: the case as it now stands, the events, and the number of the last of them.

    ``repeated``: the same submission had come before; these are the events it made then.
    """

    case: Case
    events: tuple[Recorded, ...]
    seq: int
    repeated: bool = False


@contextmanager
def seeding() -> Iterator[None]:
    """Inside, ``recorded_at`` may be given for any actor: for seeds and tests. Refused in production."""
    if settings.PRODUCTION:
        raise RuntimeError("a production installation records nothing but the present")
    before = _SEEDING.set(True)
    try:
        yield
    finally:
        _SEEDING.reset(before)


def open_case(
    council: Council | str, action: Receive, *, by: Actor, at: Moment, key: str, recorded_at: datetime | None = None
) -> Recording:
    """Open a case: it gets its reference, its pinned policy and its first event.

    ``at`` is the true time of receipt (local day, or aware instant), ``key`` the submission, unguessable
    and unique in the council: the same key again gives back the same case. Must run in a transaction.
    Raises :class:`~redress.rules.refusals.Refused`, ValueError for another council's policy, and
    PermissionError for a ``recorded_at`` that may not be given.
    """
    council_id = council_key(council)
    now = _written_at(by, recorded_at)
    _needs_transaction(key)
    if action.policy != council_id:
        raise ValueError(f"{council_id} cannot receive under the policy of {action.policy}")
    book = policies.rulebook()
    series = Series(council_id, _series_of(action, at), _moment(now).day.year)
    known = Case.objects.filter(council_id=council_id, opening_key=key).first()
    if known is not None:
        return _repeated(known, list(known.events.filter(key=key).order_by("position")))
    decided = decide(Fold(), action, by=by, at=at, now=_moment(now), book=book)
    row = Case(council_id=council_id, reference=series.take_next(), opening_key=key, opened_at=now)
    return _keep(row, [], decided, by=by, at=at, now=now, key=key)


def record(
    case_id: int, action: Action, *, by: Actor, at: Moment, seen: int, key: str, recorded_at: datetime | None = None
) -> Recording:
    """Record an act on a case, or refuse it.

    ``at`` is when it happened (local day, or aware instant), ``seen`` the number of the last event the
    page showed, ``key`` the submission: the same key again on this case changes nothing and gives back
    what it made. Must run in a transaction; the case is locked until it ends. Raises
    :class:`~redress.rules.refusals.Refused`, :class:`MovedOn` (nothing is written), Case.DoesNotExist, and
    PermissionError for a ``recorded_at`` that may not be given.
    """
    now = _written_at(by, recorded_at)
    _needs_transaction(key)
    row = Case.objects.select_for_update().get(pk=case_id)
    rows = list(row.events.order_by("seq"))
    made = [each for each in rows if each.key == key]
    if made:
        return _repeated(row, made)
    history = [chain.recorded_of(each) for each in rows]
    if seen != row.last_seq and not isinstance(action, TOLERANT):
        raise MovedOn(tuple(history[max(seen, 0) :]))
    by, action = _with_bars(row, by, action)
    decided = decide(replay(history), action, by=by, at=at, now=_moment(now), book=policies.rulebook())
    return _keep(row, history, decided, by=by, at=at, now=now, key=key)


def made_before(case_id: int, key: str) -> Recording | None:
    """What this submission made on the case when it came before; none if it is new.

    Locks the case until the caller's transaction ends, so that of two clicks the second waits and is told. For acts
    that keep words or a letter first: :func:`record` asks the same itself.
    """
    _needs_transaction(key)
    row = Case.objects.select_for_update().get(pk=case_id)
    made = list(row.events.filter(key=key).order_by("position"))
    return _repeated(row, made) if made else None


def _keep(
    row: Case, history: list[Recorded], decided: Decided, *, by: Actor, at: Moment, now: datetime, key: str
) -> Recording:
    """Append the events, then everything that is derived from them."""
    new = tuple(
        Recorded(
            seq=len(history) + place,
            run=run,
            stage=stage,
            at=moment,
            recorded_at=chain.utc_text(now),
            by_kind=by.kind,
            by=by.id,
            role=decided.role,
            covering_for=by.covering_for,
            event=event,
        )
        for place, (run, stage, moment, event) in enumerate(decided.entries(at), start=1)
    )
    rows = chain.rows_of(new, row, recorded_at=now, key=key, after=row.head_hash)
    row.head_hash = rows[-1].hash
    derived = summary.derive([*history, *new], filing=summary.Filing(row.council_id), book=policies.rulebook())
    summary.write(row, derived)
    Event.objects.bulk_create(rows)
    return Recording(row, new, new[-1].seq)


def _repeated(row: Case, made: list[Event]) -> Recording:
    events = tuple(chain.recorded_of(each) for each in made)
    return Recording(row, events, events[-1].seq, repeated=True)


def _with_bars(row: Case, by: Actor, action: Action) -> tuple[Actor, Action]:
    """The actor, and whoever is to be put in charge, marked as barred where a bar names them.

    The bar that is being recorded does not count yet: people may keep themselves away.
    """
    kept_away = barred(row, but=action.bar if isinstance(action, BarPerson) else "")
    if by.id in kept_away:
        by = replace(by, barred=True)
    if isinstance(action, BarPerson):
        action = replace(action, person=next(iter(barred(row) - kept_away), ""))
    if isinstance(action, (Allocate, Appoint)) and action.to.id in kept_away:
        action = replace(action, to=replace(action.to, barred=True))
    return by, action


def _series_of(action: Receive, at: Moment) -> str:
    policy = policy_in_force(policies.rulebook(), action.policy, at)
    return policy.track(action.track).series or policy.council.reference_prefix


def _written_at(by: Actor, recorded_at: datetime | None) -> datetime:
    if recorded_at is None:
        return timezone.now()
    if by.kind != "import" and not _SEEDING.get():
        raise PermissionError("only an import or a seed may say when an act was recorded")
    return recorded_at


def _moment(instant: datetime) -> Moment:
    return Moment.of(instant, chain.local_zone())


def _needs_transaction(key: str) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("an act is recorded inside the transaction that keeps its words and letters")
    if not key:
        raise ValueError("an act needs the key of its submission, or a second click would make it twice")
