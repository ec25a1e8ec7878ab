"""Does anything go to GOV.UK Notify twice, or not at all, when the worker dies at any point of its work?

A real worker and a server that follows the published API; the worker is killed (SIGKILL) as it enters some function of
ours, at points all along its way.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.own_database import own_database
from tests.rooms.notify_server import Service, notify_server

pytestmark = [pytest.mark.django_db]

POINTS = 12
LEASE = 0.5  # seconds, a little longer than that of `notify_process`


@pytest.fixture
def service() -> Iterator[Service]:
    with notify_server() as server:
        yield server


@pytest.fixture
def worker(tmp_path: Path, service: Service) -> Iterator[subprocess.Popen[str]]:
    """A process of workers on a fresh database of the engine under test."""
    with own_database(tmp_path) as where, (tmp_path / "complaints.txt").open("a") as complaints:
        environment = {**os.environ, **where, "REDRESS_SECRET_KEY": "x" * 60, "NOTIFY_URL": service.url}
        command = [sys.executable, "-m", "tests.rooms.notify_process"]
        streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": complaints}
        process = subprocess.Popen(command, env=environment, text=True, **streams)
        yield process
        process.kill()
        process.communicate()


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    assert select.select([process.stdout], [], [], 300)[0], "the worker hangs"
    return process.stdout.readline().strip()


def worked(process: subprocess.Popen[str], limit: int) -> tuple[int, int]:
    """How a worker ended that was to be killed at this point, and through how many points it went."""
    assert process.stdin is not None
    print(limit, file=process.stdin, flush=True)
    code, passes = map(int, line_of(process).split())
    assert code in (0, -signal.SIGKILL), "it died of something else: its complaints.txt says of what"
    return code, passes


@pytest.mark.slow
def test_a_worker_killed_at_any_point_sends_everything_once(worker: subprocess.Popen[str], service: Service) -> None:
    assert line_of(worker) == "ready"
    code, passes = worked(worker, 0)
    assert (code, passes > POINTS) == (0, True)
    killed = 0
    for number in range(1, POINTS + 1):
        killed += worked(worker, max(1, passes * number // (POINTS + 1)))[0] == -signal.SIGKILL
        time.sleep(LEASE)  # until what it held is free again
    assert killed >= POINTS // 2
    assert worked(worker, 0)[0] == 0
    told, _errors = worker.communicate(timeout=300)
    found = json.loads(told)
    assert found["dead"] == []
    assert {state for _to, state, _id, _reference in found["messages"]} == {"sent"}, found
    went = Counter(each["to"] for each in service.taken)
    assert went == dict.fromkeys((to for to, *_rest in found["messages"]), 1)
    assert {each["id"] for each in service.taken} == {id for _to, _state, id, _reference in found["messages"]}
    # Some died between handing over and writing it down: whoever took over asked first.
    assert any("reference=" in asked for asked in service.asked)
