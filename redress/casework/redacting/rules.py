"""Who may take something out of a document before it leaves, and who may look that over?

Those through whom papers leave the council: whose roles answer complaints or Ombudsmen, or who look over every case and
do more than read. They must see the whole case. Whoever reviews is one of them, and marked none of it.
"""

from __future__ import annotations

from redress.casework.officers import only_reads, sees_everything
from redress.rules.actors import Actor
from redress.rules.policy import Policy

_ANSWERS = ("respond", "answer-ombudsman")


def may_redact(actor: Actor, policy: Policy) -> bool:
    """Whether these roles may redact documents of a case that they see, and review what others redacted."""
    if only_reads(actor, policy):
        return False
    answers = {role for move in policy.moves if move.action in _ANSWERS for role in move.by}
    return bool(actor.role_names & answers) or sees_everything(actor, policy)
