"""What does one row of a work list say?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from redress import policies
from redress.cases.models import Binds, Case, OpenDeadline
from redress.casework.identity import code_of
from redress.casework.steps.desk import step_name
from redress.casework.time_left import TimeLeft, time_left
from redress.casework.wording import STATUSES, Words, stage_name, status_colour, status_words
from redress.records.models import Part, Party
from redress.rules.actors import Actor
from redress.rules.policy import Policy, PolicyPin, Unknown
from redress.rules.status import AT_REST, HOLDER
from redress.rules.working_days import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due: what, by when, and how long that is."""

    what: str
    day: date
    left: TimeLeft


@dataclass(frozen=True, slots=True)
class Row:
    """One case on a list: who complains, where it stands, what is due (soonest first), who has it.

    ``to_decide`` names the decisions and checks that are asked of the reader. ``not_passed_on``: it came on an earlier
    working day and nobody has taken it in yet.
    """

    case: Case
    name: str
    status: Words
    colour: str
    stage: str
    dues: tuple[Due, ...]
    position: str
    at_rest: bool
    to_decide: tuple[str, ...]
    not_passed_on: bool

    @property
    def more_to_decide(self) -> int:
        """How many decisions and checks are asked beside the first."""
        return len(self.to_decide) - 1


def rows_of(cases: list[Case], actor: Actor, today: date) -> list[Row]:
    """The rows of one page of a list as this officer reads it: two queries for any number of cases."""
    names, open_deadlines = _names(cases), _open_deadlines(cases)
    return [_row(case, names.get(case.pk, ""), open_deadlines.get(case.pk, []), actor, today) for case in cases]


def _row(case: Case, name: str, running: list[OpenDeadline], actor: Actor, today: date) -> Row:
    book = policies.rulebook()
    pin = PolicyPin(case.policy_id, case.policy_version)
    policy = book.policy(pin)
    calendar = book.calendar(pin)
    dues = [Due(clock_name(policy, each.clock), each.due, time_left(each.due, today, calendar)) for each in running]
    return Row(
        case=case,
        name=code_of(case) if case.identity_confidential else name,
        status=status_words(case.status),
        colour=status_colour(case.status),
        stage=stage_name(policy, case.track, case.stage),
        dues=tuple(dues) if not case.ended else (),
        position=_position(policy, case.position),
        at_rest=case.status in AT_REST,
        to_decide=tuple(step_name(policy, step) for step, by in case.waiting if _is_asked(case, by, actor)),
        not_passed_on=case.status == "new" and _on_an_earlier_day(case, today, calendar),
    )


def _on_an_earlier_day(case: Case, today: date, calendar: WorkingCalendar) -> bool:
    """Whether it came before the working day on which it should have been passed on (DA 6.3.2)."""
    return case.received_day < today and calendar.working_days_between(case.received_day, today) > 0


def _is_asked(case: Case, by: list[str], actor: Actor) -> bool:
    """Whether a step is asked of this officer: by a role, or because they (or whom they cover for) have the case."""
    holds = HOLDER in by and f"staff:{case.owner_id}" in (actor.id, actor.covering_for)
    return holds or bool(actor.roles & set(by))


def _names(cases: list[Case]) -> dict[int, str]:
    """Whose complaint each case is; a later person of a case does not take the first one's place."""
    complainants = Party.objects.filter(case__in=cases, part=Part.COMPLAINANT).select_related("person").order_by("-id")
    return {party.case_id: party.person.name for party in complainants}


def _open_deadlines(cases: list[Case]) -> dict[int, list[OpenDeadline]]:
    found: dict[int, list[OpenDeadline]] = {}
    for each in OpenDeadline.objects.filter(case__in=cases, binds=Binds.COUNCIL).order_by("due", "id"):
        found.setdefault(each.case_id, []).append(each)
    return found


def clock_name(policy: Policy, id: str) -> str:
    """What a clock of the policy is called; a clock of another run's policy is called by its id."""
    try:
        return policy.clock(id).name
    except Unknown:
        return id.replace("-", " ").capitalize()


def _position(policy: Policy, id: str) -> str:
    return next((position.name for position in policy.positions if position.id == id), "")


def with_status(counted: dict[str, int]) -> Iterable[tuple[Words, str, int]]:
    """Figures by status in the order in which a complaint goes through them: words, colour, how many."""
    return [(words, colour, counted[code]) for code, (words, colour) in STATUSES.items() if counted.get(code)]
