"""Where does somebody's own complaint stand, whatever else is going on in its case?

Beside the complaint a case may hold an Ombudsman's enquiry, which is between the Ombudsman and the
council. Whoever complained follows, and acts on, the run that is theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from redress.cases.models import Case
from redress.cases.standing import Standing, standing
from redress.cases.theirs import is_the_ombudsmans, own_run
from redress.rules.case import Case as Fold
from redress.rules.case import Run
from redress.rules.clock import Deadline, RightOpened
from redress.rules.events import Recorded
from redress.rules.policy import Policy, Rulebook, Stage
from redress.rules.status import AT_REST, Status, status


@dataclass(frozen=True, slots=True)
class Own:
    """The run that is the complainant's, and all that is derived from it."""

    whole: Standing
    run: Run
    status: Status

    @property
    def case(self) -> Fold:
        """The fold of the whole case."""
        return self.whole.case

    @property
    def book(self) -> Rulebook:
        """The policies and calendars it is judged by."""
        return self.whole.book

    @property
    def policy(self) -> Policy:
        """The policy version that governs the run."""
        return self.book.policy(self.run.policy)

    @property
    def stage(self) -> Stage:
        """The stage the run has reached."""
        return self.policy.stage(self.run.track, self.run.stage)

    @property
    def seq(self) -> int:
        """The number of the last event: what a page passes on as ``seen``."""
        return self.whole.seq

    @property
    def history(self) -> list[Recorded]:
        """What happened on the run, oldest first."""
        return [recorded for recorded in self.whole.history if recorded.run == self.run.id]

    @property
    def everything(self) -> list[Recorded]:
        """What happened on every run of theirs, oldest first; an Ombudsman's enquiry is none of them."""
        theirs = {run.id for run in self.case.runs.values() if not is_the_ombudsmans(run, self.book)}
        return [recorded for recorded in self.whole.history if recorded.run in theirs]

    @property
    def deadlines(self) -> list[Deadline]:
        """The limits of the run."""
        return [deadline for deadline in self.whole.deadlines if deadline.run == self.run.id]

    @property
    def rights(self) -> list[RightOpened]:
        """What the complainant may do without waiting longer."""
        return [right for right in self.whole.rights if right.run == self.run.id]

    def rights_to(self, way: str, today: date) -> list[RightOpened]:
        """The rights that open this way, to the Ombudsman or to the next stage, as they stand today."""
        return [right for right in self.rights if right.right.opens == way and right.from_day <= today]

    @property
    def at_rest(self) -> bool:
        """Nothing is owed to the complainant on the run."""
        return self.status.code in AT_REST or self.status.code == "at-ombudsman"

    @property
    def has_final_answer(self) -> bool:
        """The last stage was answered, or there will be no further one."""
        answered = self.run.milestone("answered") is not None and not self.stage.next
        return answered or self.status.code in ("refused", "at-ombudsman")


def own_standing(case: Case, *, today: date | None = None) -> Own:
    """Where the complaint stands: one query. With ``today`` a window can be seen to have passed."""
    whole = standing(case, today=today)
    run = own_run(whole.case, whole.book)
    if any(is_the_ombudsmans(other, whole.book) and not other.ended for other in whole.case.runs.values()):
        return Own(whole, run, Status("at-ombudsman", run.stage))
    return Own(whole, run, status(whole.case, run, book=whole.book, today=today))


def others(own: Own, *, today: date) -> list[Own]:
    """What else of theirs is still open in the case beside that run, each as if it stood alone."""
    runs = [run for run in own.case.runs.values() if run.id != own.run.id and not run.ended]
    return [
        Own(own.whole, run, status(own.case, run, book=own.book, today=today))
        for run in runs
        if not is_the_ombudsmans(run, own.book)
    ]
