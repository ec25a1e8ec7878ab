"""What lies before an officer who opens the page of an act: the case, the rule, and whether the way is open?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from redress.accounts.models import Staff
from redress.cases import find
from redress.cases.models import Case
from redress.cases.reading import log_read
from redress.cases.summary import staff_id
from redress.casework.acts import OMBUDSMAN_TRACK
from redress.casework.advice import Advised, advised
from redress.casework.wording import stage_name
from redress.correspondence.wordings import AS_THE_POLICY, Wording, in_force
from redress.records import adjustments
from redress.rules import phrases
from redress.rules.actors import Actor
from redress.rules.adjustments import Manner
from redress.rules.case import ACTS_OF_ACTOR, Run
from redress.rules.clock import Deadline
from redress.rules.decide import refusal_of, way_open
from redress.rules.events import Recorded
from redress.rules.letters import applies, flags_of
from redress.rules.policy import Content, Letter, Move, Policy, Stage, WhenOutcome, Written
from redress.rules.refusals import Refused
from redress.rules.wording import sentence


@dataclass
class Desk:
    """One case before one officer who is about to take one kind of action on one run of it."""

    row: Case
    actor: Actor
    action: str
    run_id: str = ""

    @cached_property
    def standing(self) -> find.Standing:
        return find.standing(self.row, today=timezone.localdate())

    @cached_property
    def run(self) -> Run:
        return self.standing.case.run(self.run_id)

    @cached_property
    def policy(self) -> Policy:
        return self.standing.book.policy(self.run.policy)

    @property
    def stage(self) -> Stage:
        return self.policy.stage(self.run.track, self.run.stage)

    @property
    def stage_name(self) -> str:
        """What the stage is called; the name of its track where that has but one, or none."""
        return stage_name(self.policy, self.run.track, self.run.stage)

    @cached_property
    def flags(self) -> frozenset[str]:
        """What is special about the case and the run."""
        return flags_of(self.standing.case, self.run, self.policy)

    @cached_property
    def move(self) -> Move | None:
        """The row of the policy's table by which the way is open; where it is closed, the one that comes nearest.

        None where the policy knows no such act here.
        """
        case, book = self.standing.case, self.standing.book
        try:
            if self.action != "receive":
                return way_open(case, self.action, by=self.actor, book=book, run=self.run.id, today=self.today)
        except Refused:
            pass
        return self._nearest_row()

    def _nearest_row(self) -> Move | None:
        """Of the rows for this stage, one for this actor's roles that is true of the case; or else any of them."""
        rows = self.policy.moves_for(self.track, self.action)
        here = [move for move in rows if not move.stages or self.run.stage in move.stages]
        outcome = self.run.outcomes.get(self.run.stage, "")
        true = [move for move in here if applies(move.when, outcome=outcome, flags=self.flags)] or here
        mine = [move for move in true if self.actor.role_names & set(move.by)]
        return next(iter(mine or true), None)

    @property
    def track(self) -> str:
        """The track whose table is read: taking in an Ombudsman's enquiry begins a run of that track."""
        return OMBUDSMAN_TRACK if self.action == "receive" else self.run.track

    @cached_property
    def refused(self) -> Refused | None:
        """Why the way is not open to this officer here and now, or none."""
        if self.move is None:
            return Refused("no-such-move", self.policy.track(self.run.track).paragraph, action=self.action)
        if self.action == "receive":
            if self.actor.role_names & set(self.move.by):
                return None
            return Refused("not-your-role", self.move.paragraph, action=self.action, by=list(self.move.by))
        case, book = self.standing.case, self.standing.book
        return refusal_of(case, self.action, by=self.actor, book=book, run=self.run.id, today=self.today)

    def sentence(self, refused: Refused) -> str:
        return sentence(refused, self.policy, _)

    @property
    def paragraph(self) -> str:
        return self.move.paragraph if self.move else ""

    @property
    def guidance(self) -> str:
        """What the paragraph says, in our own words."""
        return self.policy.paragraphs.get(self.paragraph, "")

    @property
    def places(self) -> tuple[str, ...]:
        """Where the officer is, as the policy's advice names it."""
        return (self.action, f"stage:{self.run.stage}")

    @property
    def advice(self) -> tuple[Advised, ...]:
        """What the policy advises here, with the bodies it names."""
        return advised(self.policy, self.places, flags=self.flags, case=self.row)

    # --- the letter ---

    @property
    def letter(self) -> Letter | None:
        """The letter without which the act does not happen."""
        return self.policy.letter(self.move.letter) if self.move and self.move.letter else None

    @cached_property
    def wording(self) -> Wording:
        """The council's own words for the letter, as they are in force today."""
        return in_force(self.row.council_id, self.letter.id, self.today) if self.letter else AS_THE_POLICY

    @cached_property
    def manner(self) -> Manner:
        """How the people of the case are to be written to and spoken with."""
        return adjustments.manner_on(self.row, self.today)

    @property
    def written_contents(self) -> list[Content]:
        """What the officer writes of the letter, conditional contents included."""
        if self.letter is None:
            return []
        return [
            content
            for content in self.letter.contents
            if isinstance(content.source, Written) and self.may_be_needed(content)
        ]

    def may_be_needed(self, content: Content) -> bool:
        """Whether the letter may have to carry it; which outcome there will be is not known yet."""
        return isinstance(content.when, WhenOutcome) or applies(content.when, outcome="", flags=self.flags)

    def needed_when(self, content: Content) -> str:
        """For a content that only some outcomes need: which."""
        if not isinstance(content.when, WhenOutcome):
            return ""
        names = phrases.either((self.policy.outcome(id).name for id in content.when.any_of), _)
        return _("Needed when the outcome is %(outcomes)s.") % {"outcomes": names}

    # --- the head of the page ---

    @property
    def holder(self) -> Staff | None:
        pk = staff_id(self.run.holder)
        return Staff.objects.filter(pk=pk).first() if pk else None

    @property
    def next_dates(self) -> list[Deadline]:
        """What the council owes on this case, soonest first."""
        owed = [deadline for deadline in self.standing.deadlines if deadline.open and deadline.binds_council]
        return sorted(owed, key=lambda deadline: deadline.due)

    @property
    def today(self) -> date:
        return timezone.localdate()


