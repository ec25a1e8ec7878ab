"""Does this PDF ask for a password before it shows anything?

Opening it unpacks parts of it, and a file of a few hundred thousand bytes can unpack to gigabytes. So
:func:`asks_for_a_password` starts this file as a process of its own, with little time and memory: whatever the PDF
does to it, whoever asked only learns that nobody knows.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys

SECONDS = 10
_MEMORY = 1024**3
_LOCKED = 3  # how the process ends for a PDF that asks


def asks_for_a_password(content: bytes) -> bool:
    """Whether a PDF cannot be opened without a password; false also where that cannot be told."""
    try:
        asked = subprocess.run(  # noqa: S603 - our own file, and nothing of the PDF is on the command line
            [sys.executable, "-I", __file__],
            input=content,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
            env={},
        )
    except (subprocess.SubprocessError, OSError):
        return False
    return asked.returncode == _LOCKED


def main() -> None:
    """Read the PDF from standard input, and end with :data:`_LOCKED` if it asks for a password."""
    import pikepdf

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        pikepdf.open(io.BytesIO(sys.stdin.buffer.read())).close()
    except pikepdf.PasswordError:
        sys.exit(_LOCKED)


if __name__ == "__main__":
    main()
