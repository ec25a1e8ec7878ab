"""How is a scan opened where it can do no harm? In a process of its own, with limits.

Nothing of the content reaches a shell, and no setting of this process reaches the other one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

#: Never imported here: whatever the programmes that open scans do when they start, they do it there.
SHEETS = Path(__file__).with_name("sheets.py")

SECONDS = 900  # for one scan, whatever it is asked


class CannotBeRead(Exception):
    """A scan that cannot be used; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def lines_of(command: str, *arguments: str | Path, told: str = "", seconds: int = SECONDS) -> Iterator[dict[str, Any]]:
    """What :mod:`redress.arrivals.post.sheets` answers, as it comes. Raises :class:`CannotBeRead`."""
    process = subprocess.Popen(  # noqa: S603 (our own file, no shell)
        [sys.executable, "-I", str(SHEETS), command, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.defpath, "OMP_THREAD_LIMIT": "1"},
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    alarm = threading.Timer(seconds, process.kill)
    alarm.start()
    try:
        process.stdin.write(told)
        process.stdin.close()
        for line in process.stdout:
            said = json.loads(line)
            if "trouble" in said:
                raise CannotBeRead(str(said["trouble"]))
            yield said
        if process.wait() != 0:
            raise CannotBeRead("cannot-be-read")
    finally:
        alarm.cancel()
        process.kill()
        process.stdout.close()
        process.wait()
