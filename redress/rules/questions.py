"""What would the dates be, if this were what happened?

A question names the few moments that clocks depend on; ``answer`` tells them to the same events and
the same clocks as a real case, and gives the dates back with their working. It is what the command
``redress deadline`` prints.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from redress.rules import actions as order
from redress.rules import events as happened
from redress.rules.case import Case, continued
from redress.rules.clock import Deadline, deadlines, receipt_of
from redress.rules.consequences import due_date_can_move, extendable, time_gained
from redress.rules.entry import entered_at
from redress.rules.events import LetterSent, Point, Recorded
from redress.rules.explanation import working_lines
from redress.rules.moments import Moment
from redress.rules.nearest import did_you_mean
from redress.rules.phrases import either
from redress.rules.picture import picture_text
from redress.rules.policy import Policy, Rulebook, Stage, Track
from redress.rules.refusals import Refused
from redress.rules.wording import sentence
from redress.rules.working_days import BeyondCalendar

KEYS = (
    "received",
    "happened_on",
    "service",
    "begins_at",
    "acknowledged",
    "extended",
    "responded",
    "stage_two_requested",
    "stage_two_acknowledged",
    "stage_two_extended",
    "stage_two_responded",
    "stage_three_requested",
    "stage_three_acknowledged",
    "stage_three_extended",
    "stage_three_responded",
)

#: What the keys of each stage begin with, in the order of the stages.
_STAGES = (("", "Stage One"), ("stage_two_", "Stage Two"), ("stage_three_", "Stage Three"))
_LETTER = LetterSent(kind="", id="", digest="")


class Unanswerable(ValueError):
    """A question that cannot be answered: its sentence says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Answered:
    """When the complaint counts as received, every deadline that can be known, and the extensions refused."""

    legal_receipt: Moment
    deadlines: tuple[Deadline, ...]
    refused: tuple[Refused, ...] = ()


def answer(question: Mapping[str, Any], policy: Policy, book: Rulebook, zone: dt.tzinfo) -> dict[str, Any]:
    """The answer as plain values, ready for JSON; what cannot be answered gives ``error`` and why.

    An extension that the policy does not allow moves no date: it is told under ``refused``.
    """
    try:
        answered = dates(question, policy, book, zone)
    except (Unanswerable, BeyondCalendar) as mistake:
        return {"error": str(mistake)}
    plain: dict[str, Any] = {
        "legal_receipt": answered.legal_receipt.short(),
        "deadlines": {deadline.clock.id: _plain(deadline, policy) for deadline in answered.deadlines},
    }
    if answered.refused:
        plain["refused"] = [
            {"code": refused.code, "paragraph": refused.paragraph, "sentence": sentence(refused, policy)}
            for refused in answered.refused
        ]
    return plain


def _plain(deadline: Deadline, policy: Policy) -> dict[str, Any]:
    plain: dict[str, Any] = {"due": deadline.due.isoformat()}
    if deadline.printed != deadline.due:
        plain["printed"] = deadline.printed.isoformat()
    plain["paragraph"] = deadline.paragraph
    if rests_on_due_date(deadline):
        plain["provisional"] = True
    if deadline.projected:
        plain["projected"] = True
    plain["working"] = working_lines(deadline, policy)
    return plain


def rests_on_due_date(deadline: Deadline) -> bool:
    """Whether it still rests on the due date of something that has not happened."""
    return deadline.met is None and deadline.working.anchored.provisional


def dates(question: Mapping[str, Any], policy: Policy, book: Rulebook, zone: dt.tzinfo) -> Answered:
    """The deadlines that follow from a question.

    Raises :class:`Unanswerable`, and :class:`~redress.rules.working_days.BeyondCalendar`.
    """
    asked = _Asked(question, policy, book, zone)
    case = asked.case()
    receipt = receipt_of(case.main_run.received, policy, book.calendar(policy.pin))
    return Answered(receipt.moment, deadlines(case, book), tuple(asked.refused))


