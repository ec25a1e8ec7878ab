"""What if a letter or message could not be delivered? The case says so, and whoever has it is told: never silence."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from redress.cases.find import standing
from redress.cases.record import record
from redress.correspondence.models import Letter, Message
from redress.correspondence.notices import tell_whoever_has_it
from redress.correspondence.post.in_place import line_of
from redress.rules.actions import ReportDeliveryFailure
from redress.rules.actors import SYSTEM, Actor
from redress.rules.moments import Moment

THE_SYSTEM = Actor(kind=SYSTEM, id="system:delivery")


def letter_failed(
    letter: Letter, *, words: str = "delivery-failed", more: Mapping[str, object] | None = None, again: str = ""
) -> None:
    """Record on the case that a letter could not be delivered, and tell whoever has the case.

    ``words`` is the notice that tells them, which knows ``more`` than what the letter is called. ``again`` tells this
    failure from another of the same letter; the number of attempts to e-mail it, unless given.
    """
    case = letter.case
    key = f"undelivered-{letter.pk}-{again or letter.attempts}"
    runs = standing(case).case.runs.values()
    # A letter that was dated anew belongs to the act of the first.
    same = {f"letter:{pk}" for pk in line_of(letter)}
    run = next((run.id for run in runs if same & set(run.letters)), "")
    now = Moment.of(timezone.now(), timezone.get_default_timezone())
    record(
        case.pk,
        ReportDeliveryFailure(run=run, letter=letter.opaque_id),
        by=THE_SYSTEM,
        at=now,
        seen=case.last_seq,
        key=key,
    )
    tell_whoever_has_it(case, words, {"letter": letter.name, **(more or {})}, key)


def notice_failed(message: Message) -> None:
    """A notice that failed stays on the list of what was not delivered; of a text to somebody the owner is told."""
    if message.to_telephone and message.case is not None:
        told = {"number": message.to_telephone[-3:]}
        tell_whoever_has_it(message.case, "text-failed", told, f"text-undelivered-{message.pk}")
