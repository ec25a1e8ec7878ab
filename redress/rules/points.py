"""Which points does a case have, which further one comes to it, and which go to a case of their own?

Points have numbers that stay: the number of a point that went to another case is never given again. What a policy
lets happen to points stands on the options of its steps (:class:`~redress.rules.policy.FurtherPoint`,
:class:`~redress.rules.policy.OwnCase`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from redress.rules.case import Case
from redress.rules.events import Answer, Event, Finding, Linked, Point, PointsSettled
from redress.rules.policy import Option
from redress.rules.refusals import Refused

#: Who must answer for a point: the council, another body, or both.
RESPONSIBLE = ("council", "other", "shared")

#: What is found of a point that is another body's alone.
NOT_OURS = "not-ours"

#: How somebody can say that two cases belong together, or do not though they look alike (DA 1.9).
LINK_KINDS = ("same-matter", "same-person", "follows-from", "duplicate", "separate")

#: How the case at the other end calls each link; all others are called the same from both ends.
FROM_THE_OTHER_END: Mapping[str, str] = {
    "follows-from": "followed-by",
    "duplicate": "duplicated-by",
    "split-off": "split-from",
    "new-issue": "new-issue-of",
}


def next_number(case: Case) -> str:
    """The id of the next point: a number above all that were ever given in this case."""
    given = [int(point.id[1:]) for point in (*case.points, *case.moved) if point.id[1:].isdecimal()]
    return f"p{max(given, default=0) + 1}"


def all_settled(points: Iterable[Point], case: Case) -> PointsSettled:
    """The points as they now stand, with those that went to other cases, each in the place of its number."""
    every = {point.id: point for point in (*case.moved, *points)}
    return PointsSettled(tuple(sorted(every.values(), key=lambda point: (len(point.id), point.id))))


def picked(option: Option, answers: Iterable[Answer]) -> tuple[str, ...]:
    """The points that go to a case of their own when a step is taken so."""
    given = {answer.question: answer.value for answer in answers}
    asked = option.opens.points if option.opens else ""
    return tuple(id for id in given.get(asked, "").split(",") if id) if asked else ()


def follows(option: Option, answers: tuple[Answer, ...], other: str, case: Case, paragraph: str) -> list[Event]:
    """What happens to the points when a step is taken so: a further one, or a case of their own (``other``).

    Raises Refused where a case would be left without a point, or where no case has been opened.
    """
    given = {answer.question: answer.value for answer in answers}
    events: list[Event] = []
    if option.adds is not None:
        new = Point(next_number(case), subject=given.get(option.adds.subject, ""), heading=given[option.adds.words])
        events.append(all_settled((*case.points, new), case))
    if option.opens is not None:
        if not other:
            raise Refused("own-case-needed", paragraph)
        going = picked(option, answers)
        if option.opens.points:
            events.append(_gone(going, other, case, paragraph))
        kind = "split-off" if option.opens.points else "new-issue"
        events.append(Linked(kind, other, given.get(option.opens.reason, "")))
    return events


def _gone(going: tuple[str, ...], other: str, case: Case, paragraph: str) -> PointsSettled:
    if not any(point.id not in going for point in case.points):
        raise Refused("last-point", paragraph)
    points = (replace(point, moved_to=other) if point.id in going else point for point in case.points)
    return all_settled(points, case)


def another_bodys(point: Point, finding: Finding | None) -> bool:
    """Whether a point is left to the body whose it is alone."""
    return point.responsible == "other" and finding is not None and finding.outcome == NOT_OURS
