"""What does this person need, what of it must be obeyed today, and when is it to be looked at again?

Needs are recorded once, belong to the person, and are carried to another complaint of theirs only when an officer
says that it is the same person: nobody is taken for somebody else without a word.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf.locale import LANG_INFO
from django.db import transaction
from django.db.models import Q, QuerySet

from redress.accounts.models import Staff
from redress.cases.models import Case
from redress.records.known_by import known_by, likely, shared
from redress.records.models import Part, Person
from redress.records.needs import Adjustment, Settled
from redress.rules.adjustments import Manner, Support, manner_of
from redress.rules.policy import Choice, Policy

__all__ = [
    "Adjustment",
    "Settled",
    "Support",
    "asked_for",
    "carry",
    "due",
    "elsewhere",
    "end",
    "history_of",
    "manner",
    "manner_on",
    "needs_in",
    "obeyed",
    "of_case",
    "record",
    "review",
    "review_day",
    "shown",
    "supports_in",
]

OTHER = "other"


def needs_in(policy: Policy) -> tuple[Choice, ...]:
    """The kinds of need that the policy knows; "other" alone where it lists none."""
    return policy.lists.get("needs") or (Choice(id=OTHER, name="Another need", paragraph=""),)


def supports_in(policy: Policy) -> tuple[Choice, ...]:
    """The supports that the policy knows; "other" alone where it lists none."""
    return policy.lists.get("supports") or (Choice(id=OTHER, name="Something else", paragraph="", fits=(OTHER,)),)


def review_day(policy: Policy, kind: str, since: date) -> date | None:
    """When a need recorded on this day is to be looked at again; none where the policy does not say."""
    months = next((need.review_months for need in needs_in(policy) if need.id == kind), 0)
    if not months:
        return None
    year, month = divmod(since.month - 1 + months, 12)
    year, month = since.year + year, month + 1
    return date(year, month, min(since.day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is said of one support: see :class:`~redress.records.needs.Adjustment`."""

    kind: str
    support: str
    settled: str = Settled.ASKED
    language: str = ""
    details: str = ""
    considered: str = ""
    visit_on: date | None = None
    visit_by: Staff | None = None
    review_on: date | None = None


def record(
    person: Person,
    case: Case,
    policy: Policy,
    given: Given,
    *,
    by: str,
    on: date,
    replaces: Adjustment | None = None,
    reason: str = "",
) -> Adjustment:
    """Put on record what somebody needs from a local day on; what it ``replaces`` ends with that, for a ``reason``.

    Without a date to look at it again it gets that of the policy. ValueError for a person of another council, or a
    need or support that the policy does not know.
    """
    if person.council_id != case.council_id:
        raise ValueError("councils never share a person")
    need = next((each for each in needs_in(policy) if each.id == given.kind), None)
    support = next((each for each in supports_in(policy) if each.id == given.support), None)
    if need is None or support is None:
        raise ValueError(f"the policy knows no {given.kind!r} with {given.support!r}")
    with transaction.atomic():
        if replaces is not None:
            end(replaces, on=on, reason=reason)
        return Adjustment.objects.create(
            council_id=case.council_id,
            person=person,
            case=case,
            kind=need.id,
            kind_name=need.name,
            support=support.id,
            support_name=support.name,
            effect=support.effect,
            print_points=support.print_points,
            paragraph=support.paragraph,
            settled=given.settled,
            language=given.language.strip(),
            details=given.details.strip(),
            considered=given.considered.strip(),
            visit_on=given.visit_on,
            visit_by=given.visit_by,
            since=on,
            review_on=given.review_on or review_day(policy, need.id, on),
            replaces=replaces,
            by=by,
        )


def asked_for(
    person: Person,
    case: Case,
    policy: Policy,
    supports: Iterable[str],
    *,
    by: str,
    on: date,
    details: str = "",
    language: str = "",
    settled: str = Settled.ASKED,
) -> list[Adjustment]:
    """Put on record what somebody asked for as they complained, on a form or by word of mouth.

    ``supports`` are ids of the policy's supports; each is put under the first need it is for. ``details`` are their
    own words: they stay with the one support that was asked for, or stand by themselves under another need.
    """
    known = {each.id: each for each in supports_in(policy)}
    asked = list(dict.fromkeys(supports))
    wanted = [known[id] for id in asked if id in known and id != OTHER]
    alone = wanted[0].id if len(asked) == len(wanted) == 1 else OTHER
    if OTHER in known and alone == OTHER and (details.strip() or len(wanted) < len(asked)):
        wanted.append(known[OTHER])
    return [
        record(
            person,
            case,
            policy,
            Given(
                kind=OTHER if support.id == OTHER else support.fits[0],
                support=support.id,
                settled=settled,
                language=language if "language" in support.fits else "",
                details=details if support.id == alone else "",
            ),
            by=by,
            on=on,
        )
        for support in wanted
    ]


def end(line: Adjustment, *, on: date, reason: str) -> None:
    """Let a line hold no longer from this day on. The same again changes nothing."""
    if line.ended_on is None:
        line.ended_on, line.ended_reason = on, reason.strip()
        line.save(update_fields=["ended_on", "ended_reason"])


