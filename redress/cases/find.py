"""Which cases may this person see, and which of them need something now? This is the one sieve.

Every list, count, search, export, feed and single case goes through :func:`visible_to`: a case that is
hidden is hidden from all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from django.db.models import Case as Chosen
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone

from redress import policies
from redress.accounts.models import Council, RoleHeld, Staff
from redress.cases.models import Asked, Bar, Binds, Case, Holding, OpenDeadline, council_key
from redress.cases.reading import log_read
from redress.cases.standing import Standing, history, standing
from redress.cases.summary import LOGGED, staff_id
from redress.rules.actors import Actor
from redress.rules.status import AT_REST

__all__ = [
    "WORK_LISTS",
    "NotFound",
    "Page",
    "Standing",
    "WorkList",
    "case_for",
    "counts",
    "counts_by_status",
    "figures",
    "history",
    "identity_known",
    "knows_identity",
    "not_hidden_from",
    "page",
    "standing",
    "visible_to",
    "who_may_see",
    "work",
]

_PLACES = (
    "directorate_id",
    "department_id",
    "department__directorate_id",
    "staff__department_id",
    "staff__department__directorate_id",
)
_AT_ONCE = 100  # so many people of whom one query asks whether they may see a case

WorkList = Literal["mine", "team", "unallocated", "overdue", "all"]
WORK_LISTS: tuple[WorkList, ...] = get_args(WorkList)
Narrowing = Callable[["QuerySet[Case]"], "QuerySet[Case]"]

# Where cases with nothing due stand in a list sorted by due date: after all others, ended ones last.
# Whoever came in person today and waits stands before all others (DA 6.3.1).
_WAITING_HERE = date(1900, 1, 1)
_NOTHING_DUE = date(9999, 12, 30)
_ENDED = date(9999, 12, 31)


class NotFound(Http404):
    """There is no such case for this person: whether it is hidden or was never there is not said."""


def visible_to(actor: Actor, council: Council | str, *, on: date | None = None) -> QuerySet[Case]:
    """The cases of a council that an actor may see on a day (local; today if none is given): one query, and its own.

    How far a role looks is the policy's to say (``sees``, ``sees_confidential``); the reach of each role held is
    recorded beside it.
    Whoever covers for a colleague sees what the colleague sees. A case is hidden from anyone a bar names, whatever
    their roles. Nobody but staff sees cases this way.
    """
    council_id = council_key(council)
    cases = Case.objects.filter(council_id=council_id)
    me = staff_id(actor.id)
    if actor.kind != "staff" or me is None:
        return cases.none()
    reach = _reach(actor, council_id, on or timezone.localdate())
    if reach is None:
        return cases.none()
    return cases.filter(reach).exclude(_hidden_from(me))


def who_may_see(case: Case, people: Iterable[Staff], *, on: date | None = None) -> list[Staff]:
    """Of these members of staff, those who may see a case on a day (local; today if none is given), in the same order.

    As themselves, not while they cover for somebody. Two queries, and one more for each hundred people.
    """
    people, away = list(people), set(case.bars.values_list("staff", flat=True))
    held = _held(people, case.council_id, on or timezone.localdate())
    reached = [(pk, _together(roles, [pk])) for pk, roles in held.items() if pk not in away]
    may: set[int] = set()
    for begin in range(0, len(reached), _AT_ONCE):
        sees = {f"sees_{pk}": Chosen(When(reach, then=1), default=0) for pk, reach in reached[begin : begin + _AT_ONCE]}
        found: Any = Case.objects.filter(pk=case.pk).values(**sees).get()
        may.update(int(name.removeprefix("sees_")) for name, seen in found.items() if seen)
    return [person for person in people if person.pk in may]


def case_for(actor: Actor, council: Council | str, reference: str, *, on: date | None = None) -> Case:
    """One case by its reference, if the actor may see it; else :class:`NotFound` (a 404).

    An attempt on a case that is there but hidden is written into the read log (DA 2.2).
    """
    council_id = council_key(council)
    found = visible_to(actor, council_id, on=on).select_related("owner", "department", "service", "team")
    case = found.filter(reference=reference).first()
    if case is not None:
        return case
    hidden = Case.objects.filter(council_id=council_id, reference=reference).first()
    if hidden is not None:
        log_read(hidden, actor, "case", refused=True)
    raise NotFound(reference)


def not_hidden_from(actor: Actor, council: Council | str) -> QuerySet[Case]:
    """The cases of which an actor may know that something was decided about the person, without seeing the cases.

    Not those that a bar hides from them, nor those of which they may not know who complains, nor confidential ones
    unless they see them.
    """
    council_id, me = council_key(council), staff_id(actor.id)
    if actor.kind != "staff" or me is None:
        return Case.objects.none()
    cases = Case.objects.filter(identity_known(actor, council_id), council_id=council_id).exclude(_hidden_from(me))
    return cases.filter(Q(confidential=False) | Q(pk__in=visible_to(actor, council_id).values("pk")))


def work(actor: Actor, council: Council | str, which: WorkList = "mine", *, today: date) -> QuerySet[Case]:
    """One work list, by time left: ``today`` is the local day by which overdue is judged.

    mine: what I hold, what a role of mine is asked to do, or owes while nobody holds it. team: the same
    for the people of my team. unallocated: nobody holds it though something is owed. overdue: a limit that
    binds the council has passed. all: every case I may see, ended ones last. Each case carries ``sort_due``.
    What came today by a channel that the policy puts ahead, and nobody has taken in yet, stands before all else.
    """
    cases = visible_to(actor, council, on=today).select_related("owner", "department", "service", "team")
    ahead = [channel.id for channel in policies.current(council_key(council)).channels if channel.ahead]
    ended_last = Chosen(
        When(ended="", status="new", channel__in=ahead, received_day__gte=today, then=Value(_WAITING_HERE)),
        When(ended="", then=Coalesce("next_due", Value(_NOTHING_DUE))),
        default=Value(_ENDED),
    )
    return cases.filter(_conditions(actor, today)[which]).annotate(sort_due=ended_last).order_by("sort_due", "pk")


def counts(actor: Actor, council: Council | str, *, today: date, among: Narrowing | None = None) -> dict[WorkList, int]:
    """How many cases each work list holds, through the same sieve: two queries however many cases there are.

    ``among`` narrows what is counted as a page narrows what it lists: a filter, or what is searched for.
    """
    sums = {name: Count("pk", filter=condition) for name, condition in _conditions(actor, today).items()}
    cases = visible_to(actor, council, on=today)
    counted: dict[str, int] = (among(cases) if among else cases).aggregate(**sums)
    return {name: counted[name] for name in WORK_LISTS}


def counts_by_status(actor: Actor, council: Council | str, *, on: date | None = None) -> dict[str, int]:
    """How many cases stand where, through the same sieve: two queries."""
    return _by_status(visible_to(actor, council, on=on))


def figures(actor: Actor, council: Council | str) -> dict[str, int]:
    """How many cases of the whole council stand where, for a role that sees figures only; empty for others: one query.

    A case that is hidden from the person is not counted either, nor one that is classed as confidential.
    """
    council_id, me = council_key(council), staff_id(actor.id)
    sees = {role.sees for role in policies.current(council_id).roles if role.id in actor.roles}
    if actor.kind != "staff" or sees != {"aggregates"}:
        return {}
    return _by_status(Case.objects.filter(council_id=council_id, confidential=False).exclude(_hidden_from(me)))


def identity_known(actor: Actor, council: Council | str) -> Q:
    """Of which cases an actor may know who complains (DA 3.8): a condition for a search by name. No query."""
    if _trusted_with_identity(actor, council_key(council)):
        return Q()
    return Q(identity_confidential=False) | Q(owner__in=_people(actor))


def knows_identity(actor: Actor, case: Case) -> bool:
    """Whether an actor who may see this case may know who complains: no query."""
    if not case.identity_confidential or case.owner_id in _people(actor):
        return True
    return _trusted_with_identity(actor, case.council_id)


def _trusted_with_identity(actor: Actor, council_id: str) -> bool:
    return any(role.sees_identity for role in policies.current(council_id).roles if role.id in actor.roles)


def _by_status(cases: QuerySet[Case]) -> dict[str, int]:
    return dict(cases.order_by().values_list("status").annotate(cases=Count("pk")))


def _hidden_from(staff: int | None) -> Exists:
    return Exists(Bar.objects.filter(case=OuterRef("pk"), staff=staff))


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a work list. ``after`` and ``before`` mark the next and the previous page; empty: there is none."""

    cases: list[Case]
    before: str
    after: str


