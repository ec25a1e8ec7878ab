"""Who does the jobs, and what if it fails, dies or is overtaken half-way?

A job is claimed in a short transaction of its own and then performed. The claim holds because on PostgreSQL
locked rows are skipped, and because on SQLite transactions begin IMMEDIATE: without that setting it would not.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction
from django.db.models import Q
from django.utils import timezone

from redress.jobs import queue, registry
from redress.jobs.models import Heartbeat, Job, State

LOG = structlog.get_logger("redress.jobs")
HEARTBEAT_EVERY = timedelta(seconds=10)

Clock = Callable[[], datetime]


class LeaseLost(Exception):
    """Another worker has taken this job over: nothing that was written for it may be kept."""


class UnknownKind(Exception):
    """A job is of a kind that this version of the software does not know."""


class Task:
    """A claimed job, as its handler sees it: ``payload``, ``council_id``, ``attempt``, ``last_attempt``."""

    def __init__(self, job: Job, *, lease: timedelta, clock: Clock, beat: Callable[[], None] | None = None) -> None:
        self.job_id: int = job.pk
        self.kind: str = job.kind
        self.payload: dict[str, Any] = job.payload
        self.council_id: str = job.council_id
        self.attempt: int = job.attempts
        self.max_attempts: int = job.max_attempts
        self.last_attempt: bool = job.attempts >= job.max_attempts
        self.finished = False
        self._finishing = False
        self._claim = job.claim
        self._lease = lease
        self._clock = clock
        self._beat = beat

    def now(self) -> datetime:
        """What time it is for this job: the present, or the moment that a seed or a test gave."""
        return self._clock()

    def renew(self) -> None:
        """Hold the job for another lease; raises :class:`LeaseLost` if another worker has it."""
        if not self._mine().update(lease_until=self._clock() + self._lease):
            raise LeaseLost
        if self._beat is not None:
            self._beat()

    @contextmanager
    def finishing(self) -> Iterator[None]:
        """Commit what is written inside together with "done", or nothing; :class:`LeaseLost` if overtaken."""
        if self._finishing:
            raise RuntimeError("a handler that is not registered with outside=True is already finishing")
        self._finishing = True
        try:
            with transaction.atomic():
                # Locked until the commit: nobody can take the job over between the effect and "done".
                if self._mine().select_for_update().values_list("pk").first() is None:
                    raise LeaseLost
                yield
                self._mine().update(
                    state=State.DONE, finished_at=self._clock(), lease_until=None, claim="", last_error=""
                )
            self.finished = True
        finally:
            self._finishing = False

    def failed(self, error: Exception) -> None:
        """Put the job back for later, or among the dead letters; keep the class and code of the error only."""
        kind = registry.KINDS.get(self.kind)
        dead = self.last_attempt or isinstance(error, registry.GiveUp)
        now = self._clock()
        delay = kind.delay_after(self.attempt) if kind is not None else timedelta(hours=1)
        is_ours = self._mine().update(
            state=State.DEAD if dead else State.READY,
            run_at=now if dead else now + delay,
            finished_at=now if dead else None,
            lease_until=None,
            claim="",
            last_error=describe(error),
        )
        if dead and is_ours:
            _told_given_up(self.kind, self.payload)
        LOG.warning("job failed", job=self.job_id, kind=self.kind, attempt=self.attempt, dead=dead, exc_info=error)

    def _mine(self) -> Any:
        return Job.objects.filter(pk=self.job_id, state=State.RUNNING, claim=self._claim)


def describe(error: Exception) -> str:
    """The class of an error and its code, if it has one; never its message, which may quote a person."""
    code = error.code if isinstance(error, registry.JobFailed) else ""
    return f"{type(error).__name__} {code}".strip()[:200]


def claim(now: datetime, *, clock: Clock = timezone.now, beat: Callable[[], None] | None = None) -> Task | None:
    """Take the next job that is due, or whose worker fell silent; none if there is none."""
    due = Q(state=State.READY, run_at__lte=now) | Q(state=State.RUNNING, lease_until__lt=now)
    while Job.objects.filter(due).exists():  # asked first without a lock: an idle worker disturbs nobody
        with transaction.atomic():
            jobs = Job.objects.filter(due).order_by("run_at", "id")
            if connection.features.has_select_for_update_skip_locked:
                jobs = jobs.select_for_update(skip_locked=True)
            job = jobs.first()
            if job is None:
                return None
            if job.state == State.RUNNING and job.attempts >= job.max_attempts:
                _bury(job, now)
                continue
            kind = registry.KINDS.get(job.kind)
            lease = kind.lease if kind is not None else timedelta(seconds=60)
            job.state, job.claim, job.lease_until = State.RUNNING, uuid.uuid4().hex, now + lease
            job.attempts += 1
            job.save(update_fields=["state", "claim", "lease_until", "attempts"])
        return Task(job, lease=lease, clock=clock, beat=beat)
    return None


def perform(task: Task) -> bool:
    """Do one claimed job; true if it is done, false if it failed or was overtaken."""
    kind = registry.KINDS.get(task.kind)
    try:
        if kind is None:
            raise UnknownKind
        for look_up in registry.BEFORE_EACH:
            look_up()
        if kind.outside:
            kind.handler(task)
        if not task.finished:
            with task.finishing():
                if not kind.outside:
                    kind.handler(task)
    except LeaseLost:
        LOG.warning("job overtaken", job=task.job_id, kind=task.kind, attempt=task.attempt)
    except Exception as error:
        task.failed(error)
    return task.finished


def run_all_due(now: datetime | None = None, *, schedules: bool = False) -> int:
    """Do everything that is due at ``now`` (and what that asks for), in this process; say how many succeeded.

    For tests and seeds, where time stands still: a failed job waits for a later ``now``.
    """
    moment = now or timezone.now()
    if schedules:
        queue.enqueue_occurrences(moment)
    succeeded = 0
    while (task := claim(moment, clock=lambda: moment)) is not None:
        succeeded += perform(task)
    return succeeded


def work(*, until: datetime | None = None, once: bool = False, poll: float = 1.0) -> int:
    """Do jobs until told to stop by SIGTERM or SIGINT, until an instant, or ``once`` nothing is due any more.

    A job in hand is finished before stopping. ``poll`` is how many seconds an idle worker sleeps. Gives back how
    many jobs it performed.
    """
    stop = threading.Event()
    name = f"{socket.gethostname()[:60]}:{os.getpid()}:{uuid.uuid4().hex[:6]}"
    heart = _Heart(name)
    known: dict[str, datetime] = {}
    performed = 0
    with _signals_set(stop):
        while not stop.is_set() and (until is None or timezone.now() < until):
            if not connection.in_atomic_block:  # which it is only inside a test
                close_old_connections()
            try:
                heart.beat()
                queue.enqueue_occurrences(timezone.now(), known)
                task = claim(timezone.now(), beat=heart.beat)
                if task is not None:
                    perform(task)
                    performed += 1
                    continue
            except (OperationalError, InterfaceError) as error:
                # The database is away or busy. A job in hand is taken up again when its lease runs out.
                LOG.error("database not available", exc_info=error)
                if once:
                    raise
            if once:
                break
            stop.wait(poll)
        heart.stop()
    return performed


class _Heart:
    """Tells the database, now and then, that this worker is alive."""

    def __init__(self, worker: str) -> None:
        self.worker = worker
        self.started_at = timezone.now()
        self.last: datetime | None = None

    def beat(self) -> None:
        now = timezone.now()
        if self.last is not None and now - self.last < HEARTBEAT_EVERY:
            return
        Heartbeat.objects.update_or_create(
            worker=self.worker,
            defaults={"seen_at": now},
            create_defaults={"seen_at": now, "started_at": self.started_at},
        )
        self.last = now

    def stop(self) -> None:
        try:
            Heartbeat.objects.filter(worker=self.worker).delete()
        except (OperationalError, InterfaceError) as error:
            LOG.error("database not available", exc_info=error)


@contextmanager
def _signals_set(stop: threading.Event) -> Iterator[None]:
    """SIGTERM and SIGINT set the event; only the main thread may listen to signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    for number in before:
        signal.signal(number, lambda *_: stop.set())
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _bury(job: Job, now: datetime) -> None:
    """A job that outlived its worker on its last attempt may be what kills workers: nobody tries it again."""
    job.state, job.finished_at, job.last_error = State.DEAD, now, "LeaseExpired"
    job.lease_until, job.claim = None, ""
    job.save(update_fields=["state", "finished_at", "last_error", "lease_until", "claim"])
    LOG.warning("job failed", job=job.pk, kind=job.kind, attempt=job.attempts, dead=True)
    _told_given_up(job.kind, job.payload)


def _told_given_up(kind: str, payload: dict[str, Any]) -> None:
    """Tell the room that its job is given up; what goes wrong with that holds up no other job."""
    told = registry.KINDS[kind].given_up if kind in registry.KINDS else None
    if told is None:
        return
    try:
        with transaction.atomic():
            told(payload)
    except Exception as error:
        LOG.error("nobody was told that a job is given up", kind=kind, exc_info=error)
