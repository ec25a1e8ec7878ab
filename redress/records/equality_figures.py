"""Which figures about people can be shown without telling anything of one of them?

Only figures of quarters that are over are shown, quarters being put together until enough people stand behind them. No
figure below the smallest is shown, nor so few that one which is not shown could be worked out from the others and the
number of everybody. What is not shown stands for at least the smallest number of people and for at least two figures
that differ: since the rule treats all answers alike, each of them might be either. Pure: no database and no clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


def shown(figures: Sequence[int], smallest: int) -> list[int | None]:
    """The figures of one question with those that must not be shown taken out.

    They add up to the number of everybody, which is told. Figures that are equal are shown or left out together. If
    nothing can be shown safely, nothing is.
    """
    hidden = {figure for figure in figures if figure < smallest}
    for figure in sorted(set(figures)):
        if not hidden or (len(hidden) > 1 and sum(each for each in figures if each in hidden) >= smallest):
            break
        hidden.add(figure)
    return [None if figure in hidden else figure for figure in figures]


@dataclass(frozen=True, slots=True)
class Period:
    """Quarters that are looked at together, with how many people answered in them."""

    quarters: tuple[str, ...]
    people: int

    @property
    def first(self) -> str:
        return self.quarters[0]

    @property
    def last(self) -> str:
        return self.quarters[-1]


def periods(people: Mapping[str, int], *, before: str, enough: int) -> list[Period]:
    """Quarters that are over, in order, put together until enough people answered; what is left over waits.

    ``people`` maps quarters to how many answered in each; ``before`` is the quarter that is not over. A period once
    made never changes, because nothing is added to a quarter that is over: no two can be set off against each other.
    """
    found: list[Period] = []
    quarters: list[str] = []
    together = 0
    for quarter in sorted(each for each in people if each < before):
        quarters.append(quarter)
        together += people[quarter]
        if together >= enough:
            found.append(Period(tuple(quarters), together))
            quarters, together = [], 0
    return found


def percent(figure: int, people: int) -> int:
    """A share in whole per cent, halves rounded up."""
    return (200 * figure + people) // (2 * people)
