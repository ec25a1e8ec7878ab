"""What does another process do in the tests of GOV.UK Notify? `python -m tests.rooms.notify_process`.

It makes a case, then reads numbers, a line each: each is one more notice to be sent, and a worker of its own (a fork)
that is killed (SIGKILL, by itself) when it enters the Nth function of the rooms that a notice passes through. With 0 it
counts them and lives. Printed is how each ended and how many it entered. At the end it prints what is on record.
"""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import sys
import types
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connections, transaction  # noqa: E402

from redress import jobs, policies  # noqa: E402
from redress.correspondence.models import Message  # noqa: E402
from redress.correspondence.notices import notify  # noqa: E402
from redress.jobs.models import Job  # noqa: E402
from redress.jobs.registry import KINDS, SCHEDULES  # noqa: E402
from tests.rooms.case_files import Office  # noqa: E402
from tests.rooms.casework_desks import complaint  # noqa: E402
from tests.rooms.notify_server import setting  # noqa: E402

SCHEDULES.clear()
LEASE = timedelta(seconds=0.4)
OURS = tuple(
    str(Path(__file__).resolve().parents[2] / "redress" / room) + os.sep for room in ("jobs", "correspondence")
)


def work(limit: int) -> int:
    """Do all that is due; the leases are short, so that the next worker need not wait."""
    entered = 0

    def count(frame: types.FrameType, event: str, argument: Any) -> None:
        nonlocal entered
        if event == "call" and frame.f_code.co_filename.startswith(OURS):
            entered += 1
            if entered == limit:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)
    jobs.work(once=True)
    sys.setprofile(None)
    return entered


def main() -> None:
    case = complaint(Office("dartford")).case
    policies.rulebook()
    settings.NOTIFY = {"dartford": setting(os.environ["NOTIFY_URL"])}
    for name, kind in list(KINDS.items()):
        patient = {"lease": LEASE, "first_delay": timedelta(0), "longest_delay": timedelta(0), "attempts": 99}
        KINDS[name] = dataclasses.replace(kind, **patient)
    print("ready", flush=True)
    for number, line in enumerate(sys.stdin):
        with transaction.atomic():
            notify(case, f"p{number}@example.org", "receipt", {}, f"k{number}")
        connections.close_all()  # no two processes may share one
        counted, told = os.pipe()
        child = os.fork()
        if child == 0:
            os.write(told, str(work(int(line))).encode())
            os._exit(0)
        os.close(told)
        with os.fdopen(counted) as pipe:
            passes = pipe.read()
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), passes or 0, flush=True)
    rows = list(Message.objects.values_list("to_email", "state", "notify_id", "notify_reference"))
    print(
        json.dumps(
            {
                "messages": rows,
                "dead": list(Job.objects.filter(state="dead").values_list("kind", "attempts", "last_error")),
            }
        )
    )


if __name__ == "__main__":
    main()
