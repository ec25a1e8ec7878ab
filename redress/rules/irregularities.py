"""What would not have been allowed, had the true dates been known at the time?

A correction changes no earlier act: what was done stays done, and what was sent stays sent. But it may
bring to light that an act came too late or too early. That is told beside the case, never mended in
silence. Everything here is derived; nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from redress.rules.case import Case, Run
from redress.rules.clock import deadline_of, raised_late
from redress.rules.moments import day_in_words
from redress.rules.phrases import Translate, gettext_noop, under
from redress.rules.policy import AdvisoryWindow, Rulebook

SENTENCES = {
    "late-complaint": gettext_noop(
        "By the corrected dates the complaint came after the limit for complaining, and nobody decided whether it "
        "should go ahead"
    ),
    "late-request": gettext_noop(
        "By the corrected dates the request of {day} came after the last day for asking, {due}"
    ),
    "late-extension": gettext_noop("By the corrected dates the extension came on {day}, after the date it extended"),
    "before-receipt": gettext_noop("By the corrected dates this was acknowledged on {day}, before it was received"),
}


@dataclass(frozen=True, slots=True)
class Irregularity:
    """One act that the corrected dates speak against. ``seq`` is its event, ``parameters`` what the sentence names."""

    code: str
    seq: int
    paragraph: str
    parameters: dict[str, str]

    def sentence(self, _: Translate = str) -> str:
        """What is irregular, in one sentence that ends with the paragraph."""
        said = _(SENTENCES[self.code]).format(**self.parameters)
        return f"{said} {under(self.paragraph, _)}."


def irregularities(case: Case, book: Rulebook) -> tuple[Irregularity, ...]:
    """Every act of every run that the dates as now corrected would have barred, in the order of the runs."""
    return tuple(found for run in case.runs.values() for found in _of(case, run, book))


def _of(case: Case, run: Run, book: Rulebook) -> Iterator[Irregularity]:
    policy = book.policy(run.policy)
    went_on = run.milestone("allocated", next(iter(run.stages)))
    if went_on and run.lateness_accepted is None and raised_late(case, run, book):
        yield Irregularity("late-complaint", went_on.seq, policy.late.paragraph, {})
    yield from _late_requests(case, run, book)
    for extension in run.extensions:
        deadline = deadline_of(case, run, extension.clock, book)
        if deadline and deadline.missed and not extension.late and extension.at.day > deadline.missed:
            parameters = {"day": day_in_words(extension.at.day)}
            yield Irregularity("late-extension", extension.seq, deadline.paragraph, parameters)
    for stage in run.stages.values():
        mark = stage.milestones.get("acknowledged")
        if mark and mark.at.day < stage.opened.day:
            paragraph = policy.stage(run.track, stage.id).paragraph
            yield Irregularity("before-receipt", mark.seq, paragraph, {"day": day_in_words(mark.at.day)})


def _late_requests(case: Case, run: Run, book: Rulebook) -> Iterator[Irregularity]:
    for rule in book.policy(run.policy).requests:
        asked = run.milestone("requested", rule.stage)
        window = deadline_of(case, run, rule.window, book) if asked and rule.window else None
        if asked is None or window is None or run.request_late or isinstance(window.clock.binds, AdvisoryWindow):
            continue
        if any(stage.left for stage in run.stages.values() if stage.id == window.stage):
            continue  # it was asked for by a right, without an answer to count from
        made = run.request_made_on or asked.at.day
        if made > window.due:
            parameters = {"day": day_in_words(made), "due": day_in_words(window.due)}
            yield Irregularity("late-request", asked.seq, window.clock.paragraph, parameters)
