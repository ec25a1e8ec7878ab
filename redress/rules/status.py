"""Where does a run stand, in one word?

The word is derived from the fold every time; nobody sets it. It names what is awaited, so that every
wait has its own list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from redress.rules.case import MERGED, Case, Run
from redress.rules.clock import deadline_of, declined_as_late, raised_late
from redress.rules.letters import flags_of
from redress.rules.moves import open_rows
from redress.rules.policy import AdvisoryWindow, Policy, Rulebook, Stage
from redress.rules.steps import owed, rows_of

StatusCode = Literal[
    "new",
    "lateness-to-decide",
    "awaiting-allocation",
    "awaiting-acknowledgement",
    "investigating",
    "to-do",
    "answered",
    "answered-window-passed",
    "requested",
    "reasons-awaited",
    "accepted",
    "refused",
    "final",
    "at-ombudsman",
    "withdrawn",
    "closed",
    "merged",
]

STATUSES: tuple[StatusCode, ...] = get_args(StatusCode)

#: Nothing is owed by the council and nobody need have the case in hand.
AT_REST: frozenset[StatusCode] = frozenset(
    ("answered", "answered-window-passed", "refused", "final", "withdrawn", "closed", "merged")
)

#: The acts that somebody is asked for by their role, while it is not in the hands of whoever holds the case.
AWAITED: Mapping[StatusCode, tuple[str, ...]] = {
    "lateness-to-decide": ("decide-lateness",),
    "new": ("register",),
    "awaiting-allocation": ("allocate",),
    "requested": ("accept-request", "refuse-request", "allocate"),
    "reasons-awaited": ("accept-request", "refuse-request"),
    "accepted": ("appoint",),
    "at-ombudsman": ("answer-ombudsman",),
    "to-do": ("respond", "close"),
}


_ENDED: Mapping[str, StatusCode] = {"withdrawn": "withdrawn", MERGED: "merged"}


@dataclass(frozen=True, slots=True)
class Status:
    """What a run awaits, and in which stage.

    new: nobody has registered it. lateness-to-decide: raised after the limit for complaining.
    requested: the next stage was asked for, and someone must accept or allocate it. accepted: an
    investigator is to be appointed. to-do: nobody is put in charge of such a matter, and whoever may see to
    it does. final: the council has had its last word. refused: a request for
    the next stage, or a late complaint, was turned down.
    """

    code: StatusCode
    stage: str


def status(case: Case, run: Run, *, book: Rulebook, today: date | None = None) -> Status:
    """Where the run stands. Only with ``today`` (a local day) can a window be seen to have passed."""
    return Status(_code(case, run, book, today), run.stage)


def asked(case: Case, *, book: Rulebook) -> frozenset[str]:
    """The roles that are asked to do the next thing on any run still open; none where its holder is to act."""
    roles: set[str] = set()
    for run in case.runs.values():
        policy = book.policy(run.policy)
        flags = flags_of(case, run, policy)
        steps = [f"step:{step.id}" for step in owed(case, run, policy)]
        for action in (*steps, *AWAITED.get(status(case, run, book=book).code, ())):
            for move in open_rows(action, run, policy, flags):
                if not (move.holder and run.holder):
                    roles.update(move.by)
    known = {role.id for policy in {run.policy for run in case.runs.values()} for role in book.policy(policy).roles}
    return frozenset(roles & known)


#: In place of a role: whoever is in charge of the run.
HOLDER = "holder"


def waiting(case: Case, *, book: Rulebook) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The steps that somebody must take on any run still open, each with whom it is asked of: roles, or ``HOLDER``."""
    found: dict[str, tuple[str, ...]] = {}
    for run in case.runs.values():
        policy = book.policy(run.policy)
        known, flags = {role.id for role in policy.roles}, flags_of(case, run, policy)
        for step in owed(case, run, policy):
            rows = rows_of(step, run, policy, flags)
            by = [HOLDER if move.holder and run.holder else role for move in rows for role in move.by if role in known]
            found.setdefault(step.id, tuple(dict.fromkeys(by)))
    return tuple(found.items())


def _code(case: Case, run: Run, book: Rulebook, today: date | None) -> StatusCode:
    policy = book.policy(run.policy)
    stage = policy.stage(run.track, run.stage)
    if run.ended:
        return _ENDED.get(run.ended, "closed")
    if run.milestone("answered") is not None:
        return _after_the_answer(case, run, stage, book, today)
    if policy.moves_for(run.track, "answer-ombudsman"):
        return "answered" if run.milestone("ombudsman-answered") is not None else "at-ombudsman"
    if run.milestone("requested") is not None:
        return _after_the_request(run, policy)
    return _before_the_first_answer(case, run, policy, book)


def _after_the_answer(case: Case, run: Run, stage: Stage, book: Rulebook, today: date | None) -> StatusCode:
    policy = book.policy(run.policy)
    if not stage.next:
        return "final" if policy.track(run.track).counts_as_complaint else "answered"
    request = policy.request_for(stage.next)
    window = deadline_of(case, run, request.window, book) if request and request.window else None
    advice = window is None or isinstance(window.clock.binds, AdvisoryWindow)
    passed = window is not None and not advice and today is not None and today > window.due
    return "answered-window-passed" if passed else "answered"


def _after_the_request(run: Run, policy: Policy) -> StatusCode:
    """A later stage from the request to the answer."""
    rule = policy.request_for(run.stage)
    if run.milestone("refused") is not None:
        return "refused"
    if rule is not None and rule.reasons_compulsory and not run.reasons_given:
        return "reasons-awaited"
    if rule is not None and rule.accepted_first and run.milestone("accepted") is None:
        return "requested"
    if _is_asked_for(policy, run, "allocate") and run.milestone("allocated") is None:
        return "requested"
    return _given_to_somebody(run, policy)


def _before_the_first_answer(case: Case, run: Run, policy: Policy, book: Rulebook) -> StatusCode:
    if declined_as_late(case, run, book):
        return "refused"
    if run.lateness_accepted is None and raised_late(case, run, book):
        return "lateness-to-decide"
    if _is_asked_for(policy, run, "register") and run.milestone("registered") is None:
        return "new"
    if _is_asked_for(policy, run, "allocate") and run.milestone("allocated") is None:
        return "awaiting-allocation"
    return _given_to_somebody(run, policy)


def _given_to_somebody(run: Run, policy: Policy) -> StatusCode:
    """Once allocated: an investigator is appointed where the policy asks for one; whoever was barred is replaced."""
    if _is_asked_for(policy, run, "appoint"):
        if run.milestone("appointed") is None or not run.holder:
            return "accepted"
    elif _is_asked_for(policy, run, "allocate") and not run.holder:
        return "awaiting-allocation"
    return _in_hand(run, policy)


def _in_hand(run: Run, policy: Policy) -> StatusCode:
    if not any(_is_asked_for(policy, run, act) for act in ("allocate", "appoint")):
        return "to-do"
    owed = _is_asked_for(policy, run, "acknowledge") and not run.has("acknowledged")
    return "awaiting-acknowledgement" if owed else "investigating"


def _is_asked_for(policy: Policy, run: Run, action: str) -> bool:
    """Whether the policy knows this act in the stage the run has reached."""
    moves = policy.moves_for(run.track, action)
    return any(not move.stages or run.stage in move.stages for move in moves)
