"""What are statuses, acts and answers called on the pages of staff?"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from redress.rules import phrases
from redress.rules.policy import Policy

Words = str | Promise

#: The colour of the tag of every status, which only repeats its words.
_COLOURS: Mapping[str, str] = {
    "new": "blue",
    "lateness-to-decide": "purple",
    "awaiting-allocation": "purple",
    "awaiting-acknowledgement": "blue",
    "investigating": "teal",
    "to-do": "purple",
    "answered": "green",
    "answered-window-passed": "green",
    "requested": "purple",
    "reasons-awaited": "grey",
    "accepted": "purple",
    "refused": "grey",
    "final": "green",
    "at-ombudsman": "magenta",
    "withdrawn": "grey",
    "merged": "grey",
    "closed": "grey",
}

#: Every status with its words and the colour of its tag.
STATUSES: Mapping[str, tuple[Words, str]] = {
    code: (_(words), _COLOURS[code]) for code, words in phrases.STATUSES.items()
}

LANDLORD: Mapping[str, Words] = {
    "no": _("No"),
    "yes": _("Yes"),
    "overlap": _("Partly: both Ombudsmen may look at it"),
    "unknown": _("Not settled yet"),
}


#: Who was asked for information, where no name is to be told.
ASKED: Mapping[str, Words] = {
    "complainant": _("The complainant"),
    "service": _("A colleague"),
    "contractor": _("A contractor or partner"),
    "other": _("Somebody else"),
}

#: How an answer came.
CAME_BY: Mapping[str, Words] = {
    "link": _("By the link that we sent"),
    "code": _("With the code in our letter"),
    "page": _("On the page where they follow their complaint"),
    "telephone": _("By telephone"),
    "email": _("By e-mail"),
    "letter": _("By letter"),
    "meeting": _("In a meeting"),
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