def page(cases: QuerySet[Case], *, size: int = 50, after: str = "", before: str = "") -> Page:
    """One page of what :func:`work` gave (filtered further or not), from just after or before a mark: one query.

    A mark that makes no sense gives the first page.
    """
    mark = _mark(before or after)
    sorted_cases: QuerySet[Any] = cases  # work() annotated them, which the type does not say
    backwards = bool(before) and mark is not None
    if mark is not None:
        beyond = Q(sort_due__lt=mark[0]) if backwards else Q(sort_due__gt=mark[0])
        level = Q(sort_due=mark[0], pk__lt=mark[1]) if backwards else Q(sort_due=mark[0], pk__gt=mark[1])
        sorted_cases = sorted_cases.filter(beyond | level)
    order = ("-sort_due", "-pk") if backwards else ("sort_due", "pk")
    found = list(sorted_cases.order_by(*order)[: size + 1])
    more, shown = len(found) > size, found[:size]
    if backwards:
        shown.reverse()
    if not shown:
        return Page([], "", "")
    behind, ahead = (more, True) if backwards else (mark is not None, more)
    return Page(shown, _written(shown[0]) if behind else "", _written(shown[-1]) if ahead else "")


def _written(case: Case) -> str:
    due: date = case.sort_due  # type: ignore[attr-defined]  # annotated by work()
    return f"{due.isoformat()}.{case.pk}"


