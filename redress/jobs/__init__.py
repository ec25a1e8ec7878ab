"""What must happen later: asked for inside the caller's transaction, done at least once, its effect once.

    from redress import jobs

    @jobs.job("deliver-letter", title=_("Deliver a letter"), attempts=8, lease=120, outside=True)
    def deliver(task: jobs.Task) -> None: ...

    jobs.enqueue("deliver-letter", {"letter": letter.pk}, key=f"letter-{letter.pk}", council=letter.council_id)

Handlers live in a module called ``jobs`` of the room they belong to, which is imported when Django starts.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from redress.jobs.registry import GiveUp, JobFailed, job, scheduled

if TYPE_CHECKING:
    from redress.jobs.queue import Health, dead_letters, enqueue, health, retry
    from redress.jobs.worker import LeaseLost, Task, run_all_due, work

__all__ = [
    "GiveUp",
    "Health",
    "JobFailed",
    "LeaseLost",
    "Task",
    "dead_letters",
    "enqueue",
    "health",
    "job",
    "retry",
    "run_all_due",
    "scheduled",
    "work",
]

# These need the models, which Django has not loaded yet when it imports this package.
_LATER = {
    **dict.fromkeys(["Health", "dead_letters", "enqueue", "health", "retry"], "redress.jobs.queue"),
    **dict.fromkeys(["LeaseLost", "Task", "run_all_due", "work"], "redress.jobs.worker"),
}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(name)
