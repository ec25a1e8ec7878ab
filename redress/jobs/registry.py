"""Which kinds of job are there, who does them, and which recur?"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from redress.jobs.worker import Task

Handler = Callable[["Task"], None]
GivenUp = Callable[[dict[str, Any]], None]
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


class JobFailed(Exception):
    """A job did not succeed this time and should be tried again.

    ``code`` is the only part that is kept: lower-case letters, digits and hyphens, such as ``smtp-451``.
    It must say nothing of a person.
    """

    def __init__(self, code: str) -> None:
        if not _CODE.fullmatch(code):
            raise ValueError("the code of a failed job is made of a-z, 0-9 and hyphens")
        self.code = code
        super().__init__(code)


class GiveUp(JobFailed):
    """A job can never succeed: it is not tried again but goes to the dead letters at once."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of job: its handler, and how patient to be with it."""

    name: str
    handler: Handler
    title: Any
    attempts: int
    lease: timedelta
    first_delay: timedelta
    longest_delay: timedelta
    outside: bool
    given_up: GivenUp | None = None

    def delay_after(self, attempt: int) -> timedelta:
        """How long to wait after this failed attempt: doubling, capped, and up to a quarter shorter by chance."""
        capped = min(self.longest_delay, self.first_delay * 2 ** min(attempt - 1, 30))
        return capped * random.uniform(0.75, 1.0)  # noqa: S311 (spreads load; keeps no secret)


@dataclass(frozen=True, slots=True)
class Schedule:
    """How often a kind of job recurs: every so long, or once a day at a local time."""

    kind: str
    every: timedelta | None
    at: time | None

    def latest(self, now: datetime, zone: tzinfo) -> datetime:
        """The latest occurrence not after ``now``, as an instant in UTC; the same for every worker."""
        if self.every is not None:
            seconds = int(self.every.total_seconds())
            return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=UTC)
        today = now.astimezone(zone).date()
        occurrence = self._on(today, zone)
        return occurrence if occurrence <= now else self._on(today - timedelta(days=1), zone)

    def _on(self, day: date, zone: tzinfo) -> datetime:
        return datetime.combine(day, self.at or time.min, tzinfo=zone).astimezone(UTC)


KINDS: dict[str, Kind] = {}
SCHEDULES: dict[str, Schedule] = {}

#: What a worker, who lives long, looks up afresh before each job: rooms above add to it.
BEFORE_EACH: list[Callable[[], None]] = []


def job(
    name: str,
    *,
    title: Any = "",
    attempts: int = 8,
    lease: float = 60,
    first_delay: float = 30,
    longest_delay: float = 6 * 60 * 60,
    outside: bool = False,
    given_up: GivenUp | None = None,
) -> Callable[[Handler], Handler]:
    """Register a function as the handler of a kind of job.

    ``attempts`` is how often it is tried before it goes to the dead letters; ``lease`` how many seconds a worker
    may be silent before another takes the job over; the delays between attempts start at ``first_delay`` seconds
    and double up to ``longest_delay``. ``title`` says what the job does, in words for staff.

    Normally the handler runs inside the transaction that marks the job done, so its effect and "done" commit
    together or not at all; it should be quick, because on SQLite that transaction is the only one that can write.
    With ``outside=True``, for a handler that talks to a mail server or takes long, it runs outside any transaction,
    may call ``task.renew()``, and writes its effect in ``with task.finishing():``.

    ``given_up`` is told the payload of a job that goes to the dead letters: because its last attempt failed, or because
    the worker was killed that made it. It writes down that nobody tries any more, so that no page waits for ever.
    """

    def register(handler: Handler) -> Handler:
        known = KINDS.get(name)
        if known is not None and _place(known.handler) != _place(handler):
            raise ValueError(f"the kind of job {name!r} already has a handler")
        KINDS[name] = Kind(
            name=name,
            handler=handler,
            title=title or name,
            attempts=attempts,
            lease=timedelta(seconds=lease),
            first_delay=timedelta(seconds=first_delay),
            longest_delay=timedelta(seconds=longest_delay),
            outside=outside,
            given_up=given_up,
        )
        return handler

    return register


def scheduled(
    name: str, *, every: timedelta | None = None, at: time | None = None, **options: Any
) -> Callable[[Handler], Handler]:
    """Register a handler that recurs: ``every`` so long, or once a day ``at`` a local time of the councils.

    Exactly one job is made for each occurrence, however many workers run. Occurrences missed while no worker ran
    are not made up for, except the latest. The other options are those of :func:`job`.
    """
    if (every is None) == (at is None):
        raise ValueError("a schedule has either every= or at=")
    if every is not None and every < timedelta(seconds=1):
        raise ValueError("a schedule recurs at most once a second")

    def register(handler: Handler) -> Handler:
        job(name, **options)(handler)
        SCHEDULES[name] = Schedule(kind=name, every=every, at=at)
        return handler

    return register


def title(name: str) -> str:
    """What a kind of job does, in words for staff; its name when the kind is no longer known."""
    return str(KINDS[name].title) if name in KINDS else name


def _place(handler: Handler) -> tuple[str, str]:
    return handler.__module__, handler.__qualname__
