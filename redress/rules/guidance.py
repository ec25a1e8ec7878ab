"""Which advice of the policy belongs here, to this step on this case?

Advice is data of the policy (:class:`~redress.rules.policy.Guidance`). It is shown where it is needed: at an act, at a
step or one of its options, in a stage, or on a page; never all at once.
"""

from __future__ import annotations

from collections.abc import Iterable

from redress.rules.letters import applies
from redress.rules.policy import Guidance, Policy

#: The pages beside the acts and steps that can show advice.
PAGES: tuple[str, ...] = (
    "page:log",
    "page:arrival",
    "page:post",
    "page:case",
    "page:help",
    "page:policy",
    "page:absence",
)


def advice(
    policy: Policy, places: Iterable[str], *, flags: frozenset[str] = frozenset(), outcome: str = ""
) -> tuple[Guidance, ...]:
    """What the policy advises in any of these places on a case with these flags, each once, in its own order."""
    wanted = frozenset(places)
    return tuple(
        one for one in policy.guidance if wanted & set(one.at) and applies(one.when, outcome=outcome, flags=flags)
    )


def advised_places(policy: Policy) -> tuple[str, ...]:
    """Every place that something is advised for, in the order of the policy."""
    return tuple(dict.fromkeys(place for one in policy.guidance for place in one.at))
