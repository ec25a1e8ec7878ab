"""In which words is a made-up complaint told?

A situation is a complaint as its resident sent it, and the steps that followed. Days are working days
before (or after) the day on which the demonstration is built, by the council's own calendar: ``-9`` is
nine working days ago, ``0`` today, or the next working day where today is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from redress.correspondence.formats import EASY_READ
from redress.intake.answers import Answers

COMPLAINANT, COMPLAINT, WEB = "complainant", "complaint", "web"
DESK, LEAD = "the desk", "the lead of the service"

Written = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One act: which, on which working day and at what time, by whom, and what it needs.

    Without a time it is known by its day alone. ``recorded`` is the day on which it was put on record,
    if that is a later one.
    """

    act: str
    day: int
    time: str = "10:00"
    by: str = LEAD
    recorded: int | None = None
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Situation:
    """One made-up complaint. ``shows`` is what it is an example of.

    The matter happened ``happened_days_before`` it was received, in calendar days. What does not come
    through the public form is logged by an officer: the desk, unless ``by`` says otherwise.
    """

    id: str
    council: str
    shows: str
    received: int
    answers: Answers
    steps: tuple[Step, ...] = ()
    time: str = "10:00"
    channel: str = WEB
    track: str = COMPLAINT
    by: str = ""
    recorded: int | None = None
    happened_days_before: int = 3
    in_charge: str = ""
    photographs: tuple[tuple[str, str], ...] = ()  # file name and what it shows
    came: Mapping[str, Any] = field(default_factory=dict)  # what was asked and said beside it when it was logged

    @property
    def logged_by(self) -> str:
        """Who logged it; nobody, where the complainant filled in the public form."""
        return "" if self.channel == WEB else self.by or DESK


def situation_key(id: str) -> str:
    """The key of the submission by which a situation came in; those of its later acts begin with it."""
    return f"demonstration:{id}"


def flowing(value: Any) -> Any:
    """A text without the line ends of its source, paragraphs kept; whatever holds texts, with all of them so."""
    if isinstance(value, str):
        return "\n\n".join(" ".join(part.split()) for part in value.split("\n\n") if part.strip())
    if isinstance(value, Mapping):
        return {name: flowing(each) for name, each in value.items()}
    return value


# --- decisions and checks of the policy -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OnDay:
    """A date in an answer: a working day before or after the day on which the demonstration is built."""

    day: int


#: In answer to which of several things that are still to be done: the one that was asked for first.
FIRST_TO_DO = "first-to-do"


def taken(day: int, step: str, option: str, *, by: str = DESK, time: str = "09:30", **more: Any) -> Step:
    """``answers`` by question, ``written`` for the letter; a person is answered by name, a date by ``OnDay``."""
    given = {"step": step, "option": option, "answers": more.get("answers", {}), "written": more.get("written", {})}
    return Step("take_step", day, time, by, given=given)


# --- at the desk ---------------------------------------------------------------------------------


def registered(day: int, time: str = "09:20", *, by: str = DESK) -> Step:
    return Step("register", day, time, by)


def points_settled(day: int, *, time: str = "09:30", by: str = DESK, **changes: str) -> Step:
    """``changes`` are the service, landlord flag and so on of the one point."""
    return Step("settle_points", day, time, by, given={"changes": changes})


def points_told(day: int, *points: Mapping[str, str], time: str = "09:30", by: str = DESK) -> Step:
    """Every point in full, in the order of their numbers; an organisation is told by its name."""
    return Step("settle_points", day, time, by, given={"told": points})


def allocated(day: int, time: str = "09:40", *, to: str = LEAD, by: str = DESK) -> Step:
    return Step("allocate", day, time, by, given={"to": to})


def appointed(day: int, time: str = "11:15", *, to: str, by: str, reason: str = "") -> Step:
    return Step("appoint", day, time, by, given={"to": to, "reason": reason})


def kept_away(day: int, person: str, *, ground: str, time: str = "09:25", by: str = DESK) -> Step:
    return Step("bar_person", day, time, by, given={"person": person, "ground": ground})


def lateness_decided(day: int, *, by: str, reason: str, grounds: tuple[str, ...] = (), **more: Any) -> Step:
    """Goes ahead where there are ``grounds``; otherwise not, after everything in ``considered``."""
    considered = more.pop("considered", ())
    given = {"accepted": bool(grounds), "grounds": grounds, "considered": considered, "reason": reason}
    return Step("decide_lateness", day, "14:10", by, given=given)


def corrected(day: int, *, event: int, to: tuple[int, str], reason: str, by: str = DESK) -> Step:
    return Step("correct", day, "15:30", by, given={"supersedes": event, "corrected_at": to, "reason": reason})


# --- the officer in charge -----------------------------------------------------------------------


def acknowledged(day: int, understanding: str = "", wanted: str = "", *, time: str = "15:05", by: str = LEAD) -> Step:
    written = {"understanding": understanding, "outcomes-sought": wanted}
    return Step("acknowledge", day, time, by, given={"written": written})


def in_easy_words(step: Step, words: str) -> Step:
    """The step with its letter written a second time, for whoever needs easy read."""
    return replace(step, given={**step.given, "written": {**step.given["written"], EASY_READ: words}})


def contacted(day: int, note: str, *, method: str = "telephone", result: str = "reached", **more: Any) -> Step:
    time, by = more.pop("time", "11:40"), more.pop("by", LEAD)
    return Step("record_contact", day, time, by, given={"method": method, "result": result, "note": note, **more})


