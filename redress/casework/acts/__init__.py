"""What may an officer do to a case, and what does each act put on record?

One function per act, each one transaction (:mod:`redress.casework.acting`). The subject is the case;
every act takes the envelope that says who acts, when it happened, what they had seen and the key that
makes a repeated submission one act. All raise :class:`~redress.rules.refusals.Refused` for a wrong move
and :class:`~redress.cases.MovedOn` when the case is no longer as the page showed it.
"""

from redress.casework.acts.answering import (
    accept_request,
    agree,
    give_reasons,
    refuse_request,
    request_next_stage,
    respond,
)
from redress.casework.acts.onward import (
    OMBUDSMAN_TRACK,
    answer_ombudsman,
    close,
    complete_action_plan,
    open_ombudsman_run,
    record_action_plan,
    signpost,
    withdraw,
)
from redress.casework.acts.stepping import (
    take_step,
)
from redress.casework.acts.taking_in import (
    allocate,
    appoint,
    bar_person,
    correct,
    decide_lateness,
    register,
    settle_points,
)
from redress.casework.acts.talking import (
    acknowledge,
    add_information,
    ask_for_help,
    clarify,
    extend,
    note,
    record_contact,
)

__all__ = [
    "OMBUDSMAN_TRACK",
    "accept_request",
    "acknowledge",
    "add_information",
    "agree",
    "allocate",
    "answer_ombudsman",
    "appoint",
    "ask_for_help",
    "bar_person",
    "clarify",
    "close",
    "complete_action_plan",
    "correct",
    "decide_lateness",
    "extend",
    "give_reasons",
    "note",
    "open_ombudsman_run",
    "record_action_plan",
    "record_contact",
    "refuse_request",
    "register",
    "request_next_stage",
    "respond",
    "settle_points",
    "signpost",
    "take_step",
    "withdraw",
]
