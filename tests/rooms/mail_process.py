"""What does another process do in the tests of mail? `python -m tests.rooms.mail_process set-up | report | workers`.

``workers`` reads numbers, a line each, and starts a worker of its own for each (a fork, so that what takes long to read
is read once). A worker is killed (SIGKILL, by itself) when it enters the Nth function of the rooms that mail passes
through: no clean-up runs, as when the machine dies. With 0 it counts them and is not killed. What is printed for each
is how its worker ended, and how many functions it entered if it lived to tell.
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
from django.db import connections  # noqa: E402

from redress import jobs, policies  # noqa: E402
from redress.arrivals.models import Arrival  # noqa: E402
from redress.arrivals.storing import content_of  # noqa: E402
from redress.cases.models import Event  # noqa: E402
from redress.correspondence.models import Message  # noqa: E402
from redress.correspondence.reply_addresses import reply_address  # noqa: E402
from redress.jobs.models import Job  # noqa: E402
from redress.jobs.registry import KINDS, SCHEDULES  # noqa: E402
from redress.mail_settings import MailboxSetting  # noqa: E402
from redress.records import people  # noqa: E402
from redress.records.models import Document, Words  # noqa: E402
from tests.mail.dovecot import PASSWORD  # noqa: E402
from tests.rooms.case_files import Office  # noqa: E402
from tests.rooms.casework_desks import complaint  # noqa: E402

SCHEDULES.clear()
LEASE = timedelta(seconds=0.5)
OURS = tuple(
    str(Path(__file__).resolve().parents[2] / "redress" / room) + os.sep
    for room in ("arrivals", "jobs", "cases", "records", "correspondence")
)


def set_up() -> None:
    """A case whose complainant can be answered; prints the address to answer to."""
    file = complaint(Office("dartford"))
    party = people.complainant_of(file.case)
    print(reply_address(party, "dartford"))


def work(limit: int) -> int:
    """Fetch and do all that is due; the leases are short, so that the next worker need not wait."""
    for name, kind in list(KINDS.items()):
        KINDS[name] = dataclasses.replace(kind, lease=LEASE, first_delay=timedelta(0))
    imap_port, smtp_port = int(os.environ["MAIL_IMAP"]), int(os.environ["MAIL_SMTP"])
    settings.MAILBOXES = {
        "dartford": MailboxSetting("dartford", "127.0.0.1", imap_port, "complaints", PASSWORD, "INBOX", "none")
    }
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp_port
    entered = 0

    def count(frame: types.FrameType, event: str, argument: Any) -> None:
        nonlocal entered
        if event == "call" and frame.f_code.co_filename.startswith(OURS):
            entered += 1
            if entered == limit:
                os.kill(os.getpid(), signal.SIGKILL)

    jobs.enqueue("fetch-mail", {})
    sys.setprofile(count)
    jobs.work(once=True)
    sys.setprofile(None)
    return entered


def workers() -> None:
    """A worker for each number that is read; prints how it ended, as `subprocess` tells it, and what it counted."""
    policies.rulebook()  # read once, before anything that could be lost
    for line in sys.stdin:
        connections.close_all()  # no two processes may share one
        counted, told = os.pipe()
        child = os.fork()
        if child == 0:
            os.write(told, str(work(int(line))).encode())
            os._exit(0)
        os.close(told)
        with os.fdopen(counted) as number:
            passes = number.read()
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), passes or 0, flush=True)


def report() -> None:
    """Everything that the mail has left behind."""
    print(
        json.dumps(
            {
                "texts": sorted(Arrival.objects.values_list("text", flat=True)),
                "states": sorted(Arrival.objects.values_list("text", "state")),
                "whole": all(content_of(name) for name in Arrival.objects.values_list("raw_as", flat=True)),
                "words": sorted(Words.objects.filter(kind="information").values_list("text", flat=True)),
                "added": Event.objects.filter(kind="InformationAdded").count(),
                "documents": sorted(Document.objects.values_list("name", "state")),
                "receipts": sorted(Message.objects.filter(template="email-received").values_list("key", "state")),
                "message_ids": sorted(Message.objects.values_list("message_id", flat=True)),
                "open_jobs": Job.objects.exclude(state="done").count(),
                "dead_jobs": list(Job.objects.filter(state="dead").values_list("kind", "last_error")),
            }
        )
    )


if __name__ == "__main__":
    {"set-up": set_up, "report": report, "workers": workers}[sys.argv[1]]()
