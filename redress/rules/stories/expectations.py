"""Is what a line expects true, and if not, what is true instead?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from redress.rules.case import Run
from redress.rules.clock import Deadline, deadlines_of, raised_late, receipt_of, rights
from redress.rules.explanation import working_lines
from redress.rules.letters import flags_of, ombudsmen_of
from redress.rules.moments import Moment, day_in_words
from redress.rules.nearest import did_you_mean
from redress.rules.phrases import either, role_name, working_days
from redress.rules.policy import OfficeHoursReceipt, Policy
from redress.rules.status import STATUSES, status
from redress.rules.steps import owed
from redress.rules.stories.parsing import Line, Mistake
from redress.rules.stories.scene import Scene, outcome_named, resolved


def disappointment(line: Line, scene: Scene) -> str:
    """Why the line is not true, in a sentence; empty when it is. Raises :class:`Mistake`."""
    look = _Look(line, scene)
    if "clock" in line.said.blanks:
        return _OF_A_CLOCK[line.said.phrase](look, look.deadline())
    return _OF_A_CASE[line.said.phrase](look)


class _Look:
    """One line looked at from its day."""

    def __init__(self, line: Line, scene: Scene) -> None:
        self.line, self.scene, self.said = line, scene, line.said
        if line.day is None:
            raise Mistake("This line needs its day.")
        self.day: date = line.day
        self.run: Run = scene.case.main_run

    def deadline(self) -> Deadline | None:
        """The deadline of the clock that the line names, in the run that began last if several have it."""
        clock = resolved(self.said["clock"], self.scene.policy.clocks, "clock")
        found = [
            deadline
            for run in self.scene.case.runs.values()
            for deadline in deadlines_of(self.scene.case, run, self.scene.book)
            if deadline.clock.id == clock
        ]
        on_the_day = [deadline for deadline in found if deadline.item and deadline.due == self.day]
        return (on_the_day or found)[-1] if found else None

    def paragraph(self, right: str, *, also: tuple[str, ...] = ()) -> str:
        """Why the paragraph of the line is not the right one; empty where it is, or where none is named."""
        named = self.said["paragraph"]
        if named.casefold() in ("", right.casefold(), *(other.casefold() for other in also)):
            return ""
        return f"It is under {right}, not {named}."


def _words(day: date) -> str:
    return day_in_words(day)


def _must_be(look: _Look, actual: date | None, what: str) -> str:
    if actual is None:
        return f"There is no day that is {what}."
    return "" if actual == look.day else f"The day that is {what} is {_words(actual)}."


# --- what is expected of a clock -------------------------------------------------------------------


def _due(look: _Look, deadline: Deadline | None) -> str:
    if deadline is None:
        return "It has no due date yet."
    wrong = _must_be(look, deadline.due, "due")
    return wrong or look.paragraph(deadline.paragraph, also=(*deadline.clock.also, deadline.clock.paragraph))


def _provisional(look: _Look, deadline: Deadline | None) -> str:
    wrong = _due(look, deadline)
    if not wrong and deadline is not None and not deadline.provisional:
        return "It is due then, but it is not provisional."
    return wrong


def _printed(look: _Look, deadline: Deadline | None) -> str:
    return _must_be(look, deadline.printed if deadline else None, "printed")


def _promised(look: _Look, deadline: Deadline | None) -> str:
    return _must_be(look, deadline.working.promised if deadline else None, "promised")


def _expected(look: _Look, deadline: Deadline | None) -> str:
    return _must_be(look, deadline.expected if deadline else None, "expected")


def _originally(look: _Look, deadline: Deadline | None) -> str:
    return _must_be(look, deadline.original if deadline else None, "the original due date")


def _missed(look: _Look, deadline: Deadline | None) -> str:
    return _must_be(look, deadline.missed if deadline else None, "missed")


def _late(look: _Look, deadline: Deadline | None) -> str:
    if deadline is None:
        return "It has no due date yet."
    done = deadline.met.day if deadline.met else look.day
    late = max(0, deadline.working.calendar.working_days_between(deadline.due, done)) if done > deadline.due else 0
    wanted = int(look.said["n"])
    return "" if late == wanted and deadline.late_on(look.day) else f"It is late by {working_days(late)}."


def _overdue(look: _Look, deadline: Deadline | None) -> str:
    if deadline is None:
        return "It has no due date yet."
    if deadline.met is not None:
        return f"It was done on {_words(deadline.met.day)}."
    return "" if deadline.late_on(look.day) else f"It is not overdue: it is due {_words(deadline.due)}."


def _not_overdue(look: _Look, deadline: Deadline | None) -> str:
    return "It is overdue." if deadline is not None and not _overdue(look, deadline) else ""


def _met(look: _Look, deadline: Deadline | None) -> str:
    if deadline is None or deadline.met is None:
        return "It has not been done."
    if deadline.late_on(deadline.met.day):
        return f"It was done late, on {_words(deadline.met.day)}: it was due {_words(deadline.missed or deadline.due)}."
    return ""


def _unknown(look: _Look, deadline: Deadline | None) -> str:
    return "" if deadline is None or deadline.lapsed else f"It is due {_words(deadline.due)}."


def _not_applicable(look: _Look, deadline: Deadline | None) -> str:
    return "" if deadline is not None and deadline.not_applicable else "It applies."


def _left(look: _Look, deadline: Deadline | None) -> str:
    left = deadline.left if deadline else 0
    return "" if left == int(look.said["n"]) else f"There are {working_days(left)} left."


def _responsible(look: _Look, deadline: Deadline | None) -> str:
    if deadline is None:
        return "It has no due date yet."
    policy = look.scene.policy
    wanted = resolved(look.said["role"].removeprefix("the "), policy.roles, "role")
    actual = deadline.clock.responsible
    return "" if actual == wanted else f"It falls to {role_name(policy, actual)}."


def _projected(look: _Look, deadline: Deadline | None) -> str:
    return "" if deadline is not None and deadline.projected else "It rests on proclaimed holidays only."


def _working(look: _Look, deadline: Deadline | None) -> str:
    if deadline is None:
        return "It has no due date yet."
    lines = working_lines(deadline, look.scene.policy)
    wanted = look.said["words"].strip('“”"').casefold()
    return "" if any(wanted in line.casefold() for line in lines) else f"The working says: {' '.join(lines)}"


_OF_A_CLOCK: dict[str, Callable[[_Look, Deadline | None], str]] = {
    "due": _due,
    "provisional": _provisional,
    "printed": _printed,
    "promised": _promised,
    "expected": _expected,
    "originally": _originally,
    "missed": _missed,
    "late": _late,
    "overdue": _overdue,
    "not-overdue": _not_overdue,
    "met": _met,
    "unknown": _unknown,
    "not-applicable": _not_applicable,
    "left": _left,
    "projected": _projected,
    "responsible": _responsible,
    "working": _working,
}


# --- what is expected of the case ------------------------------------------------------------------


def _receipt(look: _Look) -> str:
    run, policy = look.run, look.scene.policy
    record = run.current if look.said["text"].startswith("request") else next(iter(run.stages.values()))
    calendar = look.scene.book.calendar(run.policy, run.calendar)
    received = receipt_of(record.opened, policy, calendar).moment
    if received.day != look.day or (look.line.time is not None and received.time != look.line.time):
        return f"It counts as received on {_moment(received)}."
    return look.paragraph(policy.receipt.paragraph) if isinstance(policy.receipt, OfficeHoursReceipt) else ""


def _moment(moment: Moment) -> str:
    return _words(moment.day) + (f" at {moment.time:%H:%M}" if moment.time else "")


def _approach(look: _Look) -> str:
    return _right_is_open(look, "ombudsman")


def _right_is_open(look: _Look, way: str) -> str:
    known = [right for right in rights(look.scene.case, look.scene.book) if right.right.opens == way]
    opened = [right for right in known if right.from_day <= look.day]
    if not opened:
        days = [right.from_day for right in known]
        return f"Not before {_words(min(days))}." if days else "There is no such right here."
    return look.paragraph(opened[-1].right.paragraph)


def _no_approach(look: _Look) -> str:
    return "The complainant may go to the Ombudsman." if not _approach(look) else ""


def _by_right(look: _Look) -> str:
    return _right_is_open(look, "request-next-stage")


def _complaint_late(look: _Look) -> str:
    late = raised_late(look.scene.case, look.run, look.scene.book)
    return look.paragraph(look.scene.policy.late.paragraph) if late else "It came in time."


def _complaint_in_time(look: _Look) -> str:
    return "It came too late." if raised_late(look.scene.case, look.run, look.scene.book) else ""


def _status(look: _Look) -> str:
    wanted = look.said["status"].casefold().replace(" ", "-")
    if wanted not in STATUSES:
        raise Mistake(f"There is no status “{look.said['status']}”{did_you_mean(wanted, STATUSES)}")
    actual = status(look.scene.case, look.run, book=look.scene.book, today=look.day).code
    return "" if actual == wanted else f"The status is {actual}."


def _outcome(look: _Look) -> str:
    wanted = outcome_named(look.said["outcome"], look.scene.policy)
    actual = list(look.run.outcomes.values())[-1:]
    return "" if actual == [wanted] else f"The outcome is {actual[0] if actual else 'not known yet'}."


def _charge(look: _Look) -> str:
    person = look.scene.cast.called(look.said["name"])
    holder = look.scene.cast.by_id(look.run.holder)
    return "" if person.id == look.run.holder else f"In charge is {holder.name if holder else 'nobody'}."


def _bodies(look: _Look) -> str:
    policy = look.scene.policy
    actual = sorted(policy.contacts[key].name for key in ombudsmen_of(look.scene.case.points, policy))
    wanted = sorted(_named_bodies(look.said["body"].split(" and "), policy))
    return "" if wanted == actual else f"It is {' and '.join(actual)}."


def _named_bodies(parts: list[str], policy: Policy) -> list[str]:
    """The bodies that are named with "and" between them; a name may itself have an "and" in it. Raises Mistake."""
    for upto in range(len(parts), 0, -1):
        plain = _plain(" and ".join(parts[:upto]))
        for key, contact in policy.contacts.items():
            if plain in (key, key.replace("-", " "), _plain(contact.name)):
                return [contact.name, *(_named_bodies(parts[upto:], policy) if parts[upto:] else [])]
    written = " and ".join(parts).removeprefix("the ")
    raise Mistake(
        f"The policy has no contact “{written}”"
        f"{did_you_mean(written, [contact.name for contact in policy.contacts.values()])}"
    )


def _plain(name: str) -> str:
    return name.casefold().replace("’", "'").strip().removeprefix("the ")


def _final(look: _Look) -> str:
    stage = look.scene.policy.stage(look.run.track, look.run.stage)
    return "" if "answered" in look.run.current.milestones and not stage.next else "It is not the last word."


def _owed(look: _Look) -> str:
    policy = look.scene.policy
    step = resolved(look.said["step"], policy.steps, "step")
    for run in look.scene.case.runs.values():
        if step in {one.id for one in owed(look.scene.case, run, policy)}:
            return _owed_by(look, run, step)
    return "It is not owed."


def _owed_by(look: _Look, run: Run, step: str) -> str:
    policy = look.scene.policy
    by = {role for move in policy.moves_for(run.track, f"step:{step}") for role in move.by}
    if not look.said["role"]:
        return ""
    role = resolved(look.said["role"].removeprefix("the "), policy.roles, "role")
    return "" if role in by else f"It is owed by {either(role_name(policy, one) for one in sorted(by))}."


def _carries(look: _Look) -> str:
    wanted = look.said["flag"].replace(" ", "-")
    carried = flags_of(look.scene.case, look.run, look.scene.policy)
    return "" if wanted in carried else f"It carries {', '.join(sorted(carried)) or 'nothing'}."


def _runs_of(look: _Look) -> list[Run]:
    track = resolved(look.said["track"], look.scene.policy.tracks, "track")
    return [run for run in look.scene.case.runs.values() if run.track == track]


def _track_open(look: _Look) -> str:
    return "" if any(not run.ended for run in _runs_of(look)) else "No run of this track is open."


def _track_ended(look: _Look) -> str:
    runs = _runs_of(look)
    wanted = look.said["ending"].casefold()
    if runs and runs[-1].ended == wanted:
        return ""
    return f"It ended as {runs[-1].ended}." if runs and runs[-1].ended else "It has not ended."


_OF_A_CASE: dict[str, Callable[[_Look], str]] = {
    "receipt": _receipt,
    "approach": _approach,
    "no-approach": _no_approach,
    "by-right": _by_right,
    "not-by-right": lambda look: "" if _by_right(look) else "The complainant may ask for it.",
    "complaint-late": _complaint_late,
    "complaint-in-time": _complaint_in_time,
    "request-late": lambda look: "" if look.run.request_late else "It came in time.",
    "request-in-time": lambda look: "It came too late." if look.run.request_late else "",
    "owed": _owed,
    "not-owed": lambda look: "" if _owed(look) == "It is not owed." else "It is owed.",
    "carries": _carries,
    "no-flag": lambda look: "" if _carries(look) else "It carries it.",
    "track-open": _track_open,
    "track-ended": _track_ended,
    "status": _status,
    "outcome": _outcome,
    "charge": _charge,
    "bodies": _bodies,
    "final": _final,
    "not-final": lambda look: "" if _final(look) else "It is the last word.",
}
