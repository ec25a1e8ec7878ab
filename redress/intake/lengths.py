"""How long does the policy give, in words, and when does a person's own time run out?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from redress import policies
from redress.intake.languages import said_plainly
from redress.rules.clock import end_of
from redress.rules.phrases import either
from redress.rules.policy import (
    AdvisoryWindow,
    Anchor,
    AtFact,
    AtMilestone,
    CalendarDays,
    Clock,
    LatestEnd,
    Length,
    OwnEnd,
    Policy,
    SameLength,
    WorkingDays,
)


def in_words(length: Length) -> str:
    """So many working days, days or months, in figures."""
    if isinstance(length, WorkingDays):
        message = ngettext("%(count)s working day", "%(count)s working days", length.count)
    elif isinstance(length, CalendarDays):
        message = ngettext("%(count)s day", "%(count)s days", length.count)
    else:
        message = ngettext("%(count)s month", "%(count)s months", length.count)
    return message % {"count": length.count}


def last_day_to_complain(happened_on: date, policy: Policy) -> date:
    """The last day on which a complaint about what happened on this day is in time."""
    length = policy.clock(policy.late.window).length
    return end_of(happened_on, length, policies.rulebook().calendar(policy.pin))[1]


def is_late(happened_on: date | None, policy: Policy, today: date) -> bool:
    """Whether it happened so long ago that the policy asks why it was not raised sooner."""
    advice = isinstance(policy.clock(policy.late.window).binds, AdvisoryWindow)
    return happened_on is not None and not advice and today > last_day_to_complain(happened_on, policy)


def limit_for_complaining(policy: Policy) -> str:
    """The limit for complaining, in words, for example 12 months."""
    return in_words(policy.clock(policy.late.window).length)


def best_time_to_complain(policy: Policy) -> str:
    """Within how long the policy advises people to complain; empty where it gives no such advice."""
    for clock in policy.clocks:
        if isinstance(clock.binds, AdvisoryWindow) and isinstance(clock.anchor, AtFact):
            return in_words(clock.length)
    return ""


@dataclass(frozen=True, slots=True)
class StageTimes:
    """A stage of the procedure as the start page tells of it."""

    name: str
    what_happens: str
    asked_within: str  # within what of the answer before it may be asked for; empty where no time is set
    acknowledged_within: str
    accepted_within: str  # how soon it is decided whether the stage goes ahead; empty where nobody decides
    answered_within: str
    answered_from_acknowledgement: bool


def _spans(clock: Clock) -> list[str]:
    """Each length of a window with what it runs from: "2 months of our answer"."""
    ends = () if isinstance(clock.ends, OwnEnd) else clock.ends.of
    return [_span(each.anchor, each.length) for each in (clock, *ends)]


def _span(anchor: Anchor, length: Length) -> str:
    if isinstance(anchor, AtMilestone) and anchor.milestone == "answered":
        return _("%(time)s of our answer") % {"time": in_words(length)}
    if isinstance(anchor, AtFact):
        return _("%(time)s of what happened") % {"time": in_words(length)}
    return in_words(length)


def stages(policy: Policy) -> list[StageTimes]:
    """The stages of a complaint and their times, from the clocks of the policy."""
    track = next(track for track in policy.tracks if track.counts_as_complaint)
    return [
        StageTimes(
            name=stage.name,
            what_happens=stage.what_happens,
            asked_within=_window(policy, stage.id),
            acknowledged_within=_time(_clock(policy, track.id, stage.id, "acknowledged"), policy),
            accepted_within=_time(_clock(policy, track.id, stage.id, "accepted"), policy),
            answered_within=_time(_clock(policy, track.id, stage.id, "answered"), policy),
            answered_from_acknowledgement=_starts_at_acknowledgement(policy, track.id, stage.id),
        )
        for stage in track.stages
    ]


def _clock(policy: Policy, track: str, stage: str, met_by: str) -> Clock | None:
    clocks = (clock for clock in policy.clocks if (clock.track, clock.stage) == (track, stage))
    wanted = [clock for clock in clocks if met_by in clock.met_by]
    return min(wanted, key=lambda clock: len(clock.met_by), default=None)  # what an answer makes needless is no answer


def _time(clock: Clock | None, policy: Policy) -> str:
    """How long, and for which services it is something else."""
    if clock is None:
        return ""
    others = [
        _("%(time)s for %(services)s")
        % {"time": in_words(each.length), "services": said_plainly(policy.service_group(each.group).name)}
        for each in clock.overrides
        if not isinstance(each.length, SameLength)
    ]
    return ", ".join([in_words(clock.length), *others])


def _window(policy: Policy, stage: str) -> str:
    request = policy.request_for(stage)
    if request is None or not request.window:
        return ""
    clock = policy.clock(request.window)
    spans = either(_spans(clock), _)
    if isinstance(clock.ends, OwnEnd):
        return spans
    if isinstance(clock.ends, LatestEnd):
        return _("%(times)s, whichever is later") % {"times": spans}
    return _("%(times)s, whichever is earlier") % {"times": spans}


def _starts_at_acknowledgement(policy: Policy, track: str, stage: str) -> bool:
    clock = _clock(policy, track, stage, "answered")
    parts = getattr(clock.anchor, "of", (clock.anchor,)) if clock is not None else ()
    return any(getattr(part, "milestone", "") == "acknowledged" for part in parts)