class _Asked:
    """A question on its way to a case: one event after another, each checked as it is added."""

    def __init__(self, question: Mapping[str, Any], policy: Policy, book: Rulebook, zone: dt.tzinfo) -> None:
        self.question, self.policy, self.book, self.zone = question, policy, book, zone
        self.so_far = Case()
        self.last: tuple[str, Moment] | None = None
        self.refused: list[Refused] = []
        unknown = [key for key in question if key not in KEYS]
        if unknown:
            raise Unanswerable(f"“{unknown[0]}” is not a key of a question{did_you_mean(unknown[0], KEYS)}")

    def case(self) -> Case:
        track = _complaints(self.policy)
        first = self._received(track)
        for place, (prefix, name) in enumerate(_STAGES):
            keys = _keys_of(prefix)
            asked = self._moment(keys[0]) if first < place < len(track.stages) else None
            if place < first:
                self._says_nothing(keys, f"is about {name}, and this begins in a later stage")
            elif place >= len(track.stages):
                self._says_nothing(keys, f"is about {name}, and this policy has fewer stages")
            elif place > first and asked is None:
                later = [key for prefix, _ in _STAGES[place + 1 :] for key in _keys_of(prefix)]
                self._needs(keys[0], *keys[1:], *later)
            else:
                self._stage(track.stages[place], prefix, asked)
        return self.so_far

    def _received(self, track: Track) -> int:
        """The complaint arrived; in which of its stages it begins, counted from 0."""
        received = self._moment("received")
        if received is None:
            raise Unanswerable("A question needs “received”: when the complaint arrived.")
        event = happened.Received(
            track=track.id,
            channel="",
            policy=self.policy.pin,
            calendar=self.book.calendar_version,
            points=self._points(),
            happened_on=self._day("happened_on"),
        )
        if event.happened_on is not None and event.happened_on > received.day:
            raise Unanswerable("“happened_on” comes after “received”: check the dates.")
        stage = self._begins_at(track, event.points)
        self._add(track.stages[stage], received, event)
        return stage

    def _points(self) -> tuple[Point, ...]:
        """One point for each service it is about, by the council's codes."""
        written = self.question.get("service", "")
        services = written if isinstance(written, list) else [written]
        if not services or not all(isinstance(service, str) for service in services):
            raise Unanswerable("“service” is the code of a service, or a list of several.")
        return tuple(Point(f"p{number}", service) for number, service in enumerate(services, start=1))

    def _begins_at(self, track: Track, points: tuple[Point, ...]) -> int:
        wanted = self.question.get("begins_at") or ""
        try:
            stage = entered_at(self.policy, track.id, points, str(wanted))
        except Refused:
            entries = [stage.id for stage in track.stages[1:] if stage.entry]
            where = f"it can begin in {either(entries)}" if entries else "it begins in the first stage only"
            raise Unanswerable(f"A complaint cannot begin in “{wanted}” here: {where}.") from None
        return [each.id for each in track.stages].index(stage)

    def _stage(self, stage: Stage, prefix: str, asked: Moment | None) -> None:
        """What happened in one stage, from the request for it (if it was asked for) to its answer."""
        if asked is not None:
            self._add(stage, asked, happened.NextStageRequested(stage.id, reasons="given"))
        moment = self._moment(f"{prefix}acknowledged")
        if moment is not None:
            self._add(stage, moment, happened.Acknowledged(_LETTER))
        for until, days in self._extensions(f"{prefix}extended"):
            try:
                self._extend(stage, days, until)
            except Refused as refused:
                self.refused.append(refused)
        responded = self._moment(f"{prefix}responded")
        if responded is not None:
            self._add(stage, responded, happened.Responded((), "", _LETTER, final=not stage.next))

    def _extend(self, stage: Stage, days: int, until: dt.date | None) -> None:
        """More time, taken in time: the question does not say when, so on the day the clock started."""
        case = self.so_far
        run = case.main_run
        deadline = extendable(case, run, self.book)
        rule = deadline.clock.extension
        due_date_can_move(deadline)
        action = order.Extend(days=days, until=until, reason_kind="", letter=_LETTER)
        gained, new = time_gained(action, deadline, rule)
        event = happened.Extended(deadline.clock.id, gained, new, "", "", _LETTER)
        self._add(stage, Moment.on(deadline.working.anchored.day), event)

    def _add(self, stage: Stage, at: Moment, event: Any) -> None:
        entry = Recorded(self.so_far.seq + 1, "r1", stage.id, at, "", "system", "", "", "", event)
        continued(self.so_far, entry)

    # --- reading what was asked ------------------------------------------------------------------

    def _moment(self, key: str) -> Moment | None:
        written = self.question.get(key)
        if written is None:
            return None
        if not isinstance(written, str):
            raise Unanswerable(f"“{key}” is a date or a time in quotation marks, such as 2026-04-02T17:30.")
        try:
            moment = Moment.parse(written, self.zone)
        except ValueError as mistake:
            raise Unanswerable(f"“{key}”: {mistake}") from None
        if self.last is not None and _before(moment, self.last[1]):
            raise Unanswerable(f"“{key}” comes before “{self.last[0]}”: check the dates.")
        calendar = self.book.calendar(self.policy.pin)
        if not calendar.first <= moment.day <= calendar.last:
            raise BeyondCalendar(moment.day, calendar.first, calendar.last)
        self.last = (key, moment)
        return moment

    def _day(self, key: str) -> dt.date | None:
        written = self.question.get(key)
        if written is None:
            return None
        try:
            return dt.date.fromisoformat(written)
        except (TypeError, ValueError):
            raise Unanswerable(f"“{key}” is a date, such as 2026-04-02.") from None

    def _extensions(self, key: str) -> Iterator[tuple[dt.date | None, int]]:
        """Working days, or new dates: one, or a list of several that followed one another."""
        written = self.question.get(key)
        if written is None:
            return
        for one in written if isinstance(written, list) else [written]:
            if isinstance(one, int) and not isinstance(one, bool) and one > 0:
                yield None, one
            elif isinstance(one, str):
                yield dt.date.fromisoformat(self._checked_day(key, one)), 0
            else:
                raise Unanswerable(f"“{key}” is a number of working days, such as 10, or a new date.")

    def _checked_day(self, key: str, written: str) -> str:
        try:
            return dt.date.fromisoformat(written).isoformat()
        except ValueError:
            raise Unanswerable(f"“{key}” is a number of working days, such as 10, or a new date.") from None

    def _says_nothing(self, keys: list[str], why: str) -> None:
        for key in keys:
            if self.question.get(key) is not None:
                raise Unanswerable(f"“{key}” {why}.")

    def _needs(self, needed: str, *keys: str) -> None:
        for key in keys:
            if self.question.get(key) is not None:
                raise Unanswerable(f"“{key}” can only be given together with “{needed}”.")


def _keys_of(prefix: str) -> list[str]:
    return [f"{prefix}{act}" for act in ("requested", "acknowledged", "extended", "responded")]


def _complaints(policy: Policy) -> Track:
    return next((track for track in policy.tracks if track.counts_as_complaint), policy.tracks[0])


def _before(moment: Moment, other: Moment) -> bool:
    if moment.day != other.day:
        return moment.day < other.day
    return moment.instant is not None and other.instant is not None and moment.instant < other.instant


def answer_text(question: Mapping[str, Any], policy: Policy, book: Rulebook, zone: dt.tzinfo) -> str:
    """The answer for a person to read: each date with its working and its picture."""
    answered = dates(question, policy, book, zone)
    parts = [f"{policy.council.name}: {policy.title}"]
    for deadline in answered.deadlines:
        parts.append("\n".join([*_text(deadline, policy), "", picture_text(deadline)]))
    parts.extend(f"Refused: {sentence(refused, policy)}" for refused in answered.refused)
    return "\n\n".join(parts)


def _text(deadline: Deadline, policy: Policy) -> Iterator[str]:
    yield f"{deadline.clock.name}"
    yield from (f"  {line}" for line in working_lines(deadline, policy))
