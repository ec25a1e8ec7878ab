"""What was asked of others on a case, as an officer reads it: of whom, by when, and what came of it?"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from redress.cases.find import Standing, knows_identity
from redress.cases.models import Case
from redress.casework.wording import ASKED, CAME_BY
from redress.correspondence.asks import asking, links
from redress.correspondence.models import Ask, AskKind, AskState
from redress.rules.actors import Actor
from redress.rules.events import AskAnswered

OVERDUE, NO_PART = _("Overdue"), _("No part in the case any more")
CLOSED_AS = {
    "accepted": _("Answered, and enough"),
    "without": _("It goes on without it"),
    "asked-again": _("Asked again"),
}
_COLOURS = {
    AskState.WAITING: "blue",
    AskState.ANSWERED: "yellow",
    AskState.DECLINED: "orange",
    AskState.CLOSED: "grey",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One question to others. ``tag`` and ``colour`` say how it stands; ``gone``: nobody is there to answer it."""

    ask: Ask
    who: str
    tag: str
    colour: str
    came: str
    gone: bool = False

    @property
    def to_settle(self) -> bool:
        """Whether somebody must say if the answer is enough."""
        return self.ask.state in (AskState.ANSWERED, AskState.DECLINED)


def asks_of(row: Case, actor: Actor, today: date) -> list[Shown]:
    """Everything that was asked on a case, the newest first: one query, and one of who may answer what waits."""
    asks = asking.of_case(row)
    return shown(reversed(asks), actor, today, gone=links.without_a_part(row, asks))


def shown(asks: Iterable[Ask], actor: Actor, today: date, *, gone: Container[int] = ()) -> list[Shown]:
    """These questions as this officer may read them, in the same order; it asks nothing of the database.

    ``gone`` are the numbers of those that nobody is there to answer.
    """
    return [_shown(ask, actor, today, ask.pk in gone or _has_left(ask)) for ask in asks]


def _has_left(ask: Ask) -> bool:
    """Whether it waits for somebody who plainly has no part any more, as their own row tells."""
    left = ask.party is not None and ask.party.until is not None
    return ask.waits and (left or (ask.staff is not None and not ask.staff.is_active))


def _shown(ask: Ask, actor: Actor, today: date, gone: bool) -> Shown:
    tag, colour = ask.get_state_display(), _COLOURS[ask.state]
    if ask.waits and ask.due < today:
        tag, colour = str(OVERDUE), "red"
    if gone:
        tag, colour = str(NO_PART), "red"
    if ask.state == AskState.CLOSED:
        tag = str(CLOSED_AS.get(ask.closed_as, tag))
    return Shown(ask, who_was_asked(ask, actor), tag, colour, str(CAME_BY.get(ask.came_by, "")), gone)


def who_was_asked(ask: Ask, actor: Actor) -> str:
    """By name, except the complainant where this officer may not know who that is."""
    if ask.kind == AskKind.COMPLAINANT and not knows_identity(actor, ask.case):
        return str(ASKED[ask.kind])
    return ask.to_name or str(ASKED[ask.kind])


def not_the_complainants(standing: Standing) -> set[str]:
    """The digests of what others answered: it is not what the complainant said."""
    theirs = ("complainant", "representative")
    asks = standing.case.asks
    return {
        entry.event.words
        for entry in standing.history
        if isinstance(entry.event, AskAnswered)
        and entry.by_kind not in theirs
        and asks[entry.event.ask].kind != AskKind.COMPLAINANT
    }
