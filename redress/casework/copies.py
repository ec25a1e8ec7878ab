"""Who is told when somebody is put in charge of a case, or a case is referred to them?

Whoever is put in charge, and the roles that the policy's clocks of the stage alert: in Dartford the
Departmental and the Corporate Complaints Officer (DA 8.1.1(a), 8.1.2(a)). During an absence the colleague who
covers is told as well (DA 2.9.1, 3.18).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from redress.accounts.actors import NotCovering, actor_for, covering_today, officer_for, people_with_role
from redress.accounts.models import Staff
from redress.cases import find
from redress.cases.summary import staff_id
from redress.casework.acting import Doing
from redress.correspondence.notices import notify
from redress.rules.events import StepTaken
from redress.rules.policy import AskWords, Option
from redress.rules.steps import questions_of, referred_to


def send_copies(on: Doing, holder: Staff) -> None:
    """Tell the new holder, and send the copies. Nobody is told of a case that they may not see."""
    owed = [deadline for deadline in find.standing(on.row).deadlines if deadline.open and deadline.binds_council]
    told = {
        "holder": holder.name,
        "stage": on.policy.stage(on.run.track, on.run.stage).name,
        "dates": sorted(owed, key=lambda deadline: deadline.due),
        "requested": requested.at.day if (requested := on.run.milestone("requested")) else None,
    }
    for person in _with_cover(on, (holder, *_alerted(on))):
        words = "allocated" if person == holder else "allocated-copy"
        _tell(on, person, words, told)


def send_referrals(on: Doing) -> None:
    """Tell those to whom the case has just been referred by name, and whoever covers for them."""
    taken = next(entry.event for entry in reversed(find.history(on.row)) if isinstance(entry.event, StepTaken))
    numbers = [pk for person in referred_to(taken, on.policy) if (pk := staff_id(person)) is not None]
    if numbers:
        found = Staff.objects.filter(pk__in=numbers, council=on.row.council_id).order_by("pk")
        for person in _with_cover(on, found):
            _tell(on, person, "referred", {"step": on.policy.step(taken.step).name})


def send_what_was_written(on: Doing, option: Option, step: str, said: Mapping[str, str]) -> None:
    """Send those whom an option tells what was written, with the case; in Dartford an issue of concern (DA 1.9)."""
    words = [question for question in questions_of(on.policy.step(step), option) if isinstance(question, AskWords)]
    told = {"step": on.policy.step(step).name, "said": [said[each.id] for each in words if said.get(each.id)]}
    people = [person for role in option.tells for person in holders_of(on, role)]
    for person in _with_cover(on, people):
        _tell(on, person, "written", told)


def tell(on: Doing, person: Staff, words: str, told: dict[str, object]) -> None:
    """Send somebody one of the notices of this room, if they may see the case."""
    if not _may_see(on, person):
        return
    _tell(on, person, words, told)


def _tell(on: Doing, person: Staff, words: str, told: dict[str, object]) -> None:
    template = f"casework/notices/{words}.txt"
    notify(on.row, person.email, template, told, on.envelope["key"], to_name=person.name)


def _with_cover(on: Doing, people: Iterable[Staff]) -> list[Staff]:
    """Those of the people who may see the case, and whoever covers today for one of them."""
    told = [person for person in dict.fromkeys(people) if _may_see(on, person)]
    cover = [person for person in covering_today(told, on.day) if any(_may_see(on, person, each) for each in told)]
    return list(dict.fromkeys([*told, *cover]))


def _alerted(on: Doing) -> list[Staff]:
    """Whoever holds a role that a clock of the stage alerts, for the department of the case."""
    clocks = [clock for clock in on.policy.clocks if clock.track == on.run.track and clock.stage == on.run.stage]
    roles = dict.fromkeys(role for clock in clocks for role in clock.alerts)
    return [person for role in roles for person in holders_of(on, role)]


def holders_of(on: Doing, role: str) -> list[Staff]:
    """Those who hold a role for the department of the case; of a role of which a case has exactly one, that one."""
    if on.policy.role(role).one_for_each_place:
        one = officer_for(on.row.council_id, role, on.day, on.row.department)
        return [one] if one is not None else []
    return list(people_with_role(on.row.council_id, role, on.day, department=on.row.department))


def _may_see(on: Doing, person: Staff, absent: Staff | None = None) -> bool:
    try:
        actor = actor_for(person, on.day, covering_for=absent)
    except NotCovering:
        return False
    seen = find.visible_to(actor, on.row.council_id, on=on.day)
    return seen.filter(pk=on.row.pk).exists()