_Kind = TypeVar("_Kind", bound=Desk)


def desk_for(request: HttpRequest, reference: str, action: str, kind: type[_Kind] = Desk) -> _Kind:  # type: ignore[assignment]
    """The desk of whoever asks: 404 for a case they may not see. That they looked is written down."""
    row = find.case_for(request.actor, request.council, reference)  # type: ignore[attr-defined]
    log_read(row, request.actor, f"act: {action}")  # type: ignore[attr-defined]
    run = request.POST.get("run") or request.GET.get("run") or ""
    desk = kind(row, request.actor, action)  # type: ignore[attr-defined]
    if run in desk.standing.case.runs:
        desk.run_id = run
    return desk


def happened_since(events: list[Recorded] | tuple[Recorded, ...]) -> list[str]:
    """What was done since the page was made, one sentence each, with who did it."""
    # Which other cases there are is not for everybody.
    events = [event for event in events if event.kind not in ("Linked", "Merged", "Unmerged")]
    pks = {pk for pk in (staff_id(event.by) for event in events) if pk}
    names = dict(Staff.objects.filter(pk__in=pks).values_list("pk", "name"))
    return [_sentence(event, names) for event in events]


def _sentence(event: Recorded, names: dict[int, str]) -> str:
    who = names.get(staff_id(event.by) or 0) or phrases.said(phrases.PARTS, event.by_kind, _).capitalize()
    return _("%(who)s %(did)s.") % {"who": who, "did": phrases.said(phrases.EARLIER_ACTS, _act(event), _)}


def _act(event: Recorded) -> str:
    return ACTS_OF_ACTOR.get(event.kind, event.kind)
