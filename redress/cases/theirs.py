"""Which run of a case is the complainant's own?

Beside the complaint a case may hold an Ombudsman's enquiry, which is between the Ombudsman and the council.
"""

from __future__ import annotations

from redress.rules.case import Case as Fold
from redress.rules.case import Run
from redress.rules.policy import Rulebook


def own_run(case: Fold, book: Rulebook) -> Run:
    """The complainant's run: the complaint begun last among those still open, else another, never the Ombudsman's."""
    runs = [run for run in case.runs.values() if not is_the_ombudsmans(run, book)] or list(case.runs.values())
    still_open = [run for run in runs if not run.ended] or runs
    complaints = [run for run in still_open if book.policy(run.policy).track(run.track).counts_as_complaint]
    return (complaints or still_open)[-1]


def is_the_ombudsmans(run: Run, book: Rulebook) -> bool:
    """Whether the run is an enquiry that an Ombudsman answers for, not the person who complained."""
    return bool(book.policy(run.policy).moves_for(run.track, "answer-ombudsman"))
