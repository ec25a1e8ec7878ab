"""How much time was added to a deadline or may still be, and what else is to be known of its date?"""

from __future__ import annotations

from collections.abc import Iterator

from redress.rules import phrases
from redress.rules.clock import Deadline
from redress.rules.explanation.days import in_words, length_in_words
from redress.rules.phrases import Translate, gettext_noop, under
from redress.rules.policy import AnyNewDate, NoticeOnly, WithinTotal


def more_time(deadline: Deadline, _: Translate) -> Iterator[str]:
    working, rule = deadline.working, deadline.clock.extension
    days = phrases.days if deadline.in_calendar_days else phrases.working_days
    extended = working.computed is not None and working.computed != working.rolled
    if isinstance(rule, AnyNewDate) and extended:
        yield _("A later date was given; the original date, {original}, is kept for reports {paragraph}.").format(
            original=in_words(deadline.original), paragraph=under(rule.paragraph, _)
        )
    elif isinstance(rule, WithinTotal):
        yield from _within_total(deadline, rule, _, extended=extended)
    elif working.most is not None and extended:
        yield _("Extended by {gained} after {original}: {used} of {most} used, {left} left {paragraph}.").format(
            gained=days(working.gained, _),
            original=in_words(deadline.original),
            used=working.gained,
            most=working.most,
            left=deadline.left,
            paragraph=under(getattr(rule, "paragraph", ""), _),
        )
    elif working.most is not None and deadline.open:
        yield _("Not extended; up to {most} may be added {paragraph}.").format(
            most=days(working.most, _), paragraph=under(getattr(rule, "paragraph", ""), _)
        )
    elif isinstance(rule, NoticeOnly) and deadline.expected is not None:
        yield _("A delay notice said {expected}; that does not move the due date {paragraph}.").format(
            expected=in_words(deadline.expected), paragraph=under(rule.paragraph, _)
        )


def _within_total(deadline: Deadline, rule: WithinTotal, _: Translate, *, extended: bool) -> Iterator[str]:
    """A cap on the whole: how long it may last, what was used of that and what is left."""
    days = phrases.days if deadline.in_calendar_days else phrases.working_days
    if deadline.cap is None or not (extended or deadline.open):
        return
    words = {
        "total": length_in_words(rule.total, _),
        "cap": in_words(deadline.cap),
        "gained": days(deadline.working.gained, _),
        "original": in_words(deadline.original),
        "left": days(deadline.left, _),
        "paragraph": under(rule.paragraph, _),
    }
    message = _WITHIN_EXTENDED if extended else _WITHIN
    yield _(message).format(**words)


_WITHIN = gettext_noop(
    "Not extended; the whole may last {total}, until {cap}, so up to {left} may be added {paragraph}."
)
_WITHIN_EXTENDED = gettext_noop(
    "Extended by {gained} after {original}; the whole may last {total}, until {cap}: {left} left {paragraph}."
)


def reservations(deadline: Deadline, _: Translate) -> Iterator[str]:
    working = deadline.working
    if deadline.missed is not None:
        yield _("The date before the extension, {missed}, had already passed: it stays missed.").format(
            missed=in_words(deadline.missed)
        )
    if working.promised is not None and working.promised != (working.computed or working.rolled):
        yield _("{promised} was promised in a letter, and a promised date stands (counted again: {computed}).").format(
            promised=in_words(working.promised), computed=in_words(working.computed or working.rolled)
        )
    elif working.promised is not None:
        yield _("This date was promised in a letter.")
    if deadline.projected:
        yield _("This rests on public holidays that are not proclaimed yet and may still change.")
    if deadline.not_applicable == "not-needed":
        yield _("Not owed: the answer itself went by this date.")
    elif deadline.not_applicable:
        yield _("Does not apply: there is no address to send anything to.")
