"""How is one act of an officer done, whole or not at all?

Every act of :mod:`redress.casework.acts` runs through :func:`done`: one transaction in which words are
kept, the letter is composed and approved, and the act is recorded. If the rules refuse, or the case has
moved on, nothing of it remains. The same key a second time makes nothing a second time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, NotRequired, TypedDict

from django.db import transaction
from django.utils import timezone

from redress.accounts.actors import holder_for
from redress.accounts.models import Staff
from redress.cases import find
from redress.cases.models import Case
from redress.cases.record import TOLERANT, MovedOn, Recording, made_before, record
from redress.cases.summary import staff_id
from redress.correspondence import drafts
from redress.correspondence.answer import PointTold
from redress.correspondence.checking import Concern, checked
from redress.correspondence.compose import Beside, Composed, Facts, compose
from redress.correspondence.letters import approve
from redress.correspondence.models import Letter, Message
from redress.correspondence.recipients import (
    NOBODY_ELSE,
    Sends,
    Way,
    enclosed,
    names_enclosed,
    way_of,
    ways_of,
    who_must_have_a_copy,
)
from redress.records import keep, people
from redress.records.models import Party
from redress.rules.actions import ACTIONS, Action, Note, Receive
from redress.rules.actors import Actor, Holder
from redress.rules.case import Case as Fold
from redress.rules.case import Run
from redress.rules.consequences import Situation, overall_outcome
from redress.rules.decide import refusal_of, way_open
from redress.rules.events import Finding, LetterSent
from redress.rules.letters import names_ombudsmen, ombudsmen_of
from redress.rules.moments import Moment
from redress.rules.policy import Move, Option, Policy, Rulebook
from redress.rules.refusals import Refused

Written = Mapping[str, str]


class Envelope(TypedDict):
    """Who acts, when it happened, the last event they had seen, and the key of their submission.

    ``run`` is the run of the case that is acted on (the main one unless said otherwise). ``sends`` is which way a
    letter goes and what goes with it, where that was chosen. Only seeds may give ``recorded_at``. ``looking``: nothing
    of it will stay, so that a letter may be looked at before it is fit to go.
    """

    by: Actor
    at: Moment
    seen: int
    key: str
    run: NotRequired[str]
    sends: NotRequired[Sends]
    recorded_at: NotRequired[datetime | None]
    looking: NotRequired[bool]


@dataclass(frozen=True, slots=True)
class Done:
    """What an act left behind: the recording, and the letter it sent, if it sent one.

    ``unfit``: why that letter could not go to its reader as it stands, where it was only looked at, and ``concerns``
    what the check then found of it and of its copies. ``message``: what it sent by e-mail in place of a letter.
    """

    recording: Recording
    letter: Letter | None = None
    message: Message | None = None
    unfit: Refused | None = None
    concerns: tuple[Concern, ...] = ()

    @property
    def repeated(self) -> bool:
        """The same submission had come before: nothing was made a second time."""
        return self.recording.repeated


def done(
    case: Case,
    name: str,
    action_of: Callable[[Doing], Action],
    envelope: Envelope,
    *,
    then: Callable[[Doing], None] | None = None,
) -> Done:
    """Do one act. ``action_of`` keeps the words, approves the letter and gives the order to record."""
    with transaction.atomic():
        before = made_before(case.pk, envelope["key"])
        if before is not None:
            return Done(before)
        on = Doing(case, name, envelope)
        on.must_be_open()
        action = action_of(on)
        recording = record(
            case.pk,
            action,
            by=envelope["by"],
            at=envelope["at"],
            seen=envelope["seen"],
            key=envelope["key"],
            recorded_at=envelope.get("recorded_at"),
        )
        on.row = recording.case
        if then is not None:
            then(on)
    return Done(replace(recording, case=on.row), on.sent, on.message, on.unfit, on.concerns)


class Doing:
    """One act while it is being done: where the case stands, and what the act keeps and sends."""

    def __init__(self, case: Case, name: str, envelope: Envelope) -> None:
        self.row, self.name, self.envelope = case, name, envelope
        self.by, self.at = envelope["by"], envelope["at"]
        self.standing = find.standing(case)
        self.book: Rulebook = self.standing.book
        self.fold: Fold = self.standing.case
        self.run: Run = self.fold.run(envelope.get("run", ""))
        self.policy: Policy = self.book.policy(self.run.policy)
        self.sent: Letter | None = None
        self.message: Message | None = None
        self.unfit: Refused | None = None
        self.concerns: tuple[Concern, ...] = ()

    @cached_property
    def day(self) -> date:
        """The local day on which the act is recorded: whose role it is today is told."""
        return timezone.localdate(self.envelope.get("recorded_at"))

    def must_be_open(self) -> None:
        """The case is as it was seen and the move is open: looked at before anything is kept or composed."""
        seen = self.envelope["seen"]
        if seen != self.fold.seq and ACTIONS.get(self.name) not in TOLERANT:
            raise MovedOn(tuple(self.standing.history[max(seen, 0) :]))
        if self.name == Receive.name:
            return  # it begins a run of its own: only the rules can say whether that may be
        refused = refusal_of(self.fold, self.name, by=self.by, book=self.book, run=self.run.id, today=self.at.day)
        if refused is not None:
            raise refused

    # --- words ---

    def words(self, kind: str, text: str) -> str:
        """Keep these words and give their digest; nothing for nothing."""
        return keep.words(self.row, kind, text, by=self.by, at=self.at).digest

    def internal_note(self, text: str) -> str:
        """Keep a note that no letter can read, and give its digest."""
        return keep.internal_note(self.row, text, by=self.by).digest

    def note_beside(self, text: str) -> None:
        """Record an internal note beside the act, under the same submission; nothing for nothing."""
        if not text.strip():
            return
        beside = record(
            self.row.pk,
            Note(run=self.run.id, note=self.internal_note(text)),
            by=self.by,
            at=self.at,
            seen=self.envelope["seen"],
            key=f"{self.envelope['key']}:note",
            recorded_at=self.envelope.get("recorded_at"),
        )
        self.row = beside.case

    def holder(self, person: Staff) -> Holder:
        """The person as whom the rules judge them on the day of the act."""
        return holder_for(person, self.at.day)

    # --- the letter ---

    @cached_property
    def move(self) -> Move:
        """The row of the policy's table under which this act is done: the very one by which it will be judged."""
        return way_open(self.fold, self.name, by=self.by, book=self.book, run=self.run.id, today=self.at.day)

    def letter(
        self,
        written: Written,
        *,
        kind: str = "",
        outcome: str = "",
        facts: Facts | None = None,
        to: Party | None = None,
    ) -> LetterSent:
        """Compose and approve the letter of this act: from now on it is kept as it stands, and delivered.

        It is the letter of the move unless another ``kind`` is named; it goes to whoever complains unless ``to`` names
        somebody else (:meth:`addressee`). Refused for a letter that lacks something compulsory, or that there is nobody
        to send to.
        """
        way = None if to else self.way(kind)
        composed = self.composed(written, kind=kind, outcome=outcome, facts=facts, to=to, way=way)
        if names_ombudsmen(composed.missing):
            ombudsmen_of(self.fold.points, self.policy)  # refused while nobody has settled which they are
        if composed.missing:
            lacking = [content.id for content in composed.missing]
            raise Refused("letter-lacks", composed.missing[0].paragraph, letter=composed.kind, contents=lacking)
        if composed.to is None:
            raise NobodyToWriteTo
        wrote = drafts.drafters(self.row, composed.kind)
        self.unfit, looking = composed.fit.refused, self.envelope.get("looking", False)
        key = self.envelope["key"]
        self._look(composed)
        self.sent, event = approve(self.row, composed, key=key, by=self.by, drafters=wrote, looking=looking)
        enclosed(self.row, self.sent.opaque_id, self.sends, by=self.by.id)
        for _name, party in () if to else self.copies(kind, way):
            beside = Beside(copy_of=composed.to.person.name, enclosed=names_enclosed(self.row, self.sends))
            copy = self._composed(written, kind, outcome, facts, to=party, beside=beside)
            self.unfit = self.unfit or copy.fit.refused
            self._look(copy)
            letter, _copied = approve(self.row, copy, key=key, by=self.by, looking=looking)
            enclosed(self.row, letter.opaque_id, self.sends, by=self.by.id)
        return event

    def _look(self, composed: Composed) -> None:
        """Check a letter that is only looked at; one that is sent is checked as it is approved."""
        if self.envelope.get("looking", False):
            found = dict.fromkeys((*self.concerns, *checked(self.row, composed)))
            self.concerns = tuple(sorted(found, key=lambda concern: not concern.blocks))

    @cached_property
    def sends(self) -> Sends:
        """Which way the letter goes and what goes with it, as the officer chose it."""
        return self.envelope.get("sends", NOBODY_ELSE)

    def way(self, kind: str) -> Way | None:
        """The way that the letter of this act goes; none where nobody acts for the complainant. May be Refused."""
        letter = self.policy.letter(kind or self.move.letter)
        return way_of(ways_of(self.row, letter, self.fold, self.run, self.policy), self.sends.way)

    def copies(self, kind: str, way: Way | None) -> list[tuple[str, Party]]:
        """Who has a copy of the letter of this act, each with the name by which the letter tells of it."""
        letter = self.policy.letter(kind or self.move.letter)
        owed = who_must_have_a_copy(self.row, letter, self.fold, self.run, self.policy, on=self.day)
        chosen = [(way.copy.person.name, way.copy)] if way is not None and way.copy is not None else []
        return [*chosen, *owed]

    def composed(
        self,
        written: Written,
        *,
        kind: str = "",
        outcome: str = "",
        facts: Facts | None = None,
        to: Party | None = None,
        way: Way | None = None,
    ) -> Composed:
        """The letter of this act as it would go now, with the dates that the act sets going."""
        if to:
            return self._composed(written, kind, outcome, facts, to=to)
        names = tuple(dict.fromkeys(name for name, _party in self.copies(kind, way)))
        beside = Beside(copied_to=names, enclosed=names_enclosed(self.row, self.sends))
        return self._composed(written, kind, outcome, facts, to=way.to if way else None, beside=beside)

    def _composed(
        self,
        written: Written,
        kind: str,
        outcome: str,
        facts: Facts | None,
        *,
        to: Party | None,
        beside: Beside | None = None,
    ) -> Composed:
        return compose(
            self.row,
            kind or self.move.letter,
            written=written,
            by_staff=self.signatory,
            outcome=outcome,
            facts=facts,
            at=self.at,
            run=self.run.id,
            to=to,
            beside=beside,
        )

    def addressee(self, option: Option, said: Mapping[str, str]) -> Party | None:
        """Who the letter of an option goes to where that is not whoever complains: a body, or the person it names."""
        if option.letter_to:
            return self._body(option.letter_to)
        if not option.letter_to_name:
            return None
        name, email = said.get(option.letter_to_name, ""), said.get(option.letter_to_address, "")
        return people.body_of(self.row, f"person:{email.lower() or name}"[:200], name=name, email=email)

    def _body(self, key: str) -> Party:
        """A body of the policy's contacts as somebody that this case can be written about to."""
        body = self.policy.contacts[key]
        return people.body_of(self.row, key, name=body.name, email=body.email, address="\n".join(body.lines))

    def letter_if_any(self, written: Written) -> LetterSent | None:
        """The letter of this act where the policy has one for it."""
        return self.letter(written) if self.move.letter else None

    @cached_property
    def signatory(self) -> Staff | None:
        """The member of staff who signs."""
        pk = staff_id(self.by.id)
        return Staff.objects.filter(pk=pk).first() if pk else None

    def outcome_of(self, findings: tuple[Finding, ...]) -> str:
        """The outcome of the whole from the finding of every point; refused while one has none."""
        now = Moment.of(self.envelope.get("recorded_at") or timezone.now(), timezone.get_default_timezone())
        situation = Situation(self.fold, self.run, self.policy, self.move, self.book, self.by, self.at, now)
        return overall_outcome(findings, situation)

    def draft_digest(self, written: Written, choices: Mapping[str, Any]) -> str:
        """The digest by which exactly this response is agreed, where the policy asks for agreement."""
        if self.policy.agreement_for(self.run.stage) is None:
            return ""
        return drafts.digest(self.row, self.move.letter, written, choices)


class NobodyToWriteTo(Exception):
    """The case has nobody to whom this letter could be sent."""


def draft_choices(
    findings: Mapping[str, str],
    reasons: Mapping[str, str] | None = None,
    remedies: Mapping[str, Sequence[str]] | None = None,
    *,
    told: Mapping[str, PointTold] | None = None,
    beside: Mapping[str, str] | None = None,
) -> dict[str, dict[str, Any]]:
    """What belongs to the draft of a response beside its words: what is found of each point, why, and what else."""
    found: dict[str, dict[str, Any]] = {
        "findings": {point: outcome for point, outcome in sorted(findings.items()) if outcome},
        "reasons": {id: keep.tidy(text) for id, text in sorted((reasons or {}).items()) if keep.tidy(text)},
        "remedies": {point: sorted(ids) for point, ids in sorted((remedies or {}).items()) if ids},
        "told": {point: kept for point, each in sorted((told or {}).items()) if (kept := each.tidied().kept())},
        "beside": {id: keep.tidy(text) for id, text in sorted((beside or {}).items()) if keep.tidy(text)},
    }
    return {name: given for name, given in found.items() if given or name == "findings"}
