"""How do people tell of themselves apart from their complaint, so that nobody can put the two together again?

Nothing is kept of a person: an answer adds one to a figure of the council and the quarter, and that is all. No row says
who answered, about which case, at what time, from where, or what the same person answered to another question. Nor does
the order of rows: those of a quarter are made together, and all of them are written again with every answer, so that
none was written last. That a code was used is kept in a table of its own, as a keyed hash with the week in which it
runs out.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, models, transaction
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from redress.accounts.models import Council
from redress.records.equality_codes import mark_of, runs_out
from redress.rules.policy import EqualityMonitoring

#: The answers that every question has beside those of the policy, and what stands for a question left empty.
NOT_SAID, LEFT_EMPTY = "not-said", "left-empty"

#: The question under which it is counted how many people answered at all.
EVERYBODY = ""


class EqualityCount(models.Model):
    """How many people gave one answer to one question in one quarter, and nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.ForeignKey(Council, models.PROTECT, related_name="+")
    quarter = models.CharField(max_length=7)
    question = models.CharField(max_length=60, blank=True)
    answer = models.CharField(max_length=60, blank=True)
    people = models.PositiveIntegerField(_("people"), default=0)

    class Meta:
        app_label = "records"
        verbose_name = _("equality figure")
        verbose_name_plural = _("equality figures")
        constraints = [
            models.UniqueConstraint(
                fields=["council", "quarter", "question", "answer"], name="records_equalitycount_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quarter} {self.question}"


class EqualityCodeUsed(models.Model):
    """That a code was used, until it would have run out: a keyed hash, and not when, by whom or for what."""

    mark = models.CharField(max_length=64, primary_key=True)
    week = models.PositiveIntegerField()

    class Meta:
        app_label = "records"
        verbose_name = _("used equality code")
        verbose_name_plural = _("used equality codes")

    def __str__(self) -> str:
        return self.mark[:8]


def quarter_of(day: date) -> str:
    """The quarter of a day, such as 2026-Q2."""
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def is_used(council: str, code: str) -> bool:
    """Whether somebody has answered with this code already."""
    return EqualityCodeUsed.objects.filter(mark=mark_of(council, code)).exists()


@transaction.atomic
def count(council: str, asked: EqualityMonitoring, answers: Mapping[str, str], *, code: str, on: date) -> bool:
    """Add one person's answers to the figures; false, and nothing counted, if the code was used before.

    ``answers`` maps ids of questions to ids of answers; what is no answer of the policy counts as left empty.
    """
    try:
        with transaction.atomic():
            EqualityCodeUsed.objects.create(mark=mark_of(council, code), week=runs_out(code, on, asked.open_weeks))
    except IntegrityError:
        return False
    add(council, asked, answers, on=on)
    return True


def add(council: str, asked: EqualityMonitoring, answers: Mapping[str, str], *, on: date) -> None:
    """One more for every answer, and for everybody: every row of the quarter is written, by one statement."""
    given = {question.id: answers.get(question.id, "") for question in asked.questions}
    cells = _cells(asked)
    chosen = Q(question=EVERYBODY)
    for question, answer in given.items():
        chosen |= Q(question=question, answer=answer if (question, answer) in cells else LEFT_EMPTY)
    EqualityCount.objects.bulk_create(
        [
            EqualityCount(council_id=council, quarter=quarter_of(on), question=question, answer=answer)
            for question, answer in cells
        ],
        ignore_conflicts=True,
    )
    rows = EqualityCount.objects.filter(council=council, quarter=quarter_of(on))
    rows.update(people=F("people") + Case(When(chosen, then=Value(1)), default=Value(0)))


def _cells(asked: EqualityMonitoring) -> list[tuple[str, str]]:
    """Every figure there is in a quarter, in the order of the policy."""
    cells = [(EVERYBODY, "")]
    for question in asked.questions:
        cells += [(question.id, answer.id) for answer in question.answers]
        cells += [(question.id, NOT_SAID), (question.id, LEFT_EMPTY)]
    return cells


def forget_used_codes(week: int) -> int:
    """Delete the marks of codes that have run out; say how many."""
    return EqualityCodeUsed.objects.filter(week__lt=week).delete()[0]