def _mark(text: str) -> tuple[date, int] | None:
    day, _, number = text.partition(".")
    try:
        return date.fromisoformat(day), int(number)
    except ValueError:
        return None


def _people(actor: Actor) -> list[int]:
    """The actor, and the absent colleague whose work they do."""
    found = (staff_id(actor.id), staff_id(actor.covering_for))
    return [pk for pk in found if pk is not None]


def _conditions(actor: Actor, today: date) -> dict[WorkList, Q]:
    """What puts a visible case on each work list."""
    people = _people(actor)
    owed = Q(ended="") & (~Q(status__in=AT_REST) | Q(next_due__isnull=False))
    council_owes = OpenDeadline.objects.filter(binds=Binds.COUNCIL)
    # Whole sets, not one question for each case: PostgreSQL hashes a set once.
    falls_to_me = council_owes.filter(Q(owner__in=people) | Q(owner=None, role__in=actor.roles)).values("case")
    asked_of_me = Asked.objects.filter(role__in=actor.roles).values("case")
    team = Staff.objects.filter(pk__in=people, team__isnull=False).values("team")
    return {
        "mine": (owed & (Q(owner__in=people) | Q(pk__in=falls_to_me)))
        | (Q(ended="") & (Q(pk__in=asked_of_me) | Q(owner__in=people, owner_decides=True))),
        "team": owed & Q(team__in=team),
        "unallocated": owed & Q(owner=None) & ~Q(status="at-ombudsman"),
        "overdue": Q(ended="", next_due__lt=today),
        "all": Q(pk__isnull=False),
    }


def _reach(actor: Actor, council_id: str, on: date) -> Q | None:
    """What the roles held on the day let the actor see, all together; none if that is nothing at all."""
    people = _people(actor)
    held = _held(people, council_id, on).values()
    roles = [entry for entries in held for entry in entries if entry[0].id in actor.roles]
    return _together(roles, people) if roles else None


def _held(people: Iterable[Staff | int], council_id: str, on: date) -> dict[int, list[tuple[Any, ...]]]:
    """The roles that people hold on a day, each with its places, by person; none that sees no case: one query."""
    held = RoleHeld.objects.on(on).filter(staff__in=list(people), staff__council=council_id, staff__is_active=True)
    known = {role.id: role for role in policies.current(council_id).roles}
    found: dict[int, list[tuple[Any, ...]]] = {}
    for pk, id, *places in held.values_list("staff_id", "role", *_PLACES):
        if id in known and known[id].sees != "aggregates":
            found.setdefault(pk, []).append((known[id], *places))
    return found


def _together(held: list[tuple[Any, ...]], people: list[int]) -> Q:
    """Unites the reach of several roles. A role held without a place reaches the holder's own.

    Whoever sees any case at all sees those they hold, held or were referred, and those they logged unless their
    roles see only what is referred to them. A role that sees no other sees those on which it is asked to act. A case
    classed as confidential is seen by those who hold it or had it referred to them, and through roles that the
    policy lets see it; by nobody else, whoever logged it (DA 7.4).
    """
    given = Holding.objects.filter(staff__in=people).exclude(position=LOGGED).values("case")
    wide = _places(held) | Q(pk__in=given)
    if any(role.sees != "referred" for role, *_place in held):
        wide |= Q(pk__in=Holding.objects.filter(staff__in=people, position=LOGGED).values("case"))
    trusted = [entry for entry in held if entry[0].sees_confidential]
    return (wide & Q(confidential=False)) | (Q(confidential=True) & (_places(trusted) | Q(pk__in=given)))


def _places(held: list[tuple[Any, ...]]) -> Q:
    """The cases of the places that these roles reach, and those on which they are asked to act."""
    places, asked = Q(pk__in=[]), []
    for role, directorate, department, directorate_of_department, own_department, own_directorate in held:
        if role.sees == "everything":
            return Q(pk__isnull=False)
        if role.sees == "held":
            asked.append(role.id)
        elif role.sees == "directorate" and (place := directorate or directorate_of_department or own_directorate):
            places |= Q(department__directorate=place)
        elif role.sees == "department" and directorate and not department:
            places |= Q(department__directorate=directorate)
        elif role.sees == "department" and (place := department or own_department):
            places |= Q(department=place)
    return places | Q(pk__in=Asked.objects.filter(role__in=asked).values("case")) if asked else places
