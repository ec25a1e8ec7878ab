"""Where does a complaint stand, and what comes next and when, in words for whoever complained?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from redress.design.templatetags.design import long_date
from redress.intake.decided import ended_with
from redress.intake.languages import said, said_plainly
from redress.intake.own import Own, others
from redress.rules.clock import Deadline
from redress.rules.office_hours import LegalReceipt
from redress.rules.phrases import either, role_name
from redress.rules.picture import Week, picture
from redress.rules.policy import AdvisoryWindow, HardWindow, Policy
from redress.rules.refusals import Refused
from redress.rules.wording import working_lines


@dataclass(frozen=True, slots=True)
class NextDate:
    """A date that the complainant is told, with its working in words and as a picture."""

    what: str
    day: date
    provisional: bool
    passed: bool
    advice: bool
    lines: list[str]
    weeks: tuple[Week, ...]


def next_dates(standing: Own, today: date) -> list[NextDate]:
    """What the council owes this person now, the soonest first; to somebody anonymous it cannot write."""
    if standing.run.anonymous:
        return []
    owed = [deadline for deadline in standing.deadlines if deadline.open and deadline.binds_council]
    told = [deadline for deadline in owed if _what(deadline, standing)]
    return [_next_date(deadline, standing, today) for deadline in sorted(told, key=lambda deadline: deadline.due)]


def window_date(standing: Own, today: date) -> NextDate | None:
    """Until when the next stage may be asked for; none where nothing can be asked for or no time is set."""
    deadline = _window(standing)
    if deadline is None or (isinstance(deadline.clock.binds, AdvisoryWindow) and today > deadline.due):
        return None
    return _next_date(deadline, standing, today)


def window_closed(standing: Own, today: date) -> Refused | None:
    """Why the next stage cannot be asked for any more, where a late request is not taken."""
    deadline = _window(standing)
    if deadline is None or not isinstance(deadline.clock.binds, HardWindow) or today <= deadline.due:
        return None
    return Refused("window-closed", deadline.clock.paragraph, due=deadline.due)


def _window(standing: Own) -> Deadline | None:
    """The time for asking for the next stage, which runs from an answer."""
    request = standing.policy.request_for(standing.stage.next) if standing.stage.next else None
    if request is None or not request.window or standing.run.milestone("answered") is None:
        return None
    found = (deadline for deadline in standing.deadlines if deadline.clock.id == request.window)
    return next((deadline for deadline in found if deadline.met is None), None)


def _next_date(deadline: Deadline, standing: Own, today: date) -> NextDate:
    return NextDate(
        what=_what(deadline, standing),
        day=deadline.expected or deadline.printed,
        provisional=deadline.provisional,
        passed=today > deadline.due,
        advice=isinstance(deadline.clock.binds, AdvisoryWindow),
        lines=working_lines(deadline, standing.policy, _),
        weeks=picture(deadline, _),
    )


def _what(deadline: Deadline, standing: Own) -> str:
    """What will be done by then, as a sentence the council says to the complainant."""
    if "acknowledged" in deadline.clock.met_by:
        return _("We will write to say we are looking into it")
    if "answered" in deadline.clock.met_by:
        if len(standing.policy.stages(standing.run.track)) < 2:
            return _("We will answer you")
        stage = said_plainly(standing.policy.stage(standing.run.track, deadline.stage).name)
        return _("We will answer you at %(stage)s") % {"stage": stage}
    if "accepted" in deadline.clock.met_by:
        return _("We will tell you whether we can look at it again")
    return ""


@dataclass(frozen=True, slots=True)
class Where:
    """Where it stands: a line to head the page, and a sentence or two."""

    headline: str
    explanation: str


def where(standing: Own) -> Where:
    """Where the complaint stands."""
    declined = standing.run.lateness_accepted is False
    if decided := ended_with(standing):
        return Where(_("We have decided what happens with it"), said(decided))
    headline, explanation = _WHERE["declined" if declined else standing.status.code]
    words = {"stage": said_plainly(standing.stage.name), "who": deciders_of_lateness(standing.policy)}
    return Where(str(headline) % words, str(explanation) % words)


@dataclass(frozen=True, slots=True)
class Beside:
    """Something else of theirs in the same case: what it is, where it stands, and what is owed on it."""

    name: str
    where: Where
    dates: list[NextDate]


def beside(standing: Own, today: date) -> list[Beside]:
    """What runs beside the complaint: a comment, say, or a request that turned out to be one."""
    return [
        Beside(said_plainly(other.policy.track(other.run.track).name), where(other), next_dates(other, today))
        for other in others(standing, today=today)
    ]


def deciders_of_lateness(policy: Policy) -> str:
    """Who decides whether a late complaint goes ahead: "the Director or the Appointed Officer"."""
    return either([said_plainly(role_name(policy, role, _)) for role in policy.late.decided_by], _)


_WHERE = {
    "new": (
        lazy("We have your complaint"),
        lazy("It is waiting to be passed to the right person. You do not need to do anything."),
    ),
    "lateness-to-decide": (
        lazy("We are deciding if we can look into it"),
        lazy("It happened a long time ago. Your reasons are read first, by %(who)s. We will write to you."),
    ),
    "declined": (
        lazy("We will not look into it"),
        lazy("You told us too long after it happened. You can ask the Ombudsman to look at it."),
    ),
    "awaiting-allocation": (
        lazy("We have your complaint"),
        lazy("We are choosing the right person to look into it. You do not need to do anything."),
    ),
    "awaiting-acknowledgement": (
        lazy("Someone has your complaint"),
        lazy("They will write to you soon to say how they understand it and when you will have an answer."),
    ),
    "investigating": (
        lazy("We are looking into your complaint"),
        lazy("It is at %(stage)s. We will write to you when we have finished."),
    ),
    "to-do": (
        lazy("We have your message"),
        lazy("The right person will see to it. You do not need to do anything."),
    ),
    "answered": (
        lazy("We have answered your complaint"),
        lazy("We sent you our answer at %(stage)s. If you are not happy with it, you can ask for the next stage."),
    ),
    "answered-window-passed": (
        lazy("We have answered your complaint"),
        lazy("We sent you our answer at %(stage)s. The time to ask for the next stage has passed."),
    ),
    "requested": (
        lazy("You have asked for %(stage)s"),
        lazy("We have your request and are seeing to it. We will write to you."),
    ),
    "reasons-awaited": (
        lazy("We need your reasons"),
        lazy("You have asked for %(stage)s. Please tell us why, so that we can look at it."),
    ),
    "accepted": (
        lazy("Your complaint goes on to %(stage)s"),
        lazy("We are choosing someone to look at it who had no part in it before."),
    ),
    "refused": (
        lazy("We cannot take it further"),
        lazy("We wrote to you and said why. You can ask the Ombudsman to look at it."),
    ),
    "final": (
        lazy("We have sent you our final answer"),
        lazy("If you are still not happy, you can go to the Ombudsman."),
    ),
    "at-ombudsman": (
        lazy("The Ombudsman is looking at it"),
        lazy("The Ombudsman is independent of us and will write to you."),
    ),
    "withdrawn": (
        lazy("You have withdrawn your complaint"),
        lazy("We have stopped looking into it. You can complain again at any time."),
    ),
    "closed": (
        lazy("Your complaint is closed"),
        lazy("We have finished our work on it."),
    ),
    "merged": (
        lazy("You told us about this before"),
        lazy("We look at both together, in the complaint that came first. Its dates count."),
    ),
}


def why_moved(receipt: LegalReceipt) -> str:
    """Why a complaint counts as received later than it came; empty where it does not."""
    if receipt.moved_because is None:
        return ""
    if receipt.moved_because == "after-hours" and receipt.closing is not None:
        return _("it came after our office closed at %(time)s") % {"time": clock(receipt.closing)}
    if receipt.moved_because == "saturday":
        return _("it came on a Saturday, when our office is closed")
    if receipt.moved_because == "sunday":
        return _("it came on a Sunday, when our office is closed")
    return _("it came on a day when our office is closed (%(name)s)") % {"name": receipt.name}


def counted_as_received(receipt: LegalReceipt) -> str:
    """When the complaint counts as received where that is not when it came, and why; empty otherwise."""
    if receipt.moved_because is None:
        return ""
    words = {"day": long_date(receipt.moment.day), "why": why_moved(receipt)}
    if receipt.moment.time is None:
        return _("We count it as received on %(day)s, because %(why)s.") % words
    words["time"] = clock(receipt.moment.time)
    return _("We count it as received on %(day)s at %(time)s, because %(why)s.") % words


def clock(time: object) -> str:
    """A time of day as people write it: 8:45am; in other languages 08:45."""
    if not (get_language() or "en").startswith("en"):
        return date_format(time, "H:i")
    return date_format(time, "g:ia").replace(".", "").replace(":00", "")
