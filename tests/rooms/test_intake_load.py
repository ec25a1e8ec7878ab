"""Does the public form lose nothing and make nothing twice when thirty people send at once, on either engine?"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

BENCH = Path(__file__).resolve().parents[2] / "bench" / "intake_web.py"


@contextmanager
def database() -> Iterator[str]:
    """The address of an empty database on the engine under test; empty for SQLite, which makes its own."""
    configured = settings.DATABASES["default"]
    if "postgresql" not in configured["ENGINE"]:
        yield ""
        return
    name = f"redress_load_{os.getpid()}"
    server = {"host": configured["HOST"], "user": configured["USER"], "dbname": "postgres", "autocommit": True}
    with psycopg.connect(**server) as line:
        line.execute(f"CREATE DATABASE {name}")
    try:
        yield f"postgresql://{configured['USER']}@/{name}?host={configured['HOST']}"
    finally:
        with psycopg.connect(**server) as line:
            line.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.slow
@pytest.mark.django_db  # only so that it is run on both engines: the load has a database of its own
def test_thirty_people_at_once_are_all_heard_once() -> None:
    with database() as address:
        ran = subprocess.run(
            [sys.executable, str(BENCH), "--count", "30", "--at-once", "30"],
            env={**os.environ, "REDRESS_DATABASE_URL": address},
            capture_output=True,
            text=True,
            timeout=900,
        )
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr[-2000:]
    assert "0 lost, doubled or wrong" in ran.stdout
