"""Which boxes belong to one point of the answer, and what is each part of it called?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms

from redress.rules.events import Point

if TYPE_CHECKING:
    from redress.casework.response.form import RespondForm

#: The parts of a point's answer that are words and belong to no event.
BESIDE_POINT = ("evidence", "facts", "relied", "apology")


@dataclass(frozen=True)
class PointBoxes:
    """One point with its boxes: what was looked at and found, the decision, why and the apology, and the remedies."""

    id: str
    number: str
    called: str
    single: bool
    before: list[forms.BoundField]
    finding: forms.BoundField
    after: list[forms.BoundField]
    remedy: list[forms.BoundField]
    rows: list[list[forms.BoundField]]


def point_of(form: RespondForm, point: Point) -> PointBoxes:
    """The boxes of one point; of a single one those of the letter stand among them."""
    return PointBoxes(
        id=point.id,
        number=point.id.removeprefix("p"),
        called=form.name_of(point),
        single=not form.several,
        before=_boxes(form, point, ("documents",), ("evidence", "facts")),
        finding=form[f"finding-{point.id}"],
        after=_boxes(form, point, (), ("reason", "relied", "apology")),
        remedy=_of_letter(form, "remedy"),
        rows=[
            [form[f"{part}-{point.id}-{number}"] for part in ("remedy", "what", "owner", "by")]
            for number in range(1, 100)
            if f"remedy-{point.id}-{number}" in form.fields
        ],
    )


def _boxes(form: RespondForm, point: Point, own: tuple[str, ...], parts: tuple[str, ...]) -> list[forms.BoundField]:
    names = [f"{part}-{point.id}" for part in (*own, *parts)]
    found = [form[name] for name in names if name in form.fields]
    return [*found, *(each for part in parts for each in _of_letter(form, part))]


def _of_letter(form: RespondForm, part: str) -> list[forms.BoundField]:
    """The boxes of the letter for one part, where there is but one point."""
    if form.several:
        return []
    contents = (each for each in form.desk.written_contents if getattr(each.source, "points", "") == part)
    return [form[f"content-{content.id}"] for content in contents]
