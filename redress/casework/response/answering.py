"""How does an answer go: its findings on record, its letter sent, and what it promises with owner and date?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from redress.accounts.models import Staff
from redress.cases.models import Case
from redress.cases.summary import staff_id
from redress.casework.acting import Doing, Done, Envelope, Written, done, draft_choices
from redress.casework.response.rows import promise_step
from redress.correspondence.answer import PointTold, Remedy
from redress.rules import actions as order
from redress.rules.events import Finding

Take = Callable[..., Done]


@dataclass(frozen=True)
class Answer:
    """What is answered: a finding for every point, why, what puts it right, and what else is told of each.

    ``remedies`` are kinds without more; ``beside`` is the step that goes on record with the answer, and all that was
    ``typed`` of it in the draft.
    """

    findings: Mapping[str, str]
    written: Written
    reasons: Mapping[str, str] = field(default_factory=dict)
    remedies: Mapping[str, Sequence[str]] = field(default_factory=dict)
    told: Mapping[str, PointTold] = field(default_factory=dict)
    beside: Mapping[str, Any] | None = None

    def kinds(self, point: str) -> tuple[str, ...]:
        """The kinds of remedy of a point, each once."""
        told = (each.kind for each in self.told.get(point, PointTold()).remedies if each.kind)
        return tuple(dict.fromkeys((*self.remedies.get(point, ()), *told)))

    @property
    def choices(self) -> dict[str, Any]:
        """What its draft was saved with beside its words."""
        typed = self.beside.get("typed", {}) if self.beside else {}
        return draft_choices(self.findings, self.reasons, self.remedies, told=self.told, beside=typed)

    @property
    def promised(self) -> list[Remedy]:
        """What somebody is to do by a date."""
        return [each for told in self.told.values() for each in told.remedies if each.to_do and each.day]


def answered(case: Case, answer: Answer, envelope: Envelope, *, take: Take) -> Done:
    """Answer the stage, whole or not at all: what must be on record first, the answer, then what it promises."""

    def action(on: Doing) -> order.Action:
        kept = {point: on.words("decision", text) for point, text in answer.reasons.items()}
        found = tuple(
            Finding(point, outcome, kept.get(point, ""), answer.kinds(point))
            for point, outcome in answer.findings.items()
        )
        facts: Any = {"findings": found, "why": answer.reasons, "told": answer.told}
        return order.Respond(
            run=on.run.id,
            findings=found,
            draft=on.draft_digest(answer.written, answer.choices),
            letter=on.letter(answer.written, outcome=on.outcome_of(found), facts=facts),
        )

    with transaction.atomic():
        envelope = _beside(case, answer, envelope, take)
        return done(case, "respond", action, envelope, then=lambda on: _promise(on, answer, take))


def _beside(case: Case, answer: Answer, envelope: Envelope, take: Take) -> Envelope:
    """Put on record first what the outcome asks for; the answer then sees the case as it stands after it."""
    if answer.beside is None:
        return envelope
    on = Doing(case, "respond", envelope)
    step = on.policy.step(answer.beside["step"])
    on.must_be_open()
    found = tuple(Finding(point, outcome) for point, outcome in answer.findings.items())
    if on.outcome_of(found) not in step.with_outcomes:
        return envelope
    taken = {name: answer.beside[name] for name in ("step", "option", "answers")}
    first = take(case, **taken, **{**envelope, "key": f"{envelope['key']}:beside"})
    case.refresh_from_db()
    return {**envelope, "seen": first.recording.case.last_seq}


def _promise(on: Doing, answer: Answer, take: Take) -> None:
    """Everything that somebody is to do by a date goes on record with its owner (DA 2.3)."""
    step = promise_step(on.policy, on.run.track)
    if step is None or step.commits is None:
        return
    for number, each in enumerate(answer.promised, start=1):
        owner = Staff.objects.filter(pk=staff_id(each.owner), council=on.row.council_id).first()
        answers = {step.commits.what: _what(each, on), step.commits.owner: owner, step.commits.day: each.day}
        envelope = {**on.envelope, "seen": on.row.last_seq, "key": f"{on.envelope['key']}:promise-{number}"}
        taken = take(on.row, step=step.id, option=step.options[0].id, answers=answers, **envelope)
        on.row = taken.recording.case


def _what(remedy: Remedy, on: Doing) -> str:
    names = {each.id: each.name for each in on.policy.lists.get("remedies", ())}
    kind, what = names.get(remedy.kind, ""), remedy.what.strip()
    return f"{kind}: {what}" if kind and what else what or kind
