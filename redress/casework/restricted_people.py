"""What must an officer know of a person's contacts with the council: which terms apply, and is there a warning?

Shown on every case of the person and when something of theirs is logged, to those who may know of it. It is there to
be kept to; it never keeps anybody from taking in a complaint.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from redress.cases import find
from redress.cases.models import Case
from redress.records import people, restrictions
from redress.records.models import Part, Party, Person
from redress.records.restrictions import Filed, Restriction, What
from redress.rules.actors import Actor
from redress.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class Applies:
    """What applies to somebody on a day: terms for their contacts, and warnings to staff."""

    terms: tuple[Restriction, ...] = ()
    warnings: tuple[Restriction, ...] = ()
    earlier: tuple[Restriction, ...] = ()
    unread: tuple[Filed, ...] = ()
    seen: frozenset[int] = frozenset()  # the cases decided on that the officer may open

    def __bool__(self) -> bool:
        return bool(self.terms or self.warnings or self.earlier or self.unread)

    @property
    def written_only(self) -> bool:
        return any(each.means("written-only") for each in self.terms)


def applies_on(row: Case, actor: Actor, *, on: date, parties: Sequence[Party] | None = None) -> Applies:
    """What applies to the people of a case, what applied to them before, and what of theirs is still to be read.

    One query where nothing does, with the ``parties`` of the case if they are at hand.
    """
    if not find.knows_identity(actor, row):
        return Applies()
    known = people.parties_of(row) if parties is None else parties
    theirs = [party.person for party in known if party.part != Part.BODY]
    decided = _told_to(actor, row.council_id, restrictions.about(row.council_id, theirs, on=None))
    now = [each for each in decided if each.applies(on)]
    return Applies(
        terms=tuple(each for each in now if each.what == What.RESTRICTION),
        warnings=tuple(each for each in now if each.what == What.WARNING),
        earlier=tuple(each for each in decided if each not in now),
        unread=tuple(restrictions.unread(row)) if decided else (),
        seen=_seen(decided, actor, row.council_id, on),
    )


def applies_to(person: Person, actor: Actor, *, on: date) -> Applies:
    """What applies to somebody who is in contact now, whether they are on a case yet or not."""
    decided = restrictions.about(person.council_id, [person], on=on)
    now = _told_to(actor, person.council_id, decided)
    return Applies(
        terms=tuple(each for each in now if each.what == What.RESTRICTION),
        warnings=tuple(each for each in now if each.what == What.WARNING),
        seen=_seen(now, actor, person.council_id, on),
    )


def _seen(decided: Sequence[Restriction], actor: Actor, council: str, on: date) -> frozenset[int]:
    """Which of the cases that these were decided on the officer may open: no query where there are none."""
    cases = {each.case_id for each in decided}
    if not cases:
        return frozenset()
    return frozenset(find.visible_to(actor, council, on=on).filter(pk__in=cases).values_list("pk", flat=True))


def _told_to(actor: Actor, council: str, decided: Sequence[Restriction]) -> list[Restriction]:
    """Those that an officer may know of: not from a case that is hidden from them, nor one whose person they may not
    know. A warning and its terms are of no use to those who cannot read them, so a wider circle than that of the case.
    """
    if not decided:
        return []
    told = set(
        find.not_hidden_from(actor, council)
        .filter(pk__in={each.case_id for each in decided})
        .values_list("pk", flat=True)
    )
    return [each for each in decided if each.case_id in told]


def reading_step(policy: Policy) -> str:
    """The step by which somebody reads what was filed without a reply; empty where the policy has none."""
    return next((step.id for step in policy.steps if any(option.reads for option in step.options)), "")


def to_be_read(actor: Actor, council: str, policy: Policy, *, on: date) -> list[Filed]:
    """What was filed without a reply on the cases that this officer may see and read for, oldest first."""
    step = reading_step(policy)
    by = {role for move in policy.moves if move.act == f"step:{step}" for role in move.by}
    if not step or not actor.role_names & by:
        return []
    waiting = list(Filed.objects.filter(read_at=None, case__council=council).select_related("case"))
    if not waiting:
        return []
    seen = find.visible_to(actor, council, on=on).filter(find.identity_known(actor, council))
    mine = set(seen.filter(pk__in={each.case_id for each in waiting}).values_list("pk", flat=True))
    return sorted((each for each in waiting if each.case_id in mine), key=lambda each: (each.came_on, each.pk))