def clarified(day: int, note: str, *, way_forward: str, by: str = LEAD) -> Step:
    return Step("clarify", day, "11:50", by, given={"way_forward": way_forward, "note": note})


def noted(day: int, text: str, *, by: str = LEAD, time: str = "16:05") -> Step:
    return Step("note", day, time, by, given={"text": text})


def information_added(day: int, text: str, *, by: str = COMPLAINANT, time: str = "13:30") -> Step:
    return Step("add_information", day, time, by, given={"text": text})


def help_asked(day: int, text: str, *, time: str = "13:45") -> Step:
    return Step("ask_for_help", day, time, COMPLAINANT, given={"text": text})


def extended(day: int, days: int, reasons: str, progress: str = "", *, kind: str = "complexity", **more: Any) -> Step:
    """``until`` may give the new date as a working day instead of a number of days."""
    written = {"reasons": reasons, **({"progress": progress} if progress else {})}
    given = {"days": days, "reason_kind": kind, "agreed": more.pop("agreed", "not-asked"), "written": written}
    if "until" in more:
        given["until"] = more.pop("until")
    return Step("extend", day, more.pop("time", "14:40"), more.pop("by", LEAD), given=given)


def drafted(day: int, letter: str, outcome: str, written: Written, *, by: str, time: str = "12:10") -> Step:
    return Step("draft", day, time, by, given={"kind": letter, "outcome": outcome, "written": written})


def drafted_by_point(
    day: int, points: Mapping[str, Mapping[str, Any]], *, by: str = LEAD, letter: str = "stage-one-response"
) -> Step:
    """What has been written of an answer so far, point by point: outcome, reason, and what else is told of each."""
    return Step("draft", day, "12:10", by, given={"kind": letter, "points": points, "written": {}})


def draft_discussed(day: int, text: str, *, by: str, point: str = "", letter: str = "stage-one-response") -> Step:
    """A colleague says something of the draft, for colleagues alone."""
    return Step("discuss", day, "12:20", by, given={"kind": letter, "text": text, "point": point})


def agreed(day: int, *, by: str, letter: str = "stage-two-response", time: str = "16:00") -> Step:
    return Step("agree", day, time, by, given={"kind": letter})


def answered(day: int, outcome: str, written: Written, *, by: str = LEAD, time: str = "14:20") -> Step:
    return Step("respond", day, time, by, given={"outcome": outcome, "written": written})


def answered_by_point(
    day: int, points: Mapping[str, tuple[str, str, tuple[str, ...]]], written: Written, *, by: str = LEAD
) -> Step:
    """``points``: of each the outcome, the reason and the remedies."""
    return Step("respond", day, "14:30", by, given={"by_point": points, "written": written})


# --- the next stage, the Ombudsman, endings ------------------------------------------------------


def next_stage_asked(day: int, reasons: str = "", *, by: str = COMPLAINANT, time: str = "12:30", **more: Any) -> Step:
    """By the complainant on the site, or logged by the desk (``channel``, ``made_on`` as a working day)."""
    act = "ask_for_stage_two" if by == COMPLAINANT else "request_next_stage"
    return Step(act, day, time, by, given={"reasons": reasons, **more})


def reasons_given(day: int, reasons: str, *, by: str = DESK) -> Step:
    return Step("give_reasons", day, "11:30", by, given={"reasons": reasons})


def request_accepted(day: int, *, by: str, elements: str, late_reason: str = "", time: str = "15:15") -> Step:
    given = {"finding": "elements-not-considered", "elements": elements, "late_reason": late_reason, "written": {}}
    return Step("accept_request", day, time, by, given=given)


def request_refused(day: int, reasons: str, *, by: str, kinds: tuple[str, ...], time: str = "15:20") -> Step:
    given = {"finding": "full-and-comprehensive", "reasons": kinds, "written": {"reasons": reasons}}
    return Step("refuse_request", day, time, by, given=given)


def signposted(day: int, why: str, *, by: str = LEAD) -> Step:
    return Step("signpost", day, "10:45", by, given={"written": {"why-now": why}})


def ombudsman_asked(day: int, enquiry: str, *, by: str = DESK, channel: str = "email") -> Step:
    return Step("open_ombudsman_run", day, "10:10", by, given={"enquiry": enquiry, "channel": channel})


def ombudsman_answered(day: int, answer: str, *, by: str = DESK) -> Step:
    return Step("answer_ombudsman", day, "15:40", by, given={"answer": answer})


def plan_recorded(day: int, plan: str, text: str, *, by: str) -> Step:
    return Step("record_action_plan", day, "16:10", by, given={"plan": plan, "text": text})


def put_together(day: int, into: str, reason: str, *, by: str = DESK, time: str = "10:20") -> Step:
    """The case goes on in that of the situation ``into``, which came first."""
    return Step("merge", day, time, by, given={"into": into, "same_person": True, "reason": reason})


def withdrawn(day: int, reason: str = "", *, by: str = COMPLAINANT, time: str = "17:50") -> Step:
    return Step("withdraw", day, time, by, given={"reason": reason})


def decided(day: int, step: str, option: str, answers: Mapping[str, Any], **more: Any) -> Step:
    """A step of the policy taken with one of its options. ``dates`` are further answers, as working days."""
    given = {"step": step, "option": option, "answers": answers, "dates": more.pop("dates", {})}
    given["written"] = more.pop("written", {})
    return Step("take_step", day, more.pop("time", "10:30"), more.pop("by", DESK), given=given)


def closed(day: int, text: str = "", *, by: str = DESK, reason_kind: str = "completed") -> Step:
    return Step("close", day, "16:15", by, given={"text": text, "reason_kind": reason_kind})
