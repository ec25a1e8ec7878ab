"""What are statuses, acts and answers called on the pages of staff?"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from redress.rules.policy import Policy

Words = str | Promise

#: Every status with its words and the colour of its tag, which only repeats them.
STATUSES: Mapping[str, tuple[Words, str]] = {
    "new": (_("To be registered"), "blue"),
    "lateness-to-decide": (_("Made late: to be decided"), "purple"),
    "awaiting-allocation": (_("To be allocated"), "purple"),
    "awaiting-acknowledgement": (_("To be acknowledged"), "blue"),
    "investigating": (_("Being looked into"), "teal"),
    "answered": (_("Answered"), "green"),
    "answered-window-passed": (_("Answered, time to go on has passed"), "green"),
    "requested": (_("Next stage asked for"), "purple"),
    "reasons-awaited": (_("Waiting for reasons"), "grey"),
    "accepted": (_("Investigator to be appointed"), "purple"),
    "refused": (_("Not taken further"), "grey"),
    "final": (_("Final answer given"), "green"),
    "at-ombudsman": (_("With the Ombudsman"), "magenta"),
    "withdrawn": (_("Withdrawn"), "grey"),
    "closed": (_("Closed"), "grey"),
}

LANDLORD: Mapping[str, Words] = {
    "no": _("No"),
    "yes": _("Yes"),
    "overlap": _("Partly: both Ombudsmen may look at it"),
    "unknown": _("Not settled yet"),
}


def status_words(code: str) -> Words:
    """What a status is called."""
    return STATUSES[code][0]


def status_colour(code: str) -> str:
    """The colour of its tag."""
    return STATUSES[code][1]


def stage_name(policy: Policy, track: str, stage: str) -> str:
    """The name of a stage, or of its track where that has but one."""
    stages = policy.track(track).stages
    return policy.stage(track, stage).name if len(stages) > 1 else policy.track(track).name


def named(choices: object, id: str) -> str:
    """The name of an entry of one of the policy's lists; an id that it no longer has is shown as it is."""
    return next((choice.name for choice in choices if choice.id == id), id.replace("-", " "))  # type: ignore[attr-defined]
