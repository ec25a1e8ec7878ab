"""What does each event say on the timeline, in a heading and a few lines?

One function for each kind of event. They say what the event's facts say; the words that belong to it are
put beside it by :mod:`redress.casework.timeline`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from redress.casework.linking import LINKS
from redress.casework.points_shown import outcome_name
from redress.casework.steps.answers import in_words, question_of
from redress.casework.steps.desk import option_name, step_name
from redress.casework.steps.effects import flag_name
from redress.casework.wording import ASKED, CAME_BY, LANDLORD, named
from redress.design.templatetags.design import long_date
from redress.records.contacts import NoteKind
from redress.rules import events
from redress.rules.clock import in_calendar_days
from redress.rules.phrases import said
from redress.rules.policy import AskWords, Policy, Unknown


@dataclass(frozen=True, slots=True)
class Facts:
    """What an event can be told with: the policy of its run and the names behind the opaque ids."""

    policy: Policy
    people: Mapping[str, str]
    services: Mapping[str, str]
    points: tuple[events.Point, ...]
    stage: str  # in words
    track: str  # in words
    linked: Mapping[str, str] = field(default_factory=dict)  # the cases that the reader may see, by opaque id


Told = tuple[str, list[str]]


def told(event: Any, facts: Facts) -> Told:
    """The heading of an event, and what else is to be said of it."""
    return _TOLD[type(event)](event, facts)


def _received(event: events.Received, facts: Facts) -> Told:
    way = named(facts.policy.channels, event.channel)
    lines = [_("It came by: %(way)s") % {"way": way}]
    if event.anonymous:
        lines.append(_("Anonymous"))
    if event.happened_on:
        lines.append(_("The matter occurred on %(day)s") % {"day": long_date(event.happened_on)})
    return _("%(track)s received") % {"track": facts.track}, lines


def _lateness(event: events.LatenessDecided, facts: Facts) -> Told:
    title = _("The late complaint goes ahead") if event.accepted else _("The late complaint goes no further")
    return title, [named(facts.policy.late.grounds, ground) for ground in event.grounds]


def _points(event: events.PointsSettled, facts: Facts) -> Told:
    several = len(event.points) > 1
    lines = [_point(point, facts, several=several) for point in event.points]
    return _("What the complaint is about was settled"), lines


def _point(point: events.Point, facts: Facts, *, several: bool) -> str:
    said = {
        "number": point.id.removeprefix("p"),
        "service": facts.services.get(point.service, point.service) or _("not settled yet"),
        "landlord": LANDLORD[point.landlord],
    }
    if point.moved_to:
        other = facts.linked.get(point.moved_to, "")
        said["other"] = other or _("another case")
        return _("Point %(number)s went to %(other)s") % said
    if several:
        return _("Point %(number)s. Service: %(service)s. Landlord matter: %(landlord)s") % said
    return _("Service: %(service)s. Landlord matter: %(landlord)s") % said


def _linked(event: events.Linked, facts: Facts) -> Told:
    other = facts.linked.get(event.other, "")
    return _("Linked with %(other)s") % {"other": other}, [f"{LINKS[event.kind]} {other}"]


def _merged(event: events.Merged, facts: Facts) -> Told:
    other = facts.linked.get(event.into, "") or _("another case")
    return _("Goes on in %(other)s") % {"other": other}, [_("It is the same complaint of the same person.")]


def _asked_of(event: events.Asked, facts: Facts) -> Told:
    lines = [_("To be answered by %(day)s") % {"day": long_date(event.due)}]
    if event.documents:
        files = ngettext("%(count)s file", "%(count)s files", event.documents) % {"count": event.documents}
        lines.append(_("With it: %(files)s") % {"files": files})
    who = facts.people.get(event.to) or str(ASKED[event.kind])
    return (_("Asked again: %(who)s") if event.again else _("Asked for information: %(who)s")) % {"who": who}, lines


def _ask_answered(event: events.AskAnswered, facts: Facts) -> Told:
    lines = [str(CAME_BY[event.way])]
    if event.documents:
        lines.append(ngettext("%(count)s file", "%(count)s files", event.documents) % {"count": event.documents})
    return (_("They cannot answer what was asked") if event.declined else _("What was asked is answered")), lines


def _ask_closed(event: events.AskClosed, facts: Facts) -> Told:
    titles = {
        "accepted": _("The answer is enough"),
        "without": _("It goes on without the answer"),
        "asked-again": _("The answer was not enough"),
    }
    return titles[event.reason_kind], []


def _in_charge(event: events.Allocated | events.Appointed, facts: Facts) -> Told:
    who = facts.people.get(event.to, _("somebody"))
    try:
        position = facts.policy.position(event.position).name
    except Unknown:
        position = ""
    title = _("Given to %(who)s") if isinstance(event, events.Allocated) else _("%(who)s appointed")
    warned = getattr(event, "warnings", ())
    lines = [_("As %(position)s") % {"position": position}] if position else []
    if warned:
        lines.append(_("In spite of an earlier part in the case, for the reason given"))
    return title % {"who": who}, lines


def _acknowledged(event: events.Acknowledged, facts: Facts) -> Told:
    return _("Acknowledged"), _promises(event.promises, facts)


def _promises(promises: tuple[events.Promise, ...], facts: Facts) -> list[str]:
    return [
        _("Date given: %(what)s by %(day)s") % {"what": _clock(facts.policy, each.clock), "day": long_date(each.day)}
        for each in promises
    ]


def _clock(policy: Policy, id: str) -> str:
    try:
        return policy.clock(id).name
    except Unknown:
        return id


def _contact(event: events.ContactMade, facts: Facts) -> Told:
    results = {"reached": _("reached"), "not-reached": _("not reached"), "not-possible": _("not possible")}
    way = said(_methods(facts.policy), event.method)
    return _("Contact: %(way)s") % {"way": way}, [_("Result: %(result)s") % {"result": results[event.result]}]


def _methods(policy: Policy) -> dict[str, str]:
    own = {"own-page": _("a question on their own page")}
    return {**own, **dict(NoteKind.choices), **{choice.id: choice.name for choice in policy.channels}}


def _clarified(event: events.Clarified, facts: Facts) -> Told:
    return _("Clarified"), [named(facts.policy.ways_forward, event.way_forward)]


def _extended(event: events.Extended, facts: Facts) -> Told:
    answers = {
        "yes": _("The complainant agreed"),
        "no-reply": _("The complainant did not reply"),
        "refused": _("The complainant did not agree"),
    }
    lines = [
        _("%(what)s: now by %(day)s") % {"what": _clock(facts.policy, event.clock), "day": long_date(event.until)},
        named(facts.policy.extension_reasons, event.reason_kind),
        answers.get(event.agreed, ""),
        _("It came after the date it was to extend: that date stays missed") if event.late else "",
    ]
    if event.days and in_calendar_days(facts.policy.clock(event.clock).extension):
        title = ngettext("Extended by %(count)s day", "Extended by %(count)s days", event.days) % {"count": event.days}
    elif event.days:
        title = ngettext("Extended by %(count)s working day", "Extended by %(count)s working days", event.days) % {
            "count": event.days
        }
    else:
        title = _("Extended")
    return title, [line for line in lines if line]


def _delay(event: events.DelayNotified, facts: Facts) -> Told:
    return _("Delay notice sent"), [
        _("%(what)s: to be expected by %(day)s. The due date stays.")
        % {"what": _clock(facts.policy, event.clock), "day": long_date(event.expected)},
        named(facts.policy.extension_reasons, event.reason_kind),
    ]


def _responded(event: events.Responded, facts: Facts) -> Told:
    outcome = named(facts.policy.outcomes, event.outcome)
    title = _("Final response: %(outcome)s") if event.final else _("Answered: %(outcome)s")
    lines = _promises(event.promises, facts)
    if len(event.findings) > 1:
        lines = [
            _("Point %(point)s: %(outcome)s")
            % {"point": each.point.removeprefix("p"), "outcome": outcome_name(each, facts.policy)}
            for each in event.findings
        ] + lines
    return title % {"outcome": outcome}, lines


def _requested(event: events.NextStageRequested, facts: Facts) -> Told:
    lines = [_("After the last day for asking")] if event.late else []
    if event.made_on:
        lines.append(_("The request is dated %(day)s") % {"day": long_date(event.made_on)})
    if not event.reasons:
        lines.append(_("Without reasons"))
    return _("%(stage)s asked for") % {"stage": facts.stage}, lines


def _accepted(event: events.RequestAccepted, facts: Facts) -> Told:
    return _("Request accepted"), [*_finding(event, facts), *_promises(event.promises, facts)]


def _refused(event: events.RequestRefused, facts: Facts) -> Told:
    known = [choice for request in facts.policy.requests for choice in request.refusal_reasons]
    reasons = [named(known, reason) for reason in event.reason_kinds]
    return _("Request refused"), [*_finding(event, facts), *reasons]


def _finding(event: events.RequestAccepted | events.RequestRefused, facts: Facts) -> list[str]:
    findings = [choice for request in facts.policy.requests for choice in request.findings]
    return [named(findings, event.finding)] if event.finding else []


def _signposted(event: events.Signposted, facts: Facts) -> Told:
    names = [facts.policy.contacts[id].name for id in event.ombudsmen if id in facts.policy.contacts]
    return _("Told of the Ombudsman"), names


def _information(event: events.InformationAdded, facts: Facts) -> Told:
    if not event.documents:
        return _("Information added"), []
    files = ngettext("%(count)s file", "%(count)s files", event.documents) % {"count": event.documents}
    return _("Information added"), [files]


def _corrected(event: events.Corrected, facts: Facts) -> Told:
    lines = [_("It corrects entry %(seq)s") % {"seq": event.supersedes}]
    if event.at:
        lines.append(_("Right date: %(day)s") % {"day": long_date(event.at.day)})
    if event.happened_on:
        lines.append(_("The matter occurred on %(day)s") % {"day": long_date(event.happened_on)})
    return _("A date was corrected"), lines


def _step_taken(event: events.StepTaken, facts: Facts) -> Told:
    """The decision, its answers other than words, and what it changed."""
    title = _("%(step)s: %(option)s") % {
        "step": step_name(facts.policy, event.step),
        "option": option_name(facts.policy, event.step, event.option),
    }
    lines = [*_answers(event, facts), *_promises(event.promises, facts)]
    lines += [_("Marked: %(mark)s") % {"mark": flag_name(flag)} for flag in event.flags]
    lines += [_("No longer marked: %(mark)s") % {"mark": flag_name(flag)} for flag in event.lifts]
    if event.enters:
        stages = (stage for track in facts.policy.tracks for stage in track.stages)
        lines.append(_("It goes on at %(stage)s") % {"stage": named(stages, event.enters)})
    if event.ends:
        lines.append(_("%(track)s ended by it") % {"track": facts.track})
    return title, lines


def _answers(event: events.StepTaken, facts: Facts) -> list[str]:
    told = []
    for answer in event.answers:
        question = question_of(facts.policy, event, answer.question)
        if question is not None and not isinstance(question, AskWords):
            said_so = in_words(question, answer.value, policy=facts.policy, points=facts.points, people=facts.people)
            told.append(_("%(question)s %(answer)s") % {"question": _asked(question.label), "answer": said_so})
    return told


def _asked(label: str) -> str:
    """A question stands as it is; anything else is followed by a colon."""
    return label if label.endswith(("?", ":")) else f"{label}:"


def _plain(title: str) -> Callable[[Any, Facts], Told]:
    return lambda event, facts: (_(title), [])


_TOLD: Mapping[type, Callable[[Any, Facts], Told]] = {
    events.Received: _received,
    events.LatenessDecided: _lateness,
    events.Registered: _plain(gettext_noop("Registered as a formal complaint")),
    events.PointsSettled: _points,
    events.Allocated: _in_charge,
    events.Appointed: _in_charge,
    events.Acknowledged: _acknowledged,
    events.ContactMade: _contact,
    events.Clarified: _clarified,
    events.Extended: _extended,
    events.DelayNotified: _delay,
    events.Agreed: _plain(gettext_noop("Response agreed")),
    events.Responded: _responded,
    events.NextStageRequested: _requested,
    events.ReasonsGiven: _plain(gettext_noop("Reasons for the request given")),
    events.RequestAccepted: _accepted,
    events.RequestRefused: _refused,
    events.Signposted: _signposted,
    events.OmbudsmanResponded: _plain(gettext_noop("The Ombudsman was answered")),
    events.InformationAdded: _information,
    events.HelpAsked: _plain(gettext_noop("Help asked for")),
    events.ActionPlanRecorded: _plain(gettext_noop("Action plan recorded")),
    events.ActionPlanCompleted: _plain(gettext_noop("Action plan carried out")),
    events.Withdrawn: _plain(gettext_noop("Withdrawn")),
    events.Closed: _plain(gettext_noop("Closed")),
    events.Noted: _plain(gettext_noop("Internal note")),
    events.PersonBarred: _plain(gettext_noop("Somebody is kept away from this case")),
    events.DeliveryFailed: _plain(gettext_noop("A letter could not be delivered")),
    events.CalendarAdopted: _plain(gettext_noop("A new calendar counts from now on")),
    events.Corrected: _corrected,
    events.StepTaken: _step_taken,
    events.Linked: _linked,
    events.Merged: _merged,
    events.Asked: _asked_of,
    events.AskAnswered: _ask_answered,
    events.AskClosed: _ask_closed,
    events.Unmerged: _plain(gettext_noop("Taken apart from the other case again")),
    events.Disposed: _plain(gettext_noop("Words, files and people were destroyed under the retention schedule")),
}
