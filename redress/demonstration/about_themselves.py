"""What did the made-up people who complained tell of themselves? Figures only, as for real people."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, timedelta

from redress import policies
from redress.records import equality
from redress.rules.policy import EqualityMonitoring

#: How many answered in each of the last quarters, the latest first.
PEOPLE = (34, 41)
_QUARTER_OF_DAYS = 91
_ALWAYS_THE_SAME = 9


def build(councils: Iterable[str], today: date) -> None:
    """Answers of the last two quarters that are over, the same for every building of the demonstration."""
    chance = random.Random(_ALWAYS_THE_SAME)  # noqa: S311 - made-up figures keep no secret
    for council in sorted(councils):
        asked = policies.current(council).equality_monitoring
        if asked is None:
            continue
        for ago, people in enumerate(PEOPLE, start=1):
            on = _first_of_quarter(today) - timedelta(days=1 + (ago - 1) * _QUARTER_OF_DAYS)
            for _person in range(people):
                equality.add(council, asked, _answers(asked, chance), on=on)


def _first_of_quarter(day: date) -> date:
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def _answers(asked: EqualityMonitoring, chance: random.Random) -> dict[str, str]:
    """Somebody's answers: one answer in twelve not said, one in fifteen left out, the others unevenly spread."""
    given = {}
    for question in asked.questions:
        kinds = [answer.id for answer in question.answers]
        weights = [
            1 + 5 * (chance.random() ** 3) + (9 if place == len(kinds) // 2 else 0) for place in range(len(kinds))
        ]
        drawn = chance.random()
        if drawn < 1 / 12:
            given[question.id] = equality.NOT_SAID
        elif drawn > 1 / 15 + 1 / 12:
            given[question.id] = chance.choices(kinds, weights)[0]
    return given
