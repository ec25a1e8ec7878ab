"""What does another process do in the tests of the worker? `python -m tests.rooms.jobs_process ACT [NUMBER]`."""

import os
import sys
import time
from datetime import UTC, datetime, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()


from redress import jobs  # noqa: E402
from redress.jobs.models import Job  # noqa: E402
from redress.jobs.registry import SCHEDULES  # noqa: E402

SCHEDULES.clear()
FAR = datetime(2100, 1, 1, tzinfo=UTC)


@jobs.job("effect")
def effect(task: jobs.Task) -> None:
    """What a job leaves behind: a row that nobody performs."""


@jobs.job("count")
def count(task: jobs.Task) -> None:
    jobs.enqueue("effect", task.payload, run_at=FAR)


@jobs.job("hang", lease=2, outside=True)
def hang(task: jobs.Task) -> None:
    """Hangs for ever the first time, as if the machine had died; the second time it gets through."""
    if task.attempt == 1:
        print("hanging", flush=True)
        time.sleep(600)
    with task.finishing():
        jobs.enqueue("effect", {}, run_at=FAR)


@jobs.job("half-done", lease=1)
def half_done(task: jobs.Task) -> None:
    """Writes, then hangs inside its transaction the first time."""
    jobs.enqueue("effect", {}, run_at=FAR)
    if task.attempt == 1:
        print("hanging", flush=True)
        time.sleep(600)


@jobs.job("slow")
def slow(task: jobs.Task) -> None:
    print("working", flush=True)
    time.sleep(1)
    jobs.enqueue("effect", {}, run_at=FAR)


def main(act: str, number: int) -> None:
    if act == "work-once":
        print(jobs.work(once=True))
    elif act == "work":
        jobs.work(until=datetime.now(UTC) + timedelta(seconds=60), poll=0.1)
    elif act == "report":
        waiting = Job.objects.exclude(kind="effect").exclude(state="done").count()
        effects = sorted(
            str(payload) for payload in Job.objects.filter(kind="effect").values_list("payload", flat=True)
        )
        print(waiting, len(effects), len(set(effects)))
    else:
        for n in range(number):
            jobs.enqueue(act, {"n": n})


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1)
