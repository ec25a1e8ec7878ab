"""How does a test get a database of its own, for processes that run beside it?

Migrations take seconds, so they are run once: the first database of a run is copied before any test has written to it.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

#: The file that holds an installation's data on SQLite, in its folder of data.
FILE = "redress.sqlite3"


def keep_a_copy() -> None:
    """Copy the database of the tests while nothing but its tables is in it; nobody else may be connected."""
    if connection.vendor == "sqlite":
        _copied_file().unlink(missing_ok=True)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(_copied_file())])
        return
    connection.close()
    connection.close_pool()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {_copied_name()} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {_copied_name()} TEMPLATE {connection.settings_dict['NAME']}")


@contextmanager
def own_database(folder: Path) -> Iterator[dict[str, str]]:
    """A fresh database with all its tables, on the engine under test; gives the environment that names it.

    ``folder`` becomes the folder of data of whoever is started with it, and holds the database where that is a file.
    """
    environment = {
        "REDRESS_DATA": str(folder),
        "REDRESS_DATABASE_URL": "",
        "REDRESS_TEST_DATABASE": connection.vendor,
        "PYTEST_XDIST_WORKER": "",  # its folder is this one, and not that of the worker that starts it
    }
    if connection.vendor == "sqlite":
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_copied_file(), folder / FILE)
        yield environment
        return
    name = f"own_{uuid.uuid4().hex[:12]}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {_copied_name()}")
    given = connection.settings_dict
    where = f"{name}?host={given['HOST']}&port={given['PORT'] or 5432}"
    try:
        yield {**environment, "REDRESS_DATABASE_URL": f"postgresql://{given['USER']}:{given['PASSWORD']}@/{where}"}
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _copied_file() -> Path:
    return Path(settings.DATA) / "copied.sqlite3"


def _copied_name() -> str:
    return f"copied_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
