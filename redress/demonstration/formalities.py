"""What do the made-up people see to when an act of theirs must wait for a decision or a check of the policy?

A script tells what makes its case worth showing. Whatever the policy wants before each act, of every case, is
seen to here, by somebody who may, in words that could stand in any case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from redress.accounts.models import Staff
from redress.cases.find import standing
from redress.cases.models import Case
from redress.cases.standing import Standing
from redress.casework import acts
from redress.casework.steps.answers import Given
from redress.rules.actors import Actor
from redress.rules.case import Run
from redress.rules.moments import Moment
from redress.rules.policy import AskPerson, AskWords, Move, Question, Written
from redress.rules.refusals import Refused
from redress.rules.steps import questions_of, settled
from redress.rules.stories import stand_ins

#: What is written in answer to a question, by step and question; else by the question alone.
WORDS: Mapping[str, str] = {
    "anonymous-decision.reason": "There is nobody to ask, and what we were told can be looked into without them.",
    "contact": "The complaints officer there, by e-mail.",
    "contractor-handling.how": "The contractor's manager looks into it and reports to us.",
    "contractor-handling.who": "The contract manager.",
    "declare-interest.reason": "I do not know the complainant and had no part in what happened.",
    "evidence": "The complaint itself, and the records of the service.",
    "information-request.original-reference": "FOI-2041",
    "premature-referral.reference": "24 018 771",
    "reason": "It follows from what the complainant told us and from the records of the service.",
}
OTHERWISE = "Seen to. Nothing stands out."

#: What is written into a letter that goes with it, where it is not what the complainant told us.
IN_LETTERS = "We have taken this down as you told us. Please let us know if anything is wrong or missing."

#: More than stand before any one act.
MOST = 12


class Formalities:
    """The steps that a case at a council may need, taken by its staff."""

    def __init__(self, staff: Mapping[str, Staff], actor: Callable[[str], Actor]) -> None:
        self.staff, self.actor = staff, actor

    def seen_to(
        self,
        case: Case,
        act: Callable[[str, int], Case],
        *,
        key: str,
        at: Moment,
        recorded_at: datetime,
        near: list[str],
    ) -> Case:
        """The case after an act (given its key and the last event seen), once what it waits for has been seen to.

        ``near`` are the people who are asked first.
        """
        for number in range(MOST):
            case.refresh_from_db()
            try:
                return act(key, case.last_seq)
            except Refused as refused:
                if refused.code != "step-first":
                    raise
                id = str(refused.parameters["step"])
                self._take(case, id, near, at=at, key=f"{key}:{number}", recorded_at=recorded_at)
        raise AssertionError(f"too much stands before {key}")

    def _take(self, case: Case, id: str, near: list[str], **envelope: Any) -> None:
        stands = standing(case)
        run = next(run for run in stands.case.runs.values() if _is_wanted(id, stands, run))
        policy = stands.book.policy(run.policy)
        step = policy.step(id)
        option = stand_ins.usual_option(step, stands.case, run, policy)
        said = stand_ins.answers(step, option, case=stands.case, run=run, policy=policy, at=envelope["at"])
        asked = {question.id: question for question in questions_of(step, option)}
        given = {each.question: self._given(id, asked[each.question], each.value, near) for each in said}
        by = self._somebody(policy.moves_for(run.track, f"step:{id}"), run, near)
        contents = policy.letter(option.letter).contents if option.letter else ()
        written = {each.id: IN_LETTERS for each in contents if isinstance(each.source, Written)}
        told = {**envelope, "by": by, "seen": case.last_seq, "run": run.id}
        acts.take_step(case, step=id, option=option.id, answers=given, written=written, **told)

    def _given(self, step: str, question: Question, usual: str, near: list[str]) -> Given:
        if isinstance(question, AskWords):
            return WORDS.get(f"{step}.{question.id}") or WORDS.get(question.id) or OTHERWISE
        if isinstance(question, AskPerson):
            return next(self.staff[who] for who in self._asked(near) if self.actor(who).roles & set(question.roles))
        return usual

    def _somebody(self, rows: Iterable[Move], run: Run, near: list[str]) -> Actor:
        """Whoever may take the step: the one in charge where it is theirs, else the first of those near at hand."""
        for move in rows:
            if move.stages and run.stage not in move.stages:
                continue
            for who in self._asked(near):
                theirs = not move.holder or self.actor(who).id == run.holder
                if theirs and self.actor(who).roles & set(move.by):
                    return self.actor(who)
        raise LookupError("nobody at this council may take the step")

    def _asked(self, near: list[str]) -> list[str]:
        return [*near, *(who for who in self.staff if who not in near)]


def _is_wanted(id: str, stands: Standing, run: Run) -> bool:
    """Whether the step is wanting in this run: it belongs there, and is not settled."""
    policy = stands.book.policy(run.policy)
    return not run.ended and bool(policy.moves_for(run.track, f"step:{id}")) and not settled(policy.step(id), run)
