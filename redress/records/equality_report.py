"""What did the people who complained tell of themselves, in figures that tell nothing of any of them?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from redress.records.equality import EVERYBODY, EqualityCount, quarter_of
from redress.records.equality_figures import Period, percent, periods, shown
from redress.rules.policy import EqualityMonitoring, EqualityQuestion

#: The number of months in a quarter of a year.
_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One answer by its name, and its figure if it can be shown."""

    name: str
    people: int | None
    percent: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """What was answered to one question in one period."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one period: from its first to its last day, and how many people answered."""

    first: date
    last: date
    people: int
    tables: tuple[Table, ...]


def reports(council: str, asked: EqualityMonitoring, common: Mapping[str, str], *, today: date) -> list[Report]:
    """The figures of every period that is over and can be shown, the latest first: one query.

    ``common`` are the words for the answers that every question has.
    """
    counted: dict[str, dict[tuple[str, str], int]] = {}
    for row in EqualityCount.objects.filter(council=council):
        counted.setdefault(row.quarter, {})[row.question, row.answer] = row.people
    everybody = {quarter: figures.get((EVERYBODY, ""), 0) for quarter, figures in counted.items()}
    found = periods(everybody, before=quarter_of(today), enough=asked.enough)
    return [_report(period, counted, asked, common) for period in reversed(found)]


def _report(
    period: Period,
    counted: dict[str, dict[tuple[str, str], int]],
    asked: EqualityMonitoring,
    common: Mapping[str, str],
) -> Report:
    together: dict[tuple[str, str], int] = {}
    for quarter in period.quarters:
        for cell, people in counted[quarter].items():
            together[cell] = together.get(cell, 0) + people
    tables = tuple(
        _table(question, {**_names(question), **common}, together, asked.smallest) for question in asked.questions
    )
    return Report(_first_day(period.first), _last_day(period.last), period.people, tables)


def _names(question: EqualityQuestion) -> dict[str, str]:
    return {answer.id: answer.name for answer in question.answers}


def _table(
    question: EqualityQuestion, names: Mapping[str, str], together: Mapping[tuple[str, str], int], smallest: int
) -> Table:
    """Every answer of the policy, those that every question has, and any that an earlier policy had."""
    earlier = {answer: answer for id, answer in sorted(together) if id == question.id and answer not in names}
    named = {**names, **earlier}
    figures = [together.get((question.id, answer), 0) for answer in named]
    everybody = together[EVERYBODY, ""]
    lines = [
        Line(name, figure, None if figure is None else percent(figure, everybody))
        for name, figure in zip(named.values(), shown(figures, smallest), strict=True)
    ]
    return Table(question.label, tuple(lines))


def _first_day(quarter: str) -> date:
    year, _dash, number = quarter.partition("-Q")
    return date(int(year), _MONTHS * (int(number) - 1) + 1, 1)


def _last_day(quarter: str) -> date:
    after = _first_day(quarter) + timedelta(days=31 * _MONTHS)
    return after.replace(day=1) - timedelta(days=1)


def rows(found: Iterable[Report], not_shown: str) -> list[list[str]]:
    """The same as rows of a sheet: first and last day, question, answer, people, per cent.

    ``not_shown`` stands for a figure that is left out.
    """
    sheet = []
    for report in found:
        for table in report.tables:
            for line in table.lines:
                said = [not_shown, not_shown] if line.people is None else [str(line.people), str(line.percent)]
                sheet.append([report.first.isoformat(), report.last.isoformat(), table.label, line.name, *said])
    return sheet
