"""Is this letter fit to go, and if not, what is the matter with it, where, and under which paragraph?

One door: :func:`checked`. It looks at the letter exactly as it would go. What blocks is certain, and refused by
:func:`redress.correspondence.letters.approve` itself; the rest warns, for whoever
signs to judge. Nothing is stored here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping

from django.db import DatabaseError

from redress.cases.models import Case
from redress.correspondence.checking import arriving, kept_private, plain, promised, strangers, substance, whole
from redress.correspondence.checking.concerns import Concern, blocking
from redress.correspondence.checking.looked_at import LookedAt
from redress.correspondence.compose import Composed
from redress.rules.refusals import Refused

__all__ = ["Concern", "checked"]

logger = logging.getLogger(__name__)

Rule = Callable[[LookedAt], Iterator[Concern]]

RULES: tuple[Rule, ...] = (
    arriving.reaches_its_reader,
    whole.lacks,
    whole.answers_every_point,
    whole.may_not_go,
    whole.has_holes,
    substance.says_something,
    promised.last_day_agrees,
    kept_private.tells_no_secret_numbers,
    kept_private.names_officers_as_the_policy_does,
    kept_private.names_no_others,
    kept_private.tells_no_particulars_of_others,
    kept_private.copies_no_notes,
    strangers.names_nobody_unknown,
    strangers.names_no_other_case,
    promised.weekdays_fit,
    promised.times_are_of_a_day,
    promised.no_other_time_is_given,
    promised.answer_is_promised_once,
    substance.says_what_was_decided,
    substance.answers_each_point_for_itself,
    whole.says_sorry,
    substance.says_sorry_for_what_went_wrong,
    whole.says_by_when,
    substance.says_who_sees_to_it,
    whole.names_the_right_ombudsmen,
    plain.has_no_jargon,
    plain.is_spelt_right,
    plain.is_easy_to_read,
)


def checked(
    case: Case, composed: Composed, *, written: Mapping[str, str] | None = None, suggesting: bool = True
) -> tuple[Concern, ...]:
    """What is the matter with a letter as it would go now: what blocks it first, then what to look at.

    Either stands in the order in which the letter is printed. ``written``: what the officer typed, by content, where
    that is more than what it was composed with; ``suggesting``: better words are offered for misspelt ones. A notice
    that no officer wrote on has nothing to look at.
    """
    if composed.told is None:
        return ()
    typed = composed.told.written if written is None else written
    at = LookedAt(case, composed, composed.told, typed, suggesting)
    found = dict.fromkeys(concern for rule in RULES for concern in _found(rule, at))
    places = [content.id for content in at.contents] + [point.id for point in at.on.case.points]
    order = {where: number for number, where in enumerate(places)}
    return tuple(sorted(found, key=lambda concern: (not concern.blocks, order.get(concern.where, -1))))


def _found(rule: Rule, at: LookedAt) -> tuple[Concern, ...]:
    """What a rule finds. One that fails shuts no page: the letter cannot go, and it is said why."""
    try:
        return tuple(rule(at))
    except DatabaseError:
        raise  # nothing can be read after it
    except Exception:
        logger.exception("the check %s of a letter failed", rule.__name__)
        return (blocking(Refused("letter-not-checked", at.on.letter.paragraph), at.policy),)