def review(line: Adjustment, *, again_on: date, by: str, on: date, reason: str) -> Adjustment:
    """It was looked at and still holds: the same once more, to be looked at again on another day."""
    fields = _copied(line)
    with transaction.atomic():
        end(line, on=on, reason=reason)
        return Adjustment.objects.create(**fields, review_on=again_on, since=on, replaces=line, by=by)


def carry(lines: Iterable[Adjustment], person: Person, case: Case, *, by: str, on: date) -> list[Adjustment]:
    """Let what was recorded on an earlier complaint hold for this one: an officer says that it is the same person.

    What this person has already is not doubled. ValueError for a line of another council.
    """
    has = {(line.kind, line.support, line.language) for line in Adjustment.objects.filter(person=person, ended_on=None)}
    carried = []
    for line in lines:
        if line.council_id != case.council_id:
            raise ValueError("councils never share a person")
        if (line.kind, line.support, line.language) in has:
            continue
        has.add((line.kind, line.support, line.language))
        fields = {**_copied(line), "person": person, "case": case, "visit_on": None, "visit_by": None}
        carried.append(
            Adjustment.objects.create(**fields, review_on=line.review_on, since=on, carried_from=line, by=by)
        )
    return carried


def _copied(line: Adjustment) -> Mapping[str, Any]:
    """What stays the same where a line goes on under another date or on another complaint."""
    names = (
        *("council", "person", "case", "kind", "kind_name", "support", "support_name", "effect", "print_points"),
        *("paragraph", "settled", "language", "details", "considered", "visit_on", "visit_by"),
    )
    return {name: getattr(line, name) for name in names}


# --- what holds ----------------------------------------------------------------------------------


def of_case(case: Case, on: date) -> list[Adjustment]:
    """What the people of a case need on a local day, in the order in which it was recorded: one query."""
    lines = Adjustment.objects.filter(_on_case(case), _standing(on)).select_related("person", "visit_by").distinct()
    return list(lines.order_by("id"))


@dataclass(frozen=True, slots=True)
class Needs:
    """What is to be known of the needs of a case's people: obeyed, still to be settled, due, and their languages."""

    obeyed: tuple[Adjustment, ...] = ()
    open: tuple[Adjustment, ...] = ()
    due: frozenset[int] = frozenset()
    languages: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.obeyed or self.open or self.languages)


def shown(case: Case, on: date) -> Needs:
    """What every page of a case shows of its people's needs on a local day: two queries, however many there are."""
    lines = of_case(case, on)
    codes = Person.objects.filter(parties__case=case).exclude(language="").values_list("language", flat=True)
    foreign = dict.fromkeys(code for code in codes if not code.startswith("en"))
    return Needs(
        obeyed=tuple(line for line in lines if line.is_to_be_obeyed),
        open=tuple(line for line in lines if line.settled == Settled.OFFERED),
        due=frozenset(line.pk for line in lines if line.is_due(on)),
        languages=tuple(str(LANG_INFO.get(code, {}).get("name", code)) for code in foreign),
    )


def history_of(person: Person) -> list[Adjustment]:
    """Everything that was ever recorded of a person's needs, latest first."""
    return list(Adjustment.objects.filter(person=person).select_related("visit_by", "case").order_by("-id"))


def obeyed(person: Person, on: date) -> list[Adjustment]:
    """What the council must go by with this person on a local day: one query."""
    return [line for line in Adjustment.objects.filter(_standing(on), person=person) if line.is_to_be_obeyed]


def manner(lines: Iterable[Adjustment]) -> Manner:
    """How somebody with these needs is to be written to and spoken with."""
    return manner_of(
        Support(
            name=line.support_name,
            paragraph=line.paragraph,
            effect=line.effect,
            print_points=line.print_points,
            language=line.language,
        )
        for line in lines
        if line.is_to_be_obeyed
    )


def manner_on(case: Case, on: date) -> Manner:
    """How the people of a case are to be written to and spoken with on a local day: one query."""
    return manner(of_case(case, on))


def due(cases: QuerySet[Case], on: date) -> QuerySet[Adjustment]:
    """Of the cases that somebody may see, the needs to be looked at again by a local day, the oldest first."""
    lines = Adjustment.objects.filter(_standing(on), case__in=cases, review_on__lte=on)
    return lines.select_related("person", "case").order_by("review_on", "id")


def elsewhere(person: Person, cases: QuerySet[Case], on: date) -> list[Adjustment]:
    """What was recorded on other cases that somebody may see, of people who may be the same: to be asked, not taken."""
    marks = known_by(person)
    if not marks:
        return []
    lines = Adjustment.objects.filter(
        _standing(on), likely([person]), case__in=cases, council_id=person.council_id
    ).exclude(person=person)
    found = lines.select_related("person", "case").order_by("-id")
    return [line for line in found if shared(marks, known_by(line.person))]


def _standing(on: date) -> Q:
    return Q(ended_on=None) | Q(ended_on__gt=on)


def _on_case(case: Case) -> Q:
    return Q(person__parties__case=case) & ~Q(person__parties__part=Part.BODY)
