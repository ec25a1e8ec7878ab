"""What has been written of an answer that has not gone yet, and what do colleagues say of it?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from redress.casework.acting import draft_choices
from redress.correspondence import draft_talk, drafts
from redress.correspondence.answer import PointTold, Remedy
from redress.demonstration.scripts import Step, flowing

if TYPE_CHECKING:
    from redress.demonstration.walk import Walk


def save_draft(walk: Walk, step: Step, choices: Mapping[str, Any]) -> None:
    """What an officer has typed of a letter; no act, and no event."""
    points = step.given.get("points")
    said = _choices(walk, points) if points else choices
    written = flowing(step.given["written"])
    drafts.save(walk.file, step.given["kind"], written, walk.office.staff[walk.who(step.by)], choices=said)


def _choices(walk: Walk, points: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What has been written of each point; a remedy names its owner as the script calls them, and a working day."""
    told = {}
    for point, said in points.items():
        words = {part: flowing(text) for part, text in said.items() if part not in ("outcome", "reason", "remedies")}
        told[point] = PointTold(**words, remedies=tuple(_remedy(walk, *each) for each in said.get("remedies", ())))
    return draft_choices(
        {point: said.get("outcome", "") for point, said in points.items()},
        {point: flowing(said.get("reason", "")) for point, said in points.items()},
        told=told,
    )


def _remedy(walk: Walk, kind: str, what: str = "", owner: str = "", day: int | None = None) -> Remedy:
    by = walk.office.diary.day(day).isoformat() if day is not None else ""
    return Remedy(kind, what, walk.office.staff[walk.who(owner)].actor_id if owner else "", by)


def discuss(walk: Walk, step: Step, key: str) -> None:
    """A colleague says something of the draft, for colleagues alone."""
    draft = drafts.load(walk.file, step.given["kind"])
    assert draft is not None, walk.situation.id
    by = walk.office.staff[walk.who(step.by)]
    draft_talk.comment(draft, flowing(step.given["text"]), by=by, key=key, point=step.given["point"])
