"""What did the made-up people who complained tell of themselves? Figures only, as for real people."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from redress import policies
from redress.records import equality
from redress.rules.policy import EqualityMonitoring

#: How many answered in each of the last quarters, the latest first.
PEOPLE = (34, 41)

#: How often each answer is given, in the order of the policy; a question that is not here has all alike.
OFTEN: Mapping[str, tuple[int, ...]] = {
    "age": (1, 4, 12, 18, 20, 19, 15, 9),
    "disability": (9, 17, 74),
    "gender-reassignment": (98, 2),
    "marriage-and-civil-partnership": (46, 3, 51),
    "pregnancy-and-maternity": (6, 94),
    "race": (9, 10, 4, 2, 73, 4),
    "religion-or-belief": (42, 1, 41, 2, 1, 6, 2, 3),
    "sex": (53, 45, 2),
    "sexual-orientation": (91, 4, 3, 2),
}
_NOT_SAID, _LEFT_EMPTY = 0.08, 0.07
_ALWAYS_THE_SAME = 9


def build(councils: Iterable[str], today: date) -> None:
    """Answers of the last two quarters that are over, the same for every building of the demonstration."""
    chance = random.Random(_ALWAYS_THE_SAME)  # noqa: S311 - made-up figures keep no secret
    for council in sorted(councils):
        asked = policies.current(council).equality_monitoring
        if asked is None:
            continue
        day = today
        for people in PEOPLE:
            day = _first_of_quarter(day) - timedelta(days=1)
            for _person in range(people):
                equality.add(council, asked, _answers(asked, chance), on=day)


def _first_of_quarter(day: date) -> date:
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def _answers(asked: EqualityMonitoring, chance: random.Random) -> dict[str, str]:
    """Somebody's answers, as often as given above; some are not said, and some questions left out."""
    given = {}
    for question in asked.questions:
        kinds = [answer.id for answer in question.answers]
        often = OFTEN.get(question.id, ())
        drawn = chance.random()
        if drawn < _NOT_SAID:
            given[question.id] = equality.NOT_SAID
        elif drawn > _NOT_SAID + _LEFT_EMPTY:
            given[question.id] = chance.choices(kinds, often if len(often) == len(kinds) else None)[0]
    return given
