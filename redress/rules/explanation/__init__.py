"""How was this deadline worked out, in words that an officer or a complainant can follow?

Each line is one step of the sum, in the order in which it was made. The page and the command line
show the same lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from redress.rules import phrases
from redress.rules.clock import Deadline
from redress.rules.explanation.days import capital, in_words, length_in_words
from redress.rules.explanation.left_out import ONE_DAY, closures, skipped, why_skipped
from redress.rules.explanation.more_time import more_time, reservations
from redress.rules.moments import MONTHS, Moment, time_in_words
from redress.rules.office_hours import LegalReceipt
from redress.rules.phrases import Translate, gettext_noop, said, under
from redress.rules.policy import (
    Anchor,
    AtAnswer,
    AtDue,
    AtFact,
    AtMilestone,
    AtReceipt,
    CalendarDays,
    CalendarMonths,
    LatestEnd,
    OfficeHoursReceipt,
    Policy,
    ThatDay,
    WorkingDays,
)

__all__ = ["ONE_DAY", "first_counted_day", "length_in_words", "receipt_line", "why_skipped", "working_lines"]


def working_lines(deadline: Deadline, policy: Policy, _: Translate = str) -> list[str]:
    """The working of a deadline, step by step; the last line says when it is due and under which paragraph."""
    lines = [*_start(deadline, policy, _), *_for_services(deadline, policy, _)]
    length = deadline.working.length
    if isinstance(length, CalendarMonths):
        lines += _months(deadline, length, _)
    elif isinstance(length, ThatDay):
        lines += _that_day(length, _)
    else:
        lines += _days(deadline, length, _)
    lines += _rolled(deadline, _)
    lines += skipped(deadline, _)
    lines += closures(deadline, policy, _)
    lines += _compared(deadline, policy, _)
    lines += more_time(deadline, _)
    lines += reservations(deadline, _)
    lines.append(_due(deadline, _))
    return lines


def receipt_line(receipt: LegalReceipt, policy: Policy, _: Translate = str) -> str:
    """When it arrived, when it counts as received, and why that moved."""
    arrived = _moment(receipt.arrived, _)
    if receipt.moved_because is None:
        return _("Received {arrived}.").format(arrived=arrived)
    paragraph = policy.receipt.paragraph if isinstance(policy.receipt, OfficeHoursReceipt) else ""
    return _("Arrived {arrived}, {why}: legally received {received} {paragraph}.").format(
        arrived=arrived,
        why=_why_moved(receipt, _),
        received=_moment(receipt.moment, _),
        paragraph=under(paragraph, _),
    )


def _why_moved(receipt: LegalReceipt, _: Translate) -> str:
    if receipt.moved_because == "after-hours" and receipt.closing is not None:
        return _("after the office closed at {closing}").format(closing=time_in_words(receipt.closing))
    if receipt.moved_because == "holiday":
        return _("on a public holiday, {name}").format(name=receipt.name)
    if receipt.moved_because == "closure":
        return _("while the offices were closed, {name}").format(name=receipt.name)
    return _("on a Saturday") if receipt.moved_because == "saturday" else _("on a Sunday")


def _moment(moment: Moment, _: Translate) -> str:
    if moment.time is None:
        return in_words(moment.day)
    return _("{day} at {time}").format(day=in_words(moment.day), time=time_in_words(moment.time))


# --- where it starts -----------------------------------------------------------------------------


def _start(deadline: Deadline, policy: Policy, _: Translate) -> Iterator[str]:
    anchored = deadline.working.anchored
    day = in_words(anchored.day)
    if anchored.receipt is not None:
        yield receipt_line(anchored.receipt, policy, _)
    elif anchored.instead_of:
        clock = policy.clock(anchored.name)
        message = _NEVER if anchored.never else _AWAITED if anchored.provisional else _OVERTAKEN
        yield _(message).format(
            start=capital(said(phrases.STARTS, anchored.instead_of, _)), day=day, paragraph=under(clock.paragraph, _)
        )
    elif anchored.source == "answer":
        yield _("The date was set for the council, not counted: {day}.").format(day=day)
    elif anchored.source == "due":
        clock = policy.clock(anchored.name)
        yield _("Counted from the due date of “{clock}”, {day} {paragraph}.").format(
            clock=clock.name, day=day, paragraph=under(clock.paragraph, _)
        )
    else:
        yield _("Counted from {start}, {day}.").format(start=said(phrases.STARTS, anchored.name, _), day=day)


_AWAITED = gettext_noop(
    "{start} has not been sent yet, so this is provisional: counted from the day by which it is due, "
    "{day} {paragraph}. If it is sent earlier, this date becomes earlier too."
)
_OVERTAKEN = gettext_noop(
    "{start} came after its due date: counted from that due date, {day} {paragraph}, "
    "so that the council gains nothing by its own delay."
)
_NEVER = gettext_noop(
    "{start} cannot be sent, because there is no address: counted from the day by which it would be due, "
    "{day} {paragraph}."
)


# --- how long it runs ----------------------------------------------------------------------------


def _days(deadline: Deadline, length: WorkingDays | CalendarDays, _: Translate) -> Iterator[str]:
    working = deadline.working
    first = first_counted_day(deadline)
    same = first == working.anchored.day
    if same:
        rule = _("That day is day 1")
    elif length.first_day == "anchor":
        rule = _("That day is no working day, so day 1 is {first}").format(first=in_words(first))
    else:
        rule = _("That day itself is not counted: day 1 is {first}").format(first=in_words(first))
    paragraph = under(length.paragraph, _)
    reading = f" {length.reading}" if length.reading else ""
    yield f"{rule} {paragraph}.{reading}" if paragraph else f"{rule}.{reading}"
    unit = _("Working day {count} is {base}.") if isinstance(length, WorkingDays) else _("Day {count} is {base}.")
    yield unit.format(count=length.count, base=in_words(working.base))


def first_counted_day(deadline: Deadline) -> date:
    """The day that is day one; of a length in months, the anchor itself."""
    start, length = deadline.working.anchored.day, deadline.working.length
    if isinstance(length, WorkingDays):
        calendar = deadline.working.calendar
        if length.first_day == "anchor":
            return calendar.first_working_day_from(start)
        return calendar.nth_working_day_after(start, 1)
    if isinstance(length, CalendarDays) and length.first_day == "next":
        return start + ONE_DAY
    return start


def _months(deadline: Deadline, length: CalendarMonths, _: Translate) -> Iterator[str]:
    working = deadline.working
    start, base = working.anchored.day, working.base
    words = {"count": length.count, "base": in_words(base), "number": start.day, "month": MONTHS[base.month - 1]}
    words["paragraph"] = f" {under(length.paragraph, _)}" if length.paragraph else ""
    if base.day == start.day and length.count == 1:
        yield _("One calendar month ends on the same date of the next month: {base}{paragraph}.").format(**words)
    elif base.day == start.day:
        yield _("{count} calendar months end on the same date of the month: {base}{paragraph}.").format(**words)
    elif length.count == 1:
        yield _(
            "One calendar month ends on {base}: {month} that year has no day {number}, "
            "so its last day counts{paragraph}."
        ).format(**words)
    else:
        yield _(
            "{count} calendar months end on {base}: {month} that year has no day {number}, "
            "so its last day counts{paragraph}."
        ).format(**words)


def _that_day(length: ThatDay, _: Translate) -> Iterator[str]:
    """A date that somebody else set is taken as it is: no day is counted and none is left out."""
    paragraph = under(length.paragraph, _)
    reading = f" {length.reading}" if length.reading else ""
    told = _("No days are counted; the date stands as it was given")
    yield f"{told} {paragraph}.{reading}" if paragraph else f"{told}.{reading}"


def _rolled(deadline: Deadline, _: Translate) -> Iterator[str]:
    """The last day as it was moved to a working day."""
    working = deadline.working
    if working.rolled == working.base:
        return
    reason = why_skipped(working.calendar.why_not_working(working.base), _)
    message = _LATER if working.rolled > working.base else _SOONER
    yield _(message).format(base=in_words(working.base), rolled=in_words(working.rolled), reason=reason)


_LATER = gettext_noop(
    "{base} is no working day ({reason}), so whatever comes by {rolled} is still in time; letters say {base}."
)
_SOONER = gettext_noop("{base} is no working day ({reason}), so the last day is the working day before it, {rolled}.")


# --- services, and lengths that are compared -----------------------------------------------------


def _for_services(deadline: Deadline, policy: Policy, _: Translate) -> Iterator[str]:
    override = deadline.working.override
    if override is None:
        return
    yield _("The points are about {group}, for which {length} apply {paragraph}.").format(
        group=policy.service_group(override.group).name,
        length=length_in_words(deadline.clock.length, _),
        paragraph=under(override.paragraph, _),
    )


def _compared(deadline: Deadline, policy: Policy, _: Translate) -> Iterator[str]:
    """The other lengths, and why this one counts."""
    latest = isinstance(deadline.clock.ends, LatestEnd)
    for other in deadline.working.compared:
        words = {
            "length": length_in_words(other.length, _),
            "start": _anchor_in_words(other.anchor, policy, _),
            "paragraph": under(other.paragraph or deadline.clock.paragraph, _),
        }
        if other.rolled is None:
            message = _LATEST_UNKNOWN if latest else _EARLIEST_UNKNOWN
        else:
            message = _LATEST if latest else _EARLIEST
            words["end"] = in_words(other.rolled)
        yield _(message).format(**words)


_LATEST = gettext_noop("{length} from {start} would end on {end}; the later date counts {paragraph}.")
_EARLIEST = gettext_noop("{length} from {start} would end on {end}; the earlier date counts {paragraph}.")
_LATEST_UNKNOWN = gettext_noop(
    "{length} from {start} is not counted, because there is no such day yet; if that ends later, it will count "
    "{paragraph}."
)
_EARLIEST_UNKNOWN = gettext_noop(
    "{length} from {start} is not counted, because there is no such day yet; if that ends earlier, it will count "
    "{paragraph}."
)


def _anchor_in_words(anchor: Anchor, policy: Policy, _: Translate) -> str:
    if isinstance(anchor, AtReceipt):
        return said(phrases.STARTS, "received", _)
    if isinstance(anchor, AtMilestone):
        return said(phrases.STARTS, anchor.milestone, _)
    if isinstance(anchor, AtFact):
        return said(phrases.STARTS, anchor.fact, _)
    if isinstance(anchor, AtAnswer):
        return _("the date given in “{step}”").format(step=policy.step(anchor.step).name)
    if isinstance(anchor, AtDue):
        return _("the due date of “{clock}”").format(clock=policy.clock(anchor.clock).name)
    return phrases.either((_anchor_in_words(part, policy, _) for part in anchor.of), _)


def _due(deadline: Deadline, _: Translate) -> str:
    day = in_words(deadline.due)
    return _("Due by the end of {day} {paragraph}.").format(day=day, paragraph=under(deadline.paragraph, _))
