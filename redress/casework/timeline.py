"""What has happened on a case, told to an officer: by whom, when, when written down, in which words?

A correction stands beside what it corrects as well as in its own place. Where an entry was written down
later than it happened, both times are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from redress.accounts.models import Staff
from redress.cases.find import Standing
from redress.cases.summary import staff_id
from redress.casework.explained import policy_of
from redress.casework.happenings import Facts, told
from redress.casework.wording import stage_name
from redress.correspondence.models import Letter
from redress.records.internal import InternalNote
from redress.records.models import Party, Words
from redress.rules import phrases
from redress.rules.events import Corrected, LetterSent, Linked, Recorded
from redress.rules.late_entries import entered_late
from redress.rules.moments import Moment
from redress.rules.policy import Policy

#: What is written down within this time of its happening was written down as it happened.
AT_ONCE = timedelta(minutes=15)
_TEXTS = ("reason", "note", "reasons", "words", "late_reason", "letter")


@dataclass(frozen=True, slots=True)
class Correction:
    """What set an entry right: by which entry, who, when, and the time it had borne before."""

    seq: int
    by: str
    at: datetime
    before: date | datetime | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as it stands on the timeline. ``recorded`` only where that was later than it happened.

    ``late``: the paragraph by which it was put on record too late; empty where it was not.
    """

    seq: int
    title: str
    lines: list[str]
    by: str
    at: date | datetime
    recorded: datetime | None
    late: str
    stage: str
    words: list[Words]
    notes: list[InternalNote]
    letter: Letter | None
    corrections: list[Correction]


class People:
    """The names behind the opaque ids of one case: one query, whoever they are."""

    def __init__(self, standing: Standing, parties: list[Party], *more: str) -> None:
        ids = {each.by for each in standing.history} | {each.covering_for for each in standing.history}
        ids |= {getattr(each.event, "to", "") for each in standing.history}
        ids |= {answer.value for each in standing.history for answer in getattr(each.event, "answers", ())}
        pks = {pk for pk in map(staff_id, [*ids, *more]) if pk}
        self.names = {person.actor_id: person.name for person in Staff.objects.filter(pk__in=pks)}
        for party in parties:
            self.names[party.actor_id] = self.names[f"person:{party.person_id}"] = party.person.name

    def who(self, entry: Recorded, policy: Policy) -> str:
        """Whoever did it, in which role, and for whom where somebody was away."""
        part = phrases.said(phrases.PARTS, entry.by_kind, _)
        name = self.names.get(entry.by) or part[:1].upper() + part[1:]
        role = next((role.name for role in policy.roles if role.id == entry.role), "")
        if entry.by_kind != "staff":
            return _("%(name)s (%(part)s)") % {"name": name, "part": part} if self.names.get(entry.by) else name
        if entry.covering_for:
            absent = self.names.get(entry.covering_for, "")
            return _("%(name)s for %(absent)s, %(role)s") % {"name": name, "absent": absent, "role": role}
        return _("%(name)s, %(role)s") % {"name": name, "role": role} if role else name


@dataclass(frozen=True, slots=True)
class Beside:
    """What the pages of a case have fetched already, to be put beside the events that vouch for it."""

    words: list[Words]
    notes: list[InternalNote]
    letters: list[Letter]
    services: Mapping[str, str]
    linked: Mapping[str, str] = field(default_factory=dict)  # the other cases that the reader may see, by opaque id


def timeline_of(standing: Standing, people: People, beside: Beside) -> list[Entry]:
    """Everything that happened, latest first; it asks the database nothing."""
    corrections = _corrections(standing, people)
    words = {row.digest: row for row in beside.words}
    notes = {row.digest: row for row in beside.notes}
    letters = {letter.opaque_id: letter for letter in beside.letters}
    entries = []
    for entry in standing.history:
        if isinstance(entry.event, Linked) and entry.event.other not in beside.linked:
            continue  # a link tells nobody of a case that they may not see
        title, lines = told(entry.event, _facts(standing, entry, people, beside))
        digests = [text for name in _TEXTS if isinstance(text := getattr(entry.event, name, None), str) and text]
        digests += [answer.value for answer in getattr(entry.event, "answers", ())]
        sent = getattr(entry.event, "letter", None)
        entries.append(
            Entry(
                seq=entry.seq,
                title=title,
                lines=lines,
                by=people.who(entry, policy_of(standing, entry.run)),
                at=shown(standing.case.times[entry.seq]),
                recorded=_recorded_later(entry),
                late=_late(standing, entry),
                stage=_stage(standing, entry),
                words=[words[digest] for digest in digests if digest in words],
                notes=[notes[digest] for digest in digests if digest in notes],
                letter=letters.get(sent.id if isinstance(sent, LetterSent) else str(sent)) if sent else None,
                corrections=corrections.get(entry.seq, []),
            )
        )
    return entries[::-1]


def shown(moment: Moment) -> date | datetime:
    """A moment as templates show it: an instant, or the day alone where no time is known."""
    return moment.instant or moment.day


def _facts(standing: Standing, entry: Recorded, people: People, beside: Beside) -> Facts:
    policy = policy_of(standing, entry.run)
    run = standing.case.runs[entry.run]
    return Facts(
        policy=policy,
        people=people.names,
        services=beside.services,
        points=(*standing.case.points, *standing.case.moved),
        linked=beside.linked,
        stage=stage_name(policy, run.track, entry.stage),
        track=policy.track(run.track).name,
    )


def _stage(standing: Standing, entry: Recorded) -> str:
    return stage_name(policy_of(standing, entry.run), standing.case.runs[entry.run].track, entry.stage)


def _recorded_later(entry: Recorded) -> datetime | None:
    recorded = datetime.fromisoformat(entry.recorded_at)
    if entry.at.instant is not None:
        return recorded if recorded - entry.at.instant > AT_ONCE else None
    return recorded if timezone.localdate(recorded) != entry.at.day else None


def _late(standing: Standing, entry: Recorded) -> str:
    """The paragraph of the council's limit for entries, where this one was made after it."""
    run = standing.case.runs[entry.run]
    policy, calendar = standing.book.policy(run.policy), standing.book.calendar(run.policy)
    late = entered_late(entry, policy, calendar, timezone.get_default_timezone())
    return policy.late_entries.paragraph if late and policy.late_entries else ""


def _corrections(standing: Standing, people: People) -> dict[int, list[Correction]]:
    by_entry: dict[int, list[Correction]] = {}
    for entry, corrected in _those_that_correct(standing):
        before = next(each.at for each in standing.history if each.seq == corrected.supersedes)
        by_entry.setdefault(corrected.supersedes, []).append(
            Correction(
                seq=entry.seq,
                by=people.who(entry, policy_of(standing, entry.run)),
                at=datetime.fromisoformat(entry.recorded_at),
                before=shown(before) if corrected.at else None,
            )
        )
    return by_entry


def _those_that_correct(standing: Standing) -> Iterator[tuple[Recorded, Corrected]]:
    for entry in standing.history:
        if isinstance(entry.event, Corrected):
            yield entry, entry.event
