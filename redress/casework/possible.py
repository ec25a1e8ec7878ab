"""What may this officer do to a case now, and what stands against the rest?

Read from the policy's own table of moves: every act that staff may ever do on the track is there, open or
with the sentence and paragraph that close it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from redress.cases.find import Standing
from redress.cases.models import Case
from redress.casework.action_pages import PAGES
from redress.casework.deciding import Checklist, Deciding, deciding
from redress.casework.desk import OMBUDSMAN_TRACK
from redress.rules.actors import Actor
from redress.rules.case import Run
from redress.rules.decide import refusal_of
from redress.rules.policy import Policy
from redress.rules.refusals import Refused
from redress.rules.wording import sentence

#: What takes a case further; the other acts can be done at almost any time and stand below them.
STEPS = (
    "decide-lateness",
    "register",
    "allocate",
    "give-reasons",
    "accept-request",
    "refuse-request",
    "appoint",
    "acknowledge",
    "agree",
    "respond",
    "answer-ombudsman",
)

#: Steps that can be taken again; once taken, they stand among the other acts.
AGAIN: Mapping[str, Callable[[Run], bool]] = {
    "allocate": lambda run: run.milestone("allocated") is not None,
    "appoint": lambda run: run.milestone("appointed") is not None,
    "answer-ombudsman": lambda run: run.milestone("ombudsman-answered") is not None,
    "give-reasons": lambda run: run.reasons_given,
}


@dataclass(frozen=True, slots=True)
class Possible:
    """One act: its words and its page, or the sentence that says why it cannot be done."""

    action: str
    title: str
    href: str
    refused: str = ""
    step: bool = False


@dataclass(frozen=True, slots=True)
class Ways:
    """What can be done on one run of the case: the steps, the other acts, and what cannot be done and why.

    ``deciding`` are the decisions and checks of its policy; what waits among them comes before everything else.
    """

    run: str
    name: str
    deciding: Deciding
    steps: list[Possible]
    others: list[Possible]
    closed: list[Possible]

    @property
    def nothing(self) -> bool:
        """Whether this officer can do nothing here."""
        ways = (*self.deciding.owed, *self.deciding.optional, *(way for each in self.checks for way in each.open))
        return not (self.steps or self.others or any(way.href for way in ways))

    @property
    def closed_number(self) -> int:
        """How much is closed to this officer."""
        return len(self.closed) + len(self.deciding.closed)

    @property
    def checks(self) -> list[Checklist]:
        """The checklists of the run."""
        return self.deciding.checklists


def ways_of(row: Case, standing: Standing, actor: Actor, names: Mapping[str, str]) -> list[Ways]:
    """What this officer can do, run by run, the main one first; ``names`` are those behind the opaque ids."""
    main = standing.run
    runs = [main, *(run for run in standing.case.runs.values() if run.id != main.id)]
    return [_ways(row, standing, run, actor, names, several=len(runs) > 1) for run in runs]


def _ways(row: Case, standing: Standing, run: Run, actor: Actor, names: Mapping[str, str], *, several: bool) -> Ways:
    policy = standing.book.policy(run.policy)
    acts = [act for act in _acts_of_staff(policy, run) if _has_an_object(act, standing)]
    found = [_possible(row, standing, run, policy, action, actor, several) for action in acts]
    if not several:
        found += _enquiry(row, policy, actor)
    return Ways(
        run=run.id,
        name=run_name(policy, run),
        deciding=deciding(row, standing, run, actor, names, several=several),
        steps=[each for each in found if not each.refused and each.step],
        others=[each for each in found if not each.refused and not each.step],
        closed=[each for each in found if each.refused],
    )


def _has_an_object(act: str, standing: Standing) -> bool:
    """Whether there is anything to take apart, to answer or to settle; for other acts there always is."""
    if act == "unmerge":
        return bool(standing.case.merged_into)
    if act == "answer-ask":
        return any(ask.waits for ask in standing.case.asks.values())
    return act != "close-ask" or any(not ask.closed for ask in standing.case.asks.values())


def run_name(policy: Policy, run: Run) -> str:
    """What a run is called beside others: its track, with the stage where it has several."""
    track = policy.track(run.track)
    if len(track.stages) < 2:
        return track.name
    return _("%(track)s, %(stage)s") % {"track": track.name, "stage": policy.stage(run.track, run.stage).name}


def _acts_of_staff(policy: Policy, run: Run) -> Iterator[str]:
    """Every act of the table that some role of staff may do and that has a page, each once, steps in their order."""
    roles = {role.id for role in policy.roles}
    granted = dict.fromkeys(
        move.action
        for move in policy.moves
        if move.track == run.track and move.action != "receive" and roles & set(move.by)
    )
    yield from (action for action in STEPS if action in granted and action in PAGES)
    yield from (action for action in granted if action not in STEPS and action in PAGES)


def _possible(
    row: Case, standing: Standing, run: Run, policy: Policy, action: str, actor: Actor, several: bool
) -> Possible:
    today = timezone.localdate()
    refused = refusal_of(standing.case, action, by=actor, book=standing.book, run=run.id, today=today)
    return Possible(
        action=action,
        title=str(PAGES[action].title),
        href=_address(row, action, run.id if several else ""),
        refused=sentence(refused, policy, _) if refused else "",
        step=action in STEPS and not (action in AGAIN and AGAIN[action](run)),
    )


def _enquiry(row: Case, policy: Policy, actor: Actor) -> list[Possible]:
    """An Ombudsman's enquiry begins a run of its own, so the table of that track says who may log it."""
    moves = policy.moves_for(OMBUDSMAN_TRACK, "receive")
    if not moves or "receive" not in PAGES:
        return []
    refused = ""
    if not any(actor.role_names & set(move.by) for move in moves):
        no = Refused("not-your-role", moves[0].paragraph, action="receive", by=_staff_roles(policy, moves[0].by))
        refused = sentence(no, policy, _)
    return [Possible("receive", str(PAGES["receive"].title), _address(row, "receive", ""), refused)]


def _staff_roles(policy: Policy, roles: tuple[str, ...]) -> list[str]:
    known = {role.id for role in policy.roles}
    return [role for role in roles if role in known]


def _address(row: Case, action: str, run: str) -> str:
    address = reverse("casework:act", kwargs={"reference": row.reference, "action": action})
    return f"{address}?{urlencode({'run': run})}" if run else address
