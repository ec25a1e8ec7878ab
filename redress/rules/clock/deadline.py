"""What is told of a deadline, of its working, and of a right that it opens?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from redress.rules.clock.ends import cap_of, in_calendar_days
from redress.rules.moments import Moment
from redress.rules.office_hours import LegalReceipt
from redress.rules.policy import Anchor, Clock, CouncilLimit, CouncilTarget, Length, Override, Right
from redress.rules.working_days import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Anchored:
    """What a clock starts from. ``source`` says which kind of anchor it was, ``name`` which one."""

    day: date
    source: str  # receipt, milestone, due, fact, answer
    name: str = ""
    receipt: LegalReceipt | None = None
    provisional: bool = False
    instead_of: str = ""  # the milestone that had not come, or came later, where a due date stands in
    never: bool = False  # and it never will come: there is no address to acknowledge to


@dataclass(frozen=True, slots=True)
class SpanEnd:
    """One of several lengths that are compared: where it starts, if that is known, and where it would end."""

    anchor: Anchor
    length: Length
    paragraph: str = ""
    anchored: Anchored | None = None
    base: date | None = None
    rolled: date | None = None


@dataclass(frozen=True, slots=True)
class Working:
    """The whole sum: anchor, length, extensions, promise, and the calendar it was counted by.

    ``gained`` and ``most`` are in the unit in which the clock's extensions are counted (``in_calendar_days``).
    """

    anchored: Anchored
    length: Length
    calendar: WorkingCalendar
    base: date  # anchor plus length, before any roll
    rolled: date  # base moved to a working day where the policy says so
    gained: int = 0  # extra days used, over all extensions
    most: int | None = None  # the cap on them, if there is one; of a cap on the total, what it leaves room for
    computed: date | None = None  # with the time gained
    promised: date | None = None
    compared: tuple[SpanEnd, ...] = ()  # the other lengths, where the latest or earliest end counts
    override: Override | None = None  # what is different for the services of the points


@dataclass(frozen=True, slots=True)
class Deadline:
    """One dated limit on one run of a case.

    ``due``: lateness is judged by it, to the end of that day in local time. ``printed``: what letters
    say. ``original``: before any extension; reports count by it. ``missed``: a due date that had
    passed before an extension came, and stays missed. ``provisional``: it rests on a due date where
    the act itself has not yet happened. ``projected``: it rests on a bank holiday not yet proclaimed.
    ``expected``: a date told in a delay notice that moved nothing. ``lapsed_on``: the day from which nothing
    was owed under it any more.
    """

    clock: Clock
    run: str
    stage: str
    due: date
    printed: date
    original: date
    working: Working
    met: Moment | None = None
    lapsed: bool = False
    not_applicable: str = ""
    provisional: bool = False
    projected: bool = False
    missed: date | None = None
    expected: date | None = None
    lapsed_on: date | None = None
    item: str = ""  # the commitment it is about, of several that the same clock watches
    owner: str = ""  # who sees to that commitment, by an opaque id

    @property
    def open(self) -> bool:
        return self.met is None and not self.lapsed and not self.not_applicable

    @property
    def binds_council(self) -> bool:
        return isinstance(self.clock.binds, (CouncilLimit, CouncilTarget))

    def late_on(self, day: date) -> bool:
        """Whether, seen from ``day``, the limit was or is missed.

        A later extension mends no miss, and the council's miss outlasts whatever ended the matter afterwards.
        """
        if self.not_applicable:
            return False
        if self.missed is not None:
            return True
        if self.met is not None:
            return self.met.day > self.due
        if self.lapsed:
            return self.binds_council and self.lapsed_on is not None and self.lapsed_on > self.due
        return day > self.due

    @property
    def paragraph(self) -> str:
        """The authority for the date: the extension's paragraph once time has been gained, else the clock's."""
        if self.working.gained:
            return getattr(self.clock.extension, "paragraph", "") or self.clock.paragraph
        return self.clock.paragraph

    @property
    def left(self) -> int:
        """Extra days that may still be taken, in the unit of the clock's extensions; 0 where none may."""
        if self.working.most is None:
            return 0
        return max(0, self.working.most - self.working.gained)

    @property
    def in_calendar_days(self) -> bool:
        """Whether extensions of this clock are counted in calendar days, not in working days."""
        return in_calendar_days(self.clock.extension)

    @property
    def extends_from(self) -> date:
        """The day after which extra time is counted: the due date, or the very day to which it was extended before."""
        return self.printed if self.in_calendar_days and self.working.gained else self.due

    @property
    def cap(self) -> date | None:
        """The last day to which it could ever be extended; none where the policy sets no such day."""
        working = self.working
        return cap_of(self.clock.extension, working.anchored.day, working.rolled, working.calendar)


@dataclass(frozen=True, slots=True)
class RightOpened:
    """From when the complainant may do something without waiting longer."""

    right: Right
    run: str
    from_day: date
    provisional: bool
