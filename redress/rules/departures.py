"""How is a departure from an Ombudsman's Code said in plain words, both sides of it?

Every sentence is written here once and marked for translation; the function that translates is passed in as
``_``, so that this room imports nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from redress.rules import phrases
from redress.rules.codes import Provision
from redress.rules.comparing import Comparison
from redress.rules.measures import Finding
from redress.rules.phrases import Translate, gettext_noop
from redress.rules.policy import CalendarDays, CalendarMonths, Length, ThatDay, WorkingDays

#: What is said of each finding: first what the policy says, then what the Code says.
SAID: Mapping[str, str] = {
    "stages": gettext_noop("The policy has {stages} for “{track}”; the Code has {count}."),
    "stage-called": gettext_noop(
        "The policy has a stage called “{stage}” (in “{track}”); the Code wants no named stage before the first."
    ),
    "no-clock": gettext_noop("{stage}: the policy sets no time limit for {what}; the Code gives {days} from {start}."),
    "only-target": gettext_noop(
        "{stage}: {length} for {what} is only an aim of the policy; the Code gives {days} from {start}."
    ),
    "too-long": gettext_noop(
        "{stage}: the policy gives {length} from {from} for {what}; the Code {days} from {start}."
    ),
    "starts-later": gettext_noop("{stage}: the policy counts the time for {what} from {from}; the Code from {start}."),
    "extension-without-end": gettext_noop(
        "{stage}: the policy sets no limit to how far the answer can be put off; the Code allows {days} at most."
    ),
    "extension-too-long": gettext_noop(
        "{stage}: the policy allows {most} more for the answer; the Code {days} at most."
    ),
    "window-short": gettext_noop("The policy gives {length} to complain; the Code gives {months}."),
    "window-start": gettext_noop(
        "The policy counts the time to complain only from when the matter happened; the Code also from {what}."
    ),
    "late-refused": gettext_noop(
        "The policy refuses a late complaint out of hand; the Code wants somebody to consider taking it."
    ),
    "reasons-demanded": gettext_noop(
        "The policy demands reasons from whoever asks for {stage}; the Code says that none need be given."
    ),
    "accepted-first": gettext_noop(
        "The policy has somebody decide whether {stage} goes ahead; the Code gives it to whoever asks for it."
    ),
    "withheld": gettext_noop(
        "The policy can keep a complaint from {stage} (“{step}”); the Code gives it to whoever asks for it."
    ),
    "only-some": gettext_noop("The policy opens {stage} to some complaints only; the Code opens it to all."),
    "refusal-reasons": gettext_noop(
        "The policy lists no reasons for which {stage} can be refused; the Code wants valid ones."
    ),
    "refusal-words": gettext_noop("The letter that refuses {stage} gives no reasons; the Code wants them stated."),
    "same-person": gettext_noop(
        "The policy lets whoever dealt with an earlier stage be {position}; the Code wants somebody else at {stage}."
    ),
    "nobody-barred": gettext_noop("The policy keeps nobody away from {stage}; the Code wants somebody else there."),
    "not-open": gettext_noop("The policy has no way for {what}; the Code wants one."),
    "channels": gettext_noop("The policy names {ways} to complain; the Code wants several."),
    "ombudsman-unnamed": gettext_noop("The policy does not say how to reach the {ombudsman}; the Code wants it told."),
    "no-letter": gettext_noop("{stage}: the policy sends no letter that could give {what}; the Code wants it given."),
    "letter-silent": gettext_noop("“{letter}” need not give {what}; the Code wants it given."),
    "refusal-silent": gettext_noop(
        "“{letter}” need not name the Ombudsman; the Code wants the right to go there told."
    ),
}

_STARTS: Mapping[str, str] = {
    "receipt": gettext_noop("receipt"),
    "acknowledgement": gettext_noop("the acknowledgement"),
    "another-day": gettext_noop("another day"),
}

STRENGTHS: Mapping[str, str] = {
    "must": gettext_noop("must"),
    "should": gettext_noop("should"),
    "may": gettext_noop("may"),
}


def sentence(finding: Finding, _: Translate = str) -> str:
    """What the policy says and what the Code says, in one sentence."""
    return _(SAID[finding.said]).format(**{name: _worded(name, value, _) for name, value in finding.values.items()})


def paragraphs(named: tuple[str, ...], _: Translate = str) -> str:
    """The paragraphs of the policy that a departure rests on."""
    return phrases.all_of(named, _)


def doubts(provision: Provision, _: Translate = str) -> str:
    """What of a provision was not confirmed; empty where all of it was."""
    if not provision.confirmed:
        return _("Not confirmed against the Code’s own text.")
    return "" if provision.numbered else _("Its number in the Code is not confirmed.")


def summary(comparison: Comparison, _: Translate = str) -> str:
    """How many departures there are, and from what."""
    found = comparison.departures
    must = sum(1 for one in found if one.provision.strength == "must")
    if not found:
        return _("No departure was found.")
    counted = _("1 departure") if len(found) == 1 else _("{count} departures").format(count=len(found))
    if not must:
        return _("{counted} from what the Code says should be done.").format(counted=counted)
    if must == len(found):
        return _("{counted} from what the Code says must be done.").format(counted=counted)
    return _("{counted}, {must} of them from what the Code says must be done.").format(counted=counted, must=must)


def _worded(name: str, value: Any, _: Translate) -> str:
    if isinstance(value, (WorkingDays, CalendarDays, CalendarMonths)):
        return _length(value, _)
    if name in ("start", "from"):
        return phrases.said(_STARTS, value, _)
    if name in ("days", "most"):
        return phrases.working_days(value, _)
    if name == "months":
        return _months(value, _)
    if name == "stages":
        return _("1 stage") if value == 1 else _("{count} stages").format(count=value)
    if name == "ways":
        return _("1 way") if value == 1 else _("{count} ways").format(count=value)
    return str(value)


def _length(length: Length, _: Translate) -> str:
    if isinstance(length, WorkingDays):
        return phrases.working_days(length.count, _)
    if isinstance(length, CalendarMonths):
        return _months(length.count, _)
    if isinstance(length, ThatDay):
        return _("a day that somebody else sets")
    return _("1 day") if length.count == 1 else _("{count} days").format(count=length.count)


def _months(count: int, _: Translate) -> str:
    return _("1 month") if count == 1 else _("{count} months").format(count=count)
