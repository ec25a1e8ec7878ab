"""How is the process started that opens documents, with limits of time and memory?

Nothing of a document reaches a shell, and no setting of this process reaches the other one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

#: Never imported here: whatever the programmes that open documents do when they start, they do it there.
CHILD = Path(__file__).with_name("child.py")

SECONDS = 900  # for one document, whatever it is asked


class CannotBeRead(Exception):
    """A document that cannot be redacted; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def lines_of(
    command: str, file: Path, folder: Path, asked: Mapping[str, Any], *, seconds: float = SECONDS
) -> Iterator[dict[str, Any]]:
    """What :mod:`redress.records.redacting.work` answers, as it comes. Raises :class:`CannotBeRead`."""
    process = subprocess.Popen(  # noqa: S603 (our own file, no shell)
        [sys.executable, "-I", str(CHILD), command, str(file), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.defpath, "OMP_THREAD_LIMIT": "1"},
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    late = threading.Event()

    def ended() -> None:
        late.set()
        process.kill()

    alarm = threading.Timer(seconds, ended)
    alarm.start()
    try:
        process.stdin.write(json.dumps(asked))
        process.stdin.close()
        for line in process.stdout:
            said = json.loads(line)
            if "trouble" in said:
                raise CannotBeRead(str(said["trouble"]))
            yield said
        if process.wait() != 0:
            raise CannotBeRead("took-too-long" if late.is_set() or process.returncode == -24 else "cannot-be-read")
    except BrokenPipeError:
        raise CannotBeRead("cannot-be-read") from None
    finally:
        alarm.cancel()
        process.kill()
        process.stdout.close()
        process.wait()
