"""Is any message lost, or made twice, when the worker dies at any point of its work?

A real worker, a real mailbox and a real mail server; the worker is killed (SIGKILL) as it enters some function of
ours, at 25 random points of all those it passes through.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.mail.dovecot import Dovecot, dovecot
from tests.mail.sample import PDF, attached, headed, mixed, part
from tests.own_database import own_database
from tests.rooms.mail_server import mail_server

pytestmark = [pytest.mark.django_db]

POINTS = 25
LEASE = 0.6  # seconds, a little longer than that of `mail_process`
AGAIN = 6  # on the other engine, whose transactions are the same
SEED = 20261122
Run = Callable[[str], subprocess.Popen[str]]


@pytest.fixture(scope="module")
def mailbox() -> Iterator[Dovecot]:
    with dovecot() as server:
        yield server


@pytest.fixture
def sent(settings: Any) -> Iterator[Any]:
    with mail_server(settings) as server:
        yield server


@pytest.fixture
def run(tmp_path: Path, mailbox: Dovecot, sent: Any, settings: Any) -> Iterator[Run]:
    """Runs `mail_process` on a fresh database of the engine under test."""
    begun: list[subprocess.Popen[str]] = []

    def process(act: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.rooms.mail_process", act]
        with (tmp_path / "complaints.txt").open("a") as complaints:
            streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": complaints}
            begun.append(subprocess.Popen(command, env=environment, text=True, **streams))
        return begun[-1]

    with own_database(tmp_path) as where:
        environment = {
            **os.environ,
            **where,
            "REDRESS_SECRET_KEY": "x" * 60,
            "MAIL_IMAP": str(mailbox.imap),
            "MAIL_SMTP": str(settings.EMAIL_PORT),
        }
        yield process
        for one in begun:
            one.kill()
            one.communicate()


def said(process: subprocess.Popen[str]) -> str:
    """What a process printed that ended well."""
    told, _errors = process.communicate(timeout=300)
    assert process.returncode == 0
    return told.strip()


def ended(workers: subprocess.Popen[str], limit: int) -> tuple[int, int]:
    """How a worker ended that was to be killed at this point, and through how many points it went."""
    assert workers.stdin is not None
    assert workers.stdout is not None
    print(limit, file=workers.stdin, flush=True)
    assert select.select([workers.stdout], [], [], 300)[0], "the worker hangs"
    code, passes = map(int, workers.stdout.readline().split())
    assert code in (0, -signal.SIGKILL), "it died of something else: its complaints.txt says of what"
    return code, passes


def letters(n: int, reply_to: str) -> tuple[bytes, bytes]:
    """A new message of somebody else each time, and an answer with a file."""
    new = headed(f"New {n}\n", From=f"Person {n} <p{n}@example.org>", Message_ID=f"<new{n}@example.org>")
    answer = mixed(
        part(f"Answer {n}"),
        attached(PDF, f"file{n}.pdf", "application/pdf"),
        To=reply_to,
        Message_ID=f"<answer{n}@example.org>",
    )
    return new, answer


@pytest.mark.slow
def test_a_worker_killed_at_any_point_loses_no_message_and_makes_none_twice(
    run: Run, mailbox: Dovecot, sent: Any
) -> None:
    reply_to = said(run("set-up")).splitlines()[-1]
    workers = run("workers")
    mailbox.deliver(*letters(0, reply_to))
    code, passes = ended(workers, 0)
    assert (code, passes > 1000) == (0, True)
    chance = random.Random(SEED)
    killed = n = 0
    points = POINTS if connection.vendor == "sqlite" else AGAIN
    while killed < points:
        n += 1
        assert n < 2 * POINTS
        mailbox.deliver(*letters(n, reply_to))
        # A pass may have less to do than the first, and end before its point.
        killed += ended(workers, chance.randrange(1, passes))[0] == -signal.SIGKILL
        time.sleep(LEASE)  # until what it held is free again
    assert ended(workers, 0)[0] == 0
    assert said(workers) == ""
    found = json.loads(said(run("report")))
    expected = sorted([*(f"New {n}" for n in range(n + 1)), *(f"Answer {n}" for n in range(n + 1))])
    assert found["texts"] == expected
    assert found["whole"]
    assert found["words"] == sorted(text for text in expected if text.startswith("Answer"))
    assert found["added"] == n + 1
    assert {state for text, state in found["states"] if text.startswith("New")} == {"waiting"}
    assert [name for name, _state in found["documents"]] == sorted(
        [*(f"file{n}.pdf" for n in range(n + 1)), *["e-mail as it came.eml"] * (n + 1)]
    )
    assert {state for _name, state in found["documents"]} == {"safe"}
    # A visit to the mailbox that was killed three times is given up: the next one does its work.
    assert {kind for kind, _error in found["dead_jobs"]} <= {"fetch-mail"}
    assert found["open_jobs"] == len(found["dead_jobs"])
    assert mailbox.count() == 0
    assert len(found["receipts"]) == n + 1
    assert {state for _key, state in found["receipts"]} == {"sent"}
    went = [mail["Message-ID"] for mail in sent.taken if mail["Subject"] == "We have received your e-mail"]
    assert set(went) == set(found["message_ids"])
    assert len({mail["To"] for mail in sent.taken}) == n + 1
