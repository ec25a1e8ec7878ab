"""How do several people do something at the very same moment in a test?"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

AtOnce = Callable[..., list[Any]]


@contextmanager
def acts_at_once(folder: Path) -> Iterator[AtOnce]:
    """Does several things at the same moment, each on a connection of its own, and gives back what each gave or raised.

    On SQLite the tests' database lives in memory, where connections do not wait for each other as they do on a file;
    so what it holds is copied to a file first.
    """
    usual = connection.settings_dict["NAME"]

    def run(*acts: Callable[[], Any]) -> list[Any]:
        if connection.vendor == "sqlite" and connection.settings_dict["NAME"] == usual:
            place = folder / "copy.sqlite3"
            with sqlite3.connect(place) as copy:
                connection.connection.backup(copy)
            connection.settings_dict["NAME"] = str(place)
        outcomes: list[Any] = [None] * len(acts)
        ready = threading.Barrier(len(acts))

        def one(place: int, act: Callable[[], Any]) -> None:
            try:
                ready.wait()
                outcomes[place] = act()
            except Exception as error:
                outcomes[place] = error
            finally:
                connection.close()

        threads = [threading.Thread(target=one, args=pair) for pair in enumerate(acts)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return outcomes

    yield run
    connection.settings_dict["NAME"] = usual
