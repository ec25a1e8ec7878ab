"""Which letters that wait for the post no longer hold, and in which words is that said?

What the letter promised stands in the event of its act; what the clocks print today is worked out anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from redress import policies
from redress.cases.standing import Standing, standings
from redress.correspondence.checking.dates import mentions
from redress.correspondence.checking.promised import LIMIT
from redress.correspondence.contents import in_words
from redress.correspondence.models import Ask, Happened, Letter, PostRecord
from redress.rules import events as happened
from redress.rules.case import Run
from redress.rules.clock import Deadline
from redress.rules.events import Recorded
from redress.rules.late_post import Named, Reason, Since, Waiting, Why, no_longer_holds
from redress.rules.moments import Moment
from redress.rules.policy import AdvisoryWindow, DiscretionWindow, HardWindow


@dataclass(frozen=True)
class Waits:
    """A letter on its case: the event of its act (none of a notice), and what else was written on the case.

    ``first`` is the letter whose place it took, where it was dated anew, else itself; ``moved`` the days that became
    others in it then, each time that it was.
    """

    letter: Letter
    stands: Standing
    entry: Recorded | None
    first: Letter
    others: Mapping[str, Letter] = field(default_factory=dict)
    moved: tuple[Mapping[date, date], ...] = ()

    @cached_property
    def run(self) -> Run | None:
        """The run that it belongs to; none of a letter of no act."""
        return self.stands.case.runs.get(self.entry.run) if self.entry else None


def stale(letters: Iterable[Letter], on: date) -> dict[int, tuple[Reason, ...]]:
    """Why each of these letters does not hold any more if it is posted on a day; those that do are not in it.

    Three queries, however many they are.
    """
    found = {
        each.letter.pk: against(each, dated=day_of(each.letter), named=named(each), on=on)
        for each in _waiting(list(letters), on)
    }
    return {pk: reasons for pk, reasons in found.items() if reasons}


class NoLongerHolds(Exception):
    """Letters no longer hold, and nobody has said why they go all the same. ``doubts``: why, by letter."""

    def __init__(self, doubts: Mapping[int, tuple[Reason, ...]]) -> None:
        super().__init__("no-longer-holds")
        self.doubts = doubts


def gone_all_the_same(doubts: Mapping[int, tuple[Reason, ...]]) -> dict[int, tuple[Reason, ...]]:
    """These doubts without those of which somebody said, when they took the letter, that it goes: one query.

    That it has grown older since, or has less time left, is no new doubt.
    """
    taken = PostRecord.objects.filter(letter__in=doubts, what=Happened.TAKEN).values_list("letter", "told")
    seen = {(letter, each["why"], each["day"]) for letter, told in taken for each in told}
    new = {
        pk: tuple(each for each in reasons if (pk, each.why, each.day.isoformat()) not in seen)
        for pk, reasons in doubts.items()
    }
    return {pk: reasons for pk, reasons in new.items() if reasons}


def kept(reason: Reason) -> dict[str, str]:
    """A reason as it is kept with the letter, with the sentence that somebody had before them."""
    now = {"now": reason.now.isoformat()} if reason.now else {}
    return {"why": str(reason.why), "day": reason.day.isoformat(), "said": told(reason), **now}


def waits(letter: Letter, on: date) -> Waits:
    """One letter on its case, as that stood on a day."""
    return next(_waiting([letter], on))


def is_of_an_act(letter: Letter, on: date) -> bool:
    """Whether an event of its case carries this letter, or the one in whose place it stands."""
    return any(each.entry is not None for each in _waiting([letter], on))


def named(waits: Waits) -> tuple[Named, ...]:
    """The days that a letter names: those its act promised, and those that an officer set in so many words."""
    promised = tuple(_promised(waits))
    known = {each.day for each in promised}
    return (*promised, *(each for each in _written(waits.letter) if each.day not in known))


def told(reason: Reason) -> str:
    """One reason as a plain sentence."""
    if reason.why == Why.OLD:
        since = ngettext("%(days)s working day ago", "%(days)s working days ago", reason.days) % {"days": reason.days}
        return _("It is dated %(day)s, %(since)s. Letters should be in the post within %(most)s.") % {
            "day": in_words(reason.day),
            "since": since,
            "most": ngettext("%(days)s working day", "%(days)s working days", reason.most) % {"days": reason.most},
        }
    if reason.why == Why.PASSED and reason.text:
        return _("It says “%(text)s”, and %(day)s has passed.") % {"text": reason.text, "day": in_words(reason.day)}
    return _SENTENCES[reason.why]() % {
        "day": in_words(reason.day),
        "now": in_words(reason.now) if reason.now else "",
        "days": reason.days,
        "most": reason.most,
        "letter": reason.text,
    }


_SENTENCES = {
    Why.LESS_TIME: lambda: _(
        "It gives them until %(day)s. If it goes now they have %(days)s days, and it meant them to have %(most)s."
    ),
    Why.PASSED: lambda: _("It names %(day)s, and there is no time left until then."),
    Why.MOVED: lambda: _("It names %(day)s, and that date is now %(now)s."),
    Why.ANSWERED: lambda: _("The case has been answered since: “%(letter)s”, on %(day)s."),
    Why.GONE_ON: lambda: _("They asked for the next stage on %(day)s: they know the answer and have used its way on."),
    Why.ENDED: lambda: _("The matter was closed on %(day)s, and this letter says that it goes on."),
    Why.SETTLED: lambda: _("What it asks was answered or settled on %(day)s."),
}


# --- what is known of a letter -------------------------------------------------------------------


def _waiting(letters: list[Letter], on: date) -> Iterator[Waits]:
    cases = {letter.case_id for letter in letters}
    known = standings(cases, until=on)
    others: dict[int, dict[str, Letter]] = {}
    fields = ("id", "case_id", "key", "kind", "name", "approved_at")
    # The question that a letter asks, by its key, which is that of the act.
    question = Ask.objects.filter(case=OuterRef("case"), key=OuterRef("key")).values("pk")[:1]
    more = {"before": F("in_place_of__letter"), "told_before": F("in_place_of__told"), "question": Subquery(question)}
    for other in Letter.objects.filter(case__in=cases).only(*fields).annotate(**more):
        others.setdefault(other.case_id, {})[other.opaque_id] = other
    for letter in letters:
        if letter.case_id not in known:
            continue  # a case without a history says nothing of its letters
        on_case = others[letter.case_id]
        first, moved = _first(letter, on_case)
        # A copy goes with the same act as the letter that its event names.
        same = {id for id, each in on_case.items() if (each.key, each.kind) == (first.key, first.kind)}
        stands = known[letter.case_id]
        entry = next((each for each in stands.history if _letter_of(each) in same), None)
        yield Waits(letter, stands, entry, first, on_case, moved)


def _first(letter: Letter, on_case: Mapping[str, Any]) -> tuple[Letter, tuple[Mapping[date, date], ...]]:
    """The letter whose place this one took, however often it was dated anew, and the days that moved each time."""
    moved: list[Mapping[date, date]] = []
    current = on_case[letter.opaque_id]
    while current.before is not None:
        told = [each for each in current.told_before if "now" in each]
        moved.append({date.fromisoformat(each["day"]): date.fromisoformat(each["now"]) for each in told})
        current = on_case[f"letter:{current.before}"]
    return current, tuple(moved[::-1])


def against(waits: Waits, *, dated: date, named: tuple[Named, ...], on: date) -> tuple[Reason, ...]:
    """Why this letter would not hold if it were dated so, named these days, and were posted on a day."""
    policy = waits.stands.book.policy(waits.run.policy) if waits.run else policies.current(waits.letter.case.council_id)
    within = policy.letter_check.posted_within if policy.letter_check else None
    calendar = waits.stands.book.calendar(policy.pin, waits.run.calendar if waits.run else "")
    letter = Waiting(dated, named, tuple(_since(waits)), first=day_of(waits.first))
    return no_longer_holds(letter, on=on, within=within, calendar=calendar)


def day_of(letter: Letter) -> date:
    """The local day that a letter bears."""
    return timezone.localdate(letter.approved_at)


def _letter_of(entry: Recorded) -> str:
    """The opaque id of the letter that an event carries; nothing where it carries none."""
    return getattr(getattr(entry.event, "letter", None), "id", "")


def _promised(waits: Waits) -> Iterator[Named]:
    """The days that the clocks printed in it, each with the one that the same clock prints today."""
    if waits.entry is None or waits.run is None:
        return
    by_clock = {each.clock.id: each for each in waits.stands.deadlines if each.run == waits.run.id}
    event = waits.entry.event
    days = {promise.clock: promise.day for promise in getattr(event, "promises", ())}
    if isinstance(event, happened.Extended):
        days[event.clock] = event.until
    if isinstance(event, happened.DelayNotified):
        days[event.clock] = event.expected
    for clock, promised in days.items():
        day = promised
        for then in waits.moved:
            day = then.get(day, day)
        deadline = by_clock.get(clock)
        if deadline is not None:
            yield Named(day, _now(deadline), theirs=_is_theirs(deadline))


def _now(deadline: Deadline) -> date:
    return deadline.expected or deadline.printed


def _is_theirs(deadline: Deadline) -> bool:
    return isinstance(deadline.clock.binds, (HardWindow, DiscretionWindow, AdvisoryWindow))


_BEGINS = re.compile(r"(?<=[.!?:])\s+|\n+")


def _written(letter: Letter) -> Iterator[Named]:
    """The days to come that stand in it as the last for something."""
    bears = day_of(letter)
    for section in letter.sheet.get("sections", ()):
        for part in section["parts"]:
            for mention in mentions(part["text"], near=bears):
                before = _BEGINS.split(part["text"][: mention.start])[-1]
                if mention.day and mention.day > bears and LIMIT.search(before):
                    yield Named(mention.day, text=mention.text.rstrip("."))


def _since(waits: Waits) -> Iterator[Since]:
    """What happened after it: the answer that it announces, the next stage that it offers, the end of the matter."""
    yield from _settled(waits)
    for entry in waits.stands.history:
        if not _is_after(entry, waits):
            continue
        event, same_stage = entry.event, waits.entry is None or entry.stage == waits.entry.stage
        if isinstance(event, happened.Responded) and same_stage:
            answer = waits.others.get(event.letter.id)
            yield Since(Why.ANSWERED, entry.at.day, answer.name if answer else "")
        elif isinstance(event, happened.NextStageRequested) and _answers(waits):
            yield Since(Why.GONE_ON, entry.at.day)
        elif isinstance(event, (happened.Withdrawn, happened.Closed)) and not _answers(waits):
            yield Since(Why.ENDED, entry.at.day)


def _settled(waits: Waits) -> Iterator[Since]:
    """That nobody waits any more for what a letter asks: since when."""
    letter: Any = waits.others[waits.letter.opaque_id]
    asks = f"ask:{letter.question}"
    for entry in waits.stands.history:
        if isinstance(entry.event, (happened.AskAnswered, happened.AskClosed)) and entry.event.ask == asks:
            yield Since(Why.SETTLED, entry.at.day)
            return


def _is_after(entry: Recorded, waits: Waits) -> bool:
    if waits.entry is not None:
        return entry.seq > waits.entry.seq and entry.run == waits.entry.run
    approved = Moment.of(waits.letter.approved_at, timezone.get_default_timezone())
    return entry.at.sort_key() > approved.sort_key()


def _answers(waits: Waits) -> bool:
    return waits.entry is not None and isinstance(waits.entry.event, happened.Responded)
