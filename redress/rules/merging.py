"""May one case be put together with another that is the same complaint again, and taken apart again?

Separate reports are linked and stay apart. Only the same complaint by the same person, which came to the council
twice before it was answered, goes on as one: in the case that came first, so that no day is lost. The other stays
where it is as a tombstone, keeps all that was said, and can be opened again with its own receipt and dates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from redress.rules import actions as order
from redress.rules import events as happened
from redress.rules.case import MERGED, Case
from redress.rules.moments import Moment
from redress.rules.refusals import Refused

if TYPE_CHECKING:
    from redress.rules.consequences import Situation


def must_be_merged(case: Case, action: str, paragraph: str) -> None:
    """Raises Refused for taking apart what was never put together."""
    if action == order.Unmerge.name and not case.merged_into:
        raise Refused("not-merged", paragraph)


def merged(action: order.Merge, on: Situation) -> list[happened.Event]:
    """Put the case together with one that came no later, of the same person, before anything was answered."""
    if not action.reason:
        raise Refused("reason-needed", on.move.paragraph, action=action.name)
    if not action.same_person:
        raise Refused("not-the-same-person", on.move.paragraph)
    if action.into_merged:
        raise Refused("merged-itself", on.move.paragraph)
    standing_open = [run for run in on.case.runs.values() if not run.ended]
    first = min((run.received for run in standing_open), key=Moment.sort_key)
    if action.into_received.sort_key() > first.sort_key():
        raise Refused("merged-later", on.move.paragraph)
    if any("answered" in stage.milestones for run in on.case.runs.values() for stage in run.stages.values()):
        raise Refused("merged-answered", on.move.paragraph)
    return [happened.Merged(action.into, action.reason, tuple(run.id for run in standing_open))]


def unmerged(action: order.Unmerge, on: Situation) -> list[happened.Event]:
    """Take it apart again: what stood open before goes on, from its own receipt."""
    if not action.reason:
        raise Refused("reason-needed", on.move.paragraph, action=action.name)
    return [happened.Unmerged(action.reason, tuple(run.id for run in on.case.runs.values() if run.ended == MERGED))]
