"""Which dates does a case have, how far has each got, and why is it that date?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from redress.cases.find import Standing
from redress.casework.time_left import TimeLeft, time_left
from redress.design.templatetags.design import long_date
from redress.rules.clock import Deadline, RightOpened
from redress.rules.picture import Week, picture
from redress.rules.policy import Policy
from redress.rules.wording import working_lines


@dataclass(frozen=True, slots=True)
class Explained:
    """One date with its working in words and as a calendar. ``remarks`` say what became of it."""

    deadline: Deadline
    name: str
    paragraph: str
    left: TimeLeft | None
    remarks: tuple[str, ...]
    lines: tuple[str, ...]
    weeks: tuple[Week, ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a case: what we owe, what the complainant may do until when, and what is over."""

    owed: list[Explained]
    windows: list[Explained]
    past: list[Explained]


@dataclass(frozen=True, slots=True)
class Right:
    """Something the complainant may do without waiting longer, now or from a day to come."""

    name: str
    from_day: date
    paragraph: str
    open: bool
    provisional: bool


def dates_of(standing: Standing, today: date) -> Dates:
    """Every date of every run, explained: what is owed soonest first, what is over in the order of the policy."""
    explained = [explain(each, policy_of(standing, each.run), today) for each in standing.deadlines]
    running = sorted((each for each in explained if each.deadline.open), key=lambda each: each.deadline.due)
    return Dates(
        owed=[each for each in running if each.deadline.binds_council],
        windows=[each for each in running if not each.deadline.binds_council],
        past=[each for each in explained if not each.deadline.open],
    )


def explain(deadline: Deadline, policy: Policy, today: date) -> Explained:
    """One date in words: how long is left, what was promised and gained, and the whole working."""
    return Explained(
        deadline=deadline,
        name=deadline.clock.name,
        paragraph=deadline.paragraph,
        left=time_left(deadline.due, today, deadline.working.calendar) if deadline.open else None,
        remarks=tuple(_remarks(deadline)),
        lines=tuple(working_lines(deadline, policy, _)),
        weeks=picture(deadline, _),
    )


def rights_of(standing: Standing, today: date) -> list[Right]:
    """What the complainant may do without an answer, soonest first."""
    return [_right(each, today) for each in sorted(standing.rights, key=lambda each: each.from_day)]


def policy_of(standing: Standing, run: str) -> Policy:
    """The policy version that governs a run of the case."""
    return standing.book.policy(standing.case.runs[run].policy)


def _right(opened: RightOpened, today: date) -> Right:
    return Right(
        opened.right.name, opened.from_day, opened.right.paragraph, today >= opened.from_day, opened.provisional
    )


def _remarks(deadline: Deadline) -> list[str]:
    return [*_how_it_went(deadline), *_printed(deadline), *_more_time(deadline)]


def _how_it_went(deadline: Deadline) -> list[str]:
    if deadline.not_applicable == "not-needed":
        return [_("Not owed: the answer itself went by this date")]
    if deadline.not_applicable:
        return [_("Does not apply: there is no address to send anything to")]
    if deadline.met is not None:
        done = _("Done on %(day)s") % {"day": long_date(deadline.met.day)}
        late = deadline.working.calendar.working_days_between(deadline.due, deadline.met.day)
        if deadline.met.day <= deadline.due:
            return [_("%(done)s, in time") % {"done": done}]
        words = ngettext("%(done)s, %(count)s working day late", "%(done)s, %(count)s working days late", late)
        return [words % {"done": done, "count": late}]
    if deadline.lapsed:
        over = _("Nothing is owed on it any more")
        missed = deadline.lapsed_on is not None and deadline.late_on(deadline.lapsed_on)
        return [_("It was missed, and not done"), over] if missed else [over]
    return [_("It was missed once, before time was extended")] if deadline.missed else []


def _printed(deadline: Deadline) -> list[str]:
    """What the letter says, where that is not the day by which lateness is judged; and what was promised."""
    said = []
    if deadline.printed != deadline.due:
        said.append(_("Letters say %(day)s") % {"day": long_date(deadline.printed)})
    if deadline.working.promised is not None:
        said.append(_("Promised to the complainant: %(day)s") % {"day": long_date(deadline.working.promised)})
    if deadline.provisional:
        said.append(_("Provisional: it may become earlier"))
    return said


def _more_time(deadline: Deadline) -> list[str]:
    said = []
    if deadline.due != deadline.original and deadline.printed != deadline.original:
        said.append(_("Originally %(day)s") % {"day": long_date(deadline.original)})
    if deadline.working.most is not None and (deadline.open or deadline.working.gained):
        ledger = (
            _("Extension: %(used)s of %(most)s days used, %(left)s left")
            if deadline.in_calendar_days
            else _("Extension: %(used)s of %(most)s working days used, %(left)s left")
        )
        said.append(ledger % {"used": deadline.working.gained, "most": deadline.working.most, "left": deadline.left})
    if deadline.expected is not None:
        said.append(_("The complainant was told to expect it by %(day)s") % {"day": long_date(deadline.expected)})
    return said
