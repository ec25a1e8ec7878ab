"""Do workers that are processes of their own share the work, and survive each other's sudden death?

These run on a database of their own, because the tests' own database cannot be seen by another process.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.own_database import own_database

pytestmark = [pytest.mark.django_db]

Start = Callable[..., subprocess.Popen]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts `jobs_process` on a fresh database of the engine under test; stops what is left at the end."""
    started: list[subprocess.Popen] = []

    def begin(*words: str) -> subprocess.Popen:
        command = [sys.executable, "-m", "tests.rooms.jobs_process", *words]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        started.append(process)
        return process

    with own_database(tmp_path) as where:
        environment = {**os.environ, **where}
        yield begin
        for process in started:
            process.kill()
            process.wait()


def say(process: subprocess.Popen) -> str:
    """What a process printed, once it has ended well."""
    output, _nothing = process.communicate(timeout=60)
    assert process.returncode == 0
    return output.strip()


def test_two_workers_do_two_hundred_jobs_once_each(start: Start) -> None:
    say(start("count", "200"))
    workers = [start("work-once"), start("work-once")]
    assert sum(int(say(one)) for one in workers) == 200
    assert say(start("report")) == "0 200 200"


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["hang", "half-done"])
def test_a_job_whose_worker_is_killed_is_done_by_another_with_one_effect(start: Start, kind: str) -> None:
    say(start(kind))
    killed = start("work")
    assert killed.stdout is not None
    assert killed.stdout.readline() == "hanging\n"
    killed.send_signal(signal.SIGKILL)
    killed.wait(10)
    second = start("work")
    deadline = 40
    while say(start("report")) != "0 1 1":
        deadline -= 1
        assert deadline, "the second worker never finished the job"
    second.terminate()
    assert second.wait(10) == 0


@pytest.mark.slow
def test_a_worker_told_to_stop_finishes_the_job_in_hand_first(start: Start) -> None:
    say(start("slow", "2"))
    worker = start("work")
    assert worker.stdout is not None
    assert worker.stdout.readline() == "working\n"
    worker.terminate()
    assert worker.wait(10) == 0
    assert say(start("report")) == "1 1 1"
